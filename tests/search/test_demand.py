"""What readers asked of search engines, all documents in one collection."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kashaf.index import Article
from kashaf.search import Engine

CASES = Path(__file__).resolve().parents[1] / "cases" / "demand.jsonl"
ROWS = {str(row["id"]): row for row in map(json.loads, CASES.read_text(encoding="utf-8").splitlines())}
JUDGED = {id: row for id, row in ROWS.items() if row["expected"] in ("match", "nomatch")}
EXACT = frozenset(["exact", "tashkeel-aware"])
"""Categories that are asked as written."""
NOT_YET = {
    "146": "a verb of the same root, نبحث of بحث",
    "151": "a participle, باحث of بحث: roots are not joined (compare عالم and علم)",
    "157": "a word of the same root, الطفولة of طفل",
    "163": "a word of the same root, يقيل of قيلولة",
}
"""Rows that are not as they should be yet, and what each needs."""


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
    mode = "exact" if row["category"] in EXACT else "words"
    found = engine.rank(row["query"], count=len(ROWS), mode=mode)[1]
    return (id in found) is (row["expected"] == "match")


@pytest.mark.parametrize("id", sorted(JUDGED.keys() - NOT_YET.keys(), key=int))
def test_a_question_of_a_reader(engine: Engine, id: str) -> None:
    """A question finds the document it must, or does not find the one it must not."""
    assert _holds(engine, id)


@pytest.mark.parametrize("id", sorted(NOT_YET, key=int))
def test_a_question_not_answered_yet(engine: Engine, id: str) -> None:
    """A row of the table is not as it should be yet: it leaves the table when it is."""
    assert not _holds(engine, id)


def test_the_table_names_judged_rows() -> None:
    """Every row of the table is one of the 146 cases, and says what must be found or must not."""
    assert len(ROWS) == 146
    assert JUDGED.keys() >= NOT_YET.keys()
