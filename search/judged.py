"""Judged collections: articles, questions, and which articles people found to answer each.

A folder of three files, in the forms of TREC and BEIR: ``corpus.jsonl`` or ``corpus.jsonl.gz``, an object
``{"id", "title", "text"}`` a line; ``queries.tsv``, a query's id, a tab, its text; ``qrels.tsv``, a query's
id, ``0``, an article's id, a grade, apart by tabs or blanks.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..index.errors import JudgementsError

CORPORA = ("corpus.jsonl", "corpus.jsonl.gz")
QUERIES = "queries.tsv"
QRELS = "qrels.tsv"
SEED = 7


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A question and the grade of each article judged for it; above 0 is relevant."""

    id: str
    text: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """The questions of a collection that have a relevant article; ``unjudged`` names those that have none."""

    name: str
    queries: tuple[JudgedQuery, ...]
    unjudged: tuple[str, ...] = ()

    @classmethod
    def read(cls, folder: Path) -> Judged:
        """Read the questions and judgements of a folder.

        Raises ``JudgementsError`` for a file that is not there, a line that does not fit, or when no question
        has a relevant article.
        """
        texts, grades = _queries(folder / QUERIES), _qrels(folder / QRELS)
        queries = tuple(JudgedQuery(id, text, grades.get(id, {})) for id, text in texts.items())
        relevant = tuple(query for query in queries if max(query.grades.values(), default=0) > 0)
        if not relevant:
            reason = f"no query of {QUERIES} has an article graded above 0; do both files use the same ids?"
            raise JudgementsError(folder / QRELS, reason)
        judged = {query.id for query in relevant}
        return cls(folder.resolve().name, relevant, tuple(id for id in texts if id not in judged))

    def sample(self, count: int, *, seed: int = SEED) -> Judged:
        """Return a random ``count`` of the questions, in their order; the same ones for a seed."""
        order = list(range(len(self.queries)))
        random.Random(seed).shuffle(order)  # noqa: S311 - a sample, no secret
        return replace(self, queries=tuple(self.queries[at] for at in sorted(order[:count])))


def corpus_of(folder: Path) -> Path:
    """Return the file of the articles of a folder; raises ``JudgementsError`` when there is none."""
    found = next((folder / name for name in CORPORA if (folder / name).is_file()), None)
    if found is None:
        raise JudgementsError(folder, f"it holds no {' and no '.join(CORPORA)}; name a folder with one")
    return found


def _queries(path: Path) -> dict[str, str]:
    texts: dict[str, str] = {}
    for number, line in _lines(path):
        id, _, text = (part.strip() for part in line.partition("\t"))
        if not id or not text:
            reason = f"{line!r} is not a query: write its id, a tab, its text"
            raise JudgementsError(path, reason, line=number)
        if id in texts:
            raise JudgementsError(path, f"the query {id!r} was given before; keep one", line=number)
        texts[id] = text
    return texts


def _qrels(path: Path) -> dict[str, dict[str, int]]:
    grades: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        fields = [field.strip() for field in line.split("\t")] if "\t" in line else line.split()
        grade = _grade(fields[3]) if len(fields) == 4 else None
        if grade is None or not fields[0] or not fields[2]:
            reason = f"{line!r} is not a judgement: write a query's id, 0, an article's id, a whole number"
            raise JudgementsError(path, reason, line=number)
        of_query = grades.setdefault(fields[0], {})
        if of_query.setdefault(fields[2], grade) != grade:
            reason = (
                f"{fields[2]!r} was graded {of_query[fields[2]]} for {fields[0]!r} before; keep one grade"
            )
            raise JudgementsError(path, reason, line=number)
    return grades


def _grade(text: str) -> int | None:
    try:
        return int(text)
    except ValueError:
        return None


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank, with their numbers from 1."""
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise JudgementsError(path, "there is no such file; a judged collection needs it") from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        bad = content.count(b"\n", 0, error.start) + 1
        raise JudgementsError(path, f"not UTF-8: {error.reason}; store it as UTF-8", line=bad) from None
    # Not splitlines(): it cuts at characters that stand inside a text.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line.rstrip("\r")
