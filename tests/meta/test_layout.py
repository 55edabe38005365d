"""The package map, the direction of size, and where the tested code comes from."""

from __future__ import annotations

import ast
import configparser
import importlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

LAYERS = ("index", "search", "web")
FILE_LINES = 300
FUNCTION_LINES = 50


def sources(root: Path) -> list[Path]:
    """Return every Python file of the three layers."""
    return sorted(path for layer in LAYERS for path in (root / layer).rglob("*.py"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def configuration(root: Path) -> configparser.ConfigParser:
    """Return setup.cfg."""
    parser = configparser.ConfigParser()
    parser.read(root / "setup.cfg", encoding="utf-8")
    return parser


def test_the_package_list_equals_the_folders(root: Path) -> None:
    """Every folder with a Python file is packaged, and nothing else."""
    listed = configuration(root)["options"]["packages"].split()
    folders = {".".join(("kashaf", *path.parent.relative_to(root).parts)) for path in sources(root)}
    assert sorted(listed) == sorted(folders)


def test_every_package_has_an_init(root: Path) -> None:
    """A folder without ``__init__.py`` would be a namespace others can write into."""
    assert [path.parent for path in sources(root) if not (path.parent / "__init__.py").exists()] == []


def test_each_layer_says_it_is_typed(root: Path) -> None:
    """Each of the three layers carries the marker type checkers look for."""
    assert [layer for layer in LAYERS if not (root / layer / "py.typed").exists()] == []


def test_layers_import_each_other_relatively(root: Path) -> None:
    """No file of ours names ``kashaf`` in an import, so that editors resolve it without an installation."""
    absolute = [
        f"{path.relative_to(root)}:{node.lineno}"
        for path in sources(root)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (
            isinstance(node, ast.ImportFrom)
            and node.level == 0
            and (node.module or "").split(".")[0] == "kashaf"
        )
        or (isinstance(node, ast.Import) and any(name.name.split(".")[0] == "kashaf" for name in node.names))
    ]
    assert absolute == []


def test_no_file_is_longer_than_a_room(root: Path) -> None:
    """A file above three hundred lines is two files."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sources(root)}
    assert {str(path): length for path, length in lengths.items() if length > FILE_LINES} == {}


def test_no_function_is_longer_than_a_screen(root: Path) -> None:
    """No function has more than fifty lines."""
    found = [
        f"{path.relative_to(root)}:{node.lineno} {node.name}"
        for path in sources(root)
        for node in functions(path)
        if (node.end_lineno or node.lineno) - node.lineno + 1 > FUNCTION_LINES
    ]
    assert found == []


def test_the_median_function_is_short(root: Path) -> None:
    """Half of the functions have eight lines or fewer."""
    lengths = sorted(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for path in sources(root)
        for node in functions(path)
    )
    assert lengths[len(lengths) // 2] <= 8


def test_every_public_name_has_a_docstring(root: Path) -> None:
    """Each module, and each class and function without an underscore, says what it is for."""
    assert [name for path in sources(root) for name in undocumented(path, root)] == []


def undocumented(path: Path, root: Path) -> Iterator[str]:
    """Yield the module and each public class, function and method of a file that has no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if ast.get_docstring(tree) is None:
        yield str(path.relative_to(root))
    pending: list[ast.AST] = [tree]
    while pending:
        for node in ast.iter_child_nodes(pending.pop()):
            if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            if not node.name.startswith("_"):
                if ast.get_docstring(node) is None:
                    yield f"{path.relative_to(root)}:{node.lineno} {node.name}"
                if isinstance(node, ast.ClassDef):
                    pending.append(node)


@pytest.mark.skipif(
    "KASHAF_TEST_WHEEL" not in os.environ, reason="only when the wheel is tested: KASHAF_TEST_WHEEL=1"
)
@pytest.mark.parametrize("layer", LAYERS)
def test_the_wheel_is_what_is_tested(layer: str, root: Path) -> None:
    """In the wheel's run the code comes from site-packages, and every file of the layer is there."""
    module = importlib.import_module(f"kashaf.{layer}")
    assert module.__file__ is not None
    installed = Path(module.__file__).parent
    assert "site-packages" in installed.parts
    wanted = {path.relative_to(root / layer) for path in (root / layer).rglob("*") if path.is_file()}
    found = {path.relative_to(installed) for path in installed.rglob("*") if path.is_file()}
    assert {path for path in wanted - found if "__pycache__" not in path.parts} == set()
