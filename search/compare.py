"""Is one setting better than another, or was it luck? Two evaluations of the same questions, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from ..index.errors import SettingsError
from ..index.local import Array
from ..index.options import check_names, declared_options
from .evaluate import MEASURES, Evaluation, Row
from .ranking import Ranking

SHOWN = 10
EXACT = 14  # so many differences are tried with all their signs
SAMPLES = 10_000
SEED = 7
_BLOCK = 500
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Difference:
    """What a measure gains on the mean from one setting to the other, and how likely chance gives as much."""

    measure: str
    before: float
    after: float
    p: float


@dataclass(frozen=True, slots=True)
class Change:
    """What one question gains in the first measure."""

    id: str
    text: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two evaluations of the same questions over the same index."""

    before: Evaluation
    after: Evaluation

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Each measure before and after."""
        before, after = self.before.means, self.after.means
        pairs = {name: (self.before.of(name), self.after.of(name)) for name in MEASURES}
        return tuple(Difference(name, before[name], after[name], p_value(*pairs[name])) for name in MEASURES)

    @property
    def changes(self) -> tuple[Change, ...]:
        """The questions whose first measure differs, the greatest gain first, the greatest loss last."""
        pairs = zip(self.before.queries, self.after.queries, strict=True)
        changes = [Change(a.id, a.text, a.values[MEASURES[0]], b.values[MEASURES[0]]) for a, b in pairs]
        differing = (change for change in changes if change.before != change.after)
        return tuple(sorted(differing, key=lambda change: change.before - change.after))

    @property
    def gained(self) -> tuple[Change, ...]:
        """The questions that gained, the greatest gain first."""
        return tuple(change for change in self.changes if change.after > change.before)

    @property
    def lost(self) -> tuple[Change, ...]:
        """The questions that lost, the greatest loss first."""
        return tuple(change for change in reversed(self.changes) if change.after < change.before)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form of what ``after`` adds to ``before``."""
        after = self.after.to_dict()
        return {
            "settings": after["settings"],
            "means": after["means"],
            "differences": [asdict(difference) for difference in self.differences],
            "gained": [asdict(change) for change in self.gained],
            "lost": [asdict(change) for change in self.lost],
            "queries": after["queries"],
        }

    def rows(self) -> Iterator[Row]:
        """Yield the table of means, then the questions that gained and lost most."""
        yield from self.before.heading()
        yield "measure", "before", "after", "difference", "p"
        for one in self.differences:
            yield one.measure, *_figures(one.before, one.after), f"{one.p:.4f}"
        for name, changes in (("gained", self.gained), ("lost", self.lost)):
            yield name, str(len(changes))
            for change in changes[:SHOWN]:
                yield name, *_figures(change.before, change.after), change.id, change.text

    def query_rows(self) -> Iterator[Row]:
        """Yield a row of names, then one a question: its values before and after, id and text."""
        yield *(f"{name} {when}" for when in ("before", "after") for name in MEASURES), "id", "text"
        for before, after in zip(self.before.queries, self.after.queries, strict=True):
            values = (f"{query.values[name]:.4f}" for query in (before, after) for name in MEASURES)
            yield *values, before.id, before.text


def changed(ranking: Ranking, given: Iterable[str]) -> Ranking:
    """Return the ranking with settings such as ``k1=0.9`` changed; raise ``SettingsError`` for a bad one."""
    declared = {each.name: each for each in declared_options(Ranking)}
    values: dict[str, Any] = {}
    for words in given:
        name, equals, value = words.partition("=")
        name = name.strip().replace("-", "_")
        if not equals:
            raise SettingsError("--compare", words, "SETTING=VALUE, such as k1=0.9")
        check_names({name: value}, Ranking)
        values[name] = declared[name].parse(value, name=f"--compare {name}")
    return replace(ranking, **values)


def p_value(before: Sequence[float], after: Sequence[float]) -> float:
    """Return how likely a difference of means as large as this, either way, is by chance; above 0, at most 1.

    The paired randomisation test of Fisher (Smucker, Allan and Carterette, "A Comparison of Statistical
    Significance Tests for Information Retrieval Evaluation", 2007): were both settings alike, the sign of
    each question's difference would be a coin's. All signs are tried for few differing questions, else the
    same 10,000 random ones each time.
    """
    differences = np.asarray(after, dtype=np.float64) - np.asarray(before, dtype=np.float64)
    differences = differences[differences != 0]
    least = abs(float(differences.sum())) - _ROUNDING
    if len(differences) <= EXACT:
        patterns = np.arange(2 ** len(differences))[:, None] >> np.arange(len(differences)) & 1
        return _as_large(patterns, differences, least) / len(patterns)
    chance = np.random.default_rng(SEED)
    blocks = (chance.integers(0, 2, (_BLOCK, len(differences))) for _ in range(SAMPLES // _BLOCK))
    # The signs as they are found are one of the patterns, hence never 0.
    return (sum(_as_large(block, differences, least) for block in blocks) + 1) / (SAMPLES + 1)


def _as_large(patterns: Array, differences: Array, least: float) -> int:
    """Count the patterns of 0 and 1 that, as signs, sum the differences up to at least so much."""
    return int(np.count_nonzero(np.abs((2 * patterns - 1) @ differences) >= least))


def _figures(before: float, after: float) -> Row:
    return f"{before:.4f}", f"{after:.4f}", f"{after - before:+.4f}"
