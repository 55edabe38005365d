"""The verbs that write an index or look into one: build, update, analyze, stats, check."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from ..analysis import Analyzer
from ..build import Report, build as build_index
from ..check import check as check_index
from ..local import open_analyzer
from ..options import Settings, option
from ..settings import AnalysisSettings, WorkSettings
from ..stats import stats as stats_of
from ..update import update as update_index
from .console import Console
from .flags import PlaceSettings, common, named, takes
from .progress import listening

SHOWN_ERRORS = 20


@dataclass(frozen=True)
class WriteSettings(Settings):
    """How sources are read and the index is written."""

    encoding: str = option("", "encoding of every file; else the mark at its beginning decides, else UTF-8")
    wait: float = option(0.0, "seconds to wait for another writer", low=0, high=86400)
    fail_on_error: bool = option(False, "end with 6 when a file was left out")


@dataclass(frozen=True)
class BuildSettings(Settings):
    """What a full build keeps."""

    keep: int = option(1, "generations kept to roll back to", low=1, high=100)


@dataclass(frozen=True)
class UpdateSettings(Settings):
    """What counts as a change."""

    checksum: bool = option(False, "read every file again instead of trusting its size and time")
    delete_missing: bool = option(True, "delete the articles whose file is gone")
    max_delete: float = option(0.2, "share of the articles an update may delete; 0.2 or 20%", low=0, high=1)


SETTINGS: tuple[type[Settings], ...] = (
    PlaceSettings,
    WriteSettings,
    BuildSettings,
    UpdateSettings,
    WorkSettings,
    AnalysisSettings,
)

sources_argument = click.argument(
    "sources", nargs=-1, required=True, metavar="SRC...", type=click.Path(path_type=Path)
)
include_option = click.option(
    "--include", multiple=True, metavar="GLOB", help="Read only such names; repeatable."
)
exclude_option = click.option(
    "--exclude", multiple=True, metavar="GLOB", help="Leave such names out; repeatable."
)


@click.command()
@sources_argument
@common
@takes("how", BuildSettings)
@takes("analysis", AnalysisSettings)
@takes("reading", WriteSettings)
@takes("work", WorkSettings)
@include_option
@exclude_option
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Stop after N articles.")
@click.option("--dry-run", is_flag=True, help="Read everything, write nothing.")
def build(
    *,
    sources: tuple[Path, ...],
    index: Path,
    console: Console,
    how: BuildSettings,
    analysis: AnalysisSettings,
    reading: WriteSettings,
    work: WorkSettings,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    limit: int | None,
    dry_run: bool,
) -> int:
    """Build the index from files and folders.

    It is built beside the old one, verified, and put in its place at once; readers never wait.

    SRC is a file, a folder, or - for articles as JSON lines on standard input.
    """
    with listening(console) as progress:
        report = build_index(
            sources,
            index,
            settings=analysis,
            encoding=reading.encoding or None,
            include=include,
            exclude=exclude,
            wait=reading.wait,
            keep=how.keep,
            limit=limit,
            dry_run=dry_run,
            work=work,
            progress=progress,
        )
    _tell(report, console)
    return _exit_code(report, reading, published=dry_run or report.generation is not None)


@click.command()
@sources_argument
@common
@takes("how", UpdateSettings)
@takes("reading", WriteSettings)
@takes("work", WorkSettings)
@include_option
@exclude_option
def update(
    *,
    sources: tuple[Path, ...],
    index: Path,
    console: Console,
    how: UpdateSettings,
    reading: WriteSettings,
    work: WorkSettings,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
) -> int:
    """Add, replace and delete what changed.

    New files are added, changed ones replaced, and the articles of those that are gone deleted. Files that
    are missing all at once stop it: an unmounted disk must not empty the index.
    """
    with listening(console) as progress:
        report = update_index(
            sources,
            index,
            encoding=reading.encoding or None,
            include=include,
            exclude=exclude,
            wait=reading.wait,
            checksum=how.checksum,
            delete_missing=how.delete_missing,
            max_delete=how.max_delete,
            work=work,
            progress=progress,
        )
    _tell(report, console)
    return _exit_code(report, reading, published=True)


@click.command()
@click.argument("text")
@common
def analyze(*, text: str, index: Path, console: Console) -> int:
    """Show the forms of each word of TEXT.

    A line has the word's half-open character range, its forms (as it stands, repaired, folded,
    stemmed), the steps of the stemmer and the linked stems (broken plurals, nisbas). With --index the
    words are stemmed as that index stems them, else by the background evidence alone. - reads standard
    input.
    """
    analyzer = open_analyzer(index) if named("index") else Analyzer.default()
    tokens = analyzer.explain(sys.stdin.read() if text == "-" else text)
    if console.json:
        console.document({"schema": 1, "generation": None, "tokens": tokens})
    else:
        _tokens(tokens, console)
    return 0 if tokens else 1


@click.command()
@common
def stats(*, index: Path, console: Console) -> int:
    """Show what the index holds.

    Counts, size, versions, and what the last build left out.
    """
    found = stats_of(index)
    if console.json:
        console.document({"schema": 1, **found})
    else:
        _flat(found, console)
    return 0


@click.command()
@common
def check(*, index: Path, console: Console) -> int:
    """Read every byte of the index and hold it against what was written.

    Ends with 4 and the name of the file that differs, is missing or was added.
    """
    check_index(index)
    found = stats_of(index)
    sound = {"generation": found["generation"], "articles": found["articles"], "bytes": found["bytes"]}
    if console.json:
        console.document({"schema": 1, **sound})
    else:
        _flat(sound, console)
    return 0


def _tell(report: Report, console: Console) -> None:
    for error in report.errors[:SHOWN_ERRORS]:
        console.warn(str(error))
    if len(report.errors) > SHOWN_ERRORS:
        console.warn(f"… and {len(report.errors) - SHOWN_ERRORS} more; see them all with --json")
    if console.json:
        console.document(report.to_dict())
    elif not console.quiet:
        counts = (report.articles, report.added, report.changed, report.deleted, len(report.errors))
        names = ("articles", "added", "changed", "deleted", "errors")
        for name, count in zip(names, counts, strict=True):
            console.row(name, count)
        console.row("generation", "none" if report.generation is None else report.generation)


def _exit_code(report: Report, reading: WriteSettings, *, published: bool) -> int:
    if report.errors and reading.fail_on_error:
        return 6
    return 0 if published else 1


def _tokens(tokens: Iterable[Mapping[str, Any]], console: Console) -> None:
    for token in tokens:
        forms = (token[name] for name in ("surface", "written", "folded", "stem"))
        linked = " ".join(f"{link['kind']}: {link['key']}" for link in token["links"])
        console.row(f"{token['start']}-{token['end']}", *forms, " ".join(token["stem_steps"]), linked)


def _flat(values: Mapping[str, Any], console: Console) -> None:
    for name, value in values.items():
        text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list | tuple) else value
        console.row(name, "" if text is None else text)
