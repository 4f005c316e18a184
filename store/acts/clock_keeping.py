"""Starting and stopping the clocks that run on signals and cases, inside an act."""

from __future__ import annotations

from datetime import date

from sqlmodel import col, select

from store.acts.unit import Unit
from store.codes import ClockKind, Urgency
from store.rules.clocks import due_on, terms_for
from store.schema import Case, Clock, ClockTerm, Signal


def overrides(unit: Unit, profile_id: int) -> dict[str, int]:
    """Return the terms that deviate from the default in a profile, by key."""
    found = unit.session.exec(select(ClockTerm).where(ClockTerm.profile_id == profile_id)).all()
    return {term.key: term.amount for term in found}


def start(
    unit: Unit,
    kind: ClockKind,
    *,
    profile_id: int,
    urgency: Urgency | None = None,
    signal: Signal | None = None,
    case: Case | None = None,
    started: date | None = None,
    due: date | None = None,
    never_later: bool = False,
) -> Clock | None:
    """Start a clock, after stopping a running one of the same kind on the same thing.

    With `never_later` a running one that ends no later goes on: what comes in beside it never lengthens a term.
    Returns the clock, or None when no term applies (a signal for information needs no first contact).
    """
    signal_id = signal.id if signal is not None else None
    case_id = case.id if case is not None else None
    began = started or unit.today
    if due is None:
        term = terms_for(kind, urgency, overrides(unit, profile_id))
        due = due_on(term, began) if term is not None else None
    if never_later:
        for running in known(unit, kind, signal_id=signal_id, case_id=case_id):
            if running.stopped_on is None and (due is None or running.due_on <= due):
                return running
    stop(unit, (kind,), "opnieuw gestart", signal_id=signal_id, case_id=case_id)
    if due is None:
        return None
    team_id = case.team_id if case is not None else (signal.team_id if signal is not None else None)
    return unit.add(
        Clock(kind=kind, signal_id=signal_id, case_id=case_id, team_id=team_id, started_on=began, due_on=due)
    )


def known(
    unit: Unit, kind: ClockKind, *, signal_id: int | None = None, case_id: int | None = None
) -> list[Clock]:
    """Return every clock of a kind that runs or ran on a signal or a case, oldest first."""
    statement = select(Clock).where(Clock.kind == kind).order_by(col(Clock.id))
    if case_id is not None:
        statement = statement.where(Clock.case_id == case_id)
    else:
        statement = statement.where(Clock.signal_id == signal_id, col(Clock.case_id).is_(None))
    return list(unit.session.exec(statement).all())


def stop(
    unit: Unit,
    kinds: tuple[ClockKind, ...] | None,
    reason: str,
    *,
    signal_id: int | None = None,
    case_id: int | None = None,
) -> int:
    """Stop running clocks of these kinds (None: all kinds) on a signal or a case; return how many stopped."""
    statement = select(Clock).where(col(Clock.stopped_on).is_(None))
    if case_id is not None:
        statement = statement.where(Clock.case_id == case_id)
    else:
        statement = statement.where(Clock.signal_id == signal_id, col(Clock.case_id).is_(None))
    stopped = 0
    for clock in unit.session.exec(statement).all():
        if kinds is not None and clock.kind not in kinds:
            continue
        clock.stopped_on = unit.today
        clock.stop_reason = reason
        unit.session.add(clock)
        stopped += 1
    return stopped


def touch(unit: Unit, case: Case) -> None:
    """Note that something was done in a case: the clock "case without any action" starts again."""
    running = unit.session.exec(
        select(Clock).where(
            Clock.case_id == case.id,
            Clock.kind == ClockKind.INACTIVITY,
            col(Clock.stopped_on).is_(None),
        )
    ).first()
    term = terms_for(ClockKind.INACTIVITY, None, overrides(unit, case.profile_id))
    if running is None or term is None:
        start(unit, ClockKind.INACTIVITY, profile_id=case.profile_id, case=case)
        return
    running.started_on = unit.today
    running.due_on = due_on(term, unit.today)
    unit.session.add(running)
