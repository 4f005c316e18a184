"""A store from making it to closing it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from weakref import WeakSet

from store.engine import making, recovery_code, vault, version
from store.engine.anchor import Anchor
from store.engine.connection import (
    CACHE,
    LOADING_CACHE,
    PASSING_CACHE,
    Connection,
    close,
    connect,
    limit_caches,
    make_engine,
)
from store.engine.key_file import Key, Limits
from store.engine.location import (
    COMPANIONS,
    keep_private,
    keys_path,
    shown,
    store_exists,
    tries_path,
)
from store.engine.place import refuse_network_drive
from store.engine.secrets_of_store import Secrets
from store.engine.short_writes import ShortWrites
from store.engine.subkeys import subkey
from store.engine.trouble import explained
from store.engine.up_to_date import up_to_date
from store.engine.wrong_tries import WrongTries, guarded
from store.errors import Refused, StoreDamaged, StoreError, StoreLocked
from store.local_time import now
from store.queries.named import NAMED
from store.viewer import Viewer

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from store.engine.backup import Copied


class _Reader:
    """The raw connection of one thread to the file at `place`; it closes when the thread ends and lets go of it."""

    __slots__ = ("__weakref__", "connection", "place", "thread")

    def __init__(self, connection: Connection, place: Path) -> None:
        self.connection = connection
        self.place = place
        self.thread = threading.get_ident()

    def __del__(self) -> None:
        close(self.connection)


class Store(Secrets):
    """An open store: `reader()` for queries, `engine` for acts. Any number of threads may share it.

    `path` is the file; `demo` tells that it protects nothing and opened without a passphrase, which a screen
    says; `wrote` tells that an act was begun here. `slot` is the id of the passphrase slot that opened it:
    `vault.RECOVERY` for the recovery code, "" for a demo. `viewer` is who sits at it, at the moment `clock` tells; None
    sees and does everything (maintenance).
    """

    def __init__(self, path: Path, key: Key, *, demo: bool, slot: str = "", cache: int = CACHE) -> None:
        self.path = path
        self.demo = demo
        self.slot = slot
        self.wrote = False
        self.clock: Callable[[], datetime] = now
        self._viewer: Viewer | None = None
        self.__key: bytearray | None = bytearray(key)
        self.wrong_tries = WrongTries()
        self._cache = cache
        self._lock = threading.RLock()
        self._engine: Engine | None = None
        self._local = threading.local()
        self._readers: WeakSet[_Reader] = WeakSet()
        self._first: _Reader | None = None
        self._anchor = Anchor(path, self._key)
        self._short_writes = ShortWrites(self.raw_writer, self._anchor.check)
        NAMED.store_opened()

    def __repr__(self) -> str:
        state = "closed" if self.closed else "open"
        return f"<Store {state}{' demo' if self.demo else ''}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a store cannot be copied or pickled: it holds a key")

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def closed(self) -> bool:
        """Whether `close()` was called; the key is forgotten then."""
        return self.__key is None

    @property
    def busy(self) -> bool:
        """Whether an act is in the middle of its transaction now."""
        with self._lock:
            engine = self._engine
        return engine is not None and engine.pool.checkedout() > 0  # type: ignore[attr-defined]

    @property
    def viewer(self) -> Viewer | None:
        """Who sits at the store, without the openings of shielded cases that ended by now."""
        return None if self._viewer is None else self._viewer.at(self.clock())

    @viewer.setter
    def viewer(self, viewer: Viewer | None) -> None:
        self._viewer = viewer

    @property
    def engine(self) -> Engine:
        """The SQLAlchemy engine, made (and SQLAlchemy imported, ~0.2 s) at first use."""
        with self._lock:
            if self._engine is None:
                self.wrote = True
                self._anchor.hold()
                self._engine = make_engine(
                    self.path, self._key(), cache=self._cache, guard=self._anchor.check
                )
            return self._engine

    def reader(self) -> Connection:
        """Return this thread's raw connection for queries; it refuses writes. Do not close it.

        Every statement sees the newest commit, and several see one state only between `BEGIN` and `COMMIT`. When the
        store was removed a new thread reads what was saved of it.
        """
        reader: _Reader | None = getattr(self._local, "reader", None)
        if self.closed:
            self._local.reader = None
        key = self._key()
        if reader is None or (reader.place != self.path and not self.moved):
            self._anchor.hold()
            place = self._anchor.saved() if self.moved else self.path
            with self._lock:
                reader, self._first = self._first, None
            if reader is None or place != self.path:
                reader = _Reader(connect(place, key, readonly=True, cache=self._cache), place)
            reader.thread = threading.get_ident()
            with self._lock:
                self._key()
                self._local.reader = reader
                self._readers.add(reader)
        return reader.connection

    @contextlib.contextmanager
    def reading_through(self) -> Iterator[Connection]:
        """Give this thread's reader for reading very much once: it keeps hardly a page of it, and lets go of others."""
        connection = self.reader()
        connection.execute(f"PRAGMA cache_size = {PASSING_CACHE}")
        try:
            yield connection
        finally:
            connection.execute(f"PRAGMA cache_size = {int(self._cache)}")

    def is_copy(self, path: Path) -> bool:
        """Return whether the file at `path` opens with the key of this store: it is a copy of it."""
        from store.engine.backup import opens_with

        return opens_with(path, self._key())

    def pages(self) -> Iterator[bytes]:
        """Yield every page of the file as it is without SQLite; see `store.engine.pages`."""
        from store.engine.pages import read_pages

        return read_pages(self.path, self._key())

    def raw_writer(self) -> Connection:
        """Return a raw connection of its own that can write, for loading in bulk; the caller closes it."""
        self._anchor.hold()
        self._anchor.check()
        return connect(self.path, self._key(), cache=self._cache)

    @contextlib.contextmanager
    def loading(self) -> Iterator[Connection]:
        """Give a raw connection of its own, with room at hand for very many rows; it is closed after the block."""
        self.wrote = True
        self._anchor.hold()
        self._anchor.check()
        connection = connect(self.path, self._key(), cache=LOADING_CACHE)
        try:
            yield connection
        finally:
            limit_caches(connection)
            close(connection)

    def saved(self) -> Path:
        """Return where a store that is gone was saved, with all that was kept in it; see `store.engine.anchor`."""
        return self._anchor.saved()

    @property
    def moved(self) -> bool:
        """Whether the store was removed, moved or replaced since it was opened; acts are refused then."""
        return self._anchor.moved

    def check_place(self) -> None:
        """Raise `StoreMoved`, once what it held was saved, when the store is not in its place any more."""
        self._anchor.check()

    def copy_to(
        self,
        folder: Path,
        at: datetime,
        *,
        check: Callable[[Store], None] = lambda copy: None,
        progress: Callable[[float], None] = lambda part: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Copied:
        """Make a checked copy of this store in `folder`; see `store.engine.backup.make_copy`.

        `check` looks further at the copy, opened as a store, and raises `StoreError` when it is not right. A store that
        is closed meanwhile breaks it off: its key is gone then.
        """
        from store.engine.backup import CopyCancelled, make_copy

        key = self._key()

        def looked(copy: Path) -> None:
            with Store(copy, key, demo=self.demo) as opened:
                check(opened)

        def stopped() -> bool:
            return self.closed or cancelled()

        try:
            return make_copy(
                self.path, key, folder, at=at, check=looked, progress=progress, cancelled=stopped
            )
        except StoreError:
            if self.closed:
                raise CopyCancelled from None
            raise

    def writing(self) -> contextlib.AbstractContextManager[Connection]:
        """Give a raw connection inside a write transaction of its own, committed when the block ends.

        For short writes without SQLAlchemy. Driver errors about the file, the disk or a lock are raised as
        `StoreUnusable` with a sentence for the user, and nothing is kept.
        """
        return self._short_writes.transaction()

    def empty_log(self) -> None:
        """Copy what was committed from the write-ahead log into the file, as far as nobody still reads older pages.

        Acts and queries go on meanwhile. Raises `StoreUnusable` when the disk refuses; nothing is lost then.
        """
        connection = self.raw_writer()
        try:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        except Exception as error:
            raise explained(error) or error from None
        finally:
            close(connection)

    def subkey(self, label: str) -> bytes:
        """Return the derived key for one purpose, as `"log/chain"`; the key of the store itself never leaves it."""
        return subkey(self._key(), label)

    def close(self) -> None:
        """Wipe the key and close the connections; closing twice is no error.

        A query still running in another thread is interrupted; that thread's connection closes at its next
        call of `reader()` or when the thread ends, because closing it under a running query is not safe.
        """
        with self._lock:
            if self.__key is not None:
                self.__key[:] = bytes(len(self.__key))
                NAMED.store_closed()
            self.__key = None
            engine, self._engine = self._engine, None
            self._first = None
            readers = list(self._readers)
        if engine is not None:
            engine.dispose()
        self._short_writes.close()
        self._anchor.close()
        own = threading.get_ident()
        for reader in readers:
            if reader.thread == own:
                close(reader.connection)
            else:
                with contextlib.suppress(Exception):
                    reader.connection.interrupt()
        self._local.reader = None

    def discard(self) -> None:
        """Close a demo store and remove its files; raises `Refused` for a store with a passphrase."""
        if not self.demo:
            raise Refused("Alleen een demo-opslag kan worden weggegooid. Er is niets verwijderd.")
        self.close()
        remove_store(self.path)

    def _begin(self, first: Connection) -> None:
        """Hold on to the file that `first` reads and keep that connection for the first `reader()`."""
        self._first = _Reader(first, self.path)
        self._anchor.hold(beside=True)

    def _key(self) -> bytearray:
        if self.__key is None:
            raise StoreLocked("De opslag is gesloten. Ontgrendel haar om verder te werken.")
        return self.__key


def remove_store(path: Path) -> None:
    """Remove the files of a closed store that nothing is lost with: a demo, or one that could not be set up."""
    for file in (
        *(path.with_name(path.name + end) for end in COMPANIONS),
        path,
        keys_path(path),
        tries_path(path),
    ):
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)


def create_store(path: Path, passphrase: str, *, limits: Limits = vault.LIMITS) -> tuple[Store, str]:
    """Make a new, empty, encrypted store and return it, open, with the recovery code to show once.

    It is made under another name and renamed when complete, so a crash leaves nothing that looks like a
    store. An existing file is never overwritten (`StoreUnusable`); key files and write-ahead logs left
    without their store are kept under another name. Raises `InvalidInput` for an unusable passphrase.
    """
    vault.check_new_passphrase(passphrase)
    with making.building_place(path) as building:
        keys = vault.create_keys(building, passphrase, limits=limits)
        making.build(building, keys.key)
        making.publish(building, path)
    return Store(path, keys.key, demo=False, slot=keys.slot), keys.recovery_code


def create_demo_store(path: Path) -> Store:
    """Make a new, empty store that opens without a passphrase and is marked as a demo; see `create_store`."""
    with making.building_place(path) as building:
        key = vault.create_demo_keys(building)
        making.build(building, key)
        making.publish(building, path)
    return Store(path, key, demo=True)


def open_store(
    path: Path,
    passphrase: str | None = None,
    *,
    recovery: str | None = None,
    upgrading: version.Upgrading | None = version.untold,
) -> Store:
    """Open the store at `path` with its passphrase or recovery code; a demo store needs neither.

    A store of an older version is brought up to date first, after a copy; that takes minutes when it is large, and
    `upgrading` hears how far it is. None for it means not now: `StoreOlder`. Raises `StoreLocked` when the
    secret is missing or wrong, its `TryLater` while there were too many wrong ones, `StoreUnusable` when there
    is no store, its key file is missing, it is damaged, or it was made by a newer version.
    """
    if not store_exists(path):
        raise StoreDamaged(
            f"Er is geen opslag {shown(path)}. Maak er een met ‘signaalpunt init’ of kies een andere plaats "
            "met --store."
        )
    refuse_network_drive(path)
    demo = vault.is_demo(path)
    earlier = WrongTries()
    if demo:
        opened = vault.Unlocked(vault.demo_key(path), "")
    elif recovery is not None:
        recovery_code.read(recovery)
        opened, earlier = guarded(path, partial(vault.unlock_with_recovery, path, recovery))
    elif passphrase is not None:
        opened, earlier = guarded(path, partial(vault.unlock, path, passphrase))
    else:
        raise StoreLocked("Voor deze opslag is een wachtzin of de herstelcode nodig.")
    keep_private(path)
    first = up_to_date(path, opened.key, upgrading)
    store = Store(path, opened.key, demo=demo, slot=opened.slot)
    store.wrong_tries = earlier
    try:
        store._begin(first)
    except BaseException:
        store.close()
        raise
    return store
