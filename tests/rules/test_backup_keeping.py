"""Seven daily, four weekly, twelve monthly: what stays, whatever the clock did."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from store.local_time import LOCAL_ZONE, local_day
from store.rules.backup_keeping import DAILY, MONTHLY, WEEKLY, expected_end, kept

START = datetime(2026, 11, 23, 9, 30, tzinfo=LOCAL_ZONE)
moments = st.lists(
    st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(LOCAL_ZONE)), max_size=60
)


def week(moment: datetime) -> tuple[int, int]:
    return local_day(moment).isocalendar()[:2]


def month(moment: datetime) -> tuple[int, int]:
    return moment.year, moment.month


@given(moments)
def test_what_stays(copies: list[datetime]) -> None:
    stay = kept(copies)
    assert stay <= set(copies)
    assert len(stay) <= DAILY + WEEKLY + MONTHLY
    assert kept(stay) == stay
    for of, amount in ((local_day, DAILY), (week, WEEKLY), (month, MONTHLY)):
        for period in sorted({of(copy) for copy in copies}, reverse=True)[:amount]:
            last = max(copy for copy in copies if of(copy) == period)
            assert last in stay
    if copies:
        assert max(copies) in stay


@given(moments)
def test_a_copy_stays_for_a_reason(copies: list[datetime]) -> None:
    for copy in kept(copies):
        newer = [other for other in copies if other > copy]
        reasons = [
            (local_day(copy) not in set(map(local_day, newer)), len(set(map(local_day, newer))) < DAILY),
            (week(copy) not in set(map(week, newer)), len(set(map(week, newer))) < WEEKLY),
            (month(copy) not in set(map(month, newer)), len(set(map(month, newer))) < MONTHLY),
        ]
        assert any(last and recent for last, recent in reasons)


@given(moments, st.datetimes(datetime(1980, 1, 1), datetime(2200, 1, 1), timezones=st.just(LOCAL_ZONE)))
def test_one_copy_under_a_wrong_clock_pushes_out_at_most_one_of_each(
    copies: list[datetime], wrong: datetime
) -> None:
    assert len(kept(copies) - kept([*copies, wrong])) <= 3


@settings(max_examples=25)
@given(moments, st.dates(date(2024, 1, 1), date(2028, 12, 31)))
def test_the_end_is_the_day_it_goes_when_a_copy_is_made_every_day(
    copies: list[datetime], today: date
) -> None:
    copies = sorted(kept(copies))
    ends = expected_end(copies, today)
    assert set(ends) == set(copies)
    latest = max([today, *map(local_day, copies)])
    day, there = latest, list(copies)
    while day <= latest + timedelta(days=400):
        day += timedelta(days=1)
        there = list(kept([*there, datetime(day.year, day.month, day.day, 8, tzinfo=LOCAL_ZONE)]))
        for copy in copies:
            assert (copy in there) == (day < ends[copy])


def test_a_year_of_daily_work() -> None:
    there: frozenset[datetime] = frozenset()
    for number in range(400):
        there = kept([*there, START + timedelta(days=number)])
    days = sorted((START + timedelta(days=399) - copy).days for copy in there)
    assert days[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert len(there) <= 23
    assert 300 < days[-1] < 366


def test_who_works_on_mondays_keeps_seven_of_them() -> None:
    there: frozenset[datetime] = frozenset()
    for number in range(30):
        there = kept([*there, START + timedelta(weeks=number)])
    assert {START + timedelta(weeks=number) for number in range(23, 30)} <= there
