"""What countries, languages and cities are called in the other script: Germany, Allemagne, ألمانيا."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...index.analysis import stem_key, surface, translations
from .known import Known
from .offers import Form, Offer, Run, distinct, form, is_latin

_REASON = "its name in the other language"
_LONGEST = 4


def places(run: Run, known: Known) -> Iterator[Offer]:
    """Offer the Arabic name of what is named in English or French, and the other way round."""
    for first, last in run.stretches(_LONGEST if run.latin else 1):
        if last - first == 1:
            forms = known.alone(_elsewhere, run[first])
        else:
            typed = tuple(word.text for word in run.words[first:last])
            forms = _forms(translations().get(typed, ()) if all(map(is_latin, typed)) else (), known)
        if forms:
            yield Offer("places", first, last, forms, _REASON)


def _elsewhere(word: str, known: Known) -> tuple[Form, ...]:
    """Return what a word calls in the other language."""
    if is_latin(word):
        return _forms(translations().get((word,), ()), known)
    if not _is_place(word, known):
        return ()
    table = translations()
    return _forms(table.get((surface(word),)) or table.get((known.stem(word),), ()), known)


def _is_place(word: str, known: Known) -> bool:
    """Say whether an Arabic word names a place; without loading what it is called elsewhere."""
    return known.is_place(known.stem(word)) or known.is_place(stem_key(word))


def _forms(names: Iterable[tuple[str, ...]], known: Known) -> tuple[Form, ...]:
    return distinct(form(*written) for written in map(known.phrase, names) if written)
