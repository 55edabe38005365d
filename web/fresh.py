"""What every answer of ours says about itself: how fresh it is, and what a browser may do with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

import zstandard
from flask import Response, make_response, request

from ..search import Engine
from .settings import WebSettings
from .site import Site, edition

_LEVEL = 1
GENERATION = "Kashaf-Generation"
"""The header that names the generation an answer is made of."""
SHARED = ("data", "suggest", "static")
"""Endpoints that pages of other origins may be allowed to read."""


def answer(
    site: Site, engine: Engine, render: Callable[[], str], *key: object, mimetype: str = "text/html"
) -> Response:
    """Return the body that ``render`` makes of an engine's one generation, or 304 to a reader who has it.

    ``key`` is all else the body depends on, but for the address it stands at. What the site keeps is not
    made again. A tag is weak: a body tells how long it took.
    """
    tag = _tag(engine.identity, key)
    held = request.if_none_match.contains_weak(tag)
    typed = {"Content-Type": f"{mimetype}; charset=utf-8"}
    response = make_response("", 304) if held else make_response(_kept(site, tag, render), typed)
    response.set_etag(tag, weak=True)
    response.headers.update({"Cache-Control": "no-cache", GENERATION: str(engine.generation)})
    return response


def _kept(site: Site, tag: str, render: Callable[[], str]) -> str:
    if site.kept is None:
        return _made(site, render)
    # links name the host and the path below which a proxy shows the pages
    key, make = (tag, request.base_url), lambda: zstandard.compress(_made(site, render).encode(), _LEVEL)
    return zstandard.decompress(site.kept.get(key, make)).decode()


def _made(site: Site, render: Callable[[], str]) -> str:
    with site.gate:
        return render()


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


def _tag(identity: str, key: tuple[object, ...]) -> str:
    said = json.dumps([edition(), identity, *key], ensure_ascii=True, default=repr)
    return hashlib.blake2b(said.encode(), digest_size=12).hexdigest()
