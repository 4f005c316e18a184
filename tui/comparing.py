"""What looks like one person is found by itself while the program is open: after a signal, an import, another terminal.

One thread of its own, of low priority: it compares a few records, rests, and goes on. It stands still while somebody
types or moves the mouse: comparing names is work in Python, and what is drawn for a key would take turns with it. While
Dubbelen is on screen it does not wait for what came in to be shown and rests less, and tells how far it is. Where it
stopped (when the program locks or ends) it goes on the next time.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from textual.message import Message

from store.errors import StoreError
from tui.upkeep import lower_priority

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.idle import IdleWatch

FIRST: Final = 20.0
"""Seconds after sitting down before anything is compared: who just started has work to do first."""
AFTER: Final = 3.0
"""Seconds after a change, so that what belongs to it is shown first."""
EVERY: Final = 300.0
"""Seconds after which it looks all the same: another terminal or the command line may have added records."""
CALM: Final = 3.0
"""Seconds without a key or movement after which it goes on: longer than between two keys of who types or browses, also
for who reads along; less (`_WATCHED_CALM`) while somebody watches."""
_PART: Final = 5
_REST: Final = 3.0
"""Times as long as the last few records took, so that at most a quarter of a core is used; half a core
(`_WATCHED_REST`) while somebody watches.
"""
_TELLING: Final = 10.0
_WATCHED_REST: Final = 1.0
_WATCHED_CALM: Final = 1.0
_WATCHED_TELLING: Final = 3.0
_LEAVING: Final = 2.0


class PairsFound(Message, bubble=False):
    """Pairs were found that may be one person, or fewer records are left: for the app, and from there each screen."""


class Comparing:
    """Compares the records of the desk somebody sits at, while `idle` says that nobody is at the keyboard.

    `tell` takes messages from another thread.
    """

    def __init__(self, tell: Callable[[Message], object], idle: IdleWatch) -> None:
        self._tell = tell
        self._idle = idle
        self._stop = threading.Event()
        self._changed = threading.Event()
        self._soon = threading.Event()
        self._watched = False
        self._thread: threading.Thread | None = None

    def begin(self, desk: Desk) -> None:
        """Compare in the store of this desk from now on."""
        self.end()
        self._stop, self._changed, self._soon = threading.Event(), threading.Event(), threading.Event()
        if self._watched:
            self._soon.set()
        arguments = (desk, self._stop, self._changed, self._soon)
        self._thread = threading.Thread(target=self._run, args=arguments, daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Look soon whether something came in."""
        self._changed.set()

    def watch(self, watched: bool) -> None:
        """Go on at once while somebody looks at what is found; calmly again when nobody does."""
        self._watched = watched
        if watched:
            self._soon.set()
            self._changed.set()

    def end(self) -> None:
        """Stop after the few records at hand."""
        self._stop.set()
        self._soon.set()
        self._changed.set()
        thread, self._thread = self._thread, None
        if thread is not None and thread is not threading.current_thread():
            thread.join(_LEAVING)

    def _run(
        self, desk: Desk, stop: threading.Event, changed: threading.Event, soon: threading.Event
    ) -> None:
        lower_priority()
        wait = FIRST
        while True:
            soon.wait(wait)
            soon.clear()
            changed.clear()
            if stop.is_set() or desk.store.closed:
                return
            with contextlib.suppress(StoreError):
                self._compare(desk, stop)
            changed.wait(EVERY)
            wait = AFTER

    def _compare(self, desk: Desk, stop: threading.Event) -> None:
        """Compare all that came in since the last time; tell it now and then, and at the end.

        To who watches it is news too that records were compared in which nothing was found.
        """
        from time import monotonic

        from store.acts.find_pairs import find_pairs

        told, untold, left = monotonic(), 0, True
        while left and not desk.store.moved:
            while (busy := self._busy()) > 0:
                if stop.wait(busy):
                    return
            began = monotonic()
            done = find_pairs(desk.store, most=_PART, stop=lambda: stop.is_set() or self._busy() > 0)
            watched = self._watched
            left, untold = done.left, untold + (done.records if watched else done.pairs)
            after = _WATCHED_TELLING if watched else _TELLING
            if untold and (not left or monotonic() - told > after) and not stop.is_set():
                self._tell(PairsFound())
                told, untold = monotonic(), 0
            if left and stop.wait((monotonic() - began) * (_WATCHED_REST if watched else _REST)):
                return

    def _busy(self) -> float:
        """Return the seconds to wait because somebody is at the keyboard, at least; 0 or less when nobody is."""
        return (_WATCHED_CALM if self._watched else CALM) - self._idle.quiet
