"""Which cases and forwarded signals can come to the table, read inside an act for the agenda rule to judge."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from store.acts.unit import Unit
from store.codes import CaseStatus, ClockKind, SignalStatus, Urgency
from store.local_time import LOCAL_ZONE
from store.rules.agenda import Candidate, DueThing, Promise
from store.schema import Meeting, MeetingKind

# Named one by one they are found over the index of statuses, also when nearly all cases are closed.
_OPEN = ", ".join(f"'{status.value}'" for status in CaseStatus if status is not CaseStatus.CLOSED)


def previous_moment(previous: Meeting | None, held_on: date, kind: MeetingKind) -> datetime:
    """Return since when something is new: the start of the meeting before, or one rhythm before the first one."""
    if previous is not None and previous.started_at is not None:
        return previous.started_at
    day = previous.held_on if previous is not None else held_on - timedelta(days=kind.rhythm_days)
    return datetime.combine(day, time(0), LOCAL_ZONE)


def candidates(
    act: Unit, meeting: Meeting, previous: Meeting | None, since: datetime, known: Collection[int]
) -> list[Candidate]:
    """Return every open case of the municipality that may have a reason to come to the table, and every forwarded
    signal that nobody confirmed in time.

    `since` is from when something is new, `known` the cases that stand on the agenda already. A shielded case comes to
    the table only by hand of somebody of its team, so it is no candidate. Of the other cases only what stands in
    indexes is read, however many are open.
    """
    profile, until = meeting.profile_id, meeting.held_on.isoformat()
    found = _cases(act, profile)
    bare = dict(found)
    _add_clocks(act, found, until)
    promised = _add_promises(act, found, previous)
    _add_actions(act, found, until, promised)
    chosen = {
        case_id: one
        for case_id, one in found.items()
        if one is not bare[case_id]
        or one.raised is not None
        or case_id in known
        or (one.came_in is not None and one.came_in > since)
    }
    return [*_told(act, chosen), *_forwarded(act, profile, until)]


def _cases(act: Unit, profile: int) -> dict[int, Candidate]:
    found: dict[int, Candidate] = {}
    for case_id, status, opened, newest in act.rows(
        "SELECT k.id, k.status, k.opened_at, (SELECT max(s.registered_at) FROM signals s WHERE s.case_id = k.id)"
        f" FROM cases k WHERE k.profile_id = ? AND k.status IN ({_OPEN})"
        " AND k.id NOT IN (SELECT id FROM cases WHERE shielded = 1) ORDER BY k.id",
        profile,
    ):
        since = datetime.fromisoformat(opened)
        signal = None if newest is None else datetime.fromisoformat(newest)
        found[case_id] = Candidate(
            case_id=case_id,
            came_in=max(since, signal) if signal else since,
            is_new_case=signal is None or signal <= since,
            raised="" if status == CaseStatus.ON_AGENDA.value else None,
        )
    return found


def _told(act: Unit, found: dict[int, Candidate]) -> Iterator[Candidate]:
    """Yield these candidates with what their case says: number, urgency, who took over, why it was raised."""
    for case_id, number, urgency, raised, handover_to in act.rows(
        "SELECT k.id, k.number, k.urgency, (SELECT h.reason FROM case_status_changes h WHERE h.case_id = k.id"
        " AND h.new = ? ORDER BY h.id DESC LIMIT 1), k.handover_to FROM cases k"
        " WHERE k.id IN (SELECT value FROM json_each(?)) ORDER BY k.id",
        CaseStatus.ON_AGENDA.value,
        json.dumps(list(found)),
    ):
        one = found[case_id]
        yield replace(
            one,
            number=number,
            urgency=None if urgency is None else Urgency.of(urgency),
            raised=None if one.raised is None else raised or "",
            handover_to=handover_to,
        )


def _add_clocks(act: Unit, found: dict[int, Candidate], until: str) -> None:
    for case_id, kind_text, started, due in act.rows(
        "SELECT c.case_id, c.kind, c.started_on, c.due_on FROM clocks c"
        " WHERE +c.case_id IS NOT NULL AND c.stopped_on IS NULL AND c.due_on <= ? ORDER BY c.due_on, c.id",
        until,
    ):
        if case_id not in found:
            continue
        one, kind = found[case_id], ClockKind.of(kind_text)
        began, ends = date.fromisoformat(started), date.fromisoformat(due)
        if kind == ClockKind.HANDOVER:
            one = replace(one, handover_due=ends)
        elif kind == ClockKind.WAITLIST_REVIEW:
            one = replace(one, waitlist_review=ends)
        elif kind == ClockKind.INACTIVITY:
            one = replace(one, quiet_since=began, quiet_days=(ends - began).days)
        else:
            one = replace(one, due=(*one.due, DueThing(kind.label, ends)))
        found[case_id] = one


def _add_promises(act: Unit, found: dict[int, Candidate], previous: Meeting | None) -> set[int]:
    """Add what the meeting before agreed on and nobody did yet; return the ids of those actions."""
    promised: set[int] = set()
    if previous is None:
        return promised
    for action_id, case_id, title, owner, due in act.rows(
        "SELECT x.id, x.case_id, x.title, x.owner, x.due_on FROM decisions b JOIN actions x ON x.id = b.action_id"
        " WHERE b.meeting_id = ? AND x.done_at IS NULL ORDER BY x.id",
        previous.id,
    ):
        promised.add(action_id)
        if case_id in found:
            one = found[case_id]
            promise = Promise(title, owner, None if due is None else date.fromisoformat(due))
            found[case_id] = replace(one, promised=(*one.promised, promise))
    return promised


def _add_actions(act: Unit, found: dict[int, Candidate], until: str, promised: set[int]) -> None:
    rows: list[Any] = act.rows(
        "SELECT x.id, x.case_id, x.title, x.due_on FROM actions x"
        " WHERE +x.case_id IS NOT NULL AND x.done_at IS NULL AND x.due_on <= ? ORDER BY x.due_on, x.id",
        until,
    )
    for action_id, case_id, title, due in rows:
        if case_id in found and action_id not in promised:
            one = found[case_id]
            thing = DueThing(f"actie {title}", date.fromisoformat(due))
            found[case_id] = replace(one, due=(*one.due, thing))


def _forwarded(act: Unit, profile: int, until: str) -> list[Candidate]:
    return [
        Candidate(
            signal_id=signal_id,
            number=number,
            urgency=None if urgency is None else Urgency.of(urgency),
            handover_to=team or "",
            handover_due=date.fromisoformat(due),
        )
        # The plus leads SQLite to the few handovers that run, not to every signal that was ever forwarded.
        for signal_id, number, urgency, team, due in act.rows(
            "SELECT s.id, s.number, s.urgency, t.name, c.due_on FROM clocks c JOIN signals s ON s.id = c.signal_id"
            " LEFT JOIN teams t ON t.id = s.team_id WHERE s.profile_id = ? AND +s.status = ? AND c.kind = ?"
            " AND c.stopped_on IS NULL AND c.due_on <= ?"
            " AND (s.case_id IS NULL OR s.case_id NOT IN (SELECT id FROM cases WHERE shielded = 1))"
            " ORDER BY c.due_on, s.id",
            profile,
            SignalStatus.FORWARDED.value,
            ClockKind.HANDOVER.value,
            until,
        )
    ]
