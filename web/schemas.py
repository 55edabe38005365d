"""The shapes of what the API answers (JSON Schema 2020-12): every key, and no other."""

from __future__ import annotations

from typing import Any

from .remedies import REMEDIES
from .state import MODES, SORTS

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": "number"}
DATE: Schema = {"type": ["string", "null"], "format": "date"}
GENERATION: Schema = {"type": "integer", "minimum": 1, "description": "The generation that answers."}
VERSION: Schema = {"const": 1, "description": "Another number when a key changes its meaning."}


def record(**properties: Schema) -> Schema:
    """Return the schema of an object that has all these keys and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def many(items: Schema, **limits: Any) -> Schema:
    """Return the schema of an array."""
    return {"type": "array", "items": items, **limits}


def named(name: str) -> Schema:
    """Return the reference to a schema of the document."""
    return {"$ref": f"#/components/schemas/{name}"}


SPAN: Schema = {
    **many(COUNT, minItems=2, maxItems=2),
    "description": "Half-open range of characters: where it begins, where it has ended.",
}
_ABOUT = dict.fromkeys(("id", "title", "source", "author", "section", "url"), TEXT)
_FACET_SPANS: Schema = {
    "type": "object",
    "additionalProperties": many(named("Span")),
    "description": "What matched in source, author and section, where anything did.",
}

SCHEMAS: dict[str, Schema] = {
    "Span": SPAN,
    "Snippet": record(text=TEXT, spans=many(named("Span")), offset=COUNT),
    "Hit": record(
        rank={"type": "integer", "minimum": 1},
        score={**NUMBER, "description": "Higher is better; not comparable across queries."},
        complete={"type": "boolean", "description": "Whether it holds every word of the query."},
        matches=COUNT,
        duplicates={**many(TEXT), "description": "Ids of near-duplicates folded under it."},
        **_ABOUT,
        title_spans=many(named("Span")),
        facet_spans=_FACET_SPANS,
        date=DATE,
        snippets=many(named("Snippet")),
    ),
    "Rescue": record(kind=TEXT, typed=TEXT, tried=many(TEXT), reason=TEXT, hits=COUNT),
    "FacetValue": record(value=TEXT, count=COUNT),
    "Histogram": record(
        unit={"enum": ["month", "year", "decade"]},
        bars=many(record(start=DATE, end=DATE, count=COUNT)),
    ),
    "Results": record(
        schema=VERSION,
        generation=GENERATION,
        query=TEXT,
        mode={"enum": list(MODES)},
        sort={"enum": list(SORTS)},
        page={"type": "integer", "minimum": 1},
        per_page={"type": "integer", "minimum": 1},
        pages={**COUNT, "description": "How many can be asked for."},
        total={**COUNT, "description": "Every article that matches."},
        complete={**COUNT, "description": "Those with every word of the query."},
        folded={**COUNT, "description": "Those that stand under another hit."},
        took_ms={**NUMBER, "minimum": 0, "description": "Milliseconds."},
        suggestion={"type": ["string", "null"], "description": "The query without misspellings."},
        rescues=many(named("Rescue")),
        facets={"type": "object", "additionalProperties": many(named("FacetValue"))},
        histogram={"anyOf": [named("Histogram"), {"type": "null"}]},
        hits=many(named("Hit")),
    ),
    "Article": record(**_ABOUT, text=TEXT, date=DATE, language=TEXT),
    "Document": record(
        schema=VERSION,
        generation=GENERATION,
        query=TEXT,
        article=named("Article"),
        title_spans=many(named("Span")),
        text_spans=many(named("Span")),
        facet_spans=_FACET_SPANS,
        related=many(record(id=TEXT, title=TEXT, date=DATE), maxItems=5),
    ),
    "Suggestions": record(
        schema=VERSION,
        generation=GENERATION,
        query=TEXT,
        suggestions=many(
            record(
                text=TEXT,
                kind={"enum": ["word", "title"]},
                count=COUNT,
                id={"type": ["string", "null"]},
            )
        ),
    ),
    "Completions": {
        **many({"anyOf": [TEXT, many(TEXT)]}, minItems=2, maxItems=2),
        "description": "What was typed, and ways to go on with it.",
    },
    "Health": record(
        status={"const": "ok"},
        articles=COUNT,
        generation=GENERATION,
        built={"type": "string", "format": "date-time"},
    ),
    "Problem": {
        "type": "object",
        "description": "RFC 9457.",
        "properties": {
            "type": {"const": "about:blank"},
            "title": TEXT,
            "status": {"enum": [400, 404, 405, 500, 503]},
            "detail": {**TEXT, "description": "What is amiss, in the reader's language."},
            "code": {"enum": list(REMEDIES["en"]), "description": "What is amiss, for programs."},
            "remedy": {**TEXT, "description": "What to do next."},
            "position": {**COUNT, "description": "The character of the query that is not understood."},
            "reason": TEXT,
            "parameter": {**TEXT, "description": "The parameter whose value means nothing."},
            "limit": {**NUMBER, "minimum": 0},
            "last": {"type": "integer", "minimum": 1, "description": "The last page there is."},
        },
        "required": ["type", "title", "status", "detail", "code", "remedy"],
        "additionalProperties": False,
    },
}
"""The schemas of the document, by name."""
