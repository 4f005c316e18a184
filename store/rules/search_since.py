"""The day that `sinds:` means: a day, a month, a year, or so long ago."""

from __future__ import annotations

import re
from datetime import date, timedelta

from store.rules.normalise import date_nl, month_number
from store.rules.typed_text import clean_line

_AGO = re.compile(r"([0-9]{1,4}) ?(d|dag|dagen|w|wk|week|weken|m|mnd|maand|maanden|j|jr|jaar|jaren)\.?")
_MONTH = re.compile(r"([a-z]{3,9})\.?(?: '?([0-9]{4}|[0-9]{2}))?")
_DAY_MONTH = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2}|[a-z]{3,9})\.?")
_NAMED = {"vandaag": 0, "gisteren": 1, "eergisteren": 2}


def since_day(text: str, today: date) -> date | None:
    """Return the first local day that counts, never after `today`; None when the text means no day.

    "aug" and "12-8" are the last ones there were; "2026" is 1 January; "3mnd" is three months ago.
    """
    line = (clean_line(text[:40]) or "").lower()
    if line in _NAMED:
        return today - timedelta(days=_NAMED[line])
    for read in (_ago, _year, _month, _day_of_year):
        found = read(line, today)
        if found is not None:
            return found
    day = date_nl(line, latest=today)
    return day if day is not None and day <= today else None


def _ago(line: str, today: date) -> date | None:
    found = _AGO.fullmatch(line)
    if found is None:
        return None
    count, unit = int(found[1]), found[2][0]
    if unit in "dw":
        return today - timedelta(days=min(count * (7 if unit == "w" else 1), 40_000))
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "j" else 1)
    return _make(months // 12, months % 12 + 1, today.day) if months >= 12 * 1900 else date(1900, 1, 1)


def _make(year: int, month: int, day: int) -> date:
    """A day in a month that has it, else the last one of that month."""
    for last in (day, 30, 29, 28):
        try:
            return date(year, month, min(day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def _year(line: str, today: date) -> date | None:
    return (
        date(int(line), 1, 1)
        if re.fullmatch(r"(?:19|20)[0-9]{2}", line) and int(line) <= today.year
        else None
    )


def _month(line: str, today: date) -> date | None:
    found = _MONTH.fullmatch(line)
    month = month_number(found[1]) if found else None
    if found is None or month is None:
        return None
    if found[2]:
        year = int(found[2]) + (2000 if len(found[2]) == 2 else 0)
        day = date(year, month, 1) if year >= 1900 else None
        return day if day is not None and day <= today else None
    return date(today.year if month <= today.month else today.year - 1, month, 1)


def _day_of_year(line: str, today: date) -> date | None:
    found = _DAY_MONTH.fullmatch(line)
    if found is None:
        return None
    month = int(found[2]) if found[2].isdigit() else month_number(found[2])
    for year in (today.year, *range(today.year - 1, today.year - 9, -1)):
        try:
            day = date(year, month or 0, int(found[1]))
        except ValueError:
            continue
        if day <= today:
            return day
    return None
