"""Taking back a whole delivery: what it added goes, unless somebody already worked with it."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session

from store.acts.search_bulk import signals_removed_at_once
from store.errors import Refused

_UNUSED_ADDRESS = "".join(
    f" AND NOT EXISTS (SELECT 1 FROM {table} u WHERE u.address_id = addresses.id)"
    for table in ("signals", "cases", "residents", "households")
)
_WORKED_ON = (
    "SELECT count(DISTINCT l.signal_id) FROM signals s JOIN log_entries l ON l.signal_id = s.id"
    " JOIN undo_records u ON u.log_id = l.id AND u.undone_at IS NULL WHERE s.delivery_id = ?"
)


def remove_delivery(session: Session, operation: dict[str, Any]) -> None:
    """Remove the rows one delivery added, by the id ranges that its undo record holds.

    `operation`: `{"bulk": "delivery", "id": delivery id, "ranges": {table: [[first, last], …]}}`, tables in order of
    insertion; `mapping`, when the remembered meaning of columns changed, is `{"id", "before", "after"}`. Refused when
    an act on a signal of the delivery still stands, because that work would be lost with it.
    """
    connection = session.connection()
    delivery_id = int(operation["id"])
    worked_on = connection.exec_driver_sql(_WORKED_ON, (delivery_id,)).scalar_one()
    if worked_on:
        raise Refused(
            f"Deze levering kan niet meer ongedaan gemaakt worden: met {worked_on} "
            f"{'signaal' if worked_on == 1 else 'signalen'} eruit is al gewerkt."
        )
    signals = sum(last - first + 1 for first, last in operation["ranges"].get("signals", ()))
    with signals_removed_at_once(connection.exec_driver_sql, signals):
        for table, ranges in reversed(list(operation["ranges"].items())):
            unused = _UNUSED_ADDRESS if table == "addresses" else ""
            for first, last in ranges:
                connection.exec_driver_sql(
                    f'DELETE FROM "{table}" WHERE id BETWEEN ? AND ?{unused}', (first, last)
                )
    connection.exec_driver_sql("DELETE FROM deliveries WHERE id = ?", (delivery_id,))
    _forget_mapping(session, operation.get("mapping"))


def _forget_mapping(session: Session, change: dict[str, Any] | None) -> None:
    """Remember the columns as before this delivery, unless a later one understood them otherwise."""
    if change is None:
        return
    connection = session.connection()
    if change["before"] is None:
        connection.exec_driver_sql(
            "DELETE FROM column_mappings WHERE id = ? AND mapping = ?", (change["id"], change["after"])
        )
        return
    connection.exec_driver_sql(
        "UPDATE column_mappings SET mapping = ? WHERE id = ? AND mapping = ?",
        (change["before"], change["id"], change["after"]),
    )
