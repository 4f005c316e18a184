"""The people of a store with their role, teams and key, and the shielded cases that somebody opened from outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from store.codes import Code, Role
from store.engine.lifecycle import Store
from store.errors import NotFound
from store.queries.shared import as_instant, fetch, instant
from store.rules.permissions import ActGroup, may
from store.text import fold


class Secret(Code):
    """What somebody opens the store with."""

    OWN = "own", "eigen"
    START = "start", "start"
    SHARED = "shared", "gedeeld"
    NONE = "none", "geen"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who works, or worked, with this store.

    `own_key` tells whether they have a passphrase of their own, `secret_due` whether somebody else made it up; `shared`
    whether nobody in this store has one.
    """

    id: int
    name: str
    role: Role
    team_ids: tuple[int, ...]
    teams: tuple[str, ...]
    own_key: bool
    secret_due: bool
    active: bool
    shared: bool = False

    @property
    def secret(self) -> Secret:
        """What this person opens the store with; nothing without access."""
        if not self.active:
            return Secret.NONE
        if self.own_key:
            return Secret.START if self.secret_due else Secret.OWN
        return Secret.SHARED if self.shared else Secret.NONE


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """A shielded case that was opened by breaking the glass; `seen_by` is "" until a coordinator took note."""

    id: int
    case_id: int
    number: str
    worker: str
    at: datetime
    until: datetime
    reason: str
    seen_at: datetime | None
    seen_by: str


def people(store: Store) -> tuple[PersonRow, ...]:
    """Return everybody, those with access first, by name."""
    of: dict[int, list[tuple[int, str]]] = {}
    for worker_id, team_id, name in fetch(
        store,
        "SELECT m.worker_id, t.id, t.name FROM worker_teams m JOIN teams t ON t.id = m.team_id"
        " ORDER BY t.name COLLATE NOCASE, t.id",
    ):
        of.setdefault(worker_id, []).append((team_id, name))
    found = fetch(
        store,
        "SELECT id, name, role, slot <> '', secret_due, active FROM workers ORDER BY active DESC, name_key, id",
    )
    shared = not any(row[3] for row in found)
    return tuple(
        PersonRow(
            id=row[0],
            name=row[1],
            role=Role.of(row[2]),
            team_ids=tuple(team_id for team_id, _ in of.get(row[0], ())),
            teams=tuple(name for _, name in of.get(row[0], ())),
            own_key=bool(row[3]),
            secret_due=bool(row[4]),
            active=bool(row[5]),
            shared=shared,
        )
        for row in found
    )


def last_openings(store: Store) -> dict[str, datetime]:
    """Return when each person opened the store last, by name, as far as the log knows.

    Who may not manage people sees that of themselves only.
    """
    viewer = store.viewer
    everybody = viewer is None or may(viewer.role, ActGroup.PEOPLE)
    found = fetch(
        store,
        f"SELECT worker, max(at) FROM log_entries WHERE event = 'unlock'{'' if everybody else ' AND worker = ?'}"
        " GROUP BY worker",
        () if viewer is None or everybody else (viewer.name,),
    )
    return {row[0]: instant(row[1]) for row in found}


def person_named(store: Store, name: str) -> PersonRow:
    """Return the person with this name. Raises `NotFound`."""
    key = fold(name)
    for one in people(store):
        if fold(one.name) == key:
            return one
    raise NotFound(
        "Deze medewerker staat niet in deze opslag. ‘signaalpunt people list’ toont wie er wel staan."
    )


def openings(store: Store, *, unseen: bool = False, limit: int = 100) -> tuple[OpeningRow, ...]:
    """Return the shielded cases that somebody opened, newest first; nothing for who does not oversee that."""
    viewer = store.viewer
    if viewer is not None and not may(viewer.role, ActGroup.OVERSIGHT):
        return ()
    found = fetch(
        store,
        "SELECT o.id, o.case_id, k.number, w.name, o.at, o.until, o.reason, o.seen_at, o.seen_by"
        " FROM case_openings o JOIN cases k ON k.id = o.case_id JOIN workers w ON w.id = o.worker_id"
        f" WHERE {'o.seen_at IS NULL' if unseen else '1'} ORDER BY o.at DESC, o.id DESC LIMIT ?",
        (limit,),
    )
    return tuple(
        OpeningRow(
            id=row[0],
            case_id=row[1],
            number=row[2],
            worker=row[3],
            at=instant(row[4]),
            until=instant(row[5]),
            reason=row[6],
            seen_at=as_instant(row[7]),
            seen_by=row[8],
        )
        for row in found
    )
