"""Read ``.md``: front matter, a title from the first heading, markup reduced to text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..article import Article
from ..errors import ArticleError
from .compose import Composed, clean, compose
from .dates import parse_date
from .sources import Source
from .text import article_of, text_of

LARGEST = 1_000_000  # characters; beyond, markup is kept rather than parsed for minutes (0.4 MB a second)
FIELDS = ("title", "date", "author", "source", "section", "url")

_FENCE = re.compile(r"\A---[ \t]*\n(.{0,20000}?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br\b[^<>]*>|</(?:p|div|li|tr|h\d)>", re.IGNORECASE)


def read_markdown(source: Source, encoding: str | None) -> Iterator[Article | ArticleError]:
    """Yield the article of a Markdown file; raise ``ArticleError`` when it holds none.

    Front matter is ``key: value`` lines between ``---`` lines; of its keys ``FIELDS`` are read.
    """
    text = clean(text_of(source, encoding))
    front, body = front_matter(text)
    blocks = list(_blocks(_parser().parse(body))) if len(body) <= LARGEST else [("", body)]
    title = front.pop("title", "") or _heading(blocks)
    lines = "\n\n".join(block for _, block in blocks)
    made = compose(lines if lines.strip() else title or text, title=title)
    day = parse_date(front.pop("date", "")) or made.date
    yield article_of(source, Composed(made.title, made.text, day, {**made.fields, **front}))


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the known fields between the ``---`` lines at the top, and what is below."""
    fence = _FENCE.match(text)
    if fence is None:
        return {}, text
    pairs = (line.partition(":") for line in (fence[1] or "").split("\n"))
    values = {key.strip().casefold(): value.strip().strip("\"'") for key, _, value in pairs}
    return {key: values[key] for key in FIELDS if values.get(key)}, text[fence.end() :]


@functools.cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _heading(blocks: Sequence[tuple[str, str]]) -> str:
    """Return the first heading of the highest level when only short lines stand above it."""
    top = next((index for index, (tag, _) in enumerate(blocks) if tag == "h1"), None)
    if top is None and blocks and blocks[0][0] == "h2":
        top = 0
    return " ".join(blocks[top][1].split()) if top is not None else ""


def _blocks(tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
    """Yield the tag and the text of each block; the cells of a table row are one block."""
    tag = ""
    cells: list[str] | None = None
    for token in tokens:
        if token.nesting == 1:
            tag = token.tag
            cells = [] if tag == "tr" else cells
        elif token.type == "tr_close" and cells is not None:
            yield "tr", " | ".join(cells)
            cells = None
        elif token.type == "inline":
            words = _inline(token.children or [])
            if cells is None:
                yield tag, words
            else:
                cells.append(words)
        elif token.type in ("fence", "code_block"):
            yield "pre", token.content
        elif token.type == "html_block":
            yield "html", _without_tags(token.content)


def _inline(tokens: Iterable[Token]) -> str:
    """Return the words of a block: of a link its text, of a picture its description."""
    parts = []
    for token in tokens:
        if token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak":
            parts.append("\n")
        elif token.type == "html_inline":
            parts.append("\n" if _BREAK.match(token.content) else "")
        else:
            parts.append(token.content)
    return "".join(parts)


def _without_tags(html: str) -> str:
    return _TAG.sub("", _BREAK.sub("\n", html))
