"""Results as text: lines for a terminal, CSV for a sheet, a page for a browser."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Iterator, Sequence

from ..index.cli.console import plain
from .results import Hit, Results, Snippet, Span

COLUMNS = ("rank", "score", "date", "id", "source", "author", "section", "url", "title")

PAGE = """<!doctype html>
<html lang="ar" dir="rtl"><meta charset="utf-8"><title>{title}</title>
<style>body{{font:1.1em/1.8 sans-serif;max-width:42em;margin:2em auto;padding:0 1em}}bdi{{color:#555}}</style>
<h1>{title}</h1>
<ol start="{first}">
{items}
</ol>
</html>
"""


def lines(hits: Sequence[Hit], *, bold: bool) -> Iterator[tuple[str, ...]]:
    """Yield the fields of each line: rank, score, date, id and title of a hit, then its snippets.

    Numbers and Latin come first, Arabic last: what precedes right-to-left text keeps its place on every
    terminal.
    ``bold`` marks the matches with the terminal's own bold.
    """
    for hit in hits:
        title = _marked(hit.title, hit.title_spans if bold else ())
        yield (str(hit.rank), f"{hit.score:.2f}", _date(hit) or "-", plain(hit.id), title)
        for snippet in hit.snippets:
            yield ("", _cut(snippet, _marked(snippet.text, snippet.spans if bold else ())))


def sheet(hits: Sequence[Hit], *, note: str = "") -> str:
    """Return the hits as CSV with a line of names; a note stands below them, where titles do."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for hit in hits:
        article = hit.article
        row = (
            hit.rank,
            hit.score,
            _date(hit),
            hit.id,
            article.source,
            article.author,
            article.section,
            article.url,
        )
        writer.writerow([_cell(value) for value in (*row, hit.title)])
    if note:
        writer.writerow([*[""] * (len(COLUMNS) - 1), _cell(note)])
    return out.getvalue()


def page(results: Results) -> str:
    """Return the hits as one self-contained page, for terminals that cannot show Arabic."""
    items = "\n".join(_item(hit) for hit in results.hits)
    first = (results.page - 1) * results.per_page + 1
    return PAGE.format(title=html.escape(results.query), first=first, items=items)


def _item(hit: Hit) -> str:
    date = f" <bdi>{_date(hit)}</bdi>" if hit.article.date else ""
    quoted = "".join(f"<p>{snippet.html()}</p>" for snippet in hit.snippets)
    return f"<li><b>{hit.title_html()}</b>{date}{quoted}</li>"


def _date(hit: Hit) -> str:
    return hit.article.date.isoformat() if hit.article.date else ""


def _cut(snippet: Snippet, text: str) -> str:
    return ("… " if snippet.before else "") + text + (" …" if snippet.after else "")


def _marked(text: str, spans: Sequence[Span]) -> str:
    text = plain(text)
    for start, end in reversed(spans):
        text = f"{text[:start]}\x1b[1m{text[start:end]}\x1b[22m{text[end:]}"
    return text


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    # A sheet runs a cell that begins like a formula; an article's words must stay words.
    guarded = "'" + value if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
    # Before Python 3.13 a lone carriage return is not quoted, and would end the line.
    return guarded.replace("\r\n", "\n").replace("\r", "\n")
