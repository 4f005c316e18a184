"""Where to go on from a resident or an address that was found: the open case, else the newest signal."""

from __future__ import annotations

from store.codes import CaseStatus
from store.engine.lifecycle import Store
from store.queries.search_shapes import Hit, HitKind
from store.queries.shared import fetch_one
from store.queries.visibility import may_see_case

_PERSON = (
    "resident_id IN (SELECT r.id FROM residents r"
    " WHERE r.group_id = (SELECT g.group_id FROM residents g WHERE g.id = ?))"
)


def open_case_of(store: Store, hit: Hit) -> int | None:
    """Return the id of the newest open case of a resident (all records of the person) or an address, or that a signal
    of it came to; None without one.
    """
    about = _PERSON if hit.kind is HitKind.RESIDENT else "address_id = ?"
    seen, values = may_see_case(store, "k.id")
    row = fetch_one(
        store,
        f"SELECT k.id FROM cases k WHERE k.id IN (SELECT id FROM cases WHERE {about}"
        f" UNION SELECT case_id FROM signals WHERE {about} AND case_id IS NOT NULL)"
        f" AND k.status <> '{CaseStatus.CLOSED.value}' AND {seen} ORDER BY k.opened_at DESC, k.id DESC LIMIT 1",
        (hit.id, hit.id, *values),
    )
    return None if row is None else int(row[0])


def newest_signal(store: Store, hit: Hit) -> int | None:
    """Return the id of the newest signal of a resident (all records of the person) or an address; None without one."""
    seen, values = may_see_case(store, "s.case_id")
    about = _PERSON if hit.kind is HitKind.RESIDENT else "address_id = ?"
    row = fetch_one(
        store,
        f"SELECT s.id FROM signals s WHERE s.{about} AND {seen} ORDER BY s.received_at DESC, s.id DESC LIMIT 1",
        (hit.id, *values),
    )
    return None if row is None else int(row[0])
