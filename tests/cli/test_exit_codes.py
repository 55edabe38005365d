"""Each end of the command has its number, and each error its next step (O1, O5)."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Kashaf = Callable[..., "CompletedProcess[str]"]
WORD = "الرئيس"


def test_done_is_0(kashaf: Kashaf, seeds_index: Path) -> None:
    """A search that finds something ends with 0."""
    assert kashaf("search", WORD, "-i", seeds_index).returncode == 0


def test_nothing_found_is_1(kashaf: Kashaf, seeds_index: Path) -> None:
    """A search that finds nothing ends with 1 and prints nothing."""
    done = kashaf("search", "زقزقزقزق", "-i", seeds_index)
    assert (done.returncode, done.stdout) == (1, "")


def test_an_empty_query_finds_nothing(kashaf: Kashaf, seeds_index: Path) -> None:
    """An empty query is no error: it has no hits."""
    assert kashaf("search", "", "-i", seeds_index).returncode == 1


@pytest.mark.parametrize(
    "words",
    [
        ("search",),
        ("no-such-verb",),
        ("search", WORD, "--no-such-flag"),
        ("search", WORD, "--sort", "sideways"),
        ("search", WORD, "-n", "0"),
        ("search", WORD, "--from", "yesterday"),
        ("search", WORD, "-n", "many"),
        ("serve", "--port", "99999"),
        ("build",),
        ("build", "no-such-folder"),
        ("get", "no-slash"),
    ],
)
def test_usage_is_2(kashaf: Kashaf, seeds_index: Path, words: tuple[str, ...]) -> None:
    """A wrong word or value ends with 2, one line that names what to run next, and no data."""
    done = kashaf(*words, env={"KASHAF_INDEX": str(seeds_index)})
    assert (done.returncode, done.stdout) == (2, "")
    assert "kashaf" in done.stderr.split("see: ")[-1]
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        *(("search", WORD), ("suggest", WORD), ("similar", "1"), ("explain", WORD, "1")),
        *(("stats",), ("serve",), ("get", "/")),
    ],
)
def test_a_missing_index_is_3(kashaf: Kashaf, words: tuple[str, ...]) -> None:
    """Without an index every reading verb ends with 3 and names the build command."""
    done = kashaf(*words, "-i", "away.kashaf")
    assert (done.returncode, done.stdout) == (3, "")
    assert "kashaf build SOURCE --index away.kashaf" in done.stderr


def test_a_damaged_index_is_4(kashaf: Kashaf, own_index: Path) -> None:
    """A pointer that was cut short ends with 4 and names the rebuild."""
    (own_index / "CURRENT").write_bytes(b"\0")
    for generation in own_index.glob("gen-*"):
        shutil.rmtree(generation)
    done = kashaf("search", WORD, "-i", own_index)
    assert done.returncode == 4
    assert "kashaf build" in done.stderr


def test_a_locked_index_is_5(kashaf: Kashaf, own_index: Path, seeds_dir: Path) -> None:
    """While another process writes, build ends with 5 at once and names --wait."""
    with (own_index / "lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = kashaf("build", seeds_dir, "-i", own_index)
    assert done.returncode == 5
    assert "--wait" in done.stderr


def test_a_file_left_out_is_6_when_asked(kashaf: Kashaf, tmp_path: Path) -> None:
    """A bad file is reported and the rest indexed; --fail-on-error makes that a 6."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "good.txt").write_text("سافر التاجر على طريق الحرير\n", encoding="utf-8")
    (tmp_path / "source" / "bad.txt").write_bytes(b"\xff\xfe\x00\xd8\xff")
    (tmp_path / "source" / "empty.txt").write_bytes(b"")
    lenient, strict = kashaf("build", "source"), kashaf("build", "source", "--fail-on-error", "--json")
    assert (lenient.returncode, strict.returncode) == (0, 6)
    assert "empty.txt" in lenient.stderr
    assert len(json.loads(strict.stdout)["errors"]) >= 1
    assert kashaf("search", "التاجر").returncode == 0


def test_nothing_to_index_publishes_nothing(kashaf: Kashaf, tmp_path: Path) -> None:
    """A source without a single article ends with 1 and leaves no index."""
    (tmp_path / "source").mkdir()
    assert kashaf("build", "source").returncode == 1
    assert kashaf("search", WORD).returncode == 3


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_no_permission_is_7(kashaf: Kashaf, tmp_path: Path, seeds_dir: Path) -> None:
    """A folder that may not be written ends with 7."""
    (tmp_path / "closed").mkdir(mode=0o500)
    assert kashaf("build", seeds_dir, "-i", "closed/a.kashaf").returncode == 7


def test_a_place_that_cannot_be_written_is_7(kashaf: Kashaf, tmp_path: Path, seeds_dir: Path) -> None:
    """A page that cannot be written ends with 7."""
    assert kashaf("build", seeds_dir).returncode == 0
    assert kashaf("search", WORD, "--html", tmp_path / "away" / "page.html").returncode == 7


def test_no_trace_without_debug(kashaf: Kashaf) -> None:
    """The trace of an error is shown with --debug only."""
    plain, debug = kashaf("search", WORD), kashaf("search", WORD, "--debug")
    assert "Traceback" not in plain.stderr
    assert "Traceback" in debug.stderr


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (("search", WORD), "index-not-found", 3),
        (("search",), "usage", 2),
        (("search", WORD, "-n", "0"), "settings", 2),
    ],
)
def test_errors_are_json_when_asked(
    kashaf: Kashaf, words: tuple[str, ...], code: str, exit_code: int
) -> None:
    """With --json the error is one object on standard error: code, message, next."""
    done = kashaf(*words, "--json")
    error = json.loads(done.stderr)["error"]
    assert (done.returncode, done.stdout) == (exit_code, "")
    assert set(error) == {"code", "message", "next"}
    assert error["code"] == code
    assert "kashaf" in error["next"]


def test_check_ends_with_4_at_a_flipped_byte(kashaf: Kashaf, own_index: Path) -> None:
    """``check`` ends with 0 on a sound index, and with 4 naming the file once a byte of it differs."""
    assert kashaf("check", "--index", own_index).returncode == 0
    [segment] = own_index.glob("gen-*/*.kdoc")
    content = bytearray(segment.read_bytes())
    content[len(content) // 2] ^= 1
    segment.write_bytes(content)
    done = kashaf("check", "--index", own_index)
    assert done.returncode == 4
    assert segment.name in done.stderr
