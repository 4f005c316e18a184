"""Two terminals on one store: the second is told what the first changed, never overwrites it silently."""

from __future__ import annotations

import json
from typing import Any

from sqlmodel import Session, SQLModel

from store.errors import Conflict
from store.labels import field_label, value_label

_SEARCHED = 200
_SILENT = {"id", "version"}


def check_version(session: Session, row: SQLModel, what: str, expected: int) -> None:
    """Raise `Conflict` when `row` is no longer at version `expected`, with the fields that differ."""
    version = getattr(row, "version", expected)
    if version == expected:
        return
    table = str(row.__tablename__)
    changed = changes_since(session, table, int(getattr(row, "id", 0)), expected)
    names = ", ".join(label for label, _, _ in changed) or "gegevens"
    raise Conflict(
        f"{what[:1].upper()}{what[1:]} is intussen door iemand anders gewijzigd ({names}). "
        "Uw wijziging is niet bewaard; bekijk wat er nu staat en doe het zo nodig opnieuw.",
        changed,
    )


def changes_since(
    session: Session, table: str, row_id: int, version: int
) -> tuple[tuple[str, str, str], ...]:
    """Return (field label, value then, value now) for a row since it had `version`, as far as is recorded."""
    connection = session.connection()
    needle = f'%"table":"{table}","id":{row_id},%'
    found = connection.exec_driver_sql(
        "SELECT operations FROM (SELECT id, operations FROM undo_records ORDER BY id DESC LIMIT ?)"
        " WHERE operations LIKE ? ORDER BY id",
        (_SEARCHED, needle),
    ).all()
    then: dict[str, Any] | None = None
    for (operations,) in found:
        for operation in json.loads(operations):
            if operation.get("table") != table or operation.get("id") != row_id:
                continue
            for state in (operation["before"], operation["after"]):
                if then is None and state is not None and state.get("version") == version:
                    then = state
    now = connection.exec_driver_sql(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,)).mappings().first()
    if then is None or now is None:
        return ()
    return tuple(
        (field_label(name), *_told(name, old, now[name]))
        for name, old in then.items()
        if name not in _SILENT and name in now and now[name] != old
    )


def _told(name: str, old: Any, new: Any) -> tuple[str, str]:
    """Return both values as a person reads them; of a reference only that it is another one."""
    if name.endswith("_id"):
        return "leeg" if old is None else "wat u las", "leeg" if new is None else "iets anders"
    return value_label(name, old), value_label(name, new)
