"""The examples in docstrings run."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(
    ".".join(("kashaf", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
    for layer in ("index", "search", "web")
    for path in (ROOT / layer).rglob("*.py")
    if path.stem != "__main__" and ">>> " in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name: str) -> None:
    """Each example of a docstring prints what it says."""
    assert doctest.testmod(importlib.import_module(name)).failed == 0
