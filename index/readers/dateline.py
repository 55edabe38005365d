"""Read a dateline: «بكين, 5 يوليو، 2024 /PRNewswire/ —», «القاهرة (أ ف ب) – », «دمشق-سانا».

A dateline stands at the start of a line: a place, a date, an agency between slashes or parentheses or
known by name, and a dash. Nothing is read from a line that lacks the shape: running prose is full of dates.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .boilerplate import is_paragraph
from .dates import find_dates, weekdays
from .plain import plain, plain_head
from .wires import FILLERS, OPENERS, agency_pattern, is_agency, places

HEAD = 160  # characters; the longest dateline seen, with both calendars, has 90
PLACE = 6  # words: «دبي، الإمارات العربية المتحدة»
_KEPT = 16
"""Lines whose dateline is kept: who makes a title of an article's lines has read their datelines before."""
_DATE = "\0"  # stands for a date that was read

_OTHER_DATE = re.compile(
    r"\d{1,2}\s+[^\W\d]+(?:\s+[^\W\d]+)?\s+1[34]\d\d(?!\d)"  # Hijri: «29 ذو الحجة 1445 هـ الموافق …»
    r"|-\s?\d{1,2}\s?-\s?\d{1,2}(?=\s\()"  # without a year: «الكويت - 5 - 7 (كونا) --»
)
_BRACKET = re.compile(r"\(([^()/\d\0]{2,40})\)|/([^/()\d\0]{2,40})/")
_WORD = re.compile(r"[^\W_]+|\0")
_BREAK = re.compile(r"[.؟!؛\"«»“”](?!\w)")
_DASH = re.compile(r"[\s\0,،./]*(?:[-–—―:]+(?=\s|$|[^\W\d])|$)")
_DATE_DASH = re.compile(r"[\s\0]*[-–—―]+\s")
_APART = (",", "،", "-", "–", "—", "/", ":")
_GAP = re.compile(r"[\s\0/,،.-]*")
_LINK = re.compile(r"(?:[-–—―/]|\0[\s,،م]*)\s*$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says; ``end`` is where the sentence after it begins."""

    date: datetime.date | None
    source: str
    end: int


@dataclass(frozen=True, slots=True)
class _Head:
    """The start of a line, folded, with each date blanked out by ``_DATE`` and spaces."""

    line: str
    text: str
    offsets: Sequence[int]
    date: datetime.date | None

    def original(self, start: int, end: int) -> str:
        """Return the words of the line behind a span of the folded text."""
        return " ".join(self.line[self.offsets[start] : self.offsets[end]].split())


@lru_cache(_KEPT)
def read_dateline(line: str) -> Dateline | None:
    """Return the dateline the line begins with, or ``None``."""
    head = _head(line)
    return _bracketed(head) or _bare(head) or _dated(head)


def _head(line: str) -> _Head:
    text, offsets = plain_head(line[:HEAD])
    text = _OTHER_DATE.sub(lambda match: " " * len(match[0]), text)
    day = None
    for found in find_dates(text):
        text = text[: found.start] + _DATE + " " * (found.end - found.start - 1) + text[found.end :]
        day = day or found.day
    return _Head(line, text, offsets, day)


def _bracketed(head: _Head) -> Dateline | None:
    """Read a dateline whose agency stands between slashes or parentheses."""
    match = _BRACKET.search(head.text)
    if match is None:
        return None
    group = match.lastindex or 1
    start, end = match.span(group)
    name = head.original(start, end).strip(" \"'“”«»")
    place = _place(head.text[: match.start()])
    if place is None or len(name.split()) > 4 or plain(name) in places():
        return None
    dash = _DASH.match(head.text, match.end())
    dated = _DATE in head.text[: match.end() + 12]
    if is_agency(name):
        trusted = bool(dash) or group > 1 or (dated and len(place) <= 4)
    else:
        # «قمة القاهرة 5 يوليو 2024 (صور) - …» is a headline: only running text may name what we do not know.
        trusted = bool(dash) and is_paragraph(head.line) and (dated or _known_place(place))
    return _made(head, name, dash.end() if dash else match.end()) if trusted else None


def _bare(head: _Head) -> Dateline | None:
    """Read a dateline whose agency is known by name: «القاهرة - رويترز:», «دمشق-سانا»."""
    match = agency_pattern().search(head.text)
    if match is None or not _LINK.search(head.text[: match.start()]):
        return None
    dash = _DASH.match(head.text, match.end())
    place = _place(head.text[: match.start()])
    if dash is None or not place or len(place) > 4:
        return None
    return _made(head, head.original(*match.span()), dash.end())


def _dated(head: _Head) -> Dateline | None:
    """Read a dateline without an agency: a place, a date and a dash."""
    at = head.text.find(_DATE)
    place = _place(head.text[:at]) if at > 0 else None
    dash = _DATE_DASH.match(head.text, at)
    apart = at > 0 and head.text[:at].rstrip().endswith(_APART)
    if not place or not dash or not is_paragraph(head.line) or not (apart or _known_place(place)):
        return None
    return _made(head, "", dash.end())


def _place(before: str) -> list[str] | None:
    """Return the words of the place before the agency; ``None`` when there is more than place and date."""
    if _BREAK.search(before):
        return None
    words = [word for word in _WORD.findall(before) if word not in FILLERS and word not in weekdays()]
    at = words.index(_DATE) if _DATE in words else len(words)
    place, rest = words[:at], [word for word in words[at:] if word != _DATE]
    if not place:
        place, rest = rest, []
    strange = rest or len(place) > PLACE or any(word.isdigit() for word in place)
    return None if strange or (place and place[0] in OPENERS) else place


def _known_place(place: list[str]) -> bool:
    spans = [(start, end) for start in (0, 1) for end in range(start + 1, len(place) + 1)]
    return any(" ".join(place[start:end]) in places() for start, end in spans)


def _made(head: _Head, source: str, end: int) -> Dateline:
    gap = _GAP.match(head.text, end)
    return Dateline(head.date, source, head.offsets[gap.end() if gap else end])
