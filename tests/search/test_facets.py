"""Words that stand in the section, the source or the author of an article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import whoosh.index
from whoosh.qparser import QueryParser

from kashaf.index import Article
from kashaf.index.local import FACETS, TEXT_FIELDS, WORD_FIELDS, Snapshot
from kashaf.search import Engine, Ranking

ARTICLES = (
    Article(
        id="1",
        title="زيارة إلى كازاخستان",
        text="بحث الرئيس ملف الطاقة.",
        source="رويترز",
        section="سياسة وأمن",
        author="سامر العلي",
    ),
    Article(id="2", title="قمة كازاخستان", text="عقدت القمة في أستانا.", source="صحيفة الشرق الأوسط"),
    Article(id="3", title="رويترز", text="رويترز وكالة أنباء.", section="موسوعة"),
    Article(id="4", title="الأوسط", text="الخليج والشرق"),
)


@pytest.fixture(scope="module")
def engine(build_index: Any) -> Iterator[Engine]:
    """Return an engine on the articles."""
    with Engine.open(build_index(ARTICLES)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("query", "ids", "complete"),
    [
        ("رويترز كازاخستان", {"1", "2", "3"}, {"1"}),
        ("السياسة", {"1"}, {"1"}),
        ("سامر", {"1"}, {"1"}),
        ("«الشرق الأوسط»", {"2"}, {"2"}),
        ("مصدر:«الأوسط الشرق»", set(), set()),
        ("source:الشرق", {"2"}, {"2"}),
        ("كازاخستان -رويترز", {"2"}, {"2"}),
        ("رويت*", {"1", "3"}, {"1", "3"}),
        ("=رويترز", {"1", "3"}, {"1", "3"}),
        ("كاتب:العلى", {"1"}, {"1"}),
    ],
)
def test_words_of_facets_are_found(engine: Engine, query: str, ids: set[str], complete: set[str]) -> None:
    """A plain word, a phrase and a prefix find what names them, an excluded word leaves it out."""
    hits = engine.search(query).hits
    assert {hit.id for hit in hits} == ids
    assert {hit.id for hit in hits if hit.complete} == complete


def test_what_an_article_says_tells_more_than_who_says_it(engine: Engine) -> None:
    """The article about the agency stands above one of the agency."""
    assert [hit.id for hit in engine.search("رويترز").hits] == ["3", "1"]


@pytest.mark.parametrize("field", FACETS)
def test_each_facet_has_a_weight(build_index: Any, field: str) -> None:
    """The score grows with the weight of the facet the word stands in; at 0 the article is only found."""
    index = build_index([Article(id="1", title="خبر", text="نص", **{field: "رويترز"}), *ARTICLES[1:2]])
    scores = [
        Engine.open(index, ranking=Ranking(all_words_weight=0, **{f"{field}_weight": weight}))
        .search("رويترز")
        .hits[0]
        .score
        for weight in (0.0, 0.3, 3.0)
    ]
    assert scores[0] == 0
    assert scores[2] == pytest.approx(10 * scores[1], rel=1e-3) != 0


def test_marks_show_why(engine: Engine) -> None:
    """A hit marks what it was found by, a phrase as one."""
    [hit] = engine.search("«الشرق الأوسط»").hits
    assert hit.facet_spans == {"source": ((6, 18),)}
    assert hit.to_dict()["facet_spans"] == {"source": [[6, 18]]}
    assert engine.mark("«الشرق الأوسط»", hit.article).facet_spans == hit.facet_spans
    assert engine.mark("القمة", hit.article).facet_spans == {}


def test_explain_names_the_facet(engine: Engine) -> None:
    """The tree says in which field the word stands, and nothing of a length that counts nothing."""
    tree = engine.explain("رويترز", "1")
    assert tree is not None
    told = "\n".join(tree.lines())
    assert "in the source" in told
    assert "weight of the source" in told
    assert "among" not in told


def test_a_field_without_words_is_not_looked_into(build_index: Any) -> None:
    """A snapshot names the fields that hold words in any article."""
    assert Snapshot.current(build_index([Article(id="1", title="ع", text="نص")])).fields == TEXT_FIELDS
    assert Snapshot.current(build_index(ARTICLES)).fields == WORD_FIELDS


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("source:رويترز", {"1"}),
        ('source:"الشرق الأوسط"', {"2"}),
        ('source_value:"صحيفة الشرق الأوسط"', {"2"}),
    ],
)
def test_whoosh_finds_them_too(build_index: Any, query: str, ids: set[str]) -> None:
    """Whoosh's own parser and searcher find the words of a facet, and its whole value."""
    path = build_index(ARTICLES)
    snapshot = Snapshot.current(path)
    index = whoosh.index.open_dir(str(path / f"gen-{snapshot.generation:06d}"), indexname="MAIN")
    with index.searcher() as searcher:
        assert {hit["id"] for hit in searcher.search(QueryParser("text", index.schema).parse(query))} == ids
