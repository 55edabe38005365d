"""The public names, frozen."""

from __future__ import annotations

import importlib

import pytest

ERRORS = {
    "KashafError",
    "SettingsError",
    "ArticleError",
    "UpdateRefusedError",
    "JudgementsError",
    "ExtraMissingError",
    "StorageError",
    "IndexNotFoundError",
    "IndexExistsError",
    "IndexLockedError",
    "IndexOutdatedError",
    "IndexCorruptError",
    "IndexUntrustedError",
    "StorageFullError",
    "ClusterUnavailableError",
    "QueryError",
    "QuerySyntaxError",
    "QueryTimeoutError",
    "QueryTooLongError",
    "UnknownFieldError",
}
PUBLIC = {
    "kashaf.index": {"Article", "Collection"}
    | (ERRORS - {name for name in ERRORS if "Query" in name or "Field" in name}),
    "kashaf.search": {
        "Bar",
        "Engine",
        "Explanation",
        "FacetValue",
        "Filters",
        "Histogram",
        "Hit",
        "Limits",
        "Marked",
        "QueryError",
        "QuerySyntaxError",
        "QueryTimeoutError",
        "QueryTooLongError",
        "Ranking",
        "Rescue",
        "Results",
        "Snippet",
        "Suggestion",
        "Summary",
        "UnknownFieldError",
        "mark",
    },
    "kashaf.web": {"WebSettings", "create_app", "search_blueprint"},
}


@pytest.mark.parametrize("layer", sorted(PUBLIC))
def test_all_is_the_frozen_list(layer: str) -> None:
    """``__all__`` of a layer holds exactly the names we keep, and each can be imported."""
    module = importlib.import_module(layer)
    assert set(module.__all__) == PUBLIC[layer]
    assert [name for name in module.__all__ if not hasattr(module, name)] == []


@pytest.mark.parametrize("name", sorted(ERRORS))
def test_every_error_has_an_exit_code_and_a_code(name: str) -> None:
    """Each error maps to an exit code of the contract and to a stable word."""
    error = getattr(importlib.import_module("kashaf.index.errors"), name)
    assert error.exit_code in (1, 2, 3, 4, 5, 6, 7, 70)
    assert error.code == error.code.lower()
