"""The articles to index: judged collections where ``KASHAF_EVAL_DATA`` names them, and generated ones of
any size."""

from __future__ import annotations

import gzip
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

Document = tuple[str, str, str]
"""Id, title, text."""

_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_VOCABULARY = 200_000
_EXPONENT = 1.05
_SENTENCE = 12


def documents(name: str) -> Iterator[Document]:
    """Yield the documents of ``zipf-50000`` (so many generated ones) or of a judged collection."""
    if name.startswith("zipf-"):
        yield from _generated(int(name.removeprefix("zipf-")))
        return
    with gzip.open(judged_folder() / name / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield str(row["id"]), row["title"], row["text"]


def judged_folder() -> Path:
    """Return the folder of the judged collections; ends the run with a message when none is named."""
    folder = os.environ.get("KASHAF_EVAL_DATA")
    if not folder:
        raise SystemExit("name the folder of the judged collections: KASHAF_EVAL_DATA=/path make bench")
    return Path(folder)


def vocabulary(chance: random.Random) -> list[str]:
    """Return distinct words of three to nine letters, the short ones first, as frequent words are."""
    words: dict[str, None] = {}
    while len(words) < _VOCABULARY:
        length = min(9, 3 + len(words) * 7 // _VOCABULARY + chance.randrange(2))
        words["".join(chance.choices(_LETTERS, k=length))] = None
    return list(words)


def _generated(count: int, words_each: int = 300) -> Iterator[Document]:
    """Yield articles of about 300 words whose frequencies fall as Zipf's law says; always the same ones."""
    chance = random.Random(13)
    words = vocabulary(chance)
    weights = [1 / rank**_EXPONENT for rank in range(1, len(words) + 1)]
    cumulated = _cumulated(weights)
    for number in range(count):
        length = chance.randint(words_each // 2, words_each * 3 // 2)
        tokens = chance.choices(words, cum_weights=cumulated, k=length + 8)
        yield str(number), " ".join(tokens[:8]), _prose(tokens[8:])


def _cumulated(weights: list[float]) -> list[float]:
    total, sums = 0.0, []
    for weight in weights:
        total += weight
        sums.append(total)
    return sums


def _prose(tokens: list[str]) -> str:
    sentences = (tokens[start : start + _SENTENCE] for start in range(0, len(tokens), _SENTENCE))
    return " ".join(f"{'، '.join([' '.join(words[:6]), ' '.join(words[6:])])}." for words in sentences)
