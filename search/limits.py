"""What a search may be asked for."""

from __future__ import annotations

from collections.abc import Sequence

from ..index import SettingsError
from .results import MAX_DEPTH

SORTS = ("relevance", "newest", "oldest")
MODES = ("words", "any", "exact")
MAX_PER_PAGE = 100


def check_choice(name: str, value: str, allowed: Sequence[str]) -> None:
    """Raise ``SettingsError`` for a value that is none of the allowed ones."""
    if value not in allowed:
        raise SettingsError(name, value, " | ".join(allowed))


def check_page(page: int, per_page: int, sort: str) -> None:
    """Raise ``SettingsError`` for an order, a length or a number of a page that no search has."""
    check_choice("sort", sort, SORTS)
    if not 1 <= per_page <= MAX_PER_PAGE:
        raise SettingsError("per_page", per_page, f"from 1 to {MAX_PER_PAGE}")
    deepest = -(-MAX_DEPTH // per_page)
    if not 1 <= page <= deepest:
        raise SettingsError("page", page, f"from 1 to {deepest}, where paging ends")
