"""More questions of the kinds that readers asked, in one collection with the documents of those."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kashaf.index import Article
from kashaf.search import Engine

CASES = Path(__file__).resolve().parents[1] / "cases"
ROWS = {
    str(row["id"]): row
    for name in ("demand.jsonl", "more_demands.jsonl")
    for row in map(json.loads, (CASES / name).read_text(encoding="utf-8").splitlines())
}
JUDGED = [id for id in ROWS if id.startswith(("m", "n"))]
EXACT = frozenset(["exact", "tashkeel-aware"])
"""Categories that are asked as written."""
NOT_YET = {
    "m137": "two consonants behind an article: too little of a name",
    "m153": "one consonant, as consonants are told: too little of a word",
    "m159": "three words written as one in Latin letters",
    "m376": "the adjective of a common noun is another word: مكتب and مكتبي",
    "m377": "the adjective of a common noun is another word: مكتب and مكتبي",
    "m383": "without the article the dual of بحر is written as the country",
    "m402": "the plural of سيل is also the city",
    "m444": "عالم mostly is the world",
    "m481": "the adjective of غزة is too rare to be parted from its plural",
    "m501": "two consonants: too little of a name",
    "m511": "two vowels that write different sounds",
    "m512": "one consonant: too little of a name",
    "m516": "a rare spelling in ون behind an article looks like a plural",
    "m517": "a plural made of an acronym",
    "m520": "three letters apart",
    "m523": "a word nobody else writes, one vowel from a city, is taken for it",
    "m553": "no consonant, as consonants are told",
    "m690": "the mushaf's ملك is also ملك",
    "m698": "the mushaf writes one lam for two",
    "m709": "two short names of two consonants",
    "m731": "سوقي is also: my market",
    "n071": "the letter that أنجيلا ends in looks like a tanween",
    "n090": "a name with the article, of three consonants",
    "n092": "two vowels that change places",
    "n095": "a w within a name, written و or ف",
    "n097": "nh of Portuguese, written ني or نه",
    "n148": "ية makes nouns as well as adjectives: ميزانية of ميزان",
    "n161": "ة makes another noun of فقر, as it makes the feminine of معلم",
    "n255": "the dual of a verb looks like a noun with tanween",
    "n282": "an adverb far commoner than its adjective",
    "n323": "ژ written for the sound of ج",
    "n421": "the pronoun كن: too many words end so",
    "n478": "the Latin name of a country is also heard as أمن",
    "n505": "three words written as one, with letters left out",
    "n615": "the dual of أخت before a pronoun",
    "n646": "تفرج is also a noun, watching",
    "n649": "صوت mostly is a noun: voice, vote",
    "n657": "نفي is also a noun, and the last letter of نفى goes before the ت",
    "n658": "the last letter of دعا goes before the ت",
    "n660": "يدين are also two hands",
    "n683": "كفاني is also: it is enough for me",
    "n689": "two sounds that ch writes, ك and تش",
    "n707": "نورا looks like نور with tanween, نوري like my light",
    "n749": "an adverb nearly as common as its adjective",
}
"""Rows that are not as they should be, and why."""


@pytest.fixture(scope="module")
def engine(build_index: Any) -> Any:
    """Return an engine on the documents of all rows."""
    documents = (
        Article(id=id, title="", text=row["document_text"])
        for id, row in ROWS.items()
        if row["document_text"].strip()
    )
    with Engine.open(build_index(documents)) as opened:
        yield opened


def _holds(engine: Engine, id: str) -> bool:
    row = ROWS[id]
    if row["expected"] == "highlight":
        marked = engine.mark(row["query"], Article(id=id, title="", text=row["document_text"]))
        return [list(span) for span in marked.text_spans] == row["spans"]
    mode = "exact" if row["category"] in EXACT else "words"
    found = engine.rank(row["query"], count=len(ROWS), mode=mode)[1]
    return (id in found) is (row["expected"] == "match")


@pytest.mark.parametrize("id", [id for id in JUDGED if id not in NOT_YET])
def test_a_question_of_these_kinds(engine: Engine, id: str) -> None:
    """A question finds the document it must, does not find the one it must not, or marks what it must."""
    assert _holds(engine, id)


@pytest.mark.parametrize("id", sorted(NOT_YET))
def test_a_question_not_answered_yet(engine: Engine, id: str) -> None:
    """A row of the table is not as it should be: it leaves the table when it is."""
    assert not _holds(engine, id)


def test_the_rows_are_many_and_of_every_kind() -> None:
    """At least 1,200 rows in thirty kinds; the table names some of them."""
    assert len(JUDGED) >= 1200
    assert len({ROWS[id]["category"] for id in JUDGED}) >= 28
    assert set(JUDGED) >= NOT_YET.keys()
