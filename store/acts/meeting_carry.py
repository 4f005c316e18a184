"""What goes on to the next meeting of a kind: items not reached, or of a meeting that was called off."""

from __future__ import annotations

from sqlmodel import col, select

from store.acts.meeting_frame import append, items_of, kind_of, new_meeting, partners_of
from store.acts.unit import Unit
from store.codes import AgendaReason, CaseStatus, MeetingStatus
from store.rules.agenda import next_meeting_day, rolled_over_words
from store.schema import AgendaItem, AgendaPartner, Case, Meeting


def following(act: Unit, meeting: Meeting) -> Meeting:
    """Return the first meeting of this kind planned after this one, or a new one on the rhythm."""
    planned = act.session.exec(
        select(Meeting)
        .where(
            Meeting.kind_id == meeting.kind_id,
            Meeting.status == MeetingStatus.PLANNED,
            Meeting.held_on > meeting.held_on,
        )
        .order_by(col(Meeting.held_on), col(Meeting.id))
    ).first()
    if planned is not None:
        return planned
    kind = kind_of(act, meeting)
    day = next_meeting_day(meeting.held_on, kind.rhythm_days)
    while day <= act.today:
        day = next_meeting_day(day, kind.rhythm_days)
    return new_meeting(act, kind, day, meeting.starts_at, meeting.place, meeting.chair, meeting.id)


def is_over(act: Unit, item: AgendaItem) -> bool:
    """Return whether the case of an item was closed since: then there is nothing to go on with."""
    return item.case_id is not None and act.get(Case, item.case_id, "deze casus").status == CaseStatus.CLOSED


def roll_over(act: Unit, item: AgendaItem, meeting: Meeting) -> bool:
    """Put an item that was not reached on the agenda of the next meeting; not when its case was closed since."""
    if is_over(act, item):
        return False
    times = item.rolled_over + 1
    before = [words for words in item.reason_text.split(" · ") if not words.endswith("keer niet bereikt")]
    words = " · ".join((rolled_over_words(times), *filter(None, before)))
    move(act, item, meeting, AgendaReason.ROLLED_OVER, words, times)
    return True


def move(
    act: Unit, item: AgendaItem, meeting: Meeting, reason: AgendaReason, words: str, times: int
) -> AgendaItem:
    """Let an item stand on the agenda of another meeting too, with its question, its time and who is invited for it."""
    subject = (item.case_id, item.signal_id, item.title)
    known = [one for one in items_of(act, meeting) if (one.case_id, one.signal_id, one.title) == subject]
    if known:
        twin = known[0]
        twin.rolled_over, twin.question = max(twin.rolled_over, times), twin.question or item.question
        twin.reason, twin.reason_text = reason, words
        act.session.add(twin)
    else:
        twin = append(
            act,
            meeting,
            AgendaItem(
                meeting_id=meeting.id or 0,
                part=item.part,
                case_id=item.case_id,
                signal_id=item.signal_id,
                district_id=item.district_id,
                title=item.title,
                reason=reason,
                reason_text=words,
                question=item.question,
                planned_minutes=item.planned_minutes,
                rolled_over=times,
            ),
        )
    invited = {row.partner_id for row in partners_of(act, twin)}
    for row in partners_of(act, item):
        if row.partner_id not in invited:
            act.add(AgendaPartner(agenda_item_id=twin.id or 0, partner_id=row.partner_id))
    return twin
