"""A question without misspellings: did you mean?"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ...index.local import Snapshot
from ..plan import Plan
from ..query import Alternative, Node, Scoped, Sequence, Widened, Word
from .correction import corrections

MAX_UNKNOWN = 4
"""Words of one question that are corrected."""


def corrected(question: str, plan: Plan, snapshot: Snapshot, rescued: Collection[str] = ()) -> str | None:
    """Return the question with the nearest word of the collection for each it lacks, else as typed.

    ``None`` where there is nothing to correct, or only words that a rescue answers already. A word is lacking
    when no word of the collection shares its spelling or its stem. What is quoted, wanted as written,
    unfinished or excluded is left as it is.
    """
    lacking = [word.text for word in dict.fromkeys(_asked(plan.sequence)) if not len(plan.groups[word].terms)]
    if set(lacking) <= set(rescued):
        return None
    instead = {
        text: found[0].word for text in lacking[:MAX_UNKNOWN] if (found := corrections(text, snapshot, 1))
    }
    pieces, end = [], 0
    for token in snapshot.analyzer.tokens(question) if instead else ():
        if token.written in instead and token.start >= end:
            pieces += [question[end : token.start], instead[token.written]]
            end = token.end
    meant = "".join([*pieces, question[end:]])
    return meant if pieces else None


def _asked(node: Node) -> Iterator[Word]:
    """Yield the words that ask for an article by themselves."""
    if isinstance(node, Word):
        if not (node.exact or node.prefix or node.stop):
            yield node
    elif isinstance(node, Scoped):
        yield from _asked(node.node)
    elif isinstance(node, Widened):
        yield from _asked(node.typed)
    elif isinstance(node, Alternative | Sequence):
        for inner in node.asked if isinstance(node, Sequence) else node.nodes:
            yield from _asked(inner)
