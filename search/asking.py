"""A question put to one snapshot: read, widened by the rescues, planned, matched."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..index.local import Array, Snapshot, places_among
from .explain import Explanation
from .limits import Deadline, Limits
from .local import Match, Matching, Scorings, explain_match
from .memory import Memory
from .plan import Plan, make_plan, words_of
from .query import Alternative, Sequence, parse
from .ranking import Ranking
from .rescue import Known, Rescued, Rescues, is_asked, loosened
from .results import Rescue
from .suggest import corrected

RELATED = 1 << 23
"""Bytes of related articles that are kept for the next reader."""
RELATED_BYTES = 1 << 13
"""What those of one article take: two hundred documents with their scores, the plan of 25 words."""


class Asker:
    """Takes questions to one snapshot, and keeps what the next one may need again; shared by threads."""

    def __init__(self, snapshot: Snapshot, ranking: Ranking, limits: Limits) -> None:
        self.snapshot, self.ranking, self.limits = snapshot, ranking, limits
        self.scorings = Scorings(snapshot, ranking)
        self.related: Memory[tuple[Plan, Match]] = Memory(RELATED, lambda _: RELATED_BYTES)
        self._rescues = Rescues(Known(snapshot))

    def ask(self, text: str, mode: str, *, rescue: bool, deadline: Deadline | None = None) -> Question:
        """Return the question as this snapshot understands it; raises ``QueryError``.

        Without a ``deadline`` its time begins now.
        """
        deadline = deadline or self.limits.deadline()
        typed = parse(text, self.snapshot.analyzer, self.limits, exact=mode == "exact")
        asked, rescued = self._rescues.widen(typed, text) if rescue else (typed, ())
        question = self._planned(text, mode, asked, rescued, deadline)
        loose, unquoted = loosened(asked, text) if rescue else (asked, ())
        if not unquoted or (not is_asked(text) and len(question.match().docs)):
            return question
        other = self._planned(text, mode, loose, (*rescued, *unquoted), deadline)
        return other if len(other.match().docs) else question

    def _planned(
        self, text: str, mode: str, asked: Sequence, rescued: tuple[Rescued, ...], deadline: Deadline
    ) -> Question:
        vocabulary, analyzer = self.snapshot.vocabulary, self.snapshot.analyzer
        typed = [taken.typed for taken in rescued]
        plan = make_plan(asked, vocabulary, analyzer, self.ranking, self.scorings.groups, typed)
        return Question(text, mode, self, plan, rescued, deadline)


@dataclass(frozen=True)
class Question:
    """What was typed, and what it means to a snapshot."""

    text: str
    mode: str
    asker: Asker
    plan: Plan
    rescued: tuple[Rescued, ...]
    deadline: Deadline

    @property
    def _all_first(self) -> bool:
        return self.mode == "words"

    def match(self) -> Match:
        """Return the articles that answer, with their scores."""
        return self._match

    @cached_property
    def _match(self) -> Match:
        return Matching(self.asker.scorings, self.plan, self.deadline).run(all_first=self._all_first)

    def explain(self, docnum: int) -> Explanation:
        """Return how the score of an article comes about."""
        return explain_match(self.asker.scorings, self.plan, docnum, all_first=self._all_first)

    def rescues(self, found: Array) -> tuple[Rescue, ...]:
        """Return the rescues by which some of the documents found, ascending, hold what was asked."""
        matching, told = Matching(self.asker.scorings, self.plan, self.deadline), []
        fields = self.asker.snapshot.fields
        for taken in self.rescued:
            match = matching.node(taken.typed, fields).found()
            typed = match.docs[match.all_complete]
            tried = matching.node(Alternative(taken.tried), fields).hits
            added = tried[(places_among(typed, tried) < 0) & (places_among(found, tried) >= 0)]
            if len(added):
                forms = tuple(" ".join(word.text for word in words_of(node)) for node in taken.tried)
                words = " ".join(word.text for word in words_of(taken.typed))
                told.append(Rescue(taken.offer.kind, words, forms, taken.offer.reason, len(added)))
        return tuple(told)

    def corrected(self, rescues: tuple[Rescue, ...]) -> Question | None:
        """Return the question without its misspellings; ``None`` where the rescues left none to mend."""
        meant = corrected(self.text, self.plan, self.asker.snapshot, [each.typed for each in rescues])
        if meant is None or len(meant) > self.asker.limits.query_characters:
            return None
        return self.asker.ask(meant, self.mode, rescue=False, deadline=self.deadline)
