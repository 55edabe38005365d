"""The files of a generation, by name."""

from __future__ import annotations

INDEX_NAME = "MAIN"
"""Whoosh's name of the index: its files begin with it."""
EVIDENCE = "evidence.bin"
VOCABULARY = "vocabulary.bin"
COLUMNS = "columns.bin"
MANIFEST = "manifest.json"
SOURCES = "sources.jsonl"

DERIVED = frozenset([EVIDENCE, VOCABULARY, COLUMNS, MANIFEST, SOURCES])
"""All that is not Whoosh's: written anew for every generation."""
