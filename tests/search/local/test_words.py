"""Numbers of words and the characters they stand for: anchors and analyser agree on any text."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings, strategies as st

from kashaf.index import Article, Collection
from kashaf.index.analysis import Analyzer
from kashaf.index.local import Snapshot
from kashaf.index.local.tokens import Chunks, anchors
from kashaf.search.words import TextWords

PIECES = [
    "كتاب",
    "كِتاب",
    "الـكتاب",
    "ﷺ",
    "ﷻ",
    "﷽",
    "12,345.6",
    "x's",
    "Café",
    "و20",
    "إبرٰهيم",
    "«قال»،",
    "؟!",
    "-",
]
PIECES += [
    "ﻧﻘﻄﺔ",
    "ﺔﻄﻘﻧ",
    "ﺔﺒﻛ",
    "ﷲ",
    "\u200f",
    "\u0640",
    "\u064b",
    "كت\u200cاب",
    "中文字",
    "ا\u0670",
    "٣٫٥",
    "\u2019",
    "ٱلله",
]
SPACES = [
    " ",
    "  ",
    "\t",
    "\n",
    "\u00a0",
    "\u0085",
    "\u001c",
    "\u001d",
    "\u001e",
    "\u001f",
    "\u2028",
    "\u3000",
    "\u200b",
]
SPACES += ["\r\n", "\u1680", "\u200a", "\x0b", "\x0c", ""]
TEXTS = st.one_of(
    st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(SPACES)), max_size=150).map("".join),
    st.lists(
        st.one_of(
            st.sampled_from([piece for piece in PIECES if not 0xFB50 <= ord(piece[0]) <= 0xFEFC]),
            st.sampled_from(SPACES),
        ),
        max_size=400,
    ).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
)


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    """Return the analyser that knows the language at large."""
    return Analyzer.default()


@settings(max_examples=300)
@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
@example(texts=["", " ", "\n"])
@example(texts=["؟ " * 100 + "كتاب " * 40])
def test_chunks_expand_to_the_terms_of_the_analyser(analyzer: Analyzer, texts: list[str]) -> None:
    """Text cut at its spaces, each piece analysed once, gives the terms that analysing all of it gives."""
    chunks = Chunks(analyzer)
    numbers, counts, _ = chunks.of(texts)
    names = list(chunks.terms)
    for text, own in zip(texts, np.split(numbers, np.cumsum(counts)[:-1]), strict=True):
        terms, starts = chunks.expand(own)
        assert [names[number] for number in terms.tolist()] == analyzer.terms(text)
        assert len(starts) == len(own) + 1
        assert starts[-1] == len(terms)
        assert analyzer.terms(text) == [token.written for token in analyzer.tokens(text)]


@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
def test_anchors_stand_where_python_splits(analyzer: Analyzer, texts: list[str]) -> None:
    """The anchors of each text are the beginnings of every 16th run that ``str.split`` finds in it."""
    _, runs, begins = Chunks(analyzer).of(texts)
    characters, counts = anchors(begins, runs)
    for text, own in zip(texts, np.split(characters, np.cumsum(counts)[:-1]), strict=True):
        at, found = 0, []
        for run in [] if analyzer.reads_by_line(text) else text.split():
            at = text.index(run, at)
            found.append(at)
            at += len(run)
        assert own.tolist() == found[::16]


def spans(text: str, analyzer: Analyzer) -> list[tuple[int, int]]:
    """Return the characters of every token."""
    return [(token.start, token.end) for token in analyzer.tokens(text)]


@settings(max_examples=60)
@given(text=TEXTS)
def test_words_without_anchors_are_the_tokens(analyzer: Analyzer, text: str) -> None:
    """Without anchors the n-th word has the characters of the n-th token."""
    wanted = spans(text, analyzer)
    words = TextWords(text, analyzer)
    assert [words.span(number) for number in range(len(wanted))] == wanted


@settings(max_examples=8)
@given(texts=st.lists(TEXTS, min_size=1, max_size=5), order=st.randoms(use_true_random=False))
def test_words_with_anchors_are_the_tokens(texts: list[str], order: object) -> None:
    """With the anchors of the index the n-th word has those of the n-th token, in any order of asking."""
    with tempfile.TemporaryDirectory() as folder:
        with Collection.create(Path(folder, "a.kashaf")) as collection:
            for number, text in enumerate(texts):
                collection.add(Article(id=f"{number:03}", title="عنوان", text=text))
        snapshot = Snapshot.current(Path(folder, "a.kashaf"))
        for number, text in enumerate(texts):
            docnum = snapshot.columns.docnum(f"{number:03}")
            wanted = spans(text, snapshot.analyzer)
            assert snapshot.columns.lengths["text"][docnum] == len(wanted)
            words = TextWords(text, snapshot.analyzer, snapshot.anchors(docnum))
            asked = list(range(len(wanted)))
            order.shuffle(asked)  # type: ignore[attr-defined]
            assert [words.span(index) for index in asked] == [wanted[index] for index in asked]


def lines() -> Iterator[str]:
    """Yield texts of one very long line."""
    yield "كتاب " * 20_000
    yield "ﺔﻄﻘﻧ " * 5_000 + "\n" + "كتاب " * 5_000
    yield "كتاب،" * 20_000
    yield " \u00a0".join(["﷽"] * 500)


@pytest.mark.parametrize("text", list(lines()), ids=["words", "visual", "no space", "ligatures"])
def test_long_lines(tmp_path: Path, text: str) -> None:
    """The first, middle and last words of very long lines have their own characters."""
    with Collection.create(tmp_path / "a.kashaf") as collection:
        collection.add(Article(id="1", title="عنوان", text=text))
    snapshot = Snapshot.current(tmp_path / "a.kashaf")
    wanted = spans(text, snapshot.analyzer)
    words = TextWords(text, snapshot.analyzer, snapshot.anchors(0))
    for number in (0, len(wanted) // 2, len(wanted) - 1):
        assert words.span(number) == wanted[number]
