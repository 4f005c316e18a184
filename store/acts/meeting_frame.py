"""What every act on a meeting needs: the meeting and its items, checked for being open, and places on the agenda."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import col, select

from store.acts.inputs import Ref
from store.acts.unit import Unit
from store.codes import MeetingStatus
from store.errors import Refused
from store.rules.agenda import cutoff
from store.schema import AgendaItem, AgendaPartner, Meeting, MeetingKind, MeetingParticipant

WHAT = "dit overleg"
WHAT_ITEM = "dit agendapunt"
_CLOSED = "Dit overleg is gesloten. Er is niets gewijzigd; het verslag blijft zoals het is."
_CANCELLED = "Dit overleg gaat niet door. Er is niets gewijzigd; plan een ander overleg."


def meeting_ref(meeting: Meeting) -> Ref:
    """Return the reference of a meeting row."""
    return Ref(meeting.id or 0, meeting.number, meeting.version)


def item_ref(item: AgendaItem, meeting: Meeting) -> Ref:
    """Return the reference of an item; its number is that of the meeting."""
    return Ref(item.id or 0, meeting.number, item.version)


def load_meeting(act: Unit, meeting_id: int, expected_version: int | None = None) -> Meeting:
    """Return the meeting of an act, checked for its version and for not being closed or called off."""
    meeting = act.fresh(Meeting, meeting_id, WHAT, expected_version)
    act.about("meeting", meeting.number)
    if meeting.status == MeetingStatus.CLOSED:
        raise Refused(_CLOSED)
    if meeting.status == MeetingStatus.CANCELLED:
        raise Refused(_CANCELLED)
    return meeting


def load_item(act: Unit, item_id: int, expected_version: int | None = None) -> tuple[AgendaItem, Meeting]:
    """Return an item and its meeting, checked for its version and for the meeting not being closed."""
    item = act.fresh(AgendaItem, item_id, WHAT_ITEM, expected_version)
    meeting = load_meeting(act, item.meeting_id)
    act.about("meeting", meeting.number, case_id=item.case_id, signal_id=item.signal_id)
    return item, meeting


def kind_of(act: Unit, meeting: Meeting) -> MeetingKind:
    """Return the kind of a meeting."""
    return act.get(MeetingKind, meeting.kind_id, "deze soort overleg")


def items_of(act: Unit, meeting: Meeting) -> list[AgendaItem]:
    """Return the agenda in order: the open part first."""
    found = act.session.exec(
        select(AgendaItem)
        .where(AgendaItem.meeting_id == meeting.id)
        .order_by(col(AgendaItem.position), col(AgendaItem.id))
    ).all()
    return sorted(found, key=lambda item: (item.part.value == "closed", item.position, item.id or 0))


def is_late(act: Unit, meeting: Meeting) -> bool:
    """Return whether the agenda of a meeting had closed by now."""
    kind = kind_of(act, meeting)
    return act.now > cutoff(meeting.held_on, workdays=kind.cutoff_workdays, at=kind.cutoff_time)


def append(
    act: Unit, meeting: Meeting, item: AgendaItem, *, after: list[AgendaItem] | None = None
) -> AgendaItem:
    """Put an item at the end of its part of the agenda; `after` are the items on it, when they are known already."""
    there = items_of(act, meeting) if after is None else after
    places = [one.position for one in there if one.part == item.part]
    item.meeting_id, item.position = meeting.id or 0, max(places, default=0) + 1
    there.append(item)
    return act.add(item)


def new_meeting(
    act: Unit, kind: MeetingKind, held_on: date, starts_at: str, place: str, chair: str, like: int | None
) -> Meeting:
    """Insert a meeting; who sat at the table of meeting `like` is expected again."""
    meeting = act.add(
        Meeting(
            number=act.next_number("meeting", held_on.year, "OV{year}-{n:03d}"),
            kind_id=kind.id or 0,
            profile_id=kind.profile_id,
            held_on=held_on,
            starts_at=starts_at,
            place=place,
            chair=chair,
        )
    )
    known = act.session.exec(
        select(MeetingParticipant)
        .where(MeetingParticipant.meeting_id == like)
        .order_by(col(MeetingParticipant.id))
    ).all()
    for one in known:
        act.add(
            MeetingParticipant(
                meeting_id=meeting.id or 0,
                name=one.name,
                organisation=one.organisation,
                partner_id=one.partner_id,
                partner_type=one.partner_type,
                is_team=one.is_team,
            )
        )
    return meeting


def last_meeting(act: Unit, kind_id: int, *, closed_only: bool = False) -> Meeting | None:
    """Return the latest meeting of a kind."""
    statement = select(Meeting).where(Meeting.kind_id == kind_id)
    if closed_only:
        statement = statement.where(Meeting.status == MeetingStatus.CLOSED)
    return act.session.exec(statement.order_by(col(Meeting.held_on).desc(), col(Meeting.id).desc())).first()


def is_theme(item: AgendaItem) -> bool:
    """Return whether an item is about an area, not about a case or signal."""
    return item.case_id is None and item.signal_id is None


def mark(case_id: int | None, signal_id: int | None) -> str:
    """Return how `Meeting.left_out` names a case or signal."""
    return f"c{case_id}" if case_id is not None else f"s{signal_id}"


def partners_of(act: Unit, item: AgendaItem) -> Sequence[AgendaPartner]:
    """Return the partners that attend an item."""
    return act.session.exec(select(AgendaPartner).where(AgendaPartner.agenda_item_id == item.id)).all()


def delete_item(act: Unit, item: AgendaItem) -> None:
    """Remove an item with its invitations."""
    for row in partners_of(act, item):
        act.session.delete(row)
    act.session.flush()
    act.session.delete(item)
    act.session.flush()


def marks(words: Iterable[str]) -> str:
    """Return the stored form of `Meeting.left_out`."""
    joined = " ".join(sorted(set(words)))
    return f" {joined} " if joined else ""
