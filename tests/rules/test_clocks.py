from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.codes import ClockKind, NormKind, Urgency
from store.local_time import local_day
from store.rules.clocks import (
    DEFAULT_TERMS,
    Term,
    check_overrides,
    describe_due,
    due_on,
    terms_for,
)
from store.rules.workdays import is_workday, workdays_between

days = st.dates(date(2014, 1, 1), date(2060, 12, 31))
quick = settings(max_examples=100, deadline=None)

SUNDAY = date(2026, 11, 22)
FRIDAY = date(2026, 11, 20)


def the_term(kind: ClockKind, urgency: Urgency | None = None, **overrides: int) -> Term:
    term = terms_for(kind, urgency, overrides)
    assert term is not None
    return term


@pytest.mark.parametrize(
    ("kind", "urgency", "amount", "unit", "norm"),
    [
        (ClockKind.TRIAGE, Urgency.ACUTE, 0, "days", NormKind.NORM),
        (ClockKind.TRIAGE, Urgency.URGENT, 1, "workdays", NormKind.NORM),
        (ClockKind.TRIAGE, Urgency.NON_ACUTE, 5, "workdays", NormKind.NORM),
        (ClockKind.TRIAGE, Urgency.INFORMATION, 5, "workdays", NormKind.NORM),
        (ClockKind.TRIAGE, None, 5, "workdays", NormKind.NORM),
        (ClockKind.FIRST_CONTACT, Urgency.URGENT, 1, "workdays", NormKind.NORM),
        (ClockKind.FIRST_CONTACT, Urgency.NON_ACUTE, 5, "workdays", NormKind.NORM),
        (ClockKind.CONFIRMATION, None, 2, "workdays", NormKind.NORM),
        (ClockKind.FEEDBACK, None, 10, "workdays", NormKind.NORM),
        (ClockKind.INFORM_RESIDENT, None, 1, "months", NormKind.LAW),
        (ClockKind.WVGGZ_INQUIRY, None, 14, "days", NormKind.LAW),
        (ClockKind.WMO_INQUIRY, None, 6, "weeks", NormKind.LAW),
        (ClockKind.WMO_DECISION, None, 2, "weeks", NormKind.LAW),
        (ClockKind.INACTIVITY, None, 21, "days", NormKind.NORM),
        (ClockKind.HANDOVER, None, 5, "workdays", NormKind.NORM),
        (ClockKind.AFTERCARE_SHORT, None, 4, "weeks", NormKind.NORM),
        (ClockKind.AFTERCARE_LONG, None, 3, "months", NormKind.NORM),
    ],
)
def test_defaults(kind: ClockKind, urgency: Urgency | None, amount: int, unit: str, norm: NormKind) -> None:
    term = the_term(kind, urgency)
    assert (term.kind, term.amount, term.unit, term.norm) == (kind, amount, unit, norm)
    assert term.source


def test_every_kind_has_a_term_and_only_information_needs_no_first_contact() -> None:
    without = [(kind, urgency) for kind in ClockKind for urgency in Urgency if not terms_for(kind, urgency)]
    assert without == [(ClockKind.FIRST_CONTACT, Urgency.INFORMATION)]


def test_lengths_read_in_dutch() -> None:
    assert the_term(ClockKind.TRIAGE, Urgency.ACUTE).length == "dezelfde dag"
    assert the_term(ClockKind.TRIAGE, Urgency.URGENT).length == "1 werkdag"
    assert the_term(ClockKind.WMO_INQUIRY).length == "6 weken"


def test_overrides_replace_the_amount_only() -> None:
    term = the_term(ClockKind.TRIAGE, Urgency.URGENT, **{"triage.urgent": 2, "triage.non_acute": 9})
    assert (term.amount, term.unit) == (2, "workdays")
    assert the_term(ClockKind.TRIAGE, Urgency.INFORMATION, **{"triage.non_acute": 9}).amount == 9
    own = {"triage.non_acute": 9, "triage.information": 7}
    assert the_term(ClockKind.TRIAGE, Urgency.INFORMATION, **own).amount == 7
    assert the_term(ClockKind.CONFIRMATION, Urgency.ACUTE, confirmation=1).amount == 1
    assert terms_for(ClockKind.FIRST_CONTACT, Urgency.INFORMATION, {"first_contact.non_acute": 3}) is None


def test_good_overrides_have_no_problems() -> None:
    assert check_overrides({key: term.amount for key, term in DEFAULT_TERMS.items()}) == []
    assert check_overrides({"wvggz_inquiry": 7, "triage.urgent": 3}) == []


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("triage.urgnt", 1, "triage.urgent"),
        ("triage", 1, "triage.acute of triage.urgent"),
        ("kwartaal", 1, "Bekend zijn"),
        ("confirmation", -1, "negatief"),
        ("confirmation", "2", "heel getal"),
        ("confirmation", True, "heel getal"),
        ("confirmation", 10**9, "te lang"),
        ("wmo_inquiry", 7, "wettelijk"),
        ("\x1b[2Jboos", 1, "␛[2Jboos"),
    ],
)
def test_wrong_overrides_name_the_key_and_the_remedy(key: str, value: object, words: str) -> None:
    problems = check_overrides({"handover": 4, key: value})
    assert len(problems) == 1
    assert words in problems[0]
    assert "\x1b" not in problems[0]


@pytest.mark.parametrize(
    ("kind", "urgency", "started", "due"),
    [
        (ClockKind.TRIAGE, Urgency.ACUTE, date(2026, 11, 21), date(2026, 11, 21)),
        (ClockKind.TRIAGE, Urgency.URGENT, FRIDAY, date(2026, 11, 23)),
        (ClockKind.TRIAGE, Urgency.URGENT, date(2026, 4, 2), date(2026, 4, 7)),
        (ClockKind.CONFIRMATION, None, date(2026, 4, 24), date(2026, 4, 29)),
        (ClockKind.CONFIRMATION, None, date(2026, 12, 30), date(2027, 1, 4)),
        (ClockKind.WVGGZ_INQUIRY, None, date(2026, 11, 2), date(2026, 11, 16)),
        (ClockKind.WVGGZ_INQUIRY, None, date(2026, 4, 21), date(2026, 5, 6)),
        (ClockKind.WVGGZ_INQUIRY, None, date(2026, 3, 20), date(2026, 4, 7)),
        (ClockKind.WMO_INQUIRY, None, date(2026, 11, 13), date(2026, 12, 28)),
        (ClockKind.INFORM_RESIDENT, None, date(2027, 1, 31), date(2027, 3, 1)),
        (ClockKind.INFORM_RESIDENT, None, date(2028, 1, 31), date(2028, 2, 29)),
        (ClockKind.INFORM_RESIDENT, None, date(2026, 12, 15), date(2027, 1, 15)),
        (ClockKind.AFTERCARE_LONG, None, date(2026, 11, 10), date(2027, 2, 10)),
    ],
)
def test_due_dates(kind: ClockKind, urgency: Urgency | None, started: date, due: date) -> None:
    assert due_on(the_term(kind, urgency), started) == due


@quick
@given(st.sampled_from(list(DEFAULT_TERMS.values())), days, st.integers(0, 40))
def test_due_is_a_working_day_and_never_earlier_for_a_later_start(term: Term, day: date, gap: int) -> None:
    due = due_on(term, day)
    assert due >= day
    assert is_workday(due) or (term.amount == 0 and due == day)
    assert due <= due_on(term, day + timedelta(days=gap))


@pytest.mark.parametrize(
    ("due", "today", "text", "state", "short"),
    [
        (date(2026, 11, 26), FRIDAY, "nog 4 werkdagen", "later", "nog 4 wd"),
        (date(2026, 11, 23), FRIDAY, "nog 1 werkdag", "soon", "nog 1 wd"),
        (date(2026, 11, 23), SUNDAY, "nog 1 werkdag", "soon", "nog 1 wd"),
        (FRIDAY, FRIDAY, "vandaag", "today", "vandaag"),
        (SUNDAY, SUNDAY, "vandaag", "today", "vandaag"),
        (FRIDAY, SUNDAY, "sinds vrijdag te laat", "late", "! te laat (vr)"),
        (FRIDAY, date(2026, 11, 23), "1 werkdag te laat", "late", "! 1 wd te laat"),
        (date(2026, 11, 18), date(2026, 11, 23), "3 werkdagen te laat", "late", "! 3 wd te laat"),
        (date(2026, 11, 21), FRIDAY, "uiterlijk zaterdag", "soon", "uiterlijk za"),
        (date(2026, 4, 2), date(2026, 4, 6), "sinds donderdag te laat", "late", "! te laat (do)"),
    ],
)
def test_due_texts(due: date, today: date, text: str, state: str, short: str) -> None:
    found = describe_due(due, today)
    assert (found.text, found.state, found.short) == (text, state, short)


@quick
@given(days, st.integers(-60, 60))
def test_late_is_late_and_today_is_today(due: date, gap: int) -> None:
    found = describe_due(due, due + timedelta(days=gap))
    assert (found.state == "late") == (gap > 0) == ("te laat" in found.text) == ("!" in found.short)
    assert (found.state == "today") == (gap == 0)
    assert found.workdays == workdays_between(due + timedelta(days=gap), due)
    assert " 0 " not in found.text


def test_the_local_day_is_the_dutch_one() -> None:
    assert local_day(datetime(2026, 7, 31, 22, 30, tzinfo=UTC)) == date(2026, 8, 1)
    assert local_day(datetime(2026, 12, 31, 22, 30, tzinfo=UTC)) == date(2026, 12, 31)
    with pytest.raises(ValueError, match="time zone"):
        local_day(datetime(2026, 7, 31, 22, 30))
