"""Fields of few values: filters over them, counts of them, questions about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence as Many
from functools import cache, partial

import numpy as np

from ...index.analysis import Forms
from ...index.local import Array, Columns, Facet, Snapshot
from ..filters import Filters
from ..plan import Plan, forms_of
from ..query import Alternative, Node, Occur, Phrase, Sequence, Word
from ..results import FacetValue

MOST_VALUES = 100
"""Values of a field that are counted out, the most frequent ones."""


def filter_masks(columns: Columns, filters: Filters) -> dict[str, Array]:
    """Return, by name, which documents each narrowed field lets through."""
    masks: dict[str, Array] = {}
    for name, facet in columns.facets.items():
        # a year is kept as its date begins, in four digits
        wanted = [f"{value:04}" if isinstance(value, int) else value for value in getattr(filters, name)]
        if wanted:
            codes = [code for code in map(facet.values.find, wanted) if code >= 0]
            masks[name] = np.isin(facet.codes, codes)
    if filters.date_from:
        masks["date_from"] = columns.dates >= filters.date_from.toordinal()
    if filters.date_to:
        masks["date_to"] = (columns.dates > 0) & (columns.dates <= filters.date_to.toordinal())
    return masks


def passing(docs: Array, masks: Iterable[Array]) -> Array:
    """Return where among the documents stand those that all masks let through."""
    kept = np.ones(len(docs), dtype=bool)
    for mask in masks:
        kept &= mask[docs]
    return np.flatnonzero(kept)


def count_facets(
    columns: Columns, docs: Array, masks: Mapping[str, Array]
) -> dict[str, tuple[FacetValue, ...]]:
    """Count the values of each field over the documents found, most frequent first.

    A field is narrowed by the masks of the others, not by its own.
    """
    return {name: _counted(facet, _narrowed(docs, masks, name)) for name, facet in columns.facets.items()}


def _narrowed(docs: Array, masks: Mapping[str, Array], name: str) -> Array:
    others = [mask for other, mask in masks.items() if other != name]
    return docs[passing(docs, others)] if others else docs


def _counted(facet: Facet, docs: Array) -> tuple[FacetValue, ...]:
    if len(facet.values) < 2:  # only the empty value
        return ()
    counts = np.bincount(facet.codes[docs], minlength=len(facet.values))
    counts[0] = 0  # what has no value is not offered
    there = np.flatnonzero(counts)
    # values ascend, so that a stable sort leaves equal counts in their order
    best = there[np.argsort(-counts[there], kind="stable")][:MOST_VALUES]
    return tuple(FacetValue(facet.values[code], int(counts[code])) for code in best.tolist())


def values_that_answer(node: Node, facet: Facet, snapshot: Snapshot, plan: Plan) -> Array:
    """Return which values of a facet hold the words of a node."""
    # values share words: each is analysed once
    forms = cache(partial(forms_of, vocabulary=snapshot.vocabulary, analyzer=snapshot.analyzer))
    return np.array(
        [_answers(node, snapshot.analyzer.terms(value), forms) for value in facet.values], dtype=bool
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
    """Say whether a written word is one that the asked word admits, as ``plan`` has it, links apart."""
    if asked.exact:
        return word == asked.text
    wanted, found = forms(asked.text), forms(word)
    if asked.prefix:
        return found.surface.startswith(wanted.surface)
    return found.surface == wanted.surface or found.stem == wanted.stem
