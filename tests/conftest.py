"""What all tests share: the seeds, an index of them, the command as a user runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("dev", deadline=None)
settings.register_profile(
    "ci", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

Kashaf = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def seeds_dir() -> Path:
    """Return the folder of the articles the project was given."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def command() -> list[str]:
    """Return the words that start the installed command."""
    script = Path(sys.executable).with_name("kashaf")
    return [str(script)] if script.exists() else [sys.executable, "-m", "kashaf.web"]


@pytest.fixture(scope="session")
def clean_environ() -> dict[str, str]:
    """Return the environment without settings of ours."""
    return {name: value for name, value in os.environ.items() if not name.startswith("KASHAF_")}


@pytest.fixture(scope="session")
def seeds_index(
    tmp_path_factory: pytest.TempPathFactory,
    seeds_dir: Path,
    command: list[str],
    clean_environ: dict[str, str],
) -> Path:
    """Return an index of the seeds, built once; a test that writes takes ``own_index``."""
    place = tmp_path_factory.mktemp("seeds") / "seeds.kashaf"
    built = subprocess.run(
        [*command, "build", str(seeds_dir), "--index", str(place)],
        capture_output=True,
        encoding="utf-8",
        env=clean_environ,
        cwd=place.parent,
        timeout=300,
    )
    assert built.returncode == 0, built.stderr
    return place


@pytest.fixture
def own_index(seeds_index: Path, tmp_path: Path) -> Path:
    """Return a copy of the index of the seeds, to change or damage."""
    return Path(shutil.copytree(seeds_index, tmp_path / "own.kashaf"))


@pytest.fixture
def kashaf(command: list[str], clean_environ: dict[str, str], tmp_path: Path) -> Kashaf:
    """Return a function that runs ``kashaf`` in an empty folder and returns the finished process."""

    def run(
        *arguments: str | Path,
        stdin: str = "",
        env: dict[str, str] | None = None,
        cwd: Path | None = None,
        timeout: float = 120,
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command, *map(str, arguments)],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            env={**clean_environ, **(env or {})},
            cwd=cwd or tmp_path,
            timeout=timeout,
        )

    return run
