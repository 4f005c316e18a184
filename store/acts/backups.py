"""Copies of the store: made by hand or once a day by itself, checked, recorded; and old ones cleared away.

None of this can be undone, so no undo record is made: `u` after a copy takes back what was done before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from store.actor import Actor
from store.acts.directory import set_setting
from store.acts.maintenance import log_with, maintenance
from store.engine.backup import Copied, make_folder, wrong_copy
from store.engine.chain import Run
from store.engine.copies import copies_in, remember_folder, remove_files
from store.engine.lifecycle import Store
from store.engine.location import shown
from store.errors import InvalidInput, NotFound, Refused
from store.local_time import utc_text
from store.queries.backups import FOLDER_SETTING, backup_folder, last_good
from store.queries.log_verify import verify_log
from store.rules.backup_keeping import is_due, kept

_CLAIM: Final = timedelta(minutes=30)
"""How long a program may be busy with the daily copy before another takes over."""


@dataclass(frozen=True, slots=True)
class Made:
    """A copy that counts, and how many old ones were cleared away for it.

    `log_whole` is False when the chain of the log in it is broken, as it was in the store: the copy is the same.
    """

    copied: Copied
    removed: int
    log_whole: bool


def make_backup(
    store: Store,
    actor: Actor,
    folder: Path | None = None,
    *,
    now: datetime,
    progress: Callable[[float], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Made:
    """Make a checked copy in `folder`, or in the folder of the daily ones; old daily copies go then.

    Raises `StoreUnusable` when no good copy could be made, `CopyCancelled` when it was broken off: nothing changed.
    """
    return _make(store, actor, folder, now, by_hand=True, progress=progress, cancelled=cancelled)


def daily_backup(
    store: Store, actor: Actor, *, now: datetime, cancelled: Callable[[], bool] = lambda: False
) -> Made | None:
    """Make the copy of today unless it was made, or another program is making it; None then. See `make_backup`."""
    if store.demo or not _claim(store, actor, now):
        return None
    try:
        return _make(store, actor, None, now, by_hand=False, cancelled=cancelled)
    finally:
        with store.writing() as connection:
            connection.execute("DELETE FROM backups WHERE name = ''")


def choose_folder(store: Store, actor: Actor, folder: str, *, now: datetime | None = None) -> Path:
    """Let the daily copies go to another folder from now on; "" is the standard one. Earlier copies stay.

    Raises `InvalidInput` for what is no whole path, `StoreUnusable` when nothing can be made there.
    """
    text = folder.strip()
    if text:
        if "\0" in text:
            raise InvalidInput("De naam van een map kan dit teken niet bevatten.")
        try:
            place = Path(text).expanduser()
        except RuntimeError as error:
            raise InvalidInput("De map begint met ~ maar de thuismap is niet bekend.") from error
        if not place.is_absolute():
            raise InvalidInput(f"Geef de hele plaats van de map, niet {shown(place)}.")
        make_folder(place)
        text = str(place)
    set_setting(store, actor, FOLDER_SETTING, text, now=now)
    chosen = backup_folder(store)
    remember_folder(store.path, chosen)
    return chosen


def remove_backup(store: Store, actor: Actor, path: Path, *, now: datetime) -> None:
    """Remove one copy with its key file for good, never the last good one. Raises `Refused`, `NotFound`."""
    last = last_good(store, now.date())
    if last is not None and last.path == path:
        raise Refused("Dit is de laatste goede reservekopie. Maak eerst een nieuwe, dan kan deze weg.")
    if not path.is_file():
        raise NotFound(f"De kopie {shown(path)} is er niet (meer).")
    if not store.is_copy(path):
        raise Refused(f"{shown(path)} is geen kopie van deze opslag en blijft staan.")
    remove_files(path)
    with store.writing() as connection:
        run: Run = connection.execute
        _forget(run, [path])
        log_with(store, run, maintenance(actor, "remove_backup", "reservekopie verwijderd", now=now))


def _make(
    store: Store,
    actor: Actor,
    folder: Path | None,
    now: datetime,
    *,
    by_hand: bool,
    progress: Callable[[float], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Made:
    standard = backup_folder(store)
    place = standard if folder is None else folder.absolute()
    log = _LogCheck(store)
    copied = store.copy_to(place, now, check=log, progress=progress, cancelled=cancelled)
    removed = _clear_away(store, place) if place == standard else []
    label = "reservekopie gemaakt en nagekeken"
    with store.writing() as connection:
        run: Run = connection.execute
        run(
            "INSERT INTO backups (at, worker, folder, name, by_hand, size, signals, cases, log_entries)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                utc_text(now),
                actor.name,
                str(copied.path.parent),
                copied.path.name,
                by_hand,
                copied.size,
                *(copied.rows[table] for table in ("signals", "cases", "log_entries")),
            ),
        )
        _forget(run, removed)
        if not log.whole:
            label += "; het logboek erin is niet heel"
        if removed:
            label += f"; {len(removed)} oude opgeruimd"
        log_with(store, run, maintenance(actor, "backup", label, now=now))
    if place == standard:
        remember_folder(store.path, place)
    return Made(copied, len(removed), log.whole)


class _LogCheck:
    """Looks whether the log in a copy is whole. One that is broken in the store too is copied as it is."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.whole = True

    def __call__(self, copy: Store) -> None:
        self.whole = verify_log(copy).whole
        if not self.whole and verify_log(self._store).whole:
            raise wrong_copy("het logboek erin is niet heel")


def _clear_away(store: Store, folder: Path) -> list[Path]:
    """Remove the copies that need not stay, and only those that open with the key of this store."""
    found = copies_in(folder, store.path)
    stay = kept(copy.at for copy in found)
    gone = [copy.path for copy in found if copy.at not in stay and store.is_copy(copy.path)]
    for path in gone:
        remove_files(path)
    return gone


def _forget(run: Run, paths: Iterable[Path]) -> None:
    for path in paths:
        run("DELETE FROM backups WHERE folder = ? AND name = ?", (str(path.parent), path.name))


def _claim(store: Store, actor: Actor, now: datetime) -> bool:
    """Take the making of today's copy upon this program; False when it was made or another is busy with it."""
    folder = str(backup_folder(store))
    with store.writing() as connection:
        run: Run = connection.execute
        busy = run("SELECT at FROM backups WHERE name = ''", ()).fetchone()
        if busy is not None and abs(now - datetime.fromisoformat(busy[0])) < _CLAIM:
            return False
        last = run(
            "SELECT at FROM backups WHERE folder = ? AND name <> '' ORDER BY id DESC LIMIT 1", (folder,)
        ).fetchone()
        if not is_due(None if last is None else datetime.fromisoformat(last[0]), now):
            return False
        run("DELETE FROM backups WHERE name = ''", ())
        run(
            "INSERT INTO backups (at, worker, folder, name, by_hand, size, signals, cases, log_entries)"
            " VALUES (?, ?, ?, '', 0, 0, 0, 0, 0)",
            (utc_text(now), actor.name, folder),
        )
        return True
