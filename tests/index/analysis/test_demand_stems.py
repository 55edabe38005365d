"""What readers demanded of stems, words that must stay apart, and forms that must meet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kashaf.index.analysis import Analyzer

CASES = Path(__file__).resolve().parents[2] / "cases"
ANALYZER = Analyzer.default()
CATEGORIES = (
    "hamza madda marbuta morph nisba normalisation overstem plural proclitic proclitic+suffix root suffix "
    "superscript tanween"
).split()
REFUSED = {
    136: "a stray space after و is the question's, not the word's",
    137: "يا written into أرض, as in the mushaf: يأرض is no word of prose",
    146: "the prefix of a present verb is not parted with: تركي and ترك would meet",
    151: "an agent noun of the root: كاتب and كتب would meet, as عالم and علم must not",
    157: "a noun of the root, by derivation",
    163: "a verb of the root, by derivation",
}
ALIKE = {
    ("سأل", "سال"): "free spelling leaves out the hamza",
    ("بدأ", "بدا"): "free spelling leaves out the hamza",
    ("ملأ", "ملا"): "free spelling leaves out the hamza",
    ("روسيا", "روس"): "the people of a country answer for it",
    ("دبر", "دبرة"): "a rare word: its ة goes as that of an adjective",
}
"""Minimal pairs that meet all the same, and why."""
ROWS = [json.loads(line) for line in (CASES / "demand.jsonl").read_text(encoding="utf-8").splitlines()]
STEMS = [row for row in ROWS if row["category"] in CATEGORIES and row["expected"] in ("match", "nomatch")]


def table(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def meet(one: str, other: str) -> bool:
    left, right = ANALYZER.forms(one), ANALYZER.forms(other)
    linked = {link.key for link in ANALYZER.links(left.stem)}
    return left.surface == right.surface or right.stem in {left.stem} | linked


@pytest.mark.parametrize("row", STEMS, ids=lambda row: str(row["id"]))
def test_a_demand_on_stems(row: dict[str, Any]) -> None:
    """Each word of a question meets a word of the text, or none does; a refused row does the opposite."""
    words = ANALYZER.terms(row["document_text"])
    found = all(any(meet(asked, word) for word in words) for asked in ANALYZER.terms(row["query"]))
    assert found is ((row["expected"] == "match") is not (row["id"] in REFUSED))


def test_minimal_pairs_stay_apart() -> None:
    """Of at least 330 pairs of different words at least 99 % do not meet; the others are known."""
    pairs = [(one, other) for one, other, _ in table("minimal_pairs.tsv")]
    assert len(set(pairs)) >= 330
    assert {pair for pair in pairs if meet(*pair)} == set(ALIKE)
    assert len(ALIKE) <= 0.01 * len(pairs)


def test_inflected_forms_meet_their_word() -> None:
    """Of at least 150 forms with clitics, pronouns and endings of number at least 95 % meet their word."""
    forms = [(word, form) for word, row in table("inflections.tsv") for form in row.split()]
    assert len(forms) >= 150
    missed = [pair for pair in forms if not meet(*pair)]
    assert len(missed) <= 0.05 * len(forms), missed


@pytest.mark.parametrize("word", "بكين بوتين لبنان فيروس بطاطس ألمانيا واشنطن فهم وصية".split())
def test_what_looks_like_an_affix_stays(word: str) -> None:
    """Names and nouns whose letters look like clitics and endings keep them behind a clitic too."""
    assert meet(word, f"و{word}")
    assert not meet(word, word[1:])
