"""What a process keeps of the memory its questions took, seen from outside."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

FREES = """
import ctypes, pathlib, re
from kashaf.search.local.malloc import STAYING, keep_freed_memory

def resident():
    return 1024 * int(re.search(r"RssAnon:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1])

keep_freed_memory()
before = resident()
large = bytearray(30 << 20)  # left to itself, the library would learn to keep twice as much
del large
blocks = [bytearray(STAYING // 4) for _ in range(16)]
taken = resident() - before
del blocks
print(taken > 3 * STAYING, resident() - before <= 1.5 * STAYING)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc is told what may stay")
def test_no_more_than_so_much_freed_memory_stays() -> None:
    """Of four times as much that was given back, no more stays with the process."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FREES], capture_output=True, encoding="utf-8", timeout=60
    )
    assert done.stdout.split() == ["True", "True"], done.stderr
