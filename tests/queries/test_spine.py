"""Long lists of ids are read in pieces, in order, and the cache of the reader is as before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from store.engine.connection import CACHE
from store.engine.lifecycle import Store, open_store
from store.queries.spine import Statement, counted, head, spine
from tests.perf.stores import make_small
from tests.templates import template

_UP = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT i FROM n"
FIRST: Statement = (_UP, (12_345,))
SECOND: Statement = (_UP, (7,))


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with open_store(template(make_small)) as opened:
        yield opened


def cache(store: Store) -> int:
    return int(store.reader().execute("PRAGMA cache_size").fetchone()[0])


def test_all_of_each_statement_comes_in_order(store: Store) -> None:
    whole = [*range(1, 12_346), *range(1, 8)]
    assert list(spine(store, FIRST, SECOND)) == whole
    for limit in (0, 3, 12_345, 12_346, 20_000):
        assert list(head(store, limit, FIRST, SECOND)) == whole[:limit]
    assert counted(store, (f"SELECT count(*) FROM ({_UP})", (12_345,))) == 12_345


def test_an_id_takes_four_bytes(store: Store) -> None:
    assert spine(store, SECOND).itemsize == 4


def test_the_cache_is_small_while_a_list_is_read_and_as_before_after_it(store: Store) -> None:
    with store.reading_through() as connection:
        assert 0 > connection.execute("PRAGMA cache_size").fetchone()[0] > CACHE
    assert cache(store) == CACHE
    with pytest.raises(ZeroDivisionError), store.reading_through():
        raise ZeroDivisionError
    assert cache(store) == CACHE
