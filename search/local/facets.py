"""Fields of few values: filters over them, counts of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from ...index.local import Array, Columns, Facet
from ..filters import Filters
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
