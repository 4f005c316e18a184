"""A case: opening it, leading it, moving it through its statuses, closing and reopening it."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import col, select

from store.actor import Actor
from store.acts import clock_keeping
from store.acts.inputs import Ref
from store.acts.unit import Unit, unit
from store.codes import (
    CaseStatus,
    ClockKind,
    EscalationTarget,
    Outcome,
    SignalStatus,
)
from store.engine.lifecycle import Store
from store.errors import Refused
from store.rules.contact_ladder import Attempt, no_contact_problems
from store.rules.transitions import check_case_move
from store.schema import Action, Case, CaseStatusChange, ContactAttempt, Signal

WHAT = "deze casus"
_CLOSED = "casus afgesloten"


def case_ref(case: Case) -> Ref:
    """Return the reference of a case row."""
    return Ref(case.id or 0, case.number, case.version)


def open_for_signal(act: Unit, signal: Signal, team_id: int, lead: str) -> Case:
    """Open a case for a signal inside a running act; the clocks of a new case start."""
    case = act.add(
        Case(
            number=act.next_number("case", act.today.year, "C{year}-{n:03d}"),
            profile_id=signal.profile_id,
            team_id=team_id,
            case_lead=lead,
            resident_id=signal.resident_id,
            household_id=signal.household_id,
            address_id=signal.address_id,
            district_id=signal.district_id,
            urgency=signal.urgency,
            themes=signal.themes,
            visit_safety=signal.visit_safety,
            opened_at=act.now,
        )
    )
    record_status(act, case, None, CaseStatus.EXPLORING, f"naar aanleiding van signaal {signal.number}")
    clock_keeping.touch(act, case)
    return case


def record_status(act: Unit, case: Case, old: CaseStatus | None, new: CaseStatus, reason: str) -> None:
    """Write one step of the status history."""
    act.add(
        CaseStatusChange(case_id=case.id or 0, at=act.now, by=act.actor.name, old=old, new=new, reason=reason)
    )


def load_case(act: Unit, case_id: int, expected_version: int | None, *, must_be_open: bool = True) -> Case:
    """Return the case of an act, checked for its version and for being open."""
    case = act.fresh(Case, case_id, WHAT, expected_version)
    act.about("case", case.number, case_id=case.id)
    if must_be_open and case.status == CaseStatus.CLOSED:
        raise Refused("Deze casus is afgesloten. Heropen de casus eerst.")
    return case


def change_status(
    store: Store,
    actor: Actor,
    case_id: int,
    new: CaseStatus,
    *,
    reason: str = "",
    waitlist_owner: str = "",
    review_on: date | None = None,
    escalation_target: EscalationTarget | None = None,
    handover_to: str = "",
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Ref:
    """Move a case to another status by the one table of transitions, with what that status asks.

    A waitlist asks an owner and a review date, an escalation its target, a handover to whom. Closing has its own
    act (`close_case`), because it asks an outcome; so has reopening.
    """
    with unit(store, actor, "change_status", f"casus naar {new.label}", now=now) as act:
        case = load_case(act, case_id, expected_version)
        move_case(
            act,
            case,
            new,
            reason=reason,
            waitlist_owner=waitlist_owner,
            review_on=review_on,
            escalation_target=escalation_target,
            handover_to=handover_to,
        )
        clock_keeping.touch(act, case)
        act.session.flush()
        return case_ref(case)


def move_case(
    act: Unit,
    case: Case,
    new: CaseStatus,
    *,
    reason: str = "",
    waitlist_owner: str = "",
    review_on: date | None = None,
    escalation_target: EscalationTarget | None = None,
    handover_to: str = "",
) -> None:
    """Move a case inside a running act, as `change_status` does."""
    if new == CaseStatus.CLOSED:
        raise Refused("Sluit de casus met een eindresultaat.")
    check_case_move(
        case.status,
        new,
        waitlist_owner=waitlist_owner,
        review_on=review_on,
        escalation_target=escalation_target,
        outcome=None,
    )
    if new == CaseStatus.WAITLIST and review_on is not None and review_on < act.today:
        raise Refused("De datum waarop de wachtlijst herzien wordt ligt in het verleden.")
    if new == CaseStatus.HANDOVER and not handover_to.strip():
        raise Refused("Vul in aan wie u overdraagt; de overdracht blijft bij u tot zij die bevestigen.")
    _leave(act, case)
    old = case.status
    case.status = new
    case.waitlist_owner = waitlist_owner if new == CaseStatus.WAITLIST else ""
    case.review_on = review_on if new == CaseStatus.WAITLIST else None
    case.escalation_target = escalation_target if new == CaseStatus.ESCALATED else None
    if new == CaseStatus.HANDOVER:
        case.handover_to = handover_to.strip()
    act.session.add(case)
    record_status(act, case, old, new, reason)
    _enter(act, case)


def _leave(act: Unit, case: Case) -> None:
    kinds = {
        CaseStatus.WAITLIST: (ClockKind.WAITLIST_REVIEW,),
        CaseStatus.HANDOVER: (ClockKind.HANDOVER,),
        CaseStatus.AFTERCARE: (ClockKind.AFTERCARE_SHORT, ClockKind.AFTERCARE_LONG),
        CaseStatus.ESCALATED: (ClockKind.WVGGZ_INQUIRY,),
    }.get(case.status)
    if kinds:
        clock_keeping.stop(act, kinds, "status gewijzigd", case_id=case.id)


def _enter(act: Unit, case: Case) -> None:
    profile = case.profile_id
    if case.status == CaseStatus.WAITLIST and case.review_on is not None:
        clock_keeping.start(act, ClockKind.WAITLIST_REVIEW, profile_id=profile, case=case, due=case.review_on)
    elif case.status == CaseStatus.HANDOVER:
        clock_keeping.start(act, ClockKind.HANDOVER, profile_id=profile, case=case)
    elif case.status == CaseStatus.AFTERCARE:
        clock_keeping.start(act, ClockKind.AFTERCARE_SHORT, profile_id=profile, case=case)
        clock_keeping.start(act, ClockKind.AFTERCARE_LONG, profile_id=profile, case=case)
    elif case.status == CaseStatus.ESCALATED and case.escalation_target == EscalationTarget.WVGGZ:
        clock_keeping.start(act, ClockKind.WVGGZ_INQUIRY, profile_id=profile, case=case)


def assign_lead(
    store: Store,
    actor: Actor,
    case_id: int,
    lead: str,
    *,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Ref:
    """Give a case its one case lead (one household, one plan, one lead)."""
    if not lead.strip():
        raise Refused("Vul in wie de regie heeft.")
    with unit(store, actor, "assign_lead", "regie toegewezen", now=now) as act:
        case = load_case(act, case_id, expected_version)
        case.case_lead = lead.strip()
        act.session.add(case)
        clock_keeping.touch(act, case)
        act.session.flush()
        return case_ref(case)


def set_plan(
    store: Store,
    actor: Actor,
    case_id: int,
    *,
    goal: str,
    plan: str,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Ref:
    """Write the goal and the plan of a case."""
    with unit(store, actor, "set_plan", "plan bijgewerkt", now=now) as act:
        case = load_case(act, case_id, expected_version)
        case.goal, case.plan = goal.strip(), plan.strip()
        act.session.add(case)
        clock_keeping.touch(act, case)
        act.session.flush()
        return case_ref(case)


def close_case(
    store: Store,
    actor: Actor,
    case_id: int,
    outcome: Outcome,
    *,
    reason: str = "",
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Ref:
    """Close a case with its outcome; its clocks stop, reporters who asked for it are owed a last answer.

    "Definitief geen contact" is refused until the ladder was climbed (own norm, from debt-sector evidence).
    Actions that are still open stop the closing: they are done or withdrawn first.
    """
    with unit(store, actor, "close_case", "casus afgesloten", now=now) as act:
        case = load_case(act, case_id, expected_version)
        end_case(act, case, outcome, reason)
        act.session.flush()
        return case_ref(case)


def end_case(act: Unit, case: Case, outcome: Outcome, reason: str = "") -> None:
    """Close a case inside a running act, as `close_case` does."""
    check_case_move(
        case.status,
        CaseStatus.CLOSED,
        waitlist_owner="",
        review_on=None,
        escalation_target=None,
        outcome=outcome,
    )
    if outcome == Outcome.NO_CONTACT:
        problems = no_contact_problems(_attempts(act, case))
        if problems:
            raise Refused("Nog niet af te sluiten als definitief geen contact. " + " ".join(problems))
    waiting = act.session.exec(
        select(Action).where(Action.case_id == case.id, col(Action.done_at).is_(None))
    ).all()
    if waiting:
        count = len(waiting)
        raise Refused(
            f"Er {'staat' if count == 1 else 'staan'} nog {count} {'actie' if count == 1 else 'acties'} "
            "open. Rond die eerst af."
        )
    old = case.status
    case.status, case.outcome, case.closed_at = CaseStatus.CLOSED, outcome, act.now
    case.waitlist_owner, case.review_on, case.escalation_target = "", None, None
    act.session.add(case)
    record_status(act, case, old, CaseStatus.CLOSED, reason or outcome.label)
    clock_keeping.stop(act, None, _CLOSED, case_id=case.id)
    for signal in act.session.exec(select(Signal).where(Signal.case_id == case.id)).all():
        if signal.feedback_wanted and signal.status == SignalStatus.LINKED:
            clock_keeping.stop(act, (ClockKind.FEEDBACK,), _CLOSED, signal_id=signal.id)
            clock_keeping.start(act, ClockKind.CLOSING_FEEDBACK, profile_id=case.profile_id, signal=signal)


def _attempts(act: Unit, case: Case) -> list[Attempt]:
    found = act.session.exec(select(ContactAttempt).where(ContactAttempt.case_id == case.id)).all()
    return [Attempt(one.kind, one.at, one.reached, one.day_part) for one in found]


def reopen_case(
    store: Store,
    actor: Actor,
    case_id: int,
    *,
    reason: str,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Ref:
    """Open a closed case again, with the reason.

    Reporters are not owed the closing answer any longer; the term for informing the resident runs on as it did.
    """
    if not reason.strip():
        raise Refused("Zeg waarom de casus heropend wordt.")
    with unit(store, actor, "reopen_case", "casus heropend", now=now) as act:
        case = load_case(act, case_id, expected_version, must_be_open=False)
        if case.status != CaseStatus.CLOSED:
            raise Refused(f"Deze casus is niet afgesloten maar {case.status.label}. Er is niets gewijzigd.")
        check_case_move(
            case.status,
            CaseStatus.EXPLORING,
            waitlist_owner="",
            review_on=None,
            escalation_target=None,
            outcome=None,
        )
        old = case.status
        case.status, case.closed_at, case.outcome = CaseStatus.EXPLORING, None, None
        act.session.add(case)
        record_status(act, case, old, CaseStatus.EXPLORING, reason.strip())
        for (signal_id,) in act.rows("SELECT id FROM signals WHERE case_id = ?", case.id):
            clock_keeping.stop(act, (ClockKind.CLOSING_FEEDBACK,), "casus heropend", signal_id=signal_id)
        _inform_again(act, case)
        clock_keeping.touch(act, case)
        act.session.flush()
        return case_ref(case)


def _inform_again(act: Unit, case: Case) -> None:
    ran = clock_keeping.known(act, ClockKind.INFORM_RESIDENT, case_id=case.id)
    if ran and ran[-1].stop_reason == _CLOSED:
        clock_keeping.start(
            act, ClockKind.INFORM_RESIDENT, profile_id=case.profile_id, case=case, due=ran[-1].due_on
        )
