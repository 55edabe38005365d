"""The forms of a verb that its suffixes do not tell: its persons in the present, and its past."""

from __future__ import annotations

import pytest

from kashaf.index.analysis import Analyzer
from kashaf.index.analysis.verbs import conjugated

ANALYZER = Analyzer.default()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("يرسل", "ترسل"),
        ("أرسل", "ترسل"),
        ("ينتشر", "انتشر"),
        ("استورد", "نستورد"),
        ("أغلق", "تغلق"),
        ("استفاد", "يستفيد"),
    ],
)
def test_forms_of_a_verb_answer_for_each_other(one: str, other: str) -> None:
    """The present and the past of a verb are linked, either way round."""
    left, right = ANALYZER.forms(one).stem, ANALYZER.forms(other).stem
    assert right in {link.key for link in ANALYZER.links(left) if link.kind == "verb"}
    assert left in {link.key for link in ANALYZER.links(right) if link.kind == "verb"}


@pytest.mark.parametrize("word", ["ذهب", "قال", "نجيب", "تونس", "شعر", "زيد", "وزير", "بعد"])
def test_what_may_be_a_noun_or_a_name_has_no_forms(word: str) -> None:
    """ذهب is also gold, and نجيب a name: they are not linked to يذهب and يجيب."""
    assert not [link for link in ANALYZER.links(ANALYZER.forms(word).stem) if link.kind == "verb"]


def test_no_word_is_its_own_form() -> None:
    """A key is not among its own forms."""
    for word in list(ANALYZER.evidence.language)[:5000]:
        assert word not in conjugated(word, ANALYZER.evidence)
