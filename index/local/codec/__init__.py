"""A codec for Whoosh whose segments are arrays, mapped into memory and read without copying.

What does Whoosh see of a segment?        ``segment``; it reads through ``reading`` and ``matcher``
How does Whoosh's own writer fill it?     ``writing``
Which files does it have?                 ``files``: one of its documents, one of its terms
How do terms and postings lie?            ``inverted``; made of tokens by ``invert``
How do stored articles lie?               ``documents``
How do several segments become one?       ``compaction``, array by array through ``merge``

Any of Whoosh's own queries runs on it and scores as on the standard codec; kashaf itself reads the arrays.
"""
