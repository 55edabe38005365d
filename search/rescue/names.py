"""Other spellings of a foreign name: كازاخستان, قازاخستان; also where it is typed or written in two words."""

from __future__ import annotations

from collections.abc import Iterator

from ...index.analysis import RARE, skeleton, stem_key
from .distance import TOO_FAR, edits, respellings
from .known import Known, Spelling
from .offers import Form, Offer, Run, distinct, form

_REASON = "another spelling of a name"
_LEAST = 3
"""Letters of a skeleton that tell one name from another."""
_FARTHEST = 2.0
_COMMON = 1000.0
"""Two words that the language writes so often (per 100 million) are two words, not two spellings."""
_LONG = 5
_MANY = 5
_PREFIXES = ("م", "ت", "ي", "است", "ال")
_SOUNDS = str.maketrans({"غ": "ج", "و": "", "ي": ""})
_TIMES = 10.0
_ARTICLE = "ال"
_FEW = 3


def names(run: Run, known: Known) -> Iterator[Offer]:
    """Offer the spellings of each word that may be a name, and of two words as one."""
    for place, word in run.arabic.items():
        found = known.has_few(word) and known.alone(_respelt, word)
        if found:
            yield Offer("names", place, place + 1, found, _REASON)
    for first, last in run.stretches(2):
        if last - first == 2 and not all(known.holding(word.text) for word in run.words[first:last]):
            together = [form(other) for other in spellings(run[first] + run[first + 1], known)]
            if together:
                yield Offer("names", first, last, distinct(together), _REASON)


def _respelt(word: str, known: Known) -> tuple[Form, ...]:
    return distinct([*map(form, spellings(word, known)), *_parted(word, known)])


def spellings(word: str, known: Known, *, least: int = _LEAST) -> list[str]:
    """Return the words of the collection that may spell the same name, the nearest first."""
    stem = known.stem(word)
    found: dict[str, float] = {}
    for key in _keys(word, stem, known):
        wanted = known.skeletons((key, *_ends_otherwise(key)))
        for other in (other for own in wanted if len(own) >= least for other in known.alike(own)):
            if other.stem != stem and not other.key.isascii():
                distance = _distance(key, stem, other, known)
                if distance <= _FARTHEST:
                    found[other.word] = min(distance, found.get(other.word, distance))
    return known.apart(sorted(found, key=lambda other: (found[other], -known.holding(other), other)))


def _ends_otherwise(key: str) -> Iterator[str]:
    """Yield a key with another first or last letter that changes its skeleton: with the alef that some write
    before two consonants, استوكهولم, امبابي; واغنر for فاغنر, شولتز for شولتس."""
    if key.startswith(("س", "مب")):
        yield f"ا{key}"
    elif key.startswith(("اس", "امب")):
        yield key[1:]
    for one, other in (("ف", "و"), ("و", "ف")):
        if key.startswith(one):
            yield other + key[1:]
    for one, other in (("س", "ز"), ("ز", "س")):
        if key.endswith(one):
            yield key[:-1] + other


def _keys(word: str, stem: str, known: Known) -> Iterator[str]:
    """Yield the keys of a word that may be a name: its own, and that of a known name under its clitics."""
    own = stem_key(word)
    if known.count(own) < RARE or known.namelike(own, stem) or _is_loan(own):
        yield own
    if stem != own and known.count(stem) >= RARE and known.namelike(stem, stem):
        yield stem


def _distance(key: str, stem: str, other: Spelling, known: Known) -> float:
    """Return how far a key is from a word of the collection; ``TOO_FAR`` where either is no name, or that of
    another."""
    spelt = _indefinite(key, other.key)
    if min(abs(len(key) - len(each)) for each in spelt) > _FARTHEST:
        return TOO_FAR
    distance = min(respellings(key, each) for each in spelt)
    own = known.count(key)
    if distance == TOO_FAR and own < RARE and not known.holding(key):
        distance = edits(key, other.key)  # nobody else writes it so: it is mistyped
    if distance > _FARTHEST:
        return TOO_FAR
    others = known.count(other.key)
    if min(own, others) >= _COMMON:
        return TOO_FAR
    names = [known.namelike(key, stem), known.namelike(other.key, other.stem)]
    # one vowel more or less beside a sure name: what the stemmer took off a rare one was no ending (مكرون)
    one_is_sure = (names[0] and own >= _above(others)) or (names[1] and others >= _above(own))
    near = distance <= 1 and max(len(key), len(other.key)) >= _LONG
    unknown = own == others == 0
    beside = near and (one_is_sure or unknown or any(_are_loans(key, each) for each in spelt))
    return distance if beside or all(names) else TOO_FAR


def _is_loan(key: str) -> bool:
    """Say whether a key has more consonants than a word of Arabic roots, and none of their prefixes."""
    return not key.startswith(_PREFIXES) and len(skeleton(key)) >= _MANY


def _are_loans(key: str, other: str) -> bool:
    """Say whether two such keys write one sound otherwise: ديكتاتور and دكتاتور, بنتاغون and بنتاجون."""
    same = key.translate(_SOUNDS) == other.translate(_SOUNDS) and key[-1] == other[-1]
    return same and _is_loan(key) and _is_loan(other)


def _indefinite(key: str, other: str) -> tuple[str, ...]:
    """Return the other word, and without its article where the key has none."""
    same = key.startswith(_ARTICLE) or not other.startswith(_ARTICLE)
    return (other,) if same else (other, other.removeprefix(_ARTICLE))


def _above(count: float) -> float:
    """Return how often a name is written that a word so rare may be a misspelling of."""
    return max(RARE if count < RARE else 0.0, _TIMES * count)


def _parted(word: str, known: Known) -> Iterator[Form]:
    """Yield two words of the collection, side by side there, that spell the two parts of a rare word."""
    if known.holding(word) or known.count(word) >= RARE:
        return
    if not known.namelike(stem_key(word), known.stem(word)):
        return
    for cut in range(3, len(word) - 2):
        heads, tails = (_near(part, known) for part in (word[:cut], word[cut:]))
        for pair in ((head, tail) for head in heads for tail in tails):
            if known.side_by_side(pair):
                yield form(*pair)


def _near(part: str, known: Known) -> list[str]:
    own = known.usual(part)
    others = spellings(part, known, least=2)[:_FEW]
    return [own, *others] if own else others
