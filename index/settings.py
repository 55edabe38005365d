"""The settings an index is built with; they are stored in it, and searched by."""

from __future__ import annotations

from dataclasses import dataclass

from .options import Settings, option


@dataclass(frozen=True)
class AnalysisSettings(Settings):
    """What the analysis of a collection may vary."""

    attested_by: int = option(
        2,
        "articles that must hold a word unknown to the background before it attests a stem",
        low=1,
        high=1000,
    )
    protect_names: bool = option(True, "leave the names of countries and cities whole")
