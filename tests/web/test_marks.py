"""The highlight contract: a page without its marks is the article, and a mark is a whole word or phrase."""

from __future__ import annotations

import html
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given, strategies as st

from kashaf.index import Article, Collection
from kashaf.index.local import Snapshot
from kashaf.search import Engine, Snippet
from kashaf.web import create_app
from kashaf.web.reading import numbered, paragraphs, places

Spans = list[tuple[int, int]]
FATHA, SHADDA, TATWEEL, ZWNJ, ZWJ = "\u064e", "\u0651", "\u0640", "\u200c", "\u200d"
BIDI = "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
WORDS = "طريق الحرير وبالمدرسة مدرسة كتاب الكتاب قرأ China طُرُق 2024 ٢٠٢٤".split()
MIXED = st.text(
    st.sampled_from([*"طريقالحكتب", FATHA, SHADDA, TATWEEL, ZWNJ, ZWJ, *BIDI, *" \n<>&\"'a1"]), max_size=60
)
QUERIES = ("طريق", "مدرسة كتاب", '"طريق الحرير"', "الحرير -قرأ", "China 2024", "«كتاب طريق» طرق")


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, Spans]:
    """Draw a text and spans of it, ascending and apart."""
    text = draw(MIXED)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    return text, list(zip(cuts[::2], cuts[1::2], strict=False))


def bare(markup: str) -> str:
    """Return the markup without its marks."""
    return re.sub(r'<mark(?: id="m\d+")?>|</mark>', "", markup)


@given(marked())
def test_a_text_without_its_marks_is_the_escaped_text(drawn: tuple[str, Spans]) -> None:
    """A title less its marks is the escaped title; each span is one mark, numbered in order."""
    text, spans = drawn
    shown = numbered(text, spans, first=3)
    assert bare(shown) == html.escape(text)
    inside = re.findall(r'<mark id="m(\d+)">(.*?)</mark>', shown, re.DOTALL)
    assert inside == [(str(3 + n), html.escape(text[a:b])) for n, (a, b) in enumerate(spans)]


@given(marked())
def test_paragraphs_without_their_marks_are_the_escaped_lines(drawn: tuple[str, Spans]) -> None:
    """A text less its marks is its escaped lines; a span over two lines is marked in both."""
    text, spans = drawn
    shown = paragraphs(text, spans)
    assert [bare(each) for each in shown] == [html.escape(line) for line in text.split("\n") if line.strip()]
    wanted = [html.escape(part) for a, b in spans for part in text[a:b].split("\n")]
    found = [inside for each in shown for inside in re.findall(r"<mark[^>]*>(.*?)</mark>", each, re.DOTALL)]
    assert [each for each in found if each.strip()] == [each for each in wanted if each.strip()]
    identities = re.findall(r'id="(m\d+)"', "".join(shown))
    assert identities == sorted(set(identities), key=lambda name: int(name[1:]))


@given(marked())
def test_a_place_is_its_match_in_context(drawn: tuple[str, Spans]) -> None:
    """A listed place shows the match whole between text that stands beside it in the same line."""
    text, spans = drawn
    for place, (start, end) in zip(places(text, spans, around=10), spans, strict=True):
        assert place.match == text[start:end]
        assert text[:start].endswith(place.before)
        assert text[end:].startswith(place.after)
        assert "\n" not in place.before + place.after
        assert max(len(place.before), len(place.after)) <= 10


@given(marked(), st.booleans(), st.booleans())
def test_a_snippet_without_its_marks_is_the_escaped_window(
    drawn: tuple[str, Spans], before: bool, after: bool
) -> None:
    """Taking the marks away from a snippet gives its window, with an ellipsis on the sides that were cut."""
    text, spans = drawn
    shown = Snippet(text, tuple(spans), before=before, after=after).html()
    assert bare(shown) == ("… " if before else "") + html.escape(text) + (" …" if after else "")


def scrambled(chance: random.Random) -> str:
    """Return words in disguise: vowels, tatweel, joiners, directions, markup, line ends between them."""

    def disguised(word: str) -> str:
        place = chance.randint(1, len(word))
        return word[:place] + chance.choice(["", "", FATHA, SHADDA, TATWEEL, ZWJ]) + word[place:]

    gaps = [" ", " ", "، ", "\n", "\n\n", " «", "» ", " & ", " <b> ", chance.choice(BIDI)]
    return "".join(disguised(chance.choice(WORDS)) + chance.choice(gaps) for _ in range(40))


@pytest.fixture(scope="module")
def disguised(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Snapshot]]:
    """Return an engine on articles of disguised words, and the snapshot whose analyzer cut them."""
    path: Path = tmp_path_factory.mktemp("disguised") / "index"
    chance = random.Random(5)
    with Collection.create(path) as collection:
        for nth in range(25):
            collection.add(Article(id=str(nth), title=scrambled(chance)[:80], text=scrambled(chance)))
    with Engine.open(path) as engine:
        yield engine, Snapshot.current(path)


def sound(markup: str, source: str, snapshot: Snapshot) -> list[str]:
    """Check a marked text against its source, and return what is marked."""
    assert bare(markup) == html.escape(source)
    tokens = list(snapshot.analyzer.tokens(source))
    starts, ends = {token.start for token in tokens}, {token.end for token in tokens}
    done, found = 0, []
    for outside, inside in re.findall(r"(.*?)<mark[^>]*>(.*?)</mark>", markup, re.DOTALL):
        start = done + len(html.unescape(outside))
        done = start + len(html.unescape(inside))
        assert start in starts
        assert done in ends
        assert unicodedata.category(source[start]) != "Mn"
        found.append(source[start:done])
    return found


@pytest.mark.parametrize("query", QUERIES)
def test_w8_hits_are_marked_by_whole_words(disguised: tuple[Engine, Snapshot], query: str) -> None:
    """Each title and snippet without its marks is the source, and every mark begins and ends with a word."""
    engine, snapshot = disguised
    found = []
    for hit in engine.search(query, per_page=25).hits:
        found += sound(hit.title_html(), hit.title, snapshot)
        for snippet in hit.snippets:
            whole = snippet.html().removeprefix("… ").removesuffix(" …")
            assert bare(whole) == html.escape(snippet.text)
            found += re.findall("<mark>(.*?)</mark>", whole, re.DOTALL)
    assert found


@pytest.mark.parametrize("query", QUERIES)
def test_w8_articles_are_marked_by_whole_words(disguised: tuple[Engine, Snapshot], query: str) -> None:
    """On an article's page each paragraph without its marks is a line of the text, marked by whole words."""
    engine, snapshot = disguised
    client = create_app(engine).test_client()
    for hit in engine.search(query, per_page=25).hits:
        page = client.get("/article", query_string={"id": hit.id, "q": query}).text
        lines = re.findall(r'<p id="p\d+" dir="auto">(.*?)</p>', page, re.DOTALL)
        assert [bare(each) for each in lines] == [
            html.escape(line) for line in hit.article.text.split("\n") if line.strip()
        ]
        (title,) = re.findall(r'<h1 dir="auto" id="p0">(.*?)</h1>', page, re.DOTALL)
        sound(title, hit.title, snapshot)
        spans = engine.mark(query, hit.article).text_spans
        starts = {token.start for token in snapshot.analyzer.tokens(hit.article.text)}
        assert {start for start, _ in spans} <= starts


def test_w8_a_phrase_is_one_mark(client: FlaskClient) -> None:
    """A phrase is marked from its first word to its last, spaces and all, and its words alone are not."""
    page = client.get("/", query_string={"q": '"الرئيس الصيني"'}).text
    found = {html.unescape(each) for each in re.findall("<mark>(.*?)</mark>", page)}
    assert found
    assert all(len(each.split()) == 2 for each in found)


def test_w8_who_published_it_is_marked(site_of: Callable[..., FlaskClient]) -> None:
    """A word of the source is marked where the source is named, escaped, in a hit and on its article."""
    article = Article(id="1", title="خبر", text="نص قصير", source="صحيفة <b>الشرق</b> الأوسط")
    client = site_of([article])
    for address in ("/?q=الأوسط", "/article?id=1&q=الأوسط"):
        page = client.get(address).text
        assert "<bdi>صحيفة &lt;b&gt;الشرق&lt;/b&gt; <mark>الأوسط</mark></bdi>" in page
    assert client.get("/article.json?id=1&q=الأوسط").get_json()["facet_spans"] == {"source": [[19, 25]]}


@pytest.mark.parametrize("query", ['"الرئيس الصيني"', "«الرئيس الصيني»", "“الرئيس الصيني”"])
def test_w15_the_quotation_marks_agree(client: FlaskClient, query: str) -> None:
    """Three kinds of quotation marks find the same, marked the same."""
    plain = client.get("/search.json", query_string={"q": '"الرئيس الصيني"'}).get_json()
    other = client.get("/search.json", query_string={"q": query}).get_json()
    assert other["total"] > 0
    assert other["hits"] == plain["hits"]


def test_w15_exact_is_as_good_as_quotes(client: FlaskClient) -> None:
    """«مطابق تمامًا» finds the articles that quotes find when the words are written as typed."""
    urls = ("/search.json?q=الرئيس الصيني&mode=exact", "/search.json?q=«الرئيس الصيني»&rescue=0")
    exact, quoted = ({hit["id"] for hit in client.get(url).get_json()["hits"]} for url in urls)
    assert exact
    assert exact <= quoted


@pytest.mark.parametrize("quote", ['"', "«", "»", "“", "”"])
def test_w15_a_lone_quote_is_text(client: FlaskClient, quote: str) -> None:
    """A quotation mark without its other half asks for the words, as without it."""
    plain = client.get("/search.json", query_string={"q": "الرئيس الصيني"}).get_json()
    for query in (f"{quote}الرئيس الصيني", f"الرئيس الصيني{quote}", f"الرئيس {quote} الصيني"):
        other = client.get("/search.json", query_string={"q": query}).get_json()
        assert [hit["id"] for hit in other["hits"]] == [hit["id"] for hit in plain["hits"]]
