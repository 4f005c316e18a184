"""How long something is kept: the right ground, never shorter than the law, whatever the amounts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.codes import NormKind, Outcome
from store.codes_retention import RetentionBasis
from store.rules.retention import (
    DEFAULTS,
    CaseEnd,
    case_basis,
    check_retention,
    destroy_on,
    ended_before,
    keep_term,
)

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
ends = st.builds(CaseEnd, st.none() | st.sampled_from(Outcome), st.booleans(), st.booleans())
terms = st.sampled_from(RetentionBasis).map(keep_term)


@pytest.mark.parametrize(
    ("end", "basis"),
    [
        (CaseEnd(Outcome.CARE_WMO, worked=False), RetentionBasis.WMO_PROVISION),
        (CaseEnd(Outcome.NOT_TAKEN_UP, worked=False, wmo=True), RetentionBasis.WMO_PROVISION),
        (CaseEnd(Outcome.VOLUNTARY_HELP, worked=True), RetentionBasis.PLAN_ONLY),
        (CaseEnd(Outcome.NO_HELP_NEEDED, worked=True), RetentionBasis.PLAN_ONLY),
        (CaseEnd(Outcome.NO_HELP_NEEDED, worked=False), RetentionBasis.WITHDRAWN),
        (CaseEnd(Outcome.NOT_TAKEN_UP, worked=False), RetentionBasis.NOT_TAKEN_UP),
        (CaseEnd(Outcome.NO_CONTACT, worked=False), RetentionBasis.PLAN_ONLY),
        (CaseEnd(None, worked=False), RetentionBasis.PLAN_ONLY),
    ],
)
def test_ground_of_a_case(end: CaseEnd, basis: RetentionBasis) -> None:
    assert case_basis(end) is basis


@given(ends)
def test_a_provision_is_always_kept_as_long_as_the_law_says(end: CaseEnd) -> None:
    provision = end.wmo or end.outcome is Outcome.CARE_WMO
    assert (case_basis(end) is RetentionBasis.WMO_PROVISION) == provision


def test_lengths_read_as_dutch() -> None:
    assert [keep_term(basis).length for basis in RetentionBasis] == [
        "15 jaar",
        "5 jaar",
        "6 weken",
        "1 jaar",
        "1 jaar",
        "1 jaar",
        "5 jaar",
    ]


@pytest.mark.parametrize(("amount", "right"), [(4, False), (5, True), (12, True)])
def test_the_log_is_kept_five_years_at_least(amount: int, right: bool) -> None:
    assert (check_retention({"log": amount}) == []) == right


def test_a_term_ends_on_the_same_day_years_later() -> None:
    assert destroy_on(keep_term(RetentionBasis.PLAN_ONLY), date(2024, 2, 29)) == date(2029, 2, 28)
    assert destroy_on(keep_term(RetentionBasis.WITHDRAWN), date(2026, 11, 2)) == date(2026, 12, 14)


@given(terms, days, days)
def test_the_bound_for_reading_misses_nothing(term, ended, due) -> None:  # type: ignore[no-untyped-def]
    if destroy_on(term, ended) <= due:
        assert ended <= ended_before(term, due)
    else:
        assert ended >= ended_before(term, due) - timedelta(days=3)


@given(st.dictionaries(st.sampled_from([basis.value for basis in RetentionBasis]), st.integers(-5, 200)))
def test_terms_that_pass_are_never_shorter_than_the_law(amounts: dict[str, int]) -> None:
    if check_retention(amounts):
        return
    for basis, default in DEFAULTS.items():
        term = keep_term(basis, amounts)
        assert term.amount >= (default.amount if default.norm is NormKind.LAW else 1)


@pytest.mark.parametrize("key", ["eeuwig", "plan_only ", ""])
def test_an_unknown_term_is_named(key: str) -> None:
    assert "bestaat niet" in check_retention({key: 3})[0]


@pytest.mark.parametrize("value", [True, 1.5, "5", None])
def test_only_whole_numbers(value: object) -> None:
    assert "heel getal" in check_retention({"plan_only": value})[0]
