"""What a reporter may hear: every combination gives a text or says why not, and none tells too much."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.codes import ClockKind, NotTakenUpReason, Outcome, PartnerType, Theme
from store.rules.feedback_texts import ANSWERS, PROFESSIONALS, Course, FeedbackText, feedback_text

PRIVATE = tuple(one for one in PartnerType if one not in PROFESSIONALS)
EVERY = tuple(product(ANSWERS, Course, PartnerType, (False, True), (False, True)))
OUTCOME_WORDS = ("opgepakt", "al bij ons bekend", "doorgegeven")
TEAM = "Kernteam Pijnacker-Nootdorp"


def text(
    kind: ClockKind, course: Course, reporter: PartnerType, wvggz: bool = False, essential: bool = False
) -> FeedbackText:
    return feedback_text(
        kind,
        course,
        reporter,
        wvggz=wvggz,
        essential_relative=essential,
        partner_name="Rondom Wonen",
        number="2026-0143",
        received_on=date(2026, 11, 12),
        team_name=TEAM,
        worker="Fatima E.",
    )


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_combination_gives_a_text_or_says_why_not(kind: ClockKind) -> None:
    for case in EVERY:
        if case[0] != kind:
            continue
        found = text(*case)
        assert bool(found.body) != bool(found.no_answer), case
        assert bool(found.body) == bool(found.may_say) == bool(found.whole)
        assert "geen antwoord geven, omdat" in (found.no_answer or "geen antwoord geven, omdat")
        assert len(found.withheld) >= 3
        assert len(set(found.withheld)) == len(found.withheld)
        if found.body:
            assert found.whole.startswith(f"{found.subject}\n\n")
            assert "2026-0143" in found.subject and "12 november 2026" in found.body
            assert found.body.endswith(f"Fatima E.\n{TEAM}")
            assert len(found.body) < 700


def test_a_professional_hears_that_and_never_why() -> None:
    for reporter, (course, words) in product(
        PROFESSIONALS,
        {
            Course.TAKEN_UP: "Uw melding is opgepakt.",
            Course.KNOWN: "Het betrokken team neemt uw melding mee.",
            Course.FORWARDED: "Uw melding is opgepakt en doorgegeven",
            Course.NOT_TAKEN_UP: "De melding is niet opgepakt.",
        }.items(),
    ):
        found = text(ClockKind.FEEDBACK, course, reporter)
        assert words in found.body
        assert found.body.startswith("Aan: Rondom Wonen\n\nBeste collega,")
    closed = text(ClockKind.CLOSING_FEEDBACK, Course.CLOSED, PartnerType.POLICE)
    assert "Uw melding is afgesloten." in closed.body
    refused = text(ClockKind.FEEDBACK, Course.NOT_TAKEN_UP, PartnerType.HOUSING)
    assert ("waarom de melding niet is opgepakt", "een melder hoort dát, nooit waarom") in refused.withheld


@pytest.mark.parametrize("reporter", PRIVATE)
def test_a_resident_or_relative_hears_received_and_looked_at(reporter: PartnerType) -> None:
    for kind, course, essential in product(ANSWERS, Course, (False, True)):
        found = text(kind, course, reporter, essential=essential)
        assert not any(word in found.body for word in OUTCOME_WORDS), (kind, course)
        assert "Rondom Wonen" not in found.whole
        if course == Course.CLOSED and kind != ClockKind.CONFIRMATION:
            assert "Uw melding is afgesloten. Meer mogen wij u niet vertellen" in found.body
        elif found.body and course != Course.RECEIVED:
            assert "ontvingen wij" in found.body and "bekeken" in found.body


def test_after_a_wvggz_report_only_essential_relatives_hear_an_outcome() -> None:
    for kind, course, reporter, _, essential in EVERY:
        found = text(kind, course, reporter, True, essential)
        hears = essential and reporter in (PartnerType.RESIDENT, PartnerType.RELATIVE)
        if hears or course == Course.ADVISED:
            continue
        assert not any(word in found.body for word in (*OUTCOME_WORDS, "afgesloten"))
        if kind != ClockKind.CONFIRMATION:
            assert "alleen essentiële naasten" in found.no_answer
    near = text(ClockKind.FEEDBACK, Course.NOT_TAKEN_UP, PartnerType.RELATIVE, True, True)
    assert "niet opgepakt" in near.body
    known = text(ClockKind.FEEDBACK, Course.KNOWN, PartnerType.RELATIVE, True, True)
    assert "Uw melding is opgepakt." in known.body and "bekend" not in known.body


def test_nothing_is_told_before_it_is_decided() -> None:
    for course in (Course.RECEIVED, Course.SEEN):
        assert "nog niet is besloten" in text(ClockKind.FEEDBACK, course, PartnerType.CARE).no_answer
    assert "bekeken" not in text(ClockKind.CONFIRMATION, Course.RECEIVED, PartnerType.RESIDENT).body
    for course in (Course.TAKEN_UP, Course.KNOWN, Course.FORWARDED):
        assert "nog niet is afgesloten" in text(ClockKind.CLOSING_FEEDBACK, course, PartnerType.GP).no_answer


def test_other_terms_are_no_answers() -> None:
    for kind in set(ClockKind) - set(ANSWERS):
        with pytest.raises(ValueError):
            text(kind, Course.TAKEN_UP, PartnerType.HOUSING)


# Everything a code list could tell of what was found, why and how it ended.
NEVER = {one.label for codes in (Theme, NotTakenUpReason) for one in codes}
NEVER |= {one.label for one in Outcome if one != Outcome.NOT_TAKEN_UP}
NEVER.discard("overig")


@pytest.mark.parametrize("kind", ANSWERS)
def test_no_theme_reason_or_result_is_ever_named(kind: ClockKind) -> None:
    for case in EVERY:
        if case[0] == kind:
            whole = text(*case).whole.casefold()
            assert not [label for label in NEVER if label.casefold() in whole], case


words = st.text(max_size=200)


@settings(max_examples=60, deadline=None)
@given(
    case=st.sampled_from(EVERY),
    partner=words,
    number=words,
    worker=words,
    team=words,
    day=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
)
def test_the_text_holds_what_it_was_given_and_fixed_sentences_only(
    case: tuple[Any, ...], partner: str, number: str, worker: str, team: str, day: date
) -> None:
    kind, course, reporter, wvggz, essential = case
    given_ = {"partner_name": partner, "number": number, "worker": worker, "team_name": team}
    found = feedback_text(
        kind, course, reporter, wvggz=wvggz, essential_relative=essential, received_on=day, **given_
    )
    fixed = text(kind, course, reporter, wvggz, essential)
    assert (found.may_say, found.withheld, found.no_answer) == (
        fixed.may_say,
        fixed.withheld,
        fixed.no_answer,
    )
    assert all(char == "\n" or ord(char) >= 0x20 for char in found.whole)
    for sentence in fixed.body.split("\n\n")[-3:-1]:
        assert sentence in found.body
    assert len(found.body) < 1000
