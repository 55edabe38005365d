"""Matching and ranking, held against an oracle that reads every token of every article."""

from __future__ import annotations

import datetime
import itertools
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st

from kashaf.index import Article, Collection
from kashaf.index.analysis import Analyzer, Forms
from kashaf.index.local import Snapshot
from kashaf.search import Engine, Filters, Ranking
from kashaf.search.query import Alternative, Dates, Node, Occur, Phrase, Scoped, Sequence, Word, parse

TEXT = ("title", "text")
FACETS = ("section", "source", "author")
WORDS = (*TEXT, *FACETS)


@dataclass
class Oracle:
    """Answers a question by the documented formulas, one article after the other."""

    articles: dict[str, Article] = field(repr=False)
    analyzer: Analyzer
    ranking: Ranking = field(default_factory=Ranking)
    _forms: dict[str, Forms] = field(default_factory=dict, repr=False)
    _idfs: dict[tuple[Word, str], float] = field(default_factory=dict, repr=False)

    @cached_property
    def tokens(self) -> dict[str, dict[str, list[str]]]:
        """Return the written words of each field of each article."""
        return {
            name: {
                id: [token.written for token in self.analyzer.tokens(getattr(article, name))]
                for id, article in self.articles.items()
            }
            for name in WORDS
        }

    def forms(self, word: str) -> Forms:
        if word not in self._forms:
            self._forms[word] = self.analyzer.forms(word)
        return self._forms[word]

    def stands_for(self, asked: Word, word: str, channel: str = "stem") -> bool:
        if asked.exact:
            return word == asked.text
        wanted, found = self.forms(asked.text), self.forms(word)
        if asked.prefix:
            return found.surface.startswith(wanted.surface)
        same_surface = wanted.surface == found.surface
        if channel == "surface":
            return same_surface
        if channel == "snowball":
            return wanted.snowball == found.snowball
        return same_surface or wanted.stem == found.stem or found.stem in self.linked(asked).get(channel, ())

    def linked(self, asked: Word) -> dict[str, set[str]]:
        """Return the stems that are linked to a word, by the kind of the link."""
        if asked.exact or asked.prefix or asked.literal:
            return {}
        links = self.analyzer.links(self.forms(asked.text).stem)
        return {
            kind: {link.key for link in links if link.kind == kind} for kind in {one.kind for one in links}
        }

    def matches(self, node: Node, id: str, fields: Iterable[str] = WORDS) -> tuple[bool, bool]:
        """Return whether an article matches a node, and whether it has all of it."""
        if isinstance(node, Word):
            words = [word for name in fields for word in self.tokens[name][id]]
            channels = ("stem", *self.linked(node))
            found = any(self.stands_for(node, word, channel) for word in words for channel in channels)
        elif isinstance(node, Phrase):
            found = any(self._phrase(node, self.tokens[name][id]) for name in fields)
        elif isinstance(node, Dates):
            day = self.articles[id].date
            found = day is not None and (node.first or day) <= day <= (node.last or day)
        elif isinstance(node, Scoped):
            return self.matches(node.node, id, (node.field,))
        elif isinstance(node, Alternative):
            each = [self.matches(inner, id, fields) for inner in node.nodes]
            return any(match for match, _ in each), any(whole for _, whole in each)
        else:
            return self._sequence(node, id, fields)
        return found, found

    def _sequence(self, node: Sequence, id: str, fields: Iterable[str]) -> tuple[bool, bool]:
        asked = [
            clause for clause in node.clauses if not (isinstance(clause.node, Word) and clause.node.stop)
        ]
        answers = [(clause.occur, self.matches(clause.node, id, fields)) for clause in asked]
        if not answers or any(match for occur, (match, _) in answers if occur is Occur.MUST_NOT):
            return False, False
        must = [answer for occur, answer in answers if occur is Occur.MUST]
        should = [answer for occur, answer in answers if occur is Occur.SHOULD]
        found = all(match for match, _ in must) and (
            bool(must) or not should or any(match for match, _ in should)
        )
        return found, found and all(whole for _, whole in [*must, *should])

    def _phrase(self, phrase: Phrase, words: list[str]) -> bool:
        places = [
            [place for place, word in enumerate(words) if self.stands_for(asked, word)]
            for asked in phrase.words
        ]
        if not phrase.slop:
            return any(all(first + step in found for step, found in enumerate(places)) for first in places[0])
        width = len(places) + phrase.slop
        return any(
            max(chosen) - min(chosen) < width and self._apart(phrase, chosen)
            for chosen in itertools.product(*places)
        )

    def _apart(self, phrase: Phrase, chosen: tuple[int, ...]) -> bool:
        """Say whether a word asked for twice stands at two places."""
        pairs = itertools.combinations(zip(phrase.words, chosen, strict=True), 2)
        return all(first != second or not self._same(one, other) for (one, first), (other, second) in pairs)

    def _same(self, one: Word, other: Word) -> bool:
        every = {word for name in WORDS for words in self.tokens[name].values() for word in words}
        return all(self.stands_for(one, word) == self.stands_for(other, word) for word in every)

    def score(self, node: Node, id: str, fields: Iterable[str] = WORDS) -> tuple[float, float]:
        """Return the score of an article for a node and the ceiling no article exceeds."""
        if isinstance(node, Word):
            parts = [self._bm25(node, id, name) for name in fields]
            return sum(part for part, _ in parts), sum(most for _, most in parts)
        if isinstance(node, Scoped):
            return self.score(node.node, id, (node.field,))
        if isinstance(node, Dates):
            return 0.0, 0.0
        if isinstance(node, Phrase):
            inner: list[Node] = list(node.words)
        elif isinstance(node, Alternative):
            inner = list(node.nodes)
        else:
            inner = [clause.node for clause in node.clauses if clause.occur is not Occur.MUST_NOT]
            inner = [part for part in inner if not (isinstance(part, Word) and part.stop)]
        parts = [self.score(part, id, fields) for part in inner]
        counts = isinstance(node, Alternative) or self.matches(node, id, fields)[0]
        return counts * sum(part for part, _ in parts), sum(most for _, most in parts)

    def _shares(self, word: Word) -> dict[str, float]:
        """Return what each channel of a word counts, and each kind of its links."""
        if word.exact or word.prefix:
            return {"stem": 1.0}
        channels = {name: self.ranking.channel_weight(name) for name in ("surface", "stem", "snowball")}
        return channels | dict.fromkeys(self.linked(word), self.ranking.link_weight)

    def _count(self, word: Word, channel: str, id: str, name: str) -> int:
        return sum(self.stands_for(word, found, channel) for found in self.tokens[name][id])

    def idf(self, word: Word, name: str) -> float:
        """Return how rare a word is in a field; that of its other forms where it is not there."""
        if (word, name) not in self._idfs:
            self._idfs[word, name] = self._idf(word, name)
        return self._idfs[word, name]

    def _idf(self, word: Word, name: str) -> float:
        shares = self._shares(word)
        own = sum(self._count(word, "stem", id, name) > 0 for id in self.articles)
        every = sum(any(self._count(word, channel, id, name) for channel in shares) for id in self.articles)
        df = own or every
        return math.log(1 + (len(self.articles) - df + 0.5) / (df + 0.5))

    def _bm25(self, word: Word, id: str, name: str) -> tuple[float, float]:
        admitting = ("stem", *self.linked(word))
        # a share of nothing finds all the same
        shares = {
            channel: share or 1e-9
            for channel, share in self._shares(word).items()
            if share or channel in admitting
        }
        if not any(self._count(word, channel, other, name) for other in self.articles for channel in shares):
            return 0.0, 0.0
        freq = sum(share * self._count(word, channel, id, name) for channel, share in shares.items())
        average = sum(map(len, self.tokens[name].values())) / len(self.articles)
        k1, b = self.ranking.k1, self.ranking.length_weight(name)
        norm = k1 * (1 - b + b * len(self.tokens[name][id]) / max(average, 1.0))
        most = self.ranking.field_weight(name) * self.idf(word, name) * (k1 + 1)
        return (most * freq / (freq + norm) if freq else 0.0), most

    def closeness(self, node: Node, id: str) -> float:
        """Return what reading an article closer adds to its score."""
        asked = list(self._asked(node))
        rarity = {word: self.idf(word, "text") for word in asked}
        at = {
            name: {
                word: [
                    place for place, found in enumerate(self.tokens[name][id]) if self.stands_for(word, found)
                ]
                for word in asked
            }
            for name in TEXT
        }

        def inside(window: range) -> float:
            return sum(
                rarity[word] * _sure(sum(place in window for place in found))
                for word, found in at["text"].items()
            )

        windows = [range(start, start + 60) for start in range(0, len(self.tokens["text"][id]), 30)]
        pairs = [
            min(rarity[one], rarity[other]) * _sure(_nearness(at["text"][one], at["text"][other]))
            for one, other in set(itertools.pairwise(asked))
            if one != other
        ]
        named = {place for found in at["title"].values() for place in found}
        whole = len(named) == len(self.tokens["title"][id]) > 0
        return (
            self.ranking.passage_weight * max(map(inside, windows), default=0.0)
            + self.ranking.lead_weight * inside(range(30))
            + self.ranking.proximity_weight * sum(pairs)
            + self.ranking.named_weight
            * whole
            * sum(rarity[word] for word, found in at["title"].items() if found)
        )

    def freshness(self, id: str) -> float:
        """Return what the score of an article is multiplied by for its date."""
        newest = max((article.date for article in self.articles.values() if article.date), default=None)
        day = self.articles[id].date
        if day is None or newest is None:
            return 1.0
        return float(
            1 + self.ranking.freshness_weight * 2 ** -((newest - day).days / self.ranking.freshness_days)
        )

    def _asked(self, node: Node) -> Iterator[Word]:
        if isinstance(node, Word):
            yield from () if node.stop else (node,)
        elif isinstance(node, Phrase):
            yield from (word for word in node.words if not word.stop)
        elif isinstance(node, Scoped):
            yield from self._asked(node.node) if node.field == "text" else ()
        elif isinstance(node, Alternative):
            yield from itertools.chain.from_iterable(map(self._asked, node.nodes))
        elif isinstance(node, Sequence):
            for clause in node.clauses:
                yield from () if clause.occur is Occur.MUST_NOT else self._asked(clause.node)

    def lets_through(self, filters: Filters, id: str, *, but: str = "") -> bool:
        """Say whether the filters, one of them left out, let an article through."""
        article = self.articles[id]
        asked = [
            (name, getattr(article, name) in getattr(filters, name))
            for name in FACETS
            if getattr(filters, name)
        ]
        if filters.year:
            asked.append(("year", article.date is not None and article.date.year in filters.year))
        if filters.date_from:
            asked.append(("date_from", article.date is not None and article.date >= filters.date_from))
        if filters.date_to:
            asked.append(("date_to", article.date is not None and article.date <= filters.date_to))
        return all(answer for name, answer in asked if name != but)

    def facet(self, name: str, matching: Iterable[str], filters: Filters) -> dict[str, int]:
        """Count the values of a field over the matching articles that the other filters let through."""
        counts: dict[str, int] = {}
        for id in matching:
            article = self.articles[id]
            year = str(article.date.year) if article.date else ""
            value = year if name == "year" else getattr(article, name)
            if value and self.lets_through(filters, id, but=name):
                counts[value] = counts.get(value, 0) + 1
        return counts


def _sure(freq: float) -> float:
    return freq / (freq + 0.5)


def _nearness(first: list[int], second: list[int]) -> float:
    """Sum 1 / distance from each place to the next of the others, and half of it to the one before."""
    total = 0.0
    for place in first:
        after = min((other - place for other in second if other > place), default=math.inf)
        before = min((place - other for other in second if other < place), default=math.inf)
        total += (1 / after if after <= 8 else 0) + (0.5 / before if before <= 8 else 0)
    return total


def check(engine: Engine, oracle: Oracle, query: str, *, mode: str, sort: str, filters: Filters) -> None:
    """Compare an answer of the engine with that of the oracle."""
    sequence = parse(query, oracle.analyzer, exact=mode == "exact")
    answers = {id: oracle.matches(sequence, id) for id in oracle.articles}
    matching = [id for id, (match, _) in answers.items() if match]
    expected = {id for id in matching if oracle.lets_through(filters, id)}
    scores = {}
    for id in expected:
        score, ceiling = oracle.score(sequence, id)
        bonus = oracle.ranking.all_words_weight * (ceiling or 1.0)
        score += bonus * (mode == "words" and answers[id][1])
        scores[id] = score * oracle.freshness(id) + oracle.closeness(sequence, id)
    found = engine.search(query, mode=mode, sort=sort, filters=filters, per_page=100, rescue=False)
    assert {hit.id for hit in found.hits} == expected
    assert len(found.hits) == found.total == len(expected)
    assert {hit.id for hit in found.hits if hit.complete} == {id for id in expected if answers[id][1]}
    assert found.complete == sum(hit.complete for hit in found.hits)
    for hit in found.hits:
        assert hit.score == pytest.approx(scores[hit.id], rel=1e-9, abs=6e-7)
        assert hit.article == oracle.articles[hit.id]
    assert [hit.rank for hit in found.hits] == list(range(1, len(expected) + 1))
    order = [(_day_key(oracle.articles[hit.id], sort), -round(scores[hit.id], 9)) for hit in found.hits]
    assert order == sorted(order)
    for name in (*FACETS, "year"):
        counts = oracle.facet(name, matching, filters)
        pairs = [(value.value, value.count) for value in found.facets[name]]
        assert pairs == sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _day_key(article: Article, sort: str) -> tuple[int, ...]:
    if sort == "relevance":
        return ()
    if article.date is None:
        return (1, 0)
    return (0, article.date.toordinal() * (-1 if sort == "newest" else 1))


TYPED = (
    "كتاب الكتاب كتب كتابه مكتبة طريق طرق الصين صيني بالصين أحمد احمد مسؤول مسئول مدرسة بكين علي على من في "
    "وكالة الأنباء سي تي China chinese run running 20 2024 غائب absent كاتب"
).split()
WORD = st.sampled_from(TYPED)
PHRASE = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
ATOM = st.one_of(
    WORD,
    WORD,
    WORD,
    st.sampled_from(["كتا*", "الص*", "مسؤ*", "chi*", "202*", "طر*", "مدرسة*"]),
    st.sampled_from(["=كتاب", "=أحمد", "=احمد", "=مسؤول", "=غائب", "=China"]),
    PHRASE.map('"{}"'.format),
    st.builds('"{}"~{}'.format, PHRASE, st.integers(1, 6)),
    st.sampled_from(["date:2021", "date:2020-05..2023", "after:2022", "before:2021-06", "تاريخ:..٢٠٢٢"]),
    st.sampled_from(["section:كتب", "source:الصين", 'source:"الأنباء وكالة"', "author:علي", "author:علي*"]),
    st.sampled_from(["source:(وكالة -صيني)", "section:(كتب أو طرق)", "author:=على", "source:china"]),
)
SCOPED = st.builds(
    "{}:{}".format, st.sampled_from(["title", "نص"]), st.one_of(WORD, PHRASE.map('"{}"'.format))
)
JOINT = st.sampled_from([" ", " ", " ", " أو ", " OR ", " AND ", " -", " NOT ", " ليس "])


def _joined(parts: list[str], joints: list[str]) -> str:
    return "".join(itertools.chain.from_iterable(zip(parts, [*joints, ""], strict=False)))


def _sequences(atoms: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    parts = st.lists(atoms, min_size=1, max_size=4)
    return st.builds(_joined, parts, st.lists(JOINT, min_size=3, max_size=3))


def _groups(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    grouped = _sequences(inner).map("({})".format)
    return st.one_of(grouped, grouped.map("title:{}".format), grouped.map("-{}".format))


def _allowed(query: str) -> bool:
    return len(query) <= 256 and len(re.findall(r"\w+", query)) <= 32


QUERY = _sequences(st.recursive(st.one_of(ATOM, ATOM, SCOPED), _groups, max_leaves=5)).filter(_allowed)
DAYS = st.one_of(st.none(), st.dates(datetime.date(2019, 1, 1), datetime.date(2024, 12, 31)))


def _some(values: Iterable[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.one_of(st.just(()), st.lists(st.sampled_from([*values]), max_size=2).map(tuple))


FILTERS = st.builds(
    Filters,
    source=_some(["وكالة الأنباء الصينية", "الشرق الأوسط", "China Daily", "", "no such"]),
    section=_some(["اقتصاد", "كتب ومدارس", "طرق"]),
    author=_some(["أحمد علي", "علي الصيني"]),
    year=_some([2019, 2021, 2023, 1900]),
    date_from=DAYS,
    date_to=DAYS,
)
NO_FILTERS = Filters()


@pytest.fixture(scope="module")
def oracles(libraries: list[Any]) -> list[Oracle]:
    """Return the oracle of each library."""
    return [Oracle(library.articles, library.analyzer) for library in libraries]


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(
    number=st.integers(0, 2),
    query=QUERY,
    mode=st.sampled_from(["words", "words", "any", "exact"]),
    sort=st.sampled_from(["relevance", "relevance", "newest", "oldest"]),
    filters=st.one_of(st.just(NO_FILTERS), FILTERS),
)
@example(number=0, query="من -كتاب", mode="words", sort="relevance", filters=NO_FILTERS)
@example(number=0, query="(من في) كتاب", mode="words", sort="relevance", filters=NO_FILTERS)
@example(number=0, query="كتاب -من", mode="words", sort="relevance", filters=NO_FILTERS)
@example(number=0, query="title:(-كتاب)", mode="words", sort="relevance", filters=NO_FILTERS)
@example(number=1, query='"سي سي تي"~3', mode="words", sort="relevance", filters=NO_FILTERS)
@example(number=1, query='"سي سي"', mode="words", sort="relevance", filters=NO_FILTERS)
@example(number=1, query='"كتاب كتب كتاب"~4', mode="any", sort="relevance", filters=NO_FILTERS)
@example(number=2, query="-كتاب", mode="words", sort="oldest", filters=NO_FILTERS)
@example(number=2, query="section:(كتب -طرق)", mode="words", sort="newest", filters=NO_FILTERS)
@example(number=2, query="", mode="exact", sort="newest", filters=Filters(year=(2021,)))
def test_the_engine_answers_as_the_oracle(
    libraries: list[Any],
    oracles: list[Oracle],
    number: int,
    query: str,
    mode: str,
    sort: str,
    filters: Filters,
) -> None:
    """Hits, scores, completeness, order, totals and facets are those of reading every token."""
    check(libraries[number].engine, oracles[number], query, mode=mode, sort=sort, filters=filters)


RANKINGS = st.builds(
    Ranking,
    k1=st.sampled_from([0.0, 0.5, 1.2, 10.0]),
    b=st.sampled_from([0.0, 0.4, 1.0]),
    text_weight=st.sampled_from([0.0, 1.0, 10.0]),
    title_weight=st.sampled_from([0.0, 0.5, 3.0]),
    surface_weight=st.sampled_from([0.0, 0.34, 1.0]),
    stem_weight=st.sampled_from([0.0, 0.33, 1.0]),
    snowball_weight=st.sampled_from([0.0, 0.33, 1.0]),
    link_weight=st.sampled_from([0.0, 0.2, 1.0]),
    title_b=st.sampled_from([0.0, 0.8]),
    passage_weight=st.sampled_from([0.0, 0.9, 3.0]),
    lead_weight=st.sampled_from([0.0, 0.3, 3.0]),
    proximity_weight=st.sampled_from([0.0, 0.4, 3.0]),
    named_weight=st.sampled_from([0.0, 0.5, 3.0]),
    freshness_weight=st.sampled_from([0.0, 0.0, 1.0]),
    freshness_days=st.sampled_from([1.0, 365.0]),
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(ranking=RANKINGS, query=QUERY, mode=st.sampled_from(["words", "any"]))
def test_every_parameter_of_ranking_does_as_it_says(
    libraries: list[Any], ranking: Ranking, query: str, mode: str
) -> None:
    """With any parameters the scores are those of the documented formulas."""
    library = libraries[1]
    oracle = Oracle(library.articles, library.analyzer, ranking)
    with Engine.open(library.path, ranking=ranking) as engine:
        check(engine, oracle, query, mode=mode, sort="relevance", filters=NO_FILTERS)


LETTERS = st.lists(st.sampled_from(TYPED[:24]), max_size=12).map(" ".join)


@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_collection_of_any_articles(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """The engine answers as the oracle on collections of any shape: blank titles, equal texts, one word."""
    texts = data.draw(st.lists(st.tuples(LETTERS, LETTERS), min_size=1, max_size=8))
    articles = {
        f"{number:x}": Article(id=f"{number:x}", title=title, text=text, date=data.draw(DAYS))
        for number, (title, text) in enumerate(texts)
        if title or text
    }
    path = tmp_path_factory.mktemp("any") / "any.kashaf"
    with Collection.create(path) as collection:
        collection.add_many(articles.values())
    oracle = Oracle(articles, Snapshot.current(path).analyzer)
    with Engine.open(path) as engine:
        for query in data.draw(st.lists(QUERY, min_size=5, max_size=15)):
            check(engine, oracle, query, mode="words", sort="relevance", filters=NO_FILTERS)


@settings(max_examples=150)
@given(number=st.integers(0, 2), query=QUERY)
def test_all_words_first(libraries: list[Any], number: int, query: str) -> None:
    """Where having all the words weighs 1, no article with some of them precedes one with all of them."""
    with Engine.open(libraries[number].path, ranking=Ranking(all_words_weight=1.0)) as engine:
        hits = engine.search(query, per_page=100).hits
    complete = [hit.complete for hit in hits]
    assert complete == sorted(complete, reverse=True)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)


def test_mode_any_is_ordered_by_score_alone(build_index: Any) -> None:
    """Having all the words lifts an article in mode ``words``, and does nothing in mode ``any``."""
    filler = " ".join(f"حشو{number}" for number in range(200))
    texts = {
        "whole": f"زنبق وردة {filler}",
        "part": "زنبق زنبق زنبق زنبق",
        **{f"other{number}": f"وردة {filler}" for number in range(8)},
    }
    index = build_index(Article(id=id, title="", text=text) for id, text in texts.items())
    with Engine.open(index, ranking=Ranking(all_words_weight=1.0)) as engine:
        assert next(iter(engine.search("زنبق وردة").hits)).id == "whole"
        assert next(iter(engine.search("زنبق وردة", mode="any").hits)).id == "part"


def test_excluded_words_exclude(libraries: list[Any]) -> None:
    """With a word excluded the hits are those without it, with one linked to it or not, scored the same."""
    for library in libraries:
        every = {hit.id: hit for hit in library.engine.search("طريق الصين", mode="any", per_page=100).hits}
        without = library.engine.search("طريق الصين -مدرسة", mode="any", per_page=100)
        having = {hit.id for hit in library.engine.search('"مدرسة"', per_page=100).hits}
        assert {hit.id for hit in without.hits} == set(every) - having
        assert all(hit.score == every[hit.id].score for hit in without.hits)


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_undated_articles_come_last(libraries: list[Any], sort: str) -> None:
    """Articles without a date come last in either order of dates."""
    for library in libraries:
        days = [hit.article.date for hit in library.engine.search("-غائب", sort=sort, per_page=100).hits]
        dated = [day for day in days if day]
        assert dated
        assert None in days
        assert days == [*sorted(dated, reverse=sort == "newest"), *[None] * days.count(None)]


@settings(max_examples=40)
@given(
    number=st.integers(0, 2),
    query=st.one_of(QUERY, st.just("-غائب")),
    per_page=st.integers(1, 12),
    sort=st.sampled_from(["relevance", "newest", "oldest"]),
)
def test_pages_concatenate(libraries: list[Any], number: int, query: str, per_page: int, sort: str) -> None:
    """The pages together are the whole list, each hit once, with ranks that go on."""
    engine = libraries[number].engine
    whole = engine.search(query, per_page=100, sort=sort)
    pages = [
        engine.search(query, page=page, per_page=per_page, sort=sort)
        for page in range(1, -(-whole.total // per_page) + 2)
    ]
    assert [hit.id for page in pages for hit in page.hits] == [hit.id for hit in whole.hits]
    assert [hit.rank for page in pages for hit in page.hits] == [hit.rank for hit in whole.hits]
    assert {page.total for page in pages} == {whole.total}
    assert pages[-1].hits == ()
    assert all(len(page.hits) == per_page for page in pages[:-2])


@settings(max_examples=60)
@given(number=st.integers(0, 2), query=QUERY, filters=FILTERS, name=st.sampled_from([*FACETS, "year"]))
def test_a_count_is_the_total_after_choosing_it(
    libraries: list[Any], number: int, query: str, filters: Filters, name: str
) -> None:
    """The number beside a value of a facet is what choosing the value finds."""
    engine = libraries[number].engine
    for value in engine.search(query, filters=filters).facets[name]:
        chosen = (int(value.value),) if name == "year" else (value.value,)
        rest = {other: getattr(filters, other) for other in (*FACETS, "year", "date_from", "date_to")}
        assert engine.search(query, filters=Filters(**{**rest, name: chosen})).total == value.count


def test_filters_widen_inside_a_field_and_narrow_between(libraries: list[Any], facet_values: Any) -> None:
    """Two values of a field find what either finds; a second field narrows it."""
    engine = libraries[0].engine

    def found(**chosen: tuple[str, ...]) -> set[str]:
        return {hit.id for hit in engine.search("-غائب", filters=Filters(**chosen), per_page=100).hits}

    one, two = (found(source=(value,)) for value in facet_values["source"][1:3])
    assert one
    assert two
    assert found(source=tuple(facet_values["source"][1:3])) == one | two
    assert found(source=facet_values["source"][1:2], section=("طرق",)) == one & found(section=("طرق",))
    assert found(source=("no such source",)) == set()


def test_a_rank_of_equal_scores_is_by_id(engine_on: Any) -> None:
    """Articles with equal scores stand in the order of their ids, on every page."""
    engine = engine_on(**{f"{number:02}": "نص واحد للجميع" for number in reversed(range(30))})
    ids = [hit.id for page in (1, 2, 3) for hit in engine.search("واحد", page=page).hits]
    assert ids == [f"{number:02}" for number in range(30)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('"سي سي تي في"', {"whole"}),
        ('"سي سي"', {"whole", "twice"}),
        ('"سي سي سي"', set()),
        ('"سي سي"~1', {"whole", "twice", "apart"}),
        ('"سي سي تي"~3', {"whole"}),
        ('"سي تي"~1', {"whole", "once"}),
        ('"تي سي"', set()),
        ('"تي سي"~1', {"whole", "once"}),
    ],
)
def test_a_phrase_may_repeat_a_word(repeats: Engine, query: str, found: set[str]) -> None:
    """A word that a phrase holds twice must stand there twice, side by side or near."""
    assert {hit.id for hit in repeats.search(query, rescue=False).hits} == found


@pytest.fixture(scope="module")
def repeats(engine_on: Any) -> Engine:
    """Return an engine on texts that repeat a word or do not."""
    engine: Engine = engine_on(
        whole="شبكة سي سي تي في",
        once="شبكة سي تي في",
        twice="سي سي",
        apart="سي ثم سي",
        far="سي و و و و و و تي",
    )
    return engine


@pytest.mark.parametrize(("slop", "found"), [(0, False), (2, False), (3, True), (4, True)])
def test_the_window_of_a_slop(engine_on: Any, slop: int, found: bool) -> None:
    """A slop of n lets n words more stand between, not one further."""
    engine = engine_on(a="طريق واحد اثنان ثلاثة الحرير")
    for words in ("طريق الحرير", "الحرير طريق"):
        assert bool(engine.search(f'"{words}"~{slop}', rescue=False).total) is found


def test_a_phrase_stays_inside_its_field(engine_on: Any) -> None:
    """The end of the title and the beginning of the text make no phrase, nor two articles."""
    engine = engine_on(
        Article(id="a", title="أخبار طريق", text="الحرير قديم"),
        Article(id="b", title="", text="أول الكلام طريق"),
        Article(id="c", title="", text="الحرير آخره"),
    )
    assert engine.search('"طريق الحرير"', rescue=False).total == 0
    assert engine.search('"طريق الحرير"~50', rescue=False).total == 0
    assert engine.search("طريق الحرير").total == 3
