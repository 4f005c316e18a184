"""Making the files of a new store: built under another name, renamed when complete, never over what is there."""

from __future__ import annotations

import contextlib
import secrets
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.engine import version
from store.engine.chain import ChainKeys, begin
from store.engine.connection import make_engine
from store.engine.key_file import Key
from store.engine.location import (
    COMPANIONS,
    create_private,
    directory_lock,
    keys_exist,
    keys_path,
    make_directory,
    published,
    shown,
    store_exists,
    sync_directory,
)
from store.engine.place import refuse_network_drive
from store.engine.subkeys import subkey
from store.errors import InvalidInput, StoreUnusable

if TYPE_CHECKING:
    from sqlalchemy import MetaData as SqlMetaData


@contextlib.contextmanager
def building_place(path: Path) -> Iterator[Path]:
    """Give the temporary path to build a store for `path` at, with everything of it gone afterwards.

    Raises `StoreUnusable` when something stands at `path` already or nothing can be made there.
    """
    if not path.name:
        raise InvalidInput("Geef de naam van een bestand op voor de opslag.")
    if store_exists(path):
        raise StoreUnusable(
            f"Er is al een opslag {shown(path)}; zij wordt niet overschreven. Kies een andere plaats."
        )
    keys_exist(path)
    refuse_network_drive(path)
    make_directory(path.parent)
    building = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        yield building
    except OSError as error:
        raise StoreUnusable(
            f"In de map {shown(path.parent)} kan geen opslag worden gemaakt: de schijf is vol of u mag er "
            "niet schrijven. Kies met --store een andere plaats."
        ) from error
    finally:
        for file in (
            building,
            keys_path(building),
            *(building.with_name(building.name + end) for end in COMPANIONS),
        ):
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)


def build(building: Path, key: Key) -> None:
    """Make the tables, the version mark and the head of the log in one transaction, in one file without a WAL."""
    create_private(building)
    engine = make_engine(building, key)
    try:
        with engine.begin() as connection:
            _metadata().create_all(connection)
            version.stamp(_Driver(connection))
            begin(connection.exec_driver_sql, ChainKeys.of(partial(subkey, key)))
    finally:
        engine.dispose()


def _metadata() -> SqlMetaData:
    from store.schema import metadata

    return metadata


class _Driver:
    """The `execute` of a raw connection, on an SQLAlchemy one."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def execute(self, statement: str, values: tuple[object, ...] = ()) -> object:
        """Run driver SQL inside the transaction of the engine."""
        return self._connection.exec_driver_sql(statement, values)


def publish(building: Path, path: Path) -> None:
    """Give the finished key file and store their real names: the keys first, so a store never lacks them."""
    with directory_lock(path.parent):
        if store_exists(path):
            raise StoreUnusable(
                f"Een ander programma maakte tegelijk een opslag {shown(path)}; die is niet overschreven."
            )
        _set_aside(path)
        published(keys_path(building), keys_path(path))
        try:
            published(building, path)
        except OSError:
            keys_path(path).unlink(missing_ok=True)
            raise
        sync_directory(path.parent)


def _set_aside(path: Path) -> None:
    """Keep what an earlier store left behind under another name: its log would be read into the new one."""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    for file in (keys_path(path), *(path.with_name(path.name + end) for end in COMPANIONS)):
        if file.exists():
            file.rename(file.with_name(f"{file.name}.oud-{stamp}-{secrets.token_hex(3)}"))
