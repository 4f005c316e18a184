"""Holding a meeting: starting it, calling items one by one, closing it; what is shown of somebody is logged.

Where a meeting stands is in the store after every act: one that a crash interrupts goes on at the same item.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlmodel import select

from store.actor import Actor
from store.acts.allowed import check_about
from store.acts.inputs import Ref
from store.acts.log_chain import NewEntry, log_alone
from store.acts.meeting_agenda import fill
from store.acts.meeting_carry import following, roll_over
from store.acts.meeting_frame import WHAT_ITEM, item_ref, items_of, load_item, load_meeting, meeting_ref
from store.acts.unit import Unit, unit
from store.codes import AgendaStatus, MeetingStatus
from store.engine.lifecycle import Store
from store.errors import NotFound, Refused
from store.queries.meeting_items import item_identity
from store.queries.meeting_shapes import ItemIdentity
from store.queries.shared import fetch_one
from store.rules.agenda import MOST_AT_ONCE
from store.schema import AgendaItem, Decision, Meeting

SHOWN = "overleg, getoond"


@dataclass(frozen=True)
class Closed:
    """A closed meeting, the next one of its kind, and how many items went on to it."""

    ref: Ref
    next_ref: Ref
    rolled_over: int


def start_meeting(store: Store, actor: Actor, meeting_id: int, *, now: datetime | None = None) -> Ref:
    """Start a meeting and call its first item."""
    with unit(store, actor, "start_meeting", "overleg begonnen", now=now) as act:
        meeting = load_meeting(act, meeting_id)
        if meeting.status == MeetingStatus.RUNNING:
            raise Refused("Dit overleg is al bezig. Ga verder bij het punt dat aan de orde is.")
        meeting.status, meeting.started_at = MeetingStatus.RUNNING, act.now
        waiting = [item for item in items_of(act, meeting) if item.status == AgendaStatus.WAITING]
        _call(act, meeting, waiting[0] if waiting else None)
        act.session.flush()
        return meeting_ref(meeting)


def call_item(store: Store, actor: Actor, item_id: int, *, now: datetime | None = None) -> Ref:
    """Call any item. The one before it keeps its time; without a decision or `finish_item` it waits again.

    Calling the item that is being discussed counts on from now: so an interrupted meeting is resumed.
    """
    with unit(store, actor, "call_item", "agendapunt aan de orde", now=now) as act:
        item, meeting = load_item(act, item_id)
        _running(meeting)
        if meeting.current_item_id != item.id:
            _leave(act, meeting)
        _call(act, meeting, item)
        act.session.flush()
        return item_ref(item, meeting)


def call_step(
    store: Store, actor: Actor, meeting_id: int, steps: int = 1, *, now: datetime | None = None
) -> Ref:
    """Call the item `steps` further down the agenda (negative: up); past the end is refused."""
    with unit(store, actor, "call_item", "agendapunt aan de orde", now=now) as act:
        meeting = load_meeting(act, meeting_id)
        _running(meeting)
        items = items_of(act, meeting)
        places = [place for place, item in enumerate(items) if item.id == meeting.current_item_id]
        place = places[0] + steps if places else (0 if steps > 0 else len(items) - 1)
        if not 0 <= place < len(items):
            raise Refused("Er is geen punt meer aan deze kant van de agenda.")
        _leave(act, meeting)
        _call(act, meeting, items[place])
        act.session.flush()
        return item_ref(items[place], meeting)


def finish_item(
    store: Store, actor: Actor, item_id: int, *, call_next: bool = True, now: datetime | None = None
) -> Ref | None:
    """Mark an item as discussed and call the next one that waits; returns that one, or None when all is done."""
    with unit(store, actor, "finish_item", "agendapunt besproken", now=now) as act:
        item, meeting = load_item(act, item_id)
        _running(meeting)
        was_current = meeting.current_item_id == item.id
        if was_current:
            _leave(act, meeting)
        item.status, item.finished_at = AgendaStatus.DONE, act.now
        act.session.add(item)
        following = _following(items_of(act, meeting), item) if call_next and was_current else None
        if was_current:
            _call(act, meeting, following)
        act.session.flush()
        return None if following is None else item_ref(following, meeting)


def _following(items: list[AgendaItem], after: AgendaItem) -> AgendaItem | None:
    place = items.index(after)
    for item in (*items[place + 1 :], *items[:place]):
        if item.status == AgendaStatus.WAITING:
            return item
    return None


def _running(meeting: Meeting) -> None:
    if meeting.status != MeetingStatus.RUNNING:
        raise Refused("Dit overleg is nog niet begonnen. Begin het eerst.")


def _call(act: Unit, meeting: Meeting, item: AgendaItem | None) -> None:
    meeting.current_item_id = None if item is None else item.id
    act.session.add(meeting)
    if item is not None:
        item.status, item.called_at = AgendaStatus.CALLED, act.now
        act.session.add(item)


def _leave(act: Unit, meeting: Meeting) -> None:
    """Add the time that the current item took, and let it wait again unless something came of it."""
    item = None if meeting.current_item_id is None else act.session.get(AgendaItem, meeting.current_item_id)
    if item is None:
        return
    if item.called_at is not None:
        spent = int((act.now - item.called_at) / timedelta(seconds=1))
        item.spent_seconds += max(0, min(spent, MOST_AT_ONCE))
    if item.status == AgendaStatus.CALLED:
        decided = item.finished_at is not None or _decided(act, item)
        item.status = AgendaStatus.DONE if decided else AgendaStatus.WAITING
    act.session.add(item)


def _decided(act: Unit, item: AgendaItem) -> bool:
    return act.session.exec(select(Decision).where(Decision.agenda_item_id == item.id)).first() is not None


def close_meeting(store: Store, actor: Actor, meeting_id: int, *, now: datetime | None = None) -> Closed:
    """Close a meeting. What was not reached goes on to the next meeting of this kind, with a count.

    That next meeting is the first one planned after this, or a new one on the rhythm; its agenda builds itself. Minutes
    and the action list follow from what is stored, see `store.exchange.minutes`.
    """
    with unit(store, actor, "close_meeting", "overleg gesloten", now=now) as act:
        meeting = load_meeting(act, meeting_id)
        _running(meeting)
        _leave(act, meeting)
        meeting.current_item_id = None
        meeting.status, meeting.closed_at = MeetingStatus.CLOSED, act.now
        act.session.add(meeting)
        act.session.flush()
        to = following(act, meeting)
        count = 0
        for item in items_of(act, meeting):
            if item.status == AgendaStatus.DONE:
                continue
            item.status = AgendaStatus.NOT_REACHED
            act.session.add(item)
            count += roll_over(act, item, to)
        act.session.flush()
        fill(act, to)
        return Closed(meeting_ref(meeting), meeting_ref(to), count)


def reveal_item(store: Store, actor: Actor, item_id: int, *, now: datetime | None = None) -> ItemIdentity:
    """Log that somebody's name and address are shown at the table, and return them.

    The log gets an event "read" with purpose "overleg, getoond" (NEN 7513). There is nothing to undo: what was seen
    stays seen. Without the log entry nothing is shown.
    """
    found = fetch_one(
        store,
        "SELECT m.number, i.case_id, i.signal_id FROM agenda_items i JOIN meetings m ON m.id = i.meeting_id"
        " WHERE i.id = ?",
        (item_id,),
    )
    if found is None:
        raise NotFound(f"{WHAT_ITEM[:1].upper()}{WHAT_ITEM[1:]} staat niet (meer) in deze opslag.")
    number, case_id, signal_id = found
    check_about(store, case_id, signal_id)
    log_alone(
        store,
        NewEntry(
            at=now or datetime.now(UTC),
            actor=actor,
            event="read",
            act="reveal_item",
            kind="meeting",
            number=number,
            case_id=case_id,
            signal_id=signal_id,
            summary="naam en adres getoond in overleg",
            purpose=SHOWN,
        ),
    )
    return item_identity(store, item_id)
