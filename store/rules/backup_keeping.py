"""Which copies of a store are kept: seven daily, four weekly, twelve monthly (own norm).

Of every day, week (Monday to Sunday) and month the last copy counts, and the most recent seven days, four weeks and
twelve months *that have a copy*. No calendar is asked: a clock that ran ahead for a day makes no copy disappear, and
who works one day a week keeps seven weeks.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Final

from store.local_time import LOCAL_ZONE, local_day

DAILY: Final = 7
WEEKLY: Final = 4
MONTHLY: Final = 12
OVERDUE: Final = timedelta(days=2)
"""How old the last good copy may be before it is said (own norm)."""

_PERIODS: Final[tuple[tuple[int, Callable[[date], Hashable]], ...]] = (
    (DAILY, lambda day: day),
    (WEEKLY, lambda day: day.isocalendar()[:2]),
    (MONTHLY, lambda day: (day.year, day.month)),
)


def kept(moments: Iterable[datetime]) -> frozenset[datetime]:
    """Return which of these copies (aware moments, one each) stay; the newest always does."""
    days = [(moment, local_day(moment)) for moment in sorted(set(moments), reverse=True)]
    return frozenset(_kept(days))


def expected_end(moments: Iterable[datetime], today: date) -> dict[datetime, date]:
    """Return for each copy on which day it goes, when from `today` on a copy is made every day.

    When fewer are made it stays longer: a copy only goes when others take its place.
    """
    known = set(moments)
    days = sorted(((moment, local_day(moment)) for moment in known), reverse=True)
    ends: dict[datetime, date] = {}
    day = max([today, *(made for _, made in days[:1])])
    while len(ends) < len(known):
        day += timedelta(days=1)
        made = datetime.combine(day, time(12), LOCAL_ZONE)
        days.insert(0, (made, day))
        stay = _kept(days)
        ends.update((moment, day) for moment, _ in days if moment in known and moment not in stay)
        days = [one for one in days if one[0] in stay]
    return ends


def is_overdue(last: datetime, now: datetime) -> bool:
    """Return whether a copy of `last` is too old now; one from the future (a clock set back) is not."""
    return now - last > OVERDUE


def is_due(last: datetime | None, now: datetime) -> bool:
    """Return whether today's copy is still to be made: none was made yet on this local day."""
    return last is None or local_day(last) != local_day(now)


def _kept(days: list[tuple[datetime, date]]) -> set[datetime]:
    """Return what stays of copies with their days, newest first."""
    found: set[datetime] = set()
    for amount, period in _PERIODS:
        seen: set[Hashable] = set()
        for moment, day in days:
            key = period(day)
            if key not in seen:
                if len(seen) == amount:
                    break
                seen.add(key)
                found.add(moment)
    return found
