"""The encrypted stores that are measured: made once per size, with one case that has a long history."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from seed.demo.generate import fill_demo
from store.actor import Actor
from store.engine.lifecycle import Store, create_demo_store, open_store
from store.engine.location import store_exists
from store.local_time import today
from tests.perf.city import as_in_a_city

LONG_CASE = 500
"""Entries in the history of the case that is opened."""
SMALL = 60


def sized_store(folder: Path, size: int) -> Path:
    """Return the demo store of `size` signals in `folder`, made when it is not there (100,000: about a minute).

    An older one is brought up to date: that is no part of what is measured.
    """
    path = folder / f"{size}.store"
    if store_exists(path):
        opened(path).close()
        return path
    print(f"making a store of {size:,} signals …", file=sys.stderr)
    _make(path, size)
    return path


def make_small(path: Path) -> None:
    """Make a store of `SMALL` signals at `path`, to see that the benchmarks run."""
    _make(path, SMALL)


def _make(path: Path, size: int) -> None:
    with create_demo_store(path) as store:
        with as_in_a_city():
            fill_demo(store, signals=size, today=today())
        _lengthen(store, long_case(store))


def opened(path: Path) -> Store:
    """Open a demo store."""
    return open_store(path)


def long_case(store: Store) -> int:
    """Return the id of the oldest open case: the one whose history is made long."""
    return int(store.reader().execute("SELECT min(id) FROM cases WHERE status <> 'closed'").fetchone()[0])


def _lengthen(store: Store, case_id: int) -> None:
    """Give a case a history of `LONG_CASE` notes and contact attempts, a day apart."""
    connection = store.raw_writer()
    began = datetime(2024, 1, 8, 9, tzinfo=UTC)
    try:
        connection.execute("BEGIN IMMEDIATE")
        for number in range(LONG_CASE):
            at = (began + timedelta(days=number)).strftime("%Y-%m-%dT%H:%M:%SZ")
            if number % 2:
                connection.execute(
                    "INSERT INTO notes (case_id, at, by, body, is_fact) VALUES (?, ?, 'Meting', ?, 1)",
                    (
                        case_id,
                        at,
                        f"Langs geweest, keer {number}. De gordijnen zijn dicht; niemand doet open.",
                    ),
                )
            else:
                connection.execute(
                    "INSERT INTO contact_attempts (case_id, at, by, kind, day_part, reached, with_whom, result)"
                    " VALUES (?, ?, 'Meting', 'visit', 'morning', 0, '', 'Kaartje achtergelaten.')",
                    (case_id, at),
                )
        connection.execute("COMMIT")
    finally:
        connection.close()


def measurer() -> Actor:
    """Return who acts in a measurement."""
    return Actor("Meting")
