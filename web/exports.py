"""The results taken along: a sheet of all of them, a feed of the newest."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence

from flask import Response, request

from ..index import Article, SettingsError
from ..search import Engine, Hit, listing
from ..search.results import MAX_DEPTH
from . import fresh
from .site import Site
from .state import State
from .view import View
from .xml import Element, document, element

SHEET = "text/csv"
FEED = "application/atom+xml"
ENTRIES = 50
"""How many articles a feed holds."""

_AT_A_TIME = 100
_BYTE_ORDER_MARK = "\ufeff"
_UNDATED = datetime.date(1970, 1, 1)


def sheet(site: Site) -> Response:
    """Answer with the results as CSV, from the first to the thousandth; a last line tells of a cut.

    It begins with a byte order mark, by which Excel knows UTF-8, unless the address says ``bom=0``.
    """
    view, engine, mark = View.asked(site), site.engine(), _byte_order_mark()
    key = (view.state.but().params(), mark, site.settings)
    response = fresh.answer(site, engine, lambda: mark + _sheet(view, engine), "sheet", *key, mimetype=SHEET)
    response.headers.set("Content-Disposition", "attachment", filename="search.csv")
    return response


def feed(site: Site) -> Response:
    """Answer with the newest results as an Atom feed; without a query, with the newest articles."""
    view, engine = View.asked(site), site.engine()
    # Its links are absolute, and one server may have several names.
    key = (view.links.absolute.feed(view.state), site.settings)
    return fresh.answer(site, engine, lambda: _feed(view, engine), "feed", *key, mimetype=FEED)


def _byte_order_mark() -> str:
    value = request.args.get("bom", "1")
    if value not in ("0", "1"):
        raise SettingsError("bom", value, "1 | 0")
    return _BYTE_ORDER_MARK if value == "1" else ""


def _sheet(view: View, engine: Engine) -> str:
    hits, total = _all(engine, view.state)
    cut = view.ui.plain("cut", rows=len(hits), total=total) if len(hits) < total else ""
    return listing.sheet(hits, note=cut)


def _all(engine: Engine, state: State) -> tuple[list[Hit], int]:
    hits: list[Hit] = []
    for page in range(1, MAX_DEPTH // _AT_A_TIME + 1):
        asked = {**state.asked(), "fold": False}
        found = engine.search(state.q, page=page, per_page=_AT_A_TIME, snippets=0, **asked)
        hits += found.hits
        if page >= found.pages:
            break
    return hits, found.total


def _feed(view: View, engine: Engine) -> str:
    state, ui, title = view.state, view.ui, view.site.settings.title
    links = view.links.absolute
    address, page = links.feed(state), links.results(state)
    head = [
        element("id", _id(address)),
        element("title", ui.plain("window", query=state.q, site=title) if state.q else title),
        element("updated", engine.summary().built.isoformat()),
        element("link", attributes={"rel": "self", "type": FEED, "href": address}),
        element("link", attributes={"rel": "alternate", "type": "text/html", "href": page}),
        element("author", children=[element("name", title)]),
    ]
    entries = [_entry(view, article, said) for article, said in _newest(engine, state)]
    namespace = {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": ui.language}
    return document(element("feed", children=[*head, *entries], attributes=namespace))


def _newest(engine: Engine, state: State) -> Sequence[tuple[Article, str]]:
    if not state.q:
        return [(article, "") for article in engine.recent(ENTRIES)]
    asked = {**state.asked(), "sort": "newest"}
    found = engine.search(state.q, per_page=ENTRIES, snippets=1, **asked)
    return [(hit.article, " ".join(each.text for each in hit.snippets)) for hit in found.hits]


def _entry(view: View, article: Article, said: str) -> Element:
    links = view.links.absolute
    day = article.date or _UNDATED
    parts = [
        # The site's own language, so that an entry is the same one in each of them.
        element("id", _id(links.article(article.id, State()))),
        element("title", article.title or view.ui.plain("untitled")),
        # A day is all that is known; of an article without one, that it is not new.
        element("updated", f"{day.isoformat()}T00:00:00Z"),
        element(
            "link", attributes={"rel": "alternate", "href": links.article(article.id, view.state.but(q=""))}
        ),
    ]
    if article.url.startswith(("http://", "https://")):
        parts.append(element("link", attributes={"rel": "via", "href": article.url}))
    if article.author:
        parts.append(element("author", children=[element("name", article.author)]))
    if article.section:
        parts.append(element("category", attributes={"term": article.section}))
    if said:
        parts.append(element("summary", said))
    return element("entry", children=parts, attributes={"xml:lang": article.language})


def _id(address: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, address).urn
