"""The addresses of the pages, relative to wherever the blueprint is mounted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import url_for

from .site import edition
from .state import State


@dataclass(frozen=True, slots=True)
class Links:
    """Where the links of one page lead. ``blueprint`` is empty inside the blueprint's own requests.

    ``external`` makes them absolute, for what is read away from the page.
    """

    blueprint: str = ""
    external: bool = False

    @property
    def absolute(self) -> Links:
        """The same links with scheme and host, as the request or its proxy names them."""
        return replace(self, external=True)

    def results(self, state: State) -> str:
        """Return the address of a page of results; without a query, of the first page."""
        return self._to("results", **(state.params() if state.q else _language(state)))

    def home(self, state: State) -> str:
        """Return the address of the first page in the same language."""
        return self._to("results", **_language(state))

    def guide(self, state: State) -> str:
        """Return the address of the help in the same language."""
        return self._to("guide", **_language(state))

    def data(self, state: State) -> str:
        """Return the address of the same results as JSON."""
        return self._to("data", **state.params())

    def sheet(self, state: State) -> str:
        """Return the address of all results as CSV."""
        return self._to("sheet", **state.but().params())

    def feed(self, state: State) -> str:
        """Return the address of the newest results as an Atom feed; without a query, of all articles."""
        return self._to("feed", **(state.but(sort="relevance").params() if state.q else _language(state)))

    def opensearch(self, state: State) -> str:
        """Return the address of what a browser needs to search here by itself."""
        return self._to("opensearch", **_language(state))

    def completions(self, state: State) -> str:
        """Return the address of the completions for a browser's own search box."""
        return self._to("completions", **_language(state))

    def document(self, id: str, state: State) -> str:
        """Return the address of an article as JSON."""
        return self._to("document", id=id, **(state.but().params() if state.q else _language(state)))

    def suggest(self) -> str:
        """Return the address that completes what is being typed."""
        return self._to("suggest")

    def article(self, id: str, state: State, *, mark: int = 0) -> str:
        """Return the address of an article as read from these results, at its match number ``mark``."""
        params = state.params() if state.q else _language(state)
        return self._to("article", id=id, **params, _anchor=f"m{mark}" if mark else None)

    def static(self, filename: str) -> str:
        """Return the address of a static file, which changes when the file may have."""
        return self._to("static", filename=filename, v=edition())

    def _to(self, endpoint: str, **values: Any) -> str:
        return url_for(f"{self.blueprint}.{endpoint}", _external=self.external, **values)


def _language(state: State) -> dict[str, Any]:
    return {"hl": state.hl} if state.hl else {}
