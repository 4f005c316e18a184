"""Meetings as lists and screens read them: kinds, what is planned, one meeting whole."""

from __future__ import annotations

from datetime import date
from typing import Any

from store.codes import AgendaStatus, MeetingStatus, PartnerType
from store.engine.lifecycle import Store
from store.errors import NotFound
from store.queries.meeting_decisions import meeting_decisions
from store.queries.meeting_items import agenda_rows
from store.queries.meeting_names import meeting_names
from store.queries.meeting_shapes import MeetingDetail, MeetingKindRow, MeetingRow, ParticipantRow
from store.queries.shared import as_instant, fetch, fetch_one
from store.queries.visibility import visible_about
from store.rules.agenda import cutoff
from store.rules.masking import mask_text

_KINDS = (
    "SELECT id, profile_id, key, name, has_open_part, rhythm_days, cutoff_workdays, cutoff_time, place, chair, active"
    " FROM meeting_kinds"
)
_MEETINGS = """
SELECT g.id, g.number, g.version, g.kind_id, q.name, q.has_open_part, g.profile_id, g.held_on, g.starts_at, g.place,
 g.chair, g.status,
 (SELECT count(*) FROM agenda_items i WHERE i.meeting_id = g.id AND {seen}),
 (SELECT count(*) FROM agenda_items i WHERE i.meeting_id = g.id AND i.status = '{done}' AND {seen}),
 (SELECT COALESCE(sum(i.planned_minutes), 0) FROM agenda_items i WHERE i.meeting_id = g.id AND {seen}),
 (SELECT count(*) FROM decisions b JOIN agenda_items i ON i.id = b.agenda_item_id WHERE b.meeting_id = g.id AND {seen}),
 q.cutoff_workdays, q.cutoff_time
FROM meetings g JOIN meeting_kinds q ON q.id = g.kind_id
"""


def _meetings(store: Store) -> str:
    """Return the SELECT of meetings; what is counted of them is what the viewer may see."""
    seen = visible_about(store, "i.case_id", "i.signal_id")
    return _MEETINGS.format(seen=seen, done=AgendaStatus.DONE.value)


def meeting_kinds(store: Store, profile_id: int, *, active_only: bool = True) -> tuple[MeetingKindRow, ...]:
    """Return the kinds of meeting of a municipality, in the order of its profile."""
    found = fetch(
        store, f"{_KINDS} WHERE profile_id = ? AND (active OR NOT ?) ORDER BY id", (profile_id, active_only)
    )
    return tuple(
        MeetingKindRow(*row[:4], bool(row[4]), *row[5:10], bool(row[10]))  # type: ignore[call-arg]
        for row in found
    )


def meeting_list(store: Store, profile_id: int | None = None, *, limit: int = 200) -> tuple[MeetingRow, ...]:
    """Return meetings: running, planned soonest first, then those that were held and were called off newest first."""
    found = fetch(
        store,
        f"{_meetings(store)} WHERE (?1 IS NULL OR g.profile_id = ?1)"
        " ORDER BY CASE g.status WHEN 'running' THEN 0 WHEN 'planned' THEN 1 WHEN 'closed' THEN 2 ELSE 3 END,"
        " CASE WHEN g.status IN ('running', 'planned') THEN julianday(g.held_on) ELSE -julianday(g.held_on) END,"
        " g.starts_at, g.id LIMIT ?2",
        (profile_id, limit),
    )
    return tuple(_row(row) for row in found)


def running_meeting(store: Store, profile_id: int | None = None) -> MeetingRow | None:
    """Return the meeting that is going on, also after the program was interrupted; None when there is none."""
    return _first(
        store,
        "g.status = 'running' AND (?1 IS NULL OR g.profile_id = ?1) ORDER BY g.started_at DESC",
        profile_id,
    )


def next_meeting(store: Store, profile_id: int | None = None) -> MeetingRow | None:
    """Return the first planned meeting, or None."""
    where = "g.status = 'planned' AND (?1 IS NULL OR g.profile_id = ?1) ORDER BY g.held_on, g.starts_at, g.id"
    return _first(store, where, profile_id)


def _first(store: Store, where: str, profile_id: int | None) -> MeetingRow | None:
    row = fetch_one(store, f"{_meetings(store)} WHERE {where} LIMIT 1", (profile_id,))
    return None if row is None else _row(row)


def _row(row: tuple[Any, ...]) -> MeetingRow:
    held_on = date.fromisoformat(row[7])
    return MeetingRow(
        id=row[0],
        number=row[1],
        version=row[2],
        kind_id=row[3],
        kind=row[4],
        has_open_part=bool(row[5]),
        profile_id=row[6],
        held_on=held_on,
        starts_at=row[8],
        place=row[9],
        chair=row[10],
        status=MeetingStatus.of(row[11]),
        items=row[12],
        done=row[13],
        planned_minutes=row[14],
        decisions=row[15],
        closes_at=cutoff(held_on, workdays=row[16], at=row[17]),
    )


def meeting_row(store: Store, meeting_id: int) -> MeetingRow:
    """Return one meeting. Raises `NotFound`."""
    row = fetch_one(store, f"{_meetings(store)} WHERE g.id = ?", (meeting_id,))
    if row is None:
        raise NotFound("Dit overleg staat niet (meer) in deze opslag.")
    return _row(row)


def meeting_by_number(store: Store, number: str) -> MeetingRow:
    """Return the meeting with this number ("OV2026-012"). Raises `NotFound`."""
    row = fetch_one(store, f"{_meetings(store)} WHERE g.number = ?", (number.strip().upper(),))
    if row is None:
        raise NotFound("Dit overleg staat niet in deze opslag.")
    return _row(row)


def meeting_detail(store: Store, meeting_id: int) -> MeetingDetail:
    """Return one meeting whole, safe for a shared screen. Raises `NotFound`."""
    row = meeting_row(store, meeting_id)
    own = fetch_one(
        store,
        "SELECT remarks, started_at, closed_at, current_item_id FROM meetings WHERE id = ?",
        (meeting_id,),
    ) or ("", None, None, None)
    items = agenda_rows(store, meeting_id)
    return MeetingDetail(
        row=row,
        remarks=mask_text(own[0], meeting_names(store, meeting_id)),
        started_at=as_instant(own[1]),
        closed_at=as_instant(own[2]),
        current_item_id=own[3] if any(one.id == own[3] for one in items) else None,
        participants=participants(store, meeting_id),
        items=items,
        decisions=meeting_decisions(store, meeting_id),
    )


def meeting_remarks(store: Store, meeting_id: int) -> str:
    """Return the remarks of a meeting as they were written, for who goes on writing; nothing in them is masked."""
    row = fetch_one(store, "SELECT remarks FROM meetings WHERE id = ?", (meeting_id,))
    return "" if row is None else str(row[0])


def participants(store: Store, meeting_id: int) -> tuple[ParticipantRow, ...]:
    """Return who is at the table, the team first."""
    found = fetch(
        store,
        "SELECT id, name, organisation, partner_id, partner_type, is_team, present FROM meeting_participants"
        " WHERE meeting_id = ? ORDER BY is_team DESC, organisation, name, id",
        (meeting_id,),
    )
    return tuple(
        ParticipantRow(row[0], row[1], row[2], row[3], PartnerType.of(row[4]), bool(row[5]), bool(row[6]))
        for row in found
    )
