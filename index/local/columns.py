"""What is known of each article besides its words, as arrays by document number."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..article import Article
from .columnar import Array, Arrays, Strings, pack_strings, unpack_strings, write_arrays

TEXT_FIELDS = ("title", "text")
FACETS = ("section", "source", "author")


@dataclass(frozen=True, slots=True)
class Facet:
    """A field of few values: ``values`` ascend, ``codes`` index them; an article without one has the empty
    value."""

    values: Strings
    codes: Array


@dataclass(frozen=True, slots=True)
class Columns:
    """Arrays of one entry per document number.

    ``order`` ranks the documents by id and breaks ties; ``dates`` are proleptic ordinals
    (``date.toordinal``), 0 where unknown; ``years`` 0 likewise; ``lengths`` count the words of each text
    field.
    """

    ids: Strings
    order: Array
    by_id: Array
    dates: Array
    years: Array
    lengths: Mapping[str, Array]
    facets: Mapping[str, Facet]

    def docnum(self, id: str) -> int:
        """Return the document number of an article's id, or -1."""
        low, high = 0, len(self.by_id)
        while low < high:
            middle = (low + high) // 2
            if self.ids[int(self.by_id[middle])] < id:
                low = middle + 1
            else:
                high = middle
        found = int(self.by_id[low]) if low < len(self.by_id) else -1
        return found if found >= 0 and self.ids[found] == id else -1


def save_columns(path: Path, articles: Sequence[Article], lengths: Mapping[str, Sequence[int]]) -> None:
    """Write the columns of the articles in document order; of an article only id, date and facets are
    read."""
    ids = [article.id for article in articles]
    by_id = np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int32)
    order = np.empty(len(ids), dtype=np.int32)
    order[by_id] = np.arange(len(ids), dtype=np.int32)
    arrays: dict[str, Array] = {
        **pack_strings("ids", ids),
        "order": order,
        "by_id": by_id,
        "dates": np.array([_ordinal(article.date) for article in articles], dtype=np.int32),
        "years": np.array([article.date.year if article.date else 0 for article in articles], dtype=np.int16),
    }
    for field in TEXT_FIELDS:
        arrays[f"length.{field}"] = np.array(lengths[field], dtype=np.uint32)
    for name in FACETS:
        arrays |= _facet(name, [getattr(article, name) for article in articles])
    write_arrays(path, arrays)


def _ordinal(date: datetime.date | None) -> int:
    return date.toordinal() if date else 0


def _facet(name: str, values: Sequence[str]) -> dict[str, Array]:
    distinct = sorted(set(values))
    code_of = {value: code for code, value in enumerate(distinct)}
    codes = np.array([code_of[value] for value in values], dtype=np.int32)
    return {**pack_strings(f"{name}.values", distinct), f"{name}.codes": codes}


def load_columns(path: Path) -> Columns:
    """Map the saved columns."""
    arrays = Arrays(path)
    return Columns(
        ids=unpack_strings(arrays, "ids"),
        order=arrays["order"],
        by_id=arrays["by_id"],
        dates=arrays["dates"],
        years=arrays["years"],
        lengths={field: arrays[f"length.{field}"] for field in TEXT_FIELDS},
        facets={
            name: Facet(unpack_strings(arrays, f"{name}.values"), arrays[f"{name}.codes"]) for name in FACETS
        },
    )
