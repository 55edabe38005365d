"""How far two spellings are apart."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import regex

TOO_FAR = 2.5
_BAND = 2
"""Letters that may stand alone before what is compared is too far apart: each costs 1 at least."""
_KEPT = 1024
"""Words, and stretches between consonants, that are kept for the next comparison."""
_VOWELS = frozenset("اويء")
_FAMILIES = ("قغجك", "طثت", "صس", "ضذد", "ظز", "سز", "فو", "اه", "ءا")
_CONSONANT = regex.compile("[^اويء]")
_FIRM = regex.compile("[^اويءهعف]")
_LAST = regex.compile("[اه]$")
_DOUBLE = regex.compile(r"(.)\1")
_CONSONANT_TWICE = regex.compile(r"([^اويء])\1")
_KIN = {one: "".join(family for family in _FAMILIES if one in family) for one in "".join(_FAMILIES)}
"""The letters that a letter may be written for, and itself."""


@dataclass(frozen=True, slots=True)
class _Costs:
    """What a letter that stands alone costs, and ``others``; what a change costs: 1 between ``kin``."""

    alone: Mapping[str, float]
    others: float
    kin: Mapping[str, str]
    change: float


_ANY_LETTER = _Costs({}, others=1.0, kin={}, change=1.0)
_SOUNDS = _Costs(
    {**dict.fromkeys(_VOWELS, 1.0), **dict.fromkeys("هع", 2.0)}, others=TOO_FAR, kin=_KIN, change=TOO_FAR
)


def edits(left: str, right: str) -> float:
    """Return the letters to insert, remove or change (Levenshtein's distance), at most ``TOO_FAR``."""
    return _aligned(left, right, _ANY_LETTER)


def respellings(left: str, right: str) -> float:
    """Return ``edits`` as spellings of one foreign name make them: a vowel is written or not, a sound has one
    letter or its neighbour; at most ``TOO_FAR``, as any other change is."""
    one, other = _cut(left), _cut(right)
    if len(one.firm) != len(other.firm) or not _same_vowels(one.vowels, other.vowels):
        return TOO_FAR
    pairs = zip(one.firm, other.firm, strict=True)
    cost = sum(
        1.0 if second in _KIN.get(first, "") else TOO_FAR for first, second in pairs if first != second
    )
    pairs = zip(one.between, other.between, strict=True)
    cost += sum(_respelt(first, second) for first, second in pairs if first != second)
    return min(cost, TOO_FAR)


class _Cut(NamedTuple):
    """A word cut at its consonants: the ``vowels`` between each two; and, without the letters that are heard
    with their neighbour, the ``firm`` ones, which are never left out nor taken for a vowel, with what stands
    ``between``."""

    vowels: list[str]
    firm: str
    between: list[str]


@lru_cache(_KEPT)
def _cut(word: str) -> _Cut:
    word = word.replace("تش", "ش")
    spelt = _CONSONANT_TWICE.sub(r"\1", word)
    vowels = _CONSONANT.split(_LAST.sub("ا", _DOUBLE.sub(r"\1", word)))
    return _Cut(vowels, "".join(_FIRM.findall(spelt)), _FIRM.split(spelt))


def _same_vowels(left: list[str], right: list[str]) -> bool:
    """Say whether between any two consonants one spelling at most leaves out vowels of the other: باريس is
    not بوريس."""
    if len(left) != len(right):
        return True
    pairs = zip(left, right, strict=True)
    return all(_leaves_out(*sorted(pair, key=len)) for pair in pairs if pair[0] != pair[1])


@lru_cache(_KEPT)
def _respelt(left: str, right: str) -> float:
    """Return what it costs to write one for the other between two firm consonants."""
    return _aligned(left, right, _SOUNDS)


def _leaves_out(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


def _aligned(left: str, right: str, costs: _Costs) -> float:
    """Return the least cost of an alignment (Wagner and Fischer, 1974), at most ``TOO_FAR``."""
    alone, others, change = costs.alone, costs.others, costs.change
    across = [alone.get(letter, others) for letter in right]
    row = [0.0, *accumulate(across)]
    for place, one in enumerate(left):
        down, kin = alone.get(one, others), costs.kin.get(one, "")
        above, row = row, [row[0] + down] + [TOO_FAR] * len(across)
        least = row[0]
        # further from the diagonal too many letters stand alone
        for at in range(max(0, place - _BAND), min(len(across), place + _BAND + 1)):
            other = right[at]
            cost = above[at] if one == other else above[at] + (1.0 if other in kin else change)
            # to call min, here as well as for the row, would take as long as all the rest
            if cost > above[at + 1] + down:
                cost = above[at + 1] + down
            if cost > row[at] + across[at]:
                cost = row[at] + across[at]
            row[at + 1] = cost
            if cost < least:
                least = cost
        if least >= TOO_FAR:  # costs only grow from row to row
            return TOO_FAR
    return min(row[-1], TOO_FAR)


_HEARD = {
    # what each Latin letter or group of letters is written with, as precisely as writers agree
    **dict(
        zip("bptdfvzrlmnsgjkqcx", "ب ب تطث دض ف ف زظ ر ل م ن سصزش غجك جغ كق قكش كقس كشخ".split(), strict=True)
    ),
    "pf": "ف",
    "sh": "ش",
    "ch": "شك",
    "zh": "جشز",
    "kh": "خ",
    "gh": "غ",
    "th": "ثتذ",
    "dh": "ذظض",
    "ph": "ف",
    "tch": "ش",
    "sch": "ش",
    "tsch": "ش",
    "ck": "ك",
    "qu": "كق",
    "h": "هحة",
    "2": "ءا",
    "3": "ع",
    "5": "خ",
    "6": "ط",
    "7": "ح",
    "8": "ق",
    "9": "ص",
    "3'": "غ",
    "7'": "خ",
    "9'": "ض",
    "6'": "ظ",
    "a": "اهعي",
    "e": "ياهع",
    "i": "يعا",
    "o": "واع",
    "u": "واع",
    "y": "ي",
    "w": "و",
}
_LONG_U = 0.15
_LONGEST = max(map(len, _HEARD))
_SILENT = frozenset("aeiouhyw2")
_BARE = {"ا": 0.5, "و": 0.5, "ي": 0.5, "ء": 0.5, "ه": 1.0, "ع": 1.0}


def mishearing(latin: str, arabic: str, worst: float = math.inf) -> float:
    """Return how badly an Arabic stem key writes a Latin word: 0 letter by letter; each vowel not written, or
    written and not there, each letter that writes another sound adds its part.

    What is worse than ``worst`` may come out better than it is, but no better than that.
    """
    latin = latin.replace("x", "ks") if "كس" in arabic else latin
    rows = [[0.0, *([TOO_FAR * 4] * len(arabic))]]
    for place, letter in enumerate(arabic):
        # the alef that carries a first vowel is not heard
        rows[0][place + 1] = rows[0][place] + (
            0.0 if place == 0 and letter == "ا" else _BARE.get(letter, TOO_FAR)
        )
    least = [0.0]
    for end in range(1, len(latin) + 1):
        row = [rows[-1][0] + _skipped(latin, end)]
        for place, letter in enumerate(arabic):
            best = min(row[place] + _BARE.get(letter, TOO_FAR), rows[-1][place + 1] + _skipped(latin, end))
            if latin[end - 1] == "u" and arabic[: place + 1].endswith("يو"):
                best = min(best, rows[end - 1][place - 1] + _LONG_U)  # يوتيوب
            for length in range(1, min(_LONGEST, end) + 1):
                heard = _HEARD.get(latin[end - length : end])
                if length == 1 and letter == "ه" and latin[end - 1 :] == "a" and place == len(arabic) - 1:
                    heard = letter  # مدرسة
                if heard is not None:
                    best = min(best, rows[end - length][place] + _heard_as(heard, letter))
            row.append(best)
        rows.append(row)
        least.append(min(row))
        if min(least[-_LONGEST:]) > worst:  # whatever follows builds on one of these rows
            return min(least[-_LONGEST:])
    return rows[-1][-1]


def _skipped(latin: str, end: int) -> float:
    letter = latin[end - 1]
    if letter == latin[end - 2 : end - 1]:
        return 0.0  # written twice, heard once
    return 0.15 if letter in _SILENT else 0.75 if letter == "g" else TOO_FAR


def _heard_as(heard: str, letter: str) -> float:
    place = heard.find(letter)
    if place < 0:
        return 0.75 if heard[0] in _BARE and letter in _BARE else TOO_FAR
    return 0.0 if place == 0 else 0.125 if heard[0] not in _VOWELS else 0.25
