"""Names that a stemmer must leave whole: countries and the cities of time zones, from Unicode CLDR.

Source: CLDR by way of Babel (``Locale("ar").territories`` and ``time_zones``).
"""

from __future__ import annotations

from functools import cache

from babel import Locale

from .fold import stem_key, written
from .letters import ALEF, LAM
from .repair import repair

_ARTICLE = ALEF + LAM
_SHORTEST = 3


@cache
def protected() -> frozenset[str]:
    """Return the keys of the one-word place names, without the article where they have one (صين)."""
    locale = Locale("ar")
    places = [str(name) for name in locale.territories.values()]
    places += [str(zone["city"]) for zone in locale.time_zones.values() if "city" in zone]
    keys: set[str] = set()
    for place in places:
        words = [word for piece in place.split() for word in map(written, repair(piece))]
        if len(words) == 1 and words[0].isalpha():
            # ألمانيا keeps its ال; الصين is known as صين, so that its article can go
            bare = words[0].removeprefix(_ARTICLE)
            keys.add(stem_key(bare if len(bare) >= _SHORTEST else words[0]))
    return frozenset(keys)
