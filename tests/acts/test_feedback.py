"""Answering reporters: what is kept, what is refused, and the file."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from store.acts import cases
from store.acts.feedback import settle_feedback, write_feedback
from store.acts.receive import amend_signal
from store.acts.reporters import set_reporter
from store.acts.route import route_signal
from store.acts.triage import not_taken_up
from store.acts.undo import undo_last
from store.codes import (
    CaseStatus,
    ClockKind,
    EscalationTarget,
    FeedbackOutcome,
    NotTakenUpReason,
    Outcome,
    PartnerType,
    YesNoUnknown,
)
from store.engine.lifecycle import Store
from store.errors import Conflict, Refused
from store.queries.feedback import OwedAnswer, feedback_queue, given_answers, owed_answers, ready_text
from store.rules.feedback_texts import Course, feedback_text
from tests.acts.office import (
    ME,
    NOW,
    case_of,
    clocks,
    content,
    forwarded,
    one,
    received,
    report,
    routed,
    rows,
    triaged,
)

ANSWER = feedback_text(
    ClockKind.FEEDBACK,
    Course.TAKEN_UP,
    PartnerType.HOUSING,
    wvggz=False,
    essential_relative=False,
    partner_name="Rondom Wonen",
    number="2026-0001",
    received_on=date(2026, 11, 23),
    team_name="Kernteam",
    worker=ME.name,
)


def test_an_answer_is_kept_as_it_was_given(store: Store) -> None:
    signal = triaged(store)
    settle_feedback(
        store,
        ME,
        signal.id,
        ClockKind.FEEDBACK,
        FeedbackOutcome.GIVEN,
        note=" gebeld ",
        body=ANSWER.whole,
        now=NOW,
    )
    kept = rows(store, "SELECT signal_id, kind, by, outcome, body, reason FROM feedback_given")
    assert kept == [(signal.id, "feedback", ME.name, "given", ANSWER.whole.strip(), "gebeld")]
    assert set(clocks(store, signal=signal.id)) == {"confirmation"}


def test_a_refusal_keeps_the_reason_and_no_text(store: Store) -> None:
    signal = triaged(store)
    refused = FeedbackOutcome.REFUSED
    with pytest.raises(Refused, match="Zeg waarom"):
        settle_feedback(store, ME, signal.id, ClockKind.FEEDBACK, refused, note="  ", now=NOW)
    assert rows(store, "SELECT * FROM feedback_given") == []
    settle_feedback(
        store, ME, signal.id, ClockKind.FEEDBACK, refused, note="Wvggz", body=ANSWER.whole, now=NOW
    )
    assert rows(store, "SELECT outcome, body, reason FROM feedback_given") == [("refused", "", "Wvggz")]


def test_every_kind_is_kept_once_and_taken_back_whole(store: Store) -> None:
    signal = routed(store)
    settle_feedback(store, ME, signal.id, ClockKind.CONFIRMATION, FeedbackOutcome.GIVEN, now=NOW)
    cases.close_case(store, ME, case_of(store, signal), Outcome.MOVED, now=NOW)
    before = content(store)
    settle_feedback(store, ME, signal.id, ClockKind.CLOSING_FEEDBACK, FeedbackOutcome.GIVEN, now=NOW)
    with pytest.raises(Refused, match="staat geen"):
        settle_feedback(store, ME, signal.id, ClockKind.CLOSING_FEEDBACK, FeedbackOutcome.GIVEN, now=NOW)
    assert one(store, "SELECT count(*) FROM feedback_given") == 2
    undo_last(store, ME, now=NOW)
    assert content(store) == before


def test_what_changed_since_it_was_read_is_not_answered(store: Store) -> None:
    signal = received(store)
    amend_signal(store, ME, signal.id, replace(report(), facts="Toch anders."), now=NOW)
    with pytest.raises(Conflict):
        settle_feedback(
            store,
            ME,
            signal.id,
            ClockKind.CONFIRMATION,
            FeedbackOutcome.GIVEN,
            expected_version=signal.version,
            now=NOW,
        )
    assert rows(store, "SELECT * FROM feedback_given") == []


def test_the_file_is_private_and_names_nobody(store: Store, tmp_path: Path) -> None:
    signal = triaged(store)
    first = write_feedback(store, ME, signal.id, ANSWER, tmp_path, now=NOW)
    second = write_feedback(store, ME, signal.id, ANSWER, tmp_path, now=NOW)
    assert [first.name, second.name] == [
        f"terugkoppeling-{signal.number}.txt",
        f"terugkoppeling-{signal.number}-2.txt",
    ]
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert first.read_text(encoding="utf-8") == ANSWER.whole
    assert one(store, "SELECT event FROM log_entries ORDER BY id DESC LIMIT 1") == "export"
    assert "feedback" in clocks(store, signal=signal.id)
    assert rows(store, "SELECT * FROM feedback_given") == []
    with pytest.raises(Refused, match="bestand buiten de opslag"):
        undo_last(store, ME, now=NOW)


def test_no_answer_and_no_folder_write_nothing(store: Store, tmp_path: Path) -> None:
    signal = triaged(store)
    logged = one(store, "SELECT count(*) FROM log_entries")
    none = replace(ANSWER, body="", no_answer="U mag geen antwoord geven, omdat …")
    with pytest.raises(Refused, match="geen antwoord geven, omdat"):
        write_feedback(store, ME, signal.id, none, tmp_path, now=NOW)
    with pytest.raises(Refused, match="bestaat niet"):
        write_feedback(store, ME, signal.id, ANSWER, tmp_path / "weg", now=NOW)
    assert list(tmp_path.glob("*.txt")) == []
    assert one(store, "SELECT count(*) FROM log_entries") == logged


PLANTED: dict[str, Any] = {
    "given": "Zwaantje",
    "surname": "Plantenga",
    "street": "Geheimstraat",
    "house_number": 98765,
    "postcode": "2641ZZ",
    "facts": "Feitgeheim.",
    "opinion": "Meninggeheim.",
    "request": "Verzoekgeheim.",
    "reporter_role": "Rolgeheim",
    "reporter_relation": "Relatiegeheim",
}
SECRETS = ("Zwaantje", "Plantenga", "Geheim", "98765", "2641", "Redengeheim", "GGZ Delfland")


def _texts(store: Store, signal_id: int) -> list[tuple[OwedAnswer, str]]:
    """Every text for what is owed, with what can be recorded of the reporter."""
    return [
        (
            answer,
            ready_text(
                replace(answer, wvggz=wvggz, essential=near), team_name="Kernteam", worker=ME.name
            ).whole,
        )
        for answer in owed_answers(store, signal_id, NOW.date())
        for wvggz in (answer.wvggz, not answer.wvggz)
        for near in (False, True)
    ]


@pytest.mark.parametrize("reporter", [PartnerType.HOUSING, PartnerType.RESIDENT, PartnerType.RELATIVE])
def test_no_text_holds_what_was_reported_or_found(store: Store, reporter: PartnerType) -> None:
    planted = {
        **PLANTED,
        "partner": "" if reporter != PartnerType.HOUSING else "Rondom Wonen",
        "partner_type": reporter,
    }
    new = received(store, **planted)
    dropped = received(store, **planted)
    not_taken_up(store, ME, dropped.id, NotTakenUpReason.OTHER, note="Redengeheim", now=NOW)
    linked = routed(store, **planted)
    known = routed(store, **planted)
    sent = forwarded(store, **planted)
    closed = routed(store, **planted)
    cases.close_case(
        store, ME, case_of(store, closed), Outcome.CARE_MENTAL_HEALTH, reason="Redengeheim", now=NOW
    )
    handed = routed(store, **planted)
    cases.change_status(
        store, ME, case_of(store, handed), CaseStatus.HANDOVER, handover_to="GGZ Delfland", now=NOW
    )
    seen = 0
    for signal in (new, dropped, linked, known, sent, closed, handed):
        for _, text in _texts(store, signal.id):
            seen += bool(text)
            assert not [word for word in SECRETS if word.casefold() in text.casefold()]
    assert seen > 25


def test_the_course_says_what_became_of_it(store: Store) -> None:
    def course(signal_id: int) -> Course:
        return owed_answers(store, signal_id, NOW.date())[0].course

    first = routed(store)
    assert course(first.id) == Course.TAKEN_UP
    second = triaged(store)
    assert course(second.id) == Course.SEEN
    route_signal(store, ME, second.id, case_id=case_of(store, first), now=NOW + timedelta(minutes=1))
    assert (course(first.id), course(second.id)) == (Course.TAKEN_UP, Course.KNOWN)
    assert course(forwarded(store).id) == Course.FORWARDED
    assert course(received(store).id) == Course.RECEIVED
    cases.close_case(store, ME, case_of(store, first), Outcome.MOVED, now=NOW)
    assert {course(first.id), course(second.id)} == {Course.CLOSED}


def test_a_case_that_went_the_way_of_the_wvggz_tells_no_outcome(store: Store) -> None:
    signal = routed(store)
    cases.change_status(
        store,
        ME,
        case_of(store, signal),
        CaseStatus.ESCALATED,
        escalation_target=EscalationTarget.WVGGZ,
        now=NOW,
    )
    feedback = next(
        owed for owed in owed_answers(store, signal.id, NOW.date()) if owed.kind == ClockKind.FEEDBACK
    )
    assert feedback.wvggz
    assert ready_text(feedback, team_name="", worker="").no_answer
    set_reporter(store, ME, signal.id, wvggz=YesNoUnknown.NO, now=NOW)
    said = next(owed for owed in owed_answers(store, signal.id, NOW.date()) if owed.kind == feedback.kind)
    assert ready_text(said, team_name="", worker="").body


def test_the_queue_is_nearest_first_bounded_and_counts_a_signal_once(store: Store) -> None:
    first, second = triaged(store, now=NOW - timedelta(days=20)), triaged(store)
    other = received(store, feedback_wanted=False, partner="", reporter_name="", reporter_phone="")
    found = feedback_queue(store, NOW.date())
    assert [one.signal_id for one in found.answers] == [first.id, first.id, second.id, second.id]
    assert [one.due_on for one in found.answers] == sorted(one.due_on for one in found.answers)
    assert (found.total, found.signals, found.late) == (4, 2, 1)
    few = feedback_queue(store, NOW.date(), limit=1)
    assert (len(few.answers), few.total, few.signals) == (1, 4, 2)
    assert other.id not in [one.signal_id for one in found.answers]
    profile = one(store, "SELECT profile_id FROM signals LIMIT 1")
    assert feedback_queue(store, NOW.date(), profile_id=profile).total == 4
    assert feedback_queue(store, NOW.date(), profile_id=profile + 99).total == 0
    settle_feedback(
        store, ME, first.id, ClockKind.CONFIRMATION, FeedbackOutcome.GIVEN, body=ANSWER.whole, now=NOW
    )
    assert feedback_queue(store, NOW.date()).total == 3
    (given,) = given_answers(store, first.id)
    assert (given.kind, given.outcome, given.body) == (
        ClockKind.CONFIRMATION,
        FeedbackOutcome.GIVEN,
        ANSWER.whole.strip(),
    )
