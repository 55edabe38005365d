"""The same values as the pages, as JSON."""

from __future__ import annotations

import json

from flask import Response, make_response, request

from ..search import Engine
from . import fresh
from .errors import NoArticle
from .pages import find, related
from .site import Site
from .view import View

JSON = "application/json"


def data(site: Site) -> Response:
    """Answer with a page of results as ``Results.to_dict``; without a query, with no hits."""
    view, engine = View.asked(site), site.engine()
    key = view.state.params()
    return fresh.answer(site, engine, lambda: _data(view, engine), "data", key, site.settings, mimetype=JSON)


def document(site: Site) -> Response:
    """Answer with the article of the parameter ``id``, where it answers the question, and related ones."""
    view, engine, id = View.asked(site), site.engine(), request.args.get("id", "")
    key = (id, view.state.params(), site.settings)
    return fresh.answer(site, engine, lambda: _document(view, engine, id), "document", *key, mimetype=JSON)


def suggest(site: Site) -> Response:
    """Answer with ways to go on with what is being typed, in the parameter ``q``."""
    engine, typed = site.engine(), request.args.get("q", "")
    return fresh.answer(site, engine, lambda: _suggestions(engine, typed), "suggest", typed, mimetype=JSON)


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


def _document(view: View, engine: Engine, id: str) -> str:
    article, state = engine.get(id), view.state
    if article is None:
        raise NoArticle
    marked = engine.mark(state.q, article, mode=state.mode, rescue=state.rescue)
    named = [
        {"id": each.id, "title": each.title, "date": each.date.isoformat() if each.date else None}
        for each in related(engine, id)
    ]
    said = {
        "schema": 1,
        "generation": engine.generation,
        "query": state.q,
        "article": article.to_dict(),
        "title_spans": marked.title_spans,
        "text_spans": marked.text_spans,
        "facet_spans": marked.facet_spans,
        "related": named,
    }
    return json.dumps(said, ensure_ascii=False)


def _suggestions(engine: Engine, typed: str) -> str:
    found = [each.to_dict() for each in engine.suggest(typed)]
    said = {"schema": 1, "generation": engine.generation, "query": typed, "suggestions": found}
    return json.dumps(said, ensure_ascii=False)


def _data(view: View, engine: Engine) -> str:
    found = find(engine, view.state, view.site.settings.per_page)
    return json.dumps(found.to_dict(), ensure_ascii=False)
