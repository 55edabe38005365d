"""More questions than a server can answer."""

from __future__ import annotations

import socket
import urllib.error
import urllib.request
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from flask.testing import FlaskClient

from kashaf.search import Engine
from kashaf.web import WebSettings, create_app
from kashaf.web.gate import WAITING, Gate, OverloadedError

ASKING = 160


def test_who_gets_no_turn_is_told_so(seeds_index: Path) -> None:
    """While every turn is taken a page and its JSON are 503 after a while; what is kept is answered, as is
    /health; then the pages answer again."""
    gate = Gate(1, patience=0.05)
    with Engine.open(seeds_index) as engine:
        client: FlaskClient = create_app(engine, WebSettings(), gate=gate).test_client()
        assert client.get("/?q=الصين").status_code == 200
        with gate:
            page, twin = client.get("/?q=روسيا"), client.get("/search.json?q=روسيا")
            assert (page.status_code, twin.status_code) == (503, 503)
            assert page.headers["Retry-After"] == "30"
            assert "الزحام شديد الآن" in page.text
            assert twin.get_json()["code"] == "overloaded"
            assert client.get("/?q=الصين").status_code == 200
            assert client.get("/health").status_code == 200
        assert client.get("/?q=روسيا").status_code == 200
        with pytest.raises(ZeroDivisionError), gate:
            raise ZeroDivisionError
        assert client.get("/search.json?q=روسيا").status_code == 200


def test_only_so_many_wait() -> None:
    """Who comes while the most wait is refused at once; those who wait have their turns."""
    gate = Gate(1, patience=60)

    def come() -> bool:
        try:
            with gate:
                return True
        except OverloadedError:
            return False

    with ThreadPoolExecutor(WAITING + 1) as pool:
        with gate:
            # nobody leaves the gate before it opens but the one too many
            coming = [pool.submit(come) for _ in range(WAITING + 1)]
            [refused] = wait(coming, timeout=60, return_when=FIRST_COMPLETED).done
            assert not refused.result()
        assert sum(each.result(timeout=60) for each in coming) == WAITING


def test_a_server_asked_too_much_answers_or_says_so(seeds_index: Path, served: Callable[..., str]) -> None:
    """Of many questions at once each is answered or refused with the time to come back, none is dropped;
    connections that say nothing keep nobody out."""
    address = served(seeds_index, "--threads", "1", "--cache", "0")
    host, port = urlsplit(address).hostname, urlsplit(address).port

    def ask(number: int) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"{address}?q={quote(f'الصين أو روسيا {number}')}") as answer:
                return answer.status, ""
        except urllib.error.HTTPError as error:
            return error.code, error.headers["Retry-After"]

    silent = [socket.create_connection((host, port)) for _ in range(200)]
    with ThreadPoolExecutor(ASKING) as pool:
        asked = [pool.submit(ask, number) for number in range(ASKING)]
        with urllib.request.urlopen(f"{address}health") as health:
            assert health.status == 200
        found = {each.result() for each in asked}
    for each in silent:
        each.close()
    assert (200, "") in found
    assert found <= {(200, ""), (503, "30")}
