"""The pages: the first one, the results, an article."""

from __future__ import annotations

from flask import Response, redirect, request
from markupsafe import Markup

from ..index import Article
from ..search import Engine, Results
from ..search.results import MAX_DEPTH
from . import fresh
from .compose import compose, scoped
from .errors import NoArticle, PastEnd
from .examples import examples
from .manual import EXAMPLES, KEYS
from .narrow import chips, facets, remedies, retyped
from .present import Interface, isolate, numbers
from .reading import numbered, paragraphs, places
from .site import Site
from .state import State
from .timeline import timeline
from .view import View

RECENT = 6
"""How many articles the first page shows."""

RELATED = 5
"""How many articles are named to read after one."""

PLACES = 50
"""How many matches of an article are listed."""

FORMS = 5
"""How many forms that were searched too are named."""


def results(site: Site) -> Response:
    """Answer with the hits of a query, or with the first page when there is no query."""
    view, engine = View.asked(site), site.engine()
    page = _results if view.state.q else _home
    return fresh.answer(site, engine, lambda: page(view, engine), page.__name__, view.key, site.settings)


def article(site: Site) -> Response:
    """Answer with one article, every match of the query marked."""
    view, engine = View.asked(site), site.engine()
    id = request.args.get("id", "")
    return fresh.answer(
        site, engine, lambda: _article(view, engine, id), "article", id, view.key, site.settings
    )


def guide(site: Site) -> Response:
    """Answer with the help, or with the way to the results of what its form was filled in with."""
    view, engine = View.asked(site), site.engine()
    query = compose(request.args, view.ui)
    if query:
        return redirect(view.links.results(view.state.but(q=query)))  # type: ignore[return-value]
    return fresh.answer(site, engine, lambda: _guide(view), "guide", view.key, site.settings)


def find(engine: Engine, state: State, per_page: int) -> Results:
    """Return the page of results the address asks for; raise ``PastEnd`` beyond the last one."""
    # The engine refuses a page no query has; to a reader it is past the end like any other.
    page = min(state.page, -(-MAX_DEPTH // per_page))
    found = engine.search(state.q, page=page, per_page=per_page, **state.asked())
    last = max(found.pages, 1)
    if state.page > last:
        raise PastEnd(state.but(page=last))
    return found


def _home(view: View, engine: Engine) -> str:
    summary, recent = engine.summary(), engine.recent(RECENT)
    return view.render(
        "home",
        summary=summary,
        recent=recent,
        examples=examples(engine, recent),
        shelves=[("sections", "section", summary.sections), ("sources", "source", summary.sources)],
        scoped=scoped,
    )


def _guide(view: View) -> str:
    language = view.ui.language
    return view.render(
        "guide",
        manual=EXAMPLES[language],
        keys=KEYS[language] if view.site.settings.keys else (),
        translated=view.links.guide(view.translated),
    )


def _results(view: View, engine: Engine) -> str:
    found = find(engine, view.state, view.site.settings.per_page)
    return show(view, engine, found)


def show(view: View, engine: Engine, found: Results) -> str:
    """Return the page of these results; the engine counts the ways on from an empty one."""
    state, ui = view.state, view.ui
    return view.render(
        "results",
        results=found,
        some=_some(found, ui),
        rescued=_rescued(found, ui),
        retyped=retyped(engine, found, state),
        timeline=timeline(found.histogram, ui),
        facets=facets(found, state, ui),
        chips=chips(state, ui),
        numbers=numbers(found.page, found.pages) if found.pages > 1 else [],
        remedies=[] if found.total else remedies(engine, state, ui),
        carried=state.carried(),
    )


def _article(view: View, engine: Engine, id: str) -> str:
    wanted = engine.get(id) if id else None
    if wanted is None:
        raise NoArticle
    marked = engine.mark(view.state.q, wanted, mode=view.state.mode, rescue=view.state.rescue)
    first = len(marked.title_spans) + 1
    listed = [*places(wanted.title, marked.title_spans), *places(wanted.text, marked.text_spans, first=first)]
    return view.render(
        "article",
        article=wanted,
        title=numbered(wanted.title, marked.title_spans),
        spans=marked.facet_spans,
        paragraphs=paragraphs(wanted.text, marked.text_spans, first=first),
        matches=len(marked.title_spans) + len(marked.text_spans),
        places=listed[:PLACES],
        related=related(engine, id),
        translated=view.links.article(id, view.translated),
    )


def related(engine: Engine, id: str) -> list[Article]:
    """Return articles about the same as one, the closest first; none is a copy of it or of another."""
    return [hit.article for hit in engine.similar(id, count=RELATED, snippets=0) or ()]


def _some(found: Results, ui: Interface) -> str:
    """Say how many hits hold every word, when some do not."""
    if found.complete >= found.total:
        return ""
    if not found.complete:
        return ui.plain("partial_none")
    return ui.plain("partial", all=ui.count("complete", found.complete))


def _rescued(found: Results, ui: Interface) -> Markup:
    """Return the forms that were not typed but searched too, those of one kind together."""
    kinds: dict[str, str] = {}
    for rescue in found.rescues:
        # What the other keyboard types is offered apart, as a question of its own.
        if rescue.hits and rescue.kind != "layout":
            kinds |= {form: rescue.kind for form in rescue.tried if form not in kinds}
    groups: dict[str, list[Markup]] = {}
    for form, kind in list(kinds.items())[:FORMS]:
        groups.setdefault(kind, []).append(isolate(form))
    told = (
        ui.text("rescued_group", forms=ui.text("comma").join(forms), why=ui.text(f"rescue_{kind}"))
        for kind, forms in groups.items()
    )
    return ui.text("group").join(told)
