"""Reading a store for the first time: of this version, or brought to it."""

from __future__ import annotations

from pathlib import Path

from store.engine import version
from store.engine.connection import Connection, close, connect
from store.errors import StoreDamaged, StoreLocked, StoreOlder


def up_to_date(path: Path, key: bytes, upgrading: version.Upgrading | None) -> Connection:
    """Return a connection that reads the store, once that has the newest schema.

    An older one is brought up to date, after a copy, and `upgrading` is told how far that is; without it `StoreOlder`
    is raised. Raises `StoreDamaged` and `StoreUnusable` as `open_store` does.
    """
    try:
        connection = connect(path, key, readonly=True)
    except StoreLocked as error:
        # The secret was right, so asking for it again would not help.
        raise StoreDamaged(str(error)) from None
    standing = "damaged"
    try:
        standing = version.standing(version.read_version(connection))
    finally:
        if standing != "current":
            close(connection)
    if standing == "current":
        return connection
    if upgrading is None:
        raise StoreOlder("Deze opslag is van een oudere versie en moet eerst worden bijgewerkt.")
    from store.engine.migrate import migrate

    migrate(path, key, told=upgrading)
    return connect(path, key, readonly=True)
