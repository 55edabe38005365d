"""Queries of several kinds, drawn from the words of a collection by how many documents hold them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .collections import Document

KINDS = ("rare", "common", "or3", "or3-common", "or6", "and2", "and3", "phrase2", "prefix3")
"""One rare word; one common; three and six mixed, any of them; all of two, of three; a phrase; three
letters."""
_SAMPLE = 5000


@dataclass(frozen=True, slots=True)
class Query:
    """Words, and how they are asked for: ``any``, ``all``, ``phrase`` or ``prefix``."""

    form: str
    words: tuple[str, ...]


def draw(documents: Iterable[Document], count: int) -> dict[str, list[Query]]:
    """Return ``count`` queries of each kind; always the same ones for the same documents."""
    chance = random.Random(29)
    texts = [text for _, (_, _, text) in zip(range(_SAMPLE), documents, strict=False)]
    held: Counter[str] = Counter()
    for text in texts:
        held.update({word for word in text.split() if word.isalpha()})
    ranked = [word for word, _ in held.most_common()]
    common, rare = ranked[:50], [word for word in ranked if 2 <= held[word] <= 8]
    middle = [word for word in ranked[50:] if held[word] > 8]

    def mixed(number: int) -> tuple[str, ...]:
        return tuple(chance.choice(pool) for pool in [common, middle, rare, middle, common, middle][:number])

    def pair() -> tuple[str, ...]:
        while True:
            tokens = chance.choice(texts).split()
            at = chance.randrange(len(tokens) - 1)
            if tokens[at].isalpha() and tokens[at + 1].isalpha():
                return tokens[at], tokens[at + 1]

    makers = {
        "rare": lambda: Query("any", (chance.choice(rare),)),
        "common": lambda: Query("any", (chance.choice(common),)),
        "or3": lambda: Query("any", mixed(3)),
        "or3-common": lambda: Query("any", tuple(chance.sample(common, 3))),
        "or6": lambda: Query("any", mixed(6)),
        "and2": lambda: Query("all", (chance.choice(common), chance.choice(middle))),
        "and3": lambda: Query("all", (*chance.sample(common, 2), chance.choice(middle))),
        "phrase2": lambda: Query("phrase", pair()),
        "prefix3": lambda: Query("prefix", (chance.choice(middle)[:3],)),
    }
    return {kind: [makers[kind]() for _ in range(count)] for kind in KINDS}
