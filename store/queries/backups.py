"""Which copies of this store there are, on the disk and by its own record, and when each goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from store.codes import Code
from store.engine.copies import (
    REPLACED,
    RESCUED,
    RESTORED,
    CopyFile,
    copies_in,
    standard_folder,
    upgrade_copies,
)
from store.engine.lifecycle import Store
from store.queries.settings import setting
from store.queries.shared import fetch, fetch_one, instant
from store.rules.backup_keeping import expected_end, is_due, is_overdue

FOLDER_SETTING = "backup_folder"


class CopyKind(Code):
    """How a copy came to be."""

    DAILY = "daily", "vanzelf"
    BY_HAND = "by_hand", "met de hand"
    UPGRADE = "upgrade", "vóór bijwerken"
    REPLACED = "replaced", "vervangen opslag"
    RESCUED = "rescued", "veiliggesteld"
    RESTORED = "restored", "hersteld"


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A copy of this store, with everybody who was in it at `at`.

    `there` is None when its folder cannot be reached now (a stick that was taken out). `ends_on` is the day it is
    cleared away when a copy is made every day; None for a copy that only a person removes. The counts are None for one
    this store has no record of.
    """

    kind: CopyKind
    path: Path
    at: datetime
    size: int
    there: bool | None
    ends_on: date | None = None
    signals: int | None = None
    cases: int | None = None
    log_entries: int | None = None


def backup_folder(store: Store) -> Path:
    """Return where the daily copies of this store go."""
    chosen = setting(store, FOLDER_SETTING)
    return Path(chosen) if chosen else standard_folder(store.path)


def copies(store: Store, today: date) -> tuple[CopyRow, ...]:
    """Return every copy of this store that is there or may be, newest first, also what stands beside the store."""
    folder = backup_folder(store)
    recorded = {Path(row[1]) / row[2]: row for row in _records(store)}
    on_disk = {copy.path: copy for copy in copies_in(folder, store.path)}
    ends = expected_end([copy.at for copy in on_disk.values()], today)
    found = [_row(path, recorded.get(path), copy, ends.get(copy.at)) for path, copy in on_disk.items()]
    for path, record in recorded.items():
        if path not in on_disk:
            there = _is_there(path)
            if there is not False:
                found.append(_row(path, record, CopyFile(path, instant(record[0]), record[4]), None, there))
    found += _beside(store.path)
    return tuple(sorted(found, key=lambda row: (row.at, str(row.path)), reverse=True))


def copies_before(store: Store, moment: datetime, today: date) -> tuple[CopyRow, ...]:
    """Return the copies that still hold what was removed from the store at `moment`, newest first."""
    return tuple(row for row in copies(store, today) if row.at <= moment)


def last_good(store: Store, today: date) -> CopyRow | None:
    """Return the newest copy that was opened and checked and, as far as can be seen, is still there."""
    counted = (CopyKind.DAILY, CopyKind.BY_HAND)
    return next((row for row in copies(store, today) if row.kind in counted), None)


def daily_is_due(store: Store, now: datetime) -> bool:
    """Return whether the copy of today is still to be made, as far as the store itself has a record of it."""
    row = fetch_one(
        store,
        "SELECT at FROM backups WHERE folder = ? AND name <> '' ORDER BY id DESC LIMIT 1",
        (str(backup_folder(store)),),
    )
    return is_due(None if row is None else instant(row[0]), now)


@dataclass(frozen=True, slots=True)
class Overdue:
    """The last good copy is too old; `last` is None when there is none at all."""

    last: datetime | None


def backup_overdue(store: Store, now: datetime, today: date) -> Overdue | None:
    """Return what to warn of, or None: a demo needs no copy, and a new store has two days."""
    if store.demo:
        return None
    last = last_good(store, today)
    if last is not None:
        return Overdue(last.at) if is_overdue(last.at, now) else None
    begun = fetch(store, "SELECT min(at) FROM log_entries")[0][0]
    return Overdue(None) if begun is not None and is_overdue(instant(begun), now) else None


def _records(store: Store) -> list[tuple[Any, ...]]:
    return fetch(
        store,
        "SELECT at, folder, name, by_hand, size, signals, cases, log_entries FROM backups WHERE name <> ''"
        " ORDER BY id",
    )


def _row(
    path: Path,
    record: tuple[Any, ...] | None,
    copy: CopyFile,
    ends_on: date | None,
    there: bool | None = True,
) -> CopyRow:
    by_hand = record is not None and bool(record[3])
    kind = CopyKind.BY_HAND if by_hand else CopyKind.DAILY
    counts = (None, None, None) if record is None else record[5:8]
    at = copy.at if record is None else instant(record[0])
    return CopyRow(kind, path, at, copy.size, there, ends_on, *counts)


def _is_there(path: Path) -> bool | None:
    """Return whether a copy elsewhere is there; None when its folder is not."""
    try:
        if not path.parent.is_dir():
            return None
        return path.exists()
    except OSError:
        return None


def _beside(path: Path) -> list[CopyRow]:
    marks = ((REPLACED, CopyKind.REPLACED), (RESCUED, CopyKind.RESCUED), (RESTORED, CopyKind.RESTORED))
    found = [
        CopyRow(kind, copy.path, copy.at, copy.size, True)
        for mark, kind in marks
        for copy in copies_in(path.parent, path, mark)
    ]
    return found + [
        CopyRow(CopyKind.UPGRADE, copy.path, copy.at, copy.size, True) for copy in upgrade_copies(path)
    ]
