"""How the program takes memory from the system."""

from __future__ import annotations

import contextlib
import sys
from typing import Final

_ARENA_MAX: Final = -8


def share_memory() -> None:
    """Let all threads take memory from one pool (glibc; elsewhere nothing changes); before the first thread.

    Otherwise each thread that reads the store gets a pool of its own, which keeps what it once needed: with the lists
    walked through a seventh of all memory. Threads here hardly take memory at the same moment, so none waits for it.
    """
    if sys.platform == "linux":
        with contextlib.suppress(Exception):
            import ctypes

            ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)
