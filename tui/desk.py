"""The desk somebody works at: an open store, who works, in which municipality, and what day it is."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from store.actor import Actor
from store.engine.lifecycle import Store
from store.local_time import local_day, now
from store.queries.seat import actor_of, sitter
from store.queries.shared import fetch_one


@dataclass(frozen=True, slots=True)
class Desk:
    """What every screen needs: the store to read, the actor for acts, the profile of this desk."""

    store: Store
    actor: Actor
    profile_id: int
    profile_key: str
    profile_name: str
    team_name: str
    clock: Callable[[], datetime] = field(default=now)

    def now(self) -> datetime:
        """Return the present moment, aware."""
        return self.clock()

    def today(self) -> date:
        """Return the present local day."""
        return local_day(self.clock())


def worker_name(store: Store) -> str:
    """Return who works here: `SIGNAALPUNT_USER`, else the store's own setting, else the name of the login."""
    named = os.environ.get("SIGNAALPUNT_USER", "").strip()
    if named:
        return named
    kept = fetch_one(store, "SELECT value FROM settings WHERE key = 'worker'")
    if kept is not None and kept[0]:
        return str(kept[0])
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "medewerker"


def sit_down(store: Store, *, clock: Callable[[], datetime] = now, name: str = "") -> Desk | None:
    """Return the desk of an open store, with its viewer seated; None when no municipality is set up in it yet.

    The profile is the store's own setting, else its first one; the team is the profile's default team. `name` is who
    says to sit here, where a name tells that; else it is `worker_name`.
    """
    row = fetch_one(
        store,
        "SELECT p.id, p.key, p.name, COALESCE(t.name, p.name) FROM profiles p"
        " LEFT JOIN teams t ON t.profile_id = p.id AND t.key = p.default_team_key"
        " ORDER BY p.key = (SELECT value FROM settings WHERE key = 'profile') DESC, p.id LIMIT 1",
    )
    if row is None:
        return None
    name = name or worker_name(store)
    store.clock = clock
    store.viewer = sitter(store, name, clock())
    actor = Actor(name) if store.viewer is None else actor_of(store.viewer)
    return Desk(store, actor, row[0], row[1], row[2], row[3], clock)
