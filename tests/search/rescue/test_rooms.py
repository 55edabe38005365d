"""What each rescue finds, on a small collection, and what it leaves alone."""

from __future__ import annotations

from typing import Any

import pytest

from kashaf.search import Engine

TEXTS = {
    "kz_k": "زار عبد الرحمن مدينة في كازاخستان يوم 15 آب",
    "kz_q": "عبدالرحمن بن محمد زار قازاخستان يوم 3 أغسطس",
    "un_gh": "غوتيريش في القاهرة مع الرئيس توكاييف",
    "un_j": "جوتيريش يزور ألمانيا ومصر في شهر فبراير",
    "five_word": "نتنياهو يلتقي خمسة وزراء",
    "five_digit": "نتانياهو التقى 5 وزراء في كانون الثاني",
    "court": "في المحكمة العليا قال ثلاثة عشر شاهدا",
    "latin": "hello world from Germany and Cairo",
    "father": "أب كريم عاد إلى بيته",
    "prefixed": "وبتوخيلي جاء اليوم",
    "love": "أنا أحب حبا جما",
    "macron": "ماكرون رئيس فرنسا",
    "macron_short": "مكرون في بوريس مئة يوم",
    "tokayev": "President Tokayev met Ahmed in Shanghai",
    "january": "في يناير قال مائة شخص",
    "thirteen": "13 شخصا و25 رجلا",
    "xi": "الرئيس شي جينبينغ يلقي كلمة",
    "xi_parted": "الرئيس شي جين بينغ في موسكو",
    "school": "بالمدرسة تلاميذ",
    "hamza": "أيمن الدسوقي يكتب",
    "thing": "لا شيء يدعو إلى الشك",
    "port": "ميناء بور سعيد",
    "god_willing": "إن شاء الله",
    "thousands": "خمسة آلاف متظاهر",
    "brand": "Netflix and YouTube",
    "thanks": "شكرا جزيلا",
    "stockholm": "استوكهولم عاصمة",
    "persian": "غوغل تتوسع",
}


@pytest.fixture(scope="module")
def engine(engine_on: Any) -> Any:
    """Return an engine on the texts."""
    return engine_on(**TEXTS)


def _found(engine: Engine, query: str, **options: Any) -> list[str]:
    return [hit.id for hit in engine.search(query, per_page=100, **options).hits]


@pytest.mark.parametrize(
    ("query", "kind", "typed", "rescued"),
    [
        ("كازاخستان", "names", ["kz_k"], ["kz_q"]),
        ("قازاخستان", "names", ["kz_q"], ["kz_k"]),
        ("كازخستان", "names", [], ["kz_k", "kz_q"]),
        ("بكازخستان", "names", [], ["kz_k", "kz_q"]),
        ("جوتيريش", "names", ["un_j"], ["un_gh"]),
        ("نتانياهو", "names", ["five_digit"], ["five_word"]),
        ("ماكرون", "names", ["macron"], ["macron_short"]),
        ("جينبينج", "names", [], ["xi", "xi_parted"]),
        ("عبد الرحمن", "spaces", ["kz_k"], ["kz_q"]),
        ("عبدالرحمن", "spaces", ["kz_q"], ["kz_k"]),
        ("جينبينغ", "spaces", ["xi"], ["xi_parted"]),
        ("جين بينغ", "spaces", ["xi_parted"], ["xi"]),
        ("Xi Jinping", "script", [], ["xi", "xi_parted"]),
        ("Tokayev", "script", ["tokayev"], ["un_gh"]),
        ("توكاييف", "script", ["un_gh"], ["tokayev"]),
        ("Netanyahu", "script", [], ["five_digit", "five_word"]),
        ("ma7kama", "script", [], ["court"]),
        ("7ob", "script", [], ["love"]),
        ("Ayman El Desouky", "script", [], ["hamza"]),
        ("Germany", "places", ["latin"], ["un_j"]),
        ("Allemagne", "places", [], ["un_j"]),
        ("Egypt", "places", [], ["un_j"]),
        ("القاهرة", "places", ["un_gh"], ["latin"]),
        ("شباط", "months", [], ["un_j"]),
        ("يناير", "months", ["january"], ["five_digit"]),
        ("كانون الثاني", "months", ["five_digit"], ["january"]),
        ("أغسطس 15", "months", ["kz_q", "kz_k"], ["kz_k"]),
        ("خمسة", "numbers", ["five_word"], ["five_digit"]),
        ("خمس", "numbers", ["five_word"], ["five_digit"]),
        ("5", "numbers", ["five_digit"], ["five_word"]),
        ("13", "numbers", ["thirteen"], ["court"]),
        ("ثلاثة عشر", "numbers", ["court"], ["thirteen"]),
        ("خمسة وعشرين", "numbers", [], ["thirteen"]),
        ("مائة", "numbers", ["january"], ["macron_short"]),
        ("100", "numbers", [], ["january", "macron_short"]),
        ("5000", "numbers", [], ["thousands"]),
        ("شئ", "endings", [], ["thing"]),
        ("يدعوا", "endings", [], ["thing"]),
        ("بورسعيد", "spaces", [], ["port"]),
        ("إنشاءالله", "spaces", [], ["god_willing"]),
        ("نتفليكس", "script", [], ["brand"]),
        ("يوتيوب", "script", [], ["brand"]),
        ("shukran", "script", [], ["thanks"]),
        ("ستوكهولم", "names", [], ["stockholm"]),
        ("گوگل", "names", [], ["persian"]),
        ("اثممخ", "layout", [], ["latin"]),
        ("hglp;lm", "layout", [], ["court"]),
        ("توخيلي", "clitics", [], ["prefixed"]),
        ("ب المدرسة", "clitics", ["school"], ["school"]),
    ],
)
def test_a_rescue_finds_what_was_not_typed(
    engine: Engine, query: str, kind: str, typed: list[str], rescued: list[str]
) -> None:
    """The rescue finds its articles, below those that answer as typed, and says so; without it they are
    not found."""
    results = engine.search(query, per_page=100)
    assert kind in {rescue.kind for rescue in results.rescues}
    hits = [hit.id for hit in results.hits]
    assert set(rescued) <= set(hits)
    plain = _found(engine, query, rescue=False)
    assert set(plain) >= set(typed)
    if not set(rescued) & set(typed):
        assert not set(rescued) & set(plain)
        assert hits[: len(typed)] == plain[: len(typed)]


@pytest.mark.parametrize(
    "query",
    [
        '"كازاخستان"',
        "=كازاخستان",
        "كازاخست*",
        "موسكو -كازاخستان",
        "بيته",
        "كلمة",
        "آب",
        "باريس",
        "",
        "من",
        "source:كازاخستان",
    ],
)
def test_what_stays_as_typed(engine: Engine, query: str) -> None:
    """Quotes, exact words, prefixes, excluded words, fields of few values and ordinary words are not widened;
    a month that is another word needs a number, باريس is not بوريس."""
    results = engine.search(query)
    assert results.rescues == ()
    assert [hit.id for hit in results.hits] == _found(engine, query, rescue=False)


def test_an_ambiguous_month_beside_a_number(engine: Engine) -> None:
    """آب is August beside a number, and never the word for father that folding makes of it."""
    assert "kz_q" in _found(engine, "15 آب")
    assert "father" not in _found(engine, "أغسطس 15")


def test_a_rescue_within_a_field_a_group_and_an_excluding_question(engine: Engine) -> None:
    """Words are widened wherever they ask for something."""
    assert _found(engine, "text:كازخستان") == _found(engine, "كازخستان")
    assert set(_found(engine, "(كازاخستان أو ماكرون) -عبدالرحمن")) == {"kz_k", "macron", "macron_short"}
    assert set(_found(engine, "كازاخستان AND زار")) == {"kz_k", "kz_q"}


def test_filters_and_pages_count_rescues(engine: Engine) -> None:
    """The counts of a rescue and of complete hits are those of the articles found."""
    results = engine.search("قازاخستان زار", per_page=1)
    [rescue] = results.rescues
    assert (results.total, results.complete) == (2, 2)
    assert (rescue.typed, rescue.tried, rescue.hits) == ("قازاخستان", ("كازاخستان",), 1)


def test_ranks_marks_and_explanations_agree(engine: Engine) -> None:
    """What a rescue found is ranked, marked and explained as it was found."""
    for query in ("قازاخستان", "Xi Jinping", "5 وزراء", "كانون الثاني"):
        results = engine.search(query, per_page=100)
        assert engine.rank(query, count=100)[1] == [hit.id for hit in results.hits]
        for hit in results.hits:
            explanation = engine.explain(query, hit.id)
            assert explanation is not None
            assert explanation.value == pytest.approx(hit.score, abs=1e-5)
            spans = engine.mark(query, hit.article).text_spans
            assert spans
            assert [span for snippet in hit.snippets for span in snippet.spans]


def test_a_rescued_phrase_is_one_mark(engine: Engine) -> None:
    """The words of a name in the other script are marked together."""
    article = engine.get("xi")
    assert article is not None
    [span] = engine.mark("Xi Jinping", article).text_spans
    assert article.text[slice(*span)] == "شي جينبينغ"
