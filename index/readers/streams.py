"""Bytes in, numbered lines out: for formats of one record a line, however large the file."""

from __future__ import annotations

import codecs
import gzip
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from typing import Protocol

from ..errors import ArticleError
from .encoding import CODE_PAGES, NEXT_STEP, UndecodableError, check, detect
from .sources import STDIN, Source, shown

LIMIT = 50_000_000  # bytes of one article, as a file or as a line
TOO_BIG = f"larger than {LIMIT // 1_000_000} MB"


class Readable(Protocol):
    """What a file, a pipe and a compressed file have in common."""

    def read(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes, none at the end."""


_CHUNK = 1 << 20
_LINEWISE = ("utf-8", *CODE_PAGES)  # the byte 0A is always a newline; others become UTF-8 first


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its newline; ``number`` from 1. ``problem`` says why ``text`` is not to be trusted."""

    number: int
    text: str
    problem: str = ""
    kind: str = ""


def whole(source: Source) -> bytes:
    """Return the bytes of a file; raise ``ArticleError`` when there are more than ``LIMIT``."""
    with _open(source) as stream:
        data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise ArticleError(shown(source.path), TOO_BIG, kind="too-big")
    return data


def numbered_lines(source: Source, encoding: str | None) -> Iterator[Line]:
    """Yield the lines of a file; a line too long or not in the encoding of the file carries its problem.

    The encoding is decided on the first megabyte. Never holds more than one line.
    """
    with _open(source) as stream:
        chunks = iter(lambda: stream.read(_CHUNK), b"")
        first = next(chunks, b"")
        name = check(encoding) if encoding else _decide(first)
        if name not in _LINEWISE:
            lines, name = _split(_as_utf8(first, chunks, name)), "utf-8"
        else:
            lines = _split(_after(first, chunks))
        for number, line in enumerate(lines, start=1):
            yield _line(number, line, name)


def _open(source: Source) -> AbstractContextManager[Readable]:
    if source.name == STDIN:
        return nullcontext(sys.stdin.buffer)
    if source.name.lower().endswith(".gz"):
        return closing(gzip.open(source.path, "rb"))
    return source.path.open("rb")


def _decide(first: bytes) -> str:
    cut = len(first) == _CHUNK
    try:
        return detect(first, cut=cut)
    except UndecodableError as error:
        # The bad bytes then spoil their own lines only.
        if error.nearly_utf8:
            return "utf-8"
        raise


def _after(first: bytes, chunks: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from chunks


def _as_utf8(first: bytes, chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(name)()
    for chunk in _after(first, chunks):
        yield decoder.decode(chunk).encode("utf-8", "surrogatepass")
    yield decoder.decode(b"", final=True).encode("utf-8", "surrogatepass")


def _split(chunks: Iterable[bytes]) -> Iterator[bytes | None]:
    """Yield the lines; ``None`` for one longer than ``LIMIT``, which is not kept in memory."""
    pieces: list[bytes] = []
    size = 0
    for chunk in chunks:
        head, *rest = chunk.split(b"\n")
        for piece in rest:
            yield _joined(pieces, head, size)
            pieces, size, head = [], 0, piece
        size += len(head)
        pieces = [*pieces, head] if size <= LIMIT and head else pieces * (size <= LIMIT)
    if size:
        yield _joined(pieces, b"", size)


def _joined(pieces: list[bytes], last: bytes, size: int) -> bytes | None:
    return b"".join((*pieces, last)) if size + len(last) <= LIMIT else None


def _line(number: int, line: bytes | None, name: str) -> Line:
    if line is None:
        return Line(number, "", f"a line {TOO_BIG}", "too-big")
    if number == 1:
        line = line.removeprefix(codecs.BOM_UTF8)
    try:
        return Line(number, line.decode(name))
    except UnicodeDecodeError as error:
        reason = f"not {name} at byte {error.start} of the line: {error.reason}; {NEXT_STEP}"
        return Line(number, line.decode(name, "surrogateescape"), reason, "encoding")
