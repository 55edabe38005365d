"""What is made anew of every generation: the vocabulary with its channels, the columns, the evidence, what
suggestions are made of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..analysis import Analyzer, stem_keys
from ..settings import AnalysisSettings
from .codec.inverted import Inverted
from .codec.lists import cumulated
from .codec.merge import union
from .columnar import Array
from .columns import load_columns, save_columns
from .duplicates import save_duplicates
from .durable import link_or_copy
from .evidence import save_attested, save_background
from .files import ATTESTED, BACKGROUND, COLUMNS, DUPLICATES, SPELLINGS, TITLES, VOCABULARY
from .schema import WORD_FIELDS
from .segments import OpenSegment, open_segments
from .spellings import save_spellings
from .titles import save_titles
from .vocabulary import by_spelling, by_stem, channel_of, save_vocabulary
from .workers import Worker


def derive(
    directory: Path, settings: AnalysisSettings, background: Path | None, worker: Worker
) -> dict[str, int]:
    """Write the derived files of a generation; return its counts of articles, words and distinct words.

    ``background`` is a file of the same evidence to share instead of writing it.
    """
    if worker.started:
        # to read the words again takes the worker less than to have them sent
        stems = worker.submit(_attest_in, directory, settings)
    if background is not None:
        saved = worker.submit(link_or_copy, background, directory / BACKGROUND)
    else:
        saved = worker.submit(save_background, directory / BACKGROUND)
    segments = open_segments(directory)
    terms, rows, doc_freqs = _vocabulary(segments)
    if not worker.started:
        stems = worker.submit(_attest, directory, terms, doc_freqs, settings)
    save_columns(directory / COLUMNS, segments)
    save_duplicates(directory / DUPLICATES, segments)
    groupings = by_spelling(terms)
    surface = channel_of(groupings, "surface")
    save_spellings(directory / SPELLINGS, surface, doc_freqs)
    save_titles(directory / TITLES, surface, rows, segments, load_columns(directory / COLUMNS))
    groupings |= by_stem(terms, stems.result)
    save_vocabulary(directory / VOCABULARY, terms, rows, groupings)
    saved.result()
    return {
        "articles": sum(int(segment.alive.sum()) for segment in segments),
        "words": sum(
            int(lengths[segment.alive].sum(dtype=np.int64))
            for segment in segments
            for lengths in segment.lengths.values()
        ),
        "distinct_words": len(terms),
    }


def _attest(directory: Path, terms: Sequence[str], doc_freqs: Array, settings: AnalysisSettings) -> list[str]:
    """Write what the collection attests; return the stems of the terms by that and the background."""
    often = np.flatnonzero(doc_freqs >= settings.attested_by)
    attested = stem_keys(terms[index] for index in often.tolist())
    analyzer = Analyzer.default(attested, protect_names=settings.protect_names)
    save_attested(directory / ATTESTED, analyzer)
    return analyzer.stems(terms)


def _attest_in(directory: Path, settings: AnalysisSettings) -> list[str]:
    """Do the same for the words that the articles of a generation hold."""
    terms, _, doc_freqs = _vocabulary(open_segments(directory))
    return _attest(directory, terms, doc_freqs, settings)


def _vocabulary(segments: Sequence[OpenSegment]) -> tuple[list[str], list[Array], Array]:
    """Return the words that articles hold, ascending, the row of each by segment and field, and how many
    hold it.

    The rows come segment by segment, in each in the order of ``WORD_FIELDS``; -1 where the word is not
    there; none at all for a field without a word.
    """
    places = [(segment, field) for segment in segments for field in WORD_FIELDS]
    terms, rows = union([segment.fields[field].terms.all_bytes() for segment, field in places])
    found = {field: np.zeros(len(terms) + 1, dtype=np.int64) for field in WORD_FIELDS}
    for (segment, field), row in zip(places, rows, strict=True):
        # the row -1 of an absent word reads the 0 behind the last count
        found[field][:-1] += np.append(_doc_freqs(segment.fields[field], segment), 0)[row]
    # in the title and the text of one article a word is still held by one article
    doc_freqs = np.maximum.reduce(list(found.values()))[:-1]
    held = np.flatnonzero(doc_freqs)
    kept = [row[held] if (row >= 0).any() else row[:0] for row in rows]
    return [terms[index].decode() for index in held.tolist()], kept, doc_freqs[held]


def _doc_freqs(field: Inverted, segment: OpenSegment) -> Array:
    """Count the documents of each row that are not deleted."""
    if segment.all_alive:
        return np.diff(field.starts)
    before = cumulated(segment.alive[field.docs])
    return before[field.starts[1:]] - before[field.starts[:-1]]
