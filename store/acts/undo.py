"""Taking an act back: the rows return to what they were, in one transaction that is itself logged."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, select

from store.actor import Actor
from store.acts.allowed import check_allowed, check_row
from store.acts.deliveries_undo import remove_delivery
from store.acts.link_keeping import regroup
from store.acts.log_chain import NewEntry, add_to_log, chain_keys
from store.engine.lifecycle import Store
from store.errors import Refused
from store.schema import LogEntry, UndoRecord

_CHANGED = (
    "Dit kan niet meer ongedaan gemaakt worden: het is daarna gewijzigd. "
    "Maak eerst de latere handeling ongedaan; die staat bovenaan in de geschiedenis."
)


@dataclass(frozen=True)
class Undone:
    """What was taken back: the act's Dutch label with its number."""

    label: str


def undo_last(store: Store, actor: Actor, *, now: datetime | None = None) -> Undone:
    """Take back the last act of this worker that was not taken back yet; an act without undo is refused.

    The refusal names the act and the reason, and nothing is changed. Rows that somebody changed since are never
    overwritten.
    """
    with Session(store.engine, expire_on_commit=False) as session:
        record = session.exec(
            select(UndoRecord)
            .where(UndoRecord.worker == actor.name, col(UndoRecord.undone_at).is_(None))
            .order_by(col(UndoRecord.id).desc())
            .limit(1)
        ).first()
        if record is None:
            raise Refused("Er is niets om ongedaan te maken.")
        return _undo(store, session, record, actor, now or datetime.now(UTC))


def undo_act(store: Store, actor: Actor, undo_id: int, *, now: datetime | None = None) -> Undone:
    """Take back one particular act, chosen from the history."""
    with Session(store.engine, expire_on_commit=False) as session:
        record = session.get(UndoRecord, undo_id)
        if record is None:
            raise Refused("Deze handeling staat niet in de geschiedenis.")
        return _undo(store, session, record, actor, now or datetime.now(UTC))


def settle(store: Store) -> None:
    """Let nothing done so far be taken back: what set a new store up is where the work begins. The log stays."""
    with Session(store.engine) as session:
        session.execute(delete(UndoRecord))
        session.commit()


def _undo(store: Store, session: Session, record: UndoRecord, actor: Actor, now: datetime) -> Undone:
    entry = session.get(LogEntry, record.log_id)
    _check_may(store, actor, record, entry)
    if record.undone_at is not None:
        raise Refused("Deze handeling is al ongedaan gemaakt.")
    if record.refusal:
        raise Refused(f"Niet ongedaan te maken: {record.label}. {record.refusal}")
    connection = session.connection()
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    operations = json.loads(record.operations)
    try:
        for operation in reversed(operations):
            if operation.get("bulk") == "delivery":
                remove_delivery(session, operation)
        _reverse(session, [operation for operation in operations if "bulk" not in operation])
        for operation in operations:
            if operation.get("bulk") == "groups":
                regroup(connection.exec_driver_sql, operation["residents"])
    except IntegrityError:
        raise Refused(_CHANGED) from None
    undone = NewEntry(
        at=now,
        actor=actor,
        event="change",
        act="undo",
        kind=entry.kind if entry else "",
        number=entry.number if entry else "",
        case_id=entry.case_id if entry else None,
        signal_id=entry.signal_id if entry else None,
        resident_id=entry.resident_id if entry else None,
        summary=f"ongedaan gemaakt: {record.label}",
    )
    add_to_log(connection.exec_driver_sql, chain_keys(store), [undone])
    record.undone_at, record.undone_by = now, actor.name
    session.add(record)
    try:
        session.commit()
    except IntegrityError:
        session.rollback()
        raise Refused(
            "Dit kan niet meer ongedaan gemaakt worden: er is daarna op voortgebouwd. "
            "Maak eerst de latere handeling ongedaan."
        ) from None
    return Undone(record.label)


def _check_may(store: Store, actor: Actor, record: UndoRecord, entry: LogEntry | None) -> None:
    """Refuse to take back what the actor could not do now: the role, or a case that is shielded from them.

    Shielding a case of another team hides it from who did so, who may still take that back.
    """
    check_allowed(store, actor, record.act)
    check_allowed(store, actor, "undo")
    if entry is not None and record.act != "shield_case":
        check_row(store, entry)


def _reverse(session: Session, operations: list[dict[str, Any]]) -> None:
    """Put rows back as they were, raising their version so that other terminals notice.

    All rows that the act left go first and the old ones come after, so that rows which traded a unique value (rules
    in another order) never meet; foreign keys are looked at when everything stands.
    """
    connection = session.connection()
    back: list[tuple[str, dict[str, Any]]] = []
    for operation in operations:
        table, row_id = str(operation["table"]), int(operation["id"])
        before, after = operation["before"], operation["after"]
        found = connection.exec_driver_sql(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,))
        row = found.mappings().first()
        current = None if row is None else dict(row)
        if not _same(current, after):
            raise Refused(_CHANGED)
        if before is not None:
            # A column that came with a later version is not in what was recorded: it keeps what it holds.
            values = {**(current or {}), **before}
            if current is not None and "version" in current:
                values["version"] = int(current["version"]) + 1
            back.append((table, values))
    for operation in operations:
        if operation["after"] is not None:
            table = str(operation["table"])
            connection.exec_driver_sql(f'DELETE FROM "{table}" WHERE id = ?', (int(operation["id"]),))
    for table, values in back:
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" for _ in values)
        connection.exec_driver_sql(
            f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(values.values())
        )


def _same(current: dict[str, Any] | None, after: dict[str, Any] | None) -> bool:
    if current is None or after is None:
        return current is None and after is None
    return {**current, **after, "version": 0} == {**current, "version": 0}
