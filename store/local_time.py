"""Local days and times: terms and dayparts follow the clock on the wall in the Netherlands."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LOCAL_ZONE = ZoneInfo("Europe/Amsterdam")
"""The zone of every local day and time, whatever the machine's own zone is."""

_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTHS_LONG = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def local(instant: datetime) -> datetime:
    """Return an aware datetime as local wall-clock time; a naive one is a `ValueError`."""
    if instant.tzinfo is None:
        raise ValueError("a moment without a time zone has no local time")
    return instant.astimezone(LOCAL_ZONE)


def local_day(instant: datetime) -> date:
    """Return the local calendar day of an aware datetime."""
    return local(instant).date()


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the present local day."""
    return local_day(now())


def utc_text(instant: datetime) -> str:
    """Return the stored form of an aware datetime, to the second, in UTC: `YYYY-MM-DDTHH:MM:SSZ`."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day_month(day: date) -> str:
    """Return `25 nov`."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def short_day(day: date) -> str:
    """Return `wo 25 nov`."""
    return f"{_DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def long_day(day: date) -> str:
    """Return `zo 22 november 2026`."""
    return f"{_DAYS[day.weekday()]} {day_month_year(day)}"


def day_month_year(day: date) -> str:
    """Return `22 november 2026`."""
    return f"{day.day} {month_year(day)}"


def month_year(day: date) -> str:
    """Return `november 2026`."""
    return f"{_MONTHS_LONG[day.month - 1]} {day.year}"


def day_year(day: date) -> str:
    """Return `22-11-2026`, aligned."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


def moment(instant: datetime) -> str:
    """Return `22-11-2026 14:05` local time."""
    return local(instant).strftime("%d-%m-%Y %H:%M")


def clock_time(instant: datetime) -> str:
    """Return `14:05` local time."""
    return local(instant).strftime("%H:%M")
