"""The log entries of what is done for the store itself: copies, restoring, looking it over. Nothing of it is undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from store.actor import Actor
from store.engine.lifecycle import Store
from store.local_time import utc_text

EVENT = "maintenance"


def log_maintenance(
    store: Store,
    run: Callable[[str, Any], Any],
    actor: Actor,
    act: str,
    summary: str,
    *,
    now: datetime,
    outcome: str = "done",
) -> None:
    """Add an entry to the log; `run` works inside a write transaction of the caller."""
    run(
        "INSERT INTO log_entries (at, worker, event, act, kind, number, summary, on_behalf, purpose, outcome)"
        " VALUES (?, ?, ?, ?, 'store', '', ?, ?, ?, ?)",
        (utc_text(now), actor.name, EVENT, act, summary, actor.on_behalf, actor.purpose, outcome),
    )
