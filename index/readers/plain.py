"""Fold a line to the plain letters the reader tables are written in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pyarabic import araby

_ALEFS = (araby.ALEF_HAMZA_ABOVE, araby.ALEF_HAMZA_BELOW, araby.ALEF_MADDA, araby.ALEF_WASLA)
_INVISIBLE = (0x00AD, 0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
_MARKS = (*range(0x064B, 0x0660), 0x0670)
_DIGITS = {zero + value: str(value) for zero in (0x0660, 0x06F0) for value in range(10)}

_PLAIN: dict[int, str | None] = {
    **dict.fromkeys((*_INVISIBLE, *_MARKS, ord(araby.TATWEEL))),
    **{ord(letter): araby.ALEF for letter in _ALEFS},
    ord(araby.ALEF_MAKSURA): araby.YEH,
    ord(araby.TEH_MARBUTA): araby.HEH,
    0x06CC: araby.YEH,
    0x06A9: araby.KAF,
    **_DIGITS,
}


def plain(text: str) -> str:
    """Return the text without marks, tatweel and invisibles; alefs, yehs, hehs and digits in one form each.

    It only serves to compare with the tables of this folder; what is kept of an article is never folded.
    """
    return text.translate(_PLAIN).lower()


def plain_head(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text and, for each of its characters and its end, the offset in ``text``.

    A tatweel that stands alone is a dash («القاهرة ـ رويترز») and becomes a hyphen.
    """
    pieces = [_folded(letter) for letter in text]
    if araby.TATWEEL in text:
        for offset, letter in enumerate(text):
            near = text[max(offset - 1, 0) : offset] + text[offset + 1 : offset + 2]
            if letter == araby.TATWEEL and not any(map(str.isalpha, near)):
                pieces[offset] = "-"
    folded = "".join(pieces)
    if len(folded) == len(text) and "" not in pieces:
        return folded, range(len(text) + 1)
    return folded, [*(offset for offset, piece in enumerate(pieces) for _ in piece), len(text)]


_folded = cache(plain)
