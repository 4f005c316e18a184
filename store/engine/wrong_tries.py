"""A wait that grows with every wrong passphrase, and that starting the program again does not shorten.

`STORE.tries` beside the key file holds how many tries were wrong and when the last one was, nothing else; it goes
when the store opens. It slows down somebody at this keyboard. Who can remove it, set the clock or copy the key file
has the account already: against that only the cost of each guess helps.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from store.engine.location import directory_lock, replace_private, tries_path
from store.errors import StoreLocked, TryLater

FREE: Final = 3
"""Wrong tries without a wait: typing errors. Own norm."""
FIRST_WAIT: Final = 5
"""Seconds after the next one; it doubles each time. Own norm."""
LONGEST_WAIT: Final = 300
"""Seconds; own norm: a colleague who forgot the passphrase must still be able to try."""
_MOST: Final = 10_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class WrongTries:
    """How many tries were wrong since the store last opened, and when the last was (seconds since the epoch)."""

    count: int = 0
    last: float = 0.0


def wait_after(count: int) -> int:
    """Return the seconds to wait after `count` wrong tries in a row."""
    if count <= FREE:
        return 0
    return min(FIRST_WAIT << min(count - FREE - 1, 20), LONGEST_WAIT)


def seconds_left(tries: WrongTries, now: float) -> float:
    """Return how long to wait still; a clock that was set back never makes it longer than the whole wait."""
    wait = wait_after(tries.count)
    return max(0.0, wait - max(0.0, now - tries.last))


def guarded(
    path: Path, attempt: Callable[[], T], *, clock: Callable[[], float] = time.time
) -> tuple[T, WrongTries]:
    """Do `attempt` for the store at `path`, and return what it gave with the wrong tries before it.

    A try counts before it is made, so that killing the program does not help. Raises `TryLater` without trying while
    the wait is not over, or, after a wrong try (`StoreLocked`), when one follows. Where the count cannot be
    written down there is no wait.
    """
    with contextlib.ExitStack() as alone:
        with contextlib.suppress(OSError):
            alone.enter_context(directory_lock(path.parent))
        before, now = read(path), clock()
        left = seconds_left(before, now)
        if left > 0:
            if now < before.last:
                _write(path, WrongTries(before.count, now))
            raise TryLater(
                "Er is een paar keer een verkeerde wachtzin of code gegeven. Er is niets veranderd.", left
            )
        after = WrongTries(min(before.count + 1, _MOST), now)
        _write(path, after)
    try:
        result = attempt()
    except StoreLocked as wrong:
        wait = wait_after(after.count)
        if wait:
            raise TryLater(str(wrong), float(wait)) from None
        raise
    except BaseException:
        _write(path, before)
        raise
    _write(path, WrongTries())
    return result, before


def read(path: Path) -> WrongTries:
    """Return what is written down for the store at `path`; something unreadable counts as nothing."""
    try:
        with tries_path(path).open("rb") as file:
            data = json.loads(file.read(1024))
        count, last = data["count"], data["last"]
        if type(count) is int and 0 <= count <= _MOST and type(last) in (int, float) and 0 <= last < 1e12:
            return WrongTries(count, float(last))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        pass
    return WrongTries()


def _write(path: Path, tries: WrongTries) -> None:
    file = tries_path(path)
    with contextlib.suppress(OSError):
        if tries.count:
            replace_private(file, json.dumps({"count": tries.count, "last": tries.last}).encode())
        else:
            file.unlink(missing_ok=True)
