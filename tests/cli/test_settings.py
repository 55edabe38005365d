"""A setting comes from its flag, else its variable, else kashaf.toml, else its default (O4)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Kashaf = Callable[..., "CompletedProcess[str]"]
WORD = "الرئيس"
SEED = "004_d9eb4fad3410492d.txt"


@pytest.mark.parametrize(
    ("flags", "variables", "file", "expected"),
    [
        (("-n", "2"), {"KASHAF_PER_PAGE": "3"}, "per_page = 4", 2),
        ((), {"KASHAF_PER_PAGE": "3"}, "per_page = 4", 3),
        ((), {}, "per_page = 4", 4),
        ((), {}, "", 10),
    ],
)
def test_the_nearest_layer_decides(
    kashaf: Kashaf,
    seeds_index: Path,
    tmp_path: Path,
    flags: tuple[str, ...],
    variables: dict[str, str],
    file: str,
    expected: int,
) -> None:
    """Flag before variable before file before default."""
    (tmp_path / "kashaf.toml").write_text(file, encoding="utf-8")
    done = kashaf("search", WORD, "--json", "-i", seeds_index, *flags, env=variables)
    assert json.loads(done.stdout)["per_page"] == expected


def test_the_file_names_the_index(kashaf: Kashaf, seeds_index: Path, tmp_path: Path) -> None:
    """``index`` in kashaf.toml spares the flag."""
    (tmp_path / "kashaf.toml").write_text(f'index = "{seeds_index}"', encoding="utf-8")
    assert kashaf("search", WORD).returncode == 0


@pytest.mark.parametrize("verb", [("search",), ("explain", SEED)])
def test_a_limit_holds_for_each_verb_that_reads_a_question(
    kashaf: Kashaf, seeds_index: Path, verb: tuple[str, ...]
) -> None:
    """What is too long by default is answered where the limit allows it, by whatever reads it."""
    name, *rest = verb
    words = (name, " ".join(["الصين"] * 40), *rest, "-i", seeds_index)
    assert kashaf(*words).returncode == 2
    assert kashaf(*words, env={"KASHAF_QUERY_WORDS": "40"}).returncode == 0


def test_config_shows_who_gave_each_value(kashaf: Kashaf, tmp_path: Path) -> None:
    """``config show --origin`` agrees with the precedence: flag, variable, file, default."""
    (tmp_path / "kashaf.toml").write_text("per_page = 4\nsnippets = 3\n", encoding="utf-8")
    words = ("config", "show", "--json", "-i", "a.kashaf")
    shown = json.loads(kashaf(*words, env={"KASHAF_PER_PAGE": "5"}).stdout)["settings"]
    assert shown["per_page"] == {"value": 5, "origin": "KASHAF_PER_PAGE"}
    assert shown["snippets"] == {"value": 3, "origin": "file"}
    assert shown["mode"] == {"value": "words", "origin": "default"}
    assert shown["index"] == {"value": "a.kashaf", "origin": "flag"}
    lines = kashaf("config", "show", "--origin").stdout.splitlines()
    assert "file\tper_page\t4" in lines


def test_another_file_can_be_named(kashaf: Kashaf, seeds_index: Path, tmp_path: Path) -> None:
    """--config takes the settings from another file."""
    (tmp_path / "other.toml").write_text(f'index = "{seeds_index}"', encoding="utf-8")
    assert kashaf("--config", "other.toml", "search", WORD).returncode == 0


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("per_pag = 4", "per_page"),
        ('per_page = "many"', "per_page"),
        ("per_page = 1000", "from 1 to 100"),
        ("per_page = ", "kashaf.toml"),
    ],
)
def test_a_wrong_file_is_2(kashaf: Kashaf, tmp_path: Path, seeds_index: Path, file: str, said: str) -> None:
    """A key nobody knows, a wrong type, a value out of range or a broken file ends with 2 and says which."""
    (tmp_path / "kashaf.toml").write_text(file, encoding="utf-8")
    done = kashaf("search", WORD, "-i", seeds_index)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_wrong_variable_is_2(kashaf: Kashaf, seeds_index: Path) -> None:
    """A variable that is no number is refused by its own name."""
    done = kashaf("search", WORD, "-i", seeds_index, env={"KASHAF_PER_PAGE": "many"})
    assert done.returncode == 2
    assert "KASHAF_PER_PAGE" in done.stderr


def test_a_share_may_be_a_percentage() -> None:
    """``20%`` is 0.2."""
    from kashaf.index.cli import UpdateSettings
    from kashaf.index.options import declared_options

    share = next(each for each in declared_options(UpdateSettings) if each.name == "max_delete")
    assert share.parse("20%") == pytest.approx(0.2)


def test_every_setting_has_one_declaration() -> None:
    """Where two layers name the same setting they agree on its type and default."""
    from kashaf.index.options import declared_options
    from kashaf.web.cli import SETTINGS

    seen: dict[str, tuple[type, object]] = {}
    for settings in SETTINGS:
        for each in declared_options(settings):
            assert seen.setdefault(each.name, (each.kind, each.default)) == (each.kind, each.default)
            assert each.help
