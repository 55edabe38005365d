"""What the tests of the index share: small articles, and a writer that another process is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kashaf.index import Article, Collection

Make = Callable[..., Article]
Build = Callable[..., Path]
Python = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(scope="session")
def article() -> Make:
    """Return a function that makes an article of an id and what else is given."""

    def make(id: str, text: str = "نص قصير", **fields: object) -> Article:
        return Article(id=id, title=str(fields.pop("title", f"عنوان {id}")), text=text, **fields)

    return make


@pytest.fixture(scope="session")
def small_index(tmp_path_factory: pytest.TempPathFactory, article: Make) -> Path:
    """Return an index of five articles to read."""
    path = tmp_path_factory.mktemp("small") / "small.kashaf"
    with Collection.create(path) as collection:
        collection.add_many(
            article(f"{n}", f"كتاب رقم {n} عن الصين واليابان", source="وكالة") for n in range(5)
        )
    return path


@pytest.fixture
def python(tmp_path: Path) -> Iterator[Python]:
    """Return a function that starts Python code in a process of its own; it is killed with the test."""
    started: list[subprocess.Popen[str]] = []

    def run(code: str, *arguments: object, **options: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", code, *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            **options,  # type: ignore[call-overload]
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                stream.close()
