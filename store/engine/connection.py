"""Connections to the encrypted file: raw ones for queries, an SQLAlchemy engine for acts.

Only the engine imports SQLAlchemy, so that the first screen can read without paying for it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from store.engine.key_file import Key
from store.engine.location import shown, store_exists
from store.engine.trouble import CORRUPT, NOTADB, code_of, explained
from store.errors import StoreLocked, StoreUnusable

if TYPE_CHECKING:
    from sqlalchemy import Connection as SqlConnection
    from sqlalchemy import Engine
    from sqlalchemy.engine.interfaces import ExceptionContext

# The driver brings no types.
Connection: TypeAlias = Any

# Negative is KiB, SQLite's way. A cache fills only with pages that are read.
CACHE: Final = -16_000
LOADING_CACHE: Final = -48_000
"""For writing very many rows at once: what is written again and again stays at hand, and is enciphered once."""
PASSING_CACHE: Final = -1_000
"""For reading through what is needed once: a larger one keeps what passes by, and no page of it comes back."""
# All connections of this program together, bytes: past it a cache lets go of its oldest page before it takes a new one.
_ALL_CACHES: Final = 24 * 1024 * 1024
BUSY_MS: Final = 5_000
# A WAL file longer than this is cut back when it is emptied, bytes.
_WAL_LIMIT: Final = 16 * 1024 * 1024
# The WAL is emptied into the store by the commit that makes it longer than this, pages, and that commit waits for it.
# A save writes some sixty. It seldom comes so far: it is emptied behind the work (`Store.empty_log`).
_WAL_PAGES: Final = 16_000

SYNCHRONOUS = "FULL"
"""A commit is on the disk before it is told; only tests, which lose nothing with the power, set another."""


def connect(
    path: Path, key: Key, *, readonly: bool = False, cache: int = CACHE, busy_ms: int = BUSY_MS
) -> Connection:
    """Return a raw `sqlcipher3` connection in autocommit mode; transactions are begun with a statement.

    It may be used from any thread, by one at a time. `readonly` refuses every write. Nothing is created:
    raises `StoreUnusable` when there is no store or it is damaged, `StoreLocked` when `key` is not its key.
    """

    def prepare(connection: Connection) -> None:
        _prepare(connection, path, key, cache)
        if readonly:
            connection.execute("PRAGMA query_only = ON")

    return _opened(path, busy_ms, prepare)


def holding(path: Path, key: Key) -> Connection:
    """Return a connection that keeps the file of a store which another connection reads: what was not yet written
    back from the WAL too.

    It reads the first page, to try the key and to hold the WAL, and leaves the tables, which take some 3 ms to learn,
    until it is asked for one. It refuses every write. Raises as `connect` does.
    """

    def prepare(connection: Connection) -> None:
        _give_key(connection, key)
        connection.execute("PRAGMA user_version").fetchone()
        connection.execute("PRAGMA query_only = ON")

    return _opened(path, BUSY_MS, prepare)


def _opened(path: Path, busy_ms: int, prepare: Callable[[Connection], None]) -> Connection:
    if not store_exists(path):
        raise StoreUnusable(
            f"Er is geen opslag {shown(path)}. Maak er een met ‘signaalpunt init’ of kies een andere plaats "
            "met --store."
        )
    import sqlcipher3

    try:
        connection: Connection = sqlcipher3.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=busy_ms / 1000,
            cached_statements=256,
        )
    except sqlcipher3.Error as error:
        raise explained(error) or _unopened() from None
    try:
        prepare(connection)
    except sqlcipher3.Error as error:
        connection.close()
        raise _refusal(error) from None
    except BaseException:
        connection.close()
        raise
    return connection


def keyed(path: Path, key: Key) -> Connection:
    """Return a raw connection to a file that is being made, with the key and nothing else set.

    Raises the errors of the driver.
    """
    import sqlcipher3

    connection: Connection = sqlcipher3.connect(path, isolation_level=None, check_same_thread=False)
    _give_key(connection, key)
    return connection


def _give_key(connection: Connection, key: Key) -> None:
    # The log level comes first: SQLCipher writes its complaint about a wrong key to the terminal.
    connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"").fetchall()
    connection.execute("PRAGMA cipher_compatibility = 4").fetchall()


def _prepare(connection: Connection, path: Path, key: Key, cache: int) -> None:
    _give_key(connection, key)
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise StoreUnusable(
            f"De opslag {shown(path)} staat op een plaats die niet veilig met meer vensters tegelijk kan "
            "worden gebruikt, zoals een netwerkschijf. Zet haar op de schijf van deze computer."
        )
    connection.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
    # Only macOS heeds this: there an ordinary sync may leave what was kept in the memory of the disk.
    connection.execute("PRAGMA fullfsync = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = {int(cache)}")
    limit_caches(connection, (CACHE - cache) * 1024)
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA secure_delete = ON").fetchall()
    connection.execute(f"PRAGMA journal_size_limit = {_WAL_LIMIT}").fetchall()
    connection.execute(f"PRAGMA wal_autocheckpoint = {_WAL_PAGES}").fetchall()
    connection.execute("PRAGMA trusted_schema = OFF")


def limit_caches(connection: Connection, more: int = 0) -> None:
    """Bound the memory of all connections of this program together; `more` bytes are for one with a large cache."""
    connection.execute(f"PRAGMA soft_heap_limit = {_ALL_CACHES + max(more, 0)}").fetchall()


def _unopened() -> StoreUnusable:
    return StoreUnusable("De opslag kan niet worden geopend.")


def _refusal(error: Exception) -> StoreLocked | StoreUnusable:
    if code_of(error) == NOTADB:
        return StoreLocked(
            "De sleutel past niet op deze opslag: het sleutelbestand hoort bij een andere opslag, of het "
            "begin van de opslag is beschadigd. Er is niets veranderd."
        )
    refusal = explained(error)
    return refusal if isinstance(refusal, StoreUnusable) else _unopened()


def _no_guard() -> None:
    """A store that nothing can happen to."""


def make_engine(path: Path, key: Key, *, cache: int = CACHE, guard: Callable[[], None] = _no_guard) -> Engine:
    """Return an SQLAlchemy engine on the store whose transactions are real: `BEGIN IMMEDIATE` … COMMIT.

    The write lock is taken at the start, so that two processes wait for each other (5 s) instead of failing
    half-way. A connection with the execution option `read_only=True` begins without the lock. Driver errors
    about the file, the disk or a lock arrive as `StoreUnusable` with a sentence for the user. `guard` is asked
    before a connection is made, before a transaction begins and before it commits: it raises when the store is gone.
    """
    import sqlcipher3
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import QueuePool

    def made() -> Connection:
        guard()
        return connect(path, key, cache=cache)

    engine = create_engine(
        "sqlite://",
        creator=made,
        module=sqlcipher3,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=3,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: SqlConnection) -> None:
        reading = connection.get_execution_options().get("read_only", False)
        if not reading:
            guard()
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    @event.listens_for(engine, "commit")
    def commit(connection: SqlConnection) -> None:
        if not connection.get_execution_options().get("read_only", False):
            guard()

    @event.listens_for(engine, "handle_error")
    def explain(context: ExceptionContext) -> None:
        refusal = explained(context.original_exception)
        if refusal is not None:
            raise refusal from None

    return engine


def engine_version() -> str:
    """Return the version of SQLite inside the driver."""
    import sqlcipher3

    return str(sqlcipher3.sqlite_version)


def readable(connection: Connection) -> bool:
    """Return whether every page of the store can be read and is the one that was written (its HMAC)."""
    import sqlcipher3

    try:
        return not connection.execute("PRAGMA cipher_integrity_check").fetchall() and (
            connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        )
    except sqlcipher3.Error as error:
        if code_of(error) in {CORRUPT, NOTADB}:
            return False
        raise (explained(error) or error) from None


def close(connection: Connection) -> None:
    """Close a raw connection; closing twice, or while the file is gone, is no error."""
    with contextlib.suppress(Exception):
        connection.close()
