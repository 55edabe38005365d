"""The reader's language; it knows nothing of storage.

What can a question say?        ``nodes``
How is it typed?                ``lexer`` cuts the text, ``parse`` gives it meaning, ``dates`` reads days
"""

from .nodes import Alternative, Clause, Dates, Node, Occur, Phrase, Scoped, Sequence, Widened, Word
from .parse import parse

__all__ = [
    "Alternative",
    "Clause",
    "Dates",
    "Node",
    "Occur",
    "Phrase",
    "Scoped",
    "Sequence",
    "Widened",
    "Word",
    "parse",
]
