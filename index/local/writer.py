"""Writes one generation: articles into segments, then what is derived from them."""

from __future__ import annotations

from pathlib import Path

from ..article import Article
from ..settings import AnalysisSettings, WorkSettings
from .codec.segment import ColumnarSegment
from .derive import derive
from .durable import link_or_copy
from .evidence import load_background
from .files import INDEX_NAME
from .intake import Intake
from .run import Run
from .segments import MOST_DOCUMENTS, OpenSegment, compacted, open_segments, read_segments, write_segments
from .workers import Worker

BYTES_PER_TOKEN = 34
"""What a word costs in memory, from its article to the segment that is written of it."""
_MOST_TOKENS = 1 << 24
"""Words of one segment: word, document and position of each then fit one number to sort."""
_MANY = 1 << 19
"""Words from which a collection is worth starting a second process."""
_MOST_CHUNKS = 1 << 22
"""Distinct runs of non-space that are remembered before that begins anew."""
ALONE = WorkSettings(jobs=1)


class GenerationWriter:
    """Fills a fresh directory, from nothing or from the generation before.

    ``background`` is a file of the same evidence to share.
    """

    def __init__(
        self,
        directory: Path,
        settings: AnalysisSettings,
        base: Path | None = None,
        *,
        background: Path | None = None,
        work: WorkSettings = ALONE,
    ) -> None:
        self._directory, self._settings, self._background = directory, settings, background
        self._most_tokens = min((work.memory << 20) // BYTES_PER_TOKEN, _MOST_TOKENS)
        self._worker = Worker(allowed=work.processes > 1)
        self._segments: list[ColumnarSegment] = []
        self._opened: list[OpenSegment] = []
        if base is not None:
            for file in base.iterdir():
                if file.name.startswith(f"{INDEX_NAME}_"):
                    link_or_copy(file, directory / file.name)
            self._segments, self._opened = [*read_segments(base)], open_segments(base)
        stored_by = (segment.documents.dictionary for segment in self._opened)
        self._dictionary = next(filter(None, stored_by), b"")
        self._intake = Intake(self._worker)
        self._run = Run(self._intake, self._dictionary)
        # where an article added here stands: in which segment, under which number
        self._added: dict[str, tuple[int, int]] = {}
        self._deleted: dict[int, set[int]] = {}

    def add(self, article: Article) -> None:
        """Add an article, instead of the one with its id if there is one."""
        self.delete(article.id)
        self._added[article.id] = (len(self._segments), len(self._run))
        self._run.add(article)
        if self._run.tokens > min(_MANY, self._most_tokens):
            self._worker.start()
        if self._run.tokens > self._most_tokens or len(self._run) == MOST_DOCUMENTS:
            self._flush()

    def delete(self, id: str) -> None:
        """Remove the article with the id, if it is there."""
        place = self._added.pop(id, None) or self._place_in_base(id)
        if place is not None:
            self._deleted.setdefault(place[0], set()).add(place[1])

    def _place_in_base(self, id: str) -> tuple[int, int] | None:
        for number, opened in enumerate(self._opened):
            ids = opened.fields["id"]
            row = ids.terms.find(id)
            if row >= 0:
                # an id deleted and added again within one generation stands twice in its segment
                for docnum in ids.docs_of(row).tolist():
                    if opened.alive[docnum]:
                        return number, docnum
        return None

    def _flush(self) -> None:
        if self._worker.started:
            # it has time for that while this process inverts
            self._worker.submit(load_background)
        self._segments.append(self._run.write(self._directory))
        self._dictionary = self._run.dictionary or self._dictionary
        if len(self._intake) > _MOST_CHUNKS:
            self._intake.forget()
        self._run = Run(self._intake, self._dictionary)

    def cancel(self) -> None:
        """Give up what was added; the directory is no generation."""
        self._worker.close()

    def finish(self) -> dict[str, int]:
        """Write and derive; return the counts ``articles``, ``words`` and ``distinct_words``."""
        try:
            if len(self._run):
                self._flush()
            for number, deleted in self._deleted.items():
                for docnum in deleted:
                    self._segments[number].delete_document(docnum)
            write_segments(self._directory, compacted(self._directory, self._segments))
            return derive(self._directory, self._settings, self._background, self._worker)
        finally:
            self._worker.close()
