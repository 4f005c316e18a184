"""Decisions of meetings: per meeting, per holder, and what was decided about somebody's cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

from store.engine.lifecycle import Store
from store.local_time import utc_text
from store.queries.meeting_names import meeting_names
from store.queries.meeting_shapes import DecisionRow
from store.queries.shared import as_day, as_instant, fetch, instant
from store.queries.visibility import visible_about
from store.rules.masking import initials_of, mask_text

SUBJECT = """
LEFT JOIN cases k ON k.id = i.case_id
LEFT JOIN signals s ON s.id = i.signal_id
LEFT JOIN residents r ON r.id = COALESCE(k.resident_id, s.resident_id)
LEFT JOIN addresses a ON a.id = COALESCE(k.address_id, s.address_id)
LEFT JOIN districts d ON d.id = COALESCE(i.district_id, k.district_id, s.district_id)
"""
"""From an agenda item `i` to its case, signal, resident, address and district."""

_DECISIONS = f"""
SELECT b.id, b.meeting_id, g.number, g.held_on, b.agenda_item_id, i.case_id, i.signal_id,
 COALESCE(k.number, s.number, ''), i.title, COALESCE(r.given, ''), COALESCE(r.prefix, ''), COALESCE(r.surname, ''),
 COALESCE(r.name_text, ''), r.birth_year, b.at, b.by, b.body, b.owner, b.assigned_to, b.due_on, b.condition,
 b.informing, b.effect, b.action_id, x.done_at
FROM decisions b JOIN meetings g ON g.id = b.meeting_id JOIN agenda_items i ON i.id = b.agenda_item_id
{SUBJECT} LEFT JOIN actions x ON x.id = b.action_id
"""


def decision_rows(
    store: Store, where: str, values: tuple[object, ...], *, newest_first: bool = False, limit: int = 1000
) -> tuple[DecisionRow, ...]:
    """Return decisions by a condition of ours (`b` decision, `g` meeting, `i` item, `k` case), texts masked."""
    order = "b.at DESC, b.id DESC" if newest_first else "b.id"
    seen = visible_about(store, "i.case_id", "i.signal_id")
    found = fetch(
        store, f"{_DECISIONS} WHERE ({where}) AND {seen} ORDER BY {order} LIMIT ?", (*values, limit)
    )
    known = {meeting_id: meeting_names(store, meeting_id) for meeting_id in {row[1] for row in found}}
    rows = []
    for row in found:
        names = known[row[1]]
        theme = row[5] is None and row[6] is None
        rows.append(
            DecisionRow(
                id=row[0],
                meeting_id=row[1],
                meeting_number=row[2],
                held_on=date.fromisoformat(row[3]),
                item_id=row[4],
                case_id=row[5],
                signal_id=row[6],
                number=row[7],
                who=mask_text(row[8], names) if theme else initials_of(*row[9:14]),
                at=instant(row[14]),
                by=row[15],
                body=mask_text(row[16], names),
                owner=row[17],
                assigned_to=row[18],
                due_on=as_day(row[19]),
                condition=mask_text(row[20], names),
                informing=mask_text(row[21], names),
                effect=mask_text(row[22], names),
                action_id=row[23],
                done_at=as_instant(row[24]),
            )
        )
    return tuple(rows)


def meeting_decisions(store: Store, meeting_id: int) -> tuple[DecisionRow, ...]:
    """Return what a meeting decided, in the order it was decided."""
    return decision_rows(store, "b.meeting_id = ?", (meeting_id,))


def decided_about(store: Store, worker: str, since: datetime, *, limit: int = 50) -> tuple[DecisionRow, ...]:
    """Return what meetings decided about the cases `worker` leads, or for `worker` to do, since a moment.

    Newest first; what the worker wrote down is left out: they were there.
    """
    stamp = utc_text(since)
    return decision_rows(
        store,
        "b.at > ? AND b.by <> ? AND (k.case_lead = ? OR b.owner = ?)",
        (stamp, worker, worker, worker),
        newest_first=True,
        limit=limit,
    )


def actions_per_organisation(
    decisions: Iterable[DecisionRow],
) -> tuple[tuple[str, tuple[DecisionRow, ...]], ...]:
    """Return what was promised per organisation, the team itself ("") first, then by name; earliest first."""
    return _grouped(decisions, lambda one: one.assigned_to)


def actions_per_person(decisions: Iterable[DecisionRow]) -> tuple[tuple[str, tuple[DecisionRow, ...]], ...]:
    """Return what people of the team promised, by name; earliest first."""
    return _grouped((one for one in decisions if one.owner), lambda one: one.owner)


def _grouped(
    decisions: Iterable[DecisionRow], key: Callable[[DecisionRow], str]
) -> tuple[tuple[str, tuple[DecisionRow, ...]], ...]:
    groups: dict[str, list[DecisionRow]] = {}
    for one in decisions:
        if one.holder:
            groups.setdefault(key(one), []).append(one)
    return tuple(
        (name, tuple(sorted(found, key=lambda one: (one.due_on or date.max, one.id))))
        for name, found in sorted(groups.items(), key=lambda pair: pair[0].casefold())
    )
