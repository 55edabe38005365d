"""Lines an old PDF stored in the order they are seen, last letter first.

Such a line betrays itself by the shapes of its presentation forms: a letter in the shape that joins its
neighbour needs a neighbour that joins it, and read in the wrong direction it has none. The line's words are
then read in reverse, and each word letter by letter in reverse.
"""

from __future__ import annotations

import unicodedata

import regex

from .letters import ARABIC_LETTER, INVISIBLE, MARK, PRESENTATION

_SHAPED = regex.compile(f"[{PRESENTATION}]")
_UNSHAPED = regex.compile(f"[^{PRESENTATION}]+")
_ARABIC = regex.compile(f"[{ARABIC_LETTER}]")
# a letter with the marks after it
_UNIT = regex.compile(f".[{MARK}{INVISIBLE}]*", regex.DOTALL)


def has_shapes(text: str) -> bool:
    """Say whether the text holds a presentation form at all."""
    # they all begin with this byte in UTF-8, which is looked for faster than a class of characters
    return b"\xef" in text.encode("utf-8", "surrogatepass") and _SHAPED.search(text) is not None


def is_visual(words: list[str]) -> bool:
    """Say whether the joins of the words' letters fit together better read backwards.

    >>> is_visual(["\ufe94\ufe92\ufedb"]), is_visual(["\ufee7\ufed8\ufec4\ufe94"])
    (True, False)
    """
    shapes = [[_shape(letter) for letter in _UNSHAPED.sub("", word)] for word in words]
    return sum(map(_broken_joins, shapes)) > sum(_broken_joins(word[::-1]) for word in shapes)


def _broken_joins(shapes: list[str]) -> int:
    """Count the letters that join a neighbour which does not join them, in logical order."""
    joins_next = [shape in ("initial", "medial") for shape in shapes]
    joins_previous = [shape in ("final", "medial") for shape in shapes]
    pairs = zip([False, *joins_next], [*joins_previous, False], strict=True)
    return sum(before != after for before, after in pairs)


def logical(word: str) -> str:
    """Return the word in logical order, given in visual order; other scripts keep theirs, as in G20."""
    return "".join(reversed(_UNIT.findall(word))) if _ARABIC.match(word) else word


def _shape(char: str) -> str:
    return unicodedata.decomposition(char).partition(">")[0].removeprefix("<")
