"""Keeping what somebody is typing: written in a thread, never an older text over a newer one."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from store.actor import Actor
from store.engine.lifecycle import Store
from store.local_time import clock_time, local_day, short_day
from store.queries.drafts import load_draft


class DraftKeeper:
    """The draft of one form of one worker, encrypted in the store.

    Take a `ticket()` on the interface's thread when the values are read, hand it to `write` on another: a write with
    an older ticket than the last one does nothing. After `close` nothing is written any more.
    """

    def __init__(self, store: Store, actor: Actor, key: str) -> None:
        self.key = key
        self._store = store
        self._actor = actor
        self._lock = threading.Lock()
        self._given = 0
        self._written = 0
        self._closed = False

    def load(self) -> tuple[dict[str, Any], datetime] | None:
        """Return the kept values and when they were kept, or None."""
        return load_draft(self._store, self.key)

    def ticket(self) -> int:
        """Return the number of the values read now."""
        self._given += 1
        return self._given

    def write(self, ticket: int, body: Mapping[str, object]) -> bool:
        """Keep `body`; durable when this returns True. False when the store could not be written."""
        from store.acts.drafts import save_draft

        with self._lock:
            if self._closed or ticket <= self._written:
                return True
            try:
                save_draft(self._store, self._actor, self.key, body)
            except Exception:
                return False
            self._written = ticket
            return True

    def discard(self) -> bool:
        """Throw the draft away; what is typed later is kept again. False when the store could not be written."""
        from store.acts.drafts import discard_draft

        with self._lock:
            try:
                discard_draft(self._store, self.key)
            except Exception:
                return False
            self._written = self._given
            return True

    @contextmanager
    def handed_over(self) -> Iterator[None]:
        """Hold writing back while an act takes the values over; when it succeeds nothing is written any more."""
        with self._lock:
            yield
            self._closed = True

    def close(self) -> None:
        """Write nothing any more."""
        self._closed = True


def kept_at(saved_at: datetime, now: datetime) -> str:
    """Return when a draft was kept: "14:02" today, "za 21 nov 14:02" before."""
    day = local_day(saved_at)
    return clock_time(saved_at) if day == local_day(now) else f"{short_day(day)} {clock_time(saved_at)}"
