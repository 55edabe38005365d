"""The engines, each doing the same work: title and text indexed with positions, text stored, ten best, exact
total. One file an engine; what one leaves out it says itself."""

from __future__ import annotations

from .base import TOP, Answer, Engine
from .bm25s import Bm25s
from .fts5 import Fts5
from .lucene import Lucene
from .ours import Kashaf, KashafAnswer, KashafBm25, KashafParallel
from .tantivy import Tantivy
from .whoosh import Whoosh
from .xapian import Xapian

__all__ = ["ENGINES", "TOP", "Answer", "Engine"]

ENGINES: dict[str, type[Engine]] = {
    engine.name: engine
    for engine in (
        *(Kashaf, KashafBm25, KashafAnswer, KashafParallel),
        *(Whoosh, Tantivy, Fts5, Xapian, Bm25s, Lucene),
    )
}
