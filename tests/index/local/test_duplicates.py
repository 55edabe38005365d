"""Near-duplicates: sketches of texts, and the groups they make of a collection."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from kashaf.index import Article, Collection
from kashaf.index.local import Snapshot
from kashaf.index.local.sketches import BINS, EMPTY, LEAST_SHINGLES, LEAST_WORDS, SHINGLE, sketches

WORDS = [f"{first}{second}ن" for first in "بتثجحخدرزسشصضطعفقكلمنهو" for second in "ابتدرسعقلم"]


def text(seed: int, length: int = 60) -> list[str]:
    """Return so many words, another row of them for each seed."""
    return random.Random(seed).choices(WORDS, k=length)


def sketch_of(texts: Sequence[Sequence[str]]) -> np.ndarray:
    """Return the sketches of texts as rows."""
    names = sorted({word for words in texts for word in words})
    numbers = np.array([names.index(word) for words in texts for word in words], dtype=np.uint32)
    checksums = np.array([crc32(name.encode()) for name in names], dtype=np.uint32)
    begins = np.cumsum([0, *map(len, texts)])
    return sketches(checksums, numbers, begins).reshape(-1, BINS)


def shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    """Return the runs of three words."""
    return {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}


def groups_in(index: Path) -> set[frozenset[str]]:
    """Return the ids of each group of near-duplicates."""
    snapshot = Snapshot.current(index)
    found: dict[int, set[str]] = {}
    duplicates = snapshot.duplicates
    for docnum, group in zip(duplicates.docs.tolist(), duplicates.groups.tolist(), strict=True):
        found.setdefault(group, set()).add(snapshot.columns.ids[docnum])
    return {frozenset(group) for group in found.values()}


@settings(max_examples=50)
@given(st.integers(0, 10**6), st.integers(0, 30), st.integers(60, 200))
def test_likeness_is_estimated(seed: int, changed: int, length: int) -> None:
    """The share of equal numbers of two sketches is the share of common runs of words, but for chance."""
    left, chance = text(seed, length), random.Random(seed)
    right = list(left)
    for place in chance.sample(range(length), min(changed, length)):
        right[place] = "غير"
    one, two = sketch_of([left, right])
    known = (one != EMPTY) | (two != EMPTY)
    estimate = ((one == two) & known).sum() / known.sum()
    common, either = shingles(left) & shingles(right), shingles(left) | shingles(right)
    # four standard deviations of a share of about thirty
    assert abs(estimate - len(common) / len(either)) < 0.37


@given(st.lists(st.integers(0, 5), min_size=1, max_size=6))
def test_a_text_has_its_sketch_wherever_it_stands(seeds: list[int]) -> None:
    """Equal texts have equal sketches, whatever other texts and words stand beside them."""
    together = sketch_of([text(seed) for seed in seeds])
    for seed, row in zip(seeds, together, strict=True):
        assert np.array_equal(row, sketch_of([text(seed)])[0])


@given(st.integers(1, LEAST_SHINGLES + SHINGLE - 2), st.integers(0, 50), st.data())
def test_a_short_text_is_like_its_copies_only(length: int, seed: int, data: st.DataObject) -> None:
    """Of few words every one counts, and its place; of fewer than twelve none does."""
    short = text(seed, length)
    other = list(short)
    place = data.draw(st.integers(0, length - 1))
    other[place] = "غير"
    moved = [*short[1:], short[0]]
    own, again, changed, turned = sketch_of([short, short, other, moved])
    if length < LEAST_WORDS:
        assert (own == EMPTY).all()
    else:
        assert np.array_equal(own, again)
        assert (own != EMPTY).all()
        assert (own == changed).mean() < 0.5
        assert moved == short or (own == turned).mean() < 0.5


def articles() -> list[Article]:
    """Return two groups of near-duplicates among others: a repeated report, one sent again with changes."""
    report, sent = text(1), text(2, 100)
    again = [*sent[:50], "عاجل", *sent[50:]]
    rows = {
        "report": report,
        "other": text(3),
        "copy": report,
        "sent": sent,
        "half": [*report[:30], *text(4, 30)],
        "again": again,
        "copy-2": report,
    }
    return [Article(id=id, title=id, text=" ".join(words)) for id, words in rows.items()]


GROUPS = {frozenset({"report", "copy", "copy-2"}), frozenset({"sent", "again"})}


def _at_once(path: Path) -> None:
    with Collection.create(path) as collection:
        collection.add_many(articles())


def _one_by_one(path: Path) -> None:
    first, *others = articles()
    with Collection.create(path) as collection:
        collection.add(first)
    for article in others:
        with Collection.open(path) as collection:
            collection.add(article)


def _with_deletions(path: Path) -> None:
    more = [Article(id=f"gone-{n}", title="", text=" ".join(text(n))) for n in (1, 2, 9)]
    with Collection.create(path) as collection:
        collection.add_many([*more, *articles()])
    with Collection.open(path) as collection:
        for article in more:
            collection.delete(article.id)


@pytest.mark.parametrize("made", [_at_once, _one_by_one, _with_deletions])
def test_groups_are_those_of_the_articles(made: Callable[[Path], None], tmp_path: Path) -> None:
    """By one segment, by merges or after deletions, a collection has the same near-duplicates."""
    made(tmp_path / "index")
    assert groups_in(tmp_path / "index") == GROUPS


def _many(count: int) -> Iterable[Article]:
    for number in range(count):
        yield Article(id=f"{number:05}", title="", text=" ".join(text(number % (count // 2), 60)))


def test_pairs_are_found_in_a_large_collection(tmp_path: Path) -> None:
    """Of two thousand texts that each stand twice, every one finds the other and nothing else."""
    with Collection.create(tmp_path / "index") as collection:
        collection.add_many(_many(4000))
    assert groups_in(tmp_path / "index") == {
        frozenset({f"{number:05}", f"{number + 2000:05}"}) for number in range(2000)
    }
