"""Where to go on from a resident or an address that was found: its newest signal."""

from __future__ import annotations

from store.engine.lifecycle import Store
from store.queries.search_shapes import Hit, HitKind
from store.queries.shared import fetch_one
from store.queries.visibility import may_see_case


def newest_signal(store: Store, hit: Hit) -> int | None:
    """Return the id of the newest signal of a resident (all records of the person) or an address; None without one."""
    seen, values = may_see_case(store, "s.case_id")
    if hit.kind is HitKind.RESIDENT:
        where = (
            "s.resident_id IN (SELECT r.id FROM residents r"
            " WHERE r.group_id = (SELECT g.group_id FROM residents g WHERE g.id = ?))"
        )
    else:
        where = "s.address_id = ?"
    row = fetch_one(
        store,
        f"SELECT s.id FROM signals s WHERE {where} AND {seen} ORDER BY s.received_at DESC, s.id DESC LIMIT 1",
        (hit.id, *values),
    )
    return None if row is None else int(row[0])
