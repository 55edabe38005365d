"""A plan, run over the arrays of an embedded index.

Which articles match, and how well?      ``matching``, by ``postings``, ``match`` and ``combine``
Which may, and how are they counted?     ``facets``, ``histogram``
Which come first?                        ``selection``
Why this score?                          ``explaining``
"""

from .explaining import explain_match
from .facets import count_facets, filter_masks, passing
from .histogram import histogram
from .match import Match
from .matching import Matching, Scorings
from .selection import ordered

__all__ = [
    "Match",
    "Matching",
    "Scorings",
    "count_facets",
    "explain_match",
    "filter_masks",
    "histogram",
    "ordered",
    "passing",
]
