"""What of a count may leave the team, and the median."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.year_figures import FEW, SMALL, WITHHELD, Measured, median, told, told_term

counts = st.lists(st.integers(0, 12), max_size=8)


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ((), ()),
        ((0, 5, 80), (0, 5, 80)),
        ((3, 80), (FEW, WITHHELD)),
        ((4, 9, 7, 0), (FEW, 9, WITHHELD, 0)),
        ((1, 4, 9), (FEW, FEW, 9)),
        ((0, 2), (0, FEW)),
    ],
)
def test_small_counts_are_not_told(row: tuple[int, ...], shown: tuple[object, ...]) -> None:
    assert told(row) == shown


@given(counts)
def test_a_total_never_gives_a_small_count_away(row: list[int]) -> None:
    shown = told(row)
    for count, one in zip(row, shown, strict=True):
        assert (one == FEW) is (0 < count < SMALL)
        assert one in (count, FEW, WITHHELD)
    hidden = [one for one in shown if not isinstance(one, int)]
    assert len(hidden) != 1 or sum(row) < SMALL
    assert shown.count(WITHHELD) <= 1


@given(st.lists(st.integers(0, 30), min_size=1))
def test_the_median_is_that_of_the_days_one_by_one(days: list[int]) -> None:
    assert median({day: days.count(day) for day in days}) == statistics.median(days)


def test_of_few_no_median_and_no_share_is_told() -> None:
    few = told_term(Measured("triage", "triage", {1: 2, 40: 2}, in_time=2))
    assert (few.count, few.median, few.in_time) == (FEW, None, None)
    enough = told_term(Measured("triage", "triage", {1: 3, 40: 2}, in_time=3))
    assert (enough.count, enough.median, enough.in_time) == (5, 1, 60)
    assert told_term(Measured("closing", "afsluiten", {2: 5})).in_time is None
