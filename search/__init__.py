"""The layer that answers questions.

Here is a question; which articles answer it?   ``Engine.open(path).search(text)``
What does an answer hold?                        ``results``
What can a reader type?                          ``query``; how much, ``limits``
What else may a question mean?                   ``rescue``
Which words stand for a typed word?              ``plan``
How is an article scored?                        ``ranking``; why this score, ``explain``
How is it computed?                              ``local``
Which articles are about the same?               ``related``
What may have been meant, what comes next?        ``suggest``
Which words are marked and quoted?               ``marks``, ``snippets``, ``hits``
How good are the answers?                        ``evaluate``, of what ``judged`` reads; ``compare``
"""

from ..index.errors import (
    QueryError,
    QuerySyntaxError,
    QueryTimeoutError,
    QueryTooLongError,
    UnknownFieldError,
)
from .engine import Engine
from .explain import Explanation
from .filters import Filters
from .highlight import mark
from .limits import Limits
from .ranking import Ranking
from .results import Bar, FacetValue, Histogram, Hit, Marked, Rescue, Results, Snippet, Suggestion, Summary

__all__ = [
    "Bar",
    "Engine",
    "Explanation",
    "FacetValue",
    "Filters",
    "Histogram",
    "Hit",
    "Limits",
    "Marked",
    "QueryError",
    "QuerySyntaxError",
    "QueryTimeoutError",
    "QueryTooLongError",
    "Ranking",
    "Rescue",
    "Results",
    "Snippet",
    "Suggestion",
    "Summary",
    "UnknownFieldError",
    "mark",
]
