"""Where a text is marked, and which windows of it are quoted."""

from __future__ import annotations

import html
import itertools
import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st

from kashaf.index import Article
from kashaf.index.analysis import Analyzer, Token
from kashaf.search import Engine, mark
from kashaf.search.marks import Marks, Target, find_marks
from kashaf.search.query import Word
from kashaf.search.results import Marked
from kashaf.search.snippets import WINDOW, best_first, snippets
from kashaf.search.words import TextWords

DEMAND = Path(__file__).resolve().parents[1] / "cases" / "demand.jsonl"
ROWS = [json.loads(line) for line in DEMAND.read_text(encoding="utf-8").splitlines()]


def assert_sound(text: str, spans: Sequence[tuple[int, int]], tokens: Sequence[Token]) -> None:
    """Check what holds for all marks: ascending, apart, whole words, no mark torn from its letter."""
    assert list(spans) == sorted(spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    starts, ends = {token.start for token in tokens}, {token.end for token in tokens}
    for start, end in spans:
        assert start < end
        assert start in starts
        assert end in ends
        assert unicodedata.category(text[start]) != "Mn"
        assert end == len(text) or unicodedata.category(text[end]) != "Mn"
    shown = mark(text, spans)
    assert re.sub("</?mark>", "", shown) == html.escape(text)
    assert re.findall("<mark>(.*?)</mark>", shown, re.DOTALL) == [html.escape(text[a:b]) for a, b in spans]


CASES = [
    ("مدرسة", "ذهب وبالمدرسة حديقة", ["وبالمدرسة"]),
    ("كتب", "قرأ كَتَبَ الدرس", ["كَتَبَ"]),
    ("الرحمن", "بسم ٱلرَّحْمَٰنِ الكريم", ["ٱلرَّحْمَٰنِ"]),
    ("مرحبا", "قال مـــرحبا بكم", ["مـــرحبا"]),
    ("مرحبا", "قال مر\u200dحبا بكم", ["مر\u200dحبا"]),
    ("دولة أو 20", "الـ20 دولة", ["20", "دولة"]),
    ('"طريق الحرير"', "على طريق الحرير القديم", ["طريق الحرير"]),
    ('"طريق الحرير"', "على طريق،\n  «الحرير» القديم", ["طريق،\n  «الحرير"]),
    ('"طريق الحرير" "الحرير القديم"', "على طريق الحرير القديم", ["طريق الحرير القديم"]),
    ('"سي سي" سي', "شبكة سي سي سي", ["سي سي سي"]),
    ('"سي سي تي في"', "سي سي سي تي في", ["سي سي تي في"]),
    ('"سي سي"~1', "سي ثم سي ثم بعد ذلك سي", ["سي", "سي"]),
    ('"حرب سلام"~2', "حرب ثم سلام ثم كلام كثير ثم حرب", ["حرب", "سلام"]),
    ("طريق الحرير", "طريق الحرير", ["طريق", "الحرير"]),
    ("طريق -مدرسة", "طريق فيه كتابة", ["طريق"]),
    ("طريق أو كتاب", "كتاب عن طريق", ["كتاب", "طريق"]),
    ("كتا*", "كتاب وكتب وكتف وقلم", ["كتاب"]),
    ("=كتاب", "كتاب الكتاب كتابه", ["كتاب"]),
    ("من", "رجل من بكين", ["من"]),
    ("من أو في", "رجل من بكين في الدار", ["من", "في"]),
    ("(من في)", "رجل من بكين في الدار", ["من", "في"]),
    ("رجل من", "رجل من بكين", ["رجل"]),
    ("china", "In CHINA, Chinа", ["CHINA"]),
    ("text:طريق", "طريق الحرير", ["طريق"]),
    ("طريق أو (الحرير -طريق)", "طريق الحرير", ["طريق", "الحرير"]),
    ("سعر 12345", "السعر ١٢٬٣٤٥ ريال", ["السعر", "١٢٬٣٤٥"]),
    ("<b>طريق</b> &amp;", '<script>طريق</script> & "x" \'', ["طريق"]),
]


@pytest.fixture(scope="module")
def cases(engine_on: Any) -> Engine:
    """Return an engine on the texts of all cases, the ids their numbers."""
    engine: Engine = engine_on(
        *(Article(id=str(number), title="", text=text) for number, (_, text, _) in enumerate(CASES))
    )
    return engine


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: CASES[number][0])
def test_what_is_marked(cases: Engine, plain_analyzer: Analyzer, number: int) -> None:
    """A mark is a whole word of the original, clitics, vowels and tatweel included; a phrase is one mark."""
    query, text, shown = CASES[number]
    [hit] = [hit for hit in cases.search(query, per_page=100).hits if hit.id == str(number)]
    spans = cases.mark(query, hit.article).text_spans
    assert_sound(text, spans, list(plain_analyzer.tokens(text)))
    assert [text[start:end] for start, end in spans] == shown
    assert [snippet.spans for snippet in hit.snippets] == [spans]


def test_a_scoped_word_marks_only_its_field(engine_on: Any) -> None:
    """A word asked for in the title is not marked in the text, and the other way round."""
    engine = engine_on(Article(id="a", title="طريق الحرير", text="طريق الحرير"))
    [hit] = engine.search("title:طريق text:الحرير").hits
    assert hit.title_spans == ((0, 4),)
    assert [snippet.spans for snippet in hit.snippets] == [((5, 11),)]


def test_a_word_of_a_facet_marks_only_that(engine_on: Any) -> None:
    """A word asked of the source is no word of the text."""
    engine = engine_on(Article(id="a", title="الشرق", text="الشرق", source="صحيفة الشرق", author="الشرق"))
    [hit] = engine.search("source:الشرق").hits
    assert hit.title_spans == ()
    assert hit.facet_spans == {"source": ((6, 11),)}
    assert engine.mark("source:الشرق", hit.article) == Marked((), (), {"source": ((6, 11),)})
    assert [snippet.spans for snippet in hit.snippets] == [()]


def test_a_ligature_of_several_words_is_one_mark(engine_on: Any) -> None:
    """A word inside ﷺ marks the ligature, and so does a phrase inside it."""
    text = "قال النبي ﷺ لأصحابه"
    engine = engine_on(Article(id="a", title="", text=text))
    for query in ("صلى", '"صلى الله"', '"الله عليه وسلم"', "صلى وسلم"):
        [hit] = engine.search(query).hits
        [snippet] = hit.snippets
        assert [snippet.text[start:end] for start, end in snippet.spans] == ["ﷺ"]
    [hit] = engine.search('"النبي صلى الله"').hits
    assert [text[start:end] for start, end in hit.snippets[0].spans] == ["النبي ﷺ"]


def test_a_line_stored_backwards_is_marked_where_it_is_seen(engine_on: Any) -> None:
    """On a line of presentation forms in visual order the marked characters are those of the word."""
    [text] = [row["document_text"] for row in ROWS if row["id"] == 90]
    engine = engine_on(Article(id="a", title="", text=f"مقدمة\n{text}\nخاتمة"))
    words = dict(zip(["المركبة", "لوحة", "اصدار", "إعادة"], text.split(" "), strict=True))
    for query, shown in words.items():
        [hit] = engine.search(query).hits
        snippet = hit.snippets[0]
        assert [snippet.text[start:end] for start, end in snippet.spans] == [shown]
    [hit] = engine.search('"لوحة المركبة"').hits
    snippet = hit.snippets[0]
    assert [snippet.text[start:end] for start, end in snippet.spans] == [" ".join(text.split(" ")[:2])]


@pytest.mark.parametrize("row", [row for row in ROWS if "spans" in row], ids=lambda row: row["id"])
def test_highlight_rows_of_the_demand(engine_on: Any, row: dict[str, Any]) -> None:
    """The rows of the collected demand that name spans get exactly these."""
    engine = engine_on(Article(id="a", title="", text=row["document_text"]))
    [hit] = engine.search(row["query"]).hits
    assert [list(span) for span in engine.mark(row["query"], hit.article).text_spans] == row["spans"]
    [snippet] = hit.snippets
    assert snippet.text == row["document_text"]
    assert [list(span) for span in snippet.spans] == row["spans"]


def test_a_word_past_32768_characters_is_marked_and_quoted(engine_on: Any) -> None:
    """The end of a long article is marked and quoted like its beginning (row 266)."""
    text = "كلمة " * 9000 + "النهاية السعيدة"
    engine = engine_on(Article(id="a", title="", text=text))
    [hit] = engine.search("السعيدة").hits
    [snippet] = hit.snippets
    assert [snippet.text[start:end] for start, end in snippet.spans] == ["السعيدة"]
    assert (snippet.before, snippet.after) == (True, False)
    [span] = engine.mark("السعيدة", hit.article).text_spans
    assert text[slice(*span)] == "السعيدة"
    assert span[0] > 32768
    assert len(engine.mark("كلمة", hit.article).text_spans) == 9000


@pytest.mark.parametrize("place", [0, 3, 25, 60])
def test_a_phrase_of_forty_words_is_quoted_whole(plain_analyzer: Analyzer, place: int) -> None:
    """A phrase longer than the window is shown whole, as one mark, wherever it stands."""
    words, filler = [f"{one}{two}" for one in "بتجدر" for two in "سشصضطعفق"], ["حشو"] * 100
    text = " ".join([*filler[:place], *words, *filler[place:]])
    tokens = list(plain_analyzer.tokens(text))
    marks = _marks(tokens, " ".join(words))
    [snippet] = snippets(TextWords(text, plain_analyzer), len(tokens), marks, best_first(marks), 2)
    assert [snippet.text[start:end] for start, end in snippet.spans] == [" ".join(words)]


def test_the_longest_phrase_a_question_may_hold_is_quoted_whole(engine_on: Any) -> None:
    """A phrase of 32 words, as many as a question may have, is found, marked and quoted whole."""
    phrase = " ".join(f"كلمة {number}" for number in range(16))
    engine = engine_on(a=f"{'حشو ' * 50}{phrase}{' حشو' * 50}")
    [hit] = engine.search(f'"{phrase}"').hits
    [snippet] = hit.snippets
    assert [snippet.text[start:end] for start, end in snippet.spans] == [phrase]


def test_a_word_asked_twice_is_marked_once(engine_on: Any) -> None:
    """Each place counts once among the matches, however often the question names its word."""
    engine = engine_on(a="طريق الحرير ثم طريق", b="طريق")
    [hit] = [hit for hit in engine.search("طريق طريق الحرير").hits if hit.id == "a"]
    assert hit.matches == len(engine.mark("طريق طريق الحرير", hit.article).text_spans) == 3


def test_a_prefix_of_more_words_than_a_text_has_marks_them(engine_on: Any) -> None:
    """Of the many words a prefix stands for those of the text are marked, however often they stand there."""
    many = " ".join(f"كتب{one}{two}" for one in "بجدرسشصض" for two in "طعفقكلمن")
    engine = engine_on(a=many, b="كتببط ثم كتبضن وكتف ثم كتببط")
    article = engine.get("b")
    spans = engine.mark("كتب*", article).text_spans
    assert [article.text[slice(*span)] for span in spans] == ["كتببط", "كتبضن", "كتببط"]


TOKENS = "كتاب طريق الصين مدرسة".split()
FILLER = "حشو زائد بلا معنى كثير".split()
BREAKS = st.sampled_from([" ", " ", " ", " ", "، ", ". ", "؟ ", "\n", "\n\n", " «", "» "])
BODY = st.lists(
    st.tuples(st.sampled_from([*TOKENS, *FILLER * 4, "كَتَبَ", "ﷺ", "الـ20", "مـدرسة", "China"]), BREAKS),
    max_size=160,
).map(lambda pairs: "".join(word + gap for word, gap in pairs))


def _marks(tokens: Sequence[Token], *phrases: str) -> Marks:
    """Return the marks of phrases, each word standing for itself alone."""
    targets = [Target(tuple(map(Word, phrase.split()))) for phrase in phrases]
    positions = {
        word: np.array([at for at, token in enumerate(tokens) if token.written == word.text], dtype=np.int64)
        for target in targets
        for word in target.words
    }
    return find_marks(positions, targets)


WANTED = st.lists(
    st.sampled_from(
        ["كتاب", "طريق", "الصين", "كتب", "صلى", "الله عليه", "كتاب طريق", "حشو زائد", "20", "china"]
    ),
    min_size=1,
    max_size=4,
    unique=True,
)


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(text=BODY, wanted=WANTED, count=st.integers(1, 4))
@example(text=f"{'كتاب ' * 16}ﷺ الـ20 {'كتاب ' * 6}ﷺ ﷺ", wanted=["الله عليه"], count=1)
def test_snippets_of_any_text(plain_analyzer: Analyzer, text: str, wanted: list[str], count: int) -> None:
    """Snippets are cut from the text, apart, in reading order, with all marks that they show whole."""
    tokens = list(plain_analyzer.tokens(text))
    marks, words = _marks(tokens, *wanted), TextWords(text, plain_analyzer)
    spans = marks.spans(words)
    assert_sound(text, spans, tokens)
    found = snippets(words, len(tokens), marks, best_first(marks), count)
    assert len(found) <= count
    assert bool(found) == bool(tokens)
    if not len(marks):
        assert len(found) == bool(tokens)
    ends = 0
    for snippet in found:
        end = snippet.offset + len(snippet.text)
        assert text[snippet.offset : end] == snippet.text
        assert snippet.offset >= ends
        ends = end
        assert snippet.before == (snippet.offset > 0)
        assert snippet.after == (end < len(text.rstrip()))
        inside = [
            (first - snippet.offset, last - snippet.offset)
            for first, last in spans
            if snippet.offset <= first and last <= end
        ]
        assert list(snippet.spans) == inside
        assert inside or not len(marks)
        assert re.sub("</?mark>", "", mark(snippet.text, snippet.spans)) == html.escape(snippet.text)
        assert snippet.html().startswith("… ") == (snippet.before or snippet.text.startswith("… "))
        assert snippet.html().endswith(" …") == (snippet.after or snippet.text.endswith(" …"))
        assert unicodedata.category(snippet.text[0]) != "Mn"
        assert sum(snippet.offset <= token.start < end for token in tokens) <= WINDOW + 12


def test_the_best_window_shows_most_of_what_was_asked(engine_on: Any) -> None:
    """One snippet is where all the words stand together, two are in reading order."""
    filler = " ".join(["حشو"] * 60)
    text = f"كتاب وحيد {filler} كتاب الصين طريق {filler} طريق وحيد"
    engine = engine_on(Article(id="a", title="", text=text))
    [hit] = engine.search("كتاب الصين طريق", snippets=1).hits
    [snippet] = hit.snippets
    assert [snippet.text[start:end] for start, end in snippet.spans] == ["كتاب", "الصين", "طريق"]
    assert snippet.before
    assert snippet.after
    [hit] = engine.search("كتاب الصين طريق", snippets=3).hits
    assert len(hit.snippets) == 3
    offsets = [snippet.offset for snippet in hit.snippets]
    assert offsets == sorted(offsets)


def test_a_snippet_marks_every_word_it_shows(plain_analyzer: Analyzer) -> None:
    """A window chosen for a later word also marks an earlier one that it shows."""
    words = ["حشو"] * 80
    words[20], words[22], words[49] = "كتاب", "كتاب", "الصين"
    text = " ".join(words)
    tokens = list(plain_analyzer.tokens(text))
    marks = _marks(tokens, "كتاب", "الصين")
    [snippet] = snippets(TextWords(text, plain_analyzer), len(tokens), marks, best_first(marks), 1)
    shown = [snippet.text[start:end] for start, end in snippet.spans]
    assert shown == re.findall("كتاب|الصين", snippet.text)
    assert "الصين" in shown


def test_a_hit_by_its_title_quotes_the_beginning(engine_on: Any) -> None:
    """Where nothing of the text is marked its beginning is quoted, unless no snippet is asked for."""
    text = " ".join(f"حرف{number}" for number in range(50))
    engine = engine_on(Article(id="a", title="طريق", text=text), Article(id="b", title="طريق", text=""))
    hits = {hit.id: hit for hit in engine.search("طريق").hits}
    [snippet] = hits["a"].snippets
    assert text.startswith(snippet.text)
    assert (snippet.spans, snippet.offset, snippet.before, snippet.after) == ((), 0, False, True)
    assert hits["b"].snippets == ()
    assert all(hit.snippets == () for hit in engine.search("طريق", snippets=0).hits)


@settings(max_examples=120)
@given(
    number=st.integers(0, 2), words=st.lists(st.integers(0, 37), min_size=1, max_size=4), quoted=st.booleans()
)
def test_every_hit_is_marked(
    libraries: list[Any], vocabulary: Any, number: int, words: list[int], quoted: bool
) -> None:
    """Every hit of words or a phrase shows a mark, in title, snippet or facet; two snippets at most."""
    query = " ".join(vocabulary[word] for word in words)
    library = libraries[number]
    for hit in library.engine.search(f'"{query}"' if quoted else query, per_page=100).hits:
        assert hit.title_spans or hit.facet_spans or any(snippet.spans for snippet in hit.snippets)
        assert 1 <= len(hit.snippets) <= 2
        assert_sound(hit.title, hit.title_spans, list(library.analyzer.tokens(hit.title)))
        for snippet in hit.snippets:
            end = snippet.offset + len(snippet.text)
            assert hit.article.text[snippet.offset : end] == snippet.text
            assert_sound(snippet.text, snippet.spans, list(library.analyzer.tokens(snippet.text)))


@settings(max_examples=200)
@given(
    st.text(alphabet="<>&\"'ابت \u0651\ud800\n", max_size=30),
    st.lists(st.integers(0, 30), max_size=8, unique=True),
)
def test_marking_escapes_and_adds_nothing_else(text: str, edges: list[int]) -> None:
    """Without the marks the HTML is the escaped text, whatever the text and the spans."""
    kept = sorted(edge for edge in edges if edge <= len(text))
    spans = list(zip(kept[::2], kept[1::2], strict=False))
    shown = mark(text, spans)
    assert shown.replace("<mark>", "").replace("</mark>", "") == html.escape(text)
    assert shown.count("<mark>") == shown.count("</mark>") == len(spans)


def test_overlapping_marks_become_one(plain_analyzer: Analyzer) -> None:
    """Marks that overlap or lie inside each other become one, those side by side stay two."""
    first, last = np.array([0, 0, 1, 3]), np.array([1, 0, 2, 3])
    marks = Marks(first, last, np.arange(4))
    text = "واحد اثنان ثلاثة أربعة"
    assert marks.spans(TextWords(text, plain_analyzer)) == ((0, 16), (17, 22))


def test_nothing_is_marked_in_an_article_without_the_words(engine_on: Any) -> None:
    """Marking an article that does not match, also one the index does not hold, marks nothing."""
    engine: Engine = engine_on(a="طريق الحرير")
    assert engine.mark("كتاب", Article(id="x", title="طريق", text="طريق")).text_spans == ()
    found = engine.mark("طريق", Article(id="x", title="طريق", text="بالطريق طريق"))
    assert found.title_spans == ((0, 4),)
    assert (8, 12) in found.text_spans


def test_a_phrase_over_the_end_of_a_backward_line_marks_its_words_only(engine_on: Any) -> None:
    """A phrase that runs on from a line stored backwards to the next marks its words, not both lines."""
    [line] = [row["document_text"] for row in ROWS if row["id"] == 90]
    text = f"{line}\n{line}"
    [hit] = engine_on(Article(id="a", title="", text=text)).search('"المركبة إعادة"').hits
    [snippet] = hit.snippets
    words = line.split(" ")
    assert [snippet.text[start:end] for start, end in snippet.spans] == [words[0], words[-1]]
