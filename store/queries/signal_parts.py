"""What hangs on a signal or a case: its clocks and its routings with the explanation that was shown."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from store.codes import ClockKind
from store.engine.lifecycle import Store
from store.queries.shared import as_day, fetch, instant
from store.queries.visibility import check_case, check_signal
from store.rules.routing import Explanation, explanation_from_dict


@dataclass(frozen=True, slots=True)
class ClockView:
    """A clock of a signal or case, running or stopped."""

    id: int
    kind: ClockKind
    started_on: date
    due_on: date
    stopped_on: date | None
    stop_reason: str


@dataclass(frozen=True, slots=True)
class RoutingView:
    """One routing decision with the explanation that was shown."""

    at: datetime
    by: str
    team: str
    proposed_team: str
    followed: bool
    reason: str
    explanation: Explanation


def clock_views(store: Store, column: str, row_id: int) -> tuple[ClockView, ...]:
    """Return the clocks of a signal (`column` "signal_id") or case ("case_id"), running ones first by due day."""
    if column not in ("signal_id", "case_id"):
        raise ValueError(column)
    check = check_signal if column == "signal_id" else check_case
    check(store, row_id)
    found = fetch(
        store,
        "SELECT id, kind, started_on, due_on, stopped_on, stop_reason FROM clocks"
        f" WHERE {column} = ? ORDER BY stopped_on IS NOT NULL, due_on, id",
        (row_id,),
    )
    return tuple(
        ClockView(
            row[0],
            ClockKind.of(row[1]),
            date.fromisoformat(row[2]),
            date.fromisoformat(row[3]),
            as_day(row[4]),
            row[5],
        )
        for row in found
    )


def routing_views(store: Store, signal_id: int) -> tuple[RoutingView, ...]:
    """Return the routing decisions of a signal, newest first."""
    check_signal(store, signal_id)
    found = fetch(
        store,
        "SELECT o.at, o.by, t.name, v.name, o.followed, o.reason, o.explanation FROM routings o"
        " JOIN teams t ON t.id = o.team_id JOIN teams v ON v.id = o.proposed_team_id"
        " WHERE o.signal_id = ? ORDER BY o.at DESC, o.id DESC",
        (signal_id,),
    )
    return tuple(
        RoutingView(
            instant(row[0]),
            row[1],
            row[2],
            row[3],
            bool(row[4]),
            row[5],
            explanation_from_dict(json.loads(row[6])),
        )
        for row in found
    )
