"""Lines around an article that say when, where and by whom it was published."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .boilerplate import is_paragraph
from .dates import find_dates, parse_date, weekdays
from .plain import plain
from .wires import FILLERS

# Folded label -> field of the article; «نشر في» stands for both «نُشر في» and «نشر في:».
LABELS = {
    "التاريخ": "date", "تاريخ": "date", "تاريخ النشر": "date", "نشر في": "date", "نشر بتاريخ": "date",
    "تم النشر في": "date", "تم النشر": "date", "نشر يوم": "date", "اخر تحديث": "updated",
    "تم التحديث": "updated", "حدث في": "updated",
    "date": "date", "published": "date", "published on": "date", "updated": "updated",
    "المصدر": "source", "source": "source", "الكاتب": "author", "كتب": "author",
    "كتبت": "author", "بقلم": "author", "اعداد": "author", "المؤلف": "author", "author": "author",
    "العنوان": "title", "title": "title", "القسم": "section", "section": "section", "الرابط": "url",
    "url": "url",
}  # fmt: skip
# Names of sections that stand alone above a headline, folded.
SECTIONS = frozenset((
    "عاجل", "اخبار", "الاخبار", "اخبار العالم", "اخبار عربيه", "اخبار محليه", "سياسه", "اقتصاد", "رياضه",
    "ثقافه", "منوعات", "تقارير", "مقالات", "راي", "تكنولوجيا", "صحه", "علوم", "فن", "حوادث", "محليات",
    "عربي ودولي", "دوليات",
))  # fmt: skip
TOP, BOTTOM = 8, 3  # lines at either end that are looked at
_LONGEST = 120
_WORDS = {"title": 25, "url": 1}  # most words of a value; of the others six
# Words that may stand beside the date of a publication line.
_AROUND = FILLERS | frozenset((
    "ص", "م", "صباحا", "مساء", "الساعه", "بتوقيت", "توقيت", "غرينتش", "غرينيتش", "جرينتش", "مكه", "المكرمه",
    "القاهره", "السعوديه", "gmt", "utc", "am", "pm", "at", "on", "و",
))  # fmt: skip
_TIME = re.compile(r"(?<!\d)\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?!\d)|t\d{2}:\d{2}\S{0,20}")
_DAY_LABEL = re.compile(
    r"(?<!\w)(?:" + "|".join(name for name in LABELS if LABELS[name] in ("date", "updated")) + r")(?!\w)"
)
_LABEL = re.compile(r"^(" + "|".join(sorted(LABELS, key=len, reverse=True)) + r")(?!\w)")


@dataclass(slots=True)
class Header:
    """What the lines say: fields by name, the day of publication, and the lines that are left."""

    lines: list[str]
    fields: dict[str, str] = field(default_factory=dict)
    date: datetime.date | None = None


def read_header(lines: Sequence[str]) -> Header:
    """Take the publication lines from the top, before the first paragraph, and the labels from the bottom."""
    header = Header([])
    first = next((index for index, line in enumerate(lines) if is_paragraph(line)), len(lines))
    top, bottom = min(first, TOP), max(len(lines) - BOTTOM, first + 1)
    for index, line in enumerate(lines):
        edge = index < top or index >= bottom
        # One line must stay to be the article.
        lonely = not header.lines and index == len(lines) - 1
        if lonely or not edge or not _take(line, header):
            header.lines.append(line)
    _take_section(header)
    return header


def _take_section(header: Header) -> None:
    """Take the name of a section from above a headline, never from above the text alone."""
    lines = header.lines
    if len(lines) > 2 and plain(lines[0]) in SECTIONS and not is_paragraph(lines[1]):
        header.fields.setdefault("section", lines[0])
        del lines[0]


def _take(line: str, header: Header) -> bool:
    if len(line) > _LONGEST:
        return False
    day, label = publication_day(line)
    if day:
        if header.date is None or label != "updated":
            header.date = day
        return True
    return _labelled(line, header)


def publication_day(line: str) -> tuple[datetime.date | None, str]:
    """Return the date, and the field of its label, of a line that says nothing else."""
    folded = plain(line).strip()
    label = _LABEL.match(folded)
    day, rest = None, folded[label.end() :] if label else folded
    for found in reversed(list(find_dates(rest))):
        day = found.day or day
        rest = rest[: found.start] + " " + rest[found.end :]
    words = re.findall(r"\w+", _DAY_LABEL.sub(" ", _TIME.sub(" ", rest)))
    if any(word not in _AROUND and word not in weekdays() for word in words):
        return None, ""
    return day, LABELS[label[1]] if label else ""


def _labelled(line: str, header: Header) -> bool:
    name, colon, value = line.partition(":")
    what, value = LABELS.get(" ".join(plain(name).split()), ""), " ".join(value.split())
    if not colon or not what or not value or len(value.split()) > _WORDS.get(what, 6):
        return False
    if what in ("date", "updated"):
        header.date = header.date or parse_date(value)
        return header.date is not None
    if what in header.fields:
        return False
    header.fields[what] = value
    return True
