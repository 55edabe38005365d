"""Read ``.jsonl``, ``.ndjson``, ``.jsonl.gz``: one JSON object a line, one article each."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..article import Article
from ..errors import ArticleError
from .records import make_article
from .sources import Source, shown
from .streams import Line, numbered_lines


def read_jsonl(source: Source, encoding: str | None) -> Iterator[Article | ArticleError]:
    """Yield an article or an error for each line that is not blank.

    The fields are ``id title text source url author date section language``, ``body`` and ``content`` being
    other names of ``text``; unknown fields are ignored. Never holds more than one line.
    """
    empty = True
    for line in numbered_lines(source, encoding):
        if line.problem or line.text.strip():
            empty = False
            yield _article(source, line)
    if empty:
        raise ArticleError(shown(source.path), "the file holds no record", kind="empty")


def _article(source: Source, line: Line) -> Article | ArticleError:
    if line.problem:
        return ArticleError(shown(source.path), line.problem, line=line.number, kind=line.kind)
    try:
        return make_article(_record(line.text), default_id=f"{source.name}#{line.number}")
    except ValueError as error:
        return ArticleError(shown(source.path), str(error), line=line.number)


def _record(text: str) -> dict[str, object]:
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON at character {error.pos + 1}: {error.msg}") from None
    except RecursionError:
        raise ValueError("JSON nested too deep") from None
    if not isinstance(record, dict):
        raise ValueError("a JSON value that is no object")
    return {name.strip().casefold(): value for name, value in record.items()}
