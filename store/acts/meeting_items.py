"""The agenda by hand: raising something, taking it off, its order, time and question, and which partner attends it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select

from store.actor import Actor
from store.acts.inputs import Ref
from store.acts.meeting_frame import (
    append,
    delete_item,
    is_late,
    is_theme,
    item_ref,
    items_of,
    kind_of,
    load_item,
    load_meeting,
    mark,
    marks,
    meeting_ref,
    partners_of,
)
from store.acts.unit import Unit, unit
from store.codes import AgendaReason, CaseStatus, MeetingPart, SignalStatus
from store.engine.lifecycle import Store
from store.errors import InvalidInput, Refused
from store.rules.agenda import RAISED
from store.schema import AgendaItem, AgendaPartner, Case, Decision, District, Meeting, Partner, Signal

MAX_MINUTES = 240


def add_item(
    store: Store,
    actor: Actor,
    meeting_id: int,
    *,
    case_id: int | None = None,
    signal_id: int | None = None,
    district_id: int | None = None,
    title: str = "",
    question: str = "",
    reason: str = "",
    minutes: int = 5,
    partner_ids: Sequence[int] = (),
    now: datetime | None = None,
) -> Ref:
    """Raise a case, a signal, or (without either) a theme for the open part. A theme is about an area, never a person.

    A signal that is linked to a case raises that case. What is on the agenda already is refused. `partner_ids` attend
    it. What comes on after the agenda closed, also during the meeting, is marked as such.
    """
    _check_minutes(minutes)
    with unit(store, actor, "add_item", "op de agenda gezet", event="create", now=now) as act:
        meeting = load_meeting(act, meeting_id)
        item = AgendaItem(
            meeting_id=meeting.id or 0,
            reason=AgendaReason.MANUAL,
            reason_text=f"{RAISED}: {reason.strip()}" if reason.strip() else f"{RAISED} door {actor.name}",
            question=question.strip(),
            planned_minutes=minutes,
            after_cutoff=is_late(act, meeting),
        )
        if case_id is None and signal_id is None:
            _as_theme(act, meeting, item, title, district_id)
        else:
            _as_subject(act, meeting, item, case_id, signal_id)
        append(act, meeting, item)
        _invite(act, item, partner_ids)
        act.about("meeting", meeting.number, case_id=item.case_id, signal_id=item.signal_id)
        return item_ref(item, meeting)


def _check_minutes(minutes: int) -> None:
    if not 1 <= minutes <= MAX_MINUTES:
        raise InvalidInput(f"De tijd voor een punt is 1 tot en met {MAX_MINUTES} minuten.")


def _as_theme(act: Unit, meeting: Meeting, item: AgendaItem, title: str, district_id: int | None) -> None:
    if not kind_of(act, meeting).has_open_part:
        raise Refused("Dit overleg heeft geen open deel. Kies een casus of signaal.")
    if not title.strip():
        raise InvalidInput("Vul in waar het punt over gaat, zonder namen.")
    if district_id is not None:
        act.get(District, district_id, "deze wijk")
    item.part, item.title, item.district_id = MeetingPart.OPEN, " ".join(title.split()), district_id


def _as_subject(
    act: Unit, meeting: Meeting, item: AgendaItem, case_id: int | None, signal_id: int | None
) -> None:
    if case_id is None:
        signal = act.get(Signal, signal_id, "dit signaal")
        if signal.status == SignalStatus.ADVISED:
            raise Refused("Bij dit signaal is advies gegeven: er zijn geen gegevens meer om over te spreken.")
        if signal.profile_id != meeting.profile_id:
            raise Refused("Dit signaal is van een andere gemeente dan dit overleg.")
        case_id = signal.case_id
        item.signal_id = signal.id if case_id is None else None
    if case_id is not None:
        case = act.get(Case, case_id, "deze casus")
        if case.profile_id != meeting.profile_id:
            raise Refused("Deze casus is van een andere gemeente dan dit overleg.")
        if case.status == CaseStatus.CLOSED:
            raise Refused("Deze casus is afgesloten. Heropen de casus eerst.")
        item.case_id = case.id
    item.part = MeetingPart.CLOSED
    for number, one in enumerate(items_of(act, meeting), 1):
        if (one.case_id, one.signal_id) == (item.case_id, item.signal_id):
            raise Refused(f"Dit staat al op de agenda, als punt {number}.")
    own = mark(item.case_id, item.signal_id)
    meeting.left_out = marks(one for one in meeting.left_out.split() if one != own)
    act.session.add(meeting)


def remove_item(
    store: Store,
    actor: Actor,
    item_id: int,
    *,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Ref:
    """Take an item off the agenda; it does not come back by itself. Something was decided: then it stays."""
    with unit(store, actor, "remove_item", "van de agenda gehaald", now=now) as act:
        item, meeting = load_item(act, item_id, expected_version)
        if act.session.exec(select(Decision).where(col(Decision.agenda_item_id) == item.id)).first():
            raise Refused("Over dit punt is al iets besloten; het blijft op de agenda.")
        if meeting.current_item_id == item.id:
            meeting.current_item_id = None
        if not is_theme(item):
            meeting.left_out = marks((*meeting.left_out.split(), mark(item.case_id, item.signal_id)))
        act.session.add(meeting)
        delete_item(act, item)
        return meeting_ref(meeting)


def move_item(store: Store, actor: Actor, item_id: int, steps: int, *, now: datetime | None = None) -> Ref:
    """Move an item up (negative) or down within its part; past the end it stops at the end."""
    with unit(store, actor, "move_item", "agenda anders geordend", now=now) as act:
        item, meeting = load_item(act, item_id)
        part = [one for one in items_of(act, meeting) if one.part == item.part]
        place = part.index(item)
        part.insert(max(0, min(len(part) - 1, place + steps)), part.pop(place))
        for position, one in enumerate(part, 1):
            if one.position != position:
                one.position = position
                act.session.add(one)
        act.session.flush()
        return item_ref(item, meeting)


def set_minutes(
    store: Store, actor: Actor, item_id: int, minutes: int, *, now: datetime | None = None
) -> Ref:
    """Give an item its time."""
    _check_minutes(minutes)
    with unit(store, actor, "set_minutes", "tijd voor agendapunt gewijzigd", now=now) as act:
        item, meeting = load_item(act, item_id)
        item.planned_minutes = minutes
        act.session.add(item)
        act.session.flush()
        return item_ref(item, meeting)


def set_question(
    store: Store, actor: Actor, item_id: int, question: str, *, now: datetime | None = None
) -> Ref:
    """Write what is asked of the table about an item."""
    with unit(store, actor, "set_question", "vraag aan tafel geschreven", now=now) as act:
        item, meeting = load_item(act, item_id)
        item.question = question.strip()
        act.session.add(item)
        act.session.flush()
        return item_ref(item, meeting)


def set_partners(
    store: Store, actor: Actor, item_id: int, partner_ids: Sequence[int], *, now: datetime | None = None
) -> Ref:
    """Say which partners attend an item, in the place of who did; none of them sees an item it does not attend."""
    with unit(store, actor, "set_partners", "partners bij agendapunt gekozen", now=now) as act:
        item, meeting = load_item(act, item_id)
        for row in partners_of(act, item):
            if row.partner_id not in partner_ids:
                act.session.delete(row)
        act.session.flush()
        _invite(act, item, partner_ids)
        return item_ref(item, meeting)


def _invite(act: Unit, item: AgendaItem, partner_ids: Sequence[int]) -> None:
    there = {row.partner_id for row in partners_of(act, item)}
    for number in dict.fromkeys(partner_ids):
        partner = act.get(Partner, number, "deze partner")
        if partner.id not in there:
            act.add(AgendaPartner(agenda_item_id=item.id or 0, partner_id=partner.id or 0))


def link_partner(
    store: Store, actor: Actor, item_id: int, partner_id: int, *, now: datetime | None = None
) -> Ref:
    """Invite a partner for one item; it sees this item and no other that it was not invited for."""
    with unit(store, actor, "link_partner", "partner bij agendapunt uitgenodigd", now=now) as act:
        item, meeting = load_item(act, item_id)
        _invite(act, item, (partner_id,))
        return item_ref(item, meeting)
