"""A plan, run over the arrays of an embedded index.

Which articles match, and how well?      ``matching``, by ``postings``, ``phrases``, ``match`` and ``combine``
What do the best of them say?            ``closeness``
Which may, and how are they counted?     ``facets``, ``histogram``
Which come first?                        ``selection``
Which say nearly the same?               ``folding``
Why this score?                          ``explaining``
"""

from .explaining import explain_match
from .facets import count_facets, filter_masks, passing
from .folding import Folded, folded
from .histogram import histogram
from .match import Match
from .matching import Matching, Scorings
from .selection import first, ordered

__all__ = [
    "Folded",
    "Match",
    "Matching",
    "Scorings",
    "count_facets",
    "explain_match",
    "filter_masks",
    "first",
    "folded",
    "histogram",
    "ordered",
    "passing",
]
