"""Serve the pages with waitress until told to stop; what was asked before is answered."""

from __future__ import annotations

import errno
import logging
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

from waitress.server import create_server

from ..index.errors import KashafError
from ..index.options import Settings, option
from .gate import WAITING

FIRST_PORT = 8000
PORTS_TRIED = 100
DRAIN_S = 10.0
SPARE = 4
"""Threads beside those that answer or wait for their turn: /health and static files need none."""
CONNECTIONS = 1000
"""Connections of a process that are open at a time, slow ones among them."""
MAX_BODY = 64 * 1024
"""Bytes of a request's body; nothing we serve needs one."""


class PortTakenError(KashafError):
    """Another program listens where we were asked to."""

    exit_code = 7
    code = "port-taken"

    def __init__(self, host: str, port: int, reason: str) -> None:
        self.host, self.port, self.reason = host, port, reason
        super().__init__(
            f"cannot listen on {host} port {port}: {reason}; choose another port with: "
            f"kashaf serve --port {port + 1}"
        )


@dataclass(frozen=True)
class ServeSettings(Settings):
    """Where the pages are served, and by how many processes and threads."""

    host: str = option("127.0.0.1", "address to listen on; 0.0.0.0 is every one")
    port: int = option(0, "port; 0 takes 8000, or the next one that is free", low=0, high=65535)
    threads: int = option(4, "requests each process answers at a time", low=1, high=256)
    processes: int = option(1, "processes that share the port; about one a core", low=1, high=64)
    prefix: str = option("", "path below which a proxy shows the pages, such as /search")
    trusted_proxy: str = option(
        "", "address of the proxy whose X-Forwarded-Proto and -Host are believed; *: any; empty: none"
    )


def listen(settings: ServeSettings) -> socket.socket:
    """Return a socket bound to the address; raise ``PortTakenError`` when no port can be had."""
    ports = (settings.port,) if settings.port else range(FIRST_PORT, FIRST_PORT + PORTS_TRIED)
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    for port in ports:
        try:
            return socket.create_server((settings.host, port), family=family, backlog=1024)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or port == ports[-1]:
                raise PortTakenError(settings.host, port, error.strerror or str(error)) from error
    raise AssertionError("a range of ports is never empty")


def address(listening: socket.socket, prefix: str) -> str:
    """Return the URL of the pages on that socket."""
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}{prefix.rstrip('/')}/"


def serve(app: Callable[..., Any], listening: socket.socket, settings: ServeSettings) -> None:
    """Answer requests until SIGINT or SIGTERM, then finish those that have begun, for ten seconds at most."""
    # more requests than threads for a moment is what the queue is for
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server: Any = create_server(
        app,
        sockets=[listening],
        threads=settings.threads + WAITING + SPARE,
        connection_limit=CONNECTIONS,
        url_prefix=settings.prefix,
        max_request_body_size=MAX_BODY,
        ident=None,
        **_proxy(settings.trusted_proxy),
    )
    with _stopping(server) as stopped:
        # Not server.run(): it drops the answers that are on their way when a signal comes.
        while not stopped:
            _turn(server, 1.0)
        server.accepting = False
        listening.close()
        deadline = time.monotonic() + DRAIN_S
        while _busy(server) and time.monotonic() < deadline:
            _turn(server, 0.05)
    server.task_dispatcher.shutdown(timeout=1)


def _proxy(trusted: str) -> dict[str, Any]:
    if not trusted:
        return {"clear_untrusted_proxy_headers": True}
    headers = {"x-forwarded-proto", "x-forwarded-host", "x-forwarded-for"}
    return {
        "trusted_proxy": trusted,
        "trusted_proxy_headers": headers,
        "clear_untrusted_proxy_headers": True,
    }


@contextmanager
def _stopping(server: Any) -> Iterator[list[int]]:
    """Yield a list that a signal fills."""
    stopped: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        stopped.append(number)
        server.pull_trigger()

    signals = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, stop) for number in signals]
    try:
        yield stopped
    finally:
        for number, handler in zip(signals, before, strict=True):
            signal.signal(number, handler)


def _turn(server: Any, timeout: float) -> None:
    server.asyncore.loop(timeout=timeout, map=server._map, use_poll=True, count=1)


def _busy(server: Any) -> bool:
    return any(
        channel.requests or channel.total_outbufs_len or channel.request
        for channel in server.active_channels.values()
    )
