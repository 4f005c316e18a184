"""What is about somebody stands by the words of the name, whatever happens to signals, cases and residents."""

from __future__ import annotations

import random
from typing import Any

import pytest

from store.acts.receive import amend_signal
from store.acts.undo import undo_last
from store.engine.connection import Connection
from store.engine.lifecycle import Store
from store.queries.search_check import broken_indexes
from store.rules.search_indexes import NAMED
from tests.acts.office import ME, NOW, opened, received, report, rows

SIGNALS, CASES = NAMED
_NAMES = ("Zeldenrust", "van der Meer", "IJsbrand-Yıldız", "Zeldenrust Zeldenrust", "", "O'Neill")


def named(store: Store, word: str, index: str = SIGNALS) -> list[int]:
    return [row_id for (row_id,) in rows(store, f"SELECT id FROM {index} WHERE term = ? ORDER BY id", word)]


def test_signals_and_cases_stand_by_the_words_of_the_name(store: Store) -> None:
    first = received(store, surname="Zeldenrust", given="Anna")
    other = received(store, surname="Zeldenrust", given="Bram")
    case = opened(store, surname="Zeldenrust")
    assert {first.id, other.id} < set(named(store, "zeldenrust"))
    assert named(store, "anna") == [first.id]
    assert named(store, "zeldenrust", CASES) == [case]
    amend_signal(store, ME, first.id, report(surname="Plantenga", given="Anna"), now=NOW)
    assert first.id not in named(store, "zeldenrust")
    assert named(store, "plantenga") == [first.id]
    undo_last(store, ME, now=NOW)
    assert (named(store, "plantenga"), first.id in named(store, "zeldenrust")) == ([], True)
    assert broken_indexes(store) == ()


def copied(connection: Connection, table: str, row_id: int) -> list[Any]:
    return list(connection.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,)).fetchone())


def put_back(connection: Connection, table: str, row: list[Any]) -> None:
    connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


@pytest.mark.parametrize("seed", range(4))
def test_they_follow_rows_in_whatever_order_those_change(store: Store, seed: int) -> None:
    rng = random.Random(seed)
    signals = [received(store, surname=name, given="Anna").id for name in _NAMES[:4]]
    opened(store, surname="Zeldenrust")
    residents = [row_id for (row_id,) in rows(store, "SELECT id FROM residents")]
    writer = store.raw_writer()
    try:
        for _ in range(25):
            writer.execute("BEGIN")
            writer.execute("PRAGMA defer_foreign_keys = ON")
            signal, resident = rng.choice(signals), rng.choice(residents)
            match rng.randrange(4):
                case 0:
                    writer.execute(
                        "UPDATE signals SET resident_id = ? WHERE id = ?",
                        (rng.choice([None, resident]), signal),
                    )
                case 1:
                    writer.execute(
                        "UPDATE residents SET surname = ?, given = ? WHERE id = ?",
                        (rng.choice(_NAMES), rng.choice(_NAMES), resident),
                    )
                case 2:
                    both = [("signals", signal), ("residents", resident)]
                    gone = [(table, copied(writer, table, row_id)) for table, row_id in both]
                    rng.shuffle(both)
                    for table, row_id in both:
                        writer.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
                    rng.shuffle(gone)
                    for table, row in gone:
                        put_back(writer, table, row)
                case _:
                    writer.execute("UPDATE cases SET resident_id = ?", (rng.choice([None, resident]),))
            writer.execute("COMMIT")
            assert broken_indexes(store) == ()
    finally:
        writer.close()


@pytest.mark.parametrize("index", NAMED)
def test_a_list_that_is_wrong_is_found(store: Store, index: str) -> None:
    opened(store, surname="Zeldenrust")
    assert broken_indexes(store) == ()
    for wrong in (
        f"UPDATE {index} SET term = 'zoek' WHERE term = 'zeldenrust'",
        f"DELETE FROM {index} WHERE term = 'zeldenrust'",
        f"INSERT INTO {index} (term, id) VALUES ('zeldenrust', 9999)",
    ):
        with store.writing() as connection:
            before = connection.execute(f"SELECT * FROM {index}").fetchall()
            assert connection.execute(wrong).rowcount
        assert broken_indexes(store) == (index,)
        with store.writing() as connection:
            connection.execute(f"DELETE FROM {index}")
            connection.executemany(f"INSERT INTO {index} VALUES (?, ?)", before)
