"""Who is at the table of a meeting: of which organisation, and whether they were there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import select

from store.actor import Actor
from store.acts.inputs import Ref
from store.acts.meeting_frame import load_meeting, meeting_ref
from store.acts.unit import Unit, unit
from store.codes import PartnerType
from store.engine.lifecycle import Store
from store.errors import InvalidInput, Refused
from store.schema import Meeting, MeetingParticipant, Partner
from store.text import fold

WHAT = "deze deelnemer"


@dataclass(frozen=True, kw_only=True)
class ParticipantInput:
    """Somebody at the table. `is_team` sees every item; a partner only the items it is linked to."""

    name: str = ""
    organisation: str = ""
    partner_id: int | None = None
    partner_type: PartnerType = PartnerType.OTHER
    is_team: bool = False
    present: bool = True


def set_participants(
    store: Store,
    actor: Actor,
    meeting_id: int,
    participants: Sequence[ParticipantInput],
    *,
    now: datetime | None = None,
) -> Ref:
    """Say who is at the table; replaces who was said before."""
    with unit(store, actor, "set_participants", "deelnemers vastgelegd", now=now) as act:
        meeting = load_meeting(act, meeting_id)
        seat(act, meeting, participants)
        return meeting_ref(meeting)


def seat(act: Unit, meeting: Meeting, participants: Sequence[ParticipantInput]) -> None:
    """Put these people at the table inside an act, in the place of who was there."""
    for row in at_table(act, meeting):
        act.session.delete(row)
    act.session.flush()
    for one in participants:
        act.add(_filled(act, MeetingParticipant(meeting_id=meeting.id or 0), one))


def at_table(act: Unit, meeting: Meeting) -> Sequence[MeetingParticipant]:
    """Return who is at the table of a meeting."""
    return act.session.exec(
        select(MeetingParticipant).where(MeetingParticipant.meeting_id == meeting.id)
    ).all()


def _filled(act: Unit, row: MeetingParticipant, given: ParticipantInput) -> MeetingParticipant:
    if not (given.name.strip() or given.organisation.strip() or given.partner_id):
        raise InvalidInput("Vul bij iedere deelnemer een naam of organisatie in.")
    partner = None if given.partner_id is None else act.get(Partner, given.partner_id, "deze partner")
    row.name = " ".join(given.name.split())
    row.organisation = partner.name if partner else " ".join(given.organisation.split())
    row.partner_id = given.partner_id
    row.partner_type = partner.type if partner else given.partner_type
    row.is_team = given.is_team and partner is None
    row.present = given.present
    return row


def add_participant(
    store: Store, actor: Actor, meeting_id: int, given: ParticipantInput, *, now: datetime | None = None
) -> Ref:
    """Let one more sit at the table, before or during the meeting; the reference holds the id of the participant."""
    with unit(store, actor, "add_participant", "deelnemer erbij", event="create", now=now) as act:
        meeting = load_meeting(act, meeting_id)
        row = _filled(act, MeetingParticipant(meeting_id=meeting.id or 0), given)
        _check_new(act, meeting, row)
        act.add(row)
        return Ref(row.id or 0, meeting.number, 1)


def change_participant(
    store: Store, actor: Actor, participant_id: int, given: ParticipantInput, *, now: datetime | None = None
) -> Ref:
    """Change the name or organisation of somebody at the table."""
    with unit(store, actor, "change_participant", "deelnemer gewijzigd", now=now) as act:
        row, meeting = _load(act, participant_id)
        act.session.add(_filled(act, row, given))
        _check_new(act, meeting, row)
        act.session.flush()
        return Ref(row.id or 0, meeting.number, 1)


def _check_new(act: Unit, meeting: Meeting, row: MeetingParticipant) -> None:
    own = (fold(row.name), fold(row.organisation))
    for one in at_table(act, meeting):
        if one.id != row.id and (fold(one.name), fold(one.organisation)) == own:
            raise Refused("Deze deelnemer zit al aan tafel. Er is niets gewijzigd.")


def set_present(
    store: Store, actor: Actor, participant_id: int, *, present: bool, now: datetime | None = None
) -> Ref:
    """Record that somebody was expected and is there, or is not."""
    label = "aanwezigheid vastgelegd" if present else "afwezigheid vastgelegd"
    with unit(store, actor, "set_present", label, now=now) as act:
        row, meeting = _load(act, participant_id)
        row.present = present
        act.session.add(row)
        act.session.flush()
        return Ref(row.id or 0, meeting.number, 1)


def remove_participant(
    store: Store, actor: Actor, participant_id: int, *, now: datetime | None = None
) -> Ref:
    """Take somebody from the table who was not expected at all; who was expected and stayed away is absent."""
    with unit(store, actor, "remove_participant", "deelnemer van de lijst gehaald", now=now) as act:
        row, meeting = _load(act, participant_id)
        act.session.delete(row)
        act.session.flush()
        return meeting_ref(meeting)


def _load(act: Unit, participant_id: int) -> tuple[MeetingParticipant, Meeting]:
    row = act.get(MeetingParticipant, participant_id, WHAT)
    return row, load_meeting(act, row.meeting_id)
