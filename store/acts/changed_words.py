"""Bringing a corrected text to the indexes of search by the words that changed.

The triggers take all words of the old text out of an index and put all of the new one in. Taking a word out for good
rewrites the place it stands, so that a word added to a long report would rewrite hundreds. Inside an act the changed
words alone go to the index, while a row in `search_held` tells the trigger to leave that text to the act; all of it is
in the one transaction. Whatever changes a text in another way has the triggers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from store.engine.chain import Run
from store.engine.tokens import TOKENS
from store.rules.search_indexes import INDEXES
from store.rules.word_changes import word_changes

_INDEX_OF = {table: (index, columns) for index, (table, columns) in INDEXES.items()}


def is_searched(table: str) -> bool:
    """Return whether texts of a table can be searched."""
    return table in _INDEX_OF


class ChangedWords:
    """The texts an act is changing: `hold` before a row is written, `give` when all are."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._waiting: list[tuple[str, int, dict[str, list[str]], dict[str, list[str]]]] = []

    def hold(self, table: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """Take over from the trigger what changes in the texts of one row, when that can be done word by word.

        `before` is the row as the database has it, `after` holds what is known of how it will be.
        """
        index, columns = _INDEX_OF[table]
        new = [after.get(column, before[column]) for column in columns]
        if all(before[column] == text for column, text in zip(columns, new, strict=True)):
            return
        words = TOKENS.of([*(before[column] for column in columns), *new])
        half = len(columns)
        changes = word_changes(
            dict(zip(columns, words[:half], strict=True)), dict(zip(columns, words[half:], strict=True))
        )
        if changes is None:
            return
        self._run("INSERT INTO search_held (part, id) VALUES (?, ?)", (index, before["id"]))
        self._waiting.append((index, before["id"], *changes))

    def give(self) -> None:
        """Bring the indexes up to date for the rows that were held, now that they are written."""
        for index, row_id, out, into in self._waiting:
            if any(out.values()) or any(into.values()):
                names, marks = ", ".join(out), ", ".join("?" * len(out))
                texts = (" ".join(words) for words in out.values())
                self._run(
                    f"INSERT INTO {index} ({index}, rowid, {names}) VALUES ('delete', ?, {marks})",
                    (row_id, *texts),
                )
                texts = (" ".join(words) for words in into.values())
                self._run(f"INSERT INTO {index} (rowid, {names}) VALUES (?, {marks})", (row_id, *texts))
        if self._waiting:
            self._run("DELETE FROM search_held", ())
            self._waiting.clear()
