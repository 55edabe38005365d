"""The script inside somebody else's layout, below a prefix."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from werkzeug.serving import make_server

from kashaf.search import Engine
from kashaf.web import search_blueprint

pytestmark = pytest.mark.browser
LAYOUT = """<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8">
<title>{% block title %}{% endblock %} · host</title>
<link rel="alternate" type="application/rss+xml" href="/feed">{% block head %}{% endblock %}</head>
<body><main><input id="own">{% block content %}{% endblock %}</main></body></html>"""


@pytest.fixture
def host(tmp_path: Path, index: Path) -> Iterator[str]:
    """Return the address of the pages inside a host, without the last slash."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "host.html").write_text(LAYOUT, encoding="utf-8")
    app = Flask("host", root_path=str(tmp_path), instance_path=str(tmp_path))
    with Engine.open(index) as engine:
        app.register_blueprint(search_blueprint(engine, layout="host.html"), url_prefix="/a/b")
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/a/b"
        server.shutdown()
        thread.join()
        server.server_close()


def test_the_script_works_in_a_host_s_layout(tab: Callable[..., Any], host: str) -> None:
    """Results come in place below the prefix; the host's title, relations and fields stay its own."""
    page = tab(f"{host}/?q=مكتبة")
    page.locator(".kashaf[data-ready]").wait_for()
    page.locator("#own").press_sequentially("/n")
    assert page.locator("#own").input_value() == "/n"
    page.locator("#kashaf-q").fill("كازاخستان")
    page.locator(".hit mark", has_text="كازاخستان").first.wait_for()
    assert page.title() == "كازاخستان — كشّاف · host"
    assert urlsplit(page.url).path == "/a/b/"
    assert parse_qs(urlsplit(page.url).query) == {"q": ["كازاخستان"]}
    assert page.locator("link[rel=alternate][href='/feed']").count() == 1
    assert page.locator("link[rel=canonical]").count() == 1
    assert page.locator("#own").input_value() == "/n"
    page.keyboard.press("Escape")
    page.locator(".hit h2 a").first.click()
    page.locator(".matches-bar").wait_for()
