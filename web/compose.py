"""A query from the fields of a form: a reader of Arabic need not type operators, which scramble beside it."""

from __future__ import annotations

import re

from .present import Interface
from .state import Arguments

FIELDS = ("all", "phrase", "any", "none", "title", "author")
"""The fields of the form, in the order their words stand in the query."""

_OPERATORS = re.compile(r'["«»“”„()*~=:|&]|(?<!\S)[-−]+')


def compose(arguments: Arguments, ui: Interface) -> str:
    """Return the query that asks what the form's fields say, in the interface's own operators; "" of blanks.

    What would be an operator inside a field is a space: each field has one meaning, its label's.
    """
    words = {name: _words(arguments, name) for name in FIELDS}
    parts = [
        " ".join(words["all"]),
        _quoted(words["phrase"]),
        _grouped(words["any"], f" {ui.plain('operator_or')} "),
        " ".join(f"-{word}" for word in words["none"]),
        _scoped(ui.plain("operator_title"), _grouped(words["title"], " ")),
        _scoped(ui.plain("operator_author"), _quoted(words["author"])),
    ]
    return " ".join(filter(None, parts))


def scoped(field: str, value: str, ui: Interface) -> str:
    """Return the query for all that has a value in a field: a source, a section."""
    return _scoped(ui.plain(f"operator_{field}"), _quoted(_OPERATORS.sub(" ", value).split()))


def _words(arguments: Arguments, name: str) -> list[str]:
    return [word for value in arguments.getlist(name) for word in _OPERATORS.sub(" ", value).split()]


def _quoted(words: list[str]) -> str:
    return f'"{" ".join(words)}"' if words else ""


def _grouped(words: list[str], between: str) -> str:
    return f"({between.join(words)})" if len(words) > 1 else "".join(words)


def _scoped(field: str, value: str) -> str:
    return f"{field}:{value}" if value else ""
