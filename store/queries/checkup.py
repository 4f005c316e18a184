"""Looking a store over: where it stands, whether it is whole, what to do about what is not right.

What can be seen without opening it stands in `look_at_place`, the rest in `look_inside`. Nothing is changed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from store.codes import Code
from store.engine import version
from store.engine.connection import Connection
from store.engine.copies import newest_copy, remembered_folder
from store.engine.lifecycle import Store
from store.engine.location import COMPANIONS, keys_path, shown, store_exists
from store.engine.place import free_bytes, network_drive, same_disk
from store.engine.trouble import explained
from store.errors import StoreError
from store.local_time import moment
from store.queries.backups import backup_folder, last_good
from store.queries.clock import clock_behind
from store.queries.log_verify import verify_log
from store.queries.year_check import sums_agree
from store.rules.backup_keeping import is_overdue
from store.text import size_words

ROOM: Final = 500_000_000
"""Free bytes under which a warning is given (own norm): deliveries, copies and a full log must fit."""
NO_ROOM: Final = 20_000_000
_SYNCED: Final = ("dropbox", "onedrive", "google drive", "nextcloud", "owncloud", "icloud", "stack")
_RESTORE: Final = "Zet een reservekopie terug met `signaalpunt restore KOPIE`."


class Level(Code):
    """How it stands with one thing."""

    OK = "ok", "ok"
    WARN = "warn", "let op"
    FAULT = "fault", "fout"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what, how it stands, what was found, and what to do when it is not right."""

    key: str
    level: Level
    title: str
    detail: str
    remedy: str = ""


def look_at_place(path: Path) -> Iterator[Finding]:
    """Look at the files of the store at `path` and where they stand, without opening it."""
    yield _file("store", "Opslag", path, f"Kies met --store de plaats van de opslag. {_RESTORE}")
    yield _file(
        "keys",
        "Sleutelbestand",
        keys_path(path),
        "Zet het terug uit een reservekopie; elk van deze opslag past.",
    )
    yield _rights(path)
    yield _drive(path)
    yield _room(path)


def look_for_copies(path: Path, now: datetime) -> Finding:
    """Look for copies of a store that does not open."""
    copy = newest_copy(path)
    folder = shown(remembered_folder(path))
    if copy is None:
        return Finding(
            "backup", Level.WARN, "Reservekopie", f"geen gevonden in {folder}", "Zoek op stick of schijf."
        )
    level = Level.WARN if is_overdue(copy.at, now) else Level.OK
    return Finding(
        "backup",
        level,
        "Reservekopie",
        f"de nieuwste is van {moment(copy.at)}: {shown(copy.path)}",
        "Zet haar terug met `signaalpunt restore`.",
    )


def look_inside(
    store: Store, now: datetime, today: date, progress: Callable[[float], None] = lambda _: None
) -> Iterator[Finding]:
    """Look through an open store; `progress` hears a part of 1."""
    steps: tuple[Callable[[Store], Finding], ...] = (
        _pages,
        _references,
        _structure,
        _search,
        _figures,
        _log,
        lambda store: _backup(store, now, today),
        lambda store: _clock(store, now),
    )
    for number, step in enumerate(steps, 1):
        try:
            yield step(store)
        except Exception as error:
            sentence = error if isinstance(error, StoreError) else explained(error)
            if sentence is None:
                raise
            yield Finding("reading", Level.FAULT, "Lezen", str(sentence), _RESTORE)
        progress(number / len(steps))


def _file(key: str, title: str, path: Path, remedy: str) -> Finding:
    try:
        there = store_exists(path)
    except StoreError as error:
        return Finding(key, Level.FAULT, title, str(error), remedy)
    if not there:
        return Finding(key, Level.FAULT, title, f"{shown(path)} is er niet", remedy)
    return Finding(key, Level.OK, title, f"{shown(path)}, {size_words(path.stat().st_size)}")


def _rights(path: Path) -> Finding:
    title = "Rechten"
    if os.name == "nt":
        return Finding("rights", Level.OK, title, "die van uw Windows-account")
    files = (path, keys_path(path), *(path.with_name(path.name + end) for end in COMPANIONS))
    wide = [file.name for file in files if file.exists() and stat.S_IMODE(file.stat().st_mode) & 0o077]
    if wide:
        return Finding(
            "rights",
            Level.WARN,
            title,
            f"ook voor anderen op deze computer: {', '.join(map(_name, wide))}",
            "Open de opslag één keer; dan worden de bestanden weer alleen voor u.",
        )
    if path.parent.is_dir() and not os.access(path.parent, os.W_OK):
        remedy = "Geef uw account schrijfrechten op de map, of zet de opslag ergens anders."
        return Finding("rights", Level.FAULT, title, "in de map kan niet worden geschreven", remedy)
    return Finding("rights", Level.OK, title, "alleen voor uw account")


def _name(name: str) -> str:
    return shown(Path(name))


def _drive(path: Path) -> Finding:
    title = "Schijf"
    kind = network_drive(path)
    if kind:
        remedy = "Zet de opslag met haar sleutelbestand op de schijf van deze computer."
        return Finding(
            "drive", Level.FAULT, title, f"een netwerkschijf ({kind}); daar gaat werk verloren", remedy
        )
    synced = next((name for name in _SYNCED for part in path.parts if part.lower().startswith(name)), "")
    if synced:
        return Finding(
            "drive",
            Level.WARN,
            title,
            f"in een map die wordt gesynchroniseerd ({synced})",
            "Zet de opslag ergens anders: synchroniseren terwijl u werkt kan haar beschadigen.",
        )
    return Finding("drive", Level.OK, title, "van deze computer")


def _room(path: Path) -> Finding:
    title = "Vrije ruimte"
    free = free_bytes(path)
    if free is None:
        return Finding("room", Level.WARN, title, "onbekend")
    level = Level.FAULT if free < NO_ROOM else Level.WARN if free < ROOM else Level.OK
    remedy = "" if level is Level.OK else "Maak ruimte: op een volle schijf kan niets worden bewaard."
    return Finding("room", level, title, size_words(free), remedy)


def _pages(store: Store) -> Finding:
    title, connection = "Inhoud", store.reader()
    bad = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    if bad or connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        return Finding("integrity", Level.FAULT, title, "een deel is beschadigd", _RESTORE)
    return Finding("integrity", Level.OK, title, "elke bladzijde is zoals zij werd geschreven")


def _references(store: Store) -> Finding:
    title = "Verwijzingen"
    broken = {row[0] for row in store.reader().execute("PRAGMA foreign_key_check").fetchall()}
    if broken:
        detail = f"in {', '.join(sorted(map(str, broken)))} wijst iets naar wat er niet is"
        return Finding("references", Level.FAULT, title, detail, _RESTORE)
    return Finding("references", Level.OK, title, "wijzen allemaal naar iets dat er is")


def _structure(store: Store) -> Finding:
    """Compare the tables, indexes, views and triggers with what this version makes."""
    from store.migrations.freeze import made_by, master
    from store.schema import metadata

    there = {(kind, name) for kind, name, _ in master(store.reader())}
    missing = sorted(name for kind, name, _ in made_by(metadata) if (kind, name) not in there)
    title = "Opbouw"
    if missing:
        remedy = "Een ander programma haalde dit weg. " + _RESTORE
        return Finding("structure", Level.FAULT, title, f"er ontbreekt: {', '.join(missing)}", remedy)
    return Finding("structure", Level.OK, title, f"versie {version.HEAD}; alle tabellen en triggers zijn er")


def _search(store: Store) -> Finding:
    """Compare every full-text index with the rows it is of."""
    title = "Zoekindex"
    found = store.reader().execute(
        "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING fts5(%' ORDER BY name"
    )
    names = [str(row[0]) for row in found.fetchall()]
    writer = store.raw_writer()
    try:
        wrong = [name for name in names if not _index_is_right(writer, name)]
    finally:
        writer.close()
    if wrong:
        return Finding(
            "search",
            Level.FAULT,
            title,
            f"loopt niet gelijk met de gegevens: {', '.join(wrong)}",
            "Zoeken kan iets missen; de gegevens zelf zijn er. Maak de index opnieuw met `signaalpunt doctor --mend` "
            "of met h in Inrichting › Opslag › nakijken.",
        )
    return Finding("search", Level.OK, title, f"{len(names)} indexen lopen gelijk met de gegevens")


def _figures(store: Store) -> Finding:
    title = "Cijfers"
    if sums_agree(store):
        return Finding("figures", Level.OK, title, "de sommen zijn die van de gegevens")
    return Finding(
        "figures",
        Level.FAULT,
        title,
        "de sommen zijn niet die van de gegevens",
        "De cijfers van een jaar of de voordrachten in Bewaren kloppen niet; de gegevens zelf zijn er. Laat opnieuw"
        " tellen met `signaalpunt doctor --mend` of met h in Inrichting › Opslag › nakijken.",
    )


def _index_is_right(writer: Connection, name: str) -> bool:
    import sqlcipher3

    writer.execute("BEGIN IMMEDIATE")
    try:
        writer.execute(f'INSERT INTO "{name}" ("{name}", rank) VALUES (\'integrity-check\', 1)')
    except sqlcipher3.DatabaseError as error:
        if explained(error) is not None and "disk image is malformed" not in str(error):
            raise
        return False
    finally:
        writer.execute("ROLLBACK")
    return True


def _log(store: Store) -> Finding:
    title, found = "Logboek", verify_log(store)
    if found.broken:
        return Finding(
            "log",
            Level.FAULT,
            title,
            f"niet heel: {found.broken} regels gewijzigd of weggehaald",
            "`signaalpunt verify` zegt welke. Vertel het de beheerder; herstel het niet zelf.",
        )
    return Finding("log", Level.OK, title, f"heel, {found.entries} regels")


def _backup(store: Store, now: datetime, today: date) -> Finding:
    title, last, folder = "Reservekopie", last_good(store, today), backup_folder(store)
    make = "Maak er een met `signaalpunt backup`."
    if store.demo:
        return Finding("backup", Level.OK, title, "een demo heeft er geen nodig")
    if last is None:
        return Finding("backup", Level.WARN, title, "er is nog geen", make)
    detail = f"de laatste goede is van {moment(last.at)}"
    if is_overdue(last.at, now):
        return Finding("backup", Level.WARN, title, detail, make)
    if same_disk(folder, store.path):
        remedy = "Kies een andere schijf met `signaalpunt backup --daily MAP`: dan is zij er ook als deze stuk gaat."
        return Finding("backup", Level.WARN, title, f"{detail}, op dezelfde schijf als de opslag", remedy)
    return Finding("backup", Level.OK, title, f"{detail}, in {shown(folder)}")


def _clock(store: Store, now: datetime) -> Finding:
    title, ahead = "Klok", clock_behind(store, now)
    if ahead is not None:
        detail = f"loopt achter: volgens het logboek is er op {moment(ahead)} nog gewerkt"
        return Finding("clock", Level.WARN, title, detail, "Zet de klok van deze computer goed.")
    return Finding("clock", Level.OK, title, moment(now))
