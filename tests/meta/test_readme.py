"""The README executes.

Blocks run in order, in one folder that holds ``seeds``: ``sh`` blocks under ``bash -e`` with the installed
``kashaf`` first on the path, ``python`` blocks as scripts. A block whose fence says ``no-run`` is not run,
and may hold only the commands listed here.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```\s*$", re.M | re.S)
RUN = ("sh", "python")
SHOWN = ("text", "toml", "json", "")
OPENED = ("html",)
"""Blocks that ``tests/browser/test_element.py`` opens in a browser."""
NOT_RUN = re.compile(
    r"make( (run|test|lint|bench|evaluate|clean))?( \w+=\S+)*|git clone \S+|cd \w+|kashaf serve( .*)?"
    r"|python -m venv \S+|pip install .+|\. \S+/bin/activate"
)

pytestmark = pytest.mark.skipif(not README.exists(), reason="no README.md beside the tests")


def blocks() -> list[tuple[int, str, str]]:
    """Return the line, the words after the fence, and the text of each fenced block."""
    text = README.read_text(encoding="utf-8") if README.exists() else ""
    return [(text[: m.start()].count("\n") + 1, m[1].strip(), m[2]) for m in FENCE.finditer(text)]


def language(info: str) -> str:
    """Return the language a fence names."""
    return info.split()[0] if info else ""


def test_every_block_has_a_known_language() -> None:
    """A block is run, or is plain text that cannot be."""
    unknown = [(line, info) for line, info, _ in blocks() if language(info) not in RUN + SHOWN + OPENED]
    assert unknown == []


def test_blocks_that_do_not_run_are_of_a_known_kind() -> None:
    """Only commands that install, clone or serve without end are left unexecuted."""
    left = [
        (line, command)
        for line, info, text in blocks()
        if language(info) in RUN and "no-run" in info
        for command in (each.split("  #")[0].strip() for each in text.splitlines())
        if command and not command.startswith("#") and not NOT_RUN.fullmatch(command)
    ]
    assert left == []


def test_every_block_runs(tmp_path: Path) -> None:
    """Each command and script of the README ends with 0, one after the other, as a reader would type them."""
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    bin = Path(sys.executable).parent
    environ = {name: value for name, value in os.environ.items() if not name.startswith("KASHAF_")}
    environ["PATH"] = f"{bin}{os.pathsep}{environ['PATH']}"
    for line, info, text in blocks():
        if language(info) not in RUN or "no-run" in info:
            continue
        words = ["bash", "-e", "-o", "pipefail", "-c"] if language(info) == "sh" else [sys.executable, "-c"]
        done = subprocess.run(
            [*words, text],
            cwd=tmp_path,
            env=environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
        )
        assert done.returncode == 0, f"README.md:{line}\n{text}\n{done.stdout}\n{done.stderr}"


def test_every_link_inside_the_repository_leads_somewhere() -> None:
    """A relative link names a file that exists."""
    text = README.read_text(encoding="utf-8")
    targets = [target.split("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target]
    assert [target for target in targets if target and not (ROOT / target).exists()] == []
