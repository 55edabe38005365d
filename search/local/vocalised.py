"""Documents whose words bear vowel signs that agree with those typed; the index itself keeps none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...index.analysis import Analyzer, agree, has_marks
from ...index.local import Array, Snapshot
from ..query import Word


def agreeing(snapshot: Snapshot, words: Sequence[Word], field: str, docs: Array) -> Array:
    """Return those of the documents, which hold the words side by side, where their signs agree somewhere.

    Reads each document, and each word of those that bear a vowel sign at all.
    """
    kept = (
        _agrees(getattr(snapshot.article(docnum), field), words, snapshot.analyzer)
        for docnum in docs.tolist()
    )
    found: Array = docs[np.fromiter(kept, dtype=bool, count=len(docs))]
    return found


def _agrees(text: str, words: Sequence[Word], analyzer: Analyzer) -> bool:
    if not has_marks(text):
        return True
    found = list(analyzer.vocalised(text))
    wanted = [word.text for word in words]
    for start in range(len(found) - len(words) + 1):
        stretch = found[start : start + len(words)]
        if [word for word, _ in stretch] == wanted and all(
            agree(asked.vocalised, form) for asked, (_, form) in zip(words, stretch, strict=True)
        ):
            return True
    return False
