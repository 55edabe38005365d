"""Which reader reads which file, and what becomes of a reader's failure."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..article import Article
from ..errors import ArticleError
from . import encoding as encodings
from .jsonl import read_jsonl
from .markdown import read_markdown
from .sources import STDIN, Source, shown
from .table import read_table
from .text import read_text

Reader = Callable[[Source, str | None], Iterator[Article | ArticleError]]


@dataclass(frozen=True, slots=True)
class Format:
    """How files end, in small letters, and the reader of them."""

    suffixes: tuple[str, ...]
    reader: Reader


# The first whose suffix fits reads the file. A new format is one line here and one file beside this one.
FORMATS = (
    Format((".txt",), read_text),
    Format((".md", ".markdown"), read_markdown),
    Format((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"), read_jsonl),
    Format((".csv", ".tsv"), read_table),
)
SUFFIXES = tuple(suffix for known in FORMATS for suffix in known.suffixes)


def read(source: Source, *, encoding: str | None = None) -> Iterator[Article | ArticleError]:
    """Yield the articles of a source, and an error for each file or line that could not become one.

    Raises nothing once the encoding is known to exist (else ``SettingsError``): what is wrong with a source
    is yielded, and the articles before it are good.
    """
    if encoding is not None:
        encodings.check(encoding)
    return _read(source, encoding)


def reader_of(name: str) -> Reader | None:
    """Return the reader for a file of that name; the standard input is read as JSON lines."""
    if name == STDIN:
        return read_jsonl
    lowered = name.lower()
    return next((known.reader for known in FORMATS if lowered.endswith(known.suffixes)), None)


def _read(source: Source, encoding: str | None) -> Iterator[Article | ArticleError]:
    path = shown(source.path)
    reader = reader_of(source.name)
    if reader is None:
        reason = f"no reader for this name; names end in {' '.join(SUFFIXES)}"
        yield ArticleError(path, reason, kind="no-parser")
        return
    try:
        yield from reader(source, encoding)
    except ArticleError as error:
        yield error
    except encodings.UndecodableError as error:
        yield ArticleError(path, error.reason, line=error.line, kind=error.kind)
    except UnicodeDecodeError as error:
        reason = f"not {error.encoding}: {error.reason}; {encodings.NEXT_STEP}"
        yield ArticleError(path, reason, kind="encoding")
    except (EOFError, zlib.error) as error:
        yield ArticleError(path, f"the compressed file is damaged: {error}", kind="unreadable")
    except OSError as error:
        yield ArticleError(path, error.strerror or str(error), kind="unreadable")
    except RecursionError:
        yield ArticleError(path, "nested too deep to be read", kind="unreadable")
