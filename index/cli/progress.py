"""How far a build has come, told on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console as Terminal
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from .console import Console, say

EVERY_S = 30.0


class Listener(Protocol):
    """What a build tells while it runs."""

    def start(self, files: int) -> None:
        """Hear how many files there are."""

    def advance(self, source_name: str, articles: int, errors: int) -> None:
        """Hear that one file was read."""

    def done(self) -> None:
        """Hear that it is over."""


class Bar:
    """A bar on the terminal: files, articles a second, errors, time left."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._began = progress, time.monotonic()
        self._articles = self._errors = 0
        self._task = progress.add_task("reading", total=None, speed="", errors="")

    def start(self, files: int) -> None:
        """Show the bar at its beginning."""
        self._progress.update(self._task, total=files)

    def advance(self, source_name: str, articles: int, errors: int) -> None:
        """Move the bar by one file."""
        self._articles, self._errors = self._articles + articles, self._errors + errors
        speed = self._articles / max(time.monotonic() - self._began, 1e-3)
        left_out = f"{self._errors} errors" if self._errors else ""
        self._progress.update(self._task, advance=1, speed=f"{speed:,.0f} articles/s", errors=left_out)

    def done(self) -> None:
        """Say that the rest is writing."""
        self._progress.update(self._task, description="done")


class Lines:
    """A line every half minute, for a log."""

    def __init__(self) -> None:
        self._files = self._read = self._articles = self._errors = 0
        self._told = time.monotonic()

    def start(self, files: int) -> None:
        """Say how many files there are."""
        self._files = files
        say(f"reading {files} files")

    def advance(self, source_name: str, articles: int, errors: int) -> None:
        """Count one file, and say so when half a minute has passed."""
        self._read += 1
        self._articles, self._errors = self._articles + articles, self._errors + errors
        if time.monotonic() - self._told >= EVERY_S:
            self._told = time.monotonic()
            counts = f"{self._articles} articles, {self._errors} errors"
            say(f"{self._read}/{self._files} files, {counts}; {source_name}")

    def done(self) -> None:
        """Say how many articles were read."""
        say(f"read {self._articles} articles, {self._errors} errors")


@contextmanager
def listening(console: Console) -> Iterator[Listener | None]:
    """Yield the listener that suits where standard error goes: a bar, lines with ``-v``, else nobody."""
    terminal = Terminal(stderr=True)
    if console.quiet or not (terminal.is_terminal or console.verbose):
        yield None
    elif not sys.stderr.isatty():
        yield Lines()
    else:
        with Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            TextColumn("{task.fields[speed]} {task.fields[errors]}"),
            TimeRemainingColumn(),
            console=terminal,
            transient=True,
        ) as progress:
            yield Bar(progress)
