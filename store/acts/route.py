"""Sending a signal where it belongs, with the reasons kept."""

from __future__ import annotations

import json
from datetime import datetime

from store.actor import Actor
from store.acts import clock_keeping
from store.acts.cases import open_for_signal
from store.acts.inputs import Ref
from store.acts.triage import WHAT, Proposal, propose, signal_ref
from store.acts.unit import Unit, unit
from store.codes import CaseStatus, ClockKind, SignalStatus, TeamKind, YesNoUnknown
from store.engine.lifecycle import Store
from store.errors import Refused
from store.rules.routing import explanation_dict
from store.rules.transitions import check_signal_move
from store.rules.workdays import add_workdays
from store.schema import Action, Case, Routing, Signal, Team


def route_signal(
    store: Store,
    actor: Actor,
    signal_id: int,
    *,
    team_id: int | None = None,
    reason: str = "",
    case_id: int | None = None,
    lead: str = "",
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Ref:
    """Route a triaged signal to the proposed team (`team_id` None) or to another one, with a reason.

    A team that opens cases gets the signal *gekoppeld*: to `case_id`, else to the case found at triage, else to a
    new one. Any other team or organisation gets it *doorgezet*, and stays ours until they confirm. Teams beside it
    (Veilig Thuis) become actions for the next working day. The explanation shown is kept with the choice.
    """
    with unit(store, actor, "route_signal", "signaal gerouteerd", now=now) as act:
        signal = act.fresh(Signal, signal_id, WHAT, expected_version)
        act.about("signal", signal.number, signal_id=signal.id)
        send_signal(act, signal, team_id=team_id, reason=reason, case_id=case_id, lead=lead)
        act.session.flush()
        return signal_ref(signal)


def send_signal(
    act: Unit, signal: Signal, *, team_id: int | None, reason: str, case_id: int | None = None, lead: str = ""
) -> None:
    """Route a signal inside a running act, as `route_signal` does."""
    judged = act.rows("SELECT 1 FROM triages WHERE signal_id = ? LIMIT 1", signal.id)
    if signal.status in (SignalStatus.RECEIVED, SignalStatus.TO_COMPLETE) or not judged:
        raise Refused("Triëer dit signaal eerst; daarna volgt het voorstel voor de route.")
    proposal = propose(act.session, signal)
    chosen = act.get(Team, team_id or proposal.team_id, "dit team")
    followed = chosen.id == proposal.team_id
    if not followed and not reason.strip():
        raise Refused(
            f"Het voorstel is {proposal.team_name}. Zeg waarom dit signaal naar een ander team gaat."
        )
    target = SignalStatus.LINKED if chosen.opens_case else SignalStatus.FORWARDED
    check_signal_move(signal.status, target)
    signal.status, signal.team_id = target, chosen.id
    act.session.add(signal)
    act.session.flush()
    _keep_routing(act, signal, chosen, proposal, followed=followed, reason=reason.strip())
    if chosen.opens_case:
        _link(act, signal, chosen, case_id, lead)
    else:
        _forward(act, signal, chosen)
    _tell_beside(act, signal, proposal)


def _keep_routing(
    act: Unit, signal: Signal, chosen: Team, proposal: Proposal, *, followed: bool, reason: str
) -> None:
    act.add(
        Routing(
            signal_id=signal.id or 0,
            at=act.now,
            by=act.actor.name,
            team_id=chosen.id or 0,
            proposed_team_id=proposal.team_id,
            rule_key=proposal.explanation.rule,
            followed=followed,
            reason=reason,
            explanation=json.dumps(explanation_dict(proposal.explanation), ensure_ascii=False),
        )
    )


def _link(act: Unit, signal: Signal, team: Team, case_id: int | None, lead: str) -> None:
    wanted = case_id or signal.case_id
    if wanted is not None:
        case = act.get(Case, wanted, "de gekozen casus")
        if case.status == CaseStatus.CLOSED:
            raise Refused(f"Casus {case.number} is afgesloten. Heropen die eerst, of open een nieuwe casus.")
        case.themes = tuple(dict.fromkeys((*case.themes, *signal.themes)))
        if lead.strip():
            case.case_lead = lead.strip()
        act.session.add(case)
        clock_keeping.touch(act, case)
    else:
        case = open_for_signal(act, signal, team.id or 0, lead.strip())
    signal.case_id = case.id
    act.session.add(signal)
    act.about("signal", signal.number, signal_id=signal.id, case_id=case.id)
    if not act.rows("SELECT 1 FROM contact_attempts WHERE case_id = ? LIMIT 1", case.id):
        clock_keeping.start(
            act,
            ClockKind.FIRST_CONTACT,
            profile_id=signal.profile_id,
            urgency=signal.urgency,
            case=case,
            never_later=True,
        )
    if signal.aware != YesNoUnknown.YES:
        clock_keeping.start(
            act, ClockKind.INFORM_RESIDENT, profile_id=signal.profile_id, case=case, never_later=True
        )


def _forward(act: Unit, signal: Signal, team: Team) -> None:
    signal.case_id = None
    act.session.add(signal)
    if team.kind != TeamKind.TREATING_PARTY:
        clock_keeping.start(act, ClockKind.HANDOVER, profile_id=signal.profile_id, signal=signal)
    else:
        act.add(
            Action(
                signal_id=signal.id,
                title="Behandelende partij inlichten; niets dubbel routeren",
                owner=act.actor.name,
                due_on=add_workdays(act.today, 1),
                created_at=act.now,
                by=act.actor.name,
            )
        )


def _tell_beside(act: Unit, signal: Signal, proposal: Proposal) -> None:
    for beside in proposal.explanation.beside:
        name = act.rows(
            "SELECT name FROM teams WHERE profile_id = ? AND key = ?", signal.profile_id, beside.team
        )
        act.add(
            Action(
                case_id=signal.case_id,
                signal_id=signal.id,
                title=f"Ook inschakelen: {name[0][0] if name else beside.team}",
                owner=act.actor.name,
                due_on=add_workdays(act.today, 1),
                created_at=act.now,
                by=act.actor.name,
            )
        )


def confirm_handover(
    store: Store, actor: Actor, signal_id: int, *, note: str = "", now: datetime | None = None
) -> Ref:
    """Record that the receiving team or organisation confirmed a forwarded signal."""
    with unit(store, actor, "confirm_handover", "overdracht bevestigd", now=now) as act:
        signal = act.get(Signal, signal_id, WHAT)
        act.about("signal", signal.number, signal_id=signal.id)
        reason = "bevestigd door ontvanger" + (f": {note.strip()}" if note.strip() else "")
        if not clock_keeping.stop(act, (ClockKind.HANDOVER,), reason, signal_id=signal.id):
            raise Refused("Er wacht geen overdracht van dit signaal op bevestiging.")
        return signal_ref(signal)
