"""What each part of the ranking is worth: ``python -m bench.ablation``.

Every collection in the folder that ``KASHAF_EVAL_DATA`` names is asked with the default settings, then with
one part of the ranking switched off at a time. The table goes to the standard output, ready for the README.
"""

from __future__ import annotations

import datetime
import os
import platform
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean

import click

from kashaf.index.build import build
from kashaf.search import Engine, Ranking
from kashaf.search.compare import p_value
from kashaf.search.evaluate import Evaluation, evaluate
from kashaf.search.judged import Judged, corpus_of

MEASURE = "nDCG@10"
CHANCE = 0.01
"""Below this probability a difference is not put down to chance."""
PARTS: Mapping[str, Mapping[str, float]] = {
    "all of it": {},
    "best passage": {"passage_weight": 0.0},
    "lead": {"lead_weight": 0.0},
    "nearness": {"proximity_weight": 0.0},
    "titles that are named": {"named_weight": 0.0},
    "titles": {"title_weight": 0.0, "named_weight": 0.0},
    "having all the words": {"all_words_weight": 0.0},
    "length": {"b": 0.0, "title_b": 0.0},
    "repetition": {"k1": 0.0},
    "plurals and nisbas": {"link_weight": 0.0},
    "form as typed": {"surface_weight": 0.0},
    "light stem": {"stem_weight": 0.0},
    "Snowball stem": {"snowball_weight": 0.0},
}
"""Each part, by the settings that switch it off."""


@click.command()
@click.option("--limit-queries", type=click.IntRange(min=1), help="ask a random N of each, always the same")
@click.option("--part", "parts", multiple=True, type=click.Choice(list(PARTS)), default=tuple(PARTS))
def main(limit_queries: int | None, parts: tuple[str, ...]) -> None:
    """Print nDCG@10 on each judged collection without each part of the ranking."""
    if "KASHAF_EVAL_DATA" not in os.environ:
        raise SystemExit("KASHAF_EVAL_DATA names no folder of judged collections")
    folders = sorted(path.parent for path in Path(os.environ["KASHAF_EVAL_DATA"]).glob("*/qrels.tsv"))
    if not folders:
        raise SystemExit(f"no collection in KASHAF_EVAL_DATA={os.environ['KASHAF_EVAL_DATA']}")
    columns = {folder.name: measured(folder, limit_queries, parts) for folder in folders}
    print(f"{datetime.date.today()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print(f"| without | {' | '.join(columns)} | mean |\n|---{'|--:' * (len(columns) + 1)}|")
    for number, part in enumerate(parts):
        figures = [column[number] for column in columns.values()]
        print(line(part, figures, [column[0] for column in columns.values()]))


def measured(folder: Path, limit: int | None, parts: Sequence[str]) -> list[Evaluation]:
    """Return what a collection gives with the default settings, and without each part."""
    judged = Judged.read(folder)
    if limit is not None:
        judged = judged.sample(limit)
    found = []
    with tempfile.TemporaryDirectory() as temporary:
        index = Path(temporary) / "index"
        build([corpus_of(folder)], index)
        for part in parts:
            print(f"{folder.name}: without {part}", file=sys.stderr)
            with Engine.open(index, ranking=Ranking(**PARTS[part])) as engine:
                found.append(evaluate(engine, judged))
    return found


def line(part: str, figures: Sequence[Evaluation], whole: Sequence[Evaluation]) -> str:
    """Return a line of the table: nDCG@10 of each collection, with a star where chance does not explain the
    difference, and their mean."""
    cells = []
    for one, before in zip(figures, whole, strict=True):
        sure = p_value(before.of(MEASURE), one.of(MEASURE)) < CHANCE
        cells.append(f"{one.means[MEASURE]:.4f}{' *' if sure else ''}")
    mean = fmean(one.means[MEASURE] for one in figures)
    return f"| {part} | {' | '.join(cells)} | {mean:.4f} |"


if __name__ == "__main__":
    main()
