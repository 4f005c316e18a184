"""Planning a meeting: when and where, who is at the table, and an agenda that builds itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import select

from store.actor import Actor
from store.acts.agenda_candidates import candidates, previous_moment
from store.acts.inputs import Ref
from store.acts.meeting_frame import (
    append,
    delete_item,
    is_theme,
    items_of,
    kind_of,
    last_meeting,
    load_meeting,
    mark,
    meeting_ref,
    new_meeting,
    partners_of,
)
from store.acts.unit import Unit, unit
from store.codes import AgendaReason, AgendaStatus, CaseStatus, MeetingPart, MeetingStatus, PartnerType
from store.engine.lifecycle import Store
from store.errors import InvalidInput, Refused
from store.rules.agenda import PlannedItem, clock, cutoff
from store.rules.agenda import build_agenda as planned_agenda
from store.schema import AgendaItem, Case, MeetingKind, MeetingParticipant, Partner


@dataclass(frozen=True, kw_only=True)
class ParticipantInput:
    """Somebody at the table. `is_team` sees every item; a partner only the items it is linked to."""

    name: str = ""
    organisation: str = ""
    partner_id: int | None = None
    partner_type: PartnerType = PartnerType.OTHER
    is_team: bool = False
    present: bool = True


@dataclass(frozen=True)
class Built:
    """What building the agenda did: how many items came on, got another reason, and went off."""

    ref: Ref
    added: int
    renewed: int
    dropped: int


def plan_meeting(
    store: Store,
    actor: Actor,
    kind_id: int,
    held_on: date,
    *,
    starts_at: str = "10:00",
    place: str | None = None,
    chair: str | None = None,
    now: datetime | None = None,
) -> Ref:
    """Plan a meeting of a kind on a day; place and chair default to those of the kind.

    Who sat at the table last time is expected again. The agenda is built by `build_agenda`.
    """
    at = _time(starts_at)
    with unit(store, actor, "plan_meeting", "overleg gepland", event="create", now=now) as act:
        kind = act.get(MeetingKind, kind_id, "deze soort overleg")
        if held_on < act.today:
            raise Refused("Deze dag is voorbij. Kies een dag vanaf vandaag.")
        before = last_meeting(act, kind_id)
        meeting = new_meeting(
            act,
            kind,
            held_on,
            at,
            kind.place if place is None else place.strip(),
            kind.chair if chair is None else chair.strip(),
            before.id if before else None,
        )
        act.about("meeting", meeting.number)
        return meeting_ref(meeting)


def _time(text: str) -> str:
    found = clock(text)
    if found is None:
        raise InvalidInput('De begintijd is geen tijd. Typ bijvoorbeeld "10:00".')
    return found.strftime("%H:%M")


def change_meeting(
    store: Store,
    actor: Actor,
    meeting_id: int,
    *,
    held_on: date | None = None,
    starts_at: str | None = None,
    place: str | None = None,
    chair: str | None = None,
    remarks: str | None = None,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Ref:
    """Change when, where or under whom a meeting is held, or its remarks; None leaves a thing as it is."""
    at = None if starts_at is None else _time(starts_at)
    with unit(store, actor, "change_meeting", "overleg gewijzigd", now=now) as act:
        meeting = load_meeting(act, meeting_id, expected_version)
        if held_on is not None and held_on != meeting.held_on:
            if meeting.status != MeetingStatus.PLANNED or held_on < act.today:
                raise Refused(
                    "De dag kan alleen naar een dag vanaf vandaag, en zolang het overleg niet begonnen is."
                )
            meeting.held_on = held_on
        meeting.starts_at = at or meeting.starts_at
        meeting.place = meeting.place if place is None else place.strip()
        meeting.chair = meeting.chair if chair is None else chair.strip()
        meeting.remarks = meeting.remarks if remarks is None else remarks.strip()
        act.session.add(meeting)
        act.session.flush()
        return meeting_ref(meeting)


def set_participants(
    store: Store,
    actor: Actor,
    meeting_id: int,
    participants: Sequence[ParticipantInput],
    *,
    now: datetime | None = None,
) -> Ref:
    """Say who is at the table; replaces who was said before."""
    if any(not (one.name.strip() or one.organisation.strip() or one.partner_id) for one in participants):
        raise InvalidInput("Vul bij iedere deelnemer een naam of organisatie in.")
    with unit(store, actor, "set_participants", "deelnemers vastgelegd", now=now) as act:
        meeting = load_meeting(act, meeting_id)
        for row in act.session.exec(
            select(MeetingParticipant).where(MeetingParticipant.meeting_id == meeting.id)
        ).all():
            act.session.delete(row)
        act.session.flush()
        for one in participants:
            partner = None if one.partner_id is None else act.get(Partner, one.partner_id, "deze partner")
            act.add(
                MeetingParticipant(
                    meeting_id=meeting.id or 0,
                    name=one.name.strip(),
                    organisation=partner.name if partner else one.organisation.strip(),
                    partner_id=one.partner_id,
                    partner_type=partner.type if partner else one.partner_type,
                    is_team=one.is_team and partner is None,
                    present=one.present,
                )
            )
        return meeting_ref(meeting)


def build_agenda(store: Store, actor: Actor, meeting_id: int, *, now: datetime | None = None) -> Built:
    """Let the agenda build itself; doing so again changes only what changed since.

    The order that somebody gave it stays, what somebody took off stays off, what somebody raised keeps its reason and
    minutes set by hand stay. An item goes off by itself when its case was closed, or when its reason is gone and
    nobody wrote a question or invited a partner. During a meeting items only come on.
    """
    with unit(store, actor, "build_agenda", "agenda opgebouwd", now=now) as act:
        meeting = load_meeting(act, meeting_id)
        kind = kind_of(act, meeting)
        before = last_meeting(act, kind.id or 0, closed_only=True)
        known = {
            (item.case_id, item.signal_id): item for item in items_of(act, meeting) if not is_theme(item)
        }
        left_out = set(meeting.left_out.split())
        proposed = planned_agenda(
            [
                replace(one, rolled_over=known[key].rolled_over if key in known else 0)
                for one in candidates(act, meeting, before)
                if mark(*(key := (one.case_id, one.signal_id))) not in left_out
            ],
            previous_moment(before, meeting.held_on, kind),
            act.now,
            meeting.held_on,
            cutoff(meeting.held_on, workdays=kind.cutoff_workdays, at=kind.cutoff_time),
        )
        added = renewed = 0
        for plan in proposed:
            item = known.pop((plan.case_id, plan.signal_id), None)
            if item is None:
                append(act, meeting, _item(plan))
                added += 1
            elif _renew(act, item, plan):
                renewed += 1
        dropped = 0 if meeting.status == MeetingStatus.RUNNING else _drop(act, list(known.values()))
        act.session.flush()
        return Built(meeting_ref(meeting), added, renewed, dropped)


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
    if (item.reason, item.reason_text) == (plan.reason, plan.text):
        return False
    item.reason, item.reason_text = plan.reason, plan.text
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
