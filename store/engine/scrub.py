"""Making sure that nothing of removed rows is left in the file: free pages, the write-ahead log, every other page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from store.engine.connection import close
from store.engine.pages import search_pages
from store.engine.trouble import explained

if TYPE_CHECKING:
    from store.engine.lifecycle import Store

VACUUM_UP_TO: Final = 512 * 1024 * 1024
"""Bytes of a store up to which the file is written anew; above it removed bytes are only overwritten with zeros."""


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """What was read after cleaning: how many pages, and which of the sought bytes still stand on one of them."""

    pages: int
    found: frozenset[bytes]


def scrub(store: Store, sought: Iterable[bytes] = ()) -> Scrubbed | None:
    """Empty the write-ahead log, write the file anew and read every page of it for what should be gone.

    Rows are removed with `secure_delete`, which overwrites them with zeros at once; this takes away the pages
    they stood on as well, and the copies in the log. What others write meanwhile cannot hold what was gone before they
    began, so nobody waits for the reading. None when another program holds the store at this moment: then the zeros are
    what there is. A store too large to write anew while people work keeps those too, and its pages are read.
    """
    import sqlcipher3

    connection = store.raw_writer()
    try:
        if not connection.execute("PRAGMA secure_delete").fetchone()[0]:
            return None
        small = store.path.stat().st_size <= VACUUM_UP_TO
        if small:
            connection.execute("VACUUM")
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        free = connection.execute("PRAGMA freelist_count").fetchone()[0]
        if busy or _log_size(store.path) or (free and small):
            return None
    except sqlcipher3.OperationalError as error:
        if explained(error) is None:
            raise
        return None
    finally:
        close(connection)
    return Scrubbed(*search_pages(store.pages(), sought))


def _log_size(path: Path) -> int:
    log = path.with_name(path.name + "-wal")
    return log.stat().st_size if log.exists() else 0
