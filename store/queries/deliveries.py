"""Files that partners sent: what came in, what became of each row, and how their columns were understood."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.codes import RowResult
from store.engine.lifecycle import Store
from store.errors import NotFound
from store.queries.shared import fetch, fetch_one, instant, marks
from store.queries.spine import spine
from store.queries.visibility import EVERYTHING, may_see_case, may_see_signal


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One delivery with its counts; `new + repeated + to_check + rejected` is `read`.

    What the viewer may not see is in none of them; a row that repeats only such a signal counts as new.
    """

    id: int
    file_name: str
    kind: str
    encoding: str
    partner_id: int | None
    partner: str
    profile_id: int
    profile: str
    imported_at: datetime
    by: str
    read: int
    new: int
    repeated: int
    to_check: int
    rejected: int


@dataclass(frozen=True, slots=True)
class DeliveryDetail:
    """A delivery with its column heads and the stored mapping (see `store.exchange.columns`)."""

    line: DeliveryLine
    headers: tuple[str, ...]
    mapping: str
    sha256: str


@dataclass(frozen=True, slots=True)
class DeliveredRow:
    """One row as it was delivered and what became of it; reasons are Dutch sentences."""

    row_number: int
    result: RowResult
    reasons: tuple[str, ...]
    cells: tuple[str, ...]
    signal_id: int | None
    signal_number: str


_COUNTED = (RowResult.NEW, RowResult.REPEATED, RowResult.TO_CHECK, RowResult.REJECTED)
_LINE = """
SELECT d.id, d.file_name, d.kind, d.encoding, d.partner_id, COALESCE(p.name, ''), d.profile_id, f.name,
 d.imported_at, d.by, d.read, d.new, d.repeated, d.to_check, d.rejected, d.headers, d.mapping, d.sha256
FROM deliveries d JOIN profiles f ON f.id = d.profile_id LEFT JOIN partners p ON p.id = d.partner_id
"""


def deliveries(
    store: Store, *, profile_id: int | None = None, before: int | None = None, limit: int = 100
) -> tuple[DeliveryLine, ...]:
    """Return deliveries, newest first; ask for older ones with `before=lines[-1].id`."""
    found = fetch(
        store,
        f"{_LINE} WHERE (? IS NULL OR d.profile_id = ?) AND d.id < COALESCE(?, 9223372036854775807)"
        " ORDER BY d.id DESC LIMIT ?",
        (profile_id, profile_id, before, limit),
    )
    return _lines(store, found)


def delivery(store: Store, delivery_id: int) -> DeliveryDetail:
    """Return one delivery. Raises `NotFound`."""
    row = fetch_one(store, f"{_LINE} WHERE d.id = ?", (delivery_id,))
    if row is None:
        raise NotFound("Deze levering staat niet (meer) in deze opslag.")
    return DeliveryDetail(_lines(store, [row])[0], _texts(row[15]), row[16], row[17])


def same_delivery(store: Store, sha256: str) -> DeliveryLine | None:
    """Return the delivery of a file with this SHA-256 (hexadecimal), or None: the same file comes in once."""
    row = fetch_one(store, f"{_LINE} WHERE d.sha256 = ?", (sha256,))
    return None if row is None else _lines(store, [row])[0]


def delivered_rows(
    store: Store,
    delivery_id: int,
    *,
    results: tuple[RowResult, ...] = (),
    after: int = 0,
    limit: int = 200,
) -> tuple[DeliveredRow, ...]:
    """Return rows of a delivery in file order, of these results (empty: all), after row number `after`."""
    wanted = json.dumps([result.value for result in results or tuple(RowResult)])
    seen, _ = may_see_signal(store, "w.signal_id")
    result = _result(store)
    found = fetch(
        store,
        f"SELECT w.row_number, {result}, CASE WHEN {result} = w.result THEN w.reasons ELSE '[]' END,"
        " w.cells, w.signal_id, COALESCE(s.number, '')"
        " FROM delivery_rows w LEFT JOIN signals s ON s.id = w.signal_id"
        f" WHERE w.delivery_id = ? AND w.row_number > ? AND {result} IN (SELECT value FROM json_each(?))"
        f" AND {seen}"
        " ORDER BY w.row_number, w.id LIMIT ?",
        (delivery_id, after, wanted, limit),
    )
    return tuple(
        DeliveredRow(row[0], RowResult.of(row[1]), _texts(row[2]), _texts(row[3]), row[4], row[5])
        for row in found
    )


def delivered_row_numbers(
    store: Store, delivery_id: int, *, results: tuple[RowResult, ...] = ()
) -> array[int]:
    """Return the numbers of the rows of these results (empty: all), in file order: the spine of a list."""
    wanted = json.dumps([result.value for result in results or tuple(RowResult)])
    seen, _ = may_see_signal(store, "w.signal_id")
    statement = (
        "SELECT w.row_number FROM delivery_rows w LEFT JOIN signals s ON s.id = w.signal_id WHERE w.delivery_id = ?"
        f" AND {_result(store)} IN (SELECT value FROM json_each(?)) AND {seen} ORDER BY w.row_number, w.id"
    )
    return spine(store, (statement, (delivery_id, wanted)))


def delivery_signals(store: Store, delivery_id: int) -> array[int]:
    """Return the ids of the signals that came in with a delivery, in file order."""
    seen, _ = may_see_case(store, "case_id")
    statement = f"SELECT id FROM signals WHERE delivery_id = ? AND {seen} ORDER BY id"
    return spine(store, (statement, (delivery_id,)))


def remembered_mapping(store: Store, partner_key: str, headers_key: str) -> str | None:
    """Return how these column heads of this partner were understood last time, as stored; None: never seen."""
    row = fetch_one(
        store,
        "SELECT mapping FROM column_mappings WHERE partner_key = ? AND headers_key = ?",
        (partner_key, headers_key),
    )
    return None if row is None else str(row[0])


def _result(store: Store) -> str:
    """Return what became of a row (`w`, its signal `s`) as SQL: what repeats a hidden signal only is new."""
    seen, _ = may_see_signal(store, "s.repeated_of_id")
    repeated, new = RowResult.REPEATED.value, RowResult.NEW.value
    return f"CASE WHEN w.result = '{repeated}' AND NOT ({seen}) THEN '{new}' ELSE w.result END"


def _lines(store: Store, found: Sequence[tuple[Any, ...]]) -> tuple[DeliveryLine, ...]:
    """Return lines with counts of what the viewer may see; the stored ones when that is everything."""
    counted = None if may_see_signal(store, "w.signal_id") == EVERYTHING else _counts(store, found)
    lines = []
    for row in found:
        counts = row[10:15]
        if counted is not None:
            seen = [counted.get((row[0], one.value), 0) for one in _COUNTED]
            counts = (sum(seen), *seen)
        values: tuple[Any, ...] = (*row[:8], instant(row[8]), row[9], *counts)
        lines.append(DeliveryLine(*values))
    return tuple(lines)


def _counts(store: Store, found: Sequence[tuple[Any, ...]]) -> dict[tuple[int, str], int]:
    seen, _ = may_see_signal(store, "w.signal_id")
    ids = tuple(row[0] for row in found)
    return {
        (row[0], row[1]): row[2]
        for row in fetch(
            store,
            f"SELECT w.delivery_id, {_result(store)}, count(*) FROM delivery_rows w"
            f" LEFT JOIN signals s ON s.id = w.signal_id WHERE w.delivery_id IN ({marks(ids)}) AND {seen}"
            " GROUP BY 1, 2",
            ids,
        )
    }


def _texts(stored: str) -> tuple[str, ...]:
    """Return a stored JSON list of texts; other text as its lines."""
    try:
        items = json.loads(stored)
    except ValueError:
        return tuple(line for line in stored.splitlines() if line)
    if not isinstance(items, list):
        return (stored,)
    return tuple("" if item is None else str(item) for item in items)
