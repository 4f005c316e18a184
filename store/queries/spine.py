"""The ids of a long list in its order: read through once, four bytes each, so that a list of a million stays small."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.engine.lifecycle import Store

Statement = tuple[str, Sequence[object]]
"""A SELECT of one whole number, with its values."""

_AT_ONCE = 5_000


def _numbers() -> array[int]:
    """Return room for whole numbers, each smaller than two thousand million."""
    return array("i")


def spine(store: Store, *statements: Statement) -> array[int]:
    """Return what these give, one after the other."""
    ids = _numbers()
    with store.reading_through() as connection:
        for statement, values in statements:
            cursor = connection.execute(statement, tuple(values))
            while found := cursor.fetchmany(_AT_ONCE):
                ids.fromlist([one for (one,) in found])
    return ids


def counted(store: Store, statement: Statement) -> int:
    """Return the number that a SELECT gives which goes through a whole list, as a count does."""
    with store.reading_through() as connection:
        ((number,),) = connection.execute(statement[0], tuple(statement[1]))
    return int(number)


def head(store: Store, limit: int, *statements: Statement) -> array[int]:
    """Return the first `limit` of that spine, quickly, for painting before the rest is known."""
    ids = _numbers()
    for statement, values in statements:
        if len(ids) < limit:
            cursor = store.reader().execute(f"{statement} LIMIT ?", (*values, limit - len(ids)))
            ids.extend(one for (one,) in cursor)
    return ids
