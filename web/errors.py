"""What a reader sees when something is amiss: a page, or its JSON twin, in the reader's language; no trace,
no path."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from flask import Response, current_app, make_response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound

from ..index.errors import (
    QueryError,
    QuerySyntaxError,
    QueryTimeoutError,
    QueryTooLongError,
    SettingsError,
    StorageError,
    UnknownFieldError,
)
from .gate import OverloadedError
from .links import Links
from .present import Interface
from .remedies import REMEDIES
from .site import Site
from .state import LANGUAGES, State
from .view import View

READ_ONLY = ("GET", "HEAD", "OPTIONS")
JSON_ROUTES = ("data", "document", "suggest", "completions", "health", "openapi")
"""Endpoints whose errors are JSON whatever a reader accepts."""


class NoArticle(NotFound):
    """No article has the id."""


class PastEnd(NotFound):
    """The results have fewer pages; ``last`` is the state of their last one."""

    def __init__(self, last: State) -> None:
        super().__init__()
        self.last = last


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing amiss. ``detail`` is a key of the catalogue, ``values`` what is put into it and into the
    remedy of the code, ``more`` JSON only."""

    status: int
    code: str
    detail: str
    values: dict[str, object] = field(default_factory=dict)
    more: dict[str, object] = field(default_factory=dict)
    last: State | None = None

    @property
    def title(self) -> str:
        """The key of what is said first."""
        told = {QueryTimeoutError.code: "error_timeout", OverloadedError.code: "error_overloaded"}
        return told.get(self.code, f"error_{self.status}")

    def to_dict(self, ui: Interface) -> dict[str, object]:
        """Return the JSON twin (RFC 9457)."""
        return {
            "type": "about:blank",
            "title": ui.plain(self.title),
            "status": self.status,
            "detail": ui.plain(self.detail, **self.values),
            "code": self.code,
            "remedy": REMEDIES[ui.language][self.code].format(**self.values),
            **self.more,
        }


def problem_of(error: Exception) -> Problem:
    """Return what is told of an error; of a fault of ours, nothing but that it happened."""
    if isinstance(error, SettingsError):
        values: dict[str, object] = {"name": error.name, "value": error.value, "allowed": error.allowed}
        return Problem(400, error.code, "bad_setting", values, {"parameter": error.name})
    if isinstance(error, QueryError):
        return _query_problem(error)
    if isinstance(error, OverloadedError):
        return Problem(503, error.code, "overloaded")
    if isinstance(error, StorageError):
        return Problem(503, "index-away", "detail_503")
    if isinstance(error, PastEnd):
        last = {"last": error.last.page}
        return Problem(404, "past-end", "past_end", {**last}, {**last}, error.last)
    if isinstance(error, NoArticle):
        return Problem(404, "no-article", "no_article")
    if isinstance(error, MethodNotAllowed):
        return Problem(405, "read-only", "detail_405", {"methods": ", ".join(READ_ONLY)})
    if isinstance(error, HTTPException) and error.code in (400, 404):
        return Problem(error.code, "not-found" if error.code == 404 else "request", f"detail_{error.code}")
    return Problem(500, "error", "detail_500")


def respond(error: Exception, site: Site, links: Links) -> Response:
    """Return the error's page, or its JSON twin where JSON is asked for."""
    if isinstance(error, StorageError):
        site.door.fault(error)
    problem, view = problem_of(error), View(site, _state(site), links)
    response = _json(problem, view.ui) if _wants_json() else _page(problem, view)
    response.headers.update({"Cache-Control": "no-store", "Vary": "Accept"})
    if problem.status == 503:
        response.headers["Retry-After"] = str(site.settings.retry_after)
    if problem.status == 405:
        response.headers["Allow"] = ", ".join(READ_ONLY)
    return response


def _query_problem(error: QueryError) -> Problem:
    if isinstance(error, QueryTooLongError):
        key = f"too_long_{error.unit.rpartition(' ')[2]}"
        values: dict[str, Any] = {"length": error.length, "limit": error.limit}
        return Problem(400, error.code, key, values, {"limit": error.limit})
    if isinstance(error, QueryTimeoutError):
        return Problem(503, error.code, "timeout", {"limit": f"{error.limit:g}"}, {"limit": error.limit})
    if isinstance(error, UnknownFieldError):
        return Problem(
            400, error.code, "unknown_field", {"name": error.name, "known": ", ".join(error.known)}
        )
    if isinstance(error, QuerySyntaxError):
        # The engine's reason is in its own language: for programs, not for the page.
        more: dict[str, object] = {"position": error.position, "reason": error.reason}
        return Problem(400, error.code, "bad_syntax", {"position": error.position}, more)
    return Problem(400, error.code, "detail_400")


def _wants_json() -> bool:
    if _endpoint().rpartition(".")[2] in JSON_ROUTES:
        return True
    accepted = request.accept_mimetypes
    return max(accepted["application/json"], accepted["application/problem+json"]) > accepted["text/html"]


def _endpoint() -> str:
    adapter = current_app.create_url_adapter(request)
    if request.endpoint or adapter is None:
        return request.endpoint or ""
    # A method that a route does not take leaves the request without one.
    try:
        return str(adapter.match(method="GET")[0])
    except HTTPException:
        return ""


def _json(problem: Problem, ui: Interface) -> Response:
    body = json.dumps(problem.to_dict(ui), ensure_ascii=False)
    return make_response(body, problem.status, {"Content-Type": "application/problem+json; charset=utf-8"})


def _page(problem: Problem, view: View) -> Response:
    translated = view.links.home(view.translated)
    return make_response(view.render("error", problem=problem, translated=translated), problem.status)


def _state(site: Site) -> State:
    """Read what can be trusted of an address that may be what is amiss."""
    hl = request.args.get("hl", "")
    known = hl in LANGUAGES and hl != site.settings.language
    return State(q=request.args.get("q", "").strip(), hl=hl if known else "")
