"""Each acceptance check of the pages has a test that bears its number.

``test_w30_…`` proves check W30; a check has as many tests as it needs, in ``tests/web`` without a browser, in
``tests/browser`` with one. What only a person can judge is listed here.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

CHECKS = range(1, 37)

BY_HAND: dict[int, str] = {}
"""Checks that only a person can judge, and how they are looked at."""


def numbered(root: Path) -> dict[int, list[str]]:
    """Return the tests of each check."""
    found: dict[int, list[str]] = {}
    for folder in ("web", "browser"):
        for path in sorted((root / "tests" / folder).glob("test_*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef) and (number := re.match(r"test_w(\d+)_", node.name)):
                    found.setdefault(int(number[1]), []).append(f"{path.name}::{node.name}")
    return found


def test_every_acceptance_check_has_a_test_or_a_reason(root: Path) -> None:
    """No check is forgotten, and no test bears a number that is none."""
    found = numbered(root)
    assert [number for number in CHECKS if number not in found and number not in BY_HAND] == []
    assert [number for number in found if number not in CHECKS] == []
