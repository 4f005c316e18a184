"""Bringing a store of an older version up to date, with Alembic.

What can go wrong was measured (design, section 3): batch mode drops triggers in silence and, with foreign
keys on, deletes child rows; without real transactions a failed migration stays half done. Hence: a copy
first, foreign keys off, one transaction for all steps, triggers put back, every reference checked, and only
then a commit.
"""

from __future__ import annotations

import contextlib
import secrets
import time
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from store.engine import version
from store.engine.connection import close, connect, make_engine
from store.engine.copies import UPGRADED
from store.engine.location import create_private, shown, sync_directory
from store.engine.subkeys import subkey
from store.errors import StoreError, StoreUnusable

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection as SqlConnection

SCRIPTS: Final = Path(__file__).parent.parent / "migrations"


def migrate(
    path: Path,
    key: bytes,
    *,
    told: version.Upgrading = version.untold,
    scripts: Path = SCRIPTS,
    revisions: tuple[str, ...] = version.REVISIONS,
) -> Path | None:
    """Bring the store at `path` to the last of `revisions` and return the encrypted copy made of it before.

    None when another process was first. The copy opens with the same key; only the newest one is kept,
    because a copy holds residents who may since have been removed. `told` hears of every step. Raises
    `StoreUnusable`, with the store as it was.
    """
    steps = 1 + _later(path, key, revisions)
    told(0, steps)
    copy = _copy(path, key, revisions[-1])
    try:
        changed = _upgrade(path, key, scripts, revisions, lambda done: told(done, steps))
    except Exception as error:
        reason = f" {error}" if isinstance(error, StoreError) else ""
        raise StoreUnusable(
            f"Het bijwerken van de opslag naar deze versie is niet gelukt.{reason} De opslag is niet "
            "veranderd en werkt nog met de vorige versie van Signaalpunt. Er is ook een kopie: "
            f"{shown(copy)}."
        ) from error
    if not changed:
        copy.unlink(missing_ok=True)
        return None
    _keep_only(copy, path)
    return copy


def _later(path: Path, key: bytes, revisions: tuple[str, ...]) -> int:
    """Return how many revisions come after that of the store."""
    connection = connect(path, key, readonly=True)
    try:
        found = version.read_version(connection)
        version.standing(found, revisions)
        return len(revisions) - 1 - revisions.index(found)
    finally:
        close(connection)


def _copy(path: Path, key: bytes, target: str) -> Path:
    stamp = time.strftime("%Y%m%d-%H%M%S")
    copy = path.with_name(f"{path.name}{UPGRADED}{target}-{stamp}-{secrets.token_hex(3)}")
    connection = connect(path, key)
    try:
        create_private(copy)
        connection.execute("VACUUM INTO ?", (str(copy),))
        check = connect(copy, key, readonly=True)
        try:
            version.read_version(check)
        finally:
            close(check)
    except Exception as error:
        copy.unlink(missing_ok=True)
        if isinstance(error, StoreError):
            raise
        raise StoreUnusable(
            "Deze opslag is van een oudere versie en moet worden bijgewerkt, maar de kopie die daarvoor "
            "nodig is kan niet worden gemaakt: de schijf is vol, de opslag is beschadigd of u mag er niet "
            "schrijven. De opslag is niet veranderd."
        ) from error
    finally:
        close(connection)
    for end in ("-wal", "-shm"):
        with contextlib.suppress(OSError):
            copy.with_name(copy.name + end).unlink(missing_ok=True)
    sync_directory(copy.parent)
    return copy


def _keep_only(copy: Path, path: Path) -> None:
    start = f"{path.name}{UPGRADED}"
    for other in path.parent.iterdir():
        if other != copy and other.name.startswith(start):
            with contextlib.suppress(OSError):
                other.unlink()


def _upgrade(
    path: Path, key: bytes, scripts: Path, revisions: tuple[str, ...], tell: Callable[[int], None]
) -> bool:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    engine = make_engine(path, key)
    try:
        with engine.connect() as connection:
            _loosen(connection)
            with connection.begin():
                (found,) = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars()
                if version.standing(found, revisions) == "current":
                    return False
                triggers = _triggers(connection)
                dropped: set[str] = set()
                config.attributes.update(
                    connection=connection,
                    dropped_triggers=dropped,
                    subkey=partial(subkey, key),
                    applied=_each_step(tell),
                )
                command.upgrade(config, revisions[-1])
                _put_back(connection, {name: row for name, row in triggers.items() if name not in dropped})
                _check_references(connection)
    finally:
        engine.dispose()
    return True


def _each_step(tell: Callable[[int], None]) -> Callable[..., None]:
    """Return what Alembic calls after each revision: the copy was the first step."""
    done = count(1)
    tell(next(done))

    def applied(**_: Any) -> None:
        tell(next(done))

    return applied


def _loosen(connection: SqlConnection) -> None:
    """Switch off, outside any transaction, what would follow a table while batch mode replaces it."""
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("PRAGMA legacy_alter_table = ON")


def _triggers(connection: SqlConnection) -> dict[str, tuple[str, str]]:
    rows = connection.exec_driver_sql("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {name: (table, sql) for name, table, sql in rows}


def _put_back(connection: SqlConnection, triggers: dict[str, tuple[str, str]]) -> None:
    present = _triggers(connection)
    tables = set(
        connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").scalars()
    )
    for name, (table, sql) in triggers.items():
        if name not in present and table in tables:
            connection.exec_driver_sql(sql)


def _check_references(connection: SqlConnection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise StoreUnusable(f"In ‘{broken[0]}’ zou een rij verwijzen naar iets dat niet meer bestaat.")


__all__ = ["SCRIPTS", "migrate"]
