"""A question's text cut into lexemes: quoted phrases, operators, fields, runs of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import regex

from ...index.analysis import INVISIBLE, surface

FIELDS = {
    "title": ("title", "عنوان", "العنوان"),
    "text": ("text", "نص", "النص"),
    "source": ("source", "مصدر", "المصدر"),
    "section": ("section", "قسم", "القسم"),
    "author": ("author", "كاتب", "الكاتب", "مؤلف"),
    "date": ("date", "تاريخ", "التاريخ"),
    "after": ("after", "بعد"),
    "before": ("before", "قبل"),
}
"""Each field and the names it is typed with."""
DATE_FIELDS = frozenset(["date", "after", "before"])

_OPERATORS = {
    **dict.fromkeys(["OR", "أو", "او", "|", "||"], "or"),
    **dict.fromkeys(["AND", "&", "&&"], "and"),
    **dict.fromkeys(["NOT", "ليس"], "not"),
}
_LONE_AND = "و"
_BEGINS = frozenset(["quoted", "open", "field", "minus", "run"])
_ENDS = frozenset(["quoted", "close", "run"])

_PAIRS = list(zip('"«“„„””', '"»”“”“”', strict=True))
_QUOTES = [f"q{number}" for number in range(len(_PAIRS))]
_QUOTED = "|".join(
    f"{opening}(?P<{name}>[^{closing}{opening}]*){closing}"
    for name, (opening, closing) in zip(_QUOTES, _PAIRS, strict=True)
)
_LEXEME = regex.compile(
    rf"""\s*+ (?: (?:{_QUOTED}) (?:~(?P<slop>\d+))?
    | (?P<open>\()
    | (?P<close>\))
    | (?<![^\s(]) (?P<minus>[-−]) (?=[^\s\-])
    | (?P<field>\p{{L}}+) : (?=[^\s:])
    | (?P<run>[^\s()"«»“”„]+)
    | (?P<other>.) )""",
    regex.VERBOSE,
)
_INVISIBLE = regex.compile(f"[{INVISIBLE}]")
MAX_SLOP = 1000


class Lexeme(NamedTuple):
    """A piece of the question from ``position`` on.

    ``kind`` is quoted, open, close, minus, field, run (of words), or an operator: or, and, not.
    """

    kind: str
    text: str
    position: int
    slop: int = 0


def lex(text: str) -> list[Lexeme]:
    """Return the lexemes of a question.

    Invisible controls go first, they would hide an operator. A quote or a parenthesis without its partner
    is a space; an operator word is an operator only between two operands (أو, ليس), else a word.
    """
    return _with_operators(_balanced(list(_pieces(text))))


def _pieces(text: str) -> Iterator[Lexeme]:
    kept: Sequence[int] = range(len(text))
    if _INVISIBLE.search(text):
        kept = [place for place, char in enumerate(text) if not _INVISIBLE.match(char)]
        text = "".join(text[place] for place in kept)
    position = 0
    while found := _LEXEME.match(text, position):
        position, kind = found.end(), found.lastgroup or ""
        if kind == "other":
            continue
        if kind in ("run", "open", "close", "minus"):
            yield Lexeme(kind, found[kind], kept[found.start(kind)])
        elif kind == "field":
            known = field_named(found[kind]) is not None
            yield Lexeme("field" if known else "run", found[kind], kept[found.start(kind)])
            if not known:  # the name and its colon are text
                position = found.end(kind)
        else:
            name = next(name for name in _QUOTES if found[name] is not None)
            opening = kept[found.start(name) - 1]
            yield Lexeme("quoted", found[name], opening, min(int(found["slop"] or 0), MAX_SLOP))


def field_named(name: str) -> str | None:
    """Return the field that is typed with a name."""
    return _names().get(surface(name.casefold()))


@cache
def _names() -> dict[str, str]:
    return {surface(name): field for field, names in FIELDS.items() for name in names}


def _balanced(lexemes: list[Lexeme]) -> list[Lexeme]:
    opened: list[int] = []
    partnered: set[int] = set()
    for index, lexeme in enumerate(lexemes):
        if lexeme.kind == "open":
            opened.append(index)
        elif lexeme.kind == "close" and opened:
            partnered |= {opened.pop(), index}
    return [
        lexeme
        for index, lexeme in enumerate(lexemes)
        if lexeme.kind not in ("open", "close") or index in partnered
    ]


def _with_operators(lexemes: list[Lexeme]) -> list[Lexeme]:
    found: list[Lexeme] = []
    for lexeme, following in zip(lexemes, [*lexemes[1:], None], strict=False):
        before = found[-1].kind if found else ""
        if before == _OPERATORS.get(lexeme.text):
            continue  # typed twice, it means what it means once
        kind = _operator(lexeme, before, following.kind if following else "")
        found.append(lexeme if kind == lexeme.kind else lexeme._replace(kind=kind))
    return found


def _operator(lexeme: Lexeme, before: str, after: str) -> str:
    """Return the kind of a lexeme between two others."""
    if lexeme.kind != "run" or after not in _BEGINS:
        return lexeme.kind
    if lexeme.text == _LONE_AND and before in _ENDS and after != "run":
        return "and"
    # NOT may begin a question, in capitals nobody means the word
    if before in _ENDS or lexeme.text == "NOT":
        return _OPERATORS.get(lexeme.text, lexeme.kind)
    return lexeme.kind
