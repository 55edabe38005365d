"""What one process has answered, for Prometheus; only where the setting ``metrics`` asks for it."""

from __future__ import annotations

import importlib
import time
from types import ModuleType
from typing import Any

from flask import Flask, Response, make_response, request
from flask.sansio.scaffold import Scaffold

from ..index.errors import ExtraMissingError, StorageError
from .site import Site

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0)
"""Upper bounds of the durations told apart; 0.15 is what 95 of 100 pages should stay below."""

_BEGAN = "kashaf.began"
_NOWHERE = "none"
"""The route of a request that has none."""


class Metrics:
    """Counts the requests of one set of pages; each has its own registry."""

    def __init__(self) -> None:
        """Make the counters; raise ``ExtraMissingError`` when prometheus-client is not installed."""
        self._prometheus = _prometheus()
        registry = self._registry = self._prometheus.CollectorRegistry()
        self._requests = self._prometheus.Counter(
            "kashaf_requests", "Requests answered.", ("route", "status"), registry=registry
        )
        self._seconds = self._prometheus.Histogram(
            "kashaf_request_seconds", "Seconds to an answer.", ("route",), buckets=SECONDS, registry=registry
        )
        self._up = self._gauge("kashaf_index_up", "1 while the index can be searched, else 0.")
        self._generation = self._gauge("kashaf_generation", "The generation that answers.")
        self._articles = self._gauge("kashaf_articles", "Articles of that generation.")

    def _gauge(self, name: str, said: str) -> Any:
        return self._prometheus.Gauge(name, said, registry=self._registry)

    def watch(self, scaffold: Scaffold) -> None:
        """Count what a blueprint, or an application for what is no blueprint's, answers."""
        scaffold.before_request(_begin)
        routed = not isinstance(scaffold, Flask)
        scaffold.after_request(lambda response: self._count(response, routed=routed))

    def page(self, site: Site) -> Response:
        """Answer with the figures as they stand; 0 articles of generation 0 while the index is away."""
        try:
            summary = site.engine().summary()
            generation, articles = summary.generation, summary.articles
        except StorageError as error:
            site.door.fault(error)
            generation = articles = 0
        self._up.set(int(generation > 0))
        self._generation.set(generation)
        self._articles.set(articles)
        body = self._prometheus.generate_latest(self._registry)
        kind = self._prometheus.CONTENT_TYPE_LATEST
        return make_response(body, {"Content-Type": kind, "Cache-Control": "no-store"})

    def _count(self, response: Response, *, routed: bool) -> Response:
        if routed == (request.blueprint is not None):
            route = (request.endpoint or _NOWHERE).rpartition(".")[2]
            self._requests.labels(route, str(response.status_code)).inc()
            # A host may have answered before it came to our beginning.
            now = time.perf_counter()
            self._seconds.labels(route).observe(now - request.environ.get(_BEGAN, now))
        return response


def _begin() -> None:
    request.environ.setdefault(_BEGAN, time.perf_counter())


def _prometheus() -> ModuleType:
    try:
        return importlib.import_module("prometheus_client")
    except ImportError:
        raise ExtraMissingError("metrics", "counting requests needs prometheus-client") from None
