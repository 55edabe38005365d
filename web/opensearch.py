"""A browser's own search box over the collection (OpenSearch 1.1)."""

from __future__ import annotations

import json

from flask import Response, request

from . import fresh
from .site import Site
from .view import View
from .xml import document, element

DESCRIPTION = "application/opensearchdescription+xml"
COMPLETIONS = "application/x-suggestions+json"
SHORT_NAME = 16
"""Characters that OpenSearch allows a short name."""


def description(site: Site) -> Response:
    """Answer with the description of the search: its name, and where to ask."""
    view = View.asked(site)
    key = (view.links.absolute.opensearch(view.state), site.settings)
    return fresh.answer(
        site, site.engine(), lambda: _description(view), "opensearch", *key, mimetype=DESCRIPTION
    )


def completions(site: Site) -> Response:
    """Answer with ``[typed, [completion, …]]`` for what is being typed, in the parameter ``q``."""
    engine, typed = site.engine(), request.args.get("q", "")

    def complete() -> str:
        return json.dumps([typed, [each.text for each in engine.suggest(typed)]], ensure_ascii=False)

    return fresh.answer(site, engine, complete, "completions", typed, mimetype=COMPLETIONS)


def short(title: str) -> str:
    """Return as many whole words of a title as a short name may have, or its beginning.

    >>> short("أرشيف الصحافة العربية"), short("كشّاف")
    ('أرشيف الصحافة', 'كشّاف')
    """
    if len(title) <= SHORT_NAME:
        return title
    return title[: SHORT_NAME + 1].rpartition(" ")[0].strip() or title[:SHORT_NAME]


def _description(view: View) -> str:
    links, state, title = view.links.absolute, view.state.but(q=""), view.site.settings.title
    asked = {
        "text/html": links.home(state),
        "application/atom+xml": links.feed(state),
        COMPLETIONS: links.completions(state),
    }
    icon = {"type": "image/svg+xml", "width": "16", "height": "16"}
    itself = {"type": DESCRIPTION, "rel": "self", "template": links.opensearch(state)}
    parts = [
        element("ShortName", short(title)),
        element("Description", view.ui.plain("tagline")),
        element("InputEncoding", "UTF-8"),
        element("OutputEncoding", "UTF-8"),
        element("Language", view.ui.language),
        element("Image", links.static("star.svg"), attributes=icon),
        *(
            element("Url", attributes={"type": kind, "template": _template(address)})
            for kind, address in asked.items()
        ),
        element("Url", attributes=itself),
    ]
    namespace = {"xmlns": "http://a9.com/-/spec/opensearch/1.1/"}
    return document(element("OpenSearchDescription", children=parts, attributes=namespace))


def _template(address: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}q={{searchTerms}}"
