"""Which schema a store has, read with a plain SELECT: importing Alembic costs half a second."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from store.engine.connection import Connection
from store.engine.trouble import explained
from store.errors import StoreDamaged, StoreUnusable

# Every revision of store/migrations/versions, oldest first; a test compares them.
REVISIONS: Final[tuple[str, ...]] = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
    "0014",
    "0015",
    "0016",
    "0017",
    "0018",
    "0019",
    "0020",
    "0021",
    "0022",
    "0023",
    "0024",
    "0025",
    "0026",
    "0027",
    "0028",
    "0029",
)
HEAD: Final = REVISIONS[-1]

VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc "
    "PRIMARY KEY (version_num))"
)

Standing = Literal["current", "older"]

Upgrading = Callable[[int, int], None]
"""What is told while a store is brought up to date: the steps that are done, and all of them. The first is a copy."""


def untold(done: int, steps: int) -> None:
    """Tell nobody how far bringing up to date is."""


def stamp(connection: Connection) -> None:
    """Write down that a store just created has the newest schema."""
    connection.execute(VERSION_TABLE)
    connection.execute("INSERT INTO alembic_version (version_num) VALUES (?)", (HEAD,))


def read_version(connection: Connection) -> str:
    """Return the revision of the store; raises `StoreUnusable` when the file holds no such store."""
    import sqlcipher3

    try:
        rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    except sqlcipher3.Error as error:
        raise explained(error) or _no_store() from None
    if len(rows) != 1:
        raise _no_store()
    return str(rows[0][0])


def _no_store() -> StoreDamaged:
    return StoreDamaged(
        "Dit bestand is wel te openen, maar er staat geen (volledige) opslag van Signaalpunt in. Er is "
        "niets veranderd; kies een ander bestand of zet een reservekopie terug."
    )


def standing(revision: str, revisions: tuple[str, ...] = REVISIONS) -> Standing:
    """Return how `revision` stands to this program; raises `StoreUnusable` for one it does not know."""
    if revision == revisions[-1]:
        return "current"
    if revision in revisions:
        return "older"
    raise StoreUnusable(
        "Deze opslag is gemaakt met een nieuwere versie van Signaalpunt dan deze. Er is niets veranderd: "
        "werk Signaalpunt bij en open de opslag opnieuw."
    )
