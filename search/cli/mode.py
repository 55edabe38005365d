"""The setting that all verbs share which ask."""

from __future__ import annotations

from dataclasses import dataclass

from ...index.options import Settings, option


@dataclass(frozen=True)
class ModeSettings(Settings):
    """How a question is understood."""

    mode: str = option("words", "all the words, any of them, or as typed", choices=("words", "any", "exact"))
