"""Terugkoppeling: which reporter is owed what answer by when, what may be told, and what was told before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from store.codes import (
    CaseStatus,
    ClockKind,
    FeedbackOutcome,
    Outcome,
    PartnerType,
    SignalStatus,
    TeamKind,
    YesNoUnknown,
)
from store.engine.lifecycle import Store
from store.local_time import local_day
from store.queries.shared import as_code, fetch, instant, marks
from store.queries.visibility import check_signal, may_see_case
from store.rules.clocks import DueText, describe_due
from store.rules.feedback import is_wvggz
from store.rules.feedback_texts import ANSWERS, PROFESSIONALS, Course, FeedbackText, feedback_text


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer as it was given, or refused with `reason`."""

    kind: ClockKind
    at: datetime
    by: str
    outcome: FeedbackOutcome
    body: str
    reason: str


@dataclass(frozen=True, slots=True)
class OwedAnswer:
    """One answer that a reporter is owed.

    `course` is what became of the signal so far; `wvggz` whether it counts as a report under article 5:2 of the
    Wvggz (somebody said so, or its case went that way, or it was forwarded to a team of that name); `essential` whether
    the reporter is an essentiële naaste; `version` that of the signal.
    """

    clock_id: int
    kind: ClockKind
    due_on: date
    due: DueText
    signal_id: int
    number: str
    version: int
    received_on: date
    course: Course
    wvggz: bool
    essential: bool
    reporter_type: PartnerType
    partner: str
    reporter_name: str
    reporter_role: str
    reporter_phone: str
    reporter_mail: str

    @property
    def professional(self) -> bool:
        """Whether the reporter hears what became of the signal."""
        return self.reporter_type in PROFESSIONALS

    @property
    def whom(self) -> str:
        """Who is answered, on one line: the organisation, else the person, else what kind of reporter."""
        if self.partner or self.reporter_name:
            return self.partner or self.reporter_name
        return "onbekend" if self.reporter_type == PartnerType.OTHER else self.reporter_type.label


@dataclass(frozen=True, slots=True)
class FeedbackQueue:
    """The answers shown, nearest first, and the totals: answers owed, signals they are about (each counted once)
    and how many of those signals are late.
    """

    answers: tuple[OwedAnswer, ...]
    total: int
    signals: int
    late: int


_KINDS = ", ".join(f"'{kind.value}'" for kind in ANSWERS)
# The plus leads SQLite to the index of the clocks that run, instead of to every clock of a signal.
_OPEN = f"c.stopped_on IS NULL AND +c.signal_id IS NOT NULL AND c.kind IN ({_KINDS})"
_SQL = f"""
SELECT c.id, c.kind, c.due_on, s.id, s.number, s.version, s.received_at, s.status, s.partner_type,
 COALESCE(p.name, m.organisation, ''), COALESCE(m.name, ''), COALESCE(m.role, ''), COALESCE(m.phone, ''),
 COALESCE(m.mail, ''), k.status, t.kind,
 COALESCE(instr(t.key, 'wvggz'), 0) + COALESCE(k.outcome = '{Outcome.WVGGZ_REQUEST.value}', 0)
 + EXISTS (SELECT 1 FROM clocks w WHERE w.case_id = s.case_id AND w.kind = '{ClockKind.WVGGZ_INQUIRY.value}'),
 s.id <> COALESCE((SELECT o.signal_id FROM routings o JOIN signals q ON q.id = o.signal_id
  WHERE q.case_id = s.case_id ORDER BY o.at, o.id LIMIT 1), s.id), s.wvggz, COALESCE(m.essential_relative, 0)
FROM clocks c JOIN signals s ON s.id = c.signal_id
LEFT JOIN partners p ON p.id = s.partner_id
LEFT JOIN reporters m ON m.id = s.reporter_id
LEFT JOIN cases k ON k.id = s.case_id
LEFT JOIN teams t ON t.id = s.team_id
WHERE {_OPEN}
"""


def feedback_queue(
    store: Store, today: date, *, profile_id: int | None = None, limit: int = 500
) -> FeedbackQueue:
    """Return what reporters are owed on `today` (a local day), nearest first, at most `limit` answers.

    The totals count everything, also what is not among those shown.
    """
    scope = " AND s.profile_id = ?" if profile_id is not None else ""
    scope += f" AND {may_see_case(store, 's.case_id')[0]}"
    values: tuple[object, ...] = (profile_id,) if profile_id is not None else ()
    found = fetch(store, f"{_SQL}{scope} ORDER BY c.due_on, s.id, c.id LIMIT ?", (*values, limit))
    ((total, signals, late),) = fetch(
        store,
        "SELECT count(*), count(DISTINCT s.id), count(DISTINCT CASE WHEN c.due_on < ? THEN s.id END)"
        f" FROM clocks c JOIN signals s ON s.id = c.signal_id WHERE {_OPEN}{scope}",
        (today.isoformat(), *values),
    )
    return FeedbackQueue(tuple(_owed(row, today) for row in found), total, signals, late)


def owed_answers(store: Store, signal_id: int, today: date) -> tuple[OwedAnswer, ...]:
    """Return what the reporter of one signal is owed, nearest first."""
    check_signal(store, signal_id)
    found = fetch(store, f"{_SQL} AND s.id = ? ORDER BY c.due_on, c.id", (signal_id,))
    return tuple(_owed(row, today) for row in found)


def given_answers(store: Store, signal_id: int) -> tuple[GivenAnswer, ...]:
    """Return what the reporter of a signal was told or refused before, newest first."""
    check_signal(store, signal_id)
    found = fetch(
        store,
        "SELECT kind, at, by, outcome, body, reason FROM feedback_given"
        f" WHERE signal_id = ? AND kind IN ({marks(ANSWERS)}) ORDER BY at DESC, id DESC",
        (signal_id, *(kind.value for kind in ANSWERS)),
    )
    return tuple(
        GivenAnswer(ClockKind.of(row[0]), instant(row[1]), row[2], FeedbackOutcome.of(row[3]), row[4], row[5])
        for row in found
    )


def ready_text(answer: OwedAnswer, *, team_name: str, worker: str) -> FeedbackText:
    """Return the text for an owed answer, signed by `worker` of `team_name`."""
    return feedback_text(
        answer.kind,
        answer.course,
        answer.reporter_type,
        wvggz=answer.wvggz,
        essential_relative=answer.essential,
        partner_name=answer.partner,
        number=answer.number,
        received_on=answer.received_on,
        team_name=team_name,
        worker=worker,
    )


def _owed(row: tuple[Any, ...], today: date) -> OwedAnswer:
    (
        clock_id,
        kind,
        due_text,
        signal_id,
        number,
        version,
        received_at,
        status,
        type_text,
        partner,
        name,
        role,
    ) = row[:12]
    phone, mail, case_status, team_kind, went_there, later, said, essential = row[12:]
    due_on = date.fromisoformat(due_text)
    return OwedAnswer(
        clock_id=clock_id,
        kind=ClockKind.of(kind),
        due_on=due_on,
        due=describe_due(due_on, today),
        signal_id=signal_id,
        number=number,
        version=version,
        received_on=local_day(instant(received_at)),
        course=_course(
            SignalStatus.of(status),
            as_code(CaseStatus, case_status),
            as_code(TeamKind, team_kind),
            in_known_case=bool(later),
        ),
        wvggz=is_wvggz(YesNoUnknown.of(said), went_there=bool(went_there)),
        essential=bool(essential),
        reporter_type=as_code(PartnerType, type_text) or PartnerType.OTHER,
        partner=partner,
        reporter_name=name,
        reporter_role=role,
        reporter_phone=phone,
        reporter_mail=mail,
    )


_COURSES = {
    SignalStatus.RECEIVED: Course.RECEIVED,
    SignalStatus.TO_COMPLETE: Course.RECEIVED,
    SignalStatus.TRIAGED: Course.SEEN,
    SignalStatus.LINKED: Course.TAKEN_UP,
    SignalStatus.FORWARDED: Course.FORWARDED,
    SignalStatus.ADVISED: Course.ADVISED,
    SignalStatus.NOT_TAKEN_UP: Course.NOT_TAKEN_UP,
}


def _course(
    status: SignalStatus, case: CaseStatus | None, team: TeamKind | None, *, in_known_case: bool
) -> Course:
    """Return what became of a signal: linked to a case that another signal opened it was known already."""
    if status == SignalStatus.LINKED and case == CaseStatus.CLOSED:
        return Course.CLOSED
    if status == SignalStatus.LINKED and in_known_case:
        return Course.KNOWN
    if status == SignalStatus.FORWARDED and team == TeamKind.TREATING_PARTY:
        return Course.KNOWN
    return _COURSES[status]
