"""Before anything else: what the program works with leaves it only where somebody asked for it.

Called at the start of every run, so it imports nothing heavy. What the system does not allow is skipped in silence: the
program then works as it always did.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Final

_TELLTALES: Final = (
    "TEXTUAL",
    "TEXTUAL_LOG",
    "TEXTUAL_DEBUG",
    "TEXTUAL_PRESS",
    "TEXTUAL_SCREENSHOT",
    "TEXTUAL_SCREENSHOT_LOCATION",
    "TEXTUAL_SCREENSHOT_FILENAME",
)
"""Settings of the interface library that write keys or pictures of the screen to a file or to another program."""
_PR_SET_DUMPABLE: Final = 4


def harden() -> None:
    """Make new files private, and let neither a crash nor a debugging setting write memory or screen to the disk."""
    os.umask(0o077)
    for name in _TELLTALES:
        os.environ.pop(name, None)
    _no_core_dumps()


def _no_core_dumps() -> None:
    if sys.platform == "win32":
        return
    with contextlib.suppress(Exception):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # A core file piped to a program (systemd-coredump) does not heed the limit; a process that is not dumpable has
        # none, and no other program of the same user reads its memory.
        with contextlib.suppress(Exception):
            import ctypes

            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
