"""Run the benchmark: ``python -m bench --collection zipf-50000 --engine kashaf --engine tantivy``.

The tables go to the standard output, ready for the README; how far it is, to standard error.
``KASHAF_EVAL_DATA`` names the folder of the judged collections, ``KASHAF_BENCH_LUCENE`` one with the jars of
Lucene 9; an engine that is not here is left out with a line that says so.
"""

from __future__ import annotations

import datetime
import os
import platform
import shlex
import sys
import tempfile
from pathlib import Path

import click

from . import load, measure, report
from .collections import documents
from .engines import ENGINES
from .queries import draw

OURS = "kashaf"


@click.command()
@click.option(
    "--collection", "names", multiple=True, default=("zipf-50000",), help="zipf-N, or a judged collection"
)
@click.option(
    "--engine",
    "engines",
    multiple=True,
    default=tuple(ENGINES),
    type=click.Choice(list(ENGINES)),
    help="engines to measure, the one to compare with first",
)
@click.option("--queries", default=100, help="queries of each kind and round")
@click.option("--keep", type=click.Path(path_type=Path), help="folder for the indexes; made anew otherwise")
def main(names: tuple[str, ...], engines: tuple[str, ...], queries: int, keep: Path | None) -> None:
    """Measure speed, size and memory beside other engines and print tables."""
    unavailable = {name: reason for name in engines if (reason := ENGINES[name].missing())}
    present = [name for name in engines if name not in unavailable]
    if not present:
        raise SystemExit("; ".join(f"{name}: {reason}" for name, reason in unavailable.items()))
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    print(f"<!-- bench -->\n{datetime.date.today()}, {machine}: `{_command()}`\n")
    found = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            found[name] = measured(name, present, queries, folder)
            if OURS in present:
                _tell(f"{name}: served")
                loads = [load.measured(folder / f"{name}-{OURS}", processes=count) for count in (1, 2)]
                print(load.table(loads), flush=True)
    generated = {name: figures for name, figures in found.items() if name.startswith("zipf-")}
    print(*filter(None, (report.growth(generated), report.notes(present, unavailable))), sep="\n", end="")
    print("<!-- /bench -->")


def measured(name: str, engines: list[str], queries: int, folder: Path) -> list[measure.Figures]:
    """Measure the engines on one collection, print the tables and return what was measured."""
    text_bytes = sum(len(title.encode()) + len(text.encode()) for _, title, text in documents(name))
    batches = draw(documents(name), queries * measure.ROUNDS + measure.WARM_UP)
    figures: dict[str, measure.Figures] = {}
    paths = {engine: folder / f"{name}-{ENGINES[engine].index_of or engine}" for engine in engines}
    for engine in engines:
        if ENGINES[engine].index_of in figures:
            figures[engine] = measure.Figures(engine, figures[ENGINES[engine].index_of].documents)
            continue
        figures[engine] = measure.build(engine, paths[engine], name)
        _tell(f"{name}: {engine} built in {figures[engine].build_wall:.1f} s")
    measure.answer(figures, paths, name, batches)
    print(report.tables(name, text_bytes, list(figures.values())), flush=True)
    return list(figures.values())


def _command() -> str:
    """Return the command that was given, as one types it."""
    flags = shlex.join(sys.argv[1:])
    return f"make bench BENCH_FLAGS='{flags}'" if flags else "make bench"


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
