"""Run the benchmark: ``python -m bench --collection zipf-50000 --engine kashaf --engine tantivy``."""

from __future__ import annotations

import datetime
import os
import platform
import tempfile
from pathlib import Path

import click

from . import measure, report
from .collections import documents
from .engines import ENGINES
from .queries import draw


@click.command()
@click.option(
    "--collection", "names", multiple=True, default=("zipf-50000",), help="zipf-N, or a judged collection"
)
@click.option(
    "--engine", "engines", multiple=True, default=tuple(ENGINES), help="engines to measure, ours first"
)
@click.option("--queries", default=100, help="queries of each kind and round")
@click.option("--keep", type=click.Path(path_type=Path), help="folder for the indexes; made anew otherwise")
def main(names: tuple[str, ...], engines: tuple[str, ...], queries: int, keep: Path | None) -> None:
    """Measure speed, size and memory beside other engines and print tables."""
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    print(f"{datetime.date.today()}, {machine}\n")
    with tempfile.TemporaryDirectory() as temporary:
        for name in names:
            print(measured(name, engines, queries, keep or Path(temporary)), flush=True)


def measured(name: str, engines: tuple[str, ...], queries: int, folder: Path) -> str:
    """Return the tables of one collection."""
    text_bytes = sum(len(title.encode()) + len(text.encode()) for _, title, text in documents(name))
    batches = draw(documents(name), queries * measure.ROUNDS + measure.WARM_UP)
    figures, paths = {}, {}
    for engine in engines:
        # a whole answer is given by the index the ranking uses
        paths[engine] = folder / f"{name}-{engine.removesuffix(' answer')}"
        if paths[engine] in list(paths.values())[:-1]:
            figures[engine] = measure.Figures(engine, size=figures[engine.removesuffix(" answer")].size)
        else:
            figures[engine] = measure.build(engine, paths[engine], name)
            print(f"built {engine}: {figures[engine].build_wall:.1f} s", flush=True)
    measure.answer(figures, paths, name, batches)
    return report.tables(name, text_bytes, list(figures.values()))


if __name__ == "__main__":
    main()
