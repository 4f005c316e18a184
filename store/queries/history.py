"""What was done with a signal, a case or the whole store, and what "ongedaan maken" would take back.

Who looked is in the log (`store.queries.log_view`), not in a history of work.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.engine.lifecycle import Store
from store.queries.shared import as_instant, fetch, fetch_one, instant
from store.queries.visibility import check_case, check_signal, visible_about


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry of the log, newest first; ask for older ones with `before=lines[-1].id`.

    `undo_id` goes to `undo_act`; `can_undo` is whether it was not taken back yet and may be. What was built on an
    act since can still stop it: the act itself says so.
    """

    id: int
    at: datetime
    worker: str
    event: str
    act: str
    kind: str
    number: str
    signal_id: int | None
    case_id: int | None
    summary: str
    on_behalf: str
    purpose: str
    outcome: str
    undo_id: int | None
    can_undo: bool
    refusal: str
    undone_at: datetime | None
    undone_by: str


@dataclass(frozen=True, slots=True)
class LastUndo:
    """The act that "ongedaan maken" takes back now; with a `refusal` it cannot be, and that says why."""

    undo_id: int
    at: datetime
    act: str
    label: str
    refusal: str


_LINES = """
SELECT l.id, l.at, l.worker, l.event, l.act, l.kind, l.number, l.signal_id, l.case_id, l.summary, l.on_behalf,
 l.purpose, l.outcome, u.id, u.refusal, u.undone_at, u.undone_by
FROM log_entries l LEFT JOIN undo_records u ON u.log_id = l.id
"""
NO_LOOK = "l.event NOT IN ('read', 'search', 'print')"
"""SQL: an entry of the log (`l`) about something that was done, not about something that was looked at."""

_PAGE = "l.id < COALESCE(?, 9223372036854775807)"


def signal_history(
    store: Store, signal_id: int, *, before: int | None = None, limit: int = 100
) -> tuple[HistoryLine, ...]:
    """Return what was done with a signal, newest first."""
    check_signal(store, signal_id)
    return _lines(store, "l.signal_id = ?", (signal_id,), before, limit)


def case_history(
    store: Store, case_id: int, *, before: int | None = None, limit: int = 100
) -> tuple[HistoryLine, ...]:
    """Return what was done in a case and with the signals linked to it, newest first."""
    check_case(store, case_id)
    return _lines(
        store,
        "(l.case_id = ? OR l.signal_id IN (SELECT s.id FROM signals s WHERE s.case_id = ?))",
        (case_id, case_id),
        before,
        limit,
    )


def store_history(
    store: Store, *, worker: str = "", before: int | None = None, limit: int = 100
) -> tuple[HistoryLine, ...]:
    """Return what was done in the whole store, or by one worker, newest first."""
    seen = visible_about(store, "l.case_id", "l.signal_id")
    return _lines(store, f"(? = '' OR l.worker = ?) AND {seen}", (worker, worker), before, limit)


def _lines(
    store: Store, where: str, values: tuple[object, ...], before: int | None, limit: int
) -> tuple[HistoryLine, ...]:
    found = fetch(
        store,
        f"{_LINES} WHERE {where} AND {NO_LOOK} AND {_PAGE} ORDER BY l.id DESC LIMIT ?",
        (*values, before, limit),
    )
    return tuple(_line(row) for row in found)


def _line(row: tuple[Any, ...]) -> HistoryLine:
    undo_id, refusal, undone_at, undone_by = row[13:17]
    can_undo = undo_id is not None and undone_at is None and not refusal
    undo = (undo_id, can_undo, refusal or "", as_instant(undone_at), undone_by or "")
    values: tuple[Any, ...] = (row[0], instant(row[1]), *row[2:13], *undo)
    return HistoryLine(*values)


def last_undo(store: Store, worker: str) -> LastUndo | None:
    """Return what "ongedaan maken" would take back for this worker, or None when there is nothing."""
    row = fetch_one(
        store,
        "SELECT id, at, act, label, refusal FROM undo_records WHERE worker = ? AND undone_at IS NULL"
        " ORDER BY id DESC LIMIT 1",
        (worker,),
    )
    return None if row is None else LastUndo(row[0], instant(row[1]), row[2], row[3], row[4])
