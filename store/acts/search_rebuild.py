"""Making the indexes of search anew from the rows, when they were found not to agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from store.engine.lifecycle import Store
from store.rules.search_indexes import INDEXES


def rebuild_indexes(
    store: Store, indexes: Iterable[str] = tuple(INDEXES), *, progress: Callable[[str], None] | None = None
) -> None:
    """Make these indexes anew, all or none; no row changes, so there is nothing to log or undo.

    About half a minute at 100,000 signals. `progress` is told each index before it is made. Raises `StoreUnusable` when
    somebody else is writing.
    """
    with store.writing() as connection:
        for index in indexes:
            if progress is not None:
                progress(index)
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
