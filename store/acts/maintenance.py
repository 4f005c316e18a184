"""The log entries of what is done for the store itself: copies, restoring, looking it over. Nothing of it is undone."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from store.actor import Actor
from store.acts.log_chain import NewEntry, add_to_log, chain_keys
from store.engine.chain import Run
from store.engine.lifecycle import Store

EVENT: Final = "maintenance"


def maintenance(actor: Actor, act: str, summary: str, *, now: datetime, outcome: str = "done") -> NewEntry:
    """Return the log entry of an act of maintenance."""
    return NewEntry(at=now, actor=actor, event=EVENT, act=act, summary=summary, kind="store", outcome=outcome)


def log_with(store: Store, run: Run, entry: NewEntry) -> None:
    """Add an entry in the write transaction that `run` works in."""
    add_to_log(run, chain_keys(store), [entry])
