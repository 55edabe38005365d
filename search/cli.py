"""The verbs that ask an index: search, suggest, explain, evaluate."""

from __future__ import annotations

import datetime
import json
import os
import shlex
import sys
import tempfile
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from ..index.build import build
from ..index.cli.console import Console
from ..index.cli.flags import common, takes
from ..index.cli.progress import listening
from ..index.errors import JudgementsError, SettingsError
from ..index.options import Settings, option
from ..index.settings import AnalysisSettings
from . import listing
from .compare import Comparison, changed
from .engine import Engine
from .evaluate import Evaluation, evaluate as measure, require_measures
from .filters import Filters
from .judged import Judged, corpus_of
from .ranking import Ranking
from .results import Results
from .suggest import MAX_SUGGESTIONS


@dataclass(frozen=True)
class ModeSettings(Settings):
    """How a question is understood."""

    mode: str = option("words", "all the words, any of them, or as typed", choices=("words", "any", "exact"))


@dataclass(frozen=True)
class SearchSettings(Settings):
    """How the hits are ordered and shown."""

    per_page: int = option(10, "hits on a page", low=1, high=100)
    sort: str = option("relevance", "order of the hits", choices=("relevance", "newest", "oldest"))
    snippets: int = option(2, "passages quoted from an article", low=0, high=10)


@dataclass(frozen=True)
class SuggestSettings(Settings):
    """How many ways to go on are shown."""

    suggestions: int = option(8, "completions of what is typed", low=1, high=MAX_SUGGESTIONS)


SETTINGS: tuple[type[Settings], ...] = (ModeSettings, SearchSettings, SuggestSettings, Ranking)


def _day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value) if value is not None else None
    except ValueError:
        raise SettingsError(f"--{(parameter.name or '')[5:]}", value, "a day as YYYY-MM-DD") from None


@click.command()
@click.argument("query")
@common
@takes("asked", ModeSettings)
@takes("how", SearchSettings, short={"per_page": "-n"})
@takes("ranking", Ranking)
@click.option("--page", type=int, default=1, metavar="N", help="Page, from 1.")
@click.option("--from", "date_from", callback=_day, metavar="DAY", help="Published on that day or later.")
@click.option("--to", "date_to", callback=_day, metavar="DAY", help="Published on that day or before.")
@click.option("--year", multiple=True, type=int, metavar="YEAR", help="Published in that year; repeatable.")
@click.option("--section", multiple=True, metavar="NAME", help="In that section; repeatable.")
@click.option("--source", multiple=True, metavar="NAME", help="From that source; repeatable.")
@click.option("--author", multiple=True, metavar="NAME", help="By that author; repeatable.")
@click.option("--jsonl", "form", flag_value="jsonl", help="One JSON object a hit.")
@click.option("--csv", "form", flag_value="csv", help="A sheet with a line of names.")
@click.option(
    "--html", "page_file", type=click.Path(path_type=Path), metavar="FILE", help="Write a page to read."
)
@click.option("--open", "open_page", is_flag=True, help="Open the page of --html in the browser.")
def search(
    *,
    query: str,
    index: Path,
    console: Console,
    asked: ModeSettings,
    how: SearchSettings,
    ranking: Ranking,
    page: int,
    form: str | None,
    page_file: Path | None,
    open_page: bool,
    **chosen: Any,
) -> int:
    """Find the articles that answer QUERY.

    A line has the hit's rank, score, day, id and title, apart by tabs; below it the
    passages that match. - reads the query from standard input.
    """
    words = sys.stdin.read().strip() if query == "-" else query
    with Engine.open(index, ranking=ranking) as engine:
        results = engine.search(
            words,
            page=page,
            per_page=how.per_page,
            sort=how.sort,
            mode=asked.mode,
            filters=Filters(**chosen),
            snippets=how.snippets,
        )
    if page_file is not None:
        page_file.write_text(listing.page(results), encoding="utf-8")
        if open_page:
            webbrowser.open(page_file.resolve().as_uri())
    _print(results, console, form)
    _comment(results, console)
    return 0 if results.hits else 1


@click.command()
@click.argument("prefix")
@common
@takes("how", SuggestSettings, short={"suggestions": "-n"})
def suggest(*, prefix: str, index: Path, console: Console, how: SuggestSettings) -> int:
    """Complete PREFIX, the beginning of a question.

    A line has word or title, how many articles hold it, the id of the title's article, and
    the completed text, apart by tabs.
    """
    with Engine.open(index) as engine:
        found = engine.suggest(prefix, how.suggestions)
        generation = engine.generation
    if console.json:
        told = [each.to_dict() for each in found]
        console.document({"schema": 1, "generation": generation, "query": prefix, "suggestions": told})
    else:
        for each in found:
            console.row(each.kind, each.count, each.id or "", each.text)
    return 0 if found else 1


@click.command()
@click.argument("query")
@click.argument("id")
@common
@takes("asked", ModeSettings)
@takes("ranking", Ranking)
def explain(
    *, query: str, id: str, index: Path, console: Console, asked: ModeSettings, ranking: Ranking
) -> int:
    """Show why the article ID has its score.

    A tree of values and formulas: how the score for QUERY comes about.
    """
    with Engine.open(index, ranking=ranking) as engine:
        tree = engine.explain(query, id, mode=asked.mode)
        generation = engine.generation
    if tree is None:
        console.warn(f"kashaf: no article {id!r}; see the ids with: kashaf search {shlex.quote(query)}")
        return 1
    if console.json:
        console.document({"schema": 1, "generation": generation, "query": query, "id": id, **tree.to_dict()})
    else:
        console.text("\n".join(tree.lines()) + "\n")
    return 0


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@common
@takes("asked", ModeSettings)
@takes("analysis", AnalysisSettings)
@takes("ranking", Ranking)
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
        before, *after = [_evaluated(place, judged, one, asked.mode) for one in rankings]
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


def _evaluated(place: Path, judged: Judged, ranking: Ranking, mode: str) -> Evaluation:
    with Engine.open(place, ranking=ranking) as engine:
        return measure(engine, judged, mode=mode)


def _print(results: Results, console: Console, form: str | None) -> None:
    if console.json:
        console.document(results.to_dict())
    elif form == "jsonl":
        for hit in results.to_dict()["hits"]:
            console.text(json.dumps(hit, ensure_ascii=False) + "\n")
    elif form == "csv":
        console.text(listing.sheet(results))
    else:
        bold = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        for fields in listing.lines(results, bold=bold):
            console.text("\t".join(fields) + "\n")


def _comment(results: Results, console: Console) -> None:
    console.note(f"{results.total} found, page {results.page} of {results.pages}, {results.took_ms:.0f} ms")
    for rescue in results.rescues:
        console.note(f"{rescue.reason}: {rescue.typed} ← {' '.join(rescue.tried)}")
    if results.suggestion:
        console.note(f"try: kashaf search {json.dumps(results.suggestion, ensure_ascii=False)}")
