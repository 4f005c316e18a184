"""Short writes without SQLAlchemy: one connection that is kept for them, so that logging a look is not felt."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator

from store.engine.connection import Connection, close
from store.engine.trouble import explained


class ShortWrites:
    """A connection of a store for one write transaction at a time; threads take turns.

    `connect` makes the connection at the first write, `guard` raises when the store is gone.
    """

    def __init__(self, connect: Callable[[], Connection], guard: Callable[[], None]) -> None:
        self._connect = connect
        self._guard = guard
        self._turn = threading.Lock()
        self._connection: Connection | None = None

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Yield the connection inside a write transaction, committed when the block ends; see `Store.writing`."""
        with self._turn:
            if self._connection is None:
                self._connection = self._connect()
            connection = self._connection
            try:
                self._guard()
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                self._guard()
                connection.execute("COMMIT")
            except BaseException as error:
                with contextlib.suppress(Exception):
                    connection.execute("ROLLBACK")
                sentence = explained(error)
                if sentence is not None:
                    raise sentence from None
                raise

    def close(self) -> None:
        """Let go of the connection, after the transaction at hand."""
        with self._turn:
            connection, self._connection = self._connection, None
        if connection is not None:
            close(connection)
