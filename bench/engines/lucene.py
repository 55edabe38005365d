"""Lucene, in a Java process that is spoken to line by line; ``KASHAF_BENCH_LUCENE`` names a folder with the
jars of Lucene 9: lucene-core and lucene-analysis-common."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

from ..collections import Document
from ..queries import Query
from .base import Answer, Engine, memory

VARIABLE = "KASHAF_BENCH_LUCENE"
_PROGRAM = Path(__file__).parents[1] / "lucene" / "Bench.java"


class Lucene(Engine):
    """Its Arabic analyzer, which stems, without stop words; one writer thread."""

    name = "lucene"
    beside = (
        "the start of the Java machine is outside its opening, and what its compiler and collector take "
        "outside its answering"
    )
    warm_ups = 20

    @classmethod
    def missing(cls) -> str:
        """Say why it cannot be measured here; empty when it can."""
        if not list(Path(os.environ.get(VARIABLE) or os.devnull).glob("lucene-core-*.jar")):
            return f"{VARIABLE} names no folder with the jars of Lucene 9"
        return "" if shutil.which("java") else "no java on the PATH"

    def __init__(self) -> None:
        jars = Path(os.environ[VARIABLE]) / "*"
        self._java = subprocess.Popen(
            ["java", "-Xmx2g", "-cp", str(jars), str(_PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        self._answering = self._machine = 0.0
        self._read()

    def build(self, path: Path, documents: Iterable[Document]) -> None:
        """Index the documents and end the process."""
        self._write("build", str(path))
        for id, title, text in documents:
            self._write(id, *(" ".join(content.split()) for content in (title, text)))
        self._write("")
        self._read()
        self.spent()
        self.close()

    def open(self, path: Path) -> None:
        """Open the index."""
        self._write("open", str(path))
        self._read()

    def search(self, query: Query) -> Answer:
        """Search title and text."""
        self._write(query.form, *query.words)
        seconds, total, *ids = self._read()
        self._answering += float(seconds)
        return int(total), ids

    def clock(self) -> float:
        """Return the processor seconds of the Java thread that answers."""
        return self._answering

    def spent(self) -> float:
        """Return the processor seconds of this process and of the Java machine, its compiler included."""
        if self._java.poll() is None:
            fields = Path(f"/proc/{self._java.pid}/stat").read_text().rpartition(")")[2].split()
            self._machine = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return time.process_time() + self._machine

    def resident(self) -> int:
        """Return the memory of the Java process."""
        return memory(self._java.pid)

    def close(self) -> None:
        """End the process."""
        self._java.communicate()

    def _write(self, *fields: str) -> None:
        assert self._java.stdin is not None
        self._java.stdin.write("\t".join(fields) + "\n")

    def _read(self) -> list[str]:
        assert self._java.stdin is not None
        assert self._java.stdout is not None
        self._java.stdin.flush()
        line = self._java.stdout.readline()
        if not line:
            raise RuntimeError(f"Lucene ended with {self._java.wait()}")
        return line.rstrip("\n").split("\t")
