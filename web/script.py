"""What a page tells its script: words in the reader's language, digits to count in, addresses to ask."""

from __future__ import annotations

import json

from .catalogue import TEXTS
from .links import Links
from .plurals import COUNTS
from .present import Interface
from .state import State

WORDS = (
    "suggested",
    "suggested_title",
    "match_bar",
    "match_of",
    "match_next",
    "match_previous",
    "match_close",
    "copy_passage",
    "copied",
)
"""Phrases only the script shows."""

PLURALS = ("suggestions", "places")
"""Words after a number that the script counts."""

MODULES = ("box", "instant", "keys", "live", "matches", "share", "suggest", "words")
"""The modules the script takes on a page, as static/kashaf-NAME.js."""


def script(ui: Interface, links: Links, state: State) -> str:
    """Return JSON for the attribute of the page that its script reads.

    Phrases keep their names in braces and plurals all their forms: a browser has the plural rules and the
    digits of ``tag`` itself.
    """
    said = {
        "tag": ui.tag,
        "keys": ui.settings.keys,
        "suggest": links.suggest(),
        # A title leads to its article, not to marks of the half word that was typed.
        "article": links.article("", state.but(q="")),
        "guide": links.guide(state),
        "modules": {name: links.static(f"kashaf-{name}.js") for name in MODULES},
        "words": {key: TEXTS[ui.language][key] for key in WORDS},
        "counts": {key: COUNTS[ui.language][key] for key in PLURALS},
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
