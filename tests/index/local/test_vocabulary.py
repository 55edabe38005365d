"""The words of a collection, their groups, and the columns of its articles."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given, settings, strategies as st

from kashaf.index import Article
from kashaf.index.analysis import Analyzer
from kashaf.index.local import CHANNELS, FACETS
from kashaf.index.local.columns import load_columns, save_columns
from kashaf.index.local.evidence import load_analyzer, save_attested, save_background
from kashaf.index.local.intake import Intake
from kashaf.index.local.run import Run
from kashaf.index.local.segments import open_segments, write_segments
from kashaf.index.local.vocabulary import by_spelling, by_stem, load_vocabulary, save_vocabulary
from kashaf.index.local.workers import Worker

ANALYZER = Analyzer.default()
WORDS = (
    "كتاب الكتاب كتابها والكتاب كتب مسؤول مسئول المسؤولين علي على مدرسة المدرسه دولة دولته running runs 2024"
).split()
TERMS = st.lists(
    st.sampled_from(WORDS) | st.text("ابتكلموي", min_size=1, max_size=6), unique=True, max_size=30
)
ENCODABLE = st.text(st.characters(codec="utf-8"), max_size=8)


@given(TERMS)
def test_groups_partition_the_vocabulary_by_key(terms: list[str]) -> None:
    """In each channel every word stands in one group, that of its key, and members ascend."""
    terms = sorted(terms)
    with tempfile.TemporaryDirectory() as folder:
        groupings = {**by_spelling(terms), **by_stem(terms, lambda: ANALYZER.stems(terms))}
        save_vocabulary(Path(folder) / "vocabulary.bin", terms, [np.arange(len(terms))], groupings)
        vocabulary = load_vocabulary(Path(folder) / "vocabulary.bin")
    assert list(vocabulary.terms) == terms
    for name in CHANNELS:
        channel = vocabulary.channels[name]
        groups = {key: channel.of_key(key).tolist() for key in channel.keys}
        assert sorted(term for group in groups.values() for term in group) == list(range(len(terms)))
        for key, group in groups.items():
            assert group == sorted(group) != []
            assert {getattr(ANALYZER.forms(terms[term]), name) for term in group} == {key}
        assert channel.of_key("\U0010ffff").tolist() == []
    for term, word in enumerate(terms):
        assert vocabulary.forms(term) == ANALYZER.forms(word)


IDS = st.lists(ENCODABLE.filter(str.strip), unique=True, max_size=20)


@settings(max_examples=40, deadline=None)
@given(IDS, st.data())
def test_columns_hold_what_the_articles_say(ids: list[str], data: st.DataObject) -> None:
    """Ids, dates and facets come back by document number, ids are found again, and ``order`` ranks them."""
    dates = st.none() | st.dates()
    articles = [
        Article(
            id=id,
            title="عنوان",
            text="نص قصير",
            date=data.draw(dates),
            **{name: data.draw(st.sampled_from(["", "ب", "ا", "é"])) for name in FACETS},
        )
        for id in ids
    ]
    with tempfile.TemporaryDirectory() as folder:
        run = Run(Intake(Worker()))
        for article in articles:
            run.add(article)
        write_segments(Path(folder), [run.write(Path(folder))])
        save_columns(Path(folder) / "columns.bin", open_segments(Path(folder)))
        columns = load_columns(Path(folder) / "columns.bin")
    assert list(columns.ids) == ids
    assert [columns.docnum(id) for id in ids] == list(range(len(ids)))
    assert columns.docnum("".join(ids) + "?") == columns.docnum("") == -1
    assert [ids[docnum] for docnum in np.argsort(columns.order)] == sorted(ids)
    assert columns.lengths["text"].tolist() == [2] * len(ids)
    for docnum, article in enumerate(articles):
        day = int(columns.dates[docnum])
        assert (datetime.date.fromordinal(day) if day else None) == article.date
        for name in FACETS:
            facet = columns.facets[name]
            assert facet.values[int(facet.codes[docnum])] == getattr(article, name)
        year = columns.facets["year"]
        expected = f"{article.date.year:04}" if article.date else ""
        assert year.values[int(year.codes[docnum])] == expected


def test_frozen_evidence_decides_as_the_evidence_it_was_made_of(tmp_path: Path) -> None:
    """The analyzer of an index stems each word as the one it was built with, names and attested ones too."""
    attesting = Analyzer.default(["ظغذضث"])
    save_background(tmp_path / "background.bin")
    save_attested(tmp_path / "attested.bin", attesting)
    frozen = load_analyzer(tmp_path / "background.bin", tmp_path / "attested.bin")
    assert frozen.names == attesting.names
    assert len(frozen.evidence.forms) == len(attesting.evidence.forms)
    assert "ظغذضث" in frozen.evidence.forms
    for word in [*WORDS, "والظغذضث", "بيروت", "لبنانيون", "أَمْوَٰتًا"]:
        assert [frozen.forms(term) for term in frozen.written(word)] == [
            attesting.forms(term) for term in attesting.written(word)
        ]
