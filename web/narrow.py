"""The ways on from a page of results: facets to narrow it, chips to widen it, remedies when it is empty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..search import Engine, Results
from .present import Interface, isolate
from .state import FACETS, State

DATES = ("date_from", "date_to")

MOST = 12
"""How many values of a facet are offered."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One checkbox of a facet."""

    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One field to narrow by, and its values."""

    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One link to another state; ``count`` is how many hits it has, ``None`` when not asked."""

    label: Markup
    state: State
    count: int | None = None


def facets(results: Results, state: State, ui: Interface) -> list[Facet]:
    """Return the facets that can change the results, or have."""
    offered = (Facet(name, tuple(_choices(name, results, state, ui))) for name in FACETS)
    return [facet for facet in offered if _matters(facet, results.total)]


def chips(state: State, ui: Interface) -> list[Way]:
    """Return one link for each choice, to the results without it."""
    ways = [Way(filter_label(name, value, ui), state.without(name, value)) for name, value in state.chosen()]
    if state.mode == "any":
        ways.append(Way(ui.text("mode_any"), state.but(mode="words")))
    if not state.rescue:
        ways.append(Way(ui.text("only_typed"), state.but(rescue=True)))
    if not state.fold:
        ways.append(Way(ui.text("every_copy"), state.but(fold=True)))
    return ways


def remedies(engine: Engine, state: State, ui: Interface) -> list[Way]:
    """Return what else to ask when nothing was found, each with its hits; only what has some.

    In order: any form instead of the exact one, any word instead of all, fewer filters, none of them, wider
    dates.
    """
    counted = (Way(way.label, way.state, _total(engine, way.state)) for way in _wider(state, ui))
    return [way for way in counted if way.count]


def retyped(engine: Engine, found: Results, state: State) -> State | None:
    """Return the question as the other keyboard types it, where only so it says something here.

    A search that tries other forms has done so already; one that does not, and found nothing, is asked anew.
    """
    if not found.total and (state.mode == "exact" or not state.rescue):
        found = engine.search(state.q, per_page=1, filters=state.filters(), snippets=0)
    query = state.q
    for rescue in found.rescues:
        if rescue.kind == "layout" and rescue.hits:
            query = _replaced(query, rescue.typed, rescue.tried[0])
    return state.but(q=query) if query != state.q else None


def filter_label(name: str, value: object, ui: Interface) -> Markup:
    """Return a filter's value as a reader knows it."""
    if name in DATES:
        return ui.text(f"facet_{name}", date=ui.date(value))  # type: ignore[arg-type]
    return isolate(ui.figures(value) if name == "year" else value)


def _replaced(query: str, typed: str, meant: str) -> str:
    # The rescue names the words that were read: of hgr]s they are hgr and s.
    return " ".join(meant if _letters(piece) == _letters(typed) else piece for piece in query.split())


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _wider(state: State, ui: Interface) -> Iterator[Way]:
    if state.mode == "exact" or not state.rescue:
        yield Way(ui.text("try_words"), state.but(mode="words", rescue=True))
    if state.mode != "any" and " " in state.q:
        yield Way(ui.text("try_any"), state.but(mode="any"))
    chosen = state.chosen()
    dates = [(name, value) for name, value in chosen if name in DATES]
    for name, value in [each for each in chosen if each not in dates]:
        yield Way(ui.text("try_without", value=filter_label(name, value, ui)), state.without(name, value))
    if len(chosen) > 1:
        yield Way(ui.text("try_bare"), state.bare())
    for name, value in dates:
        yield Way(ui.text("try_without", value=filter_label(name, value, ui)), state.without(name, value))
    if len(dates) > 1:
        yield Way(ui.text("try_dates"), state.but(date_from=None, date_to=None))


def _total(engine: Engine, state: State) -> int:
    return engine.search(state.q, per_page=1, snippets=0, **state.asked()).total


def _choices(name: str, results: Results, state: State, ui: Interface) -> Iterator[Choice]:
    counts = {value.value: value.count for value in results.facets.get(name, ())}
    chosen = [str(value) for value in getattr(state, name)]
    best = list(counts)[:MOST]
    for value in [*best, *(value for value in chosen if value not in best)]:
        label = ui.figures(value) if name == "year" else value
        yield Choice(value, label, counts.get(value, 0), value in chosen)


def _matters(facet: Facet, total: int) -> bool:
    return any(choice.checked or choice.count < total for choice in facet.choices)
