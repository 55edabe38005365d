"""Read ``.csv`` and ``.tsv``: a header of field names, then one article a row."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator

from ..article import Article
from ..errors import ArticleError
from .records import KNOWN, make_article
from .sources import Source, shown
from .streams import LIMIT, Line, numbered_lines

DELIMITERS = (",", ";", "\t")
TALLEST = 20_000  # lines of one row; a quote that is never closed would swallow the rest of the file
_DECLARED = "sep="  # how Excel names the delimiter, on a line of its own


def read_table(source: Source, encoding: str | None) -> Iterator[Article | ArticleError]:
    """Yield an article or an error for each row; the columns have the field names of a JSON record.

    A row that is not as wide as the header is an error at its first line, and reading goes on at the next
    line: a quote that was never closed costs one row.
    """
    rows = _Rows(numbered_lines(source, encoding))
    header = rows.header()
    if header is None:
        raise ArticleError(shown(source.path), "the file holds no row", kind="empty")
    if not KNOWN.intersection(header) - {"id"}:
        reason = f"no column is named title or text; the columns are: {', '.join(header)[:200]}"
        raise ArticleError(shown(source.path), reason, line=rows.first)
    while (row := rows.next()) is not None:
        if any(cell.strip() for cell in row) or rows.problem:
            yield _article(source, header, row, rows)


def _article(source: Source, header: list[str], row: list[str], rows: _Rows) -> Article | ArticleError:
    first, path = rows.first, shown(source.path)
    if rows.problem is not None:
        return ArticleError(path, rows.problem.problem, line=rows.problem.number, kind=rows.problem.kind)
    if len(row) != len(header):
        rows.resume()
        return ArticleError(path, f"{len(row)} columns, the header has {len(header)}", line=first)
    if any("\0" in cell for cell in row):
        return ArticleError(path, "a NUL character in the row", line=first)
    try:
        return make_article(dict(zip(header, row, strict=True)), default_id=f"{source.name}#{first}")
    except ValueError as error:
        return ArticleError(path, str(error), line=first)


class _Rows:
    """The rows of a table, each with the lines it was made of, so that a bad one can be read again.

    ``first`` is the number of the row's first line, ``problem`` its first line that could not be read.
    """

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._again: deque[Line] = deque()
        self._row: list[Line] = []
        self._ran_out = False  # the row wanted another line when there was none
        self._delimiter = ","
        self.first = 1
        self.problem: Line | None = None
        csv.field_size_limit(LIMIT)  # the default refuses an article of 131 072 characters

    def header(self) -> list[str] | None:
        """Choose the delimiter by which the first row names most fields; return its names."""
        line = next((line for line in self._lines if line.text.strip()), None)
        delimiters: tuple[str, ...] = DELIMITERS
        if line and line.text.lower().startswith(_DECLARED) and len(line.text.rstrip()) == len(_DECLARED) + 1:
            delimiters = (line.text[len(_DECLARED)],)
            line = next(self._lines, None)
        if line is None:
            return None
        self._delimiter = max(delimiters, key=lambda mark: (_known(line.text, mark), line.text.count(mark)))
        self._again.appendleft(line)
        return [name.strip().casefold() for name in self.next() or []]

    def next(self) -> list[str] | None:
        """Return the next row, ``None`` at the end."""
        self._row, self.problem, self._ran_out = [], None, False
        try:
            row = next(csv.reader(self._take(), delimiter=self._delimiter), None)
        except csv.Error as error:
            row = []
            self.problem = Line(self._row[0].number, "", str(error), "bad-record")
        self.first = self._row[0].number if self._row else self.first
        if self._row and self._ran_out:
            self.problem = Line(self.first, "", "a quote that is never closed", "bad-record")
        self.problem = self.problem or next((line for line in self._row if line.problem), None)
        if self.problem:
            self.resume()
        return row

    def resume(self) -> None:
        """Read the lines of the row again but for the first, or for those up to the one with the problem."""
        last = self.problem.number if self.problem else self.first
        self._again.extendleft(line for line in reversed(self._row) if line.number > last)
        self._row = []

    def _take(self) -> Iterator[str]:
        while len(self._row) < TALLEST:
            line = self._again.popleft() if self._again else next(self._lines, None)
            if line is None:
                break
            self._row.append(line)
            yield line.text + "\n"
        self._ran_out = True


def _known(header: str, delimiter: str) -> int:
    names = next(csv.reader([header], delimiter=delimiter), [])
    return len(KNOWN.intersection(name.strip().casefold() for name in names))
