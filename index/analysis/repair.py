"""Lossless repair of a word: the same letters, however a program stored them, become the same string.

Order: presentation forms to letters, code point by code point (NFKC of a whole string would cut words at the
spaces it puts before vowel signs); invisible controls deleted; letters of other keyboards to the Arabic
ones they stand for; decomposed letters composed; digits to ASCII. Marks stay: ``fold`` removes them.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import regex

from .letters import (
    ALEF_MAKSURA,
    ARABIC_LETTER,
    HAMZA_ABOVE,
    HEH,
    INVISIBLE,
    MARK,
    PRESENTATION,
    TATWEEL,
    YEH_HAMZA,
)

# shapes that a Persian, Urdu, Kurdish, Uyghur or archaic keyboard types for an Arabic letter
HOMOGRAPHS = {
    "\u06a9\u06aa\u06ab\u06ac": "ك",
    "\u06cc\u06cd\u06ce\u06d0\u06d1\u06d2\u06d3\u063d\u063e\u063f\u0620": "ي",
    "\u06be\u06c0\u06c1\u06c2\u06d5\u06ff": "ه",
    "\u06c3": "ة",
    "\u06c4\u06c5\u06c6\u06c7\u06c8\u06c9\u06ca\u06cb\u06cf": "و",
    "\u06ba\u06bb": "ن",
    "\u0679\u067a": "ت",
    "\u0688\u0689\u068a": "د",
    "\u0691\u0692\u0693": "ر",
    "\u06a1\u06a2": "ف",
    "\u066f\u06a7\u06a8": "ق",
    "\u066e": "ب",
}
# the ligatures that compatibility decomposition leaves whole
PHRASES = {
    "\ufdfd": "بسم الله الرحمن الرحيم",
    "\ufdfe": "سبحانه وتعالى",
    "\ufdff": "عز وجل",
}
_ISOLATED_MARK = regex.compile("[\ufe70-\ufe7f\ufc5e-\ufc63\ufcf2-\ufcf4]")
_PLAIN = regex.compile("[\u0621-\u063a\u0641-\u064a]+")
_ARABIC = regex.compile(f"[{ARABIC_LETTER}]")
# composition leaves these two apart, and puts vowel signs before the hamza
_YEH_HAMZA = regex.compile(f"{ALEF_MAKSURA}([{MARK}--[{HAMZA_ABOVE}]]*){HAMZA_ABOVE}", regex.VERSION1)
_HEH_HAMZA = regex.compile(f"{HEH}([{MARK}--[{HAMZA_ABOVE}]]*){HAMZA_ABOVE}", regex.VERSION1)
# normalisation sorts the marks of a letter in quadratic time; no language piles up so many
_LONG_PILE = regex.compile(f"(?<=[{MARK}]{{30}})[{MARK}]+")
_THOUSANDS = regex.compile("(?<=[0-9])[,\u066c](?=[0-9]{3}(?![0-9]))")
# one point may be that of a fraction; two are not
_POINTED = regex.compile("[0-9]{1,3}(?:[.][0-9]{3}){2,}")
_DECIMAL_SEPARATOR = "\u066b"
_CURLY_APOSTROPHE = "\u2019"
_BASIC_PLANE = "".join(map(chr, range(0xD800))) + "".join(map(chr, range(0xE000, 0x10000)))


is_plain = _PLAIN.fullmatch
"""Says whether a raw word is made of plain Arabic letters only: it is what it stands for."""


def repair(raw: str) -> tuple[str, ...]:
    """Return the words the raw word stands for, marks kept: mostly one, several for the ligature of a phrase.

    >>> repair("\\ufee7\\ufed8\\ufec4\\ufe94"), repair("١٢٬٣٤٥"), repair("الذی")
    (('نقطة',), ('12345',), ('الذي',))
    """
    if is_plain(raw):
        return (raw,)
    if not _ARABIC.match(raw):
        return (_repair_other(raw),)
    text = unicodedata.normalize("NFC", _LONG_PILE.sub("", raw.translate(_table())))
    if HAMZA_ABOVE in text:
        text = _HEH_HAMZA.sub(HEH + r"\1", _YEH_HAMZA.sub(YEH_HAMZA + r"\1", text))
    return tuple(text.split()) or (text,)


def _repair_other(raw: str) -> str:
    text = _LONG_PILE.sub("", raw.translate(_table()))
    text = unicodedata.normalize("NFKC", text).replace(_CURLY_APOSTROPHE, "'")
    if not text[:1].isdigit():
        return text
    if _POINTED.fullmatch(text):
        return text.replace(".", "")
    return _THOUSANDS.sub("", text).replace(_DECIMAL_SEPARATOR, ".")


@cache
def _table() -> dict[int, str | None]:
    """Map each code point that repair changes to what it becomes, ``None`` to delete it."""
    homographs = {ord(shape): letter for shapes, letter in HOMOGRAPHS.items() for shape in shapes}
    table: dict[int, str | None] = dict(homographs)
    table.update({ord(char): None for char in regex.findall(f"[{INVISIBLE}]", _BASIC_PLANE)})
    for char in regex.findall(f"[{PRESENTATION}\ufe70-\ufe7f\ufc5e-\ufc63\ufcf2-\ufcf4]", _BASIC_PLANE):
        whole = PHRASES.get(char) or unicodedata.normalize("NFKC", char)
        table[ord(char)] = _unspaced(char, whole).translate(homographs)
    for code in (*range(0x660, 0x66A), *range(0x6F0, 0x6FA)):
        table[code] = str(unicodedata.digit(chr(code)))
    return table


def _unspaced(char: str, whole: str) -> str:
    """Keep only the mark of a vowel sign that decomposes to a space or a tatweel carrying it."""
    return whole.strip(f" {TATWEEL}") if _ISOLATED_MARK.match(char) else whole
