"""One request's side of a page: who asks, in which language, and where its links lead."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import render_template, request

from .links import Links
from .present import Interface, box_direction
from .reading import marked
from .script import script
from .site import Site
from .state import Params, State

PART = "kashaf/part.html"
"""The layout of a page of which only the part that changes is asked for."""


@dataclass(frozen=True, slots=True)
class View:
    """What every template is given: the site, the state of the address, the links, the interface.

    ``partial`` leaves out all around the page's own block, for a script that holds the rest. It is no part
    of the state, so that no link leads to it.
    """

    site: Site
    state: State
    links: Links = field(default_factory=Links)
    partial: bool = False

    @classmethod
    def asked(cls, site: Site) -> View:
        """Read the request's address; raise ``SettingsError`` naming a parameter that means nothing."""
        state = State.parse(request.args, language=site.settings.language)
        return cls(site, state, partial=request.args.get("partial") == "1")

    @property
    def key(self) -> tuple[Params, bool]:
        """What of the address the page depends on."""
        return self.state.params(), self.partial

    @property
    def ui(self) -> Interface:
        """The interface in the reader's language."""
        return Interface(self.state.hl or self.site.settings.language, self.site.settings)

    @property
    def translated(self) -> State:
        """The same state in the other language."""
        other = self.ui.other
        hl = "" if other == self.site.settings.language else other
        return self.state.but(page=self.state.page, hl=hl)

    def render(self, template: str, **values: Any) -> str:
        """Return the page of a template; ``values`` come on top of what every page is given."""
        given: dict[str, Any] = {
            "layout": PART if self.partial else self.site.layout,
            "partial": self.partial,
            "script": script(self.ui, self.links, self.state),
            "site": self.site,
            "state": self.state,
            "links": self.links,
            "ui": self.ui,
            "marked": marked,
            "box_direction": box_direction(self.state.q, self.ui.language),
            "carried": [("hl", self.state.hl)] if self.state.hl else [],
            "translated": self.links.results(self.translated),
        }
        return render_template(f"kashaf/{template}.html", **given | values)
