"""The pages: a request in, a page out.

- I have an index and want a site: ``create_app("archive.kashaf")``, a Flask application that needs nothing
  else. The index may be built later: until it stands the pages answer 503, and then they answer.
- I have a Flask application and want search in it::

      app.register_blueprint(search_blueprint(engine), url_prefix="/search")

  Its templates live under ``kashaf/``, its files under ``kashaf-static/``, its headers and its error pages
  touch its own answers only. ``name`` and ``url_prefix`` let several stand side by side; ``layout`` names a
  template of the host with the blocks ``title``, ``head`` and ``content``, which the pages then extend.
- I have a page that is not Flask's: ``static/kashaf-search.js`` is an element, ``<kashaf-search src="…">``,
  that asks for JSON. ``WebSettings.origins`` names the origins that may.
- I want other digits, months, language, page size: ``WebSettings``.

Threads share an engine; a server that forks opens it after the fork, which ``create_app`` with a path does.
"""

from __future__ import annotations

from .application import create_app, search_blueprint
from .settings import WebSettings

__all__ = ["WebSettings", "create_app", "search_blueprint"]
