"""Answering reporters: what is kept, what is refused, and the file."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from store.acts import cases
from store.acts.feedback import settle_feedback, write_feedback
from store.acts.receive import amend_signal
from store.acts.undo import undo_last
from store.codes import ClockKind, FeedbackOutcome, Outcome, PartnerType
from store.engine.lifecycle import Store
from store.errors import Conflict, Refused
from store.rules.feedback_texts import Course, feedback_text
from tests.acts.office import ME, NOW, case_of, clocks, content, one, received, report, routed, rows, triaged

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
