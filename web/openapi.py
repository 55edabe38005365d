"""The description of the API (OpenAPI 3.1), made of what the routes take and answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from apispec import APISpec
from flask import Response, make_response, request

from ..search import Limits
from .exports import FEED, SHEET
from .fresh import GENERATION
from .opensearch import COMPLETIONS, DESCRIPTION
from .schemas import SCHEMAS, Schema, many, named
from .site import Site, edition
from .state import LANGUAGES, MODES, SORTS, SWITCH

JSON = "application/json"
PROBLEM = "application/problem+json"
TOLD = {
    400: "The request means nothing.",
    404: "Nothing is there.",
    503: "The index is away for now, the query takes too long, or too many ask.",
}

_BLANK: Schema = {"const": ""}


def description(site: Site) -> Response:
    """Answer with the description; its server is where the request found it."""
    base, limits = request.path.removesuffix("/openapi.json"), site.door.limits
    body = json.dumps(document(f"{request.root_path}{base}" or "/", limits), ensure_ascii=False)
    response = make_response(body, {"Content-Type": f"{JSON}; charset=utf-8", "Cache-Control": "no-cache"})
    response.set_etag(f"{edition()}-{limits.query_characters}-{request.root_path}{base}", weak=True)
    response.make_conditional(request)
    return response


def document(server: str, limits: Limits) -> dict[str, Any]:
    """Return the whole description; ``server`` is the address below which the routes lie."""
    spec = APISpec(
        title="kashaf",
        version=version("kashaf"),
        openapi_version="3.1.0",
        info={
            "description": "Search Arabic articles. Read only; a blank parameter is an absent one.",
            "license": {"name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"},
        },
        servers=[{"url": server}],
    )
    for name, schema in SCHEMAS.items():
        spec.components.schema(name, schema)
    for path, summary, parameters, kind, schema, problems in _routes(limits):
        operation = _operation(path, summary, parameters, kind, schema, problems)
        spec.path(path=path, operations={"get": operation})
    return spec.to_dict()


def _routes(limits: Limits) -> list[tuple[str, str, Sequence[Schema], str, Schema, tuple[int, ...]]]:
    asked, language = [_query(limits), *_narrowing()], [_parameter("hl", _one_of(LANGUAGES), "Language.")]
    page = _parameter("page", _or_blank({"type": "integer", "minimum": 1, "maximum": 10**9 - 1}), "Page.")
    mark = _parameter("bom", {"enum": list(SWITCH)}, "0: without the byte order mark Excel needs.")
    id = {**_parameter("id", {"type": "string"}, "Which article."), "required": True}
    text: Schema = {"type": "string"}
    return [
        ("/search.json", "A page of results", [*asked, page], JSON, named("Results"), (400, 404, 503)),
        ("/search.csv", "The first thousand results", [*asked, mark], SHEET, text, (400, 503)),
        ("/search.atom", "The newest results; of no query, articles", asked, FEED, text, (400, 503)),
        ("/article.json", "An article", [id, *asked], JSON, named("Document"), (400, 404, 503)),
        ("/suggest.json", "Ways to go on typing", [_typed()], JSON, named("Suggestions"), (503,)),
        ("/completions.json", "The same for browsers", [_typed()], COMPLETIONS, named("Completions"), (503,)),
        ("/opensearch.xml", "The description for browsers", language, DESCRIPTION, text, (400, 503)),
        ("/health", "Whether the index stands", [], JSON, named("Health"), (503,)),
        ("/openapi.json", "This description", [], JSON, {"type": "object"}, ()),
    ]


def _operation(
    path: str,
    summary: str,
    parameters: Sequence[Schema],
    kind: str,
    schema: Schema,
    problems: tuple[int, ...],
) -> Schema:
    answered: Schema = {"description": summary, "content": {kind: {"schema": schema}}}
    if path not in ("/health", "/openapi.json"):
        generation = {"type": "string", "pattern": "^[0-9]+$"}
        answered["headers"] = {
            GENERATION: {
                "description": "The generation that answers.",
                "schema": generation,
                "required": True,
            },
            "ETag": {"description": "For If-None-Match.", "schema": {"type": "string"}, "required": True},
        }
    if path == "/search.json":
        follow = {"operationId": "article_json", "parameters": {"id": "$response.body#/hits/0/id"}}
        answered["links"] = {"article": {"description": "The first hit's article.", **follow}}
    # Where a person reads the answer, an error is a page unless JSON is preferred.
    kinds = (PROBLEM,) if kind in (JSON, COMPLETIONS) else (PROBLEM, "text/html")
    shapes = {each: {"schema": named("Problem") if each == PROBLEM else {"type": "string"}} for each in kinds}
    return {
        "operationId": path.strip("/").replace(".", "_"),
        "summary": summary,
        "parameters": list(parameters),
        "responses": {
            "200": answered,
            **{str(each): {"description": TOLD[each], "content": shapes} for each in problems},
        },
    }


def _parameter(name: str, schema: Schema, said: str) -> Schema:
    return {"name": name, "in": "query", "description": said, "schema": schema}


def _or_blank(schema: Schema) -> Schema:
    return {"anyOf": [schema, _BLANK]}


def _one_of(values: Sequence[str]) -> Schema:
    return {"enum": [*values, ""]}


def _query(limits: Limits) -> Schema:
    typed: Schema = {"type": "string", "maxLength": limits.query_characters, "examples": ["طريق الحرير"]}
    return _parameter("q", typed, "The query, as it is typed.")


def _typed() -> Schema:
    return _parameter("q", {"type": "string", "examples": ["طري"]}, "What is being typed.")


def _narrowing() -> list[Schema]:
    day = _or_blank({"type": "string", "format": "date"})
    year = _or_blank({"type": "integer", "minimum": 1, "maximum": 9999})
    return [
        _parameter("sort", _one_of(SORTS), "Order."),
        _parameter("mode", _one_of(MODES), "All words first, any of them, or exactly as written."),
        _parameter("rescue", _one_of(SWITCH), "0: only the forms that were typed."),
        _parameter("fold", _one_of(SWITCH), "0: near-duplicates stand apart."),
        _parameter("from", day, "Not published before."),
        _parameter("to", day, "Not published after."),
        _parameter("section", many({"type": "string"}), "In one of these sections."),
        _parameter("source", many({"type": "string"}), "From one of these sources."),
        _parameter("year", many(year), "Published in one of these years."),
        _parameter("author", many({"type": "string"}), "By one of these authors."),
        _parameter("hl", _one_of(LANGUAGES), "Language of what is told."),
    ]
