"""Tables for datelines: news agencies, words around a date, how an agency or a place is set apart."""

from __future__ import annotations

import functools
import re

from babel import Locale

from .plain import plain

# Folded as plain() does; a space stands for spaces or full stops («أ.ف.ب»). Names that are common words as
# well (بنا، معا، ومع) are not here: between parentheses in a dateline they are read without the table.
AGENCIES = (
    "رويترز", "ا ف ب", "اف ب", "فرانس برس", "وكاله الصحافه الفرنسيه", "وكاله فرانس برس", "شينخوا", "سانا",
    "واس", "قنا", "وام", "كونا", "بترا", "وفا", "مينا", "ا ش ا", "واج",
    "واع", "نينا", "العمانيه", "الاناضول", "وكاله الاناضول", "سبوتنيك", "نوفوستي", "تاس", "د ب ا",
    "اسوشيتد برس", "اسوشييتد برس", "بلومبرغ", "بلومبيرغ", "ارنا", "تسنيم", "ايرنا", "يو بي اي", "ا ب",
    "وكالات", "الوكالات", "بزنيس واير", "بيزنس واير", "ايتوس واير", "prnewswire", "pr newswire",
    "globe newswire", "globenewswire", "business wire", "businesswire", "aetoswire", "reuters", "afp", "ap",
    "xinhua", "dpa", "efe", "wam", "spa", "qna", "sana", "kuna", "tass", "anadolu",
)  # fmt: skip
# Words that may stand between place, date and agency.
FILLERS = frozenset(("في", "م", "ه", "الموافق", "يوم", "بتاريخ", "خاص", "متابعات", "ق", "ب"))
# A line that begins with one of these is running prose, not a place.
OPENERS = frozenset((
    "في", "وفي", "من", "ومن", "منذ", "حتي", "الي", "بعد", "قبل", "خلال", "عام", "يوم", "بتاريخ", "علي", "عن",
    "مع", "بين", "ان", "انه", "هذا", "هذه", "كان", "كانت", "وكان", "اعلن", "اعلنت", "قال", "قالت", "وقال",
    "وقالت", "اكد", "اكدت", "واكد", "ولد", "توفي", "صدر", "صدرت", "نشر", "نشرت", "شهد", "شهدت", "اقيم",
))  # fmt: skip


def is_agency(name: str) -> bool:
    """Tell whether the table knows the agency, however its letters are spaced or dotted."""
    return agency_pattern().fullmatch(plain(name).strip(" .\"'“”«»")) is not None


@functools.cache
def agency_pattern() -> re.Pattern[str]:
    """Return the pattern of the known agencies in a folded text."""
    names = sorted(AGENCIES, key=len, reverse=True)
    spaced = (name.replace(" ", r"[ .]{1,2}") for name in names)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)")


@functools.cache
def places() -> frozenset[str]:
    """Return the countries and the cities CLDR names in Arabic, folded."""
    arabic = Locale.parse("ar")
    cities = [zone["city"] for zone in arabic.time_zones.values() if "city" in zone]
    return frozenset(plain(name) for name in (*arabic.territories.values(), *cities))
