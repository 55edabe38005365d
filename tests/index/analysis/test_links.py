"""What answers for a word without being the same: plurals, nisbas."""

from __future__ import annotations

from itertools import combinations

import pytest
from babel import Locale

from kashaf.index.analysis import Analyzer, Link, background, protected, stem_key
from kashaf.index.analysis.nisbas import adjectives, nisbas

ANALYZER = Analyzer.default()


def links(word: str) -> set[str]:
    return {link.key for link in ANALYZER.links(ANALYZER.forms(word).stem)}


@pytest.mark.parametrize("pair", ["قرض بقروض", "طريق والطرق", "مدرسة مدارسها", "دولة للدول", "طفل فأطفالهم"])
def test_a_plural_answers_for_its_singular_with_its_affixes(pair: str) -> None:
    """The link joins stems, so the clitics and pronouns of either side do not matter."""
    one, many = pair.split()
    assert ANALYZER.forms(many).stem in links(one)
    assert ANALYZER.forms(one).stem in links(many)


@pytest.mark.parametrize(
    "pair",
    [
        "روسيا الروسي",
        "الصين صينية",
        "لبنان اللبنانيون",
        "أمريكا أميركية",
        "أميركا أمريكي",
        "كازاخستان كازاخي",
    ],
)
def test_a_nisba_answers_for_its_place(pair: str) -> None:
    """A place and the adjective made of it are linked, never merged."""
    place, adjective = pair.split()
    assert ANALYZER.forms(place).stem != ANALYZER.forms(adjective).stem
    assert ANALYZER.forms(adjective).stem in links(place)
    assert ANALYZER.forms(place).stem in links(adjective)


def test_a_link_says_its_kind() -> None:
    """Plurals and nisbas are told apart; a word without either has no link."""
    assert ANALYZER.links("قرض") == (Link("plural", "قروض"),)
    assert ANALYZER.links("روسيا") == (Link("nisba", "روسي"), Link("nisba", "روس"))
    assert Link("spelling", ANALYZER.forms("الصلوة").stem) in ANALYZER.links(ANALYZER.forms("صلاة").stem)
    assert ANALYZER.links("علم") == ()


def test_links_are_symmetric() -> None:
    """Whatever answers for a word, the word answers for it."""
    for row in nisbas():
        for word in (*row.places, *row.adjectives):
            stem = ANALYZER.forms(word).stem
            assert all(
                stem in {back.key for back in ANALYZER.links(link.key)} for link in ANALYZER.links(stem)
            )


def test_every_nisba_is_attested() -> None:
    """Each adjective is written by somebody, alone or with its article."""
    forms, _ = background()
    assert [key for key in adjectives() if not forms.get(key, 0) + forms.get(f"ال{key}", 0)] == []


@pytest.mark.parametrize(
    ("one", "many"), [("لغة", "لغات"), ("جهة", "جهات"), ("كرة", "الكرات"), ("قوة", "قواتها")]
)
def test_a_short_noun_and_its_plural_are_linked(one: str, many: str) -> None:
    """What has two letters before its ة is linked to its plural in ات: قوات are not just any قوة."""
    assert Link("plural", ANALYZER.forms(many).stem) in ANALYZER.links(ANALYZER.forms(one).stem)


def test_a_noun_without_its_yeh_is_linked() -> None:
    """قاض is how قاضي is written without an article; it answers for the plural too."""
    linked = {link.key for link in ANALYZER.links(ANALYZER.forms("قاض").stem)}
    assert {ANALYZER.forms(word).stem for word in ("قاضي", "قضاة")} <= linked
    assert not {link.key for link in ANALYZER.links("غسان")}


def test_most_countries_have_their_nisba() -> None:
    """At least a hundred names of CLDR are in the table."""
    places = {stem_key(place.removeprefix("ال")) for row in nisbas() for place in row.places}
    assert len(places & protected()) >= 100


def test_places_are_not_taken_for_each_other() -> None:
    """Of all pairs of one-word countries and cities of CLDR at most three meet, by stem or by link.

    عمان is written alike for Oman and for Amman.
    """
    locale = Locale("ar")
    names = {str(name) for name in locale.territories.values()}
    names |= {str(zone["city"]) for zone in locale.time_zones.values() if "city" in zone}
    stems = {name: ANALYZER.forms(*terms).stem for name in names if len(terms := ANALYZER.terms(name)) == 1}
    assert len(stems) > 300
    answering = {stem: {link.key for link in ANALYZER.links(stem)} for stem in stems.values()}
    met = [
        (one, other)
        for one, other in combinations(stems, 2)
        if stems[one] == stems[other] or stems[other] in answering[stems[one]]
    ]
    assert len(met) <= 3, met


def test_analyze_shows_the_links() -> None:
    """The explanation of a token names what is linked to its stem."""
    (token,) = ANALYZER.explain("بقروض")
    assert token["links"] == [{"kind": "plural", "key": "قرض"}]
