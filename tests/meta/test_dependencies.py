"""What setup.cfg asks for is used, and what is used is asked for."""

from __future__ import annotations

import ast
import configparser
import re
import sys
from pathlib import Path

LAYERS = ("index", "search", "web", "bench")
IMPORTED_AS = {
    "ir-measures": "ir_measures",
    "markdown-it-py": "markdown_it",
    "prometheus-client": "prometheus_client",
}
# snowballstemmer picks it up by itself where it is installed.
NEVER_IMPORTED = {"pystemmer"}
# The benchmark measures it where the system has it; it is not installed from the package index.
FROM_THE_SYSTEM = {"xapian"}
# Flask brings them and answers for their versions.
THROUGH_FLASK = {"jinja2", "markupsafe", "werkzeug"}


def imported(root: Path) -> set[str]:
    """Return the top names of every absolute import of the three layers and the benchmark."""
    names: set[str] = set()
    for path in (path for layer in LAYERS for path in (root / layer).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {name.name.split(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names.add((node.module or "").split(".")[0])
            elif (
                isinstance(node, ast.Call) and _imports(node.func) and isinstance(node.args[0], ast.Constant)
            ):
                names.add(str(node.args[0].value).split(".")[0])
    return names


def _imports(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and function.attr == "import_module"


def asked(root: Path) -> set[str]:
    """Return the import names of the required distributions, and of those of the extras but `dev`."""
    parser = configparser.ConfigParser()
    parser.read(root / "setup.cfg", encoding="utf-8")
    extras = parser["options.extras_require"]
    texts = [parser["options"]["install_requires"], *(extras[name] for name in extras if name != "dev")]
    lines = [
        line.strip()
        for text in texts
        for line in text.splitlines()
        if line.strip() and line.strip()[0] != "#"
    ]
    names = {re.split(r"[\s=<>~;]", line, maxsplit=1)[0].lower() for line in lines}
    return {IMPORTED_AS.get(name, name) for name in names - NEVER_IMPORTED}


def test_every_dependency_is_imported(root: Path) -> None:
    """A distribution that nothing imports is not asked for."""
    assert asked(root) - imported(root) == set()


def test_every_import_is_asked_for(root: Path) -> None:
    """What the code imports is the standard library, ours, or a distribution setup.cfg names."""
    # tomllib came with Python 3.11; before, tomli stands in for it.
    own = {"kashaf", "", "tomllib"} | THROUGH_FLASK | FROM_THE_SYSTEM
    assert imported(root) - asked(root) - set(sys.stdlib_module_names) - own == set()
