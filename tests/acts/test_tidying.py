"""What acts leave for later: pieces of the indexes of search, pages in the write-ahead log."""

from __future__ import annotations

from store.acts.receive import amend_signal
from store.acts.tidying import join_pieces
from store.acts.undo import undo_last
from store.engine.connection import Connection
from store.engine.lifecycle import Store
from store.queries.search import search
from store.queries.search_check import broken_indexes
from store.rules.search_indexes import INDEXES
from tests.acts.office import ME, NOW, TODAY, one, received, report

MOST_PIECES = 7
"""Pieces of an index that nothing is left to do with here: fewer than four on each of its levels."""


def pieces(store: Store, index: str = "search_signals") -> int:
    """Return how many pieces an index is in."""
    return int(one(store, f"SELECT count(DISTINCT segid) FROM {index}_idx"))


def all_in_the_file(connection: Connection) -> bool:
    """Return whether the write-ahead log holds nothing that is not in the file."""
    _, pages, copied = connection.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()
    return bool(pages == copied)


def found(store: Store, line: str) -> list[str]:
    return [hit.number for hit in search(store, line, today=TODAY).hits if hit.number]


def joined(store: Store) -> int:
    """Tidy until nothing is left, and return in how many parts."""
    parts = 1
    while join_pieces(store):
        parts += 1
    return parts


def test_no_index_joins_pieces_by_itself(store: Store) -> None:
    for index in INDEXES:
        assert one(store, f"SELECT v FROM {index}_config WHERE k = 'automerge'") == 0


def test_pieces_are_joined_when_asked_and_everything_is_found(store: Store) -> None:
    joined(store)
    made = [
        received(store, facts=f"Melding over pimpelmees{n}.", surname=f"Zeldenrust{n}") for n in range(12)
    ]
    amend_signal(store, ME, made[3].id, report(facts="Een merel.", surname="Zeldenrust3"), now=NOW)
    undo_last(store, ME, now=NOW)
    amend_signal(store, ME, made[4].id, report(facts="Een merel.", surname="Zeldenrust4"), now=NOW)
    assert pieces(store) >= 12
    assert 1 < joined(store) < 10
    assert pieces(store) <= MOST_PIECES
    assert pieces(store, "search_names") <= MOST_PIECES
    assert found(store, "pimpelmees3") == [made[3].number]
    assert found(store, "pimpelmees4") == []
    assert found(store, "merel") == [made[4].number]
    assert broken_indexes(store) == ()
    assert joined(store) == 1


def test_pieces_stay_few_where_nobody_ever_tidies(store: Store) -> None:
    for n in range(40):
        received(store, facts=f"Melding {n}.")
    assert pieces(store) < 32
    assert broken_indexes(store) == ()


def test_the_log_is_emptied_into_the_file(store: Store) -> None:
    received(store)
    connection = store.raw_writer()
    try:
        assert not all_in_the_file(connection)
        store.empty_log()
        assert all_in_the_file(connection)
    finally:
        connection.close()
