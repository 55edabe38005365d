"""Near-duplicates of a hit stand under it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from kashaf.index import Article, Collection
from kashaf.search import Engine, Filters

REPORT = (
    "أعلنت الوكالة اليوم أن القمة التي عقدت في سمرقند انتهت ببيان مشترك وقعته ثماني دول تتعاون في الأمن "
    "والتجارة والطاقة والنقل وأن القمة المقبلة تعقد في العام القادم في مدينة أخرى يتفق عليها الوزراء بعد "
    "أن يجتمعوا في الربيع ويرفعوا إلى الرؤساء ما اتفقوا عليه من مشروعات الطرق والسكك والموانئ الجديدة"
)
OTHER = "حضر الرئيس القمة في سمرقند ثم عاد إلى بلاده قبل المساء"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Return an engine on a report printed by three papers, beside other articles."""
    path: Path = tmp_path_factory.mktemp("folding") / "index"
    day = datetime.date(2022, 9, 16)
    with Collection.create(path) as collection:
        collection.add(Article(id="first", title="بيان", text=REPORT, source="أ", date=day))
        collection.add(Article(id="other", title="عودة", text=OTHER, source="أ", date=day))
        collection.add(
            Article(
                id="second",
                title="قمة سمرقند تنتهي",
                text=f"{REPORT}.",
                source="ب",
                date=day + datetime.timedelta(1),
            )
        )
        collection.add(
            Article(
                id="third",
                title="بيان آخر",
                text=f"عاجل {REPORT}",
                source="ج",
                date=day - datetime.timedelta(1),
            )
        )
        collection.add(Article(id="near", title="وزراء", text="اتفق الوزراء على التجارة والطاقة والنقل"))
    with Engine.open(path) as opened:
        yield opened


def test_the_best_stands_for_its_near_duplicates(engine: Engine) -> None:
    """One hit of a group is shown, the best; the others are named under it, and the total counts them."""
    found = engine.search("قمة سمرقند")
    assert [(hit.id, set(hit.duplicates)) for hit in found.hits] == [
        ("second", {"first", "third"}),
        ("other", set()),
    ]
    assert (found.total, found.folded) == (4, 2)


def test_the_first_in_the_order_stands_for_the_others(engine: Engine) -> None:
    """By date the newest of a group is shown, or the oldest; those under it keep the order."""
    newest = engine.search("سمرقند", sort="newest").hits
    oldest = engine.search("سمرقند", sort="oldest").hits
    assert [(hit.id, hit.duplicates) for hit in newest] == [("second", ("first", "third")), ("other", ())]
    assert [(hit.id, hit.duplicates) for hit in oldest] == [("third", ("first", "second")), ("other", ())]


def test_unfolded_every_article_is_a_hit(engine: Engine) -> None:
    """With ``fold=False`` nothing stands under another."""
    found = engine.search("سمرقند", fold=False)
    assert {hit.id for hit in found.hits} == {"first", "second", "third", "other"}
    assert found.folded == 0
    assert all(not hit.duplicates for hit in found.hits)


def test_pages_count_what_is_shown(engine: Engine) -> None:
    """Each shown hit stands on one page, and the last page is not empty."""
    found = engine.search("سمرقند", per_page=1)
    assert found.pages == 2
    shown = [engine.search("سمرقند", page=page, per_page=1).hits[0].id for page in (1, 2)]
    assert shown == ["second", "other"]


def test_facets_and_filters_count_every_article(engine: Engine) -> None:
    """A facet's count is the total once it is chosen, whether or not near-duplicates are folded."""
    for value in engine.search("سمرقند").facets["source"]:
        assert engine.search("سمرقند", filters=Filters(source=(value.value,))).total == value.count


def test_filtered_out_nothing_is_folded_under(engine: Engine) -> None:
    """What a filter leaves out is not named as a near-duplicate."""
    [hit] = engine.search("بيان", filters=Filters(source=("ج",))).hits
    assert (hit.id, hit.duplicates) == ("third", ())


def test_similar_articles_are_not_the_article_again(engine: Engine) -> None:
    """Related articles leave the near-duplicates of the article out, and of others show one."""
    assert {hit.id for hit in engine.similar("first") or ()} <= {"other", "near"}
    of_other = [hit.id for hit in engine.similar("other") or ()]
    assert len(set(of_other) & {"first", "second", "third"}) == 1
