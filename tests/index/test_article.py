"""The article as a value."""

from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given, strategies as st

from kashaf.index import Article

TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
ARTICLES = st.builds(
    Article,
    id=TEXT.filter(str.strip),
    title=TEXT.filter(str.strip),
    text=TEXT,
    source=TEXT,
    url=TEXT,
    author=TEXT,
    date=st.none() | st.dates(),
    section=TEXT,
    language=TEXT,
)


@given(ARTICLES)
def test_an_article_survives_json(article: Article) -> None:
    """``from_dict`` makes the article again that ``to_dict`` described, through JSON as well."""
    assert Article.from_dict(json.loads(json.dumps(article.to_dict()))) == article


def test_what_is_not_known_is_left_out() -> None:
    """A description with fewer fields gives an article with the defaults."""
    assert Article.from_dict({"id": "1", "title": "ع", "text": ""}) == Article(id="1", title="ع", text="")
    assert Article.from_dict({"id": "1", "title": "ع", "text": "", "author": None, "date": None}).author == ""


@pytest.mark.parametrize("id", ["", " ", "\n\t", "\u00a0"])
def test_a_blank_id_is_refused(id: str) -> None:
    """What has no id could not be replaced or deleted."""
    with pytest.raises(ValueError, match="id"):
        Article(id=id, title="ع", text="")


@pytest.mark.parametrize(("title", "text"), [("", ""), (" ", "\n"), ("\u2003", "")])
def test_an_article_without_words_is_refused(title: str, text: str) -> None:
    """An article needs a title or a text."""
    with pytest.raises(ValueError, match="neither a title nor a text"):
        Article(id="1", title=title, text=text)


@pytest.mark.parametrize("field", ["id", "title", "text", "source", "url", "author", "section", "language"])
@pytest.mark.parametrize("half", ["\ud800", "a\udfff"])
def test_half_a_surrogate_pair_is_refused_by_field(field: str, half: str) -> None:
    """Text that no file can hold is refused, naming the field."""
    with pytest.raises(ValueError, match=field):
        Article(**{"id": "1", "title": "ع", "text": "", field: half})


def test_an_article_is_a_value() -> None:
    """Articles of the same fields are equal, and none can be changed."""
    one = Article(id="1", title="ع", text="")
    assert one == Article(id="1", title="ع", text="")
    assert len({one, Article(id="1", title="ع", text="")}) == 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.title = "غ"  # type: ignore[misc]
