"""What a typed question means."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings, strategies as st

from kashaf.index.analysis import STOP_WORDS, Analyzer
from kashaf.search import Limits, QueryError, QuerySyntaxError, QueryTooLongError
from kashaf.search.query import (
    Alternative,
    Clause,
    Dates,
    Node,
    Occur,
    Phrase,
    Scoped,
    Sequence,
    Word,
    parse,
)

GOLDEN = Path(__file__).with_name("golden.tsv")
_SIGN = {Occur.SHOULD: "", Occur.MUST: "+", Occur.MUST_NOT: "-"}


def describe(node: Node) -> str:
    """Return a node in one line: ``+must -not [group] <a|b> "phrase"~2 field:… word* =exact stop?``."""
    if isinstance(node, Word):
        return f"{'=' * node.exact}{node.text}{'*' * node.prefix}{'?' * node.stop}"
    if isinstance(node, Phrase):
        return f'"{" ".join(map(describe, node.words))}"' + (f"~{node.slop}" if node.slop else "")
    if isinstance(node, Dates):
        return f"{node.first or ''}..{node.last or ''}"
    if isinstance(node, Scoped):
        return f"{node.field}:{describe(node.node)}"
    if isinstance(node, Alternative):
        return f"<{'|'.join(map(describe, node.nodes))}>"
    return f"[{' '.join(_SIGN[clause.occur] + describe(clause.node) for clause in node.clauses)}]"


def _golden() -> list[tuple[str, str]]:
    lines = GOLDEN.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    # a table of text cannot show controls, so they are written as escapes
    return [(row[0].encode("raw_unicode_escape").decode("unicode_escape"), row[1]) for row in rows]


@pytest.mark.parametrize(("query", "meaning"), _golden())
def test_golden_question(plain_analyzer: Analyzer, query: str, meaning: str) -> None:
    """A question means what the golden table says."""
    assert describe(parse(query, plain_analyzer)) == meaning


def test_golden_table_is_large() -> None:
    """The golden table holds at least a hundred different questions."""
    assert len({query for query, _ in _golden()}) >= 100


@pytest.mark.parametrize("tail", list("؟!،؛۔?,;:.…"))
def test_punctuation_beside_a_word_is_no_part_of_it(plain_analyzer: Analyzer, tail: str) -> None:
    """A sign of punctuation before or after a word leaves the word as it is."""
    for query in (f"الحال{tail}", f"{tail}الحال", f"الحال {tail}"):
        assert describe(parse(query, plain_analyzer)) == "[الحال]"


@pytest.mark.parametrize("pair", ['""', "«»", "“”", "„“", "„”", "”“", "””"])
def test_balanced_quotes_make_a_phrase(plain_analyzer: Analyzer, pair: str) -> None:
    """Every kind of balanced quotes makes a phrase, which must be there."""
    query = f"خبر {pair[0]}طريق الحرير{pair[1]} اليوم"
    assert describe(parse(query, plain_analyzer)) == '[خبر +"طريق الحرير" اليوم]'


@pytest.mark.parametrize("quote", list('"«»“”„'))
def test_a_quote_without_partner_is_a_space(plain_analyzer: Analyzer, quote: str) -> None:
    """An unbalanced quote of any kind leaves the words, wherever it stands."""
    for query in (f"{quote}طريق الحرير", f"طريق {quote}الحرير", f"طريق الحرير{quote}", f"طريق{quote}الحرير"):
        assert describe(parse(query, plain_analyzer)) == "[طريق الحرير]"


@pytest.mark.parametrize("operator", ["أو", "او", "OR", "|", "||", "ليس", "AND", "&", "&&", "و"])
def test_an_operator_alone_is_a_word_or_nothing(plain_analyzer: Analyzer, operator: str) -> None:
    """An operator that joins nothing is the word it spells."""
    words = [token.written for token in plain_analyzer.tokens(operator)]
    for query in (operator, f"  {operator}\n", f"({operator})"):
        assert describe(parse(query, plain_analyzer)) == f"[{' '.join(words)}]"


@pytest.mark.parametrize("sign", [*"^[]~*?:\\-+=|&!/(){}<>@#$%'\"«»“”„", "()", "(())", ")(", '""', "--"])
def test_a_sign_alone_asks_for_nothing(plain_analyzer: Analyzer, sign: str) -> None:
    """A sign alone, or beside a word apart from it, never raises and asks for nothing."""
    assert parse(sign, plain_analyzer) == Sequence(())
    for query in (f"{sign} كتاب قديم", f"كتاب قديم {sign}"):
        assert describe(parse(query, plain_analyzer)) == "[كتاب قديم]"


@pytest.mark.parametrize(
    "control", ["\u200e", "\u200f", "\u202b", "\u202c", "\u2067", "\u2069", "\ufeff", "\u061c"]
)
def test_invisible_controls_hide_no_operator(plain_analyzer: Analyzer, control: str) -> None:
    """A question means the same with invisible controls around and inside its operators."""
    for query in ("طريق أو حرير", "طريق -حرير", 'خبر "طريق الحرير"', "عنوان:طريق", "طري*", "date:2024"):
        hidden = control + control.join(query) + control
        assert parse(hidden, plain_analyzer) == parse(query, plain_analyzer)


def test_alternatives_in_every_spelling(plain_analyzer: Analyzer) -> None:
    """All spellings of OR between two operands mean the same."""
    meant = parse("طريق أو حرير", plain_analyzer)
    assert describe(meant) == "[<طريق|حرير>]"
    for spelling in ("او", "OR", "|", "||"):
        assert parse(f"طريق {spelling} حرير", plain_analyzer) == meant


def test_operators_inside_quotes_are_words(plain_analyzer: Analyzer) -> None:
    """Inside quotes an operator, a sign and a stop word are words or nothing."""
    found = parse('"طريق أو ليس -حرير من (عنوان:x)"', plain_analyzer)
    assert describe(found) == '[+"طريق أو ليس حرير من عنوان x"]'


@pytest.mark.parametrize(
    "name", ["title", "Title", "TITLE", "عنوان", "العنوان", "text", "نص", "source", "مصدر"]
)
def test_known_field_names(plain_analyzer: Analyzer, name: str) -> None:
    """A known field name in either language, in any case, scopes what follows it at once."""
    [clause] = parse(f"{name}:النفط", plain_analyzer).clauses
    assert isinstance(clause.node, Scoped)
    assert (clause.occur, clause.node.node) == (Occur.MUST, Word("النفط"))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("10:30", "10 30"),
        ("سورة:الكهف", "سورة الكهف"),
        ("http://example.com/a", "http example com a"),
        ("lemma:يمين", "lemma يمين"),
        ("عنوان: النفط", "عنوان النفط"),
        ("عنوان:", "عنوان"),
        (":النفط", "النفط"),
        ("title::النفط", "title النفط"),
        ("تاريخ:مصر", "تاريخ مصر"),
    ],
)
def test_a_colon_that_makes_no_field_is_text(plain_analyzer: Analyzer, query: str, words: str) -> None:
    """An unknown name, a time, an address and a name without a value are words, none of them lost."""
    found = parse(query, plain_analyzer)
    assert [word.text for word in _words(found)] == words.split()
    assert all(clause.occur is Occur.SHOULD for clause in found.clauses)


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("date:2024", "2024-01-01", "2024-12-31"),
        ("date:2024-02", "2024-02-01", "2024-02-29"),
        ("date:2023-2", "2023-02-01", "2023-02-28"),
        ("date:2024-07-05", "2024-07-05", "2024-07-05"),
        ("date:2024/7/5", "2024-07-05", "2024-07-05"),
        ("date:2023..2024", "2023-01-01", "2024-12-31"),
        ("date:2023-05..2023-06", "2023-05-01", "2023-06-30"),
        ("date:2024..", "2024-01-01", None),
        ("date:..2024", None, "2024-12-31"),
        ("after:2023", "2024-01-01", None),
        ("after:2024-07-05", "2024-07-06", None),
        ("before:2024", None, "2023-12-31"),
        ("before:2024-03", None, "2024-02-29"),
        ("تاريخ:٢٠٢٤", "2024-01-01", "2024-12-31"),
        ("التاريخ:۲۰۲۴-۰۷", "2024-07-01", "2024-07-31"),
        ("بعد:٢٠٢٣", "2024-01-01", None),
        ("قبل:2024", None, "2023-12-31"),
        ('date:"2024-07"', "2024-07-01", "2024-07-31"),
        ("date:2024؟", "2024-01-01", "2024-12-31"),
        ("date:0001..9999", "0001-01-01", "9999-12-31"),
    ],
)
def test_dates(plain_analyzer: Analyzer, query: str, first: str | None, last: str | None) -> None:
    """Days, months, years and ranges are read in both languages and all digits, both ends included."""
    [clause] = parse(query, plain_analyzer).clauses
    days = [datetime.date.fromisoformat(day) if day else None for day in (first, last)]
    assert clause == Clause(Occur.MUST, Dates(days[0], days[1]))


@pytest.mark.parametrize(
    "value",
    [
        "20",
        "2024-13",
        "2024-00",
        "2024-05-00",
        "2024-02-30",
        "0000",
        "20245",
        "2024-1-1-1",
        "2024..2023",
        "2024...2025",
        "2024x",
    ],
)
@pytest.mark.parametrize("prefix", ["", "خبر ", "\u200fخبر "])
def test_a_bad_date_says_where(plain_analyzer: Analyzer, prefix: str, value: str) -> None:
    """A value that is no date raises ``QuerySyntaxError`` with its place in the typed text."""
    query = f"{prefix}date:{value}"
    with pytest.raises(QuerySyntaxError) as caught:
        parse(query, plain_analyzer)
    assert query[caught.value.position :] == value


@pytest.mark.parametrize("query", ["before:0001", "before:0001-01-01", "after:9999", "after:9999-12-31"])
def test_the_ends_of_the_calendar(plain_analyzer: Analyzer, query: str) -> None:
    """A day outside the calendar is the reader's error, not ours."""
    with pytest.raises(QuerySyntaxError, match="no day comes"):
        parse(query, plain_analyzer)


@pytest.mark.parametrize(("query", "field"), [("date:(2024) مصر", "date"), ("(عنوان:) مصر", "عنوان")])
def test_nothing_typed_after_a_field_is_lost(plain_analyzer: Analyzer, query: str, field: str) -> None:
    """A field with a value it cannot have is a word, and the rest of the question stays."""
    words = {clause.node for clause in parse(query, plain_analyzer).clauses}
    assert {Word(field), Word("مصر")} <= words


def test_length_limit(plain_analyzer: Analyzer) -> None:
    """256 characters are a question, 257 are too long, and the error tells both numbers."""
    assert parse("ا" * 256, plain_analyzer)
    with pytest.raises(QueryTooLongError) as caught:
        parse("ا" * 257, plain_analyzer)
    assert (caught.value.length, caught.value.limit) == (257, 256)


@pytest.mark.parametrize("shape", ["{}", '"{}"', "({})", "title:({})", "-({})"])
def test_word_limit(plain_analyzer: Analyzer, shape: str) -> None:
    """32 words are a question, 33 are too many, in whatever they are wrapped."""
    for count in (31, 32):
        assert parse(shape.format(" ".join(["كتاب"] * count)), plain_analyzer).clauses
    with pytest.raises(QueryTooLongError, match="33 words"):
        parse(shape.format(" ".join(["كتاب"] * 33)), plain_analyzer)


def test_word_limit_in_exact_mode(plain_analyzer: Analyzer) -> None:
    """The limit of words holds in exact mode too."""
    assert parse(" ".join(["كتاب"] * 32), plain_analyzer, exact=True).clauses
    with pytest.raises(QueryTooLongError):
        parse(" ".join(["كتاب"] * 33), plain_analyzer, exact=True)


@pytest.mark.parametrize("before", ["", "title:", "-", "خبر أو "])
def test_depth_limit(plain_analyzer: Analyzer, before: str) -> None:
    """8 nested parentheses are a question, 9 are too many, after a field too."""
    for depth in (1, 2, 7, 8):
        assert parse(f"{before}{'(' * depth}كتاب{')' * depth}", plain_analyzer).clauses
    with pytest.raises(QueryTooLongError, match="9 nested"):
        parse(f"{before}{'(' * 9}كتاب{')' * 9}", plain_analyzer)


@pytest.mark.parametrize("query", ["(" * 200 + "كتاب", "كتاب" + ")" * 200, ")" * 100 + "كتاب" + "(" * 100])
def test_unbalanced_parentheses_are_spaces(plain_analyzer: Analyzer, query: str) -> None:
    """Any number of parentheses without partners changes nothing."""
    assert describe(parse(query, plain_analyzer)) == "[كتاب]"


def test_prefix_needs_two_letters(plain_analyzer: Analyzer) -> None:
    """A star counts only behind two letters."""
    assert describe(parse("كتا*", plain_analyzer)) == "[كتا*]"
    assert describe(parse("كت*", plain_analyzer)) == "[كت]"
    assert describe(parse("كت*", plain_analyzer, Limits(prefix_letters=2))) == "[كت*]"
    assert describe(parse("*كت", plain_analyzer)) == "[كت]"
    assert describe(parse("ك*ت", plain_analyzer)) == "[ك ت]"


def test_slop_is_bounded(plain_analyzer: Analyzer) -> None:
    """A huge slop neither overflows nor leaves digits behind as words."""
    [clause] = parse('"طريق الحرير"~' + "9" * 100, plain_analyzer).clauses
    assert clause.node == Phrase((Word("طريق", literal=True), Word("الحرير", literal=True)), 1000)


def test_exact_mode_is_one_phrase(plain_analyzer: Analyzer) -> None:
    """Exact mode takes all words, operators and stop words too, as one phrase as written."""
    found = parse("طريق أو -الحرير (من) عنوان:x", plain_analyzer, exact=True)
    assert describe(found) == '[+"=طريق =أو =الحرير =من =عنوان =x"]'
    assert parse("؟!", plain_analyzer, exact=True) == Sequence(())


def _words(node: Node) -> Iterator[Word]:
    if isinstance(node, Word):
        yield node
    elif isinstance(node, Phrase):
        yield from node.words
    elif isinstance(node, Scoped):
        yield from _words(node.node)
    elif isinstance(node, Alternative):
        for inner in node.nodes:
            yield from _words(inner)
    elif isinstance(node, Sequence):
        for clause in node.clauses:
            yield from _words(clause.node)


def _sequences(node: Node) -> Iterator[Sequence]:
    if isinstance(node, Scoped):
        yield from _sequences(node.node)
    elif isinstance(node, Alternative):
        for inner in node.nodes:
            yield from _sequences(inner)
    elif isinstance(node, Sequence):
        yield node
        for clause in node.clauses:
            yield from _sequences(clause.node)


SIGNS = '( ) " « » “ ” „ - − = * : ~3 | & ^ [ ] ؟ ، .. ²'.split()
CONTROLS = [*" \n\t\u200f\u202e\u00ad\u0600\x00\x1c\ud800\u0651\\", "  "]
OPERATORS = [" أو ", " OR ", " AND ", " NOT ", " ليس ", " و ", "و"]
FIELDS = ["title:", "عنوان:", "source:", "date:", "بعد:", "x:"]
WORDS = "2024 ٢٠٢٤ 2024-13 كتاب من في الصين كَتَبَ ﷺ ﻄﻘﻧ China a 10:30".split()
PIECES = st.sampled_from([*SIGNS, *CONTROLS, *OPERATORS, *FIELDS, *WORDS])
QUESTIONS = st.one_of(
    st.lists(PIECES, max_size=24).map("".join),
    st.text(alphabet=st.characters(codec=None), max_size=60),
    st.text(alphabet='ابتكو من()«»"-*=:~|.0123٤٥', max_size=80),
)


@settings(max_examples=10_000)
@given(QUESTIONS, st.booleans())
@example('"' * 256, False)
@example("(" * 128 + ")" * 128, False)
@example("title:" * 40 + "x", False)
@example("-" * 256, False)
@example("NOT " * 60, False)
@example("أو " * 80, False)
def test_no_text_breaks_the_parser(plain_analyzer: Analyzer, query: str, exact: bool) -> None:
    """Whatever is typed is a question or a ``QueryError`` that can be shown."""
    try:
        found = parse(query, plain_analyzer, exact=exact)
    except QueryError:
        return
    words = list(_words(found))
    assert len(words) <= 32
    for word in words:
        assert word.text
        assert not word.stop or (word.text in STOP_WORDS and not word.exact and not word.prefix)
    for sequence in _sequences(found):
        # a group that asks asks for something
        asked = [clause.node for clause in sequence.clauses if clause.occur is not Occur.MUST_NOT]
        assert not asked or not all(isinstance(node, Word) and node.stop for node in asked)
    assert hash(found) == hash(parse(query, plain_analyzer, exact=exact))


@settings(max_examples=500)
@given(
    st.lists(
        st.sampled_from("كتاب قديم الصين طريق الحرير شانغهاي 2024 China".split()), min_size=1, max_size=32
    )
)
def test_plain_words_are_asked_in_order(plain_analyzer: Analyzer, words: list[str]) -> None:
    """Words without signs are all asked for, in the order typed."""
    found = parse(" ".join(words)[:256], plain_analyzer)
    kept = [token.written for token in plain_analyzer.tokens(" ".join(words)[:256])]
    assert found == Sequence(tuple(Clause(Occur.SHOULD, Word(word)) for word in kept))


def test_a_doubled_operator_is_one(plain_analyzer: Analyzer) -> None:
    """An operator typed twice means what it means once; it does not demand the word ``and``."""
    assert parse("طريق AND AND حرير", plain_analyzer) == parse("طريق AND حرير", plain_analyzer)
