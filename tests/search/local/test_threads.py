"""Many threads, and processes, ask while the index is rebuilt: every answer is one generation's, whole."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from kashaf.index import Article, Collection
from kashaf.index.local import Snapshot
from kashaf.search import Engine

QUESTIONS = [
    "كتاب",
    "كتاب طريق",
    '"طريق الحرير"',
    "كتا*",
    "-كتاب",
    "طريق OR نهر",
    "جيل0",
    "+كتاب الصين",
    "title:نهر",
]
WORDS = ["كتاب", "طريق", "الحرير", "نهر", "الصين", "كتب", "جبل"]


def articles(generation: int) -> list[Article]:
    """Return the articles of a generation: each names it, and each generation has more of them."""
    return [
        Article(
            id=f"{number:04}",
            title=f"{WORDS[number % 7]} جيل{generation}",
            text=" ".join(WORDS[(number * step + step) % 7] for step in range(1, 20 + number % 9)),
        )
        for number in range(150 + generation)
    ]


def write(index: Path, generation: int) -> None:
    """Publish a generation."""
    with Collection.create(index, replace=True) as collection:
        collection.add_many(articles(generation))


def said(engine: Engine, question: str, page: int = 1) -> dict[str, Any]:
    """Return an answer without its time."""
    found = engine.search(question, page=page).to_dict()
    del found["took_ms"]
    return found


def test_threads_answer_as_one_does(tmp_path: Path) -> None:
    """Thirty-two threads on one engine give the answers of one thread, whatever they ask at once."""
    write(tmp_path / "a.kashaf", 0)
    with Engine.open(tmp_path / "a.kashaf") as engine:
        wanted = {(question, page): said(engine, question, page) for question in QUESTIONS for page in (1, 2)}
    with Engine.open(tmp_path / "a.kashaf") as engine, ThreadPoolExecutor(32) as pool:
        start = threading.Barrier(32)

        def ask(number: int) -> None:
            start.wait()
            asked = list(wanted)[number % len(wanted) :] + list(wanted)[: number % len(wanted)]
            for question, page in asked:
                assert said(engine, question, page) == wanted[question, page]

        list(pool.map(ask, range(32)))


def test_rebuilds_change_an_answer_only_as_a_whole(tmp_path: Path, monkeypatch: Any) -> None:
    """While generations replace each other every answer is that of the generation it names."""
    index = tmp_path / "a.kashaf"
    monkeypatch.setattr("kashaf.search.generation._PATIENCE", 0.0)
    wanted: dict[int, dict[str, Any]] = {}
    for generation in range(4):
        write(index, generation)
        with Engine.open(index) as engine:
            wanted[engine.generation] = {question: said(engine, question) for question in QUESTIONS}
    assert len(wanted) == 4
    again = tmp_path / "b.kashaf"
    write(again, 0)
    done, seen = threading.Event(), set()
    with Engine.open(again) as engine, ThreadPoolExecutor(8) as pool:

        def ask(number: int) -> None:
            while not done.is_set():
                for question in QUESTIONS:
                    found = said(engine, question)
                    seen.add(found["generation"])
                    assert found == wanted[found["generation"]][question]

        running = [pool.submit(ask, number) for number in range(8)]
        try:
            for generation in range(1, 4):
                write(again, generation)
        finally:
            done.set()
        for future in running:
            future.result()
        assert said(engine, "كتاب")["generation"] == 4
    assert seen


ASK = """
import json, sys
from kashaf.search import Engine
path, questions = json.loads(sys.argv[1])
with Engine.open(path) as engine:
    for _ in range(15):
        for question in questions:
            found = engine.search(question).to_dict()
            del found["took_ms"]
            print(json.dumps([question, found]))
"""


def test_processes_read_while_another_writes(tmp_path: Path) -> None:
    """Two processes on an index rebuilt under them give whole answers of the generations they name."""
    index = tmp_path / "a.kashaf"
    wanted: dict[tuple[int, str], Any] = {}
    for generation in range(3):
        write(tmp_path / "model.kashaf", generation)
        with Engine.open(tmp_path / "model.kashaf") as engine:
            for question in QUESTIONS:
                wanted[engine.generation, question] = json.loads(json.dumps(said(engine, question)))
    write(index, 0)
    asked = [
        subprocess.Popen(
            [sys.executable, "-c", ASK, json.dumps([str(index), QUESTIONS])],
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    for generation in range(1, 3):
        write(index, generation)
    for process in asked:
        out, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        lines = [json.loads(line) for line in out.splitlines()]
        assert len(lines) == 15 * len(QUESTIONS)
        for question, found in lines:
            assert found == wanted[found["generation"], question]


def test_an_answer_outlives_its_generation(tmp_path: Path) -> None:
    """A snapshot whose files a rebuild removed goes on answering, and a closed engine holds none."""
    index = tmp_path / "a.kashaf"
    write(index, 0)
    snapshot = Snapshot.current(index)
    engine = Engine.open(index)
    before = said(engine, "كتاب")
    for generation in range(1, 4):
        write(index, generation)
    assert not (index / "gen-000001").exists()
    assert snapshot.article(0).id == "0000"
    assert before["generation"] == 1
    engine.close()
    assert engine._asker is None
