"""The title of a raw text: its first line when that is one, else its first sentence, cut at a word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from .boilerplate import ends_sentence
from .dateline import read_dateline

# A headline fits one or two lines of a page: search engines advise at most 110 characters, and Arabic news
# headlines stay below; a first line beyond 120 is a paragraph.
LONGEST_LINE = 120
MADE = 90  # characters of a title made from a sentence, the ellipsis included
ELLIPSIS = "…"

# A single letter before the stop is an abbreviation: «د. أحمد», «أ.ف.ب.».
_SENTENCE_END = re.compile(r"(?<=\w\w)[\"”»)\]]{0,2}[.؟?!۔]+[\"”»)\]]{0,2}(?=\s|$)")
_UNFINISHED = (":", "،", ",", "؛", ";", "-", "–", "—")
_WRAPPED = 0.6  # a wrapped line is at least so much of the longest


def title_line(lines: Sequence[str], block: int) -> str | None:
    """Return the first line when it is a title: short, no sentence, followed by text, no dateline.

    ``block`` is how many lines stand together at the top without a blank line: a paragraph wrapped at a
    column has a short first line too, and that is no title.
    """
    first = lines[0]
    if len(lines) < 2 or len(first) > LONGEST_LINE or not any(map(str.isalnum, first)):
        return None
    if ends_sentence(first) or is_unfinished(first) or read_dateline(first):
        return None
    return None if is_wrapped(lines[:block]) else first


def is_unfinished(line: str) -> bool:
    """Tell whether the line ends in a mark after which its sentence goes on."""
    return line.endswith(_UNFINISHED)


def is_wrapped(lines: Sequence[str]) -> bool:
    """Tell whether the lines are a paragraph wrapped at a column: three or more, equally long, unfinished."""
    longest = max(map(len, lines), default=0)
    full = lines[:-1]
    if len(full) < 2 or longest > LONGEST_LINE:
        return False
    return all(len(line) >= _WRAPPED * longest and not ends_sentence(line) for line in full[:5])


def made_title(text: str) -> str:
    """Return the first sentence without its full stop; cut at a word, with an ellipsis, beyond ``MADE``.

    >>> made_title("وصل شي إلى دوشانبي. واستقبله رحمان.")
    'وصل شي إلى دوشانبي'
    """
    head = " ".join(text[: 8 * MADE].split())
    end = _SENTENCE_END.search(head)
    sentence = head[: end.end()] if end else head
    if len(sentence) <= MADE + 1:
        sentence = sentence.rstrip(".۔") if ".." not in sentence[-3:] else sentence
    return sentence if len(sentence) <= MADE else _cut(sentence)


def _cut(sentence: str) -> str:
    room = sentence[:MADE]  # one more than is kept: a word may end just there
    space = room.rfind(" ")
    if space > 0:
        return room[:space].rstrip(' .،,؛;:-–—(«“"') + ELLIPSIS
    end = MADE - len(ELLIPSIS)
    while end > 1 and unicodedata.combining(sentence[end]):
        end -= 1
    return sentence[:end] + ELLIPSIS
