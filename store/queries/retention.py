"""What has been kept long enough, what is held, and the record of what was destroyed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from store.codes import (
    CaseStatus,
    ClockKind,
    NormKind,
    Outcome,
    SignalStatus,
)
from store.codes_retention import RetentionBasis, RetentionSubject
from store.engine.lifecycle import Store
from store.local_time import local_day
from store.queries.log_term import oldest_year
from store.queries.shared import as_code, as_day, as_instant, fetch, fetch_one, instant
from store.queries.visibility import may_see_case
from store.rules.retention import (
    HORIZON_DAYS,
    KEEP,
    SIGNAL_BASES,
    CaseEnd,
    KeepTerm,
    case_basis,
    destroy_on,
    ended_before,
    keep_term,
)

MOST = 500
"""Proposals read of one kind; the oldest come first, so the rest follows when these are dealt with."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing whose time is over or nearly: what, why, how long, since when, until when. No names.

    `hold` is the reason why it stays all the same ("" for none), `proposed_by` who proposed it already.
    """

    subject: RetentionSubject
    subject_id: int
    number: str
    term: KeepTerm
    ended_on: date
    due_on: date
    hold: str = ""
    hold_until: date | None = None
    destruction_id: int | None = None
    proposed_by: str = ""

    @property
    def key(self) -> str:
        """What names it in a list: "case/12"."""
        return f"{self.subject.value}/{self.subject_id}"

    def is_due(self, today: date) -> bool:
        """Whether it may go now."""
        return self.due_on <= today and not self.hold

    def standing(self, today: date) -> str:
        """Where it stands, in a word or two of Dutch."""
        if self.hold:
            return "tegengehouden"
        if self.proposed_by:
            return "voorgedragen"
        return "kan weg" if self.is_due(today) else "nadert"


@dataclass(frozen=True, slots=True)
class DestructionRow:
    """The record of one destruction: numbers and counts, no content. `backups` hold it until `backups_until`."""

    id: int
    subject: RetentionSubject
    number: str
    basis: RetentionBasis
    term: str
    norm: NormKind
    due_on: date
    proposed_by: str
    approved_by: str
    destroyed_at: datetime
    counts: dict[str, int]
    checked: bool
    pages_read: int = 0
    words_sought: int = 0
    words_kept: int = 0


def keep_terms(store: Store, profile_id: int) -> tuple[KeepTerm, ...]:
    """Return every term of keeping as it applies in a municipality, in the order of `RetentionBasis`."""
    amounts = _overrides(store, profile_id)
    return tuple(keep_term(basis, amounts) for basis in RetentionBasis)


def _overrides(store: Store, profile_id: int) -> dict[str, int]:
    found = fetch(
        store,
        "SELECT key, amount FROM clock_terms WHERE profile_id = ? AND key LIKE ?",
        (profile_id, KEEP + "%"),
    )
    return {key.removeprefix(KEEP): amount for key, amount in found}


def proposals(
    store: Store, profile_id: int, today: date, *, ahead: int = HORIZON_DAYS
) -> tuple[Proposal, ...]:
    """Return what may be destroyed by `ahead` days from today, soonest first; what is held is said, not left out."""
    until = today + timedelta(days=ahead)
    terms = {term.basis: term for term in keep_terms(store, profile_id)}
    found = [
        *_cases(store, profile_id, terms, until),
        *_signals(store, profile_id, terms, until),
        *_reporters(store, profile_id, terms, until),
        *_log(store, until),
    ]
    return tuple(sorted(found, key=lambda one: (one.due_on, one.number, one.subject.value)))


def proposal(store: Store, subject: RetentionSubject, subject_id: int, today: date) -> Proposal | None:
    """Return one proposal as it stands now, or None when its time has not come."""
    until = today + timedelta(days=HORIZON_DAYS)
    if subject is RetentionSubject.LOG:
        return next((one for one in _log(store, until) if one.subject_id == subject_id), None)
    table = "cases" if subject is RetentionSubject.CASE else "signals"
    row = fetch_one(store, f"SELECT profile_id FROM {table} WHERE id = ?", (subject_id,))
    if row is None:
        return None
    terms = {term.basis: term for term in keep_terms(store, row[0])}
    read = {
        RetentionSubject.CASE: _cases,
        RetentionSubject.SIGNAL: _signals,
        RetentionSubject.REPORTER: _reporters,
    }[subject]
    return next(read(store, row[0], terms, until, only=subject_id), None)


_HELD = (
    "(SELECT h.reason || char(10) || h.review_on FROM retention_holds h WHERE h.{0}_id = {1}.id"
    " AND h.released_at IS NULL ORDER BY h.id DESC LIMIT 1)"
)
_OPEN = (
    "(SELECT d.id || char(10) || d.proposed_by FROM destructions d WHERE d.subject = '{0}' AND d.subject_id = {1}.id"
    " AND d.destroyed_at IS NULL AND d.withdrawn_at IS NULL)"
)
_WORKED = (
    "(k.plan <> '' OR k.goal <> ''"
    " OR EXISTS (SELECT 1 FROM contact_attempts c WHERE c.case_id = k.id AND c.reached))"
)
_WMO = (
    "EXISTS (SELECT 1 FROM clocks c WHERE c.case_id = k.id AND c.kind IN"
    f" ('{ClockKind.WMO_INQUIRY.value}', '{ClockKind.WMO_DECISION.value}'))"
)


def _cases(
    store: Store, profile_id: int, terms: dict[RetentionBasis, KeepTerm], until: date, *, only: int = 0
) -> Iterator[Proposal]:
    """Yield closed cases by outcome and course: a case is never kept as long as the longest term without need."""
    wide = max(ended_before(term, until) for term in terms.values())
    this, values = _this("k", only)
    for row_id, number, closed_at, outcome, worked, wmo, held, opened in fetch(
        store,
        f"SELECT k.id, k.number, k.closed_at, k.outcome, {_WORKED}, {_WMO}, {_HELD.format('case', 'k')},"
        f" {_OPEN.format('case', 'k')} FROM cases k WHERE k.profile_id = ? AND +k.status = ? AND k.closed_at <= ?"
        f" AND {_due_sql(terms, until)} AND {may_see_case(store, 'k.id')[0]}{this} ORDER BY k.closed_at LIMIT ?",
        (profile_id, CaseStatus.CLOSED.value, f"{wide.isoformat()}T99", *values, MOST),
    ):
        basis = case_basis(CaseEnd(as_code(Outcome, outcome), bool(worked), bool(wmo)))
        ended = local_day(instant(closed_at))
        yield from _due(RetentionSubject.CASE, row_id, number, terms[basis], ended, until, held, opened)


def _this(table: str, only: int) -> tuple[str, tuple[object, ...]]:
    """Return the condition for one row by its id with its value; nothing when all are read, the oldest first.

    The plus before a status in these reads keeps SQLite to the order of the days, so that it stops at `MOST`.
    """
    return (f" AND {table}.id = ?", (only,)) if only else ("", ())


def _due_sql(terms: dict[RetentionBasis, KeepTerm], until: date) -> str:
    """Return a condition that keeps what cannot be due yet out of the bounded reading; `case_basis` decides.

    What the outcome alone rules out stands first: it is seen in the index, without reading the case.
    """

    def closed_by(*courses: tuple[bool, bool]) -> str:
        ends = {
            outcome: max(
                ended_before(terms[case_basis(CaseEnd(outcome, worked, wmo))], until)
                for worked, wmo in courses
            )
            for outcome in (*Outcome, None)
        }
        whens = " ".join(
            f"WHEN '{one.value}' THEN '{end.isoformat()}T99'" for one, end in ends.items() if one is not None
        )
        return f"CASE k.outcome {whens} ELSE '{ends[None].isoformat()}T99' END"

    untouched, worked, inquired = (False, False), (True, False), (True, True)
    return (
        f"k.closed_at <= {closed_by(untouched, worked, inquired)} AND k.closed_at <= CASE WHEN {_WMO}"
        f" THEN {closed_by(inquired)} WHEN {_WORKED} THEN {closed_by(worked)} ELSE {closed_by(untouched)} END"
    )


_RUNNING = (
    "EXISTS (SELECT 1 FROM clocks c WHERE c.signal_id = s.id AND c.stopped_on IS NULL"
    f" AND c.kind = '{ClockKind.HANDOVER.value}')"
)
"""A handover nobody confirmed is still ours; an answer that is still owed to the reporter keeps nothing alive."""
_ENDED = (
    "COALESCE((SELECT max(c.stopped_on) FROM clocks c WHERE c.signal_id = s.id AND c.case_id IS NULL),"
    " substr(s.received_at, 1, 10))"
)


def _signals(
    store: Store, profile_id: int, terms: dict[RetentionBasis, KeepTerm], until: date, *, only: int = 0
) -> Iterator[Proposal]:
    this, values = _this("s", only)
    for status, basis in SIGNAL_BASES.items():
        term = terms[basis]
        bound = ended_before(term, until)
        for row_id, number, ended, held, opened in fetch(
            store,
            f"SELECT s.id, s.number, {_ENDED}, {_HELD.format('signal', 's')}, {_OPEN.format('signal', 's')}"
            " FROM signals s WHERE s.status = ? AND s.received_at <= ? AND s.profile_id = ?"
            f" AND s.case_id IS NULL AND {may_see_case(store, 's.case_id')[0]} AND {_ENDED} <= ? AND NOT {_RUNNING}"
            f"{this} ORDER BY s.received_at LIMIT ?",
            (status.value, f"{bound.isoformat()}T99", profile_id, bound.isoformat(), *values, MOST),
        ):
            yield from _due(
                RetentionSubject.SIGNAL, row_id, number, term, date.fromisoformat(ended), until, held, opened
            )


def _reporters(
    store: Store, profile_id: int, terms: dict[RetentionBasis, KeepTerm], until: date, *, only: int = 0
) -> Iterator[Proposal]:
    """Yield signals whose reporter can still be reached a year after the case, or the signal itself, ended."""
    term = terms[RetentionBasis.REPORTER]
    bound = ended_before(term, until).isoformat()
    ended = f"COALESCE(substr(k.closed_at, 1, 10), {_ENDED})"
    this, values = _this("s", only)
    statuses = "', '".join(status.value for status in (*SIGNAL_BASES, SignalStatus.LINKED))
    for row_id, number, day, held, opened in fetch(
        store,
        f"SELECT s.id, s.number, {ended}, {_HELD.format('signal', 's')}, {_OPEN.format('reporter', 's')}"
        " FROM reachable_reporters q JOIN signals s ON s.id = q.signal_id AND s.received_at = q.received_at"
        f" LEFT JOIN cases k ON k.id = s.case_id WHERE +s.status IN ('{statuses}') AND q.received_at <= ?"
        " AND s.profile_id = ?"
        f" AND (s.case_id IS NULL OR k.status = '{CaseStatus.CLOSED.value}') AND {ended} <= ?"
        f" AND {may_see_case(store, 's.case_id')[0]}{this} ORDER BY q.received_at LIMIT ?",
        (f"{bound}T99", profile_id, bound, *values, MOST),
    ):
        yield from _due(
            RetentionSubject.REPORTER, row_id, number, term, date.fromisoformat(day), until, held, opened
        )


def _log(store: Store, until: date) -> Iterator[Proposal]:
    """Yield the oldest year of the log, of all municipalities in the store; its id is the year."""
    found = oldest_year(store, until)
    if found is None:
        return
    opened = fetch_one(
        store,
        "SELECT id || char(10) || proposed_by FROM destructions WHERE subject = ? AND subject_id = ?"
        " AND destroyed_at IS NULL AND withdrawn_at IS NULL",
        (RetentionSubject.LOG.value, found.year),
    )
    yield from _due(
        RetentionSubject.LOG,
        found.year,
        found.number,
        found.term,
        found.ended_on,
        until,
        None,
        opened[0] if opened else None,
    )


def _due(
    subject: RetentionSubject,
    row_id: int,
    number: str,
    term: KeepTerm,
    ended: date,
    until: date,
    held: str | None,
    opened: str | None,
) -> Iterator[Proposal]:
    due = destroy_on(term, ended)
    if due > until:
        return
    reason, _, review = (held or "").rpartition("\n")
    destruction, _, by = (opened or "").partition("\n")
    yield Proposal(
        subject,
        row_id,
        number,
        term,
        ended,
        due,
        reason,
        as_day(review or None),
        int(destruction) if destruction else None,
        by,
    )


def destructions(store: Store, *, limit: int = 200) -> tuple[DestructionRow, ...]:
    """Return the record of what was destroyed, newest first."""
    found = fetch(
        store,
        "SELECT id, subject, number, basis, term, norm, due_on, proposed_by, approved_by, destroyed_at, counts,"
        " checked, pages_read, words_sought, words_kept FROM destructions WHERE destroyed_at IS NOT NULL"
        " ORDER BY destroyed_at DESC, id DESC LIMIT ?",
        (limit,),
    )
    return tuple(
        DestructionRow(
            id=row[0],
            subject=RetentionSubject.of(row[1]),
            number=row[2],
            basis=RetentionBasis.of(row[3]),
            term=row[4],
            norm=NormKind.of(row[5]),
            due_on=date.fromisoformat(row[6]),
            proposed_by=row[7],
            approved_by=row[8],
            destroyed_at=instant(row[9]),
            counts=json.loads(row[10]),
            checked=bool(row[11]),
            pages_read=row[12],
            words_sought=row[13],
            words_kept=row[14],
        )
        for row in found
    )


def last_destroyed_at(store: Store) -> datetime | None:
    """Return when something was last destroyed: older backups still hold it."""
    row = fetch_one(store, "SELECT max(destroyed_at) FROM destructions")
    return as_instant(row[0]) if row else None
