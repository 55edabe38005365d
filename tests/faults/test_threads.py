"""Many threads search while generation after generation is published."""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path

import pytest

from kashaf.index import Article, Collection
from kashaf.search import Engine

pytestmark = pytest.mark.slow

THREADS = 50
BUILDER = """
import sys, time
from kashaf.index import Article, Collection

for generation in range(3, int(sys.argv[3]) + 3):
    letter, count = "ab"[generation % 2], (20, 30)[generation % 2]
    with Collection.create(sys.argv[1], replace=True) as collection:
        for n in range(count):
            text = f"كتاب مشترك جيل{generation} رقم{n}"
            collection.add(Article(id=f"{letter}{n}", title=f"عنوان {n}", text=text))
        collection.commit(keep=int(sys.argv[2]))
    print(generation, flush=True)
    time.sleep(0.1)  # all of them take longer than an engine waits between two looks
"""


def wrong(engine: Engine, chance: random.Random) -> str | None:
    """Ask one question and return what is wrong with the answer."""
    page = chance.choice((1, 2))
    results = engine.search(
        chance.choice(("كتاب", "مشترك", '"كتاب مشترك"', "كتاب رقم1")), page=page, per_page=12
    )
    letter, count = "ab"[results.generation % 2], (20, 30)[results.generation % 2]
    if results.total != count:
        return f"generation {results.generation} has {results.total} hits"
    if len(results.hits) != min(12, count - 12 * (page - 1)):
        return f"page {page} has {len(results.hits)} hits"
    for hit in results.hits:
        if not hit.id.startswith(letter) or f"جيل{results.generation} " not in hit.article.text:
            return f"generation {results.generation} gave {hit.id} {hit.article.text}"
        if not hit.snippets[0].spans:
            return f"{hit.id} has no mark"
    return None


def rebuild_under_load(index: Path, python, *, keep: int, rebuilds: int) -> None:
    """Search with all threads while another process rebuilds, and prove every answer."""
    with Collection.create(index) as collection:
        collection.add(Article(id="old", title="قديم", text=""))
    with Collection.create(index, replace=True) as collection:
        collection.add_many(Article(id=f"a{n}", title="", text=f"كتاب مشترك جيل2 رقم{n}") for n in range(20))
    engine, faults, seen = Engine.open(index), [], set()
    stop = threading.Event()

    def ask(number: int) -> None:
        chance = random.Random(number)
        while not stop.is_set() and not faults:
            try:
                fault = wrong(engine, chance)
                seen.add(engine.generation)
                if number % 25 == 0:
                    with Engine.open(index) as fresh:
                        fault = fault or wrong(fresh, chance)
            except Exception as error:
                fault = repr(error)
            if fault:
                faults.append(fault)
            time.sleep(0.2)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    builder = python(BUILDER, index, keep, rebuilds)
    published = [int(line) for line in builder.stdout]
    time.sleep(1.5)
    last = engine.search("كتاب").generation
    stop.set()
    for thread in threads:
        thread.join()
    engine.close()
    assert faults == []
    assert published == list(range(3, rebuilds + 3))
    assert last == published[-1]
    assert len(seen) > 2


def test_no_answer_is_wrong_or_mixed_during_twenty_rebuilds(tmp_path, python) -> None:
    """While another process rebuilds twenty times, each of fifty threads' answers is of one generation."""
    rebuild_under_load(tmp_path / "index", python, keep=1, rebuilds=20)


def test_a_generation_removed_while_it_is_searched_goes_on_answering(tmp_path, python) -> None:
    """The same with no older generation kept: what a thread has opened outlives its removal."""
    rebuild_under_load(tmp_path / "index", python, keep=0, rebuilds=20)
