"""The ground: Arabic text in, tokens and keys out. No storage, no web, no files.

Where does a word begin and end?          ``segment``; in a line stored backwards, ``visual``
Which letters did the program mean?       ``repair``, lossless
Which spellings are the same word?        ``fold``, lossy
Which affixes go, and on what evidence?   ``proclitics`` and ``stem``, with ``lexicon``, ``names``
Which other words answer for it?          ``links``, of ``plurals``, ``nisbas`` and ``verbs``
What does Snowball say?                   ``snowball``
Which letters are taken for each other?   ``confusable``
Which spellings may be the same name?     ``skeleton``
Which words does a question not mean?     ``stopwords``
Which vowel signs contradict each other?  ``vocalisation``
All of it in order?                       ``analyzer``

A token's offsets are half-open code points of the original text, so a highlight never moves.
"""

from .affixes import ARTICLE
from .analyzer import VERSION, Analyzer, Forms, Token, fingerprint
from .confusable import families, taken_for
from .fold import stem_key, stem_keys, surface
from .letters import INVISIBLE, PRESENTATION
from .lexicon import RAREST, Lexicon, background
from .links import Link
from .names import RARE, is_namelike, protected, translations
from .repair import is_plain
from .skeleton import readings, skeleton, skeletons
from .stopwords import STOP_WORDS
from .vocalisation import agree, has_marks

__all__ = [
    "ARTICLE",
    "INVISIBLE",
    "PRESENTATION",
    "RARE",
    "RAREST",
    "STOP_WORDS",
    "VERSION",
    "Analyzer",
    "Forms",
    "Lexicon",
    "Link",
    "Token",
    "agree",
    "background",
    "families",
    "fingerprint",
    "has_marks",
    "is_namelike",
    "is_plain",
    "protected",
    "readings",
    "skeleton",
    "skeletons",
    "stem_key",
    "stem_keys",
    "surface",
    "taken_for",
    "translations",
]
