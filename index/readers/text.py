"""Read ``.txt``: one file, one article."""

from __future__ import annotations

from collections.abc import Iterator

from ..article import Article
from ..errors import ArticleError
from .compose import Composed, compose
from .encoding import UndecodableError, decode
from .sources import Source, shown
from .streams import whole


def read_text(source: Source, encoding: str | None) -> Iterator[Article | ArticleError]:
    """Yield the article of a text file; raise ``ArticleError`` when it holds none."""
    yield article_of(source, compose(text_of(source, encoding)))


def text_of(source: Source, encoding: str | None) -> str:
    """Return the decoded text of a file; raise ``ArticleError`` when it is empty, too big or undecodable."""
    try:
        text = decode(whole(source), encoding)
    except UndecodableError as error:
        raise ArticleError(shown(source.path), error.reason, line=error.line, kind=error.kind) from None
    if not text.strip():
        raise ArticleError(shown(source.path), "the file holds no text", kind="empty")
    return text


def article_of(source: Source, made: Composed) -> Article:
    """Return the one article of a file, named by the file."""
    return Article(id=source.name, title=made.title, text=made.text, date=made.date, **made.fields)
