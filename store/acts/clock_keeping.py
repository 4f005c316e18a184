"""Starting and stopping the clocks that run on signals and cases, inside an act."""

from __future__ import annotations

from datetime import date

from store.acts.unit import Unit
from store.codes import ClockKind, Urgency
from store.rules.clocks import due_on, terms_for
from store.schema import Case, Clock, Signal


def overrides(unit: Unit, profile_id: int) -> dict[str, int]:
    """Return the terms that deviate from the default in a profile, by key."""
    return dict(unit.rows("SELECT key, amount FROM clock_terms WHERE profile_id = ?", profile_id))


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
    return _read(unit, "kind = ? ORDER BY id", kind.value, signal_id=signal_id, case_id=case_id)


def _read(
    unit: Unit, further: str, *values: object, signal_id: int | None = None, case_id: int | None = None
) -> list[Clock]:
    """Return the clocks on a signal or a case for which `further` (SQL) holds; most often there are none."""
    about = "case_id = ?" if case_id is not None else "signal_id IS ? AND case_id IS NULL"
    subject = case_id if case_id is not None else signal_id
    unit.session.flush()
    found = unit.rows(f"SELECT id FROM clocks WHERE {about} AND {further}", subject, *values)
    return [unit.session.get_one(Clock, row_id) for (row_id,) in found]


def stop(
    unit: Unit,
    kinds: tuple[ClockKind, ...] | None,
    reason: str,
    *,
    signal_id: int | None = None,
    case_id: int | None = None,
) -> int:
    """Stop running clocks of these kinds (None: all kinds) on a signal or a case; return how many stopped."""
    stopped = 0
    for clock in _read(unit, "stopped_on IS NULL ORDER BY id", signal_id=signal_id, case_id=case_id):
        if kinds is not None and clock.kind not in kinds:
            continue
        clock.stopped_on = unit.today
        clock.stop_reason = reason
        unit.session.add(clock)
        stopped += 1
    return stopped


def touch(unit: Unit, case: Case) -> None:
    """Note that something was done in a case: the clock "case without any action" starts again."""
    running = _read(
        unit, "kind = ? AND stopped_on IS NULL LIMIT 1", ClockKind.INACTIVITY.value, case_id=case.id
    )
    term = terms_for(ClockKind.INACTIVITY, None, overrides(unit, case.profile_id))
    if not running or term is None:
        start(unit, ClockKind.INACTIVITY, profile_id=case.profile_id, case=case)
        return
    running[0].started_on = unit.today
    running[0].due_on = due_on(term, unit.today)
    unit.session.add(running[0])
