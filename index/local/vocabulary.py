"""Every distinct word of a collection and the groups its channels make of them.

The index stores words as they are written, once. A channel (surface, stem, Snowball) is a grouping of this
vocabulary: to search by stem is to search all written words that share the stem. So a decision of the stemmer
is made once per distinct word, and an update that changes the evidence regroups words instead of rewriting
postings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..analysis import Analyzer, Forms, skeletons, stem_keys
from .columnar import Array, Arrays, Strings, pack_strings, unpack_strings, write_arrays

CHANNELS = ("surface", "stem", "snowball")
_SKELETON = "skeleton"


@dataclass(frozen=True, slots=True)
class Groups:
    """Terms by key: ``members`` gives the terms of a group."""

    keys: Strings
    _order: Array
    _starts: Array

    def members(self, code: int) -> Array:
        """Return the ids of the terms in a group, ascending."""
        return self._order[self._starts[code] : self._starts[code + 1]]

    def of_key(self, key: str) -> Array:
        """Return the ids of the terms that have the key; none for an unknown key."""
        code = self.keys.find(key)
        return self.members(code) if code >= 0 else self._order[:0]


@dataclass(frozen=True, slots=True)
class Channel(Groups):
    """Groups that part the terms: ``codes`` gives each term's own."""

    codes: Array

    def key(self, term: int) -> str:
        """Return the key of a term."""
        return self.keys[int(self.codes[term])]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms in byte order, and their channels by name."""

    terms: Strings
    channels: Mapping[str, Channel]
    skeletons: Groups
    """The terms by their skeleton, and by that of their stem where it is another."""
    rows: Sequence[Array]
    """Each term's row in a field of a segment, -1 where it is not there; none for a field without a word. By
    segment, then in the order of ``WORD_FIELDS``."""

    def forms(self, term: int) -> Forms:
        """Return the keys of a term."""
        return Forms(**{name: channel.key(term) for name, channel in self.channels.items()})


def save_vocabulary(
    path: Path, terms: Sequence[str], rows: Sequence[Array], groupings: Mapping[str, Array]
) -> None:
    """Write the terms, which ascend, and their groupings: ``by_stem`` and ``by_spelling`` together."""
    arrays = {**pack_strings("terms", terms), **groupings}
    for number, row in enumerate(rows):
        # signed, for the -1: a facet has few words, whose rows fit a byte or two
        arrays[f"rows.{number}"] = row.astype(np.min_scalar_type(-1 - int(row.max(initial=0))))
    write_arrays(path, arrays)


def by_stem(terms: Sequence[str], stems: Callable[[], Sequence[str]]) -> dict[str, Array]:
    """Return the groupings of the terms that rest on how often words are written.

    ``stems`` is asked for their stem keys when what rests on their letters alone is done.
    """
    keys = stem_keys(terms)
    whole = skeletons(keys)
    found = stems()
    return {**_channel("stem", found), **_skeletons(terms, keys, whole, found)}


def by_spelling(terms: Sequence[str]) -> dict[str, Array]:
    """Return the groupings of the terms that rest on nothing but their letters."""
    surfaces, snowballs = Analyzer.surfaces(terms), Analyzer.snowballs(terms)
    return {**_channel("surface", surfaces), **_channel("snowball", snowballs)}


def _channel(name: str, keys: Sequence[str]) -> dict[str, Array]:
    distinct, codes = _coded(keys)
    return {**_groups(name, distinct, codes, np.arange(len(keys))), f"{name}.codes": codes}


def _skeletons(
    terms: Sequence[str], keys: Sequence[str], whole: Sequence[str], stems: Sequence[str]
) -> dict[str, Array]:
    # English stems cut a name in Latin letters: jinping has its own skeleton alone
    cut = [
        number
        for number, (term, key, stem) in enumerate(zip(terms, keys, stems, strict=True))
        if key != stem and not term.isascii()
    ]
    bare = zip(cut, skeletons([stems[number] for number in cut]), strict=True)
    others = [(number, key) for number, key in bare if key != whole[number]]
    members = np.array([*range(len(terms)), *(number for number, _ in others)], dtype=np.int64)
    return _groups(_SKELETON, *_coded([*whole, *(key for _, key in others)]), members)


def _coded(keys: Sequence[str]) -> tuple[list[str], Array]:
    # in the order of the words, which that of their keys follows for long stretches
    distinct = sorted(dict.fromkeys(keys))
    code_of = dict(zip(distinct, range(len(distinct)), strict=True))
    return distinct, np.fromiter(map(code_of.__getitem__, keys), dtype=np.int32, count=len(keys))


def _groups(name: str, keys: Sequence[str], codes: Array, members: Array) -> dict[str, Array]:
    starts = np.zeros(len(keys) + 1, dtype=np.uint32)
    np.cumsum(np.bincount(codes, minlength=len(keys)), out=starts[1:])
    return {
        **pack_strings(f"{name}.keys", keys),
        f"{name}.order": members[np.lexsort((members, codes))].astype(np.int32),
        f"{name}.starts": starts,
    }


def load_vocabulary(path: Path) -> Vocabulary:
    """Map the saved vocabulary."""
    arrays = Arrays(path)
    channels = {name: channel_of(arrays, name) for name in CHANNELS}
    count = sum(name.startswith("rows.") for name in arrays)
    rows = [arrays[f"rows.{number}"] for number in range(count)]
    named = Groups(*_sections(arrays, _SKELETON))
    return Vocabulary(unpack_strings(arrays, "terms"), channels, named, rows)


def channel_of(groupings: Mapping[str, Array], name: str) -> Channel:
    """Return one of the channels that groupings hold, saved or not."""
    return Channel(*_sections(groupings, name), groupings[f"{name}.codes"])


def _sections(arrays: Mapping[str, Array], name: str) -> tuple[Strings, Array, Array]:
    return unpack_strings(arrays, f"{name}.keys"), arrays[f"{name}.order"], arrays[f"{name}.starts"]
