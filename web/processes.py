"""Several processes on one socket, for more cores than one interpreter uses."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

from ..index.errors import KashafError, SettingsError

log = logging.getLogger(__name__)

FAULT = 70
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def together(processes: int, work: Callable[[], None], begun: Callable[[], None]) -> int:
    """Do the same work in so many processes until SIGINT or SIGTERM, which is passed on; return the exit
    code.

    ``begun`` is called here when all have begun. None of them outlives this one. The code is 0 when each
    ended as it was told to; one that ends unasked ends all, and the code is its own, or 70. Raises
    ``SettingsError`` where processes cannot be forked.
    """
    if not hasattr(os, "fork"):
        raise SettingsError("processes", processes, "1 on this system")
    children: set[int] = set()
    told: list[int] = []

    def stop(number: int, frame: FrameType | None = None) -> None:
        told.append(number)
        for child in children:
            os.kill(child, signal.SIGTERM)

    before = [signal.signal(number, stop) for number in _SIGNALS]
    parent, alive = os.pipe()
    try:
        while len(children) < processes and not told:
            child = os.fork()
            if not child:
                os.close(alive)
                _work(work, parent)
            children.add(child)
        begun()
        if told:
            stop(told[0])
        return _ended(children, told, stop)
    finally:
        os.close(parent)
        os.close(alive)
        for number, handler in zip(_SIGNALS, before, strict=True):
            signal.signal(number, handler)


def _ended(children: set[int], told: list[int], stop: Callable[[int], None]) -> int:
    worst = 0
    while children:
        child, status = os.wait()
        children.discard(child)
        code = os.waitstatus_to_exitcode(status)
        # Told before it listened for signals, it ends by the signal.
        if code and not (told and code == -signal.SIGTERM):
            worst = code if code > 0 else FAULT
        if not told:
            log.error("process %d ended by itself (%d); the others are told to end", child, code)
            worst = worst or FAULT
            stop(signal.SIGTERM)
    return worst


def _work(work: Callable[[], None], parent: int) -> NoReturn:
    code = FAULT
    try:
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()
        work()
        code = 0
    except KashafError as error:
        log.error("%s", error)
        code = error.exit_code
    except BaseException:
        log.exception("a process of the server ended")
    finally:
        # Not sys.exit: what the parent has begun is not this one's to finish.
        os._exit(code)


def _follow(parent: int) -> None:
    # Nothing is ever written: the pipe ends with the parent, however that ended.
    os.read(parent, 1)
    os.kill(os.getpid(), signal.SIGTERM)
