"""Fields of few values: filters over them, counts of them, questions about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence as Many
from functools import cache, partial

import numpy as np

from ...index.analysis import Forms
from ...index.local import FACETS, Array, Columns, Facet, Snapshot
from ..filters import Filters
from ..plan import Plan, forms_of
from ..query import Alternative, Node, Occur, Phrase, Sequence, Word
from ..results import FacetValue

YEAR = "year"


def filter_masks(columns: Columns, filters: Filters) -> dict[str, Array]:
    """Return, by name, which documents each narrowed field lets through."""
    masks: dict[str, Array] = {}
    for name in FACETS:
        wanted = getattr(filters, name)
        if wanted:
            facet = columns.facets[name]
            codes = [code for code in map(facet.values.find, wanted) if code >= 0]
            masks[name] = np.isin(facet.codes, codes)
    if filters.year:
        masks[YEAR] = np.isin(columns.years, filters.year)
    if filters.date_from:
        masks["date_from"] = columns.dates >= filters.date_from.toordinal()
    if filters.date_to:
        masks["date_to"] = (columns.dates > 0) & (columns.dates <= filters.date_to.toordinal())
    return masks


def count_facets(columns: Columns, hits: Array, masks: dict[str, Array]) -> dict[str, tuple[FacetValue, ...]]:
    """Count the values of each field over the hits, most frequent first; its own filter does not narrow a
    field."""
    counted: dict[str, tuple[FacetValue, ...]] = {}
    for name in (*FACETS, YEAR):
        others = np.logical_and.reduce([hits, *(mask for other, mask in masks.items() if other != name)])
        if name == YEAR:
            values, counts = np.unique(columns.years[others], return_counts=True)
            pairs = [(str(value), int(count)) for value, count in zip(values, counts, strict=True) if value]
        else:
            facet = columns.facets[name]
            counts = np.bincount(facet.codes[others], minlength=len(facet.values))
            pairs = [(facet.values[code], int(counts[code])) for code in np.flatnonzero(counts).tolist()]
        pairs = sorted(
            ((value, count) for value, count in pairs if value), key=lambda pair: (-pair[1], pair[0])
        )
        counted[name] = tuple(FacetValue(value, count) for value, count in pairs)
    return counted


def values_that_answer(node: Node, facet: Facet, snapshot: Snapshot, plan: Plan) -> Array:
    """Return which values of a facet hold the words of a node."""
    # values share words: each is analysed once
    forms = cache(partial(forms_of, vocabulary=snapshot.vocabulary, analyzer=snapshot.analyzer))
    memo: dict[str, tuple[str, ...]] = {}
    return np.array(
        [_answers(node, snapshot.analyzer.terms(value, memo), forms) for value in facet.values], dtype=bool
    )


def _answers(node: Node, written: Many[str], forms: Callable[[str], Forms]) -> bool:
    if isinstance(node, Word):
        return any(_stands_for(node, word, forms) for word in written)
    if isinstance(node, Phrase):
        return all(_answers(word, written, forms) for word in node.words)
    if isinstance(node, Alternative):
        return any(_answers(inner, written, forms) for inner in node.nodes)
    if isinstance(node, Sequence):
        return all(
            _answers(clause.node, written, forms) is (clause.occur is not Occur.MUST_NOT)
            for clause in node.clauses
        )
    return False


def _stands_for(asked: Word, word: str, forms: Callable[[str], Forms]) -> bool:
    """Say whether a written word is one that the asked word admits, as ``plan`` has it."""
    if asked.exact:
        return word == asked.text
    wanted, found = forms(asked.text), forms(word)
    if asked.prefix:
        return found.surface.startswith(wanted.surface)
    return found.surface == wanted.surface or found.stem == wanted.stem
