"""Every allowed and every refused move of a signal and of a case, through the acts that make them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from store.acts import case_work, cases, receive, route, triage
from store.acts.advise import give_advice
from store.acts.undo import undo_last
from store.codes import CaseStatus, EscalationTarget, NotTakenUpReason, Outcome, SignalStatus, Theme
from store.engine.lifecycle import Store
from store.errors import InvalidInput, NotFound, Refused
from store.rules.transitions import CASE_TRANSITIONS, SIGNAL_TRANSITIONS
from tests.acts.office import (
    JORIS,
    ME,
    NOW,
    TODAY,
    asked,
    case_in,
    content,
    judged,
    move,
    one,
    opened,
    received,
    report,
    rows,
    signal_in,
    triaged,
)


@pytest.mark.parametrize("old", CaseStatus, ids=lambda status: status.value)
def test_a_case_moves_as_the_table_says_and_no_other_way(old: CaseStatus, store: Store) -> None:
    case_id = case_in(store, old)
    before = content(store)
    for new in CaseStatus:
        if old == new or new not in CASE_TRANSITIONS[old]:
            with pytest.raises(Refused):
                if old == CaseStatus.CLOSED and new != CaseStatus.CLOSED:
                    cases.change_status(store, ME, case_id, new, now=NOW, **asked(new))
                else:
                    move(store, case_id, new)
        else:
            move(store, case_id, new)
            assert one(store, "SELECT status FROM cases") == new.value
            last = rows(store, "SELECT old, new FROM case_status_changes ORDER BY id DESC LIMIT 1")
            assert last == [(old.value, new.value)]
            undo_last(store, ME)
        assert content(store) == before


_TO: dict[SignalStatus, Callable[[Store, int], object]] = {
    SignalStatus.TO_COMPLETE: lambda s, i: receive.ask_completion(s, ME, i, "het adres", now=NOW),
    SignalStatus.TRIAGED: lambda s, i: triage.triage_signal(s, ME, i, judged(), now=NOW),
    SignalStatus.LINKED: lambda s, i: route.route_signal(s, ME, i, now=NOW),
    SignalStatus.FORWARDED: lambda s, i: route.route_signal(s, ME, i, team_id=2, reason="schulden", now=NOW),
    SignalStatus.NOT_TAKEN_UP: lambda s, i: triage.not_taken_up(
        s, ME, i, NotTakenUpReason.UNFOUNDED, now=NOW
    ),
    # Last: what follows advice cannot be looked at again.
    SignalStatus.ADVISED: lambda s, i: give_advice(s, ME, i, "Blijf praten.", now=NOW),
}


@pytest.mark.parametrize("old", SignalStatus, ids=lambda status: status.value)
def test_a_signal_moves_as_the_table_says_and_no_other_way(old: SignalStatus, store: Store) -> None:
    signal = signal_in(store, old)
    before = content(store)
    for new, act in _TO.items():
        again = old == new == SignalStatus.TRIAGED
        if not again and new not in SIGNAL_TRANSITIONS[old]:
            with pytest.raises(Refused):
                act(store, signal.id)
        else:
            act(store, signal.id)
            assert one(store, "SELECT status FROM signals") == new.value
            if new == SignalStatus.ADVISED:
                return
            undo_last(store, ME)
        assert content(store) == before


@pytest.mark.parametrize("old", SignalStatus, ids=lambda status: status.value)
def test_a_signal_goes_back_to_triage_only_from_an_end_that_kept_it(old: SignalStatus, store: Store) -> None:
    signal = signal_in(store, old)
    before = content(store)
    if old in (SignalStatus.LINKED, SignalStatus.FORWARDED, SignalStatus.NOT_TAKEN_UP):
        triage.reopen_signal(store, ME, signal.id, reason="toch niet", now=NOW)
        assert rows(store, "SELECT status, team_id, case_id, not_taken_up_reason FROM signals") == [
            (SignalStatus.TRIAGED.value, None, None, None)
        ]
        return
    with pytest.raises(Refused):
        triage.reopen_signal(store, ME, signal.id, reason="toch niet", now=NOW)
    assert content(store) == before


def test_a_signal_that_nobody_judged_is_not_routed_after_all(store: Store) -> None:
    signal = signal_in(store, SignalStatus.NOT_TAKEN_UP)
    triage.reopen_signal(store, ME, signal.id, reason="toch wel", now=NOW)
    with pytest.raises(Refused, match="Triëer dit signaal eerst"):
        route.route_signal(store, ME, signal.id, now=NOW)
    triage.triage_signal(store, ME, signal.id, judged(), now=NOW)
    route.route_signal(store, ME, signal.id, now=NOW)


def test_completing_moves_between_received_and_to_complete(store: Store) -> None:
    signal = received(store, facts="", opinion="")
    assert one(store, "SELECT status FROM signals") == "to_complete"
    assert one(store, "SELECT missing FROM signals") == "wat er gezien is"
    receive.amend_signal(store, ME, signal.id, report(), now=NOW)
    assert rows(store, "SELECT status, missing FROM signals") == [("received", "")]
    receive.amend_signal(store, ME, signal.id, report(facts="", opinion=""), now=NOW)
    assert one(store, "SELECT status FROM signals") == "to_complete"


@pytest.mark.parametrize("status", [SignalStatus.LINKED, SignalStatus.FORWARDED, SignalStatus.ADVISED])
def test_a_routed_signal_is_not_rewritten(status: SignalStatus, store: Store) -> None:
    signal = signal_in(store, status)
    with pytest.raises(Refused, match="kan niet meer gewijzigd worden"):
        receive.amend_signal(store, ME, signal.id, report(), now=NOW)


def test_an_empty_signal_is_refused(store: Store) -> None:
    nothing = report(
        street="",
        house_number=None,
        postcode="",
        given="",
        surname="",
        facts=" ",
        opinion="",
        birth_year=None,
    )
    with pytest.raises(InvalidInput, match="leeg"):
        receive.receive_signal(store, ME, nothing, now=NOW)
    assert rows(store, "SELECT * FROM signals") == []


@pytest.mark.parametrize(
    ("new", "given", "missing"),
    [
        (CaseStatus.WAITLIST, {"review_on": TODAY}, "wie de casus in het oog houdt"),
        (CaseStatus.WAITLIST, {"waitlist_owner": "Bo"}, "een datum om opnieuw te kijken"),
        (CaseStatus.WAITLIST, {"waitlist_owner": " ", "review_on": TODAY}, "wie de casus"),
        (
            CaseStatus.WAITLIST,
            {"waitlist_owner": "Bo", "review_on": TODAY - timedelta(days=1)},
            "in het verleden",
        ),
        (CaseStatus.ESCALATED, {}, "waarheen de casus gaat"),
        (CaseStatus.HANDOVER, {"handover_to": "  "}, "aan wie u overdraagt"),
        (CaseStatus.CLOSED, {}, "Sluit de casus met een eindresultaat"),
    ],
)
def test_a_status_asks_what_it_needs(
    new: CaseStatus, given: dict[str, object], missing: str, store: Store
) -> None:
    case_id = opened(store)
    before = content(store)
    with pytest.raises(Refused, match=missing):
        cases.change_status(store, ME, case_id, new, now=NOW, **given)  # type: ignore[arg-type]
    assert content(store) == before


@pytest.mark.parametrize(
    "status", [one for one in CaseStatus if one != CaseStatus.CLOSED], ids=lambda status: status.value
)
def test_only_a_closed_case_is_reopened(status: CaseStatus, store: Store) -> None:
    case_id = case_in(store, status)
    before = content(store)
    with pytest.raises(Refused, match="is niet afgesloten"):
        cases.reopen_case(store, ME, case_id, reason="x", now=NOW)
    assert content(store) == before


def test_what_a_status_asked_goes_when_it_is_left(store: Store) -> None:
    case_id = case_in(store, CaseStatus.WAITLIST)
    kept = rows(store, "SELECT waitlist_owner, review_on FROM cases")
    assert kept == [(JORIS.name, (TODAY + timedelta(days=14)).isoformat())]
    move(store, case_id, CaseStatus.ESCALATED)
    assert rows(store, "SELECT waitlist_owner, review_on, escalation_target FROM cases") == [
        ("", None, EscalationTarget.WVGGZ.value)
    ]
    move(store, case_id, CaseStatus.CLOSED)
    assert one(store, "SELECT escalation_target FROM cases") is None


def test_closing_asks_that_actions_are_done(store: Store) -> None:
    case_id = opened(store)
    first = case_work.add_action(store, ME, "Bellen", case_id=case_id, now=NOW)
    with pytest.raises(Refused, match="Er staat nog 1 actie open"):
        cases.close_case(store, ME, case_id, Outcome.MOVED, now=NOW)
    case_work.add_action(store, ME, "Schrijven", case_id=case_id, now=NOW)
    with pytest.raises(Refused, match="Er staan nog 2 acties open"):
        cases.close_case(store, ME, case_id, Outcome.MOVED, now=NOW)
    case_work.finish_action(store, ME, first.id, now=NOW)
    with pytest.raises(Refused, match="al afgerond"):
        case_work.finish_action(store, ME, first.id, now=NOW)


def test_no_contact_is_an_outcome_only_after_the_ladder(store: Store) -> None:
    from store.codes import ContactKind

    case_id = opened(store)
    with pytest.raises(Refused, match="Nog niet af te sluiten als definitief geen contact"):
        cases.close_case(store, ME, case_id, Outcome.NO_CONTACT, now=NOW)
    tries = [
        (ContactKind.VISIT, 10, 10),
        (ContactKind.PHONE, 9, 14),
        (ContactKind.VISIT, 8, 19),
        (ContactKind.CARD, 7, 11),
    ]
    for kind, days, hour in tries:
        at = (NOW - timedelta(days=days)).replace(hour=hour)
        case_work.log_contact(store, ME, case_id, kind, reached=False, at=at, now=NOW)
    cases.close_case(store, ME, case_id, Outcome.NO_CONTACT, now=NOW)
    assert rows(store, "SELECT status, outcome FROM cases") == [("closed", "no_contact")]


def test_in_a_closed_case_nothing_is_written(store: Store) -> None:
    from store.codes import ContactKind, LifeDomain

    case_id = case_in(store, CaseStatus.CLOSED)
    before = content(store)
    acts: tuple[Callable[[], object], ...] = (
        lambda: cases.assign_lead(store, ME, case_id, "Bo", now=NOW),
        lambda: cases.set_plan(store, ME, case_id, goal="x", plan="", now=NOW),
        lambda: cases.close_case(store, ME, case_id, Outcome.MOVED, now=NOW),
        lambda: case_work.log_contact(store, ME, case_id, ContactKind.PHONE, reached=True, now=NOW),
        lambda: case_work.add_action(store, ME, "x", case_id=case_id, now=NOW),
        lambda: case_work.add_note(store, ME, "x", case_id=case_id, now=NOW),
        lambda: case_work.score_domain(store, ME, case_id, LifeDomain.WORK, 1, now=NOW),
        lambda: case_work.record_informed(store, ME, case_id, informed=True, now=NOW),
    )
    for act in acts:
        with pytest.raises(Refused, match="Heropen de casus eerst"):
            act()
    assert content(store) == before


def test_a_signal_cannot_join_a_closed_case(store: Store) -> None:
    case_id = case_in(store, CaseStatus.CLOSED)
    signal = triaged(store)
    with pytest.raises(Refused, match="C2026-001 is afgesloten"):
        route.route_signal(store, ME, signal.id, case_id=case_id, now=NOW)


def test_another_team_than_proposed_asks_a_reason(store: Store) -> None:
    signal = triaged(store)
    with pytest.raises(Refused, match="Het voorstel is Kernteam"):
        route.route_signal(store, ME, signal.id, team_id=2, reason=" ", now=NOW)
    route.route_signal(store, ME, signal.id, team_id=2, reason="Alleen schulden.", now=NOW)
    assert rows(store, "SELECT followed, reason, rule_key FROM routings") == [(0, "Alleen schulden.", "PN-2")]


def test_who_is_told_beside_becomes_an_action_for_the_next_working_day(store: Store) -> None:
    signal = triaged(store, triage=judged(themes=(Theme.DOMESTIC_VIOLENCE,)))
    route.route_signal(store, ME, signal.id, now=NOW)
    assert rows(store, "SELECT title, due_on, owner FROM actions") == [
        ("Ook inschakelen: Veilig Thuis Haaglanden", "2026-11-24", ME.name)
    ]


@pytest.mark.parametrize(
    "act",
    [
        lambda s: triage.triage_signal(s, ME, 1, judged(themes=()), now=NOW),
        lambda s: triage.not_taken_up(s, ME, 1, NotTakenUpReason.OTHER, now=NOW),
        lambda s: triage.reopen_signal(s, ME, 1, reason=" ", now=NOW),
        lambda s: give_advice(s, ME, 1, " ", now=NOW),
        lambda s: receive.ask_completion(s, ME, 1, "", now=NOW),
        lambda s: case_work.add_note(s, ME, " ", signal_id=1, now=NOW),
        lambda s: case_work.add_action(s, ME, " ", signal_id=1, now=NOW),
    ],
)
def test_what_an_act_on_a_signal_needs_is_asked(act: Callable[[Store], object], store: Store) -> None:
    received(store)
    before = content(store)
    with pytest.raises((Refused, InvalidInput)):
        act(store)
    assert content(store) == before


def test_what_is_not_there_is_said(store: Store) -> None:
    with pytest.raises(NotFound, match="Dit signaal staat niet"):
        triage.triage_signal(store, ME, 99, judged(), now=NOW)
    with pytest.raises(NotFound, match="Deze casus staat niet"):
        cases.assign_lead(store, ME, 99, "Bo", now=NOW)
    with pytest.raises(NotFound, match="De bekende casus"):
        triage.triage_signal(store, ME, received(store).id, judged(known_case_id=99), now=NOW)


def test_a_contact_attempt_lies_in_the_past(store: Store) -> None:
    from store.codes import ContactKind

    case_id = opened(store)
    later = NOW + timedelta(minutes=1)
    with pytest.raises(Refused, match="Leg een voornemen vast als actie"):
        case_work.log_contact(store, ME, case_id, ContactKind.PHONE, reached=False, at=later, now=NOW)
