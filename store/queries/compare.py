"""What putting a copy back would change: what was done in the present store since the copy was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from store.engine.lifecycle import Store
from store.queries.shared import fetch, fetch_one, instant


@dataclass(frozen=True, slots=True)
class Contents:
    """How much is in a store and what was done in it last (None: nothing)."""

    signals: int
    cases: int
    log_entries: int
    last_at: datetime | None
    last_summary: str
    last_worker: str


@dataclass(frozen=True, slots=True)
class Since:
    """What was done in the present store after the copy was made: it is not in the copy.

    `same_history` is False when the copy does not come from the past of this store; the counts are then 0.
    """

    same_history: bool
    acts: int = 0
    signals: int = 0
    cases: int = 0


def contents(store: Store) -> Contents:
    """Return what is in a store, of any version."""
    counts = [
        fetch(store, f"SELECT count(*) FROM {table}")[0][0] for table in ("signals", "cases", "log_entries")
    ]
    last = fetch_one(store, "SELECT at, summary, worker FROM log_entries ORDER BY id DESC LIMIT 1")
    at, summary, worker = (None, "", "") if last is None else (instant(last[0]), last[1], last[2])
    return Contents(counts[0], counts[1], counts[2], at, summary, worker)


def since(copy: Store, present: Store) -> Since:
    """Compare a copy with the present store by the log, which only grows."""
    row = fetch_one(copy, "SELECT id, at, worker, act FROM log_entries ORDER BY id DESC LIMIT 1")
    last_id = 0 if row is None else int(row[0])
    same = row is None or row == fetch_one(
        present, "SELECT id, at, worker, act FROM log_entries WHERE id = ?", (last_id,)
    )
    if not same:
        return Since(False)
    acts, signals, cases = fetch(
        present,
        "SELECT count(*), count(DISTINCT signal_id), count(DISTINCT case_id) FROM log_entries WHERE id > ?",
        (last_id,),
    )[0]
    return Since(True, acts, signals, cases)
