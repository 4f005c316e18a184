"""The calendar of the demo's past: its working days, moments as the store keeps them, and ends of terms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from seed.demo.days import Days, moment
from store.codes import ClockKind, Urgency
from store.local_time import local
from store.rules.clocks import due_on, terms_for

_MANY = 10_000


class Span:
    """The working days from some years back up to the last one before the day of the demo, by position."""

    def __init__(self, days: Days, length: int) -> None:
        """`length` is how far back it goes, in calendar days."""
        first = days.today - timedelta(days=length)
        found: list[date] = []
        while not found or found[-1] > first:
            found.append(days.back(len(found) + 1))
        self.work = found[::-1]
        self.last = len(self.work) - 1
        self._days: dict[date, tuple[str, int]] = {}
        self._due: dict[tuple[ClockKind, Urgency | None, date, str], str] = {}

    def day(self, position: int) -> date:
        """Return the working day at a position, the last one for positions beyond it."""
        return self.work[min(position, self.last)]

    def stamp(self, day: date, minute: int, second: int = 0) -> str:
        """Return the stored form of a wall-clock time, in minutes after midnight; not before 03:00."""
        known = self._days.get(day)
        if known is None:
            shift = local(moment(day, 12)).utcoffset()
            known = self._days[day] = (day.isoformat(), int((shift or timedelta()).total_seconds()) // 3600)
        iso, offset = known
        return f"{iso}T{minute // 60 - offset:02d}:{minute % 60:02d}:{second:02d}Z"

    def due(
        self,
        kind: ClockKind,
        urgency: Urgency | None,
        day: date,
        profile: str,
        overrides: Mapping[str, int],
    ) -> str | None:
        """Return the stored last day of a term in a municipality; None when no term applies."""
        key = (kind, urgency, day, profile)
        if key not in self._due:
            if len(self._due) > _MANY:
                self._due.clear()
            term = terms_for(kind, urgency, overrides)
            self._due[key] = "" if term is None else due_on(term, day).isoformat()
        return self._due[key] or None
