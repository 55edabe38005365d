"""What a reader may have meant to type, from the collection's own words.

How far is a word from another?              ``distance``
Which words may a misspelt one be?           ``correction``
What is the question without misspellings?   ``question``
How does what is being typed go on?          ``completion``
"""

from .completion import MAX_SUGGESTIONS, complete
from .correction import Correction, corrections
from .question import corrected

__all__ = ["MAX_SUGGESTIONS", "Correction", "complete", "corrected", "corrections"]
