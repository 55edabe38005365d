"""What Whoosh asks of a matcher, a terms reader and a searcher, at the borders of blocks and beyond."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from whoosh import query as q
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, KEYWORD, STORED, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.matching.mcore import ReadTooFar
from whoosh.qparser import QueryParser
from whoosh.reading import TermNotFound
from whoosh.scoring import BM25F
from whoosh.sorting import FieldFacet, ScoreFacet
from whoosh.writing import SegmentWriter

COUNTS = (1, 127, 128, 129, 255, 256, 257, 1000)


def schema() -> Schema:
    """Return a schema with positions, frequencies and bare existence."""
    return Schema(
        id=ID(stored=True, unique=True),
        text=TEXT(analyzer=SpaceSeparatedTokenizer(), stored=True),
        tags=KEYWORD(scorable=True),
        only=ID(),
        spelt=TEXT(analyzer=SpaceSeparatedTokenizer(), spelling=True),
    )


def fill(index: FileIndex, codec: Any) -> FileIndex:
    """Write 1,000 documents in one segment: ``wN`` stands in N of them."""
    writer = SegmentWriter(index, codec=codec() if codec else None)
    for number in range(1000):
        held = [f"w{count}" for count in COUNTS if number * count // 1000 != (number - 1) * count // 1000]
        text = " ".join(word for word in held for _ in range(1 + number % 3)) + " filler" * (number % 50)
        writer.add_document(
            id=f"{number:04}",
            text=text.strip() or None,
            tags=" ".join(held) or None,
            only="even" if number % 2 == 0 else "odd",
            spelt=["render", "rendered", "animation"][number % 3],
        )
    writer.commit()
    return index


@pytest.fixture(scope="module")
def indexes(parity: Any) -> Iterator[tuple[FileIndex, FileIndex]]:
    """Return the same documents in standard segments and in ours."""
    with parity.pair(schema) as (standard, ours):
        yield fill(standard, None), fill(ours, parity.codec)


def postings(index: FileIndex, field: str, word: str) -> Any:
    """Return a scored matcher of a word."""
    searcher = index.searcher(weighting=BM25F())
    return searcher.postings(field, word)


FIELDS_AND_COUNTS = list(itertools.product(["text", "tags"], COUNTS))


@pytest.mark.parametrize(("field", "count"), FIELDS_AND_COUNTS)
def test_postings_walk_alike(indexes: Any, field: str, count: int) -> None:
    """Document, weight, value, score and the answer of ``next`` agree at every posting."""
    one, other = (postings(index, field, f"w{count}") for index in indexes)
    seen = 0
    while one.is_active():
        assert other.is_active()
        assert type(other.id()) is int
        assert (other.id(), other.weight(), other.value()) == (one.id(), one.weight(), one.value())
        assert other.score() == pytest.approx(one.score())
        assert other.value_as("frequency") == one.value_as("frequency")
        if field == "text":
            assert other.value_as("positions") == one.value_as("positions")
            assert [(span.start, span.end) for span in other.spans()] == [
                (span.start, span.end) for span in one.spans()
            ]
        seen += 1
        changed = other.next()
        assert changed == (seen % 128 == 0)
        one.next()
    assert not other.is_active()
    assert seen == count
    with pytest.raises(ReadTooFar):
        other.next()
    with pytest.raises(ReadTooFar):
        other.skip_to(0)


@pytest.mark.parametrize("count", COUNTS)
def test_blocks_bound_what_they_hold(indexes: Any, count: int) -> None:
    """A block's extremes are those of the postings it holds, and its quality is reached by none beyond it."""
    matcher = postings(indexes[1], "text", f"w{count}")
    lengths = indexes[1].reader().doc_field_length
    held = list(matcher.copy().all_ids())
    for first in range(0, count, 128):
        block = held[first : first + 128]
        assert (matcher.block_min_id(), matcher.block_max_id()) == (block[0], block[-1])
        sizes = [lengths(docnum, "text") for docnum in block]
        assert (matcher.block_min_length(), matcher.block_max_length()) == (min(sizes), max(sizes))
        weights, bound = [], matcher.block_quality()
        for docnum in block:
            assert matcher.id() == docnum
            assert matcher.score() <= bound + 1e-9
            weights.append(matcher.weight())
            heaviest = matcher.block_max_weight()
            matcher.next()
        assert heaviest == max(weights)


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("step", [1, 7, 126, 127, 128, 129, 500])
def test_skip_to_lands_where_walking_does(indexes: Any, count: int, step: int) -> None:
    """``skip_to`` reaches the first document not below the target and tells a change of block."""
    matcher = postings(indexes[1], "text", f"w{count}")
    held = list(matcher.copy().all_ids())
    for target in range(0, 1001, step):
        if not matcher.is_active():
            break
        before = held.index(matcher.id())
        changed = matcher.skip_to(target)
        expected = [index for index in range(before, count) if held[index] >= target]
        if not expected:
            assert not matcher.is_active()
            break
        assert matcher.id() == held[expected[0]]
        assert bool(changed) == (before // 128 != expected[0] // 128)
        assert list(matcher.all_ids()) == held[expected[0] :]


@pytest.mark.parametrize("count", COUNTS)
def test_copies_and_resets_are_independent(indexes: Any, count: int) -> None:
    """A copy stands at the same posting and moves alone; ``reset`` goes back to the first."""
    matcher = postings(indexes[1], "text", f"w{count}")
    matcher.skip_to(matcher.block_max_id())
    copy = matcher.copy()
    assert (copy.id(), copy.term(), copy.weight()) == (
        matcher.id(),
        ("text", f"w{count}".encode()),
        matcher.weight(),
    )
    at = matcher.id()
    copy.next()
    assert matcher.id() == at
    matcher.next()
    matcher.reset()
    assert next(matcher.all_ids()) == matcher.block_min_id() == matcher.id()
    assert len(list(matcher.all_ids())) == count


@pytest.mark.parametrize("count", COUNTS)
def test_skip_to_quality_loses_no_better_document(indexes: Any, count: int) -> None:
    """Every document that scores more than the quality is still ahead after the skip; 0 skips nothing."""
    scores = {}
    matcher = postings(indexes[1], "text", f"w{count}")
    while matcher.is_active():
        scores[matcher.id()] = matcher.score()
        matcher.next()
    for quality in (-1.0, *sorted(scores.values())[:: max(1, count // 9)], max(scores.values()) + 1):
        matcher = postings(indexes[1], "text", f"w{count}")
        skipped = matcher.skip_to_quality(quality)
        ahead = set(matcher.all_ids())
        assert {docnum for docnum, score in scores.items() if score > quality} <= ahead
        assert len(ahead) == max(0, count - 128 * skipped)


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("leave", ["skip_to", "skip_to_quality", "next"])
def test_behind_the_end_a_document_is_still_named(indexes: Any, count: int, leave: str) -> None:
    """Whoosh asks a matcher that ran out for its document, and for a copy: neither raises."""
    matcher = postings(indexes[1], "text", f"w{count}")
    last = list(matcher.all_ids())[-1]
    if leave == "next":
        for _ in range(count):
            matcher.next()
    else:
        getattr(matcher, leave)(10**9)
    assert not matcher.is_active()
    assert matcher.id() == last
    assert not matcher.copy().is_active()
    assert list(matcher.all_ids()) == []
    assert isinstance(matcher.block_quality(), float)


def test_excluded_words_that_run_out_inside_a_conjunction(indexes: Any, parity: Any) -> None:
    """A conjunction that moves an exclusion behind its last document answers as on the standard codec."""
    query = q.And([q.Term("text", "w129"), q.AndNot(q.Term("text", "w127"), q.Term("text", "w1"))])
    assert parity.compare(*indexes, query) >= 0
    for few, many in itertools.permutations(COUNTS, 2):
        parity.compare(
            *indexes,
            q.And([q.Term("text", f"w{many}"), q.AndNot(q.Term("text", f"w{few}"), q.Term("text", "w1000"))]),
        )


def readers(indexes: Any) -> tuple[Any, Any]:
    """Return the terms readers under both indexes' only segment."""
    one, other = (index.reader()._terms for index in indexes)
    return one, other


def test_terms_run_on_into_later_fields(indexes: Any) -> None:
    """``terms_from`` begins at a prefix and runs on through the later fields, as the standard codec does."""
    one, other = readers(indexes)
    assert list(other.terms()) == list(one.terms())
    for field in sorted(one.indexed_field_names()):
        for prefix in (b"", b"w1", b"w128", b"w9", b"zz", "ي".encode()):
            assert list(other.terms_from(field, prefix)) == list(one.terms_from(field, prefix))
            names = [term for term, _ in other.items_from(field, prefix)]
            assert names == list(other.terms_from(field, prefix))
    assert list(other.terms_from("nowhere", b"")) == []


def test_a_missing_term_is_both_errors(indexes: Any) -> None:
    """Whoosh catches ``KeyError`` in some places and ``TermNotFound`` in others: a missing term is both."""
    _, other = readers(indexes)
    for name, text in (("text", b"absent"), ("nowhere", b"w1")):
        assert (name, text) not in other
        for ask in (other.term_info, other.frequency, other.doc_frequency):
            with pytest.raises(KeyError):
                ask(name, text)
            with pytest.raises(TermNotFound):
                ask(name, text)
        with pytest.raises(TermNotFound):
            other.matcher(name, text, schema()["text"].format)


def test_statistics_are_made_anew(indexes: Any) -> None:
    """Whoosh adds to the statistics it is given: the next caller must not see that."""
    _, other = readers(indexes)
    first = other.term_info("text", b"w127")
    before = first.doc_frequency()
    first._df += 1000
    assert other.term_info("text", b"w127").doc_frequency() == before


def test_a_cursor_walks_and_finds(indexes: Any) -> None:
    """A cursor goes to the first term, the next, and the first not before a text or bytes; then ends."""
    one, other = (index.reader().cursor("text") for index in indexes)
    texts = []
    text = other.first()
    while other.is_valid():
        assert other.text() == text
        assert other.term_info().doc_frequency() >= 1
        texts.append(text)
        text = other.next()
    assert text is None
    assert texts == sorted(texts) == list(indexes[0].reader().field_terms("text"))
    for wanted in ("", "w", "w128", "w13", "filler", "zzz"):
        expected = next((found for found in texts if found >= wanted), None)
        assert other.find(wanted) == expected == other.find(wanted.encode())
        assert one.find(wanted) == expected
    other.find("zzz")
    with pytest.raises(TermNotFound):
        other.term_info()


def ids(results: Any) -> list[str]:
    """Return the ids of results in order."""
    return [hit["id"] for hit in results]


@pytest.mark.parametrize("reverse", [False, True])
def test_sorting_and_grouping_agree(indexes: Any, reverse: bool) -> None:
    """Sorting by a field and grouping by another give the same order and the same groups."""
    found = []
    for index in indexes:
        with index.searcher() as searcher:
            query = q.Or([q.Term("text", "w129"), q.Term("text", "w257")])
            by_id = searcher.search(query, limit=50, sortedby=FieldFacet("id", reverse=reverse))
            mixed = searcher.search(
                query, limit=50, sortedby=[FieldFacet("only"), ScoreFacet(), FieldFacet("id")]
            )
            grouped = searcher.search(query, limit=None, groupedby="only")
            groups = {name: sorted(docs) for name, docs in grouped.groups("only").items()}
            found.append((ids(by_id), ids(mixed), groups))
    assert found[0] == found[1]
    assert found[0][0]
    assert set(found[0][2]) <= {"even", "odd"}


def test_spelling_and_frequent_terms_agree(indexes: Any) -> None:
    """Suggestions, a corrected query and the most frequent terms are those of the standard codec."""
    typed = QueryParser("spelt", indexes[0].schema).parse("rendr")
    found = []
    for index in indexes:
        with index.searcher() as searcher:
            suggested = [searcher.suggest("spelt", word) for word in ("rendr", "anmation", "w12")]
            corrected = searcher.correct_query(typed, "rendr").string
            frequent = searcher.reader().most_frequent_terms("text", 5)
            distinctive = searcher.reader().most_distinctive_terms("text", 5)
            found.append((suggested, corrected, frequent, distinctive))
    assert found[0] == found[1]
    assert found[1][0][0] == ["render"]


def test_highlights_agree(indexes: Any) -> None:
    """Whoosh's own highlights of a stored text are the same."""
    found = []
    for index in indexes:
        with index.searcher() as searcher:
            hits = searcher.search(
                q.And([q.Term("text", "w255"), q.Term("text", "w129")]), limit=5, terms=True
            )
            found.append([(hit.highlights("text"), sorted(hit.matched_terms())) for hit in hits])
    assert found[0] == found[1]
    assert "match term0" in found[1][0][0]


def test_an_empty_commit_and_a_cancelled_one_leave_nothing_broken(tmp_path: Path, parity: Any) -> None:
    """A writer that adds nothing, or is cancelled inside a document, leaves an index that opens, empty."""
    index = FileIndex.create(FileStorage(str(tmp_path)), schema(), "MAIN")
    SegmentWriter(index, codec=parity.codec()).commit()
    writer = SegmentWriter(index, codec=parity.codec())
    writer.add_document(id="1", text="one two")
    writer.perdocwriter.start_doc(1)
    writer.cancel()
    with index.searcher() as searcher:
        assert searcher.doc_count_all() == 0
        assert list(searcher.reader().all_terms()) == []
    fill(index, parity.codec)
    with index.searcher() as searcher:
        assert searcher.doc_count() == 1000
        assert len(searcher.search(q.Term("text", "w129"), limit=None)) == 129


@pytest.mark.parametrize("kept", [{"chars": True}, {"vector": True}], ids=["characters", "vectors"])
def test_what_is_not_kept_is_refused(tmp_path: Path, parity: Any, kept: dict[str, bool]) -> None:
    """A field whose characters or term vectors would be lost is refused by name when it is written."""
    index = FileIndex.create(FileStorage(str(tmp_path)), Schema(text=TEXT(**kept)), "MAIN")
    writer = SegmentWriter(index, codec=parity.codec())
    with pytest.raises(NotImplementedError, match="'text'"):  # noqa: PT012
        writer.add_document(text="one two")
        writer.commit()


def test_documents_without_postings_are_kept(tmp_path: Path, parity: Any) -> None:
    """A segment of documents that only store something holds them, and a merge moves them."""
    index = FileIndex.create(
        FileStorage(str(tmp_path)), Schema(note=STORED(), text=TEXT(stored=True)), "MAIN"
    )
    for number in range(3):
        writer = SegmentWriter(index, codec=parity.codec())
        writer.add_document(note=f"kept {number}")
        writer.commit(merge=False)
    parity.optimise(index, parity.codec)
    with index.searcher() as searcher:
        assert [fields["note"] for fields in searcher.documents()] == ["kept 0", "kept 1", "kept 2"]
