"""Files of arrays: what is written is read, and what was altered is not."""

from __future__ import annotations

import tempfile
from bisect import bisect_left
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, strategies as st

from kashaf.index.errors import IndexCorruptError
from kashaf.index.local.columnar import Arrays, pack_strings, unpack_strings, write_arrays

DTYPES = ("int8", "uint8", "int16", "int32", "uint32", "int64", "float32", "float64")
ENCODABLE = st.text(st.characters(codec="utf-8"), max_size=6)
ARRAYS = st.dictionaries(
    ENCODABLE, st.tuples(st.sampled_from(DTYPES), st.lists(st.integers(0, 120), max_size=20)), max_size=6
)


def stored(arrays: dict[str, np.ndarray]) -> tuple[Arrays, bytes]:
    """Return the arrays read from a file, mapped still after it is gone, and the bytes of the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "arrays.bin"
        write_arrays(path, arrays)
        return Arrays(path), path.read_bytes()


@given(ARRAYS)
def test_what_is_written_is_read(described: dict[str, tuple[str, list[int]]]) -> None:
    """Names, order, types and values come back, of empty arrays too, and nothing can change them."""
    arrays = {name: np.array(values, dtype=dtype) for name, (dtype, values) in described.items()}
    read, _ = stored(arrays)
    read.check()
    assert list(read) == list(arrays)
    assert len(read) == len(arrays)
    for name, array in arrays.items():
        assert read[name].dtype == array.dtype
        np.testing.assert_array_equal(read[name], array)
        assert not len(array) or not read[name].flags.writeable


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    """Generations are immutable: a second writing to one path fails."""
    write_arrays(tmp_path / "a.bin", {})
    with pytest.raises(FileExistsError):
        write_arrays(tmp_path / "a.bin", {})


def sample() -> bytes:
    return stored({"a": np.arange(5, dtype=np.int32), "none": np.empty(0, np.int64), "b": np.array([1.5])})[1]


def test_a_file_cut_anywhere_is_corrupt(tmp_path: Path) -> None:
    """At whatever length a file was cut, opening it says so."""
    whole = sample()
    for length in range(len(whole)):
        (tmp_path / "cut.bin").write_bytes(whole[:length])
        with pytest.raises(IndexCorruptError):
            Arrays(tmp_path / "cut.bin")


def test_a_flipped_bit_is_corrupt_or_in_the_padding(tmp_path: Path) -> None:
    """Every altered byte of data, directory and tail is found; only the zeros between arrays are nobody's."""
    whole = sample()
    harmless = []
    for place in range(len(whole)):
        for bit in (1, 0x80):
            (tmp_path / "bad.bin").write_bytes(
                whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :]
            )
            try:
                Arrays(tmp_path / "bad.bin").check()
            except IndexCorruptError:
                continue
            harmless.append(place)
    assert all(whole[place] == 0 and 8 <= place < whole.index(b'[["a"') for place in harmless)
    assert not any(64 <= place < 84 or 128 <= place < 136 for place in harmless)


def test_a_longer_file_is_corrupt(tmp_path: Path) -> None:
    """Bytes behind the end are damage."""
    (tmp_path / "long.bin").write_bytes(sample() + b"\0")
    with pytest.raises(IndexCorruptError):
        Arrays(tmp_path / "long.bin")


@pytest.mark.parametrize("content", [b"", b"KASHAF1\n", b"KASHAF1\n" + b"\0" * 4 + b"KASHAF1\n", b"x" * 100])
def test_what_is_none_of_ours_is_corrupt(tmp_path: Path, content: bytes) -> None:
    """A file without our frame, or with nothing in it, is no file of arrays."""
    (tmp_path / "foreign.bin").write_bytes(content)
    with pytest.raises(IndexCorruptError):
        Arrays(tmp_path / "foreign.bin")


@given(st.lists(ENCODABLE, unique=True, max_size=30), ENCODABLE | st.text(max_size=3))
def test_strings_are_found_as_in_a_list(values: list[str], wanted: str) -> None:
    """``find`` and ``prefix`` agree with a sorted list, for any text asked."""
    values = sorted(values)
    strings = unpack_strings(stored(pack_strings("s", values))[0], "s")
    assert list(strings) == values
    assert len(strings) == len(values)
    assert strings.find(wanted) == (values.index(wanted) if wanted in values else -1)
    assert [values[i] for i in strings.prefix(wanted)] == [
        value for value in values if value.startswith(wanted)
    ]
    for index, value in enumerate(values):
        assert strings.find(value) == index == bisect_left(values, value)


def test_half_a_surrogate_pair_is_found_nowhere() -> None:
    """A question may hold what no file can: it is not found, and it is no error."""
    strings = unpack_strings(stored(pack_strings("s", ["ا", "ب"]))[0], "s")
    assert strings.find("\ud800") == -1
    assert list(strings.prefix("\ud800")) == []
