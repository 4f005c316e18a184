"""How the agenda of a meeting builds itself: which cases come to the table, why, and in which order.

Own norm: new since last time, terms past, promised last time, 21 days without an action, handovers nobody confirmed,
the waiting list, and what somebody raised. One item per case or signal; it says every reason, the weightiest first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from store.codes import AgendaReason, Urgency
from store.local_time import LOCAL_ZONE, local_day, short_day
from store.rules.clocks import describe_due
from store.rules.workdays import is_workday

QUIET_DAYS = 21
"""Days without any action after which a case comes to the table (own norm)."""

_WEIGHT = (
    AgendaReason.ROLLED_OVER,
    AgendaReason.DUE,
    AgendaReason.HANDOVER,
    AgendaReason.NEW,
    AgendaReason.PROMISED,
    AgendaReason.MANUAL,
    AgendaReason.WAITLIST,
    AgendaReason.INACTIVE,
)
MINUTES: dict[AgendaReason, int] = {
    AgendaReason.NEW: 8,
    AgendaReason.DUE: 5,
    AgendaReason.PROMISED: 3,
    AgendaReason.INACTIVE: 5,
    AgendaReason.HANDOVER: 5,
    AgendaReason.WAITLIST: 3,
    AgendaReason.MANUAL: 5,
    AgendaReason.ROLLED_OVER: 5,
}
"""Minutes an item gets by its weightiest reason (own norm); changed by hand per item."""

MOST_AT_ONCE = 3600
"""Seconds that one call of an item counts at most: a meeting that was interrupted did not talk all night."""

RAISED = "ingebracht"
"""How the words begin of what somebody put on the agenda."""

_URGENCY = (Urgency.ACUTE, Urgency.URGENT, Urgency.NON_ACUTE, Urgency.INFORMATION, None)


@dataclass(frozen=True, slots=True)
class DueThing:
    """A term that ran out or runs out on the day of the meeting: `what` in Dutch, without names."""

    what: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Promise:
    """An action the previous meeting agreed on that is not done yet."""

    title: str
    owner: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of a case, or of a signal that was sent on, that decides whether it comes to the table.

    `came_in` is when the case was opened or its newest signal came in; `raised` why somebody put it on the agenda;
    `handover_to` who did not confirm since `handover_due`; `quiet_since` the day of the last act.
    """

    case_id: int | None = None
    signal_id: int | None = None
    number: str = ""
    urgency: Urgency | None = None
    came_in: datetime | None = None
    is_new_case: bool = True
    due: tuple[DueThing, ...] = ()
    promised: tuple[Promise, ...] = ()
    raised: str | None = None
    handover_to: str = ""
    handover_due: date | None = None
    waitlist_review: date | None = None
    quiet_since: date | None = None
    quiet_days: int = QUIET_DAYS
    rolled_over: int = 0


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item as it should stand on the agenda. `reasons` weightiest first, each in words; `text` is them joined."""

    case_id: int | None
    signal_id: int | None
    number: str
    reason: AgendaReason
    reasons: tuple[tuple[AgendaReason, str], ...]
    minutes: int
    after_cutoff: bool
    rolled_over: int = 0

    @property
    def text(self) -> str:
        """All reasons in words, on one line."""
        return " · ".join(words for _, words in self.reasons)


def cutoff(held_on: date, *, workdays: int = 1, at: str = "12:00") -> datetime:
    """Return when the agenda of a meeting on `held_on` closes: `workdays` working days before, at `at` local time.

    A time that is none counts as 12:00 (own norm: the day before, 12:00).
    """
    day = held_on
    for _ in range(max(0, workdays)):
        day -= timedelta(days=1)
        while not is_workday(day):
            day -= timedelta(days=1)
    return datetime.combine(day, clock(at) or time(12), LOCAL_ZONE)


def clock(text: str) -> time | None:
    """Return the time of "9:30", "09.30" or "14:00", or None."""
    hour, _, minute = text.strip().replace(".", ":").partition(":")
    if not (hour.isascii() and hour.isdigit() and len(hour) <= 2 and int(hour) < 24):
        return None
    if not (minute.isascii() and minute.isdigit() and len(minute) == 2 and int(minute) < 60):
        return None
    return time(int(hour), int(minute))


def next_meeting_day(held_on: date, rhythm_days: int) -> date:
    """Return the day of the next meeting on a rhythm; one that falls on a free day moves to the next working day."""
    day = held_on + timedelta(days=max(1, rhythm_days))
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def build_agenda(
    candidates: Iterable[Candidate],
    previous: datetime | None,
    now: datetime,
    held_on: date,
    closes_at: datetime,
) -> tuple[PlannedItem, ...]:
    """Return the agenda for the meeting on `held_on`: one item per candidate that has a reason, weightiest first.

    `previous` is when the meeting before began (None: there was none, all that came in is new). Items planned after
    `closes_at` are marked. The same candidates give the same agenda, whatever their order.
    """
    late = now > closes_at
    planned: list[tuple[tuple[object, ...], PlannedItem]] = []
    for one in candidates:
        reasons = _reasons(one, previous, held_on)
        if not reasons:
            continue
        main = reasons[0][0]
        item = PlannedItem(
            one.case_id, one.signal_id, one.number, main, tuple(reasons), MINUTES[main], late, one.rolled_over
        )
        oldest = min((thing.due_on for thing in one.due), default=date.max)
        weight = (_WEIGHT.index(main), -one.rolled_over, _URGENCY.index(one.urgency), oldest, one.number)
        planned.append((weight, item))
    return tuple(item for _, item in sorted(planned, key=lambda pair: pair[0]))


def _reasons(one: Candidate, previous: datetime | None, held_on: date) -> list[tuple[AgendaReason, str]]:
    found: dict[AgendaReason, str] = {}
    if one.rolled_over:
        found[AgendaReason.ROLLED_OVER] = rolled_over_words(one.rolled_over)
    if past := sorted(
        (thing for thing in one.due if thing.due_on <= held_on), key=lambda thing: thing.due_on
    ):
        found[AgendaReason.DUE] = ", ".join(
            f"{thing.what} {describe_due(thing.due_on, held_on).text}" for thing in past[:3]
        ) + (f" en nog {len(past) - 3}" if len(past) > 3 else "")
    if one.handover_due is not None and one.handover_due <= held_on:
        whom = f" door {one.handover_to}" if one.handover_to else ""
        found[AgendaReason.HANDOVER] = (
            f"overdracht niet bevestigd{whom}, termijn {short_day(one.handover_due)}"
        )
    if one.came_in is not None and (previous is None or one.came_in > previous):
        what = "nieuwe casus" if one.is_new_case else "nieuw signaal"
        found[AgendaReason.NEW] = f"{what} {short_day(local_day(one.came_in))}"
    if kept := [promise for promise in one.promised if promise.due_on is None or promise.due_on <= held_on]:
        found[AgendaReason.PROMISED] = "vorige keer beloofd: " + ", ".join(
            f"{promise.title} ({promise.owner})" if promise.owner else promise.title for promise in kept[:3]
        )
    if one.raised is not None:
        found[AgendaReason.MANUAL] = f"{RAISED}: {one.raised}" if one.raised.strip() else RAISED
    if one.waitlist_review is not None and one.waitlist_review <= held_on:
        found[AgendaReason.WAITLIST] = (
            f"wachtlijst herzien, {describe_due(one.waitlist_review, held_on).text}"
        )
    if one.quiet_since is not None and (held_on - one.quiet_since).days >= one.quiet_days:
        found[AgendaReason.INACTIVE] = f"{(held_on - one.quiet_since).days} dagen geen actie"
    return [(reason, found[reason]) for reason in _WEIGHT if reason in found]


def rolled_over_words(count: int) -> str:
    """Say how often an item was not reached: "vorige keer niet bereikt", "3 keer niet bereikt"."""
    return "vorige keer niet bereikt" if count == 1 else f"{count} keer niet bereikt"
