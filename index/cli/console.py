"""What a verb says: data on standard output, words on standard error."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TextIO

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class ClosedPipeError(Exception):
    """The reader of our output has gone: there is nobody left to tell."""


@dataclass(frozen=True, slots=True)
class Console:
    """Where a verb prints, and how much."""

    json: bool = False
    quiet: bool = False
    verbose: bool = False
    debug: bool = False

    def row(self, *fields: object) -> None:
        """Print one line of data.

        Fields stand apart by a tab: to a terminal that knows both directions it ends a run of text, so that
        an Arabic field does not drag the numbers before it to its other side. The letters keep their logical
        order.
        """
        self.text("\t".join(plain(str(field)) for field in fields) + "\n")

    def document(self, value: Mapping[str, Any]) -> None:
        """Print one JSON object of data."""
        self.text(json.dumps(value, ensure_ascii=False) + "\n")

    def text(self, text: str) -> None:
        """Print data as it is; raise ``ClosedPipeError`` when nobody reads it."""
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            raise ClosedPipeError from None

    def note(self, text: str) -> None:
        """Tell somebody at a terminal, or who asked with ``-v``, how it went."""
        if not self.quiet and (self.verbose or sys.stderr.isatty()):
            say(text)

    def warn(self, text: str) -> None:
        """Tell what was left out, unless ``-q`` asked for silence."""
        if not self.quiet:
            say(text)


def plain(text: str) -> str:
    """Return the text on one line, each control character a blank: an article must not steer the terminal."""
    return CONTROL.sub(" ", text)


def say(text: str) -> None:
    """Print words on standard error; nobody listening is no error."""
    try:
        sys.stderr.write(text.rstrip("\n") + "\n")
        sys.stderr.flush()
    except (BrokenPipeError, ValueError):
        return


def force_utf8() -> None:
    """Speak UTF-8 whatever the locale; what argv could not decode goes out as the bytes that came in."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        _reconfigure(stream)


def _reconfigure(stream: TextIO | Any) -> None:
    # A stream that was replaced, as under a test or a service without standard input, may not know how.
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="surrogateescape")
