"""The pages as they are installed: out of the wheel, not out of the tree."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ASK = """
import json, sys
import kashaf.web
from kashaf.web import create_app

app = create_app(sys.argv[1])
client = app.test_client()
said = {"from": kashaf.web.__file__}
for url in sys.argv[2:]:
    said[url] = client.get(url).status_code
rules = [rule.rule for rule in app.url_map.iter_rules()]
print(json.dumps(said | {"rules": rules}))
"""
URLS = {
    "/": 200,
    "/?q=%D8%A7%D9%84%D8%B5%D9%8A%D9%86": 200,
    "/?q=zzqq": 200,
    "/?q=x&page=0": 400,
    "/nowhere": 404,
    "/article?id=004_d9eb4fad3410492d.txt": 200,
    "/help": 200,
    "/search.json?q=x": 200,
    "/search.csv?q=x": 200,
    "/search.atom": 200,
    "/article.json?id=004_d9eb4fad3410492d.txt": 200,
    "/suggest.json?q=x": 200,
    "/completions.json?q=x": 200,
    "/opensearch.xml": 200,
    "/health": 200,
    "/openapi.json": 200,
    "/kashaf-static/kashaf.css": 200,
    "/kashaf-static/star.svg": 200,
}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Return a folder of the unpacked wheel, built of a copy of the tree with the tools that are here."""
    copy, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("wheel")
    for name in ("index", "search", "web"):
        shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.cfg", "pyproject.toml", "LICENSE", "README.md"):
        shutil.copy(root / name, copy / name)
    words = ("wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(out))
    done = subprocess.run(
        [sys.executable, "-m", "pip", *words, str(copy)], capture_output=True, encoding="utf-8", timeout=300
    )
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(out.glob("*.whl"))) as archive:
        archive.extractall(out / "unpacked")
    return out / "unpacked"


def test_w32_every_page_comes_from_the_wheel(
    installed: Path, seeds_index: Path, clean_environ: dict[str, str]
) -> None:
    """Each route, error page and file answers out of the wheel, and no route has been forgotten here."""
    done = subprocess.run(
        [sys.executable, "-c", ASK, str(seeds_index), *URLS],
        capture_output=True,
        encoding="utf-8",
        cwd=installed,
        env={**clean_environ, "PYTHONPATH": str(installed)},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said.pop("from") == str(installed / "kashaf/web/__init__.py")
    asked = {url.partition("?")[0] for url in URLS}
    assert set(said.pop("rules")) - asked == {"/kashaf-static/<path:filename>"}
    assert said == URLS


def test_w32_every_file_of_the_pages_is_in_the_wheel(installed: Path, root: Path) -> None:
    """Templates and static files are packaged to the last one."""
    for kind in ("templates", "static"):
        wanted = {
            path.relative_to(root / "web") for path in (root / "web" / kind).rglob("*") if path.is_file()
        }
        found = installed / "kashaf/web"
        assert wanted
        assert {path for path in wanted if not (found / path).is_file()} == set()
