"""The files of a generation, by name."""

from __future__ import annotations

INDEX_NAME = "MAIN"
"""Whoosh's name of the index: the names of its segments' files begin with it."""
BACKGROUND = "background.bin"
"""Counts of word forms in the language at large."""
ATTESTED = "attested.bin"
"""Forms the collection attests besides, and names."""
VOCABULARY = "vocabulary.bin"
COLUMNS = "columns.bin"
SPELLINGS = "spellings.bin"
"""What a misspelt or an unfinished word is compared with."""
TITLES = "titles.bin"
"""The words of the titles, in their order."""
MANIFEST = "manifest.json"
SOURCES = "sources.jsonl"
