"""Standard input and output as they really are: closed, full, or unable to show every character."""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path


def prepare() -> None:
    """Make writing safe: a stream that is closed swallows all, a character that cannot be shown becomes a mark."""
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def finish() -> int:
    """Write out what waits; return 0, or 1 after a sentence when the answer could not be written (a full disk).

    A reader that stopped listening (`| head`) is no fault.
    """
    try:
        sys.stdout.flush()
    except OSError as error:
        _let_go()
        if error.errno in (errno.EPIPE, errno.EINVAL):
            return 0
        sys.stderr.write("De uitvoer kon niet geschreven worden (schijf vol?).\n")
        return 1
    except ValueError:
        return 0
    return 0


def _let_go() -> None:
    """Point standard output at nothing, so that closing the program does not stumble over it once more."""
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
    except (OSError, ValueError):
        return
