"""Judged questions in, measures out; two settings compared."""

from __future__ import annotations

import gzip
import itertools
import json
import math
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from hypothesis import given, settings, strategies as st

from kashaf.index import Article, ExtraMissingError, JudgementsError, SettingsError
from kashaf.search import Engine, Ranking
from kashaf.search.compare import EXACT, Comparison, changed, p_value
from kashaf.search.evaluate import MEASURES, evaluate, require_measures
from kashaf.search.judged import Judged, JudgedQuery, corpus_of

Kashaf = Callable[..., "CompletedProcess[str]"]
BuildIndex = Callable[..., Path]

# The more often an article says the word, and the shorter it is, the higher it stands: a, b, c, d.
ARTICLES = {
    "a": "قافلة قافلة قافلة",
    "b": "قافلة قافلة جمال",
    "c": "قافلة جمال رمال",
    "d": "قافلة جمال رمال صحراء واحات نخيل تمور",
    "e": "سفينة في البحر",
}
TITLED = {"f": ("منارة", "برج يضيء للسفن"), "g": ("برج", "منارة منارة منارة منارة تضيء")}
QUERIES = {"q1": "قافلة", "q2": "سفينة", "q3": "زقزقزق", "q4": "منارة"}
QRELS = [("q1", "b", 2), ("q1", "d", 1), ("q1", "a", 0), ("q2", "e", 1), ("q3", "a", 1), ("q4", "f", 1)]


def write(folder: Path, *, separator: str = "\t", packed: bool = False) -> Path:
    """Write the collection above and return its folder."""
    folder.mkdir(exist_ok=True)
    rows = [{"id": id, "title": "", "text": text} for id, text in ARTICLES.items()]
    rows += [{"id": id, "title": title, "text": text} for id, (title, text) in TITLED.items()]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    (folder / ("corpus.jsonl.gz" if packed else "corpus.jsonl")).write_bytes(
        gzip.compress(lines) if packed else lines
    )
    queries = "".join(f"{id}\t{text}\n" for id, text in QUERIES.items())
    (folder / "queries.tsv").write_text(queries, encoding="utf-8")
    qrels = "".join(separator.join((query, "0", id, str(grade))) + "\n" for query, id, grade in QRELS)
    (folder / "qrels.tsv").write_text(qrels, encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a small judged collection."""
    return write(tmp_path / "small")


@pytest.fixture(scope="session")
def place(build_index: BuildIndex) -> Path:
    """Return an index of the small collection."""
    untitled = [Article(id=id, title="", text=text) for id, text in ARTICLES.items()]
    titled = [Article(id=id, title=title, text=text) for id, (title, text) in TITLED.items()]
    return build_index([*untitled, *titled])


def test_the_values_are_those_worked_out_by_hand(folder: Path, place: Path) -> None:
    """For the hits a b c d, graded 0 2 - 1: nDCG is (2/log2 3 + 1/log2 5) / (2 + 1/log2 3)."""
    with Engine.open(place) as engine:
        assert engine.rank("قافلة")[1] == ["a", "b", "c", "d"]
        evaluation = evaluate(engine, Judged.read(folder))
    values = {query.id: dict(query.values) for query in evaluation.queries}
    gain = (2 / math.log2(3) + 1 / math.log2(5)) / (2 + 1 / math.log2(3))
    assert values["q1"] == pytest.approx({"nDCG@10": gain, "RR@10": 1 / 2, "R@10": 1, "R@100": 1})
    assert values["q2"] == dict.fromkeys(MEASURES, 1.0)
    assert values["q3"] == dict.fromkeys(MEASURES, 0.0)
    of_q4 = values["q4"]["nDCG@10"]
    assert evaluation.means["nDCG@10"] == pytest.approx((gain + 1 + 0 + of_q4) / 4)


def test_recall_counts_to_its_depth(build_index: BuildIndex, tmp_path: Path) -> None:
    """Of twenty relevant articles among a hundred and fifty hits, those within ten and a hundred count."""
    ids = [f"{number:03}" for number in range(150)]
    where = build_index(Article(id=id, title="", text="قافلة") for id in ids)
    (tmp_path / "queries.tsv").write_text("q\tقافلة\n", encoding="utf-8")
    with Engine.open(where) as engine:
        order = engine.rank("قافلة", count=150)[1]
        relevant = [*order[:2], *order[10:15], *order[100:113]]
        lines = "".join(f"q 0 {id} 1\n" for id in relevant)
        (tmp_path / "qrels.tsv").write_text(lines, encoding="utf-8")
        values = evaluate(engine, Judged.read(tmp_path)).queries[0].values
    assert values["R@10"] == pytest.approx(2 / 20)
    assert values["R@100"] == pytest.approx(7 / 20)


@pytest.mark.parametrize("separator", ["\t", " ", "   "])
def test_judgements_are_apart_by_tabs_or_blanks(tmp_path: Path, separator: str) -> None:
    """The forms of BEIR and of TREC read alike."""
    read = Judged.read(write(tmp_path / "small", separator=separator))
    assert [(query.id, dict(query.grades)) for query in read.queries] == [
        ("q1", {"b": 2, "d": 1, "a": 0}),
        ("q2", {"e": 1}),
        ("q3", {"a": 1}),
        ("q4", {"f": 1}),
    ]


def test_a_query_without_a_relevant_article_is_left_out(folder: Path) -> None:
    """It would count as 0 whatever the ranking; the means are over the others."""
    with (folder / "queries.tsv").open("a", encoding="utf-8") as lines:
        lines.write("q5\tرمال\nq6\tواحات\n")
    with (folder / "qrels.tsv").open("a", encoding="utf-8") as lines:
        lines.write("q5\t0\ta\t0\n")
    read = Judged.read(folder)
    assert [query.id for query in read.queries] == ["q1", "q2", "q3", "q4"]
    assert read.unjudged == ("q5", "q6")


def test_a_byte_order_mark_and_carriage_returns_are_no_text(folder: Path) -> None:
    """Files as Windows writes them give the same questions."""
    plain = Judged.read(folder)
    for name in ("queries.tsv", "qrels.tsv"):
        content = (folder / name).read_bytes()
        (folder / name).write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
    assert Judged.read(folder) == plain


@pytest.mark.parametrize(
    ("name", "content", "line", "said"),
    [
        ("queries.tsv", "q1\tقافلة\n\nq2 سفينة\n", 3, "a tab"),
        ("queries.tsv", "q1\tقافلة\nq1\tسفينة\n", 2, "'q1'"),
        ("queries.tsv", "q1\t\n", 1, "its text"),
        ("qrels.tsv", "q1\t0\tb\n", 1, "a whole number"),
        ("qrels.tsv", "q1\t0\tb\t1\nq1\t0\td\tyes\n", 2, "yes"),
        ("qrels.tsv", "q1 0 b 1\nq1 0 b 2\n", 2, "graded 1"),
        ("qrels.tsv", "q9 0 b 1\n", None, "same ids"),
    ],
)
def test_a_line_that_does_not_fit_is_named(
    folder: Path, name: str, content: str, line: int | None, said: str
) -> None:
    """The error has the file, the line, the value and what to write."""
    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(JudgementsError, match=said) as raised:
        Judged.read(folder)
    assert (raised.value.source, raised.value.line) == (str(folder / name), line)


def test_bytes_that_are_no_utf8_are_named(folder: Path) -> None:
    """The error has the line of the first bad byte."""
    (folder / "queries.tsv").write_bytes("q1\tقافلة\nq2\t".encode() + "سفينة".encode("cp1256"))
    with pytest.raises(JudgementsError, match="UTF-8") as raised:
        Judged.read(folder)
    assert raised.value.line == 2


@pytest.mark.parametrize("name", ["queries.tsv", "qrels.tsv"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    """Without its queries or judgements a folder is no judged collection."""
    (folder / name).unlink()
    with pytest.raises(JudgementsError, match=name):
        Judged.read(folder)


def test_a_missing_corpus_is_named(folder: Path) -> None:
    """The error has both names the corpus may have."""
    (folder / "corpus.jsonl").unlink()
    with pytest.raises(JudgementsError, match=r"corpus\.jsonl and no corpus\.jsonl\.gz"):
        corpus_of(folder)


def test_an_index_of_other_articles_is_refused(folder: Path, build_index: BuildIndex) -> None:
    """An index without a single relevant article is not of this corpus."""
    with (
        Engine.open(build_index([Article(id="z", title="", text="قافلة")])) as engine,
        pytest.raises(JudgementsError, match="is it an index of this corpus"),
    ):
        evaluate(engine, Judged.read(folder))


def test_a_relevant_article_that_is_not_indexed_is_named(folder: Path, place: Path) -> None:
    """It counts as not found, and the evaluation says so."""
    with (folder / "qrels.tsv").open("a", encoding="utf-8") as lines:
        lines.write("q2\t0\taway\t1\n")
    with Engine.open(place) as engine:
        evaluation = evaluate(engine, Judged.read(folder))
    assert evaluation.missing == ("away",)
    assert evaluation.queries[1].values["R@10"] == pytest.approx(1 / 2)
    assert any("away" in doubt for doubt in evaluation.doubts())


def test_a_question_that_cannot_be_asked_counts_as_0(folder: Path, place: Path) -> None:
    """A question beyond the limits is measured as unanswered, with the reason."""
    long = (folder / "queries.tsv").read_text(encoding="utf-8").replace("سفينة", "سفينة " * 33)
    (folder / "queries.tsv").write_text(long, encoding="utf-8")
    with Engine.open(place) as engine:
        evaluation = evaluate(engine, Judged.read(folder))
    assert "limit" in evaluation.queries[1].refused
    assert set(evaluation.queries[1].values.values()) == {0.0}


def test_without_the_extra_the_installation_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where ir-measures cannot be imported, the error says what to install."""
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    with pytest.raises(ExtraMissingError, match=r"pip install 'kashaf\[evaluate\]'"):
        require_measures()


@given(st.integers(1, 6), st.integers(0, 3))
def test_a_sample_is_a_part_in_order(count: int, seed: int) -> None:
    """A sample has so many questions of the collection, in their order, and is the same each time."""
    read = Judged("small", tuple(JudgedQuery(str(number), "", {}) for number in range(5)))
    some = read.sample(count, seed=seed)
    assert len(some.queries) == min(count, 5)
    assert [query for query in read.queries if query in some.queries] == list(some.queries)
    assert some == read.sample(count, seed=seed)


values = st.sampled_from([0.0, 0.5, 0.63, 1.0])


@given(st.lists(st.tuples(values, values), max_size=9))
def test_the_probability_is_that_of_all_signs(pairs: list[tuple[float, float]]) -> None:
    """For few questions it is the share of all signs, zeros included, with a sum as far from 0."""
    before, after = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    differences = [b - a for a, b in pairs]
    sums = [
        abs(sum(sign * one for sign, one in zip(signs, differences, strict=True)))
        for signs in itertools.product((1, -1), repeat=len(pairs))
    ]
    share = sum(one >= abs(sum(differences)) - 1e-9 for one in sums) / len(sums)
    assert p_value(before, after) == pytest.approx(share)


@settings(max_examples=25)
@given(st.lists(st.tuples(values, values), min_size=EXACT + 1, max_size=60))
def test_the_probability_knows_no_side(pairs: list[tuple[float, float]]) -> None:
    """It lies above 0 and up to 1, and is the same each time and, but for chance, whichever comes first."""
    before, after = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    p = p_value(before, after)
    assert 0 < p <= 1
    assert p == p_value(before, after) == p_value(after, before)


def test_samples_agree_with_all_signs() -> None:
    """Where twenty questions gain alike, the samples come near 2 / 2^20; where they cancel, near 1."""
    assert p_value([0.0] * 20, [1.0] * 20) < 0.001
    assert p_value([0.0, 1.0] * 10, [1.0, 0.0] * 10) == 1.0
    assert p_value([0.5] * 20, [0.5] * 20) == 1.0


def test_two_settings_are_compared_question_by_question(folder: Path, place: Path) -> None:
    """A title that counts for more lifts the article of that name, and only its question gains."""
    judged = Judged.read(folder)
    ranking = Ranking(title_weight=0.0)
    other = changed(ranking, ["title-weight=5"])
    with Engine.open(place, ranking=ranking) as one, Engine.open(place, ranking=other) as two:
        comparison = Comparison(evaluate(one, judged), evaluate(two, judged))
    [gained] = comparison.gained
    assert (gained.id, gained.before, gained.after) == ("q4", pytest.approx(1 / math.log2(3)), 1.0)
    assert comparison.lost == ()
    ndcg = comparison.differences[0]
    assert ndcg.after - ndcg.before == pytest.approx((1 - 1 / math.log2(3)) / 4)
    assert ndcg.p == 1.0
    turned = Comparison(comparison.after, comparison.before)
    assert [(change.id, change.before) for change in turned.lost] == [("q4", 1.0)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("k1", "SETTING=VALUE"),
        ("title_wight=2", "title_weight"),
        ("b=2", "from 0 to 1"),
        ("b=x", "compare b"),
    ],
)
def test_a_wrong_setting_to_compare_is_named(words: str, said: str) -> None:
    """A setting without a value, unknown, out of range or no number is refused with what is allowed."""
    with pytest.raises(SettingsError, match=said):
        changed(Ranking(), [words])


def test_the_command_prints_the_means(kashaf: Kashaf, tmp_path: Path) -> None:
    """A line has a name and its value; a packed corpus is indexed by the way, and nothing is left behind."""
    write(tmp_path / "small", packed=True)
    done = kashaf("evaluate", "small", env={"TMPDIR": str(tmp_path), "KASHAF_INDEX": "elsewhere"})
    assert (done.returncode, done.stderr) == (0, "")
    rows = dict(line.split("\t") for line in done.stdout.splitlines())
    assert list(rows) == ["collection", "articles", "queries", *MEASURES]
    assert (rows["collection"], rows["articles"], rows["queries"]) == ("small", "7", "4")
    assert [path.name for path in tmp_path.iterdir()] == ["small"]


def test_an_index_is_kept_and_used_again(kashaf: Kashaf, folder: Path) -> None:
    """--keep-index leaves the index where --index finds it, and the values are the same."""
    kept = kashaf("evaluate", folder, "--keep-index", "kept.kashaf", "--json")
    (folder / "corpus.jsonl").unlink()
    again = kashaf("evaluate", folder, "--index", "kept.kashaf", "--json")
    assert kept.returncode == again.returncode == 0
    assert json.loads(kept.stdout) == json.loads(again.stdout)


def test_the_json_has_a_frozen_shape(kashaf: Kashaf, folder: Path, place: Path) -> None:
    """One object: settings, means, the values of each question, and the comparison or null."""
    words = ("evaluate", folder, "--index", place, "--json")
    document = json.loads(kashaf(*words, "--compare", "k1=0.9").stdout)
    assert set(document) == {
        *("schema", "generation", "collection", "articles", "mode", "settings", "means"),
        *("missing", "unjudged", "queries", "compared"),
    }
    assert document["settings"]["k1"] == Ranking().k1
    assert set(document["queries"][0]) == {"id", "text", "refused", "values"}
    assert set(document["queries"][0]["values"]) == set(MEASURES)
    compared = document["compared"]
    assert set(compared) == {"settings", "means", "differences", "gained", "lost", "queries"}
    assert compared["settings"]["k1"] == 0.9
    assert [set(one) for one in compared["differences"]] == [{"measure", "before", "after", "p"}] * 4
    assert json.loads(kashaf(*words).stdout)["compared"] is None


def test_the_limits_of_a_question_are_settings(kashaf: Kashaf, folder: Path, place: Path) -> None:
    """What is refused by default is asked where the limit allows it."""
    long = (folder / "queries.tsv").read_text(encoding="utf-8").replace("سفينة", "سفينة " * 33)
    (folder / "queries.tsv").write_text(long, encoding="utf-8")
    measured = ("evaluate", folder, "-i", place, "--json")
    documents = [json.loads(kashaf(*measured, *flags).stdout) for flags in ((), ("--query-words", "33"))]
    assert [bool(document["queries"][1]["refused"]) for document in documents] == [True, False]


def test_tables_show_each_question(kashaf: Kashaf, folder: Path, place: Path) -> None:
    """--queries has a line a question; --compare the differences, and both together both values."""
    measured = ("evaluate", folder, "-i", place)
    each = kashaf(*measured, "--queries", "--limit-queries", "2").stdout.splitlines()
    assert each[0].split("\t") == [*MEASURES, "id", "text"]
    assert len(each) == 3
    words = (*measured, "--title-weight", "0", "--compare", "title_weight=5")
    rows = [line.split("\t") for line in kashaf(*words).stdout.splitlines()]
    assert ["gained", "0.6309", "1.0000", "+0.3691", "q4", "منارة"] in rows
    assert ["lost", "0"] in rows
    both = kashaf(*words, "--queries").stdout.splitlines()
    assert both[-1].split("\t")[0] == "0.6309"
    assert both[-1].split("\t")[4] == "1.0000"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("evaluate", "away"), 2, "queries.tsv"),
        (("evaluate", "small", "--index", "away.kashaf"), 3, "away.kashaf"),
        (("evaluate", "small", "--compare", "k9=1"), 2, "k1"),
        (("evaluate", "small", "--mode", "sideways"), 2, "words"),
        (("evaluate", "small", "-i", "a", "--keep-index", "b"), 2, "--keep-index"),
        (("evaluate", "small", "--limit-queries", "0"), 2, "--limit-queries"),
    ],
)
def test_a_wrong_word_ends_with_its_code(
    kashaf: Kashaf, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    """Each error is one line that names the value, and nothing is printed as data."""
    write(tmp_path / "small")
    done = kashaf(*words)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_bad_line_of_the_corpus_is_told(kashaf: Kashaf, folder: Path) -> None:
    """It is left out, and the command that shows all is named; a corpus of such lines alone ends with 2."""
    with (folder / "corpus.jsonl").open("a", encoding="utf-8") as lines:
        lines.write('{"id": "h", "text"\n')
    done = kashaf("evaluate", folder)
    assert done.returncode == 0
    assert "corpus.jsonl:8" in done.stderr
    assert "--dry-run" in done.stderr
    (folder / "corpus.jsonl").write_text("nothing\n", encoding="utf-8")
    none = kashaf("evaluate", folder)
    assert (none.returncode, none.stdout) == (2, "")
    assert "corpus.jsonl:1" in none.stderr
