"""Every query of Whoosh finds and scores on our segments what it does on those of the standard codec."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings, strategies as st
from whoosh import query as q

WORDS = [first + second for first in "abcdeكتل" for second in "xyzwك"]
FIELDS = st.sampled_from(["title", "text", "tags", "quiet"])
TEXTS = st.sampled_from(["title", "text"])
WORD = st.one_of(st.sampled_from(WORDS[:8]), st.sampled_from(WORDS), st.just("absent"))
BOOST = st.sampled_from([1.0, 1.0, 0.5, 2.5])
SEEDS = st.lists(st.integers(0, 2**32), min_size=1, max_size=20)

LEAVES = st.one_of(
    st.builds(q.Term, FIELDS, WORD, boost=BOOST),
    st.builds(
        q.Phrase, TEXTS, st.lists(st.sampled_from(WORDS[:5]), min_size=1, max_size=3), slop=st.integers(1, 4)
    ),
    st.builds(q.Prefix, FIELDS, st.sampled_from([*"abcكت", "", "zz"]), boost=BOOST),
    st.builds(q.Wildcard, FIELDS, st.sampled_from(["?x", "a*", "*ك", "b?", "*"])),
    st.builds(
        q.FuzzyTerm, FIELDS, WORD, maxdist=st.integers(1, 2), prefixlength=st.integers(0, 1), boost=BOOST
    ),
    st.builds(
        q.TermRange,
        FIELDS,
        st.sampled_from([None, "a", "bx", "zz"]),
        st.sampled_from([None, "b", "dz", "كت"]),
        startexcl=st.booleans(),
        endexcl=st.booleans(),
        boost=BOOST,
    ),
    st.builds(q.Every, st.sampled_from(["title", "text", "tags", None])),
)


def _joined(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(
        st.builds(q.And, several, boost=BOOST),
        st.builds(q.Or, several, boost=BOOST),
        st.builds(q.DisjunctionMax, several, tiebreak=st.sampled_from([0.0, 0.3])),
        st.builds(lambda a, b: q.And([a, q.Not(b)]), inner, inner),
        st.builds(q.AndNot, inner, inner),
        st.builds(q.AndMaybe, inner, inner),
        st.builds(q.Require, inner, inner),
        st.builds(q.ConstantScoreQuery, inner, st.sampled_from([1.0, 2.0])),
    )


QUERIES = st.lists(st.recursive(LEAVES, _joined, max_leaves=5), min_size=10, max_size=10)


@st.composite
def sessions(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw some writer sessions: numbers of documents to add, to delete and to replace, each with a seed."""
    found, known = [], 0
    for _ in range(draw(st.integers(1, 4))):
        seeds = draw(SEEDS)
        old = st.sampled_from(range(known)) if known else st.nothing()
        several = st.lists(old, max_size=known // 3, unique=True) if known else st.just([])
        found.append({"first": known, "seeds": seeds, "deleted": draw(several), "updated": draw(several)})
        known += len(seeds)
    return found


def commits(parity: Any, drawn: list[dict[str, Any]]) -> list[Any]:
    """Return the sessions as documents."""
    return [
        parity.commit(
            added=[
                parity.document(number, seed) for number, seed in enumerate(one["seeds"], start=one["first"])
            ],
            deleted=[str(number) for number in one["deleted"]],
            updated=[parity.document(number, number + 7) for number in one["updated"]],
        )
        for one in drawn
    ]


@settings(max_examples=18)
@given(drawn=sessions(), queries=QUERIES)
def test_queries_agree_over_segments_and_deletions(parity: Any, drawn: Any, queries: Any) -> None:
    """Any query gives the same documents, totals and scores on several segments with deletions."""
    with parity.pair() as (standard, ours):
        parity.write(standard, commits(parity, drawn), None)
        parity.write(ours, commits(parity, drawn), parity.codec)
        for query in queries:
            parity.compare(standard, ours, query)


@settings(max_examples=18)
@given(drawn=sessions(), queries=QUERIES, into=st.sampled_from(["ours", "standard", "both"]))
def test_queries_agree_after_a_merge(parity: Any, drawn: Any, queries: Any, into: str) -> None:
    """A merge into either codec, from either, leaves the answers the same."""
    with parity.pair() as (standard, other):
        parity.write(standard, commits(parity, drawn), None)
        parity.optimise(standard, None)
        parity.write(other, commits(parity, drawn), None if into == "ours" else parity.codec)
        parity.optimise(other, None if into == "standard" else parity.codec)
        for query in queries:
            parity.compare(standard, other, query)


@settings(max_examples=20)
@given(drawn=sessions(), queries=QUERIES)
def test_mixed_segments_agree(parity: Any, drawn: Any, queries: Any) -> None:
    """An index whose segments take turns between the codecs answers as one of standard segments."""
    with parity.pair() as (standard, mixed):
        for number, commit in enumerate(commits(parity, drawn)):
            parity.write(standard, [commit], None)
            parity.write(mixed, [commit], parity.codec if number % 2 else None)
        for query in queries:
            parity.compare(standard, mixed, query)


@settings(max_examples=18)
@given(drawn=sessions(), names=st.lists(WORD, min_size=5, max_size=5))
def test_statistics_of_terms_agree(parity: Any, drawn: Any, names: Any) -> None:
    """Terms, their statistics, lengths and stored fields are those of the standard codec, by segment."""
    with parity.pair() as (standard, ours):
        parity.write(standard, commits(parity, drawn), None)
        parity.write(ours, commits(parity, drawn), parity.codec)
        with standard.reader() as one, ours.reader() as other:
            assert list(other.all_terms()) == list(one.all_terms())
            for left, right in zip(_leaves(one), _leaves(other), strict=True):
                _same_segment(left, right)
            for name in names:
                assert other.doc_frequency("text", name) == one.doc_frequency("text", name)
                assert other.frequency("title", name) == one.frequency("title", name)


def _same_segment(one: Any, other: Any) -> None:
    assert list(other.all_terms()) == list(one.all_terms())
    assert sorted(other.indexed_field_names()) == sorted(one.indexed_field_names())
    for name, text in one.all_terms():
        assert _statistics(other.term_info(name, text)) == _statistics(one.term_info(name, text)), (
            name,
            text,
        )
    for name in ("id", "title", "text", "tags", "quiet", "nowhere"):
        assert other.field_length(name) == one.field_length(name), name
        for docnum in range(one.doc_count_all()):
            wanted = one.doc_field_length(docnum, name) or 0  # the standard codec says None for none
            assert other.doc_field_length(docnum, name) == wanted, (name, docnum)
    assert (other.doc_count(), other.doc_count_all()) == (one.doc_count(), one.doc_count_all())
    assert list(other.all_doc_ids()) == list(one.all_doc_ids())
    for docnum in one.all_doc_ids():
        assert other.stored_fields(docnum) == one.stored_fields(docnum)


def _statistics(info: Any) -> tuple[Any, ...]:
    return (
        round(info.weight(), 3),
        info.doc_frequency(),
        info.min_length(),
        info.max_length(),
        info.max_weight(),
        info.min_id(),
        info.max_id(),
    )


def _leaves(reader: Any) -> list[Any]:
    return [leaf for leaf, _ in reader.leaf_readers()]
