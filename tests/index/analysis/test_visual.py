"""Lines that an old PDF stored in the order they are seen, last letter first."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from kashaf.index.analysis import Analyzer, surface
from kashaf.index.analysis.visual import has_shapes, is_visual, logical

ANALYZER = Analyzer.default()
DUAL_JOINING = "بتثجحخسشصضطظعغفقكلمنهي"
RIGHT_JOINING = "اأإآدذرزوةؤى"


def shape(word: str) -> str:
    """Return the word in the presentation forms a type setter chooses, in logical order."""
    by_form = {
        (
            unicodedata.normalize("NFKC", chr(code)),
            unicodedata.decomposition(chr(code)).partition(">")[0][1:],
        ): chr(code)
        for code in range(0xFE80, 0xFEF5)
    }
    shaped = ""
    for place, letter in enumerate(word):
        before = place > 0 and word[place - 1] in DUAL_JOINING
        after = place + 1 < len(word) and letter in DUAL_JOINING
        form = {(0, 0): "isolated", (0, 1): "initial", (1, 0): "final", (1, 1): "medial"}[before, after]
        shaped += by_form[letter, form]
    return shaped


def written(text: str) -> list[str]:
    return [token.written for token in ANALYZER.tokens(text)]


def demand(root: Path, number: int) -> dict[str, str]:
    rows = map(json.loads, (root / "tests/cases/demand.jsonl").read_text(encoding="utf-8").splitlines())
    return next(row for row in rows if row["id"] == number)


def test_a_visual_line_is_read_from_its_end(root: Path) -> None:
    """A line of reversed shapes gives its words in reading order (row 90 of the demands)."""
    row = demand(root, 90)
    tokens = list(ANALYZER.tokens(row["document_text"]))
    assert [token.written for token in tokens] == ["إعادة", "اصدار", "لوحة", "المركبة"]
    assert [token.start for token in tokens] == sorted((token.start for token in tokens), reverse=True)
    assert row["query"] in written(row["document_text"])


WORD = st.text(DUAL_JOINING, min_size=2, max_size=6) | st.text(
    DUAL_JOINING + RIGHT_JOINING, min_size=2, max_size=8
)
JOINED = WORD.filter(lambda word: any(letter in DUAL_JOINING for letter in word[:-1]))


@given(st.lists(JOINED, min_size=1, max_size=6))
def test_a_shaped_line_reads_alike_in_either_order(words: list[str]) -> None:
    """Whether a program stored the line in logical or in visual order, its words are the same, in order."""
    line = " ".join(map(shape, words))
    assert written(line) == written(line[::-1]) == words


@given(st.lists(JOINED, min_size=1, max_size=6))
def test_only_the_backward_order_is_called_visual(words: list[str]) -> None:
    """Joins that fit in logical order are never reversed."""
    shaped = [shape(word) for word in words]
    assert not is_visual(shaped)
    assert is_visual([word[::-1] for word in shaped[::-1]])


@pytest.mark.parametrize("word", ["G20", "20th", "it's", "1,234.5", "COVID", "Covid19", "Ж4", "Ελλάδα"])
def test_other_scripts_and_numbers_keep_their_order_on_a_visual_line(word: str) -> None:
    """Numbers and words of other scripts stand as they are read, on a visual line too."""
    assert logical(word) == word
    assert written(f"{shape('قمة')[::-1]} {word}")[0] == written(word)[0]


def test_marks_stay_behind_their_letter() -> None:
    """A reversed word keeps each mark on its letter."""
    kasra = "\u0650"
    assert logical(f"{shape('كتاب')[::-1][0]}{kasra}ﺎﺘﻛ") == f"ﻛﺘﺎ{shape('كتاب')[-1]}{kasra}"


def test_each_line_is_judged_by_itself() -> None:
    """A logical line beside a visual one keeps its order."""
    assert written(f"{shape('كتاب جديد'[:4])}\n{shape('كتاب')[::-1]}\nقلم") == ["كتاب", "كتاب", "قلم"]


def test_text_without_shapes_is_never_reversed() -> None:
    """Plain letters say nothing of their order, so they are left as they are."""
    assert not has_shapes("كتاب ABC 123 ٢٠")
    assert written("باتك") == ["باتك"]
    assert surface("باتك") == "باتك"
