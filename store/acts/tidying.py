"""What acts leave for later, so that nobody waits: joining pieces of the search index, emptying the write-ahead log.

Every act adds a small piece to the indexes of search, and its pages to the write-ahead log. Left to SQLite, one act in
some sixty joins hundreds of pages of an index or copies thousands to the store, while somebody looks at it. Here both
are done behind the work, a part at a time (`tui.upkeep`) and after a command. Not an act of a user: no row changes, and
what is left undone costs nothing but time. Where nobody ever comes to it the indexes still join sixteen pieces at once
and the log is emptied at its bound, inside an act.
"""

from __future__ import annotations

from typing import Final

from store.engine.lifecycle import Store
from store.rules.search_indexes import INDEXES

PART: Final = 64
"""Pages of an index that are written in one part: some ten milliseconds in which no act can begin."""


def join_pieces(store: Store) -> bool:
    """Join pieces of the indexes of search, a part of the work; return whether there may be more.

    Raises `StoreUnusable` when another program is writing.
    """
    with store.writing() as connection:
        before = connection.total_changes
        for index in INDEXES:
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('merge', ?)", (PART,))
        # The statement itself counts for one each.
        return bool(connection.total_changes - before > len(INDEXES))
