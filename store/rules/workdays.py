"""Dutch working days: Monday to Friday without the public holidays of the Algemene termijnenwet.

Source: Algemene termijnenwet art. 3 (public holidays, with Good Friday put on a par with them). 5 May counts
every year, not once in five years as in many collective agreements. King's Day is 27 April, or the 26th when
the 27th is a Sunday (since 2014). All days are local Dutch calendar days.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from types import MappingProxyType

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


def easter(year: int) -> date:
    """Return Easter Sunday of `year` in the Gregorian calendar (Meeus/Jones/Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, odd = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - correction + 15) % 30
    quads, last = divmod(rest, 4)
    weekday = (32 + 2 * odd + 2 * quads - epact - last) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=512)
def holidays(year: int) -> Mapping[date, str]:
    """Return the Dutch public holidays of `year`, in order of date, with their Dutch names.

    Two holidays on one day (Ascension Day on 5 May in 2016) stand as one entry with both names.
    """
    sunday = easter(year)
    kings_day = date(year, 4, 27)
    if kings_day.isoweekday() == 7:
        kings_day -= _ONE_DAY
    listed = [
        (date(year, 1, 1), "Nieuwjaarsdag"),
        (sunday - timedelta(days=2), "Goede Vrijdag"),
        (sunday, "Eerste Paasdag"),
        (sunday + _ONE_DAY, "Tweede Paasdag"),
        (kings_day, "Koningsdag"),
        (date(year, 5, 5), "Bevrijdingsdag"),
        (sunday + timedelta(days=39), "Hemelvaartsdag"),
        (sunday + timedelta(days=49), "Eerste Pinksterdag"),
        (sunday + timedelta(days=50), "Tweede Pinksterdag"),
        (date(year, 12, 25), "Eerste Kerstdag"),
        (date(year, 12, 26), "Tweede Kerstdag"),
    ]
    table: dict[date, str] = {}
    for day, name in sorted(listed):
        table[day] = f"{table[day]} / {name}" if day in table else name
    return MappingProxyType(table)


@lru_cache(maxsize=512)
def _lost_days(year: int) -> tuple[int, ...]:
    """Ordinals of the holidays that fall on Monday to Friday, ascending."""
    return tuple(day.toordinal() for day in holidays(year) if day.weekday() < _SATURDAY)


def _plain_day(day: date) -> date:
    if isinstance(day, datetime):
        raise TypeError("a moment is no calendar day: take its local date first")
    return day


def is_workday(day: date) -> bool:
    """Tell whether `day` is a working day. A `datetime` is a TypeError: its date depends on the time zone."""
    return _plain_day(day).weekday() < _SATURDAY and day not in holidays(day.year)


def add_workdays(day: date, count: int) -> date:
    """Return the `count`-th working day after `day`; the term starts the day after `day`.

    With `count` 0 the answer is `day` itself, or the next working day when `day` is none (Algemene
    termijnenwet art. 1). A negative `count` is a ValueError; a term past the year 9999 an OverflowError.
    """
    if count < 0:
        raise ValueError("a term cannot be negative")
    end = _plain_day(day)
    for _ in range(count):
        end += _ONE_DAY
        while not is_workday(end):
            end += _ONE_DAY
    while not is_workday(end):
        end += _ONE_DAY
    return end


def _weekdays_through(ordinal: int) -> int:
    weeks, rest = divmod(ordinal, 7)
    return 5 * weeks + min(rest, 5)


def workdays_between(start: date, end: date) -> int:
    """Count the working days after `start` up to and including `end`, negative when `end` is first.

    Additive: `between(a, b) + between(b, c) == between(a, c)`. From a Friday to the Sunday after it is 0.
    """
    _plain_day(start)
    _plain_day(end)
    if end < start:
        return -workdays_between(end, start)
    first, last = start.toordinal(), end.toordinal()
    lost = 0
    for year in range(start.year, end.year + 1):
        days = _lost_days(year)
        lost += bisect_right(days, last) - bisect_right(days, first)
    return _weekdays_through(last) - _weekdays_through(first) - lost
