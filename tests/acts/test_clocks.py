"""Which clocks each act starts and stops, and when they are due: over Easter, King's Day, 5 May and year ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from store.acts import case_work, cases, feedback, receive, route, triage
from store.acts.directory import apply_profile
from store.codes import (
    CaseStatus,
    ClockKind,
    ContactKind,
    EscalationTarget,
    FeedbackOutcome,
    LifeDomain,
    NotTakenUpReason,
    Outcome,
    Urgency,
    YesNoUnknown,
)
from store.engine.lifecycle import Store
from store.errors import Refused
from tests.acts.office import (
    ME,
    NOW,
    PN,
    TODAY,
    case_in,
    case_of,
    clocks,
    forwarded,
    judged,
    move,
    one,
    opened,
    received,
    report,
    routed,
    rows,
    triaged,
)


def at(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def test_receiving_starts_triage_and_confirmation(store: Store) -> None:
    signal = received(store)
    assert clocks(store, signal=signal.id) == {
        "triage": date(2026, 11, 30),
        "confirmation": date(2026, 11, 25),
    }


def test_nobody_to_confirm_to_no_confirmation(store: Store) -> None:
    parts: dict[str, Any] = {
        "partner": "",
        "reporter_name": "",
        "reporter_phone": "",
        "feedback_wanted": False,
    }
    assert clocks(store, signal=received(store, **parts).id) == {"triage": date(2026, 11, 30)}


@pytest.mark.parametrize(
    ("urgency", "now", "due"),
    [
        (Urgency.ACUTE, at(2026, 12, 25), date(2026, 12, 25)),
        (Urgency.ACUTE, at(2026, 11, 21), date(2026, 11, 21)),
        (Urgency.URGENT, at(2026, 4, 2), date(2026, 4, 7)),
        (Urgency.URGENT, at(2026, 4, 24), date(2026, 4, 28)),
        (Urgency.URGENT, at(2026, 5, 4), date(2026, 5, 6)),
        (Urgency.URGENT, at(2026, 5, 13), date(2026, 5, 15)),
        (Urgency.URGENT, at(2026, 12, 31), date(2027, 1, 4)),
        (Urgency.URGENT, at(2026, 12, 24), date(2026, 12, 28)),
        (Urgency.NON_ACUTE, at(2026, 3, 30), date(2026, 4, 8)),
        (Urgency.NON_ACUTE, at(2026, 4, 22), date(2026, 4, 30)),
        (Urgency.NON_ACUTE, at(2026, 12, 22), date(2026, 12, 30)),
        (Urgency.NON_ACUTE, at(2026, 12, 28), date(2027, 1, 5)),
        (None, at(2027, 3, 22), date(2027, 3, 31)),
        # 23:30 in London is the next day here.
        (Urgency.ACUTE, datetime(2026, 6, 10, 22, 30, tzinfo=UTC), date(2026, 6, 11)),
    ],
)
def test_triage_is_due_in_working_days(
    urgency: Urgency | None, now: datetime, due: date, store: Store
) -> None:
    assert clocks(store, signal=received(store, now=now, urgency=urgency).id)["triage"] == due


def test_triage_stops_its_clock_and_owes_an_answer(store: Store) -> None:
    signal = triaged(store, now=at(2026, 4, 20))
    assert clocks(store, signal=signal.id) == {
        "confirmation": date(2026, 4, 22),
        "feedback": date(2026, 5, 6),
    }
    assert rows(store, "SELECT stop_reason, stopped_on FROM clocks WHERE kind = 'triage'") == [
        ("getriëerd", "2026-04-20")
    ]


def test_no_answer_is_owed_to_who_wants_none(store: Store) -> None:
    assert "feedback" not in clocks(store, signal=triaged(store, feedback_wanted=False).id)


def test_judging_again_does_not_lengthen_the_answer(store: Store) -> None:
    signal = triaged(store)
    due = clocks(store, signal=signal.id)["feedback"]
    triage.triage_signal(store, ME, signal.id, judged(urgency=Urgency.URGENT), now=NOW + timedelta(days=7))
    assert clocks(store, signal=signal.id)["feedback"] == due


@pytest.mark.parametrize(
    ("urgency", "now", "due"),
    [
        (Urgency.ACUTE, at(2026, 11, 21), date(2026, 11, 21)),
        (Urgency.URGENT, at(2026, 4, 24), date(2026, 4, 28)),
        (Urgency.NON_ACUTE, at(2026, 4, 22), date(2026, 4, 30)),
        (Urgency.NON_ACUTE, at(2026, 12, 24), date(2027, 1, 4)),
        (Urgency.INFORMATION, NOW, None),
    ],
)
def test_a_new_case_asks_a_first_contact(
    urgency: Urgency, now: datetime, due: date | None, store: Store
) -> None:
    signal = routed(store, now=now, triage=judged(urgency=urgency))
    assert clocks(store, case=case_of(store, signal)).get("first_contact") == due


def test_a_new_case_asks_to_inform_the_resident_within_a_month(store: Store) -> None:
    case_id = opened(store, now=at(2026, 1, 31))
    found = clocks(store, case=case_id)
    assert found["inform_resident"] == date(2026, 3, 2)
    assert found["inactivity"] == date(2026, 2, 23)
    known = opened(store, aware=YesNoUnknown.YES)
    assert "inform_resident" not in clocks(store, case=known)


def test_a_second_signal_never_lengthens_a_term_of_the_case(store: Store) -> None:
    case_id = opened(store)
    before = clocks(store, case=case_id)
    later = NOW + timedelta(days=4)
    signal = triaged(store, now=later)
    route.route_signal(store, ME, signal.id, case_id=case_id, now=later)
    after = clocks(store, case=case_id)
    assert after["first_contact"] == before["first_contact"]
    assert after["inform_resident"] == before["inform_resident"]
    assert after["inactivity"] > before["inactivity"]


def test_a_more_urgent_second_signal_shortens_it(store: Store) -> None:
    case_id = opened(store)
    signal = triaged(store, triage=judged(urgency=Urgency.URGENT))
    route.route_signal(store, ME, signal.id, case_id=case_id, now=NOW)
    assert clocks(store, case=case_id)["first_contact"] == date(2026, 11, 24)


def test_the_first_contact_stops_its_clock_and_seeks_contact(store: Store) -> None:
    case_id = opened(store)
    case_work.log_contact(store, ME, case_id, ContactKind.CARD, reached=False, now=NOW)
    assert "first_contact" not in clocks(store, case=case_id)
    assert one(store, "SELECT status FROM cases") == "seeking_contact"
    signal = triaged(store)
    route.route_signal(store, ME, signal.id, case_id=case_id, now=NOW)
    assert "first_contact" not in clocks(store, case=case_id)


def test_informing_stops_its_clock_or_moves_it_to_the_review(store: Store) -> None:
    case_id = opened(store)
    review = date(2027, 1, 15)
    case_work.record_informed(
        store, ME, case_id, informed=False, reason="onveilig", review_on=review, now=NOW
    )
    assert clocks(store, case=case_id)["inform_resident"] == review
    with pytest.raises(Refused, match="niet in de toekomst"):
        case_work.record_informed(
            store, ME, case_id, informed=False, reason="onveilig", review_on=TODAY, now=NOW
        )
    with pytest.raises(Refused, match="waarom de betrokkene niet"):
        case_work.record_informed(store, ME, case_id, informed=False, now=NOW)
    case_work.record_informed(store, ME, case_id, informed=True, now=NOW)
    assert "inform_resident" not in clocks(store, case=case_id)
    assert rows(store, "SELECT aware FROM signals") == [("yes",)]


def test_sending_on_waits_for_a_confirmation(store: Store) -> None:
    signal = forwarded(store, now=at(2026, 4, 28))
    assert clocks(store, signal=signal.id)["handover"] == date(2026, 5, 6)
    route.confirm_handover(store, ME, signal.id, now=NOW)
    assert "handover" not in clocks(store, signal=signal.id)
    with pytest.raises(Refused, match="Er wacht geen overdracht"):
        route.confirm_handover(store, ME, signal.id, now=NOW)


def test_the_treating_party_is_told_and_nothing_waits(store: Store) -> None:
    there: dict[str, Any] = {"postcode": "2624EX", "street": "Bosboom-Toussaintplein", "place": "Delft"}
    signal = routed(store, triage=judged(in_care=YesNoUnknown.YES), **there)
    assert one(store, "SELECT t.kind FROM signals s JOIN teams t ON t.id = s.team_id") == "treating_party"
    assert "handover" not in clocks(store, signal=signal.id)
    assert rows(store, "SELECT title, due_on FROM actions") == [
        ("Behandelende partij inlichten; niets dubbel routeren", "2026-11-24")
    ]
    assert rows(store, "SELECT * FROM cases") == []


def test_back_to_triage_stops_the_handover_and_starts_triage(store: Store) -> None:
    signal = forwarded(store)
    triage.reopen_signal(store, ME, signal.id, reason="niet voor hen", now=NOW)
    found = clocks(store, signal=signal.id)
    assert "handover" not in found
    assert found["triage"] == date(2026, 11, 30)


def test_a_judged_signal_to_complete_waits_for_triage_again(store: Store) -> None:
    signal = triaged(store, triage=judged(urgency=Urgency.URGENT))
    receive.ask_completion(store, ME, signal.id, "het adres", now=NOW)
    assert clocks(store, signal=signal.id)["triage"] == date(2026, 11, 24)


def test_not_taken_up_still_owes_an_answer(store: Store) -> None:
    signal = received(store)
    triage.not_taken_up(store, ME, signal.id, NotTakenUpReason.UNFOUNDED, now=NOW)
    found = clocks(store, signal=signal.id)
    assert "triage" not in found
    assert found["feedback"] == date(2026, 12, 7)
    silent = received(store, feedback_wanted=False)
    triage.not_taken_up(store, ME, silent.id, NotTakenUpReason.UNFOUNDED, now=NOW)
    assert "feedback" not in clocks(store, signal=silent.id)


def test_a_correction_moves_what_follows_from_it(store: Store) -> None:
    signal = received(store, feedback_wanted=False, partner="", reporter_name="", reporter_phone="")
    earlier = report(received_at=NOW - timedelta(days=3), urgency=Urgency.URGENT)
    receive.amend_signal(store, ME, signal.id, earlier, now=NOW)
    assert clocks(store, signal=signal.id) == {
        "triage": date(2026, 11, 23),
        "confirmation": date(2026, 11, 24),
    }
    receive.amend_signal(store, ME, signal.id, report(facts="Ook stank.", urgency=Urgency.URGENT), now=NOW)
    assert clocks(store, signal=signal.id)["triage"] == date(2026, 11, 24)
    assert len(rows(store, "SELECT id FROM clocks WHERE stopped_on IS NULL")) == 2


def test_an_answer_is_settled_once(store: Store) -> None:
    signal = triaged(store)
    for kind in (ClockKind.CONFIRMATION, ClockKind.FEEDBACK):
        feedback.settle_feedback(store, ME, signal.id, kind, FeedbackOutcome.GIVEN, note="gebeld", now=NOW)
        with pytest.raises(Refused, match="staat geen"):
            feedback.settle_feedback(store, ME, signal.id, kind, FeedbackOutcome.GIVEN, now=NOW)
    assert clocks(store, signal=signal.id) == {}
    with pytest.raises(Refused, match="geen antwoord aan een melder"):
        feedback.settle_feedback(store, ME, signal.id, ClockKind.TRIAGE, FeedbackOutcome.GIVEN, now=NOW)
    with pytest.raises(Refused, match="Zeg waarom"):
        feedback.settle_feedback(store, ME, signal.id, ClockKind.FEEDBACK, FeedbackOutcome.REFUSED, now=NOW)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (CaseStatus.HANDOVER, {"handover": date(2026, 5, 6)}),
        (CaseStatus.AFTERCARE, {"aftercare_short": date(2026, 5, 26), "aftercare_long": date(2026, 7, 28)}),
        (CaseStatus.WAITLIST, {"waitlist_review": date(2026, 5, 12)}),
        (CaseStatus.ESCALATED, {"wvggz_inquiry": date(2026, 5, 12)}),
        (CaseStatus.ON_AGENDA, {}),
        (CaseStatus.OUTREACH, {}),
    ],
)
def test_a_status_starts_its_clocks_and_leaving_it_stops_them(
    status: CaseStatus, expected: dict[str, date], store: Store
) -> None:
    now = at(2026, 4, 28)
    case_id = case_in(store, status, now=now)
    own = {"handover", "aftercare_short", "aftercare_long", "waitlist_review", "wvggz_inquiry"}
    assert {kind: due for kind, due in clocks(store, case=case_id).items() if kind in own} == expected
    move(store, case_id, CaseStatus.SEEKING_CONTACT, now=now)
    assert not own.intersection(clocks(store, case=case_id))


def test_the_inquiry_of_the_law_ends_on_a_working_day(store: Store) -> None:
    # Fourteen days from 13 April 2026 is King's Day.
    now = at(2026, 4, 13)
    case_id = opened(store, now=now)
    move(store, case_id, CaseStatus.ESCALATED, now=now)
    assert clocks(store, case=case_id)["wvggz_inquiry"] == date(2026, 4, 28)


def test_only_the_wvggz_starts_that_inquiry(store: Store) -> None:
    for target in EscalationTarget:
        case_id = opened(store)
        cases.change_status(store, ME, case_id, CaseStatus.ESCALATED, escalation_target=target, now=NOW)
        assert ("wvggz_inquiry" in clocks(store, case=case_id)) == (target == EscalationTarget.WVGGZ)


def test_aftercare_over_the_year_end(store: Store) -> None:
    case_id = case_in(store, CaseStatus.AFTERCARE, now=at(2026, 12, 4))
    found = clocks(store, case=case_id)
    # Four weeks is New Year's Day, three months is 4 March.
    assert found["aftercare_short"] == date(2027, 1, 4)
    assert found["aftercare_long"] == date(2027, 3, 4)


def test_anything_done_in_a_case_starts_the_21_days_again(store: Store) -> None:
    case_id = opened(store)
    assert clocks(store, case=case_id)["inactivity"] == date(2026, 12, 14)
    action = case_work.add_action(store, ME, "Bellen", case_id=case_id, now=NOW)
    later = NOW
    acts: tuple[Callable[[datetime], object], ...] = (
        lambda now: case_work.add_note(store, ME, "Stil.", case_id=case_id, now=now),
        lambda now: case_work.add_action(store, ME, "Langs", case_id=case_id, now=now),
        lambda now: case_work.finish_action(store, ME, action.id, now=now),
        lambda now: case_work.score_domain(store, ME, case_id, LifeDomain.TIME, 3, now=now),
        lambda now: case_work.log_contact(store, ME, case_id, ContactKind.PHONE, reached=False, now=now),
        lambda now: case_work.record_informed(store, ME, case_id, informed=True, now=now),
        lambda now: cases.assign_lead(store, ME, case_id, "Bo", now=now),
        lambda now: cases.set_plan(store, ME, case_id, goal="x", plan="", now=now),
        lambda now: cases.change_status(store, ME, case_id, CaseStatus.OUTREACH, now=now),
    )
    for act in acts:
        later += timedelta(days=7)
        act(later)
        due = clocks(store, case=case_id)["inactivity"]
        assert timedelta(days=21) <= due - later.date() <= timedelta(days=25), act


def test_closing_stops_all_and_owes_the_reporter_a_last_answer(store: Store) -> None:
    signal = routed(store, now=at(2026, 4, 20))
    case_id = case_of(store, signal)
    cases.close_case(store, ME, case_id, Outcome.VOLUNTARY_HELP, now=at(2026, 4, 22))
    assert clocks(store, case=case_id) == {}
    assert clocks(store, signal=signal.id) == {
        "confirmation": date(2026, 4, 22),
        "closing_feedback": date(2026, 5, 8),
    }
    cases.reopen_case(store, ME, case_id, reason="nieuw signaal", now=at(2026, 4, 24))
    assert "closing_feedback" not in clocks(store, signal=signal.id)
    again = clocks(store, case=case_id)
    assert again == {"inform_resident": date(2026, 5, 20), "inactivity": date(2026, 5, 15)}


def test_a_municipality_has_terms_of_its_own(store: Store) -> None:
    from dataclasses import replace

    from seed.catalogue import load_profile

    own = replace(load_profile(PN), clocks={"triage.non_acute": 2, "inactivity": 7})
    apply_profile(store, ME, own, now=NOW)
    signal = received(store)
    assert clocks(store, signal=signal.id)["triage"] == date(2026, 11, 25)
    case_id = opened(store)
    assert clocks(store, case=case_id)["inactivity"] == date(2026, 11, 30)
