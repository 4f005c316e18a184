"""A program in a real terminal: a pty whose screen is read back, so that tests see what a person sees.

Nothing here sleeps for a fixed time: every wait ends as soon as its text is there and fails when it does not come.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import pexpect
import pyte

PATIENCE = 100.0
"""Seconds a text may take to appear; a machine that is busy makes no test fail."""
ROOT = Path(__file__).parents[1]
KEYS = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "backspace": "\x7f",
    "f3": "\x1bOR",
    "f6": "\x1b[17~",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "lpqstw"},
}
"""What a terminal sends for a key."""
_ALTERNATE = re.compile(rb"\x1b\[\?1049([hl])")
_LEFT_OUT = re.compile(rb"\x1b\[[0-9;:]*m|\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1bP[^\x1b]*\x1b\\")
"""Colours, which nobody looks at here, and sequences the screen reader does not know and would print."""


def program(*arguments: str) -> list[str]:
    """Return the command line of the program as it stands in this checkout."""
    start = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from tui.main import main; sys.exit(main())"
    return [sys.executable, "-c", start, *arguments]


class RealTerminal:
    """Runs `argv` in a terminal of `columns` by `lines`; leave the `with` block and nothing of it runs any more."""

    def __init__(self, argv: list[str], *, columns: int = 120, lines: int = 40, folder: Path) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._rest = b""
        self._text: str | None = None
        self.output = b""
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        self._child = pexpect.spawn(
            argv[0], argv[1:], dimensions=(lines, columns), env=environment, cwd=str(folder), timeout=None
        )
        self._child.delaybeforesend = None

    def __enter__(self) -> RealTerminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.close(force=True)

    @property
    def text(self) -> str:
        """The screen as it stands now, line by line."""
        if self._text is None:
            places, lines = range(self._screen.columns), range(self._screen.lines)
            rows = (self._screen.buffer[y] for y in lines)
            self._text = "\n".join("".join([row[x].data for x in places]).rstrip() for row in rows)
        return self._text

    @property
    def in_alternate_screen(self) -> bool:
        """Whether the program took the whole screen and did not give it back yet."""
        switches = _ALTERNATE.findall(self.output)
        return bool(switches) and switches[-1] == b"h"

    def keys(self, *keys: str) -> None:
        """Press keys: a name of `KEYS`, else the text itself, typed at once."""
        self._child.send("".join(KEYS.get(key, key) for key in keys))

    def wait(self, *texts: str, gone: str = "") -> str:
        """Wait until all `texts` are on the screen and `gone` is not; return the screen."""

        def met() -> bool:
            seen = self.text
            return all(text in seen for text in texts) and not (gone and gone in seen)

        self.until(met, f"{texts} on screen" + (f" and {gone!r} gone" if gone else ""))
        return self.text

    def until(self, met: Callable[[], bool], what: str) -> None:
        """Read the screen until `met()`; an AssertionError with the screen when that takes too long."""
        end = time.monotonic() + PATIENCE
        while not met():
            if not self._read(0.2) and not self._child.isalive():
                raise AssertionError(f"The program ended before: {what}\n{self.text}")
            if time.monotonic() > end:
                raise AssertionError(f"It did not come: {what}\n{self.text}")

    def line_of(self, text: str) -> str:
        """Return the first line of the screen that holds `text`, "" when there is none."""
        return next((line for line in self.text.splitlines() if text in line), "")

    def ended(self) -> int:
        """Wait until the program ends by itself; return its exit code (negative: the signal that ended it)."""
        end = time.monotonic() + PATIENCE
        while self._read(0.2) is not None:
            if time.monotonic() > end:
                raise AssertionError(f"The program did not end.\n{self.text}")
        self._child.wait()
        status = self._child.exitstatus
        return -int(self._child.signalstatus) if status is None else int(status)

    @property
    def stopped(self) -> bool:
        """Whether the program was put to sleep (SIGSTOP) and did not go on yet; asking takes nothing away."""
        seen = os.waitid(os.P_PID, self._child.pid, os.WSTOPPED | os.WNOHANG | os.WNOWAIT)
        return seen is not None and seen.si_status == signal.SIGSTOP

    def send_signal(self, number: signal.Signals) -> None:
        """Send the program a signal, as the system does."""
        self._child.kill(number)

    def kill(self) -> None:
        """End the program as a crash does: without a chance to keep anything."""
        self._child.kill(signal.SIGKILL)
        assert self.ended() == -signal.SIGKILL

    def _read(self, seconds: float) -> bytes | None:
        """Take in what came within `seconds`: empty when nothing, None when the program closed the terminal."""
        try:
            data = bytes(self._child.read_nonblocking(65536, seconds))
        except pexpect.TIMEOUT:
            return b""
        except pexpect.EOF:
            return None
        self.output += data
        whole, self._rest = _cut(self._rest + data)
        self._stream.feed(_LEFT_OUT.sub(b"", whole))
        self._text = None
        return data


def _cut(data: bytes) -> tuple[bytes, bytes]:
    """Split off an escape sequence that has not come in whole."""
    at = data.rfind(b"\x1b")
    if at < 0 or re.match(rb"\x1b(\[[0-?]*[ -/]*[@-~]|P[^\x1b]*$|[^\[P])", data[at:]):
        return data, b""
    return data[:at], data[at:]
