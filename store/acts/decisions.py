"""Deciding at the table: one line becomes decision, action, the effect on case or signal, and a note, all at once."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import select

from store.actor import Actor
from store.acts import clock_keeping
from store.acts.cases import end_case, move_case
from store.acts.inputs import Ref
from store.acts.meeting_frame import kind_of, load_item
from store.acts.route import send_signal
from store.acts.unit import Unit, unit
from store.codes import CaseStatus, ClockKind, MeetingStatus, SignalStatus
from store.engine.lifecycle import Store
from store.errors import InvalidInput, Refused
from store.local_time import local_day, long_day
from store.local_time import today as local_today
from store.queries.meeting_names import decision_names
from store.queries.shared import fetch_one
from store.rules.decision_line import DecisionLine, Effect, EffectKind, parse, preview
from store.rules.transitions import check_signal_move
from store.schema import Action, AgendaItem, Case, Decision, Meeting, Note, Signal, Team
from store.text import fold


def decide_typed(
    store: Store,
    actor: Actor,
    item_id: int,
    text: str,
    *,
    now: datetime | None = None,
) -> Ref:
    """Take a decision as typed; `InvalidInput` with one Dutch sentence per problem when the line cannot be read."""
    row = fetch_one(store, "SELECT meeting_id FROM agenda_items WHERE id = ?", (item_id,))
    names = decision_names(store, row[0] if row else 0)
    parsed = parse(text, names, local_day(now) if now else local_today())
    if parsed.line is None:
        raise InvalidInput("Dit besluit is niet vastgelegd. " + " ".join(parsed.problems), parsed.problems)
    return decide(store, actor, item_id, parsed.line, now=now)


def decide(
    store: Store,
    actor: Actor,
    item_id: int,
    line: DecisionLine,
    *,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Ref:
    """Record a decision on an item of a running meeting; the reference holds the id of the decision.

    What it routes, hands over, puts on the waiting list or closes happens now, by the same rules as elsewhere, or the
    whole decision is refused. Somebody who does something gets an action; an effect by itself needs none. The decision
    stands in the course of the case. Undo takes all of it back at once.
    """
    with unit(store, actor, "decide", "besluit vastgelegd", event="create", now=now) as act:
        item, meeting = load_item(act, item_id, expected_version)
        if meeting.status != MeetingStatus.RUNNING:
            raise Refused("Dit overleg is nog niet begonnen. Begin het eerst; er is niets vastgelegd.")
        if not line.body.strip():
            raise InvalidInput("Er staat nog niet wat er besloten is.")
        case = None if item.case_id is None else act.get(Case, item.case_id, "deze casus")
        signal = None if item.signal_id is None else act.get(Signal, item.signal_id, "dit signaal")
        reason = f"besluit {meeting.number}"
        if line.effect is not None:
            _have_effect(act, line, line.effect, case, signal, reason)
        if case is None and signal is not None and signal.case_id is not None:
            case = act.get(Case, signal.case_id, "deze casus")
        action = _action(act, line, case, signal)
        decision = act.add(
            Decision(
                meeting_id=meeting.id or 0,
                agenda_item_id=item.id or 0,
                case_id=case.id if case is not None else None,
                at=act.now,
                by=actor.name,
                body=line.body.strip(),
                owner=_holder(line, action),
                assigned_to=line.assigned_to,
                due_on=line.due_on,
                condition=line.condition,
                informing=line.informing,
                effect=line.effect.words if line.effect else "",
                action_id=action.id if action is not None else None,
            )
        )
        _note(act, line, item, meeting, case, signal)
        act.session.flush()
        return Ref(decision.id or 0, meeting.number, 1)


def _holder(line: DecisionLine, action: Action | None) -> str:
    """Return who of the team does it: who was named, else who the action fell to, so that no list leaves it out."""
    return line.owner or (action.owner if action is not None and not line.assigned_to else "")


def _action(act: Unit, line: DecisionLine, case: Case | None, signal: Signal | None) -> Action | None:
    """Add the action a decision asks for; a theme has none of its own, its decision is on the action list."""
    asked = line.owner or line.assigned_to or line.due_on is not None or line.effect is None
    if not asked or (case is None and signal is None):
        return None
    if case is not None and case.status == CaseStatus.CLOSED:
        raise Refused(
            "Een casus sluiten en er een actie in afspreken gaan niet samen. Er is niets vastgelegd."
        )
    title = f"{line.body.strip()} ({line.condition})" if line.condition else line.body.strip()
    return act.add(
        Action(
            case_id=case.id if case is not None else None,
            signal_id=signal.id if case is None and signal is not None else None,
            title=title,
            owner=line.owner or line.assigned_to or (case.case_lead if case else "") or act.actor.name,
            due_on=line.due_on,
            created_at=act.now,
            by=act.actor.name,
        )
    )


def _note(
    act: Unit,
    line: DecisionLine,
    item: AgendaItem,
    meeting: Meeting,
    case: Case | None,
    signal: Signal | None,
) -> None:
    if case is None and signal is None:
        return
    kind = kind_of(act, meeting)
    act.add(
        Note(
            case_id=case.id if case is not None else None,
            signal_id=signal.id if case is None and signal is not None else None,
            at=act.now,
            by=act.actor.name,
            body=f"Besluit in {kind.name}, {long_day(meeting.held_on)}: {preview(line)}",
            is_fact=True,
        )
    )
    if case is not None and case.status != CaseStatus.CLOSED:
        clock_keeping.touch(act, case)
    act.about(
        "meeting", meeting.number, case_id=case.id if case is not None else None, signal_id=item.signal_id
    )


def _have_effect(
    act: Unit, line: DecisionLine, effect: Effect, case: Case | None, signal: Signal | None, reason: str
) -> None:
    if case is not None:
        if case.status == CaseStatus.CLOSED:
            raise Refused("Deze casus is afgesloten. Heropen de casus eerst; er is niets vastgelegd.")
        _in_case(act, line, effect, case, reason)
    elif signal is not None:
        _in_signal(act, line, effect, signal, reason)
    else:
        raise Refused(f'Een punt uit het open deel heeft geen casus; "{effect.words}" kan hier niet.')


def _in_case(act: Unit, line: DecisionLine, effect: Effect, case: Case, reason: str) -> None:
    if effect.kind is EffectKind.SEEK_CONTACT:
        if case.status != CaseStatus.SEEKING_CONTACT:
            move_case(act, case, CaseStatus.SEEKING_CONTACT, reason=reason)
    elif effect.kind is EffectKind.HANDOVER:
        _hand_over(act, case, effect.target, reason)
    elif effect.kind is EffectKind.WAITLIST:
        _wait(act, line, effect, case, reason)
    elif effect.kind is EffectKind.CLOSE:
        if line.owner or line.assigned_to or line.due_on is not None:
            raise Refused(
                "Een casus sluiten en er een actie in afspreken gaan niet samen. Er is niets vastgelegd."
            )
        if effect.outcome is None:
            raise Refused("Sluit de casus met een eindresultaat.")
        end_case(act, case, effect.outcome, reason)
    else:
        team = _team(act, case.profile_id, effect.target)
        if not team.opens_case:
            _hand_over(act, case, team.name, reason)
        elif case.team_id == team.id:
            raise Refused(f"Deze casus is al bij {team.name}. Er is niets vastgelegd.")
        else:
            case.team_id = team.id or 0
            act.session.add(case)


def _hand_over(act: Unit, case: Case, target: str, reason: str) -> None:
    if case.status != CaseStatus.HANDOVER:
        move_case(act, case, CaseStatus.HANDOVER, reason=reason, handover_to=target)
        return
    case.handover_to = target
    act.session.add(case)
    clock_keeping.start(act, ClockKind.HANDOVER, profile_id=case.profile_id, case=case)


def _wait(act: Unit, line: DecisionLine, effect: Effect, case: Case, reason: str) -> None:
    owner = line.owner or line.assigned_to or case.waitlist_owner or case.case_lead or act.actor.name
    if case.status != CaseStatus.WAITLIST:
        move_case(act, case, CaseStatus.WAITLIST, reason=reason, waitlist_owner=owner, review_on=effect.until)
        return
    case.waitlist_owner, case.review_on = owner, effect.until
    act.session.add(case)
    clock_keeping.start(
        act, ClockKind.WAITLIST_REVIEW, profile_id=case.profile_id, case=case, due=effect.until
    )


def _in_signal(act: Unit, line: DecisionLine, effect: Effect, signal: Signal, reason: str) -> None:
    if effect.kind not in (EffectKind.ROUTE, EffectKind.HANDOVER):
        raise Refused(
            f'"{effect.words}" past bij een casus. Routeer het signaal eerst; er is niets vastgelegd.'
        )
    team = _team(act, signal.profile_id, effect.target)
    if signal.status in (SignalStatus.FORWARDED, SignalStatus.NOT_TAKEN_UP):
        check_signal_move(signal.status, SignalStatus.TRIAGED)
        signal.status, signal.not_taken_up_reason = SignalStatus.TRIAGED, None
        clock_keeping.stop(act, (ClockKind.HANDOVER,), reason, signal_id=signal.id)
        act.session.flush()
    send_signal(act, signal, team_id=team.id, reason=f"{reason}: {line.body}", lead=line.owner)


def _team(act: Unit, profile_id: int, name: str) -> Team:
    key = fold(name)
    for team in act.session.exec(select(Team).where(Team.profile_id == profile_id)).all():
        if team.active and key in (fold(team.name), fold(team.key)):
            return team
    raise Refused("Dit team is in deze gemeente niet bekend. Er is niets vastgelegd.")
