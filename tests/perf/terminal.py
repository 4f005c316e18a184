"""Runs a terminal program in a pty: time until a text is on screen, time from a key to output, memory."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import tempfile
import termios
import time
from collections.abc import Sequence
from pathlib import Path

_CONTROL = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[P_^][^\x1b]*\x1b\\|\x1b."
)

_BYTECODE = tempfile.TemporaryDirectory(prefix="signaalpunt-perf-bytecode-")
"""Compiled modules, as an installed program has them; the first run of a program fills it."""


def plain(output: bytes) -> bytes:
    """Return terminal output without control sequences."""
    return _CONTROL.sub(b"", output)


class Terminal:
    """One program in a terminal of its own; close it."""

    def __init__(self, argv: Sequence[str], *, rows: int = 40, columns: int = 120) -> None:
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            environment = {
                **os.environ,
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                "LANG": "C.UTF-8",
                "PYTHONPYCACHEPREFIX": _BYTECODE.name,
            }
            environment.pop("PYTHONDONTWRITEBYTECODE", None)
            os.execvpe(argv[0], list(argv), environment)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.output = b""

    def read(self, timeout: float) -> bytes | None:
        """Return what came within `timeout` seconds: empty when nothing, None when the program ended."""
        ready, _, _ = select.select([self.fd], [], [], timeout)
        if not ready:
            return b""
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            return None
        self.output += data
        return data

    def wait_for(self, text: str, timeout: float = 30) -> float:
        """Return the seconds from start until `text` was on screen, at once when it was before."""
        wanted = text.encode()
        end = time.perf_counter() + timeout
        data: bytes | None = self.output
        while data is not None and time.perf_counter() < end:
            if data and wanted in plain(self.output):
                return time.perf_counter() - self.started
            data = self.read(0.5)
        raise TimeoutError(f"{text!r} did not appear")

    def drain(self, quiet: float = 0.3, within: float = 10) -> float:
        """Read until nothing comes for `quiet` seconds; return when the last output came.

        After `within` seconds that is enough: a cursor that blinks never rests.
        """
        last = time.perf_counter()
        end = last + within
        while last < end and self.read(quiet):
            last = time.perf_counter()
        return last

    def key(self, data: bytes, quiet: float = 0.12) -> float:
        """Send a key; return the seconds until its first output."""
        began = time.perf_counter()
        os.write(self.fd, data)
        got = self.read(0.5)
        first = time.perf_counter() - began
        self.drain(quiet)
        return first if got else float("nan")

    def answer(self, data: bytes, text: str, timeout: float = 30) -> float:
        """Send a key; return the seconds until `text` is on screen, which it was not before."""
        self.output = b""
        began = time.perf_counter()
        os.write(self.fd, data)
        return self.started + self.wait_for(text, timeout) - began

    def memory(self) -> float:
        """Return the most memory that was resident until now, in MB."""
        with Path(f"/proc/{self.pid}/status").open(encoding="ascii") as status:
            for line in status:
                if line.startswith("VmHWM"):
                    return int(line.split()[1]) / 1024
        return float("nan")

    def close(self) -> None:
        """End the program."""
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(self.fd)


def median(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """Return the 95th percentile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
