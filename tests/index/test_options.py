"""One declaration per setting: its checks, its readings, its precedence."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, strategies as st

from kashaf.index.errors import SettingsError
from kashaf.index.options import Option, Settings, check_names, declared_options, option
from kashaf.index.settings import AnalysisSettings


@dataclass(frozen=True)
class Kinds(Settings):
    """One setting of each kind."""

    count: int = option(3, "a number", low=1, high=10)
    share: float = option(0.5, "a share", low=0.0, high=1.0)
    least: float = option(2.0, "a number without end", low=1.0)
    name: str = option("a", "a choice", choices=("a", "b"))
    free: str = option("", "any text")
    switch: bool = option(False, "on or off")
    undeclared: int = 7


OPTIONS = {declared.name: declared for declared in declared_options(Kinds)}


def test_what_is_declared_is_known_in_order() -> None:
    """Every field made by ``option`` is declared with its kind and default; others are not."""
    assert list(OPTIONS) == ["count", "share", "least", "name", "free", "switch"]
    assert [OPTIONS[name].kind for name in OPTIONS] == [int, float, float, str, str, bool]
    assert OPTIONS["count"].variable == "KASHAF_COUNT"


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("count", [1, 10]),
        ("share", [0, 1, 0.25, 1.0]),
        ("least", [1.0, 1e9]),
        ("name", ["a", "b"]),
        ("switch", [True, False]),
    ],
)
def test_values_within_the_range_are_taken(name: str, good: list[Any]) -> None:
    """Both ends of a range belong to it, and a whole number is a float."""
    for value in good:
        assert getattr(Kinds(**{name: value}), name) == value


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("count", [0, 11, 2.5, 3.0, True, "3", None]),
        ("share", [-0.01, 1.01, math.nan, math.inf, "0.5", False, None]),
        ("least", [0.99, math.nan, -math.inf]),
        ("name", ["c", "", "A", 1]),
        ("free", [1, None, b"x"]),
        ("switch", [0, 1, "true", None]),
    ],
)
def test_values_outside_are_refused_with_name_value_and_range(name: str, bad: list[Any]) -> None:
    """A value of another type or out of range is refused, and the error carries all three."""
    for value in bad:
        with pytest.raises(SettingsError) as refused:
            Kinds(**{name: value})
        assert (refused.value.name, refused.value.allowed) == (name, OPTIONS[name].allowed)
        assert refused.value.value is value
        assert name in str(refused.value)


def test_the_range_is_told_in_words() -> None:
    """The sentence of an error and of the help names the ends, the choices or the kind."""
    assert [OPTIONS[name].allowed for name in OPTIONS] == [
        "int from 1 to 10",
        "float from 0 to 1",
        "float from 1",
        "a | b",
        "text",
        "true or false",
    ]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("count", "7", 7),
        ("share", "20%", 0.2),
        ("share", ".25", 0.25),
        ("switch", " Yes ", True),
        ("switch", "0", False),
        ("free", "20%", "20%"),
    ],
)
def test_text_is_read_by_kind(name: str, text: str, value: Any) -> None:
    """A variable or flag is read as its kind; a percentage is a share."""
    assert OPTIONS[name].parse(text) == value


@pytest.mark.parametrize(
    ("name", "text"), [("count", "2.5"), ("count", ""), ("share", "half"), ("share", "%"), ("switch", "on")]
)
def test_text_of_another_kind_is_refused_by_the_name_it_came_by(name: str, text: str) -> None:
    """The error names the variable, or the flag when one is given."""
    with pytest.raises(SettingsError, match=f"KASHAF_{name.upper()}"):
        OPTIONS[name].parse(text)
    with pytest.raises(SettingsError, match="--flag"):
        OPTIONS[name].parse(text, name="--flag")


@given(st.text(max_size=8), st.sampled_from(list(OPTIONS.values())))
def test_any_text_is_read_or_refused(text: str, declared: Option) -> None:
    """No text of a variable causes another error than the refusal."""
    try:
        value = declared.parse(text)
    except SettingsError:
        return
    assert isinstance(value, declared.kind)


def test_the_first_place_that_names_a_setting_decides() -> None:
    """Flag before variable before file before default; an absent flag is none."""
    places: dict[str, Any] = {
        "flags": {"count": 4, "share": None},
        "environ": {"KASHAF_COUNT": "5", "KASHAF_SHARE": "10%"},
    }
    file = {"count": 6, "share": 0.9, "name": "b"}
    chosen = Kinds.resolve(**places, file=file)
    assert (chosen.count, chosen.share, chosen.name, chosen.free) == (4, 0.1, "b", "")
    assert Kinds.resolve() == Kinds()


def test_a_bad_value_is_refused_wherever_it_comes_from() -> None:
    """Range and type are checked for flags, variables and files alike."""
    for place in ({"flags": {"count": 99}}, {"environ": {"KASHAF_COUNT": "99"}}, {"file": {"count": "4"}}):
        with pytest.raises(SettingsError, match="count"):
            Kinds.resolve(**place)  # type: ignore[arg-type]


def test_an_unknown_key_is_refused_with_the_nearest_name() -> None:
    """A misspelled key of the file names the one that was meant."""
    with pytest.raises(SettingsError, match="did you mean share"):
        check_names({"shar": 1}, Kinds)
    with pytest.raises(SettingsError, match="attested_by"):
        check_names({"zzz": 1}, Kinds, AnalysisSettings)
    check_names({"share": 1, "attested_by": 2}, Kinds, AnalysisSettings)


def test_every_setting_of_the_analysis_is_declared_and_its_default_allowed() -> None:
    """The defaults pass their own checks, and each has a help text."""
    assert AnalysisSettings() == AnalysisSettings(attested_by=2, protect_names=True)
    assert all(declared.help for declared in declared_options(AnalysisSettings))
    with pytest.raises(SettingsError):
        AnalysisSettings(attested_by=2.5)  # type: ignore[arg-type]
