"""The verb that measures answers: evaluate."""

from __future__ import annotations

import shlex
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from ...index.build import build
from ...index.cli.console import Console
from ...index.cli.flags import common, takes
from ...index.cli.progress import listening
from ...index.errors import JudgementsError, SettingsError
from ...index.settings import AnalysisSettings
from ..compare import Comparison, changed
from ..engine import Engine
from ..evaluate import Evaluation, evaluate as measure, require_measures
from ..judged import Judged, corpus_of
from ..limits import Limits
from ..ranking import Ranking
from .mode import ModeSettings


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@common
@takes("asked", ModeSettings)
@takes("analysis", AnalysisSettings)
@takes("ranking", Ranking)
@takes("limits", Limits)
@click.option(
    "--keep-index", type=click.Path(path_type=Path), metavar="PATH", help="Build there, and keep it."
)
@click.option(
    "--limit-queries", type=click.IntRange(min=1), metavar="N", help="Ask a random N, always the same."
)
@click.option("--compare", multiple=True, metavar="SETTING=VALUE", help="Rank by this too; repeatable.")
@click.option("--queries", "each", is_flag=True, help="Show the values of each query instead of the means.")
def evaluate(
    *,
    folder: Path,
    index: Path,
    console: Console,
    asked: ModeSettings,
    analysis: AnalysisSettings,
    ranking: Ranking,
    limits: Limits,
    keep_index: Path | None,
    limit_queries: int | None,
    compare: tuple[str, ...],
    each: bool,
) -> int:
    """Measure the answers to the judged queries of DIR.

    DIR holds corpus.jsonl or corpus.jsonl.gz ({"id", "title", "text"} a line), queries.tsv (id, tab, text)
    and qrels.tsv (query, 0, article, grade). Its corpus is indexed in a temporary folder, unless the flag
    --index names an index of it.

    With --compare a second ranking is measured on the same index: the difference of the means, the
    probability p that chance gives as much (paired randomisation test), and the queries that gained and
    lost most.
    """
    require_measures()
    rankings = [ranking, changed(ranking, compare)] if compare else [ranking]
    judged = Judged.read(folder)
    if limit_queries is not None:
        judged = judged.sample(limit_queries)
    with _index_of(folder, keep_index, analysis, console) as place:
        before, *after = [_evaluated(place, judged, one, limits, asked.mode) for one in rankings]
    comparison = Comparison(before, after[0]) if after else None
    for doubt in before.doubts():
        console.warn(f"kashaf: {doubt}")
    if before.unjudged:
        console.note(f"{len(before.unjudged)} queries without a relevant article were left out")
    if console.json:
        compared = comparison.to_dict() if comparison else None
        console.document({**before.to_dict(), "compared": compared})
        return 0
    table = comparison or before
    for row in table.query_rows() if each else table.rows():
        console.row(*row)
    return 0


@contextmanager
def _index_of(
    folder: Path, keep: Path | None, analysis: AnalysisSettings, console: Console
) -> Iterator[Path]:
    # The flag alone: what a variable or the file names is the index of somebody's own articles.
    flag = click.get_current_context().params.get("index")
    if flag is not None:
        if keep is not None:
            raise SettingsError(
                "--keep-index", str(keep), "without --index only: it builds, --index does not"
            )
        yield Path(flag)
        return
    corpus = corpus_of(folder)
    with tempfile.TemporaryDirectory(prefix="kashaf-") as temporary:
        place = keep or Path(temporary) / "evaluate.kashaf"
        with listening(console) as progress:
            report = build([corpus], place, settings=analysis, progress=progress)
        if report.generation is None:
            raise JudgementsError(
                corpus, f"no line of it is an article; the first error is at {report.errors[0]}"
            )
        if report.errors:
            left_out = (
                f"kashaf: {len(report.errors)} lines of {corpus} were left out, the first: {report.errors[0]}"
            )
            console.warn(
                f"{left_out}; see them with: {shlex.join(['kashaf', 'build', str(corpus), '--dry-run'])}"
            )
        yield place


def _evaluated(place: Path, judged: Judged, ranking: Ranking, limits: Limits, mode: str) -> Evaluation:
    with Engine.open(place, ranking=ranking, limits=limits) as engine:
        return measure(engine, judged, mode=mode)
