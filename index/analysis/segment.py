"""Where the words of a text begin and end.

A word is a run of letters of one kind: Arabic with its marks, tatweel and invisible controls; a number with
its separators; anything else. A border between Arabic letters and digits or Latin letters parts two words,
as in ``الـ20`` or ``وTokayev``. Marks after the last letter belong to the word; marks before the first do
not.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from .letters import ARABIC_LETTER, INVISIBLE, MARK, TATWEEL

_ARABIC_TAIL = f"[{ARABIC_LETTER}{MARK}{TATWEEL}]"
_OTHER = rf"[\p{{L}}\p{{N}}--[{ARABIC_LETTER}{TATWEEL}]]"
_OTHER_TAIL = rf"[[\p{{L}}\p{{N}}{MARK}]--[{ARABIC_LETTER}{TATWEEL}]]"
# digits that a letter or a mark follows begin a word like 20th; asked of each run, not of the whole number
_NUMBER = rf"\p{{Nd}}++(?!{_OTHER_TAIL})"
_SEPARATOR = "[.,\u066b\u066c]"
_APOSTROPHE = "['\u2019]"

WORD = regex.compile(
    # possessive quantifiers: a run is taken whole or not at all, so that no text costs more than linear time
    rf"[{ARABIC_LETTER}]{_ARABIC_TAIL}*+(?:[{INVISIBLE}]++{_ARABIC_TAIL}++)*+"
    rf"|{_NUMBER}(?:{_SEPARATOR}{_NUMBER})*+"
    rf"|{_OTHER}{_OTHER_TAIL}*+(?:[{INVISIBLE}]++{_OTHER_TAIL}++|{_APOSTROPHE}{_OTHER_TAIL}++)*+",
    regex.VERSION1,
)


def words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open character range of each word, in order.

    >>> [text[a:b] for text in ["الـ20 دولة"] for a, b in words(text)]
    ['الـ', '20', 'دولة']
    """
    for match in WORD.finditer(text):
        yield match.span()
