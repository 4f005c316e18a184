"""Making sure that nothing of removed rows is left in the file: free pages, the write-ahead log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from store.engine.connection import close
from store.engine.trouble import explained

if TYPE_CHECKING:
    from store.engine.lifecycle import Store

VACUUM_UP_TO: Final = 512 * 1024 * 1024
"""Bytes of a store up to which the file is written anew; above it removed bytes are only overwritten with zeros."""


def scrub(store: Store) -> bool:
    """Empty the write-ahead log and write the file anew; return whether no free page and no log is left.

    Rows are removed with `secure_delete`, which overwrites them with zeros at once; this takes away the pages
    they stood on as well, and the copies in the log. False when another program holds the store at this moment, or
    when it is too large to write anew while people work: then the zeros are what there is.
    """
    import sqlcipher3

    connection = store.raw_writer()
    try:
        if not connection.execute("PRAGMA secure_delete").fetchone()[0]:
            return False
        small = store.path.stat().st_size <= VACUUM_UP_TO
        if small:
            connection.execute("VACUUM")
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        free = connection.execute("PRAGMA freelist_count").fetchone()[0]
        return not busy and not _log_size(store.path) and (not free or not small)
    except sqlcipher3.OperationalError as error:
        if explained(error) is None:
            raise
        return False
    finally:
        close(connection)


def _log_size(path: Path) -> int:
    log = path.with_name(path.name + "-wal")
    return log.stat().st_size if log.exists() else 0
