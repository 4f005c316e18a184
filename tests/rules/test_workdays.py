from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.rules.workdays import add_workdays, easter, holidays, is_workday, workdays_between

days = st.dates(date(1990, 1, 1), date(2110, 12, 31))
near = st.integers(-500, 500).map(lambda n: timedelta(days=n))
counts = st.integers(0, 120)
quick = settings(max_examples=100, deadline=None)


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (2000, date(2000, 4, 23)),
        (2008, date(2008, 3, 23)),
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter(year: int, sunday: date) -> None:
    assert easter(year) == sunday


def test_the_holidays_of_2026_are_exactly_these() -> None:
    assert dict(holidays(2026)) == {
        date(2026, 1, 1): "Nieuwjaarsdag",
        date(2026, 4, 3): "Goede Vrijdag",
        date(2026, 4, 5): "Eerste Paasdag",
        date(2026, 4, 6): "Tweede Paasdag",
        date(2026, 4, 27): "Koningsdag",
        date(2026, 5, 5): "Bevrijdingsdag",
        date(2026, 5, 14): "Hemelvaartsdag",
        date(2026, 5, 24): "Eerste Pinksterdag",
        date(2026, 5, 25): "Tweede Pinksterdag",
        date(2026, 12, 25): "Eerste Kerstdag",
        date(2026, 12, 26): "Tweede Kerstdag",
    }
    assert list(holidays(2026)) == sorted(holidays(2026))


def test_kings_day_moves_to_saturday_when_it_is_a_sunday() -> None:
    assert holidays(2025)[date(2025, 4, 26)] == "Koningsdag"
    assert date(2025, 4, 27) not in holidays(2025)
    assert is_workday(date(2025, 4, 28))


def test_liberation_day_is_off_every_year() -> None:
    assert all(date(year, 5, 5) in holidays(year) for year in range(2014, 2060))
    assert not is_workday(date(2026, 5, 5))


def test_two_holidays_on_one_day_keep_both_names() -> None:
    assert holidays(2016)[date(2016, 5, 5)] == "Bevrijdingsdag / Hemelvaartsdag"


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 4, 2), 2, date(2026, 4, 8)),
        (date(2026, 12, 24), 1, date(2026, 12, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2026, 4, 24), 1, date(2026, 4, 28)),
        (date(2026, 5, 4), 1, date(2026, 5, 6)),
        (date(2026, 5, 13), 1, date(2026, 5, 15)),
        (date(2026, 11, 20), 5, date(2026, 11, 27)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
        (date(2026, 11, 21), 0, date(2026, 11, 23)),
        (date(2026, 4, 3), 0, date(2026, 4, 7)),
    ],
)
def test_terms_over_holidays_and_year_ends(start: date, count: int, end: date) -> None:
    assert add_workdays(start, count) == end


def test_from_friday_to_sunday_is_no_working_day() -> None:
    assert workdays_between(date(2026, 11, 20), date(2026, 11, 22)) == 0
    assert workdays_between(date(2026, 11, 22), date(2026, 11, 20)) == 0
    assert workdays_between(date(2026, 11, 20), date(2026, 11, 19)) == -1


def test_a_moment_or_a_negative_term_is_refused() -> None:
    with pytest.raises(TypeError):
        is_workday(datetime(2026, 12, 25, 12, 0))
    with pytest.raises(TypeError):
        add_workdays(datetime(2026, 12, 25, 12, 0), 1)
    with pytest.raises(ValueError, match="negative"):
        add_workdays(date(2026, 1, 1), -1)


@quick
@given(days, counts)
def test_never_lands_on_a_day_off(start: date, count: int) -> None:
    assert is_workday(add_workdays(start, count))


@quick
@given(days, st.integers(1, 120))
def test_adding_and_counting_are_inverse(start: date, count: int) -> None:
    assert workdays_between(start, add_workdays(start, count)) == count


@quick
@given(days, near, counts)
def test_a_later_start_never_ends_earlier(start: date, gap: timedelta, count: int) -> None:
    first, second = sorted((start, start + gap))
    assert add_workdays(first, count) <= add_workdays(second, count)
    if count or is_workday(first):
        assert add_workdays(first, count) < add_workdays(first, count + 1)


@quick
@given(days, near, near)
def test_counting_is_additive_and_signed(start: date, one: timedelta, two: timedelta) -> None:
    middle, end = start + one, start + two
    whole = workdays_between(start, end)
    assert workdays_between(start, middle) + workdays_between(middle, end) == whole
    assert workdays_between(end, start) == -whole


@quick
@given(days, st.integers(0, 500))
def test_counting_agrees_with_looking_at_every_day(start: date, length: int) -> None:
    passed = (start + timedelta(days=n) for n in range(1, length + 1))
    assert workdays_between(start, start + timedelta(days=length)) == sum(map(is_workday, passed))
