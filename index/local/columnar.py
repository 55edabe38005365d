"""A file of named arrays: written once, opened by mapping it into memory, shared by threads and processes.

Layout: magic, the arrays each at a multiple of 64 bytes, a JSON directory (name, dtype, count, offset,
crc32), its length and crc32, magic. Nothing in it is ever executed, unlike a pickle.
"""

from __future__ import annotations

import json
import mmap
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from ..errors import IndexCorruptError

Array = NDArray[Any]

_MAGIC = b"KASHAF1\n"
_ALIGN = 64
_TAIL = 8 + 4 + len(_MAGIC)
_STRIDE = 32


class ArrayWriter:
    """Writes one-dimensional arrays to a new file, one after the other; closing completes the file."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("xb")
        self._file.write(_MAGIC)
        self._entries: list[tuple[str, str, int, int, int]] = []

    def add(self, name: str, array: Array) -> None:
        """Append an array."""
        self.add_parts(name, array.dtype, [array])

    def add_all(self, arrays: Mapping[str, Array]) -> None:
        """Append named arrays."""
        for name, array in arrays.items():
            self.add(name, array)

    def add_parts(self, name: str, dtype: DTypeLike, parts: Iterable[Array]) -> None:
        """Append an array that comes in parts, never held as a whole."""
        self._file.write(b"\0" * (-self._file.tell() % _ALIGN))
        offset, count, crc = self._file.tell(), 0, 0
        for part in parts:
            data = np.ascontiguousarray(part, dtype=dtype).view(np.uint8).data
            crc = zlib.crc32(data, crc)
            count += len(part)
            self._file.write(data)
        self._entries.append((name, np.dtype(dtype).str, count, offset, crc))

    def close(self) -> None:
        """Write the directory."""
        directory = json.dumps(self._entries).encode()
        tail = len(directory).to_bytes(8, "little") + zlib.crc32(directory).to_bytes(4, "little")
        self._file.write(directory + tail + _MAGIC)
        self._file.close()


def write_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write one-dimensional arrays to a new file."""
    writer = ArrayWriter(path)
    writer.add_all(arrays)
    writer.close()


class Arrays(Mapping[str, Array]):
    """The arrays of one file, read-only, valid as long as anything refers to them.

    Raises ``IndexCorruptError`` for a file that is cut short or whose directory was altered; ``check``
    reads the rest.
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
        # one number or one stretch out of a view takes a quarter of what it takes out of an array
        self._bytes, self._bounds = blob.data, starts.data
        # made at the first question: a few of the strings, among which a search takes no time
        self._guide: list[bytes] | None = None

    def sections(self, name: str) -> dict[str, Array]:
        """Return the two arrays, named after ``name``."""
        return {f"{name}.blob": self._blob, f"{name}.starts": self._starts}

    def all_bytes(self) -> list[bytes]:
        """Return the bytes of every string."""
        blob, bounds = self._blob.tobytes(), self._starts.tolist()
        return [blob[low:high] for low, high in pairwise(bounds)]

    def __len__(self) -> int:
        """Count the strings."""
        return len(self._starts) - 1

    def __getitem__(self, index: int) -> str:
        """Return one string."""
        return self.raw(index).decode()

    def raw(self, index: int) -> bytes:
        """Return the bytes of one string."""
        return self._bytes[self._bounds[index] : self._bounds[index + 1]].tobytes()

    def joined(self, indexes: Array) -> str:
        """Return some of the strings, end to end."""
        first, end = self._starts[indexes].astype(np.int64), self._starts[indexes + 1]
        sizes = end - first
        before = np.cumsum(sizes) - sizes
        at = np.repeat(first - before, sizes) + np.arange(int(sizes.sum()))
        return bytes(self._blob[at]).decode()

    def __iter__(self) -> Iterator[str]:
        """Iterate over the strings in order."""
        return (self[index] for index in range(len(self)))

    def find(self, text: str) -> int:
        """Return the index of the string, or -1; the strings must ascend by their bytes."""
        return self.find_bytes(text.encode("utf-8", "surrogatepass"))

    def find_bytes(self, wanted: bytes) -> int:
        """Return the index of the string with these bytes, or -1; the strings must ascend."""
        guide = self._guide or self._guided()
        block = bisect_right(guide, wanted) - 1
        if block < 0:
            return -1
        if not wanted:
            return 0
        bounds, first = self._bounds, block * _STRIDE
        last = min(first + _STRIDE, len(bounds) - 1)
        # one search in the bytes of all of them, where most are found missing
        begin = bounds[first]
        held = self._bytes[begin : bounds[last]].tobytes()
        at = held.find(wanted)
        while at >= 0:
            index = bisect_right(bounds, begin + at, first, last) - 1
            if bounds[index] == begin + at and bounds[index + 1] == begin + at + len(wanted):
                return index
            at = held.find(wanted, at + 1)
        return -1

    def prefix(self, text: str) -> range:
        """Return the indexes of the strings that begin with the text; the strings must ascend by their
        bytes."""
        wanted = text.encode("utf-8", "surrogatepass")
        # no UTF-8 text holds the byte 0xff
        return range(self.position(wanted), self.position(wanted + b"\xff"))

    def _guided(self) -> list[bytes]:
        if self._guide is None:
            self._guide = [self.raw(index) for index in range(0, len(self), _STRIDE)]
        return self._guide

    def position(self, wanted: bytes) -> int:
        """Return the index of the first string not before the bytes; the strings must ascend."""
        last = bisect_left(self._guided(), wanted) * _STRIDE
        return bisect_left(
            range(len(self)), wanted, max(0, last - _STRIDE), min(last, len(self)), key=self.raw
        )


def pack_bytes(name: str, strings: Sequence[bytes]) -> dict[str, Array]:
    """Return the two arrays that hold the byte strings, named after ``name``."""
    lengths = np.fromiter(map(len, strings), dtype=np.int64, count=len(strings))
    return _packed(name, np.frombuffer(b"".join(strings), dtype=np.uint8), np.append(0, np.cumsum(lengths)))


def _packed(name: str, blob: Array, starts: Array) -> dict[str, Array]:
    if starts[-1] <= np.iinfo(np.uint32).max:
        starts = starts.astype(np.uint32)
    return {f"{name}.blob": blob, f"{name}.starts": starts}


def pack_strings(name: str, strings: Iterable[str]) -> dict[str, Array]:
    """Return the two arrays that hold the strings in UTF-8, named after ``name``."""
    strings = list(strings)
    blob = np.frombuffer("".join(strings).encode(), dtype=np.uint8)
    # each character begins with the one byte that continues none
    begins = np.append(np.flatnonzero(blob & 0xC0 != 0x80), len(blob))
    lengths = np.fromiter(map(len, strings), dtype=np.int64, count=len(strings))
    return _packed(name, blob, begins[np.append(0, np.cumsum(lengths))])


def packed_strings(strings: Iterable[str]) -> Strings:
    """Return the strings packed in memory."""
    return unpack_strings(pack_strings("", strings), "")


def unpack_strings(arrays: Mapping[str, Array], name: str) -> Strings:
    """Return the strings that ``pack_strings`` stored."""
    return Strings(arrays[f"{name}.blob"], arrays[f"{name}.starts"])
