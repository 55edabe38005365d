"""The embedded store: an index in a directory, by way of Whoosh.

Where are the generations, and which one is searched?  ``generations``, ``manifest``
Who may write, and who wrote?                          ``lock``, ``durable``
How does an article get in?                            ``writer``, through ``schema``
In which files lie words, channels and columns?        ``vocabulary``, ``columns``, ``evidence``; ``columnar``
How does a search read it?                             ``snapshot``
"""

from .columnar import Array
from .columns import FACETS, TEXT_FIELDS, Columns, Facet
from .snapshot import Postings, Snapshot, open_analyzer
from .vocabulary import CHANNELS, Channel, Vocabulary

__all__ = [
    "CHANNELS",
    "FACETS",
    "TEXT_FIELDS",
    "Array",
    "Channel",
    "Columns",
    "Facet",
    "Postings",
    "Snapshot",
    "Vocabulary",
    "open_analyzer",
]
