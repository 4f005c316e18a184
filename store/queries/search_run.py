"""Running the statements of one search: bounded, stopped by the next key, full-text expressions that cannot break."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from store.engine.lifecycle import Store
from store.queries.search_shapes import SearchStopped

_STEPS = 2_000
"""Virtual-machine steps of SQLite between two looks at whether to go on (about a fifth of a millisecond)."""


class Run:
    """One search on the connection of this thread."""

    def __init__(self, store: Store, stopped: Callable[[], bool]) -> None:
        self._execute = store.reader().execute
        self._stopped = stopped
        self._known: dict[tuple[str, tuple[object, ...]], tuple[int, ...]] = {}

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run one SELECT; raises `SearchStopped` when the search was stopped before or during it.

        A word that the index cuts up otherwise than Python does (letters of newer scripts) finds nothing.
        """
        if self._stopped():
            raise SearchStopped("De zoekopdracht is gestopt.")
        try:
            found: list[tuple[Any, ...]] = self._execute(statement, values).fetchall()
        except Exception as error:
            if self._stopped():
                raise SearchStopped("De zoekopdracht is gestopt.") from None
            if cannot_be_in_index(error):
                return []
            raise
        return found

    def ids(self, statement: str, values: Sequence[object] = ()) -> list[int]:
        """Run one SELECT of ids."""
        return [row[0] for row in self.rows(statement, values)]

    def once(self, statement: str, values: tuple[object, ...] = ()) -> tuple[int, ...]:
        """Run one SELECT of ids, or return what it gave before in this search."""
        key = (statement, values)
        if key not in self._known:
            self._known[key] = tuple(self.ids(statement, values))
        return self._known[key]


@contextmanager
def running(store: Store, stopped: Callable[[], bool] | None) -> Iterator[Run]:
    """Give a run whose statements end soon after `stopped()` is true; None never stops."""
    if stopped is None:
        yield Run(store, lambda: False)
        return
    connection = store.reader()
    connection.set_progress_handler(lambda: int(stopped()), _STEPS)
    try:
        yield Run(store, stopped)
    finally:
        connection.set_progress_handler(None, 0)


def cannot_be_in_index(error: Exception) -> bool:
    """Tell whether a full-text index refuses a word because it cuts it up otherwise than Python does: it holds none."""
    return str(error).startswith("fts5:")


def as_list(ids: Iterable[int]) -> str:
    """Return ids as the JSON that `IN (SELECT value FROM json_each(?))` takes."""
    return json.dumps(list(ids))


def as_text(words: Iterable[str]) -> str:
    """Return words as the JSON that `json_each(?)` takes."""
    return json.dumps(list(words))


def spellings(key: str) -> tuple[str, ...]:
    """Return how a folded word may stand in an index that keeps ij and y apart."""
    parts = key.split("y")
    if len(parts) == 1:
        return (key,)
    if len(parts) > 4:
        return (key, key.replace("y", "ij"))
    made = [parts[0]]
    for part in parts[1:]:
        made = [f"{start}{joint}{part}" for start in made for joint in ("y", "ij")]
    return tuple(made)


def quoted(word: str, *, typing: bool = False) -> str:
    """Return a word as a full-text term, whatever is in it."""
    plain = word.replace('"', '""').replace("\x00", " ")
    return f'"{plain}"{" *" if typing else ""}'


def any_of(words: Iterable[str], *, typing: bool = False) -> str:
    """Return a full-text expression for one of several words."""
    return "(" + " OR ".join(quoted(word, typing=typing) for word in words) + ")"


def word_expression(key: str, also: Iterable[str] = (), *, typing: bool = False) -> str:
    """Return the full-text expression for a folded word in all its spellings, and in others that are known."""
    return any_of(dict.fromkeys((*spellings(key), *also)), typing=typing)
