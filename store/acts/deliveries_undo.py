"""Taking back a whole delivery: what it added goes, unless somebody already worked with it."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session

from store.errors import Refused

_UNUSED_ADDRESS = "".join(
    f" AND NOT EXISTS (SELECT 1 FROM {table} u WHERE u.address_id = addresses.id)"
    for table in ("signals", "cases", "residents", "households")
)


def remove_delivery(session: Session, operation: dict[str, Any]) -> None:
    """Remove the rows one delivery added, by the id ranges that its undo record holds.

    `operation`: `{"bulk": "delivery", "id": delivery id, "ranges": {table: [[first, last], …]}}`, tables in order of
    insertion. Refused when a signal of the delivery was changed since (version above 1), because the work would be
    lost with it.
    """
    connection = session.connection()
    delivery_id = int(operation["id"])
    worked_on = connection.exec_driver_sql(
        "SELECT count(*) FROM signals WHERE delivery_id = ? AND version > 1", (delivery_id,)
    ).scalar_one()
    if worked_on:
        raise Refused(
            f"Deze levering kan niet meer ongedaan gemaakt worden: met {worked_on} "
            f"{'signaal' if worked_on == 1 else 'signalen'} eruit is al gewerkt."
        )
    for table, ranges in reversed(list(operation["ranges"].items())):
        unused = _UNUSED_ADDRESS if table == "addresses" else ""
        for first, last in ranges:
            connection.exec_driver_sql(
                f'DELETE FROM "{table}" WHERE id BETWEEN ? AND ?{unused}', (first, last)
            )
    connection.exec_driver_sql("DELETE FROM deliveries WHERE id = ?", (delivery_id,))
