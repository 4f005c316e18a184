"""What is done in a case from day to day: contact attempts, actions, notes, life domains, informing."""

from __future__ import annotations

from datetime import date, datetime

from store.actor import Actor
from store.acts import clock_keeping
from store.acts.cases import case_ref, load_case, record_status
from store.acts.inputs import Ref
from store.acts.unit import Unit, unit
from store.codes import (
    ZRM_LEVELS,
    CaseStatus,
    ClockKind,
    ContactKind,
    DayPart,
    LifeDomain,
    SignalStatus,
    YesNoUnknown,
)
from store.engine.lifecycle import Store
from store.errors import InvalidInput, Refused
from store.local_time import local
from store.rules.contact_ladder import day_part
from store.schema import Action, Case, ContactAttempt, Note, Signal, ZrmScore

_BEFORE_CONTACT = {CaseStatus.EXPLORING, CaseStatus.ON_AGENDA}


def log_contact(
    store: Store,
    actor: Actor,
    case_id: int,
    kind: ContactKind,
    *,
    reached: bool,
    at: datetime | None = None,
    part: DayPart | None = None,
    with_whom: str = "",
    result: str = "",
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Ref:
    """Record a contact attempt; the first one stops its clock and moves the case to *contact zoeken*.

    `at` is when it was done (default now), `part` overrides the part of the day that follows from it.
    """
    with unit(store, actor, "log_contact", f"contactpoging: {kind.label}", event="create", now=now) as act:
        case = load_case(act, case_id, expected_version)
        moment = at or act.now
        if moment > act.now:
            raise Refused("Een contactpoging ligt in het verleden. Leg een voornemen vast als actie.")
        act.add(
            ContactAttempt(
                case_id=case.id or 0,
                at=moment,
                by=actor.name,
                kind=kind,
                day_part=part or day_part(local(moment)),
                reached=reached,
                with_whom=with_whom.strip(),
                result=result.strip(),
            )
        )
        clock_keeping.stop(act, (ClockKind.FIRST_CONTACT,), f"{kind.label} gedaan", case_id=case.id)
        if case.status in _BEFORE_CONTACT:
            record_status(act, case, case.status, CaseStatus.SEEKING_CONTACT, "eerste contactpoging")
            case.status = CaseStatus.SEEKING_CONTACT
            act.session.add(case)
        clock_keeping.touch(act, case)
        act.session.flush()
        return case_ref(case)


def add_action(
    store: Store,
    actor: Actor,
    title: str,
    *,
    case_id: int | None = None,
    signal_id: int | None = None,
    owner: str = "",
    due_on: date | None = None,
    now: datetime | None = None,
) -> Ref:
    """Promise something to be done, by somebody of the team or of another organisation, by a day."""
    if not title.strip():
        raise InvalidInput("Vul in wat er gedaan moet worden.")
    with unit(store, actor, "add_action", "actie afgesproken", event="create", now=now) as act:
        if case_id is not None:
            case = load_case(act, case_id, None)
            clock_keeping.touch(act, case)
        else:
            _open_signal(act, signal_id)
        action = act.add(
            Action(
                case_id=case_id,
                signal_id=signal_id,
                title=title.strip(),
                owner=owner.strip() or actor.name,
                due_on=due_on,
                created_at=act.now,
                by=actor.name,
            )
        )
        return Ref(action.id or 0, act.number, action.version)


def _open_signal(act: Unit, signal_id: int | None) -> None:
    """Load the signal something is written at; after advice nothing is written about it any more."""
    signal = act.get(Signal, signal_id, "dit signaal")
    act.about("signal", signal.number, signal_id=signal.id)
    if signal.status == SignalStatus.ADVISED:
        raise Refused("Na een advies wordt over dit signaal niets meer vastgelegd. Er is niets bewaard.")


def finish_action(
    store: Store,
    actor: Actor,
    action_id: int,
    *,
    note: str = "",
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Ref:
    """Tick off an action, with what came of it."""
    with unit(store, actor, "finish_action", "actie afgerond", now=now) as act:
        action = act.fresh(Action, action_id, "deze actie", expected_version)
        if action.done_at is not None:
            raise Refused("Deze actie is al afgerond.")
        action.done_at, action.done_note = act.now, note.strip()
        act.session.add(action)
        if action.case_id is not None:
            case = act.get(Case, action.case_id, "deze casus")
            act.about("case", case.number, case_id=case.id)
            if case.status != CaseStatus.CLOSED:
                clock_keeping.touch(act, case)
        elif action.signal_id is not None:
            signal = act.get(Signal, action.signal_id, "dit signaal")
            act.about("signal", signal.number, signal_id=signal.id)
        act.session.flush()
        return Ref(action.id or 0, act.number, action.version)


def add_note(
    store: Store,
    actor: Actor,
    body: str,
    *,
    case_id: int | None = None,
    signal_id: int | None = None,
    is_fact: bool = True,
    now: datetime | None = None,
) -> Ref:
    """Write a note in a case or at a signal; `is_fact` says whether it was seen or is thought."""
    if not body.strip():
        raise InvalidInput("De notitie is leeg.")
    with unit(store, actor, "add_note", "notitie geschreven", event="create", now=now) as act:
        if case_id is not None:
            clock_keeping.touch(act, load_case(act, case_id, None))
        else:
            _open_signal(act, signal_id)
        note = act.add(
            Note(
                case_id=case_id,
                signal_id=signal_id,
                at=act.now,
                by=actor.name,
                body=body.strip(),
                is_fact=is_fact,
            )
        )
        return Ref(note.id or 0, act.number, 1)


def score_domain(
    store: Store,
    actor: Actor,
    case_id: int,
    domain: LifeDomain,
    level: int,
    *,
    note: str = "",
    now: datetime | None = None,
) -> Ref:
    """Score one life domain from 1 to 5; only the domains that matter, never all because the form asks."""
    if level not in ZRM_LEVELS:
        raise InvalidInput("Een score is een getal van 1 tot en met 5.")
    with unit(
        store, actor, "score_domain", f"leefgebied gescoord: {domain.label}", event="create", now=now
    ) as act:
        case = load_case(act, case_id, None)
        act.add(
            ZrmScore(
                case_id=case.id or 0,
                at=act.now,
                by=actor.name,
                domain=domain,
                level=level,
                note=note.strip(),
            )
        )
        clock_keeping.touch(act, case)
        act.session.flush()
        return case_ref(case)


def record_informed(
    store: Store,
    actor: Actor,
    case_id: int,
    *,
    informed: bool,
    reason: str = "",
    review_on: date | None = None,
    now: datetime | None = None,
) -> Ref:
    """Record that the resident was informed (AVG 14), or why not and when that is looked at again."""
    if not informed and (not reason.strip() or review_on is None):
        raise Refused("Vul in waarom de betrokkene niet geïnformeerd is en wanneer dat herzien wordt.")
    label = "betrokkene geïnformeerd" if informed else "betrokkene nog niet geïnformeerd, met reden"
    with unit(store, actor, "record_informed", label, now=now) as act:
        case = load_case(act, case_id, None)
        if review_on is not None and not informed and review_on <= act.today:
            raise Refused("De herzieningsdatum ligt niet in de toekomst.")
        clock_keeping.stop(act, (ClockKind.INFORM_RESIDENT,), label, case_id=case.id)
        if not informed:
            clock_keeping.start(
                act, ClockKind.INFORM_RESIDENT, profile_id=case.profile_id, case=case, due=review_on
            )
        body = "Betrokkene is geïnformeerd." if informed else "Betrokkene is nog niet geïnformeerd."
        act.add(
            Note(
                case_id=case.id,
                at=act.now,
                by=actor.name,
                body=f"{body} {reason.strip()}".strip(),
                is_fact=True,
            )
        )
        answer = YesNoUnknown.YES if informed else YesNoUnknown.NO
        for (signal_id,) in act.rows("SELECT id FROM signals WHERE case_id = ?", case.id):
            signal = act.get(Signal, signal_id, "dit signaal")
            if signal.aware != answer:
                signal.aware = answer
                if not informed:
                    signal.not_aware_reason = reason.strip()
                act.session.add(signal)
        clock_keeping.touch(act, case)
        act.session.flush()
        return case_ref(case)
