"""The blueprint a host mounts, and the application that is nothing but it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from flask import Blueprint, Flask, Response, request
from werkzeug.exceptions import HTTPException

from ..index.errors import KashafError, PathLike
from ..search import Engine
from ..search.memory import Memory
from . import api, errors, exports, fresh, openapi, opensearch, pages
from .gate import Gate
from .links import Links
from .metrics import Metrics
from .settings import WebSettings
from .site import Door, Site

LAYOUT = "kashaf/layout.html"
NAME = "kashaf"


def search_blueprint(
    engine: Engine | PathLike,
    *,
    name: str = NAME,
    settings: WebSettings | None = None,
    layout: str | None = None,
) -> Blueprint:
    """Return the pages over an engine, or over the path of an index that is opened at the first request."""
    site = Site(Door(engine), settings or WebSettings(), layout or LAYOUT)
    return _blueprint(name, site, _metrics(site))


def create_app(
    index: PathLike | Engine, settings: WebSettings | None = None, *, gate: Gate | None = None
) -> Flask:
    """Return an application whose first page is the search's, over an engine or the path of an index.

    Its answers are made behind the ``gate``; without one, as many at a time as are asked.
    """
    here = Path(__file__).parent
    # Flask cannot derive an instance path for a package inside a namespace; nothing is kept there.
    app = Flask(__name__, static_folder=None, template_folder=None, instance_path=str(here / "instance"))
    chosen = settings or WebSettings()
    kept: Memory[bytes] = Memory(chosen.cache << 20, len)
    site = Site(Door(index), chosen, LAYOUT, kept, gate or Gate())
    metrics = _metrics(site)
    app.register_blueprint(_blueprint(NAME, site, metrics))
    # Addresses and methods no route has never reach the blueprint.
    app.register_error_handler(HTTPException, lambda error: errors.respond(error, site, Links(NAME)))
    app.after_request(partial(fresh.secure, settings=site.settings))
    if metrics:
        metrics.watch(app)
    return app


def _metrics(site: Site) -> Metrics | None:
    return Metrics() if site.settings.metrics else None


def _blueprint(name: str, site: Site, metrics: Metrics | None) -> Blueprint:
    blueprint = Blueprint(
        name,
        __name__,
        root_path=str(Path(__file__).parent),
        template_folder="templates",
        static_folder="static",
        static_url_path="/kashaf-static",
    )
    blueprint.add_url_rule("/", "results", partial(pages.results, site))
    blueprint.add_url_rule("/article", "article", partial(pages.article, site))
    blueprint.add_url_rule("/help", "guide", partial(pages.guide, site))
    blueprint.add_url_rule("/search.json", "data", partial(api.data, site))
    blueprint.add_url_rule("/search.csv", "sheet", partial(exports.sheet, site))
    blueprint.add_url_rule("/search.atom", "feed", partial(exports.feed, site))
    blueprint.add_url_rule("/article.json", "document", partial(api.document, site))
    blueprint.add_url_rule("/suggest.json", "suggest", partial(api.suggest, site))
    blueprint.add_url_rule("/opensearch.xml", "opensearch", partial(opensearch.description, site))
    blueprint.add_url_rule("/completions.json", "completions", partial(opensearch.completions, site))
    blueprint.add_url_rule("/health", "health", partial(api.health, site))
    blueprint.add_url_rule("/openapi.json", "openapi", partial(openapi.description, site))
    if metrics:
        blueprint.add_url_rule("/metrics", "metrics", partial(metrics.page, site))
        metrics.watch(blueprint)
    # By number as well: a host's handler of a number would come before ours of a class.
    for kind in (KashafError, HTTPException, 400, 404, 405, 500):
        blueprint.register_error_handler(kind, lambda error: errors.respond(error, site, Links()))
    blueprint.after_request(partial(fresh.secure, settings=site.settings))
    blueprint.after_request(_keep)
    return blueprint


def _keep(response: Response) -> Response:
    # The address of a static file holds its edition, so the file behind it never changes.
    if (request.endpoint or "").endswith(".static") and request.args.get("v") and response.status_code == 200:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
