"""Judging a signal: how urgent, what it is about, known already; and the route the rules propose for it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import Session, select

from store.actor import Actor
from store.acts import clock_keeping
from store.acts.inputs import Ref, TriageInput
from store.acts.unit import Unit, unit
from store.codes import ClockKind, NotTakenUpReason, SignalStatus, Theme
from store.engine.lifecycle import Store
from store.errors import Refused
from store.local_time import local_day
from store.rules.facts import Facts, age_on
from store.rules.routing import Explanation, Rule, explain, rule_from_dict
from store.rules.transitions import check_signal_move
from store.schema import (
    Case,
    District,
    Profile,
    Resident,
    RoutingRule,
    Signal,
    Team,
    Triage,
)

WHAT = "dit signaal"


@dataclass(frozen=True)
class Proposal:
    """The route the rules propose: the explanation, the team's row and whether it opens a case here."""

    explanation: Explanation
    team_id: int
    team_name: str
    opens_case: bool


def signal_ref(signal: Signal) -> Ref:
    """Return the reference of a signal row."""
    return Ref(signal.id or 0, signal.number, signal.version)


def triage_signal(
    store: Store,
    actor: Actor,
    signal_id: int,
    data: TriageInput,
    *,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Ref:
    """Judge a signal; a second judgement replaces the first, which stays in the history.

    Stops the triage clock; when the reporter wants to hear back, that clock starts (10 working days, own norm).
    """
    if not data.themes:
        raise Refused("Kies minstens één thema; daar kijken de regels naar.")
    with unit(store, actor, "triage_signal", "signaal getriëerd", now=now) as act:
        signal = act.fresh(Signal, signal_id, WHAT, expected_version)
        act.about("signal", signal.number, signal_id=signal.id)
        if signal.status != SignalStatus.TRIAGED:
            check_signal_move(signal.status, SignalStatus.TRIAGED)
        if data.known_case_id is not None:
            act.get(Case, data.known_case_id, "de bekende casus")
        act.add(
            Triage(
                signal_id=signal.id or 0,
                at=act.now,
                by=actor.name,
                urgency=data.urgency,
                themes=data.themes,
                acute_danger=data.acute_danger,
                eviction_threatened=data.eviction_threatened,
                children_present=data.children_present,
                in_care=data.in_care,
                known_case_id=data.known_case_id,
                note=data.note.strip(),
            )
        )
        signal.status = SignalStatus.TRIAGED
        signal.urgency, signal.themes = data.urgency, _ordered(data.themes)
        signal.acute_danger, signal.eviction_threatened = data.acute_danger, data.eviction_threatened
        signal.children_present, signal.in_care = data.children_present, data.in_care
        if data.wvggz is not None:
            signal.wvggz = data.wvggz
        signal.case_id = data.known_case_id
        act.session.add(signal)
        clock_keeping.stop(act, (ClockKind.TRIAGE,), "getriëerd", signal_id=signal.id)
        if signal.feedback_wanted:
            clock_keeping.start(
                act, ClockKind.FEEDBACK, profile_id=signal.profile_id, signal=signal, never_later=True
            )
        act.session.flush()
        return signal_ref(signal)


def _ordered(themes: tuple[Theme, ...]) -> tuple[Theme, ...]:
    return tuple(sorted(set(themes), key=lambda theme: theme.value))


def facts_of(session: Session, signal: Signal) -> Facts:
    """Return what the routing rules look at, from a signal as it stands now."""
    profile = session.get(Profile, signal.profile_id)
    district = session.get(District, signal.district_id) if signal.district_id else None
    if district is not None and district.profile_id != signal.profile_id:
        district = None
    resident = session.get(Resident, signal.resident_id) if signal.resident_id else None
    return Facts(
        municipality=profile.key if profile else "",
        district=district.name if district else None,
        urgency=signal.urgency,
        themes=frozenset(signal.themes),
        age=age_on(
            resident.birth_date if resident else None,
            resident.birth_year if resident else None,
            local_day(signal.received_at),
        ),
        in_care=signal.in_care,
        partner_type=signal.partner_type,
        eviction_threatened=signal.eviction_threatened,
        children_present=signal.children_present,
        acute_danger=signal.acute_danger,
    )


def rules_of(session: Session, profile_id: int) -> tuple[Rule, ...]:
    """Return the routing rules of a profile in order."""
    found = session.exec(
        select(RoutingRule).where(RoutingRule.profile_id == profile_id).order_by("position")
    ).all()
    return tuple(rule_from_dict(json.loads(row.body)) for row in found)


def propose(session: Session, signal: Signal) -> Proposal:
    """Return the route the rules propose for a signal as it stands, with the reasons."""
    teams = {
        team.key: team
        for team in session.exec(select(Team).where(Team.profile_id == signal.profile_id)).all()
    }
    explanation = explain(
        rules_of(session, signal.profile_id),
        facts_of(session, signal),
        {key: team.name for key, team in teams.items()},
    )
    team = teams[explanation.team]
    return Proposal(explanation, team.id or 0, team.name, team.opens_case)


def propose_for(store: Store, actor: Actor, signal_id: int, data: TriageInput | None = None) -> Proposal:
    """Return the proposal for a signal without changing anything; `data` is a triage being filled in."""
    with Session(store.engine) as session:
        act = Unit(store, session, actor, "propose", "", "read", datetime.now(UTC))
        signal = act.get(Signal, signal_id, WHAT)
        if data is not None:
            signal.urgency, signal.themes = data.urgency, data.themes
            signal.acute_danger, signal.eviction_threatened = data.acute_danger, data.eviction_threatened
            signal.children_present, signal.in_care = data.children_present, data.in_care
        with session.no_autoflush:
            proposal = propose(session, signal)
        session.rollback()
        return proposal


def not_taken_up(
    store: Store,
    actor: Actor,
    signal_id: int,
    reason: NotTakenUpReason,
    *,
    note: str = "",
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Ref:
    """Do not pick a signal up, with the reason; the partner hears that, never why.

    A reporter who wants to hear back and was not answered yet is owed that answer: its clock starts.
    """
    with unit(store, actor, "not_taken_up", "signaal niet opgepakt", now=now) as act:
        signal = act.fresh(Signal, signal_id, WHAT, expected_version)
        act.about("signal", signal.number, signal_id=signal.id)
        check_signal_move(signal.status, SignalStatus.NOT_TAKEN_UP)
        if reason == NotTakenUpReason.OTHER and not note.strip():
            raise Refused('Geef bij "overig" aan wat de reden is.')
        signal.status, signal.not_taken_up_reason = SignalStatus.NOT_TAKEN_UP, reason
        signal.advice = note.strip()
        act.session.add(signal)
        clock_keeping.stop(act, (ClockKind.TRIAGE,), "niet opgepakt", signal_id=signal.id)
        if signal.feedback_wanted and not clock_keeping.known(act, ClockKind.FEEDBACK, signal_id=signal.id):
            clock_keeping.start(act, ClockKind.FEEDBACK, profile_id=signal.profile_id, signal=signal)
        act.session.flush()
        return signal_ref(signal)


def reopen_signal(
    store: Store,
    actor: Actor,
    signal_id: int,
    *,
    reason: str,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Ref:
    """Take a signal that was routed or not picked up back to triage, with the reason."""
    if not reason.strip():
        raise Refused("Zeg waarom het signaal teruggaat naar triage.")
    with unit(store, actor, "reopen_signal", "signaal terug naar triage", now=now) as act:
        signal = act.fresh(Signal, signal_id, WHAT, expected_version)
        act.about("signal", signal.number, signal_id=signal.id)
        if signal.status in (SignalStatus.RECEIVED, SignalStatus.TO_COMPLETE):
            raise Refused("Dit signaal is nog niet getriëerd. Er is niets gewijzigd; triëer het eerst.")
        check_signal_move(signal.status, SignalStatus.TRIAGED)
        signal.status = SignalStatus.TRIAGED
        signal.team_id, signal.case_id, signal.not_taken_up_reason = None, None, None
        signal.advice = reason.strip()
        act.session.add(signal)
        clock_keeping.stop(act, (ClockKind.HANDOVER,), "terug naar triage", signal_id=signal.id)
        clock_keeping.start(
            act, ClockKind.TRIAGE, profile_id=signal.profile_id, signal=signal, urgency=signal.urgency
        )
        act.session.flush()
        return signal_ref(signal)
