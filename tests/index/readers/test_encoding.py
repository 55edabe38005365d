"""Any Arabic encoding, right or refused, never mojibake."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from kashaf.index.errors import SettingsError
from kashaf.index.readers.encoding import UndecodableError, check, decode, detect

UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
ENCODINGS = (*UNICODE, "cp1256", "iso8859-6", "mac-arabic")
FOREIGN = ("cp720", "cp864", "cp1251", "cp1255", "koi8-r", "gbk", "shift_jis", "cp037")
SENTENCE = "وقال الرئيس الصيني إن بلاده ستواصل دعم التنمية في المنطقة"


def paragraphs(folder: Path) -> list[str]:
    """Return the paragraphs of the seeds."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()))
    return [line.strip() for text in texts for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_paragraphs_return(seeds_dir: Path, encoding: str) -> None:
    """Each of the 82 paragraphs of the seeds is read in each encoding, the letters it lacks aside."""
    for paragraph in paragraphs(seeds_dir):
        data = paragraph.encode(encoding, "ignore")
        wanted = data.decode(encoding).replace("\xa0", " ")
        assert decode(data).replace("\xa0", " ") == wanted


@pytest.mark.parametrize("encoding", FOREIGN)
def test_foreign_encodings_are_right_or_refused(seeds_dir: Path, encoding: str) -> None:
    """What is in an encoding we do not know is refused, unless it is ASCII."""
    for paragraph in [*paragraphs(seeds_dir), "Привет, это русский текст", "今天天气很好我们去公园散步"]:
        data = paragraph.encode(encoding, "ignore")
        if not data.isascii():
            try:
                text = decode(data)
            except UndecodableError:
                continue
            assert text == data.decode(encoding)


@pytest.mark.parametrize("spoil", [slice(0, -1), slice(1, None)])
def test_cut_utf8_is_refused(spoil: slice) -> None:
    """A character cut at either end makes the file no code page: it is refused with the place."""
    with pytest.raises(UndecodableError, match=r"UTF-8 but for byte \d+ .*--encoding"):
        decode(SENTENCE.encode()[spoil])


@given(st.integers(0, 100), st.integers(0x80, 0xFF))
def test_utf8_with_one_bad_byte_is_never_mojibake(position: int, byte: int) -> None:
    """A byte put anywhere into UTF-8 leaves UTF-8 or a refusal."""
    data = bytearray(SENTENCE.encode())
    data.insert(min(position, len(data)), byte)
    try:
        wanted = bytes(data).decode("utf-8")
    except UnicodeDecodeError:
        with pytest.raises(UndecodableError, match="UTF-8 but for byte"):
            decode(bytes(data))
    else:
        assert decode(bytes(data)) == wanted


def test_line_of_the_bad_byte() -> None:
    """The refusal names the line."""
    with pytest.raises(UndecodableError) as caught:
        decode(f"{SENTENCE}\n{SENTENCE}\n".encode() + b"\xff")
    assert caught.value.line == 3


@given(st.binary(max_size=300))
def test_any_bytes_are_right_or_refused(data: bytes) -> None:
    """No bytes give the replacement character, unless it was in them."""
    try:
        text = decode(data)
    except UndecodableError:
        return
    marks = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    assert "\ufffd" not in text or data.startswith(marks) or b"\xef\xbf\xbd" in data


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1", "وقال\0الرئيس".encode()])
def test_binary_is_unreadable(data: bytes) -> None:
    """Bytes with NULs that are not UTF-16 are no text."""
    with pytest.raises(UndecodableError) as caught:
        decode(data)
    assert caught.value.kind == "unreadable"


def test_named_encoding_is_obeyed() -> None:
    """A named encoding is not second-guessed, and a file not in it is refused with the place."""
    assert decode(SENTENCE.encode("cp720"), "cp720") == SENTENCE
    with pytest.raises(UndecodableError, match="not utf-8 at byte 0"):
        decode(SENTENCE.encode("cp1256"), "utf-8")


@pytest.mark.parametrize("name", ["nonsense", "hex", "rot13", "", "utf\0"])
def test_unknown_encoding(name: str) -> None:
    """What is no text encoding is a setting out of range."""
    with pytest.raises(SettingsError, match="a text encoding"):
        check(name)


def test_beginning_cut_inside_a_character() -> None:
    """A first megabyte that ends inside a character is still UTF-8."""
    assert detect(SENTENCE.encode()[:-1], cut=True) == "utf-8"
