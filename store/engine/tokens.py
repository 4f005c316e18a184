"""Reading words out of texts exactly as the indexes of search read them."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from store.engine.connection import Connection
from store.rules.search_indexes import TOKENIZE


class Tokens:
    """The reader of words inside the database engine, by way of an index in memory that never keeps anything."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._index: Connection | None = None

    def of(self, texts: Sequence[str]) -> list[list[str]]:
        """Return the words of each text, as often as they stand in it, in no particular order."""
        found: list[list[str]] = [[] for _ in texts]
        with self._turn:
            if self._index is None:
                self._index = _index()
            run = self._index.execute
            run("BEGIN")
            try:
                for number, text in enumerate(texts):
                    run("INSERT INTO texts (rowid, body) VALUES (?, ?)", (number, text))
                for number, word in run("SELECT doc, term FROM words"):
                    found[number].append(word)
            finally:
                run("ROLLBACK")
        return found


def _index() -> Connection:
    import sqlcipher3

    connection: Connection = sqlcipher3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA secure_delete = ON").fetchall()
    connection.execute(
        f"CREATE VIRTUAL TABLE texts USING fts5(body, content='', columnsize=0, tokenize='{TOKENIZE}')"
    )
    connection.execute("CREATE VIRTUAL TABLE words USING fts5vocab(texts, instance)")
    return connection


TOKENS = Tokens()
"""The reader of words of this program."""
