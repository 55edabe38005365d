"""How good the answers are: judged questions in, measures of effectiveness out.

The measures are those of ir-measures (MacAvaney, Macdonald and Ounis, "Streamlining Evaluation with
ir-measures", 2022), from 0 to 1, higher is better: nDCG@10 (Järvelin and Kekäläinen, 2002), the reciprocal
rank of the first relevant article within ten, the share of the relevant articles within ten and a hundred.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean
from types import ModuleType
from typing import Any

from ..index.errors import ExtraMissingError, JudgementsError, QueryError
from .engine import Engine
from .judged import Judged, JudgedQuery
from .ranking import Ranking

MEASURES = ("nDCG@10", "RR@10", "R@10", "R@100")
DEPTH = 100
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueryValues:
    """What each measure gives for one question; ``refused`` says why it was not asked: it counts as 0."""

    id: str
    text: str
    values: Mapping[str, float]
    refused: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        values = {measure: round(value, 6) for measure, value in self.values.items()}
        return {"id": self.id, "text": self.text, "refused": self.refused or None, "values": values}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What the measures give for a collection.

    ``articles`` counts those of the index; ``missing`` names relevant articles it does not hold, which count
    as not found; ``unjudged`` names questions left out because no article is relevant to them.
    """

    collection: str
    generation: int
    articles: int
    mode: str
    ranking: Ranking
    queries: tuple[QueryValues, ...]
    missing: tuple[str, ...]
    unjudged: tuple[str, ...]

    @property
    def means(self) -> dict[str, float]:
        """The mean of each measure over the questions."""
        return {measure: fmean(self.of(measure)) for measure in MEASURES}

    def of(self, measure: str) -> list[float]:
        """Return the value of a measure for each question."""
        return [query.values[measure] for query in self.queries]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "schema": 1,
            "generation": self.generation,
            "collection": self.collection,
            "articles": self.articles,
            "mode": self.mode,
            "settings": asdict(self.ranking),
            "means": {measure: round(value, 6) for measure, value in self.means.items()},
            "missing": list(self.missing),
            "unjudged": list(self.unjudged),
            "queries": [query.to_dict() for query in self.queries],
        }

    def doubts(self) -> Iterator[str]:
        """Yield what may make the values lower than the ranking deserves."""
        for query in self.queries:
            if query.refused:
                yield f"query {query.id} counts as 0: {query.refused}"
        if self.missing:
            some = ", ".join(self.missing[:3])
            yield f"{len(self.missing)} relevant articles are not in the index, such as {some}"

    def heading(self) -> Iterator[Row]:
        """Yield what was measured, a name and a value a row."""
        yield "collection", self.collection
        yield "articles", str(self.articles)
        yield "queries", str(len(self.queries))

    def rows(self) -> Iterator[Row]:
        """Yield the table of means."""
        yield from self.heading()
        for measure, value in self.means.items():
            yield measure, f"{value:.4f}"

    def query_rows(self) -> Iterator[Row]:
        """Yield a row of names, then one a question: its values, id and text."""
        yield *MEASURES, "id", "text"
        for query in self.queries:
            yield *(f"{query.values[measure]:.4f}" for measure in MEASURES), query.id, query.text


def evaluate(engine: Engine, judged: Judged, *, mode: str = "words") -> Evaluation:
    """Ask every judged question and measure the best hundred hits of each.

    Raises ``ExtraMissingError`` without ir-measures, ``JudgementsError`` when the index holds none of the
    relevant articles, ``SettingsError`` for an unknown mode.
    """
    measuring = require_measures()
    missing = _missing(engine, judged)
    found: dict[str, list[str]] = {}
    refused: dict[str, str] = {}
    for query in judged.queries:
        try:
            found[query.id] = engine.rank(query.text, count=DEPTH, mode=mode)[1]
        except QueryError as error:
            found[query.id], refused[query.id] = [], str(error)
    values = _values(measuring, judged.queries, found)
    return Evaluation(
        collection=judged.name,
        generation=engine.generation,
        articles=engine.summary().articles,
        mode=mode,
        ranking=engine.ranking,
        queries=tuple(
            QueryValues(query.id, query.text, values[query.id], refused.get(query.id, ""))
            for query in judged.queries
        ),
        missing=missing,
        unjudged=judged.unjudged,
    )


def require_measures() -> ModuleType:
    """Return ir-measures; raise ``ExtraMissingError`` when it is not installed."""
    try:
        return importlib.import_module("ir_measures")
    except ImportError:
        raise ExtraMissingError("evaluate", "measuring needs ir-measures") from None


def _missing(engine: Engine, judged: Judged) -> tuple[str, ...]:
    relevant = {id: None for query in judged.queries for id, grade in query.grades.items() if grade > 0}
    missing = tuple(id for id in relevant if engine.get(id) is None)
    if len(missing) == len(relevant):
        reason = f"the index holds none of the {len(relevant)} relevant articles, such as {missing[0]!r}"
        raise JudgementsError(judged.name, f"{reason}; is it an index of this corpus?")
    return missing


def _values(
    measuring: ModuleType, queries: Sequence[JudgedQuery], found: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, float]]:
    qrels = [measuring.Qrel(query.id, id, grade) for query in queries for id, grade in query.grades.items()]
    # The rank is the score: equal scores would be put into another order than the reader sees.
    run = [measuring.ScoredDoc(id, doc, -rank) for id, docs in found.items() for rank, doc in enumerate(docs)]
    values = {query.id: dict.fromkeys(MEASURES, 0.0) for query in queries}
    for one in measuring.iter_calc([measuring.parse_measure(name) for name in MEASURES], qrels, run):
        values[one.query_id][str(one.measure)] = float(one.value)
    return values
