"""Files in, articles out: the readers.

Which files are there? ``scan(roots)`` yields a ``Source`` each, in a fixed order, and an error for what is
out of reach (``sources.py``).

What is in one? ``read(source)`` yields an ``Article`` for each article and an ``ArticleError`` (path, line,
reason, kind) for each file or line that could not become one; it never stops at a bad one (``formats.py``).

Who reads a format? One file each, chosen by the suffix in ``formats.FORMATS``: ``text``, ``markdown``,
``jsonl``, ``table``. A format to come is one file and one line there.

Which letters do the bytes mean? ``encoding.py`` decides (a mark, UTF-8, UTF-16, or the code page that reads
as Arabic, judged by ``plausible.py``) or refuses; ``streams.py`` gives whole files and numbered lines.

What does a raw text say of itself? ``compose.py`` asks, in this order: ``boilerplate.py`` (what is a prompt
of the page; table in ``prompts.py``), ``header.py`` (publication lines), ``titles.py`` (title line, or first
sentence), ``dateline.py`` (place, date, agency; tables in ``wires.py``), with ``dates.py`` and ``plain.py``
below.

What does a record say? ``records.py`` knows the field names of JSON and tables.
"""

from .formats import SUFFIXES, read
from .sources import Source, scan

__all__ = ["SUFFIXES", "Source", "read", "scan"]
