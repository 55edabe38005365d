"""Dates as Arabic newspapers write them: five families of month names, three of digits, two orders."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from babel import Locale
from pyarabic import araby

from .plain import plain

# Gulf and Egypt, Levant and Iraq, Algeria and Tunisia, Morocco, Mauritania, English.
LOCALES = ("ar", "ar_SY", "ar_LB", "ar_IQ", "ar_DZ", "ar_TN", "ar_MA", "ar_MR", "en")
# Spellings CLDR does not list, folded as plain() does.
SPELLINGS = {
    "يونيه": 6, "يوليه": 7, "مايس": 5, "مارت": 3, "نوفبر": 11, "اغسطوس": 8,
    "تشرين اول": 10, "تشرين ثاني": 11, "كانون اول": 12, "كانون ثاني": 1,
}  # fmt: skip
YEARS = range(1700, 2101)  # so that a Hijri year is never taken for one of ours
_VALUE = 100  # characters of a field looked at


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a folded text; ``day`` is ``None`` when the year is missing or there is no such day."""

    day: datetime.date | None
    start: int
    end: int


@functools.cache
def months() -> dict[str, int]:
    """Return the number of each month name, folded, in all families."""
    names = dict(SPELLINGS)
    for locale in LOCALES:
        for width in ("wide", "abbreviated"):
            for number, name in Locale.parse(locale).months["format"][width].items():
                names[plain(name)] = number
    return names


@functools.cache
def weekdays() -> frozenset[str]:
    """Return the names of the days of the week, folded, with and without the Arabic article."""
    article = araby.ALEF + araby.LAM
    wide = [Locale.parse(locale).days["format"]["wide"] for locale in ("ar", "en")]
    days = [plain(day) for names in wide for day in names.values()]
    return frozenset((*days, *(day.removeprefix(article) for day in days)))


def parse_date(text: str) -> datetime.date | None:
    """Return the date a field says, the time of day and its zone aside; ``None`` when it says none.

    >>> parse_date("الجمعة ٥ تموز/يوليو ٢٠٢٤")
    datetime.date(2024, 7, 5)
    """
    folded = plain(text[:_VALUE]).strip()
    if re.fullmatch(r"\d{8}", folded):
        return _day(folded[:4], folded[4:6], folded[6:])
    return next((found.day for found in find_dates(folded) if found.day), None)


def find_dates(folded: str) -> Iterator[Found]:
    """Yield the dates in a short folded text, left to right, also those without a year."""
    for match in _pattern().finditer(folded):
        yield Found(_meaning({name: value or "" for name, value in match.groupdict().items()}), *match.span())


@functools.cache
def _pattern() -> re.Pattern[str]:
    names = sorted(months(), key=len, reverse=True)
    month = "(?:" + "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names) + r")(?!\w)"
    also = rf"(?:\s?[/(-]?\s?{month}\)?)?"  # «آذار/مارس», «آذار مارس», «مارس (آذار)»
    year = r"\s?[,،/-]?\s?(?:من\s)?(?:عام\s|سنه\s)?(?P<{0}>\d{{4}})(?!\d)"
    forms = (
        r"(?P<iy>\d{4})([-/.])(?P<im>\d{1,2})\2(?P<id>\d{1,2})(?!\d)",
        r"(?P<nd>\d{1,2})([-/.])(?P<nm>\d{1,2})\6(?P<ny>\d{4})(?!\d)",
        rf"(?P<wd>\d{{1,2}})[\s/-]{{0,3}}(?:من\s)?(?P<wm>{month}){also}(?:{year.format('wy')})?",
        rf"(?P<em>{month})\s(?P<ed>\d{{1,2}})(?:st|nd|rd|th)?{year.format('ey')}",
    )
    return re.compile(r"(?<![\w.])(?:" + "|".join(forms) + ")")


def _meaning(groups: dict[str, str]) -> datetime.date | None:
    if groups["iy"]:
        return _day(groups["iy"], groups["im"], groups["id"])
    if groups["ny"]:
        day, month = groups["nd"], groups["nm"]
        # The day stands first in Arabic; only 7/15/2024 can but be the other order.
        return _day(groups["ny"], month, day) or _day(groups["ny"], day, month)
    kind = "w" if groups["wd"] else "e"
    number = months()[" ".join(groups[kind + "m"].split())]
    return _day(groups[kind + "y"], str(number), groups[kind + "d"]) if groups[kind + "y"] else None


def _day(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day)) if int(year) in YEARS else None
    except ValueError:
        return None
