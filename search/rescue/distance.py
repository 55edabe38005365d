"""How far two spellings are apart."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate

import regex

TOO_FAR = 2.5
_KEPT = 1024
"""Words whose vowels are kept for the next comparison."""
_VOWELS = frozenset("اويء")
_WEAK = frozenset("هع")
_FAMILIES = ("قغجك", "طثت", "صس", "ضذد", "ظز", "سز", "فو", "اه", "ءا")
_BETWEEN = regex.compile("[^اويء]")
_LAST = regex.compile("[اه]$")
_DOUBLE = regex.compile(r"(.)\1")
_CONSONANT_TWICE = regex.compile(r"([^اويء])\1")
_KIN = frozenset((one, other) for family in _FAMILIES for one in family for other in family if one != other)


def edits(left: str, right: str) -> float:
    """Return the letters to insert, remove or change (Levenshtein's distance)."""
    return _aligned(left, right, lambda _: 1.0, lambda one, other: 0.0 if one == other else 1.0)


def respellings(left: str, right: str) -> float:
    """Return ``edits`` as spellings of one foreign name make them: a vowel is written or not, a sound has one
    letter or its neighbour; at most ``TOO_FAR``, as any other change is."""
    if not _same_vowels(left, right):
        return TOO_FAR
    one, other = (_CONSONANT_TWICE.sub(r"\1", word.replace("تش", "ش")) for word in (left, right))
    return _aligned(one, other, _written_or_not, _same_sound, TOO_FAR)


def _same_vowels(left: str, right: str) -> bool:
    """Say whether between any two consonants one spelling at most leaves out vowels of the other: باريس is
    not بوريس."""
    one, other = _vowels(left), _vowels(right)
    if len(one) != len(other):
        return True
    return all(_leaves_out(*sorted(pair, key=len)) for pair in zip(one, other, strict=True))


@lru_cache(_KEPT)
def _vowels(word: str) -> list[str]:
    """Return the vowels between each two consonants of a word."""
    return _BETWEEN.split(_LAST.sub("ا", _DOUBLE.sub(r"\1", word.replace("تش", "ش"))))


def _leaves_out(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


def _written_or_not(letter: str) -> float:
    return 1.0 if letter in _VOWELS else 2.0 if letter in _WEAK else TOO_FAR


def _same_sound(one: str, other: str) -> float:
    return 0.0 if one == other else 1.0 if (one, other) in _KIN else TOO_FAR


def _aligned(
    left: Sequence[str],
    right: Sequence[str],
    alone: Callable[[str], float],
    together: Callable[[str, str], float],
    most: float = math.inf,
) -> float:
    """Return the least cost of an alignment (Wagner and Fischer, 1974), ``most`` where it is not below."""
    across = [alone(letter) for letter in right]
    row = [0.0, *accumulate(across)]
    for one in left:
        down = alone(one)
        above, row = row, [row[0] + down]
        for place, other in enumerate(right):
            row.append(
                min(
                    above[place + 1] + down,
                    row[place] + across[place],
                    above[place] + together(one, other),
                )
            )
        if min(row) >= most:  # costs only grow from row to row
            return most
    return min(row[-1], most)


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


def mishearing(latin: str, arabic: str) -> float:
    """Return how badly an Arabic stem key writes a Latin word: 0 letter by letter; each vowel not written, or
    written and not there, each letter that writes another sound adds its part."""
    latin = latin.replace("x", "ks") if "كس" in arabic else latin
    rows = [[0.0, *([TOO_FAR * 4] * len(arabic))]]
    for place, letter in enumerate(arabic):
        # the alef that carries a first vowel is not heard
        rows[0][place + 1] = rows[0][place] + (
            0.0 if place == 0 and letter == "ا" else _BARE.get(letter, TOO_FAR)
        )
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
