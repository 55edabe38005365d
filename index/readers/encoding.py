"""Which encoding bytes are in: a mark, strict UTF-8, or the Arabic code page that reads as Arabic.

A wrong guess is worse than none: it fills the index with words nobody will look for. So what is UTF-8 but for
a few bytes, or reads as Arabic in no encoding, is refused with the place and the next step.
"""

from __future__ import annotations

import codecs
import re

from ..errors import SettingsError
from .plausible import plausibility

CODE_PAGES = ("cp1256", "iso8859-6", "mac-arabic")
ENOUGH = 0.44  # share of letters in known words: the right code page gives 0.47 to 1, a wrong one at most 0.4
NEXT_STEP = "name its encoding with --encoding, or mend the file"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BOM = chr(0xFEFF)
_REPLACEMENT = chr(0xFFFD)
_HIGH_BYTES = bytes((0x00, 0x06, 0x20))  # of UTF-16: Latin and spaces, Arabic, punctuation
_C1 = re.compile("[\x80-\x9f]")


class UndecodableError(ValueError):
    """Bytes that are text in no encoding we would bet on.

    ``kind`` is ``encoding`` or ``unreadable``; ``nearly_utf8`` says the bytes are UTF-8 but for a few.
    """

    def __init__(
        self, reason: str, *, line: int | None = None, kind: str = "encoding", nearly_utf8: bool = False
    ) -> None:
        super().__init__(reason)
        self.reason, self.line, self.kind, self.nearly_utf8 = reason, line, kind, nearly_utf8


def check(encoding: str) -> str:
    """Return Python's name of the encoding; raise ``SettingsError`` when it is not a text encoding."""
    try:
        "".encode(encoding)
        name = codecs.lookup(encoding).name
    except (LookupError, UnicodeError, ValueError):
        allowed = "a text encoding Python knows, like utf-8, cp1256, iso-8859-6, utf-16"
        raise SettingsError("ENCODING", encoding, allowed) from None
    return {"utf-8-sig": "utf-8"}.get(name, name)


def decode(data: bytes, encoding: str | None = None) -> str:
    """Return the text of a whole file, without its byte order mark; raise ``UndecodableError`` else."""
    name = check(encoding) if encoding else detect(data)
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise UndecodableError(
            f"not {name} at byte {error.start}: {error.reason}; {NEXT_STEP}",
            line=data.count(b"\n", 0, error.start) + 1,
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UndecodableError("a binary file: it contains NUL bytes", line=line, kind="unreadable")
    return text.removeprefix(_BOM)


def detect(data: bytes, *, cut: bool = False) -> str:
    """Return Python's name of the encoding of the bytes; ``cut`` says they are only the beginning.

    Raises ``UndecodableError`` when they are nearly UTF-8, or Arabic in none of UTF-16 and ``CODE_PAGES``.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    if b"\0" in data and (wide := _wide(data)):
        return wide
    fault = _utf8_fault(data, cut=cut)
    if fault is None:
        return "utf-8"
    if b"\0" in data:
        raise UndecodableError("a binary file: it contains NUL bytes", kind="unreadable")
    if _nearly_utf8(data):
        where = f"byte {fault.start} ({data[fault.start]:#04x})"
        raise _refused(data, fault, f"UTF-8 but for {where}", nearly=True)
    return _code_page(data, fault)


def _utf8_fault(data: bytes, *, cut: bool) -> UnicodeDecodeError | None:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=not cut)
    except UnicodeDecodeError as error:
        return error
    return None


def _nearly_utf8(data: bytes) -> bool:
    """Tell whether the bytes form far more UTF-8 characters than a code page would by accident."""
    text = data.decode("utf-8", "replace")
    bad = text.count(_REPLACEMENT)
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    return good * 3 >= bad


def _wide(data: bytes) -> str | None:
    """Recognise UTF-16 without a mark: one byte of each pair is nearly always 00 or 06."""
    even, odd = data[: 1 << 16 : 2], data[1 : 1 << 16 : 2]
    for name, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high and _share(high) > 0.9 and _share(low) < 0.6 and _is_text(data, name):
            return name
    return None


def _share(part: bytes) -> float:
    return sum(part.count(byte) for byte in _HIGH_BYTES) / max(len(part), 1)


def _is_text(data: bytes, name: str) -> bool:
    try:
        text = data[: len(data) & ~1].decode(name) if len(data) > 1 << 19 else data.decode(name)
    except UnicodeDecodeError:
        return False
    return "\0" not in text


def _code_page(data: bytes, fault: UnicodeDecodeError) -> str:
    ranked = sorted(((_score(data, name), -order) for order, name in enumerate(CODE_PAGES)), reverse=True)
    score, order = ranked[0]
    if score < ENOUGH:
        tried = ", ".join(("UTF-8", "UTF-16", *CODE_PAGES))
        raise _refused(data, fault, f"Arabic in none of {tried}")
    return CODE_PAGES[-order]


def _score(data: bytes, name: str) -> float:
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return 0.0
    return 0.0 if _C1.search(text) else plausibility(text)


def _refused(data: bytes, fault: UnicodeDecodeError, what: str, *, nearly: bool = False) -> UndecodableError:
    line = data.count(b"\n", 0, fault.start) + 1
    return UndecodableError(f"{what}; {NEXT_STEP}", line=line, nearly_utf8=nearly)
