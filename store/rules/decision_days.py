"""Days as they are typed in a decision: `+5wd`, `+2w`, `vr`, `12-1`, `morgen`, `volgende week`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from store.rules.workdays import add_workdays

_MAX_AHEAD = 3660
_PLUS = re.compile(
    r"\+ ?(\d{1,4}) ?(wd|werkdag(?:en)?|d|dag(?:en)?|w|wk|week|weken|m|mnd|maand(?:en)?)", re.IGNORECASE
)
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_SHORT = {"ma": 0, "di": 1, "wo": 2, "do": 3, "vr": 4, "za": 5}
_MONTHS = (
    ("jan", "januari"),
    ("feb", "februari"),
    ("mrt", "maart"),
    ("apr", "april"),
    ("mei", "mei"),
    ("jun", "juni"),
    ("jul", "juli"),
    ("aug", "augustus"),
    ("sep", "september"),
    ("okt", "oktober"),
    ("nov", "november"),
    ("dec", "december"),
)
_MONTH_NAMES = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_FIGURES = re.compile(r"(\d{1,2})[-/](\d{1,2})(?:[-/](\d{4}|\d{2}))?")
_NAMED = re.compile(
    rf"(\d{{1,2}}) ({'|'.join(sorted(_MONTH_NAMES, key=len, reverse=True))})\.?(?: (\d{{4}}))?", re.IGNORECASE
)
_WORD = rf"vandaag|morgen|overmorgen|volgende week|{'|'.join(_WEEKDAYS)}|{'|'.join(_SHORT)}"
_ANY = rf"{_PLUS.pattern}|{_FIGURES.pattern}|{_NAMED.pattern}|{_WORD}"
_LEAD = r"(?:(?:uiterlijk|vóór|voor|op|per)(?: op)? )?"
_AT_END = re.compile(rf"(?:^|(?<=[\s,])){_LEAD}(?P<day>{_ANY})[.,]?$", re.IGNORECASE)
_AT_START = re.compile(rf"^{_LEAD}(?P<day>{_ANY})(?=$|[\s,])", re.IGNORECASE)
_PLUS_ANYWHERE = re.compile(rf"(?:^|(?<=[\s,])){_LEAD}(?P<day>{_PLUS.pattern})(?=$|[\s,.])", re.IGNORECASE)


def typed_day(text: str, today: date, *, only_short: bool = False) -> tuple[int, int, date | None] | None:
    """Return the first day in a text as (start, end, day): `+…` anywhere, the others at its end or its start.

    The day is None when it does not exist or has passed; the answer is None when there is no day at all. With
    `only_short` only `+…`, and figures at the end: in a condition "vr" and "morgen" are just words.
    """
    patterns = (_PLUS_ANYWHERE, _AT_END) if only_short else (_PLUS_ANYWHERE, _AT_END, _AT_START)
    for pattern in patterns:
        found = pattern.search(text)
        if found is None:
            continue
        typed = found["day"]
        if only_short and not (_PLUS.fullmatch(typed) or _FIGURES.fullmatch(typed)):
            continue
        return found.start(), found.end(), day_of(typed, today)
    return None


def day_of(text: str, today: date) -> date | None:
    """Return the day of one expression seen from `today`, or None when there is none or it has passed.

    Working days know the holidays; a weekday is the first one after today; "volgende week" is its Friday; `12-1`
    is the first one to come.
    """
    typed = " ".join(text.casefold().split()).strip(" .,")
    try:
        return _day(typed, today)
    except (ValueError, OverflowError):
        return None


def _day(typed: str, today: date) -> date | None:
    if found := _PLUS.fullmatch(typed):
        return _ahead(int(found[1]), found[2], today)
    if typed in ("vandaag", "morgen", "overmorgen"):
        return today + timedelta(days=("vandaag", "morgen", "overmorgen").index(typed))
    if typed == "volgende week":
        return today + timedelta(days=11 - today.weekday())
    weekday = _SHORT.get(typed, _WEEKDAYS.index(typed) if typed in _WEEKDAYS else None)
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if found := _FIGURES.fullmatch(typed):
        return _dated(int(found[1]), int(found[2]), found[3], today)
    if found := _NAMED.fullmatch(typed):
        return _dated(int(found[1]), _MONTH_NAMES[found[2]], found[3], today)
    return None


def _ahead(count: int, unit: str, today: date) -> date | None:
    if unit.startswith(("wd", "werk")):
        return add_workdays(today, count) if count <= _MAX_AHEAD else None
    if unit.startswith("m"):
        years, month = divmod(today.month - 1 + count, 12)
        for day in range(today.day, today.day - 4, -1):
            try:
                return date(today.year + years, month + 1, day)
            except ValueError:
                continue
        return None
    return today + timedelta(days=count * (7 if unit.startswith("w") else 1))


def _dated(day: int, month: int, year: str | None, today: date) -> date | None:
    if year is not None:
        found = date(int(year) + (2000 if len(year) == 2 else 0), month, day)
        return found if found >= today else None
    for ahead in range(9):
        try:
            found = date(today.year + ahead, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None
