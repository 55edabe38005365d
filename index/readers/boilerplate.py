"""Leave out what a page says to its visitor: subscribe, follow, listen, share, accept.

Only whole lines go, and only before the first paragraph or after the last one; a link to another article
also between paragraphs. A line is taken for one of these when it is short and has the shape of a prompt
(``PROMPTS``); naming a newsletter or a network is not enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .plain import plain
from .prompts import PROMPTS, Prompt

LONGEST = 300  # characters of the longest prompt, a cookie notice
EDGE = 15  # lines at either end where prompts are looked for
_PARAGRAPH = 100  # characters; captions and headlines are mostly shorter
_SENTENCE = 8  # words of a line that ends like a sentence

_WORD = re.compile(r"[\w©]+")
_STOP = re.compile(r"[.۔][\"'”»)\s]*$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,300}|[@#]\w{1,60}")
_BARE_LINK = Prompt("address", _ADDRESS, 12)
_LINKS = tuple(prompt for prompt in PROMPTS if prompt.link)


def without_boilerplate(lines: Sequence[str]) -> list[str]:
    """Return the lines of the article; all of them when nothing would be left."""
    last = len(lines) - 1
    dropped = {*_edge(lines[:EDGE]), *(last - index for index in _edge(lines[: -EDGE - 1 : -1]))}
    dropped |= {index for index, line in enumerate(lines) if _kind(line, _LINKS)}
    kept = [line for index, line in enumerate(lines) if index not in dropped]
    return kept or list(lines)


def is_paragraph(line: str) -> bool:
    """Tell whether the line is long enough, or ends like a sentence, to be running text."""
    return len(line) >= _PARAGRAPH or (ends_sentence(line) and len(line.split()) >= _SENTENCE)


def ends_sentence(line: str) -> bool:
    """Tell whether the line ends in a full stop, quotation marks aside; an ellipsis is none."""
    return _STOP.search(line[-8:]) is not None and ".." not in line[-8:]


def _edge(lines: Iterable[str]) -> list[int]:
    """Return which lines are prompts, from the edge inwards to the first paragraph."""
    found = []
    for index, line in enumerate(lines):
        kind = _kind(line, PROMPTS)
        if kind:
            found.append((index, kind))
        elif is_paragraph(line):
            break
    sure = any(not kind.weak for _, kind in found)
    return [index for index, kind in found if sure or not kind.weak]


def _kind(line: str, prompts: Sequence[Prompt]) -> Prompt | None:
    if len(line) > LONGEST:
        return None
    rest, addresses = _ADDRESS.subn("", line)
    words = _WORD.findall(plain(rest))
    if not words:
        return _BARE_LINK if addresses and prompts is PROMPTS else None
    joined, sentence = " ".join(words), ends_sentence(line)
    for prompt in prompts:
        if len(words) <= prompt.words and (prompt.sentence or not sentence) and prompt.pattern.search(joined):
            return prompt
    return None
