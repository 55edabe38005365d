"""What the end of a command means to a shell: an exit code, and one message with the next step."""

from __future__ import annotations

import json
import os
import shlex
import signal
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from types import FrameType

import click

from ..errors import KashafError
from .console import ClosedPipeError, force_utf8, plain, say


class TerminatedError(BaseException):
    """SIGTERM came; not an ``Exception``, so that only cleaning up stands in its way."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a command failed: its exit code, a stable word, what happened, and what to run next."""

    exit_code: int
    code: str
    message: str
    next: str

    def tell(self, given: Sequence[str]) -> None:
        """Say it on standard error, in the form the words of the command asked for."""
        if "--debug" in given:
            say(traceback.format_exc())
        if "--json" in given:
            error = {"code": self.code, "message": self.message, "next": self.next}
            say(json.dumps({"error": error}, ensure_ascii=False))
        else:
            told = self.next in self.message or "with: " in self.message
            rest = "" if told else f"; {self.next}"
            say(f"kashaf: {plain(self.message + rest)}")


def run(group: click.Group, given: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    force_utf8()
    signal.signal(signal.SIGTERM, _terminate)
    try:
        return _invoke(group, list(given))
    except click.exceptions.Exit as end:
        return end.exit_code
    except (BrokenPipeError, ClosedPipeError):
        # The interpreter flushes once more at its end: into the void, or it would complain of the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (Exception, KeyboardInterrupt, TerminatedError) as error:
        ending = ending_of(error, given)
        ending.tell(given)
        return ending.exit_code


def ending_of(error: BaseException, given: Sequence[str]) -> Ending:
    """Return what the error means; what nobody foresaw is a fault of ours."""
    again = f"run it again: {shlex.join(['kashaf', *given])}"
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return Ending(130, "interrupted", "interrupted", again)
    if isinstance(error, TerminatedError):
        return Ending(143, "terminated", "terminated", again)
    if isinstance(error, click.ClickException):
        ctx = getattr(error, "ctx", None)
        return Ending(2, "usage", error.format_message(), f"see: {_path(ctx)} --help")
    if isinstance(error, KashafError):
        return Ending(error.exit_code, error.code, str(error), _next(error, given))
    if isinstance(error, OSError | MemoryError):
        return Ending(7, "refused", f"the machine refused: {error}", f"when it does no longer, {again}")
    what = f"a fault of kashaf: {type(error).__name__}: {error}"
    traced = shlex.join(["kashaf", *(word for word in given if word != "--debug"), "--debug"])
    return Ending(70, "fault", what, f"report it with what this prints: {traced}")


def _invoke(group: click.Group, given: list[str]) -> int:
    # Not `group.main`: it ends a closed pipe with 1 and prints errors before we can.
    with group.make_context("kashaf", given) as ctx:
        code = group.invoke(ctx)
    sys.stdout.flush()
    return code if isinstance(code, int) else 0


def _next(error: KashafError, given: Sequence[str]) -> str:
    """Return the command that mends it: the one the message names, else the help of the verb."""
    _, named, command = str(error).rpartition("with: ")
    if named:
        return f"{shlex.join(['kashaf', *given])} {command}" if command.startswith("--") else command
    verb = next((word for word in given if not word.startswith("-")), "")
    return f"see: kashaf {verb} --help"


def _path(ctx: click.Context | None) -> str:
    return ctx.command_path if ctx is not None else "kashaf"


def _terminate(number: int, frame: FrameType | None) -> None:
    raise TerminatedError
