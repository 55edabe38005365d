"""A score as a tree: each node says what it is worth and how it came about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Explanation:
    """A part of a score: its value, in words how it is made, and what it is made of."""

    value: float
    description: str
    details: tuple[Explanation, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        details = [part.to_dict() for part in self.details]
        return {"value": self.value, "description": self.description, "details": details}

    def lines(self, depth: int = 0) -> list[str]:
        """Return the tree as indented lines, for a terminal."""
        own = f"{'  ' * depth}{self.value:.4f}  {self.description}"
        return [own, *(line for part in self.details for line in part.lines(depth + 1))]


def total(description: str, details: list[Explanation]) -> Explanation:
    """Return the sum of the parts."""
    return Explanation(sum(part.value for part in details), description, tuple(details))
