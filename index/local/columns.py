"""What is known of each article besides its words, as arrays by document number."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .columnar import Array, Arrays, Strings, pack_bytes, unpack_strings, write_arrays
from .schema import FACETS, TEXT_FIELDS, value_of
from .segments import OpenSegment, rows_by_document

YEAR = "year"


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
    (``date.toordinal``), 0 where unknown; ``lengths`` count the words of each text
    field.
    """

    ids: Strings
    alive: Array
    order: Array
    by_id: Array
    dates: Array
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


def save_columns(path: Path, segments: Sequence[OpenSegment]) -> None:
    """Write the columns of all documents, deleted ones included, from the values the segments hold."""
    alive = np.concatenate([segment.alive for segment in segments] or [np.empty(0, dtype=bool)])
    ids, id_codes = _values("id", segments)
    present = np.flatnonzero(alive)
    by_id = present[np.argsort(id_codes[present])]
    order = np.zeros(len(alive), dtype=np.int32)
    order[by_id] = np.arange(len(by_id), dtype=np.int32)
    dates, date_codes = _values("date", segments)
    days = [datetime.date.fromisoformat(date.decode()) if date else None for date in dates]
    arrays: dict[str, Array] = {
        **pack_bytes("ids", [ids[code] for code in id_codes.tolist()]),
        "alive": alive,
        "order": order,
        "by_id": by_id.astype(np.int32),
        "dates": np.array([day.toordinal() if day else 0 for day in days], dtype=np.int32)[date_codes],
    }
    for field in TEXT_FIELDS:
        lengths = [segment.lengths[field] for segment in segments]
        arrays[f"length.{field}"] = np.concatenate([*lengths, np.empty(0, dtype=np.uint32)])
    for name in FACETS:
        arrays |= _facet(name, *_values(value_of(name), segments))
    years, year_codes = np.unique([date[:4] for date in dates], return_inverse=True)
    arrays |= _facet(YEAR, years.tolist(), year_codes[date_codes])
    write_arrays(path, arrays)


def _facet(name: str, values: Sequence[bytes], codes: Array) -> dict[str, Array]:
    return {**pack_bytes(f"{name}.values", values), f"{name}.codes": codes.astype(np.int32)}


def _values(field: str, segments: Sequence[OpenSegment]) -> tuple[list[bytes], Array]:
    """Return the values of a field, ascending and the empty one first, and the index of each document's
    among them."""
    distinct = sorted({b""}.union(*(segment.fields[field].terms.all_bytes() for segment in segments)))
    code_of = {value: code for code, value in enumerate(distinct)}
    codes = []
    for segment in segments:
        own = segment.fields[field]
        # a document without a value has the row -1, which reads the code of the empty value behind the last
        code = np.array([*(code_of[value] for value in own.terms.all_bytes()), 0], dtype=np.int64)
        codes.append(code[rows_by_document(own, len(segment.alive))])
    return distinct, np.concatenate([*codes, np.empty(0, dtype=np.int64)])


def load_columns(path: Path) -> Columns:
    """Map the saved columns."""
    arrays = Arrays(path)
    return Columns(
        ids=unpack_strings(arrays, "ids"),
        alive=arrays["alive"],
        order=arrays["order"],
        by_id=arrays["by_id"],
        dates=arrays["dates"],
        lengths={field: arrays[f"length.{field}"] for field in TEXT_FIELDS},
        facets={
            name: Facet(unpack_strings(arrays, f"{name}.values"), arrays[f"{name}.codes"])
            for name in (*FACETS, YEAR)
        },
    )
