"""Somebody in the demo who was recognised: two records linked as one person, and pairs that still wait for a look."""

from __future__ import annotations

from datetime import datetime

from store.actor import Actor
from store.acts.find_pairs import find_pairs
from store.acts.links import Seen, link_residents
from store.codes import CaseStatus, LinkOrigin, MatchLevel
from store.engine.lifecycle import Store

_COMPARED = 300
"""Records compared while filling; a large demo compares the others while it is open."""
_LEAST = 2
_WITH_A_CASE = (
    "SELECT p.low_id, p.high_id, p.reasons FROM resident_pairs p WHERE p.level = ? AND EXISTS (SELECT 1 FROM cases k"
    " WHERE k.resident_id IN (p.low_id, p.high_id) AND k.status <> ?) ORDER BY p.id LIMIT 1"
)


def recognise(store: Store, worker: str) -> None:
    """Find who looks like whom and link one sure pair with an open case, at the moment of the newest act.

    In a demo with a single pair nothing is linked, so that there is something left to look at.
    """
    run = store.reader().execute
    (newest,) = run("SELECT max(at) FROM log_entries").fetchone()
    now = datetime.fromisoformat(newest)
    if find_pairs(store, most=_COMPARED, now=now).pairs < _LEAST:
        return
    found = run(_WITH_A_CASE, (MatchLevel.CERTAIN.value, CaseStatus.CLOSED.value)).fetchone()
    if found is not None:
        low, high, reasons = found
        seen = Seen(MatchLevel.CERTAIN, (reasons,))
        link_residents(store, Actor(worker), low, high, origin=LinkOrigin.REVIEW, seen=seen, now=now)
