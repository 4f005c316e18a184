from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest

from store.codes import CaseStatus, EscalationTarget, Outcome, SignalStatus
from store.errors import Refused
from store.rules.transitions import (
    CASE_TRANSITIONS,
    SIGNAL_TRANSITIONS,
    WORKING_STATUSES,
    allowed,
    check_case_move,
    check_signal_move,
)

S, C = SignalStatus, CaseStatus

SIGNAL_MOVES = {
    S.RECEIVED: "to_complete triaged advised not_taken_up",
    S.TO_COMPLETE: "triaged advised not_taken_up",
    S.TRIAGED: "to_complete linked forwarded advised not_taken_up",
    S.LINKED: "triaged",
    S.FORWARDED: "triaged",
    S.ADVISED: "",
    S.NOT_TAKEN_UP: "triaged",
}
CASE_MOVES = {
    C.EXPLORING: "on_agenda seeking_contact outreach voluntary handover closed waitlist escalated",
    C.ON_AGENDA: "exploring seeking_contact outreach voluntary handover closed waitlist escalated",
    C.SEEKING_CONTACT: "on_agenda outreach voluntary handover closed waitlist escalated",
    C.OUTREACH: "on_agenda seeking_contact voluntary handover aftercare closed waitlist escalated",
    C.VOLUNTARY: "on_agenda seeking_contact outreach handover aftercare closed waitlist escalated",
    C.HANDOVER: "on_agenda seeking_contact outreach voluntary aftercare closed waitlist escalated",
    C.AFTERCARE: "on_agenda seeking_contact outreach voluntary closed waitlist escalated",
    C.CLOSED: "exploring",
    C.WAITLIST: "exploring on_agenda seeking_contact outreach voluntary handover aftercare closed escalated",
    C.ESCALATED: "exploring on_agenda seeking_contact outreach voluntary handover aftercare closed waitlist",
}
COMPLETE: dict[str, Any] = {
    "waitlist_owner": "F. Visser",
    "review_on": date(2026, 12, 1),
    "escalation_target": EscalationTarget.CRISIS,
    "outcome": Outcome.MOVED,
}


@pytest.mark.parametrize(("old", "new"), list(product(S, S)))
def test_every_pair_of_signal_statuses(old: SignalStatus, new: SignalStatus) -> None:
    if new.value in SIGNAL_MOVES[old].split():
        check_signal_move(old, new)
        return
    with pytest.raises(Refused) as refusal:
        check_signal_move(old, new)
    assert old.label in str(refusal.value)
    assert "Er is niets gewijzigd." in str(refusal.value)


@pytest.mark.parametrize(("old", "new"), list(product(C, C)))
def test_every_pair_of_case_statuses(old: CaseStatus, new: CaseStatus) -> None:
    if new.value in CASE_MOVES[old].split():
        check_case_move(old, new, **COMPLETE)
        return
    with pytest.raises(Refused) as refusal:
        check_case_move(old, new, **COMPLETE)
    assert old.label in str(refusal.value)
    if old != new:
        assert all(option.label in str(refusal.value) for option in allowed(old))


def test_tables_are_complete_and_offered_in_list_order() -> None:
    assert set(SIGNAL_TRANSITIONS) == set(S)
    assert set(CASE_TRANSITIONS) == set(C)
    for old in S:
        assert [new.value for new in allowed(old)] == SIGNAL_MOVES[old].split()
    for case_status in C:
        assert [new.value for new in allowed(case_status)] == CASE_MOVES[case_status].split()


def test_every_open_case_can_wait_escalate_and_close() -> None:
    for status in WORKING_STATUSES:
        assert {C.WAITLIST, C.ESCALATED, C.CLOSED} <= CASE_TRANSITIONS[status]
        assert status in CASE_TRANSITIONS[C.WAITLIST]
        assert status in CASE_TRANSITIONS[C.ESCALATED]


def test_every_case_status_can_be_reached_from_a_new_case() -> None:
    seen, todo = {C.EXPLORING}, [C.EXPLORING]
    while todo:
        for new in CASE_TRANSITIONS[todo.pop()] - seen:
            seen.add(new)
            todo.append(new)
    assert seen == set(C)


def test_the_sentence_names_what_is_possible() -> None:
    with pytest.raises(Refused) as refusal:
        check_signal_move(S.RECEIVED, S.LINKED)
    assert str(refusal.value) == (
        'Het signaal kan niet van "ontvangen" naar "gekoppeld". '
        "Wel mogelijk: te aanvullen, getriëerd, advies gegeven, niet opgepakt. Er is niets gewijzigd."
    )
    with pytest.raises(Refused, match='"advies gegeven" is een eindpunt'):
        check_signal_move(S.ADVISED, S.TRIAGED)
    with pytest.raises(Refused, match='staat al op "bemoeizorg"'):
        check_case_move(C.OUTREACH, C.OUTREACH)


@pytest.mark.parametrize(
    ("new", "given", "words"),
    [
        (C.WAITLIST, {}, ["in het oog houdt", "datum om opnieuw te kijken"]),
        (C.WAITLIST, {"review_on": date(2026, 12, 1)}, ["in het oog houdt"]),
        (C.WAITLIST, {"waitlist_owner": " ", "review_on": date(2026, 12, 1)}, ["in het oog houdt"]),
        (C.WAITLIST, {"waitlist_owner": 7}, ["datum om opnieuw te kijken"]),
        (C.ESCALATED, {}, ["waarheen", "Veilig Thuis"]),
        (C.CLOSED, {}, ["eindresultaat"]),
    ],
)
def test_a_missing_field_is_named(new: CaseStatus, given: dict[str, Any], words: list[str]) -> None:
    with pytest.raises(Refused) as refusal:
        check_case_move(C.OUTREACH, new, **given)
    assert all(word in str(refusal.value) for word in [*words, new.label])


def test_a_review_date_in_the_past_is_refused() -> None:
    past = {"waitlist_owner": 7, "review_on": date(2026, 11, 1), "today": date(2026, 11, 2)}
    with pytest.raises(Refused, match="verleden"):
        check_case_move(C.OUTREACH, C.WAITLIST, **past)  # type: ignore[arg-type]
    check_case_move(
        C.OUTREACH, C.WAITLIST, waitlist_owner=7, review_on=date(2026, 11, 2), today=date(2026, 11, 2)
    )
