"""The agenda that builds itself: what comes on, what gets another reason, what goes off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from store.actor import Actor
from store.acts.agenda_candidates import candidates, previous_moment
from store.acts.inputs import Ref
from store.acts.meeting_frame import (
    append,
    delete_item,
    is_late,
    is_theme,
    items_of,
    kind_of,
    last_meeting,
    load_meeting,
    mark,
    meeting_ref,
    partners_of,
)
from store.acts.unit import Unit, unit
from store.codes import AgendaReason, AgendaStatus, CaseStatus, MeetingPart, MeetingStatus
from store.engine.lifecycle import Store
from store.errors import NotAllowed
from store.rules.agenda import RAISED, PlannedItem, cutoff
from store.rules.agenda import build_agenda as planned_agenda
from store.schema import AgendaItem, Case, Meeting, Signal

BY_ITSELF = Actor("Signaalpunt")
"""Who the log names when an agenda followed what happened without anybody asking for it."""


@dataclass(frozen=True)
class Built:
    """What building the agenda did: how many items came on, got another reason, and went off."""

    ref: Ref
    added: int
    renewed: int
    dropped: int


class _Unchanged(Exception):
    """The agenda is as it should be: there is nothing to write."""


def build_agenda(store: Store, actor: Actor, meeting_id: int, *, now: datetime | None = None) -> Built:
    """Let the agenda build itself; doing so again changes only what changed since.

    The order that somebody gave it stays, what somebody took off stays off, what somebody raised keeps its reason and
    minutes set by hand stay. An item goes off by itself when its case was closed, or when its reason is gone and
    nobody wrote a question or invited a partner. During a meeting items only come on.
    """
    with unit(store, actor, "build_agenda", "agenda opgebouwd", now=now) as act:
        meeting = load_meeting(act, meeting_id)
        added, renewed, dropped = fill(act, meeting)
        return Built(meeting_ref(meeting), added, renewed, dropped)


def follow_agenda(store: Store, meeting_id: int, *, now: datetime | None = None) -> bool:
    """Let the agenda of a planned meeting follow what happened, until it closes; returns whether it changed.

    Nobody asked for it, so it is logged as done by the program and `undo_last` of a person leaves it alone. Once the
    agenda has closed, something comes on by hand only. For who may not change it, nothing happens.
    """
    try:
        with unit(store, BY_ITSELF, "build_agenda", "agenda opgebouwd", now=now) as act:
            meeting = load_meeting(act, meeting_id)
            if (
                meeting.status != MeetingStatus.PLANNED
                or is_late(act, meeting)
                or not any(fill(act, meeting))
            ):
                raise _Unchanged
    except (_Unchanged, NotAllowed):
        return False
    return True


def fill(act: Unit, meeting: Meeting) -> tuple[int, int, int]:
    """Bring the agenda up to date inside an act; returns how many items came on, got another reason, went off."""
    kind = kind_of(act, meeting)
    before = last_meeting(act, kind.id or 0, closed_only=True)
    _follow_signals(act, meeting)
    items = items_of(act, meeting)
    known = {(item.case_id, item.signal_id): item for item in items if not is_theme(item)}
    left_out = set(meeting.left_out.split())
    since = previous_moment(before, meeting.held_on, kind)
    on_it = {case_id for case_id, _ in known if case_id is not None}
    proposed = planned_agenda(
        [
            replace(one, rolled_over=known[key].rolled_over if key in known else 0)
            for one in candidates(act, meeting, before, since, on_it)
            if mark(*(key := (one.case_id, one.signal_id))) not in left_out
        ],
        since,
        act.now,
        meeting.held_on,
        cutoff(meeting.held_on, workdays=kind.cutoff_workdays, at=kind.cutoff_time),
    )
    added = renewed = 0
    for plan in proposed:
        item = known.pop((plan.case_id, plan.signal_id), None)
        if item is None:
            append(act, meeting, _item(plan), after=items)
            added += 1
        elif _renew(act, item, plan):
            renewed += 1
    dropped = 0 if meeting.status == MeetingStatus.RUNNING else _drop(act, list(known.values()))
    act.session.flush()
    return added, renewed, dropped


def _follow_signals(act: Unit, meeting: Meeting) -> None:
    """Let an item about a signal that was linked to a case since be about that case; it stands there once."""
    items = items_of(act, meeting)
    by_case = {item.case_id: item for item in items if item.case_id is not None}
    for item in items:
        signal = None if item.signal_id is None else act.session.get(Signal, item.signal_id)
        if signal is None or signal.case_id is None or item.status != AgendaStatus.WAITING:
            continue
        twin = by_case.get(signal.case_id)
        if twin is None:
            item.case_id, item.signal_id = signal.case_id, None
            by_case[item.case_id] = item
            act.session.add(item)
        else:
            twin.question = twin.question or item.question
            act.session.add(twin)
            delete_item(act, item)


def _item(plan: PlannedItem) -> AgendaItem:
    return AgendaItem(
        meeting_id=0,
        part=MeetingPart.CLOSED,
        case_id=plan.case_id,
        signal_id=plan.signal_id,
        reason=plan.reason,
        reason_text=plan.text,
        planned_minutes=plan.minutes,
        after_cutoff=plan.after_cutoff,
    )


def _renew(act: Unit, item: AgendaItem, plan: PlannedItem) -> bool:
    if item.status != AgendaStatus.WAITING or item.reason == AgendaReason.MANUAL:
        return False
    raised = [words for words in item.reason_text.split(" · ") if words.startswith(RAISED)]
    text = " · ".join((plan.text, *(words for words in raised if words not in plan.text)))
    if (item.reason, item.reason_text) == (plan.reason, text):
        return False
    item.reason, item.reason_text = plan.reason, text
    act.session.add(item)
    return True


def _drop(act: Unit, items: list[AgendaItem]) -> int:
    dropped = 0
    for item in items:
        if item.status != AgendaStatus.WAITING:
            continue
        case = act.session.get(Case, item.case_id) if item.case_id is not None else None
        ended = case is not None and case.status == CaseStatus.CLOSED
        kept = item.reason in (AgendaReason.MANUAL, AgendaReason.ROLLED_OVER) or item.question
        if ended or not (kept or partners_of(act, item)):
            delete_item(act, item)
            dropped += 1
    return dropped
