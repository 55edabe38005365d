"""Our folders are called ``index``, ``search`` and ``web``; our packages must not be."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.network, pytest.mark.slow]


def pip(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the pip of the environment at ``place``."""
    python = place / "bin" / "python"
    words = ("-m", "pip", "--disable-pip-version-check", "--no-input", *words)
    return subprocess.run(
        [python, *words], capture_output=True, encoding="utf-8", timeout=300, stdin=subprocess.DEVNULL
    )


def origin(place: Path) -> str:
    """Return the file ``import web`` finds there, and what of web.py it has."""
    code = "import web; print(web.__file__, web.application.__module__, web.__version__)"
    done = subprocess.run(
        [place / "bin" / "python", "-W", "ignore", "-c", code],
        capture_output=True,
        encoding="utf-8",
        cwd=place,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Return a wheel built from a copy of the tree, so that nothing built before slips in."""
    copy, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("wheel")
    for name in ("index", "search", "web"):
        shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.cfg", "pyproject.toml", "LICENSE", "README.md"):
        if (root / name).exists():
            shutil.copy(root / name, copy / name)
    words = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(out), str(copy)]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", timeout=300)
    if done.returncode:
        pytest.skip(f"no wheel can be built here, pip reaches no package index: {done.stderr.strip()[-200:]}")
    return next(out.glob("*.whl"))


def test_web_py_stays_itself(tmp_path: Path, wheel: Path) -> None:
    """``import web`` is web.py before ours is installed, beside it, and after it is gone."""
    venv.create(tmp_path, with_pip=True)
    got = pip(tmp_path, "install", "--quiet", "web.py")
    if got.returncode:
        pytest.skip(f"pip reaches no package index: {got.stderr.strip()[-200:]}")
    alone = origin(tmp_path)
    assert pip(tmp_path, "install", "--quiet", "--no-deps", str(wheel)).returncode == 0
    assert origin(tmp_path) == alone
    assert pip(tmp_path, "uninstall", "--quiet", "--yes", "kashaf").returncode == 0
    assert origin(tmp_path) == alone


def test_the_wheel_owns_nothing_but_kashaf(wheel: Path) -> None:
    """Every file of the wheel lies below ``kashaf`` or in its metadata."""

    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.startswith("kashaf")} == set()
    assert "kashaf" in tops
