"""The embedded store: an index in a directory, whose segments Whoosh can read too.

Where are the generations, and which one is searched?  ``generations``, ``manifest``
Who may write, and who wrote?                          ``lock``, ``durable``
How does an article get in?                            ``writer``: into a ``run``, by way of ``tokens``
Which segments are there, and when do they merge?      ``segments``; how they lie, ``codec``, ``schema``
What is made anew of every generation?                 ``derive``: ``vocabulary``, ``columns``, ``evidence``,
                                                       ``spellings``, ``titles``
In which kind of file does all that lie?               ``columnar``
How does a search read it?                             ``snapshot``
"""

from .codec.inverted import Inverted, narrowest
from .codec.lists import places_among, ranges
from .columnar import Array
from .columns import Columns, Facet
from .schema import FACETS, TEXT_FIELDS, WORD_FIELDS
from .snapshot import Snapshot, open_analyzer
from .spellings import SHORTEST, Spellings, letter_bits
from .titles import Titles
from .vocabulary import CHANNELS, Channel, Vocabulary

__all__ = [
    "CHANNELS",
    "FACETS",
    "SHORTEST",
    "TEXT_FIELDS",
    "WORD_FIELDS",
    "Array",
    "Channel",
    "Columns",
    "Facet",
    "Inverted",
    "Snapshot",
    "Spellings",
    "Titles",
    "Vocabulary",
    "letter_bits",
    "narrowest",
    "open_analyzer",
    "places_among",
    "ranges",
]
