"""A file of named arrays: written once, opened by mapping it into memory, shared by threads and processes.

Layout: magic, the arrays each at a multiple of 64 bytes, a JSON directory (name, dtype, count, offset,
crc32), its length and crc32, magic. Nothing in it is ever executed, unlike a pickle.
"""

from __future__ import annotations

import json
import mmap
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import IndexCorruptError

Array = NDArray[Any]

_MAGIC = b"KASHAF1\n"
_ALIGN = 64
_TAIL = 8 + 4 + len(_MAGIC)


def write_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write one-dimensional arrays to a new file."""
    entries = []
    with path.open("xb") as file:
        file.write(_MAGIC)
        for name, array in arrays.items():
            file.write(b"\0" * (-file.tell() % _ALIGN))
            data = np.ascontiguousarray(array).view(np.uint8).data
            entries.append([name, array.dtype.str, len(array), file.tell(), zlib.crc32(data)])
            file.write(data)
        directory = json.dumps(entries).encode()
        file.write(directory)
        file.write(
            len(directory).to_bytes(8, "little") + zlib.crc32(directory).to_bytes(4, "little") + _MAGIC
        )


class Arrays(Mapping[str, Array]):
    """The arrays of one file, read-only, valid as long as anything refers to them.

    Raises ``IndexCorruptError`` for a file that is cut short or altered: wrong numbers would be answered
    with, silently, and reading them all costs a second for a gigabyte.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            try:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError:
                raise IndexCorruptError(path, "the file is empty") from None
        self._entries = {entry[0]: entry[1:] for entry in self._directory()}
        self._arrays = {name: self._view(name) for name in self._entries}
        self.check()

    def _directory(self) -> list[list[Any]]:
        tail = self._map[-_TAIL:]
        if len(tail) < _TAIL or tail[12:] != _MAGIC or self._map[: len(_MAGIC)] != _MAGIC:
            raise IndexCorruptError(self._path, "the file is cut short or is none of ours")
        end = len(self._map) - _TAIL
        directory = self._map[max(0, end - int.from_bytes(tail[:8], "little")) : end]
        if not directory or zlib.crc32(directory) != int.from_bytes(tail[8:12], "little"):
            raise IndexCorruptError(self._path, "its directory was altered")
        entries: list[list[Any]] = json.loads(directory)
        return entries

    def _view(self, name: str) -> Array:
        dtype, count, offset, _ = self._entries[name]
        if count == 0:
            return np.empty(0, dtype=dtype)
        return np.frombuffer(self._map, dtype=dtype, count=count, offset=offset)

    def check(self) -> None:
        """Read every array and raise ``IndexCorruptError`` where its checksum differs."""
        for name, (_, _, _, crc) in self._entries.items():
            if zlib.crc32(self._arrays[name].view(np.uint8).data) != crc:
                raise IndexCorruptError(self._path, f"the checksum of {name} differs")

    def __getitem__(self, name: str) -> Array:
        """Return one array."""
        return self._arrays[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names in the order written."""
        return iter(self._entries)

    def __len__(self) -> int:
        """Count the arrays."""
        return len(self._entries)


class Strings:
    """Many strings in two arrays: their UTF-8 bytes end to end and where each begins."""

    def __init__(self, blob: Array, starts: Array) -> None:
        self._blob, self._starts = blob, starts

    def __len__(self) -> int:
        """Count the strings."""
        return len(self._starts) - 1

    def __getitem__(self, index: int) -> str:
        """Return one string."""
        return self.raw(index).decode()

    def raw(self, index: int) -> bytes:
        """Return the bytes of one string."""
        return self._blob[self._starts[index] : self._starts[index + 1]].tobytes()

    def __iter__(self) -> Iterator[str]:
        """Iterate over the strings in order."""
        return (self[index] for index in range(len(self)))

    def find(self, text: str) -> int:
        """Return the index of the string, or -1; the strings must ascend by their bytes."""
        wanted = text.encode("utf-8", "surrogatepass")
        index = self._position(wanted)
        return index if index < len(self) and self.raw(index) == wanted else -1

    def prefix(self, text: str) -> range:
        """Return the indexes of the strings that begin with the text; the strings must ascend by their
        bytes."""
        wanted = text.encode("utf-8", "surrogatepass")
        # no UTF-8 text holds the byte 0xff
        return range(self._position(wanted), self._position(wanted + b"\xff"))

    def _position(self, wanted: bytes) -> int:
        return bisect_left(range(len(self)), wanted, key=self.raw)


def pack_strings(name: str, strings: Iterable[str]) -> dict[str, Array]:
    """Return the two arrays that hold the strings, named after ``name``."""
    encoded = [text.encode() for text in strings]
    starts = np.zeros(len(encoded) + 1, dtype=np.int64)
    np.cumsum([len(text) for text in encoded], out=starts[1:])
    return {f"{name}.blob": np.frombuffer(b"".join(encoded), dtype=np.uint8), f"{name}.starts": starts}


def unpack_strings(arrays: Mapping[str, Array], name: str) -> Strings:
    """Return the strings that ``pack_strings`` stored."""
    return Strings(arrays[f"{name}.blob"], arrays[f"{name}.starts"])
