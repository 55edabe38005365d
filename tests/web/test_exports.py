"""The results as a sheet and as a feed."""

from __future__ import annotations

import csv
import datetime
import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kashaf.index import Article, Collection
from kashaf.search import Engine
from kashaf.web import create_app, search_blueprint

Read = Callable[[str], Any]
SiteOf = Callable[..., FlaskClient]
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MARK = b"\xef\xbb\xbf"
COLUMNS = ["rank", "score", "date", "id", "source", "author", "section", "url", "title"]
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx")


def rows(client: FlaskClient, url: str) -> list[dict[str, str]]:
    """Return the rows of a sheet as its reader in Python gets them."""
    answer = client.get(url)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"), newline="")))


def atom(client: FlaskClient, url: str) -> ElementTree.Element:
    """Return the feed at an address."""
    answer = client.get(url)
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    return ElementTree.fromstring(answer.get_data())


def ids(feed: ElementTree.Element) -> dict[str, str]:
    """Return the id of each entry by its title."""
    return {
        e.findtext("a:title", "", ATOM): e.findtext("a:id", "", ATOM) for e in feed.findall("a:entry", ATOM)
    }


def test_w30_a_sheet_has_a_byte_order_mark_unless_told(shelf: FlaskClient) -> None:
    """The sheet begins as Excel needs it, ``bom=0`` leaves that away, and nothing else differs."""
    with_mark, without = (shelf.get(f"/search.csv?q=مكتبة{flag}") for flag in ("", "&bom=0"))
    assert with_mark.get_data() == MARK + without.get_data()
    assert without.get_data().startswith(b"rank,")
    assert with_mark.headers["Content-Disposition"] == "attachment; filename=search.csv"
    assert with_mark.content_type == "text/csv; charset=utf-8"
    assert with_mark.headers["ETag"] != without.headers["ETag"]
    assert shelf.get("/search.csv?q=مكتبة&bom=2").status_code == 400


def test_a_sheet_has_every_result_of_the_page_s_question(shelf: FlaskClient, library: Engine) -> None:
    """Query, mode, order and filters are the page's; the sheet begins with the first result on any page."""
    whole = rows(shelf, "/search.csv?q=مكتبة&page=2&sort=oldest")
    assert list(whole[0]) == COLUMNS
    assert [row["rank"] for row in whole] == [str(rank) for rank in range(1, 36)]
    assert [row["date"] for row in whole] == sorted(row["date"] for row in whole)
    some = rows(shelf, "/search.csv?q=نادر مكتبة&mode=any&year=2021&section=سياسة")
    wanted = shelf.get("/search.json?q=نادر مكتبة&mode=any&year=2021&section=سياسة").get_json()
    assert [row["id"] for row in some] == [hit["id"] for hit in wanted["hits"]]
    assert {row["section"] for row in some} == {"سياسة"}
    assert rows(shelf, "/search.csv?q=زقطبور") == rows(shelf, "/search.csv") == []


def test_w30_a_cell_is_never_a_formula(site_of: SiteOf) -> None:
    """Whatever field begins like a formula stands in the sheet behind an apostrophe."""
    client = site_of(
        Article(id=f"{f}{nth}", title=f"{f} كتاب", text="كتاب", source=f, author=f, section=f, url=f)
        for nth, f in enumerate(FORMULAS)
    )
    found = rows(client, "/search.csv?q=كتاب")
    assert len(found) == len(FORMULAS)
    cells = [row[name] for row in found for name in COLUMNS[3:]]
    assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")] == []
    assert "'=1+1 كتاب" in cells


def test_w30_a_cut_is_stated(site_of: SiteOf) -> None:
    """Of more than a thousand results the first thousand are given, and the last line says so."""
    client = site_of(Article(id=str(nth), title="كتاب", text="") for nth in range(1003))
    found = rows(client, "/search.csv?q=كتاب&hl=en")
    assert len(found) == 1001
    assert found[-1] == {**dict.fromkeys(COLUMNS, ""), "title": "These are the first 1000 results of 1003"}
    assert rows(client, "/search.csv?q=كتاب")[-1]["title"] == "هذه أول 1000 نتيجة من 1003"


def test_w30_a_feed_is_a_valid_one(shelf: FlaskClient) -> None:
    """The feed and each entry have the elements that RFC 4287 demands, once, and its own address."""
    feed = atom(shelf, "/search.atom?q=مكتبة&sort=oldest&year=2021&hl=en")
    for part in (feed, *feed.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"a:{name}", ATOM)) == 1
        told = part.findtext("a:updated", "", ATOM)
        assert datetime.datetime.fromisoformat(told.replace("Z", "+00:00")).tzinfo is not None
        assert part.findtext("a:id", "", ATOM).startswith("urn:uuid:")
    (own,) = feed.findall("a:link[@rel='self']", ATOM)
    assert own.get("href", "").startswith("http://localhost/search.atom?q=")
    assert shelf.get(own.get("href", "")).status_code == 200
    assert feed.find("a:author/a:name", ATOM) is not None
    entries = feed.findall("a:entry", ATOM)
    assert len({entry.findtext("a:id", "", ATOM) for entry in entries}) == len(entries) > 5
    days = [entry.findtext("a:updated", "", ATOM) for entry in entries]
    assert days == sorted(days, reverse=True)
    assert {day[:4] for day in days} == {"2021"}


def test_an_entry_tells_of_its_article(shelf: FlaskClient) -> None:
    """Title, author, section, passage, address here and at the source are the article's own."""
    entry = next(
        entry
        for entry in atom(shelf, "/search.atom?q=مكتبة").findall("a:entry", ATOM)
        if entry.findtext("a:title", "", ATOM) == "مكتبة رقم 4"
    )
    links = {link.get("rel"): link.get("href") for link in entry.findall("a:link", ATOM)}
    assert links == {"alternate": "http://localhost/article?id=n/4", "via": "https://example.org/4"}
    assert entry.findtext("a:author/a:name", "", ATOM) == "ليلى حسن"
    assert entry.find("a:category[@term='اقتصاد']", ATOM) is not None
    assert "مكتبة المدينة القديمة" in entry.findtext("a:summary", "", ATOM)


def test_a_feed_without_a_query_is_of_the_newest_articles(shelf: FlaskClient, read: Read) -> None:
    """The first page links a feed of everything, the newest first."""
    link = read(shelf.get("/").text).one("link", rel="alternate", type="application/atom+xml")["href"]
    feed = atom(shelf, link)
    assert link == "/search.atom"
    assert len(feed.findall("a:entry", ATOM)) == 35
    assert feed.findtext("a:title", "", ATOM) == "كشّاف"


def test_an_article_without_a_date_is_the_last(site_of: SiteOf) -> None:
    """A feed reader takes no article for a new one only because its date is not known."""
    dated = Article(id="1", title="قديم", text="", date=datetime.date(1999, 1, 2))
    feed = atom(site_of([Article(id="2", title="بلا تاريخ", text=""), dated]), "/search.atom")
    told = [entry.findtext("a:updated", "", ATOM) for entry in feed.findall("a:entry", ATOM)]
    assert told == ["1999-01-02T00:00:00Z", "1970-01-01T00:00:00Z"]


def test_w30_ids_of_entries_survive_a_rebuild(tmp_path: Path) -> None:
    """An index deleted and built anew with more articles has the same ids, in each language and query."""
    path, found = tmp_path / "index", []
    for count in (3, 5):
        shutil.rmtree(path, ignore_errors=True)
        with Collection.create(path) as collection:
            collection.add_many(Article(id=str(n), title=f"كتاب {n}", text="مدينة") for n in range(count))
        with Engine.open(path) as engine:
            client = create_app(engine).test_client()
            found += [
                ids(atom(client, f"/search.atom{asked}")) for asked in ("?q=كتاب", "?q=مدينة&hl=en", "")
            ]
    assert [len(each) for each in found] == [3, 3, 3, 5, 5, 5]
    assert all(each.items() <= found[-1].items() for each in found)
    assert len(set(found[-1].values())) == 5


def test_w9_a_feed_holds_no_markup(site_of: SiteOf) -> None:
    """Tags are text, and characters XML has no place for are left out."""
    hostile = "<script>alert(1)</script> &amp; ]]> كتاب\x0b\x1f"
    article = Article(id=hostile, title=hostile, text=hostile, author=hostile, section=hostile)
    feed = atom(site_of([article]), f"/search.atom?q={hostile}")
    (entry,) = feed.findall("a:entry", ATOM)
    shown = hostile.rstrip("\x0b\x1f")
    assert entry.findtext("a:title", "", ATOM) == entry.findtext("a:author/a:name", "", ATOM) == shown
    assert [part.tag for part in feed.iter() if "script" in part.tag] == []
    assert feed.findtext("a:title", "", ATOM).startswith("<script>alert(1)</script>")


def test_the_page_links_its_exports(shelf: FlaskClient, read: Read) -> None:
    """The head and the foot of a page of results lead to its sheet, feed and JSON, filters and all."""
    page = read(shelf.get("/?q=مكتبة&page=2&sort=newest&year=2021&year=2022&hl=en").text)
    for kind, path in {
        "text/csv": "/search.csv",
        "application/atom+xml": "/search.atom",
        "application/json": "/search.json",
    }.items():
        link = page.one("link", rel="alternate", type=kind)["href"]
        assert page.one("a", type=kind)["href"] == link
        assert urlsplit(link).path == path
        assert "year=2021&year=2022" in link
        assert ("page=2" in link) == (kind == "application/json")
        assert shelf.get(link).mimetype == kind


@pytest.mark.parametrize("prefix", ["/", "/a/b"])
def test_addresses_in_a_feed_are_below_the_prefix(library: Engine, prefix: str) -> None:
    """Mounted below a prefix, and called by another name, a feed's addresses say so."""
    app = Flask("host", static_folder=None, instance_path="/")
    app.register_blueprint(search_blueprint(library), url_prefix=prefix)
    base = {"base_url": "https://search.example.org/site/"}
    feed = ElementTree.fromstring(
        app.test_client().get(f"{prefix}/search.atom".replace("//", "/"), **base).data
    )
    links = [link.get("href", "") for link in feed.iter("{http://www.w3.org/2005/Atom}link")]
    ours = [link for link in links if "example.org/site" in link]
    below = f"https://search.example.org/site{prefix.rstrip('/')}/"
    assert len(ours) == 2 + 35
    assert all(link.startswith(below) for link in ours)
