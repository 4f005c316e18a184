"""Who sits at the store: the person behind a name, with the teams and the openings that are theirs."""

from __future__ import annotations

from datetime import datetime

from store.actor import Actor
from store.codes import Role
from store.engine.lifecycle import Store
from store.local_time import utc_text
from store.queries.shared import fetch, fetch_one, instant
from store.text import fold
from store.viewer import Viewer


def viewer_named(store: Store, name: str, now: datetime) -> Viewer | None:
    """Return the viewer with this name at the moment `now`; None in a store that knows nobody yet.

    A name the store does not know is a worker of no team: it sees no shielded case.
    """
    row = fetch_one(
        store, "SELECT id, name, role FROM workers WHERE name_key = ? AND active = 1", (fold(name),)
    )
    if row is not None:
        return _viewer(store, row[0], row[1], Role.of(row[2]), now)
    if fetch_one(store, "SELECT 1 FROM workers LIMIT 1") is None:
        return None
    return Viewer(None, name, Role.WORKER)


def _viewer(store: Store, worker_id: int, name: str, role: Role, now: datetime) -> Viewer:
    teams = fetch(store, "SELECT team_id FROM worker_teams WHERE worker_id = ?", (worker_id,))
    openings = fetch(
        store,
        "SELECT case_id, max(until) FROM case_openings WHERE worker_id = ? AND until > ? GROUP BY case_id",
        (worker_id, utc_text(now)),
    )
    return Viewer(
        worker_id,
        name,
        role,
        frozenset(row[0] for row in teams),
        frozenset(row[0] for row in openings),
        tuple((case_id, instant(until)) for case_id, until in openings),
    )


def actor_of(viewer: Viewer) -> Actor:
    """Return the viewer as who acts."""
    return Actor(viewer.name, worker_id=viewer.worker_id, role=viewer.role)
