"""The address is the state: what a reader sees is all in the query string, in one order, defaults left
out."""

from __future__ import annotations

import dataclasses
import datetime
import re
from dataclasses import dataclass
from typing import Any, Protocol

from ..index.errors import SettingsError
from ..search import Filters

SORTS = ("relevance", "newest", "oldest")
MODES = ("words", "any", "exact")
SWITCH = ("1", "0")
"""Whether forms that were not typed are tried too; whether near-duplicates stand under one hit."""
LANGUAGES = ("ar", "en")
FACETS = ("section", "source", "year")
"""The fields offered as checkboxes, in the page's order."""

Params = dict[str, str | list[str]]


class Arguments(Protocol):
    """A query string that may repeat a key, as werkzeug's ``MultiDict`` is."""

    def getlist(self, key: str) -> list[str]:
        """Return every value of the key, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What one address asks for. ``hl`` is empty for the site's own language."""

    q: str = ""
    page: int = 1
    sort: str = "relevance"
    mode: str = "words"
    rescue: bool = True
    fold: bool = True
    date_from: datetime.date | None = None
    date_to: datetime.date | None = None
    section: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    author: tuple[str, ...] = ()
    hl: str = ""

    @classmethod
    def parse(cls, arguments: Arguments, *, language: str = "ar") -> State:
        """Read the query string; raise ``SettingsError`` naming the parameter whose value means nothing.

        Unknown parameters are ignored, blank values are absent ones: a form without JavaScript sends them.
        """
        chosen = _choice(arguments, "hl", LANGUAGES, language)
        return cls(
            q=_last(arguments, "q"),
            page=_page(arguments),
            sort=_choice(arguments, "sort", SORTS, "relevance"),
            mode=_choice(arguments, "mode", MODES, "words"),
            rescue=_choice(arguments, "rescue", SWITCH, "1") == "1",
            fold=_choice(arguments, "fold", SWITCH, "1") == "1",
            date_from=_date(arguments, "from"),
            date_to=_date(arguments, "to"),
            section=_all(arguments, "section"),
            source=_all(arguments, "source"),
            year=tuple(_year(value) for value in _all(arguments, "year")),
            author=_all(arguments, "author"),
            hl="" if chosen == language else chosen,
        )

    def params(self) -> Params:
        """Return the query string's keys and values in their one order, defaults left out."""
        values: dict[str, Any] = {
            "q": self.q,
            "page": str(self.page) if self.page > 1 else "",
            "sort": self.sort if self.sort != "relevance" else "",
            "mode": self.mode if self.mode != "words" else "",
            "rescue": "" if self.rescue else "0",
            "fold": "" if self.fold else "0",
            "from": self.date_from.isoformat() if self.date_from else "",
            "to": self.date_to.isoformat() if self.date_to else "",
            "section": list(self.section),
            "source": list(self.source),
            "year": [str(year) for year in self.year],
            "author": list(self.author),
            "hl": self.hl,
        }
        return {key: value for key, value in values.items() if value}

    def but(self, **changes: Any) -> State:
        """Return the state with some fields changed, back on the first page unless the page is among them."""
        return dataclasses.replace(self, **{"page": 1, **changes})

    def without(self, name: str, value: object) -> State:
        """Return the state with one filter's value taken away."""
        left = getattr(self, name)
        return self.but(**{name: tuple(v for v in left if v != value) if isinstance(left, tuple) else None})

    def bare(self) -> State:
        """Return the state without any filter."""
        return self.but(date_from=None, date_to=None, section=(), source=(), year=(), author=())

    def chosen(self) -> list[tuple[str, Any]]:
        """Return every filter as (field, value), in the address's order."""
        dates = [(name, getattr(self, name)) for name in ("date_from", "date_to") if getattr(self, name)]
        many = [(name, value) for name in (*FACETS, "author") for value in getattr(self, name)]
        return [*dates, *many]

    def carried(self) -> list[tuple[str, str]]:
        """Return the fields that a form without controls for them hands on."""
        return [
            (key, value)
            for key, values in self.params().items()
            if key in ("sort", "from", "to", "author", "hl")
            for value in (values if isinstance(values, list) else [values])
        ]

    def asked(self) -> dict[str, Any]:
        """Return what ``Engine.search`` is given besides the question and the page."""
        return {
            "sort": self.sort,
            "mode": self.mode,
            "filters": self.filters(),
            "rescue": self.rescue,
            "fold": self.fold,
        }

    def filters(self) -> Filters:
        """Return what the engine narrows by."""
        return Filters(
            section=self.section,
            source=self.source,
            author=self.author,
            year=self.year,
            date_from=self.date_from,
            date_to=self.date_to,
        )


def _all(arguments: Arguments, name: str) -> tuple[str, ...]:
    values = (value.strip() for value in arguments.getlist(name))
    return tuple(dict.fromkeys(value for value in values if value))


def _last(arguments: Arguments, name: str) -> str:
    # The last one wins: a checkbox follows the hidden field that carries the mode it replaces.
    values = _all(arguments, name)
    return values[-1] if values else ""


def _choice(arguments: Arguments, name: str, allowed: tuple[str, ...], default: str) -> str:
    value = _last(arguments, name) or default
    if value not in allowed:
        raise SettingsError(name, value, " | ".join(allowed))
    return value


def _page(arguments: Arguments) -> int:
    value = _last(arguments, "page") or "1"
    if not re.fullmatch("[0-9]{1,9}", value) or int(value) < 1:
        raise SettingsError("page", value, "1, 2, 3 …")
    return int(value)


def _year(value: str) -> int:
    if not re.fullmatch("[0-9]{1,4}", value) or int(value) < 1:
        raise SettingsError("year", value, "1 … 9999")
    return int(value)


def _date(arguments: Arguments, name: str) -> datetime.date | None:
    value = _last(arguments, name)
    if not value:
        return None
    # fromisoformat alone takes more shapes on newer Pythons than on older ones.
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise SettingsError(name, value, "YYYY-MM-DD")
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise SettingsError(name, value, "YYYY-MM-DD") from None
