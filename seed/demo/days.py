"""Working days and moments around the day a demo is made for."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from store.local_time import LOCAL_ZONE
from store.rules.workdays import add_workdays, is_workday

_ONE_DAY = timedelta(days=1)


class Days:
    """Counts from `today`, a local calendar day that need not be a working day."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._back = [today]

    def back(self, count: int) -> date:
        """Return the `count`-th working day before today; 0 is today itself, also on a Sunday."""
        while len(self._back) <= count:
            day = self._back[-1] - _ONE_DAY
            while not is_workday(day):
                day -= _ONE_DAY
            self._back.append(day)
        return self._back[count]

    def ago(self, count: int) -> date:
        """Return the calendar day `count` days before today."""
        return self.today - timedelta(days=count)

    def ahead(self, count: int) -> date:
        """Return the `count`-th working day after today."""
        return add_workdays(self.today, count)


def moment(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """Return the aware moment, in UTC, of a wall-clock time on a local day."""
    return datetime.combine(day, time(hour, minute, second), LOCAL_ZONE).astimezone(UTC)
