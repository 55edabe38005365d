"""What every answer of ours says about itself: how fresh it is, and what a browser may do with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

from flask import Response, make_response, request

from .settings import WebSettings
from .site import edition

SHARED = ("data", "suggest", "static")
"""Endpoints that pages of other origins may be allowed to read."""


def answer(
    generation: int, render: Callable[[], tuple[str, int]], *key: object, mimetype: str = "text/html"
) -> Response:
    """Return what ``render`` gives (body and its generation), or 304 when the reader holds it already.

    ``key`` is all else the body depends on. A tag is weak: a body tells how long it took.
    """
    if request.if_none_match.contains_weak(_tag(generation, key)):
        return _tagged(make_response("", 304), generation, key)
    body, generation = render()
    return _tagged(make_response(body, {"Content-Type": f"{mimetype}; charset=utf-8"}), generation, key)


def secure(response: Response, settings: WebSettings) -> Response:
    """Set the headers of our pages; one that stands already is left, so a host's own wins."""
    if settings.policy:
        response.headers.setdefault("Content-Security-Policy", settings.policy)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    if settings.origins and (request.endpoint or "").rpartition(".")[2] in SHARED:
        _share(response, settings.origins.split())
    return response


def _share(response: Response, origins: list[str]) -> None:
    """Let pages of these origins read the answer, which holds no more than anybody may see here."""
    asking = "*" if "*" in origins else request.headers.get("Origin", "")
    if asking != "*":
        response.vary.add("Origin")
    if asking in origins:
        response.headers.setdefault("Access-Control-Allow-Origin", asking)


def _tag(generation: int, key: tuple[object, ...]) -> str:
    said = json.dumps([edition(), generation, *key], ensure_ascii=True, default=repr)
    return hashlib.blake2b(said.encode(), digest_size=12).hexdigest()


def _tagged(response: Response, generation: int, key: tuple[object, ...]) -> Response:
    response.set_etag(_tag(generation, key), weak=True)
    response.headers["Cache-Control"] = "no-cache"
    return response
