"""What a person at a terminal sees besides the data: progress, counts, matches in bold."""

from __future__ import annotations

import os
import pty
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

WORD = "الرئيس"
Seen = Callable[..., tuple[str, str]]


def heard(end: int) -> str:
    """Return all that was written to the other end of a terminal."""
    parts: list[bytes] = []
    try:
        while part := os.read(end, 65536):
            parts.append(part)
    except OSError:  # Linux says so when the last writer has gone
        pass
    os.close(end)
    return b"".join(parts).decode()


@pytest.fixture
def seen(command: list[str], clean_environ: dict[str, str], tmp_path: Path) -> Seen:
    """Return a function that runs ``kashaf`` on terminals; it returns what standard output and error
    showed."""

    def run(*words: str | Path, **env: str) -> tuple[str, str]:
        ends = [pty.openpty(), pty.openpty()]
        environ = {**clean_environ, "TERM": "xterm-256color", **env}
        environ = environ if "NO_COLOR" in env else {k: v for k, v in environ.items() if k != "NO_COLOR"}
        process = subprocess.Popen(
            [*command, *map(str, words)],
            stdin=subprocess.DEVNULL,
            stdout=ends[0][1],
            stderr=ends[1][1],
            env=environ,
            cwd=tmp_path,
        )
        for _, theirs in ends:
            os.close(theirs)
        shown = (heard(ends[0][0]), heard(ends[1][0]))
        process.wait(timeout=60)
        return shown

    return run


def test_a_build_shows_its_progress(seen: Seen, seeds_dir: Path) -> None:
    """On a terminal a build shows files and articles a second, on standard error."""
    data, words = seen("build", seeds_dir)
    assert "articles\t5" in data.replace("        ", "\t")
    assert "5/5" in words
    assert "articles/s" in words


def test_no_color_is_honoured(seen: Seen, seeds_dir: Path, seeds_index: Path) -> None:
    """With NO_COLOR the progress has no colour and the hits no bold."""
    _, words = seen("build", seeds_dir, NO_COLOR="1")
    assert "\x1b[3" not in words.replace("\x1b[3A", "")
    data, _ = seen("search", WORD, "-i", seeds_index, NO_COLOR="1")
    assert "\x1b" not in data


def test_matches_are_bold(seen: Seen, seeds_index: Path) -> None:
    """On a terminal what matched stands in bold, and standard error counts the hits."""
    data, words = seen("search", WORD, "-i", seeds_index)
    assert f"\x1b[1m{WORD}\x1b[22m" in data
    assert "found" in words


def test_an_article_cannot_steer_the_terminal(seen: Seen, tmp_path: Path) -> None:
    """Control characters inside an article are printed as blanks."""
    (tmp_path / "a.jsonl").write_text(
        '{"id": "1", "title": "\\u001b]0;x\\u0007عنوان", "text": "\\u001b[2Jنص الرئيس"}\n', encoding="utf-8"
    )
    seen("build", "a.jsonl")
    data, _ = seen("search", "الرئيس", NO_COLOR="1")
    assert "عنوان" in data
    assert "\x1b" not in data
    assert "\x07" not in data
