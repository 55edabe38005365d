"""Standard output is data, whatever the terminal or the locale (O2, O3, O6)."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Kashaf = Callable[..., "CompletedProcess[str]"]
WORD = "الرئيس"
SEED = "004_d9eb4fad3410492d.txt"


@pytest.mark.parametrize("words", [("search", WORD), ("suggest", WORD), ("similar", SEED), ("stats",)])
def test_a_pipe_hears_only_data(kashaf: Kashaf, seeds_index: Path, words: tuple[str, ...]) -> None:
    """Where standard error is no terminal it stays silent, and standard output holds no escape sequence."""
    done = kashaf(*words, "-i", seeds_index)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout


def test_build_is_silent_on_a_pipe(kashaf: Kashaf, seeds_dir: Path) -> None:
    """A build that goes well draws no progress where nobody sees it, and prints its counts."""
    done = kashaf("build", seeds_dir)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "articles\t5"


def test_quiet_says_nothing(kashaf: Kashaf, seeds_dir: Path) -> None:
    """With -q a build that goes well prints nothing at all."""
    done = kashaf("build", seeds_dir, "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (
            ("search", WORD),
            {
                *(
                    "schema",
                    "generation",
                    "query",
                    "mode",
                    "sort",
                    "page",
                    "per_page",
                    "pages",
                    "total",
                    "complete",
                    "folded",
                ),
                *("took_ms", "suggestion", "rescues", "facets", "histogram", "hits"),
            },
        ),
        (("suggest", WORD), {"schema", "generation", "query", "suggestions"}),
        (("similar", SEED), {"schema", "generation", "id", "hits"}),
        (("analyze", WORD), {"schema", "generation", "tokens"}),
        (("get", "/health"), {"schema", "generation", "status", "type", "body"}),
    ],
)
def test_json_is_one_object_of_a_frozen_shape(
    kashaf: Kashaf, seeds_index: Path, words: tuple[str, ...], keys: set[str]
) -> None:
    """With --json a verb prints one line: an object with schema, generation, and the keys it always had."""
    done = kashaf(*words, "--json", "-i", seeds_index)
    assert done.stdout.count("\n") == 1
    assert set(json.loads(done.stdout)) == keys


def test_json_of_build_and_stats_holds_schema_and_generation(kashaf: Kashaf, seeds_dir: Path) -> None:
    """The reports of build, update and stats name the schema and the generation."""
    for words in (("build", seeds_dir), ("update", seeds_dir), ("stats",)):
        report = json.loads(kashaf(*words, "--json").stdout)
        assert report["schema"] == 1
        assert "generation" in report


def test_a_hit_is_a_line_of_fields(kashaf: Kashaf, seeds_index: Path) -> None:
    """Rank, score, day, id, title stand apart by tabs, numbers first and Arabic last."""
    first = kashaf("search", WORD, "-i", seeds_index).stdout.splitlines()[0].split("\t")
    assert len(first) == 5
    assert first[0] == "1"
    assert float(first[1]) > 0


def test_a_completion_is_a_line_of_fields(kashaf: Kashaf, seeds_index: Path) -> None:
    """Kind, articles, id and text stand apart by tabs; nothing to say is 1, a count out of range 2."""
    done = kashaf("suggest", "طريق الح", "-n", "3", "-i", seeds_index)
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert lines[0][0] == "word"
    assert lines[0][3] == "طريق الحرير"
    assert len(lines) <= 3
    assert {len(line) for line in lines} == {4}
    assert kashaf("suggest", "زقطبور", "-i", seeds_index).returncode == 1
    assert kashaf("suggest", "ط", "-n", "21", "-i", seeds_index).returncode == 2


def test_related_articles_are_lines_like_hits(kashaf: Kashaf, seeds_index: Path) -> None:
    """The related articles come as hits do, at most -n of them; an unknown id is 1 and says what to do."""
    lines = kashaf("similar", SEED, "-n", "2", "-i", seeds_index).stdout.splitlines()
    fields = [line.split("\t") for line in lines if line[0] != "\t"]
    assert [(len(each), each[0]) for each in fields] == [(5, "1"), (5, "2")]
    assert SEED not in {each[3] for each in fields}
    done = kashaf("similar", "away", "-i", seeds_index)
    assert (done.returncode, done.stdout) == (1, "")
    assert "no article 'away'" in done.stderr


def test_a_misspelt_question_is_answered_with_a_better_one(kashaf: Kashaf, seeds_index: Path) -> None:
    """Somebody who listens is told what to ask instead; a program finds it in the JSON."""
    done = kashaf("search", "الحرييرر", "-v", "-i", seeds_index)
    assert done.stderr.splitlines()[-1] == 'try: kashaf search "الحرير"'
    told = json.loads(kashaf("search", "الحرييرر", "--json", "-i", seeds_index).stdout)
    assert told["suggestion"] == "الحرير"


def test_letters_are_printed_in_logical_order(kashaf: Kashaf, seeds_index: Path, seeds_dir: Path) -> None:
    """The passages are the article's own letters, neither reversed nor reshaped."""
    texts = "\n".join(path.read_text(encoding="utf-8") for path in seeds_dir.iterdir())
    flat = " ".join(texts.split())
    lines = kashaf("search", WORD, "-i", seeds_index).stdout.splitlines()
    passages = [line[1:].strip("… ") for line in lines if line.startswith("\t")]
    assert passages
    assert all(" ".join(passage.split()) in flat for passage in passages)


def test_csv_is_a_sheet(kashaf: Kashaf, seeds_index: Path) -> None:
    """With --csv there is a line of names and one line a hit."""
    done = kashaf("search", WORD, "--csv", "-i", seeds_index)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert rows[0]["rank"] == "1"
    assert rows[0]["title"]


def test_jsonl_is_an_object_a_hit(kashaf: Kashaf, seeds_index: Path) -> None:
    """With --jsonl every line is one hit."""
    lines = kashaf("search", WORD, "--jsonl", "-i", seeds_index).stdout.splitlines()
    assert [json.loads(line)["rank"] for line in lines] == list(range(1, len(lines) + 1))


def test_html_writes_a_page(kashaf: Kashaf, seeds_index: Path, tmp_path: Path) -> None:
    """With --html a right-to-left page with the matches marked is written."""
    kashaf("search", WORD, "--html", "page.html", "-i", seeds_index)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert 'dir="rtl"' in page
    assert "<mark>" in page


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8"])
def test_the_locale_changes_no_byte(kashaf: Kashaf, seeds_index: Path, locale: str) -> None:
    """Under any locale the question is understood and the answer is UTF-8."""
    words = ("search", WORD, "--jsonl", "-i", seeds_index)
    plain = kashaf(*words)
    assert kashaf(*words, env={"LC_ALL": locale}).stdout == plain.stdout
    assert WORD[2:] in plain.stdout


def test_the_encoding_of_python_is_overruled(kashaf: Kashaf, seeds_index: Path) -> None:
    """PYTHONIOENCODING=cp1256 does not change what is printed either."""
    words = ("search", WORD, "-i", seeds_index)
    assert kashaf(*words, env={"PYTHONIOENCODING": "cp1256"}).stdout == kashaf(*words).stdout


def test_a_question_comes_from_standard_input(kashaf: Kashaf, seeds_index: Path) -> None:
    """A dash for the question reads it from standard input."""
    assert (
        kashaf("search", "-", "-i", seeds_index, stdin=WORD + "\n").stdout
        == kashaf("search", WORD, "-i", seeds_index).stdout
    )


@pytest.mark.parametrize(
    "words", [("search", WORD), ("stats",), ("check",), ("analyze", "-"), ("--help",), ("get", "/")]
)
def test_a_closed_pipe_ends_silently_with_0(
    command: list[str], clean_environ: dict[str, str], seeds_index: Path, words: tuple[str, ...]
) -> None:
    """Nobody reads on: the command ends with 0 and says nothing."""
    index = [] if words == ("--help",) else ["-i", str(seeds_index)]
    running = subprocess.Popen(
        [*command, *words, *index],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=clean_environ,
    )
    assert running.stdout is not None
    assert running.stdin is not None
    assert running.stderr is not None
    running.stdout.close()
    running.stdin.write((WORD + " ").encode() * 1000)
    running.stdin.close()
    said = running.stderr.read()
    running.stderr.close()
    assert (running.wait(timeout=60), said) == (0, b"")


def test_analyze_shows_the_way_of_a_word(kashaf: Kashaf) -> None:
    """A line has the range of the word, then its forms, and needs no index."""
    done = kashaf("analyze", "والكتاب")
    assert done.returncode == 0
    assert done.stdout.startswith("0-7\tوالكتاب\t")
    assert "كتاب" in done.stdout


def test_explain_shows_a_tree(kashaf: Kashaf, seeds_index: Path) -> None:
    """The score of a hit is explained by values that begin with the score itself."""
    hit = json.loads(kashaf("search", WORD, "--jsonl", "-n", "1", "-i", seeds_index).stdout)
    tree = json.loads(kashaf("explain", WORD, hit["id"], "--json", "-i", seeds_index).stdout)
    assert tree["value"] == pytest.approx(hit["score"], rel=1e-3)
    assert tree["details"]


@pytest.mark.parametrize("words", [("--help",), ("build", "--help"), ("-h",)])
def test_help_is_data(kashaf: Kashaf, words: tuple[str, ...]) -> None:
    """--help prints the usage on standard output and ends with 0."""
    done = kashaf(*words)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: kashaf")


def test_the_verbs_are_those_of_the_contract() -> None:
    """The command has the verbs that the documentation names."""
    from kashaf.web.cli import cli

    verbs = "analyze build check completion config evaluate explain get rebuild search serve"
    assert sorted(cli.commands) == [*verbs.split(), "similar", "stats", "suggest", "update"]


def test_every_flag_is_described() -> None:
    """No flag or verb of the command is without a help text."""
    import click

    from kashaf.web.cli import cli

    silent = [
        f"{name} {option.name}"
        for name, verb in cli.commands.items()
        for option in verb.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert silent == []
    assert [name for name, verb in cli.commands.items() if not verb.help] == []
