"""Whether the clock of this computer can be right: what was done already cannot lie in the future."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from store.engine.lifecycle import Store
from store.queries.shared import fetch_one, instant

TOLERANCE: Final = timedelta(minutes=5)
"""How far two clocks that are right may differ (own norm): colleagues may write to one store from two computers."""


def clock_behind(store: Store, now: datetime) -> datetime | None:
    """Return the moment of the last entry of the log when `now` is before it; None when the clock may be right."""
    row = fetch_one(store, "SELECT at FROM log_entries ORDER BY id DESC LIMIT 1")
    last = None if row is None else instant(row[0])
    return last if last is not None and last - now > TOLERANCE else None
