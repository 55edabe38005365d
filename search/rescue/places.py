"""What countries, languages and cities are called in the other script: Germany, Allemagne, ألمانيا."""

from __future__ import annotations

from collections.abc import Iterator

from ...index.analysis import stem_key, surface, translations
from .known import Known
from .offers import Form, Offer, Run, distinct, form, is_latin

_REASON = "its name in the other language"
_LONGEST = 4


def places(run: Run, known: Known) -> Iterator[Offer]:
    """Offer the Arabic name of what is named in English or French, and the other way round."""
    for first, last in run.stretches(_LONGEST):
        typed = tuple(word.text for word in run.words[first:last])
        if all(map(is_latin, typed)):
            names = translations().get(typed, ())
        elif len(typed) == 1 and _is_place(typed[0], known):
            table = translations()
            names = table.get((surface(typed[0]),)) or table.get((known.forms(typed[0]).stem,), ())
        else:
            continue
        forms = distinct(found for name in names for found in _form(name, known))
        if forms:
            yield Offer("places", first, last, forms, _REASON)


def _is_place(word: str, known: Known) -> bool:
    """Say whether an Arabic word names a place; without loading what it is called elsewhere."""
    return known.is_place(known.forms(word).stem) or known.is_place(stem_key(word))


def _form(name: tuple[str, ...], known: Known) -> Iterator[Form]:
    written = known.phrase(name)
    if written:
        yield form(*written)
