"""What the C library does with memory that is given back."""

from __future__ import annotations

import contextlib
import ctypes

STAYING = 12 << 20
"""Bytes of freed memory that stay with a process for the next question."""
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # as mallopt(3) numbers them


def keep_freed_memory() -> None:
    """Have glibc keep what blocks of so many bytes, and no larger ones, give back.

    It returns a few hundred kilobytes to the system with every question otherwise, and faulting them in
    again takes longer than the sums that fill them. Left to itself it learns from the largest block that was
    ever freed, and would keep twice as much as a long phrase took (mallopt(3)). Other libraries have no such
    call.
    """
    with contextlib.suppress(AttributeError, OSError, TypeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_MMAP_THRESHOLD, STAYING)
        mallopt(_TRIM_THRESHOLD, STAYING)
