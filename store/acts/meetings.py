"""Planning a meeting: when and where, who is at the table, changing that, and calling it off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from store.actor import Actor
from store.acts.inputs import Ref
from store.acts.meeting_agenda import fill
from store.acts.meeting_carry import following, is_over, move
from store.acts.meeting_frame import (
    is_late,
    is_theme,
    items_of,
    last_meeting,
    load_meeting,
    meeting_ref,
    new_meeting,
    partners_of,
)
from store.acts.meeting_table import ParticipantInput, seat
from store.acts.unit import Unit, unit
from store.codes import AgendaReason, MeetingStatus
from store.engine.lifecycle import Store
from store.errors import InvalidInput, Refused
from store.local_time import short_day
from store.rules.agenda import clock
from store.schema import AgendaItem, Meeting, MeetingKind

CALLED_OFF = "ging niet door"


@dataclass(frozen=True)
class CalledOff:
    """A meeting that was called off, the one its items went on to (None when nothing did), and how many did."""

    ref: Ref
    next_ref: Ref | None
    moved: int


def plan_meeting(
    store: Store,
    actor: Actor,
    kind_id: int,
    held_on: date,
    *,
    starts_at: str = "10:00",
    place: str | None = None,
    chair: str | None = None,
    participants: Sequence[ParticipantInput] | None = None,
    with_agenda: bool = False,
    now: datetime | None = None,
) -> Ref:
    """Plan a meeting of a kind on a day; place and chair default to those of the kind.

    Without `participants` who sat at the table last time is expected again. `with_agenda` lets the agenda build
    itself at once, see `store.acts.meeting_agenda`.
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
            before.id if before and participants is None else None,
        )
        if participants is not None:
            seat(act, meeting, participants)
        if with_agenda:
            fill(act, meeting)
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
    """Change when, where or under whom a meeting is held, or its remarks; None leaves a thing as it is.

    Another day gives another moment at which the agenda closes. The agenda is built for that day; when it is open
    again nothing on it came too late.
    """
    at = None if starts_at is None else _time(starts_at)
    with unit(store, actor, "change_meeting", "overleg gewijzigd", now=now) as act:
        meeting = load_meeting(act, meeting_id, expected_version)
        other_day = held_on is not None and held_on != meeting.held_on
        if held_on is not None and other_day:
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
        if other_day and items_of(act, meeting):
            _follow_day(act, meeting)
        return meeting_ref(meeting)


def _follow_day(act: Unit, meeting: Meeting) -> None:
    fill(act, meeting)
    if not is_late(act, meeting):
        for item in items_of(act, meeting):
            item.after_cutoff = False
            act.session.add(item)
    act.session.flush()


def cancel_meeting(
    store: Store,
    actor: Actor,
    meeting_id: int,
    *,
    reason: str = "",
    expected_version: int | None = None,
    now: datetime | None = None,
) -> CalledOff:
    """Call a planned meeting off. What somebody put or kept on its agenda goes on to the next meeting of its kind.

    That next meeting is the first one planned after this, or a new one on the rhythm when there is something to go on
    with. What came on by itself comes on there by itself.
    """
    with unit(store, actor, "cancel_meeting", "overleg afgelast", now=now) as act:
        meeting = load_meeting(act, meeting_id, expected_version)
        if meeting.status != MeetingStatus.PLANNED:
            raise Refused("Dit overleg is al begonnen. Sluit het: wat niet bereikt is, schuift door.")
        meeting.status = MeetingStatus.CANCELLED
        words = " ".join(reason.split())
        meeting.remarks = "\n".join(filter(None, (meeting.remarks, words and f"{CALLED_OFF}: {words}")))
        act.session.add(meeting)
        act.session.flush()
        carried = [item for item in items_of(act, meeting) if _by_hand(act, item) and not is_over(act, item)]
        if not carried:
            return CalledOff(meeting_ref(meeting), None, 0)
        to = following(act, meeting)
        for item in carried:
            told = [f"{short_day(meeting.held_on)} {CALLED_OFF}", item.reason_text]
            move(act, item, to, item.reason, " · ".join(filter(None, told)), item.rolled_over)
        fill(act, to)
        return CalledOff(meeting_ref(meeting), meeting_ref(to), len(carried))


def _by_hand(act: Unit, item: AgendaItem) -> bool:
    raised = item.reason in (AgendaReason.MANUAL, AgendaReason.ROLLED_OVER)
    return raised or is_theme(item) or bool(item.question) or bool(partners_of(act, item))
