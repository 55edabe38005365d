"""The verbs of searching.

Ask an index: ``search``, ``suggest``, ``similar``, ``explain``, here
Measure the answers: ``evaluate``, in ``judging``
"""

from __future__ import annotations

import datetime
import json
import os
import shlex
import sys
import webbrowser
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from ...index.cli.console import Console
from ...index.cli.flags import common, takes
from ...index.errors import SettingsError
from ...index.options import Settings, option
from .. import listing
from ..engine import Engine
from ..filters import Filters
from ..limits import Limits
from ..ranking import Ranking
from ..results import Hit, Results
from ..suggest import MAX_SUGGESTIONS
from .judging import evaluate
from .mode import ModeSettings


@dataclass(frozen=True)
class SearchSettings(Settings):
    """How the hits are ordered and shown."""

    per_page: int = option(10, "hits on a page", low=1, high=100)
    sort: str = option("relevance", "order of the hits", choices=("relevance", "newest", "oldest"))
    snippets: int = option(2, "passages quoted from an article", low=0, high=10)
    fold: bool = option(True, "near-duplicates of a hit stand under it")


@dataclass(frozen=True)
class SuggestSettings(Settings):
    """How many ways to go on are shown."""

    suggestions: int = option(8, "completions of what is typed", low=1, high=MAX_SUGGESTIONS)


__all__ = ["SETTINGS", "evaluate", "explain", "search", "similar", "suggest"]

SETTINGS: tuple[type[Settings], ...] = (ModeSettings, SearchSettings, SuggestSettings, Ranking, Limits)


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
@takes("limits", Limits)
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
    limits: Limits,
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
    with Engine.open(index, ranking=ranking, limits=limits) as engine:
        results = engine.search(
            words,
            page=page,
            per_page=how.per_page,
            sort=how.sort,
            mode=asked.mode,
            filters=Filters(**chosen),
            snippets=how.snippets,
            fold=how.fold,
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
@takes("limits", Limits)
def suggest(*, prefix: str, index: Path, console: Console, how: SuggestSettings, limits: Limits) -> int:
    """Complete PREFIX, the beginning of a question.

    A line has word or title, how many articles hold it, the id of the title's article, and
    the completed text, apart by tabs.
    """
    with Engine.open(index, limits=limits) as engine:
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
@click.argument("id")
@common
@click.option("-n", "count", type=int, default=5, metavar="N", help="Articles at most. [default 5]")
@takes("ranking", Ranking)
def similar(*, id: str, index: Path, console: Console, count: int, ranking: Ranking) -> int:
    """Find the articles about the same as the article ID.

    A line has an article's rank, score, day, id and title, apart by tabs; below it a passage
    with the words they have in common.
    """
    with Engine.open(index, ranking=ranking) as engine:
        hits = engine.similar(id, count=count)
        generation = engine.generation
    if hits is None:
        console.warn(f"kashaf: no article {id!r}; see the ids with: kashaf search QUERY")
    elif console.json:
        told = [hit.to_dict() for hit in hits]
        console.document({"schema": 1, "generation": generation, "id": id, "hits": told})
    else:
        _print_lines(hits, console)
    return 0 if hits else 1


@click.command()
@click.argument("query")
@click.argument("id")
@common
@takes("asked", ModeSettings)
@takes("ranking", Ranking)
@takes("limits", Limits)
def explain(
    *,
    query: str,
    id: str,
    index: Path,
    console: Console,
    asked: ModeSettings,
    ranking: Ranking,
    limits: Limits,
) -> int:
    """Show why the article ID has its score.

    A tree of values and formulas: how the score for QUERY comes about.
    """
    with Engine.open(index, ranking=ranking, limits=limits) as engine:
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


def _print(results: Results, console: Console, form: str | None) -> None:
    if console.json:
        console.document(results.to_dict())
    elif form == "jsonl":
        for hit in results.to_dict()["hits"]:
            console.text(json.dumps(hit, ensure_ascii=False) + "\n")
    elif form == "csv":
        console.text(listing.sheet(results.hits))
    else:
        _print_lines(results.hits, console)


def _print_lines(hits: Sequence[Hit], console: Console) -> None:
    bold = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    for fields in listing.lines(hits, bold=bold):
        console.text("\t".join(fields) + "\n")


def _comment(results: Results, console: Console) -> None:
    folded = f", {results.folded} of them folded under near-duplicates" if results.folded else ""
    console.note(
        f"{results.total} found{folded}, page {results.page} of {results.pages}, {results.took_ms:.0f} ms"
    )
    for rescue in results.rescues:
        console.note(f"{rescue.reason}: {rescue.typed} ← {' '.join(rescue.tried)}")
    if results.suggestion:
        console.note(f"try: kashaf search {json.dumps(results.suggestion, ensure_ascii=False)}")
