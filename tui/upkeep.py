"""What happens by itself while the program runs: tidying up, a copy each day, looking whether the store is in place.

One thread of its own, of low priority and with its own connection, so that no key waits for it.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from textual.message import Message

from store.errors import StoreError, StoreMoved

if TYPE_CHECKING:
    from store.engine.lifecycle import Store
    from tui.desk import Desk
    from tui.idle import IdleWatch

FIRST: Final = 60.0
"""Seconds after sitting down before anything is done: who just started has work to do first."""
EVERY: Final = 60.0
AFTER: Final = 2.0
"""Seconds of rest after a change, and after a key, before what was left for later is done."""
AGAIN: Final = 15
"""Rounds to wait after a copy that failed."""
_REST: Final = 3.0
"""Times as long as a part of tidying took, so that acts and readers go first."""
_LEAVING: Final = 2.0
_LOW: Final = 10


class Tended(Message):
    """A copy was made, or could not be made; the store may be read again."""


class Moved(Message):
    """The store is not in its place any more; `sentence` says where it was saved and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class Upkeep:
    """Looks after the store of the desk somebody sits at, tidying up while `idle` says that nobody is at the keyboard.

    Of a demo no copies are made.

    `tell` takes messages from another thread. `problem` is why the last daily copy failed, "" when it did not.
    """

    def __init__(self, tell: Callable[[Message], object], idle: IdleWatch) -> None:
        self.problem = ""
        self._tell = tell
        self._idle = idle
        self._stop = threading.Event()
        self._changed = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self, desk: Desk) -> None:
        """Look after the store of this desk from now on."""
        self.end()
        self._stop, self._changed = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, args=(desk, self._stop, self._changed), daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Tidy up when nothing changed for a moment."""
        self._changed.set()

    def end(self) -> None:
        """Stop; a copy that is being made is broken off."""
        self._stop.set()
        self._changed.set()
        thread, self._thread = self._thread, None
        if thread is not None and thread is not threading.current_thread():
            thread.join(_LEAVING)

    def _run(self, desk: Desk, stop: threading.Event, changed: threading.Event) -> None:
        from time import monotonic

        lower_priority()
        stop.wait(FIRST)
        look, resting = monotonic(), 0
        while not stop.is_set() and not desk.store.closed:
            with contextlib.suppress(StoreError):
                if monotonic() >= look:
                    look, resting = monotonic() + EVERY, max(resting - 1, 0)
                    if desk.store.moved:
                        self._tell_moved(desk)
                        return
                    if not desk.store.demo and not resting and _due(desk):
                        resting = 0 if self._copy(desk, stop) else AGAIN
                if not tidy(desk.store, self._idle, stop):
                    changed.set()
            if changed.wait(max(look - monotonic(), 0)):
                while changed.is_set() and not stop.is_set():
                    changed.clear()
                    stop.wait(AFTER)

    def _copy(self, desk: Desk, stop: threading.Event) -> bool:
        """Make the copy of today; False when it could not be made."""
        from store.acts.backups import daily_backup
        from store.engine.backup import CopyCancelled

        try:
            daily_backup(desk.store, desk.actor, now=desk.now(), cancelled=stop.is_set)
        except CopyCancelled:
            return True
        except StoreError as error:
            self.problem = str(error)
            self._tell(Tended())
            return False
        self.problem = ""
        self._tell(Tended())
        return True

    def _tell_moved(self, desk: Desk) -> None:
        try:
            desk.store.check_place()
        except StoreMoved as error:
            self._tell(Moved(str(error)))


def tidy(store: Store, idle: IdleWatch, stop: threading.Event) -> bool:
    """Do what acts left for later, a part at a time; return whether all is done.

    It is not when somebody came to the keyboard, or `stop` was set.
    """
    from time import monotonic

    from store.acts.tidying import join_pieces

    while idle.quiet >= AFTER and not stop.is_set() and not store.closed and not store.moved:
        began = monotonic()
        if not join_pieces(store):
            store.empty_log()
            return True
        stop.wait((monotonic() - began) * _REST)
    return False


def _due(desk: Desk) -> bool:
    from store.queries.backups import daily_is_due

    return daily_is_due(desk.store, desk.now())


def lower_priority() -> None:
    """Let this thread wait for the others, where the system knows a priority per thread."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LOW)
