"""The log entries of what is done for the store itself: copies, restoring, looking it over. Nothing of it is undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from store.actor import Actor
from store.acts.log_chain import NewEntry, add_to_log, chain_keys, log_alone
from store.engine.chain import Run
from store.engine.lifecycle import Store
from store.queries.checkup import Finding

EVENT: Final = "maintenance"


def maintenance(actor: Actor, act: str, summary: str, *, now: datetime, outcome: str = "done") -> NewEntry:
    """Return the log entry of an act of maintenance."""
    return NewEntry(at=now, actor=actor, event=EVENT, act=act, summary=summary, kind="store", outcome=outcome)


def log_checkup(store: Store, actor: Actor, found: Iterable[Finding], *, now: datetime) -> None:
    """Log that the store was looked over, with how many of what was found."""
    counts = Counter(one.level for one in found)
    parts = ", ".join(f"{count} {level.label}" for level, count in sorted(counts.items()))
    log_alone(store, maintenance(actor, "doctor", f"opslag nagekeken: {parts}", now=now))


def log_with(store: Store, run: Run, entry: NewEntry) -> None:
    """Add an entry in the write transaction that `run` works in."""
    add_to_log(run, chain_keys(store), [entry])
