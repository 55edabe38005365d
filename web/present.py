"""How values are put before a reader: words, counts, numbers, dates, directions."""

from __future__ import annotations

import datetime
import unicodedata
from dataclasses import dataclass

import regex
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from markupsafe import Markup

from .catalogue import TEXTS
from .plurals import COUNTS
from .settings import WebSettings

_ARABIC_DIGITS = {
    ord(str(value)): unicodedata.lookup(f"ARABIC-INDIC DIGIT {name}")
    for value, name in enumerate("ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE".split())
}

# As in static/kashaf-box.js, letter for letter: a browser and the server decide alike.
_ARABIC_LETTER = regex.compile(r"(?=\p{L})\p{Script=Arabic}")
_LATIN_LETTER = regex.compile(r"(?=\p{L})\p{Script=Latin}")


@dataclass(frozen=True, slots=True)
class Interface:
    """The interface in one language: every word and figure on a page that is not an article's own."""

    language: str
    settings: WebSettings

    @property
    def direction(self) -> str:
        """The side a page starts from: ``rtl`` or ``ltr``."""
        return "rtl" if self.language == "ar" else "ltr"

    @property
    def other(self) -> str:
        """The language a reader may change to."""
        return "en" if self.language == "ar" else "ar"

    @property
    def back(self) -> str:
        """The arrow towards what came before."""
        return "→" if self.direction == "rtl" else "←"

    @property
    def on(self) -> str:
        """The arrow towards what comes next."""
        return "←" if self.direction == "rtl" else "→"

    @property
    def tag(self) -> str:
        """The language tag (BCP 47) by which a browser counts and groups digits as ``number`` does."""
        return f"{str(self.locale).replace('_', '-')}-u-nu-{self._system}"

    @property
    def locale(self) -> Locale:
        """The locale that names the months and groups the digits."""
        return Locale.parse(self.settings.months if self.language == "ar" else "en")

    def text(self, key: str, **values: object) -> Markup:
        """Return the words of the key, escaping the values put into them."""
        return Markup(TEXTS[self.language][key]).format(**values)

    def plain(self, key: str, **values: object) -> str:
        """Return the words of the key for where no markup is read: JSON, the window's title."""
        return TEXTS[self.language][key].format(**values)

    def named(self, key: str, **values: object) -> Markup:
        """Return the words of the key, each value whole in its own direction, numbers as ``number``."""
        shown = {name: self.number(v) if isinstance(v, int) else v for name, v in values.items()}
        return self.text(key, **{name: isolate(value) for name, value in shown.items()})

    def count(self, key: str, n: int) -> str:
        """Return the key's words in the plural form that ``n`` takes in this language."""
        forms = COUNTS[self.language][key]
        form = "zero" if n == 0 and "zero" in forms else self.locale.plural_form(n)
        return forms.get(form, forms["other"]).format(n=self.number(n))

    def number(self, n: int) -> str:
        """Return a number grouped, in the digits of the settings."""
        # Babel puts a numbering system's separators in place, and leaves its digits to us.
        return self.figures(format_decimal(n, locale=self.locale, numbering_system=self._system))

    def figures(self, value: object) -> str:
        """Return the value's text in the digits of the settings, ungrouped: a year, a page, a date."""
        return str(value).translate(_ARABIC_DIGITS) if self._system == "arab" else str(value)

    def date(self, day: datetime.date) -> str:
        """Return a day with its month by name."""
        # Babel prints ASCII digits whatever the locale's own are.
        pattern = "d MMMM y" if self.language == "ar" else "long"
        return self.figures(format_date(day, pattern, locale=self.locale))

    def month(self, day: datetime.date) -> str:
        """Return the month of a day by name, and its year."""
        return self.figures(format_date(day, "MMMM y", locale=self.locale))

    @property
    def _system(self) -> str:
        if self.language != "ar":
            return "latn"
        digits = self.settings.digits
        return str(self.locale.default_numbering_system) if digits == "auto" else digits


def isolate(value: object) -> Markup:
    """Return the value escaped and in ``<bdi>``, so that its direction stays its own."""
    return Markup("<bdi>{}</bdi>").format(value)


def box_direction(query: str, language: str) -> str:
    """Return the direction of the search box: the interface's, unless the query is all in the other script.

    Digits, signs and ``title:`` beside Arabic decide nothing. The script of the pages knows the same rule.

    >>> box_direction("", "ar"), box_direction("title:النفط", "ar"), box_direction("Google", "ar")
    ('rtl', 'rtl', 'ltr')
    """
    arabic, latin = _ARABIC_LETTER.search(query), _LATIN_LETTER.search(query)
    if language == "ar":
        return "ltr" if latin and not arabic else "rtl"
    return "rtl" if arabic and not latin else "ltr"


def numbers(page: int, pages: int, *, around: int = 2) -> list[int | None]:
    """Return the page numbers to link, ascending; ``None`` stands where some are left out.

    >>> numbers(6, 20)
    [1, None, 4, 5, 6, 7, 8, None, 20]
    """
    wanted = sorted({1, pages, *range(max(1, page - around), min(pages, page + around) + 1)})
    shown: list[int | None] = []
    for number in wanted:
        last = shown[-1] if shown else 0
        if last is not None and number - last == 2:
            shown.append(number - 1)
        elif last is not None and number - last > 2:
            shown.append(None)
        shown.append(number)
    return shown
