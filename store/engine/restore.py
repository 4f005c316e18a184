"""Putting a copy back: to a new file first, checked; in the place of a store only when nobody has that open.

The copy may stand on a disk that cannot be written to, so its bytes are copied before anything opens it.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from store.engine import recovery_code, vault
from store.engine.backup import look_over, publish, settle
from store.engine.connection import close, connect
from store.engine.copies import REPLACED, free_name, in_the_making
from store.engine.key_file import Key
from store.engine.location import (
    COMPANIONS,
    create_private,
    keep_private,
    keys_exist,
    keys_path,
    make_directory,
    shown,
    store_exists,
    sync_directory,
)
from store.engine.place import refuse_network_drive
from store.engine.wrong_tries import guarded
from store.errors import InvalidInput, Refused, StoreError, StoreLocked, StoreUnusable


def keys_for(backup: Path, present: Path) -> Path:
    """Return whose key file opens the copy: its own, else that of the store it was made of.

    Raises `StoreUnusable` when there is no copy or no key file.
    """
    if not store_exists(backup):
        raise StoreUnusable(f"Er is geen kopie {shown(backup)}. `signaalpunt doctor` noemt de nieuwste.")
    for place in (backup, present):
        if keys_exist(place):
            return place
    raise StoreUnusable(
        f"Het sleutelbestand {shown(keys_path(backup))} van deze kopie ontbreekt. Zonder dat gaat zij niet open, ook "
        "niet met de wachtzin. Zet het naast de kopie; dat van een andere kopie van dezelfde opslag past ook."
    )


def unlock_with(place: Path, secret: str) -> Key:
    """Return the key in the key file of `place`; `secret` is a passphrase or the recovery code, "" for a demo.

    Raises `StoreLocked`, and after several wrong ones its `TryLater`.
    """
    if vault.is_demo(place):
        return vault.demo_key(place)
    try:
        recovery_code.read(secret)
    except StoreError:
        attempt = partial(vault.unlock, place, secret)
    else:
        attempt = partial(vault.unlock_with_recovery, place, secret)
    return guarded(place, attempt)[0].key


def restore_to(backup: Path, target: Path, key: Key, keys: Path) -> dict[str, int]:
    """Write the copy `backup` to a new store at `target`, with the key file of `keys`; return its rows per table.

    Nothing that stands there is touched (`StoreUnusable`). The copy is checked as when it was made: what is not right
    does not come back.
    """
    if store_exists(target) or keys_path(target).exists():
        raise StoreUnusable(
            f"Op {shown(target)} staat al een opslag of een sleutelbestand; dat wordt niet overschreven. Kies met --to "
            "een andere plaats."
        )
    if not target.name:
        raise InvalidInput("Geef met --to de naam van een bestand op.")
    refuse_network_drive(target)
    make_directory(target.parent)
    try:
        with in_the_making(target) as place:
            _bring(backup, place)
            create_private(keys_path(place), keys_path(keys).read_bytes())
            try:
                rows = look_over(place, key)
            except StoreLocked as error:
                raise StoreUnusable(
                    f"De sleutel in {shown(keys_path(keys))} past niet op deze kopie: zij hoort bij een andere opslag "
                    "of haar begin is beschadigd. Er is niets veranderd."
                ) from error
            settle(place)
            publish(place, target)
            return rows
    except OSError as error:
        raise StoreUnusable(
            f"De kopie kon niet worden teruggezet in {shown(target.parent)}: zij is niet te lezen, de schijf is vol of "
            "u mag er niet schrijven. Er is niets veranderd."
        ) from error


def _bring(backup: Path, place: Path) -> None:
    """Copy the bytes, with what a program that broke off left in a log beside them."""
    for end in ("", "-wal"):
        source = backup.with_name(backup.name + end)
        if source.exists():
            create_private(place.with_name(place.name + end))
            shutil.copyfile(source, place.with_name(place.name + end))


def put_in_place(new: Path, path: Path, at: datetime, *, key: Key | None, keep_keys: bool) -> Path:
    """Put the closed store `new` in the place of the one at `path` and return where that one is kept.

    `key` opens the present store, None when nothing does; with `keep_keys` its key file stays, so that the passphrases
    of today go on to open it. Raises `Refused` when another program has the store open, `StoreUnusable` when the files
    cannot be changed; the present store is then where it was.
    """
    alone = None if key is None else _alone(path, key)
    aside = free_name(path.parent, path, at, REPLACED)
    try:
        _keep(keys_path(path), keys_path(aside))
        _keep(path, aside)
        for end in COMPANIONS:
            companion = path.with_name(path.name + end)
            if companion.exists():
                companion.rename(aside.with_name(aside.name + end))
        if keep_keys:
            keys_path(new).unlink()
        else:
            keys_path(new).replace(keys_path(path))
        new.replace(path)
        sync_directory(path.parent)
    except OSError as error:
        raise StoreUnusable(
            f"De opslag {shown(path)} kon niet worden vervangen. Wat erin stond staat ook in {shown(aside)}; de "
            f"teruggezette kopie is {shown(new)}."
        ) from error
    finally:
        if alone is not None:
            close(alone)
    keep_private(path)
    return aside


def _keep(file: Path, other: Path) -> None:
    """Give a file a second name, by which it stays when the first one goes to another."""
    if not file.exists():
        return
    with suppress(OSError):
        os.link(file, other)
        return
    shutil.copy2(file, other)


def _alone(path: Path, key: Key) -> object:
    """Return a connection that shows that no other has the store open, and whose log is empty and gone."""
    import sqlcipher3

    connection = connect(path, key, busy_ms=500)
    try:
        if connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0] == "delete":
            connection.execute("BEGIN EXCLUSIVE")
            return connection
    except sqlcipher3.Error:
        pass
    close(connection)
    raise Refused(
        "De huidige opslag is nog open in een ander venster of programma. Er is niets vervangen: sluit dat eerst en "
        "probeer het opnieuw."
    )
