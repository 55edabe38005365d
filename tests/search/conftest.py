"""What the tests of searching share: indexes built by ``Collection``, small ones of random articles."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from kashaf.index import Article, Collection
from kashaf.index.analysis import Analyzer
from kashaf.index.local import Snapshot
from kashaf.search import Engine

BuildIndex = Callable[[Iterable[Article]], Path]
MakeEngine = Callable[..., Engine]

# words that share stems, spellings and prefixes with each other, beside stop words, numbers and Latin
VOCABULARY = (
    "كتاب الكتاب كتب كتابه وكتاب مكتبة المكتبة طريق الطريق طرق للطريق الصين صيني الصينية بالصين أحمد احمد "
    "مسؤول مسئول مدرسة المدرسة مدرسه بكين علي على من في إلى وكالة الأنباء سي تي "
    "China Chinese run running 20 2024"
).split()
SOURCES = ("", "وكالة الأنباء الصينية", "الشرق الأوسط", "China Daily")
SECTIONS = ("", "اقتصاد", "كتب ومدارس", "طرق")
AUTHORS = ("", "أحمد علي", "علي الصيني", "مكتبة بكين")


class Library:
    """An index, what it holds by id, an engine on it and its analyzer."""

    def __init__(self, path: Path, articles: dict[str, Article]) -> None:
        self.path, self.articles = path, articles
        self.engine = Engine.open(path)
        self.analyzer = Snapshot.current(path).analyzer


def _article(chance: random.Random, id: str) -> Article:
    def text(longest: int) -> str:
        return " ".join(chance.choices(VOCABULARY, k=chance.randint(1, longest)))

    day = datetime.date(chance.randint(2019, 2024), chance.randint(1, 12), chance.randint(1, 28))
    return Article(
        id=id,
        title=text(4) if chance.random() < 0.8 else "",
        text=text(30),
        source=chance.choice(SOURCES),
        section=chance.choice(SECTIONS),
        author=chance.choice(AUTHORS),
        date=day if chance.random() < 0.8 else None,
    )


def _grown(path: Path, chance: random.Random) -> dict[str, Article]:
    """Build an index in three commits, the later ones replacing and deleting, and return what it holds."""
    articles = {str(number): _article(chance, str(number)) for number in range(20)}
    with Collection.create(path) as collection:
        collection.add_many(articles.values())
    for _ in range(2):
        news = [_article(chance, str(chance.randint(0, 60))) for _ in range(10)]
        gone = chance.sample(sorted(articles), 4)
        with Collection.open(path) as collection:
            for id in gone:
                collection.delete(id)
                del articles[id]
            for article in news:
                collection.add(article)
                articles[article.id] = article
    return articles


@pytest.fixture(scope="session")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Library]]:
    """Return small indexes of random articles that have seen updates and deletions."""
    made = []
    for seed in range(3):
        path = tmp_path_factory.mktemp("library") / "random.kashaf"
        articles = _grown(path, random.Random(seed))
        made.append(Library(path, articles))
    yield made
    for library in made:
        library.engine.close()


@pytest.fixture(scope="session")
def vocabulary() -> tuple[str, ...]:
    """Return the words the random articles are made of."""
    return tuple(VOCABULARY)


@pytest.fixture(scope="session")
def facet_values() -> dict[str, tuple[str, ...]]:
    """Return the values the random articles choose from."""
    return {"source": SOURCES, "section": SECTIONS, "author": AUTHORS}


@pytest.fixture(scope="session")
def build_index(tmp_path_factory: pytest.TempPathFactory) -> BuildIndex:
    """Return a function that builds an index of articles and returns where it is."""

    def build(articles: Iterable[Article]) -> Path:
        path = tmp_path_factory.mktemp("index") / "test.kashaf"
        with Collection.create(path) as collection:
            collection.add_many(articles)
        return path

    return build


@pytest.fixture(scope="module")
def engine_on(build_index: BuildIndex) -> Iterator[MakeEngine]:
    """Return a function that opens an engine on an index of texts by id, or of articles."""
    opened: list[Engine] = []

    def make(*articles: Article, **texts: str) -> Engine:
        named = (Article(id=id, title="", text=text) for id, text in texts.items())
        opened.append(Engine.open(build_index([*articles, *named])))
        return opened[-1]

    yield make
    for engine in opened:
        engine.close()


@pytest.fixture(scope="session")
def plain_analyzer() -> Analyzer:
    """Return an analyzer without evidence: enough to cut a question into words."""
    return Analyzer.default(protect_names=False)
