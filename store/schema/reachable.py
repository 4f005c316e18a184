"""Which signals have a reporter who can still be reached, oldest first, kept by triggers.

Of most old signals only the organisation is left of the reporter. What may be destroyed is found here without going
through all of those.
"""

from __future__ import annotations

from sqlalchemy import Connection, event
from sqlmodel import SQLModel

_TABLE = (
    "CREATE TABLE reachable_reporters (received_at TEXT NOT NULL, signal_id INTEGER NOT NULL,"
    " PRIMARY KEY (received_at, signal_id)) WITHOUT ROWID"
)
_INTO = "INSERT INTO reachable_reporters (received_at, signal_id)"
_SIGNALS = "SELECT s.received_at, s.id FROM signals s WHERE s.reporter_id = {0}.id"


def _reachable(row: str) -> str:
    return f"({row}.name <> '' OR {row}.phone <> '' OR {row}.mail <> '')"


def reachable_anew() -> str:
    """Return the SELECT of what the table should hold."""
    return (
        "SELECT s.received_at, s.id AS signal_id FROM signals s JOIN reporters m ON m.id = s.reporter_id"
        f" WHERE {_reachable('m')}"
    )


def find_anew() -> list[str]:
    """Return the SQL that fills the table anew."""
    return ["DELETE FROM reachable_reporters", f"{_INTO} {reachable_anew()}"]


def _triggers() -> list[str]:
    come = (
        f"{_INTO} SELECT new.received_at, new.id FROM reporters m WHERE m.id = new.reporter_id"
        f" AND {_reachable('m')} ON CONFLICT DO NOTHING;"
    )
    go = "DELETE FROM reachable_reporters WHERE received_at = old.received_at AND signal_id = old.id;"
    known = f"{_INTO} {_SIGNALS.format('new')} AND {_reachable('new')} ON CONFLICT DO NOTHING;"
    gone = f"DELETE FROM reachable_reporters WHERE (received_at, signal_id) IN ({_SIGNALS.format('old')});"
    changed = "old.received_at IS NOT new.received_at OR old.reporter_id IS NOT new.reporter_id"
    return [
        f"CREATE TRIGGER reachable_{name} AFTER {what} WHEN {when} BEGIN {body} END"
        for name, what, when, body in (
            ("signal_added", "INSERT ON signals", "new.reporter_id IS NOT NULL", come),
            ("signal_removed", "DELETE ON signals", "old.reporter_id IS NOT NULL", go),
            ("signal_changed", "UPDATE OF received_at, reporter_id ON signals", changed, f"{go} {come}"),
            ("reporter_added", "INSERT ON reporters", _reachable("new"), known),
            ("reporter_removed", "DELETE ON reporters", _reachable("old"), gone),
            (
                "reporter_changed",
                "UPDATE OF name, phone, mail ON reporters",
                f"{_reachable('old')} <> {_reachable('new')}",
                f"{gone} {known}",
            ),
        )
    ]


def everything() -> list[str]:
    """Return the SQL that makes the table and its triggers."""
    return [_TABLE, *_triggers()]


@event.listens_for(SQLModel.metadata, "after_create")
def _make(metadata: object, connection: Connection, **_: object) -> None:
    for statement in everything():
        connection.exec_driver_sql(statement)
