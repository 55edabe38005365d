"""Make an article of raw text: title, date, source found in it, boilerplate left out of it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .boilerplate import without_boilerplate
from .dateline import Dateline, read_dateline
from .header import read_header
from .titles import is_unfinished, is_wrapped, made_title, title_line

DATELINES = 4  # paragraphs from the top that may begin with the dateline: below a caption or a byline

_NEWLINES = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\x80-\x9f]")


@dataclass(frozen=True, slots=True)
class Composed:
    """What was found in a raw text. ``fields`` may hold source, author, section and url."""

    title: str
    text: str
    date: datetime.date | None = None
    fields: dict[str, str] = field(default_factory=dict)


def clean(text: str) -> str:
    """Return the text with newlines of one kind and without control characters."""
    return _CONTROLS.sub("", _NEWLINES.sub("\n", text))


def compose(raw: str, *, title: str = "") -> Composed:
    """Find what a text says of itself; ``title`` is the title when it is known already.

    The text keeps its sentences and its dateline; what goes are the title line, publication lines and
    boilerplate, as whole lines. Paragraphs are joined by a newline.
    """
    every = [line.strip() for line in clean(raw).split("\n")]
    header = read_header(without_boilerplate([line for line in every if line]))
    lines, title = header.lines, title or header.fields.get("title", "")
    if not title and lines and (found := title_line(lines, _block(every, lines))):
        title = found
    body = without_title(lines, title)
    dateline = find_dateline(body)
    fields = {name: value for name, value in header.fields.items() if name != "title"}
    if dateline and dateline.source:
        fields.setdefault("source", dateline.source)
    day = header.date or (dateline.date if dateline else None)
    return Composed(title or _made(body), "\n".join(body), day, fields)


def without_title(lines: Sequence[str], title: str) -> list[str]:
    """Return the lines below the title when they begin with it and something follows."""
    start = 0
    while start < len(lines) - 1 and " ".join(lines[start].split()) == " ".join(title.split()):
        start += 1
    return list(lines[start:])


def find_dateline(lines: Sequence[str]) -> Dateline | None:
    """Return the first dateline at the head of one of the first paragraphs."""
    return next((found for line in lines[:DATELINES] if (found := read_dateline(line))), None)


def _block(every: Sequence[str], lines: Sequence[str]) -> int:
    """Count the lines that stand together where the article begins."""
    start = every.index(lines[0])
    end = next((index for index in range(start, len(every)) if not every[index]), len(every))
    return end - start


def _made(lines: Sequence[str]) -> str:
    """Make a title of the first line that has words, with the next ones when its sentence goes on there."""
    for index, line in enumerate(lines[:DATELINES]):
        dateline = read_dateline(line)
        paragraph = line[dateline.end :] if dateline else line
        if any(map(str.isalnum, paragraph)):
            rest = lines[index + 1 : index + 5]
            goes_on = is_unfinished(line) or is_wrapped([line, *rest])
            return made_title(" ".join((paragraph, *rest)) if goes_on else paragraph)
    return made_title(" ".join(lines[:1]))
