"""The settings an index is built with: those of its analysis are stored in it, and searched by."""

from __future__ import annotations

import os
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


@dataclass(frozen=True)
class WorkSettings(Settings):
    """What writing may take of the machine; the index is the same."""

    jobs: int = option(0, "processes that write, of which two are of use; 0 for one a core", low=0, high=64)
    memory: int = option(512, "megabytes for articles on their way into segments", low=64, high=1 << 20)

    @property
    def processes(self) -> int:
        """How many processes that is on this machine."""
        if hasattr(os, "sched_getaffinity"):
            return self.jobs or len(os.sched_getaffinity(0))
        return self.jobs or os.cpu_count() or 1
