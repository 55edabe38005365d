"""The same values as the pages, as JSON."""

from __future__ import annotations

import json

from flask import Response, make_response, request

from ..search import Engine
from . import fresh
from .pages import find
from .site import Site
from .view import View

JSON = "application/json"


def data(site: Site) -> Response:
    """Answer with a page of results as ``Results.to_dict``; without a query, with no hits."""
    view, engine = View.asked(site), site.engine()
    key = view.state.params()
    return fresh.answer(engine, lambda: _data(view, engine), "data", key, site.settings, mimetype=JSON)


def suggest(site: Site) -> Response:
    """Answer with ways to go on with what is being typed, in the parameter ``q``."""
    engine, typed = site.engine(), request.args.get("q", "")
    return fresh.answer(engine, lambda: _suggestions(engine, typed), "suggest", typed, mimetype=JSON)


def health(site: Site) -> Response:
    """Answer whether the index stands: how many articles, which generation, built when."""
    summary = site.engine().summary()
    said = {
        "status": "ok",
        "articles": summary.articles,
        "generation": summary.generation,
        "built": summary.built.isoformat(),
    }
    return make_response(json.dumps(said), {"Content-Type": JSON, "Cache-Control": "no-store"})


def _suggestions(engine: Engine, typed: str) -> str:
    found = [each.to_dict() for each in engine.suggest(typed)]
    said = {"schema": 1, "generation": engine.generation, "query": typed, "suggestions": found}
    return json.dumps(said, ensure_ascii=False)


def _data(view: View, engine: Engine) -> str:
    found = find(engine, view.state, view.site.settings.per_page)
    return json.dumps(found.to_dict(), ensure_ascii=False)
