"""Who sits at the store: the person behind a name, with the teams and the openings that are theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from store.actor import Actor
from store.codes import Role
from store.engine import vault
from store.engine.lifecycle import Store
from store.errors import NotAllowed
from store.local_time import utc_text
from store.queries.shared import fetch, fetch_one, instant
from store.text import fold
from store.viewer import Viewer


def everybody_shares(store: Store) -> bool:
    """Return whether nobody has a passphrase of their own: then a name is all that tells who sits here."""
    return fetch_one(store, "SELECT 1 FROM workers WHERE slot <> '' LIMIT 1") is None


def sitter(store: Store, name: str, now: datetime) -> Viewer | None:
    """Return who sits at an open store: whose passphrase opened it, else who is named; None when it knows nobody.

    After the recovery code it is the one named, as coordinator. Raises `NotAllowed` for a passphrase that is nobody's
    (any more) in a store where people have their own.
    """
    if store.demo or everybody_shares(store):
        return viewer_named(store, name, now)
    if store.slot == vault.RECOVERY:
        named = viewer_named(store, name, now)
        return None if named is None else replace(named, role=Role.COORDINATOR)
    row = fetch_one(store, "SELECT id, name, role FROM workers WHERE slot = ? AND active = 1", (store.slot,))
    if row is None:
        raise NotAllowed(
            "Deze wachtzin hoort bij niemand (meer) die in deze opslag werkt. Er is niets getoond; vraag een "
            "coördinator om toegang."
        )
    return _viewer(store, row[0], row[1], Role.of(row[2]), now)


def who_may_sit(store: Store) -> tuple[str, ...]:
    """Return the names of everybody who works with the store now: what who opened it with the recovery code may be."""
    return tuple(
        row[0] for row in fetch(store, "SELECT name FROM workers WHERE active = 1 ORDER BY name_key, id")
    )


def role_now(store: Store, viewer: Viewer) -> Role | None:
    """Return the role that who sits here has by now, or None when their access was taken away.

    A coordinator may change it from another program while somebody works. What belongs to the seat alone stays: that of
    nobody the store knows, and a coordinator by the recovery code.
    """
    if viewer.worker_id is None:
        return viewer.role
    row = fetch_one(store, "SELECT role FROM workers WHERE id = ? AND active = 1", (viewer.worker_id,))
    if row is None:
        return None
    return viewer.role if store.slot == vault.RECOVERY else Role.of(row[0])


def seat_changed(store: Store) -> bool:
    """Return whether who sits here has by now another role or other teams, or no access any more."""
    viewer = store.viewer
    if viewer is None or viewer.worker_id is None:
        return False
    if role_now(store, viewer) is not viewer.role:
        return True
    teams = fetch(store, "SELECT team_id FROM worker_teams WHERE worker_id = ?", (viewer.worker_id,))
    return viewer.team_ids != {row[0] for row in teams}


def secret_is_due(store: Store) -> bool:
    """Return whether the passphrase that opened the store was made up by somebody else and must be replaced."""
    if store.slot in ("", vault.RECOVERY):
        return False
    row = fetch_one(store, "SELECT secret_due FROM workers WHERE slot = ?", (store.slot,))
    return row is not None and bool(row[0])


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
