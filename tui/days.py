"""Days as people type them in Dutch: "vandaag", "gisteren", "+5wd", "wo", "22-11", "22-11-2026"."""

from __future__ import annotations

import re
from datetime import date, timedelta

WORDS = {"eergisteren": -2, "gisteren": -1, "vandaag": 0, "nu": 0, "morgen": 1, "overmorgen": 2}
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_STEP = re.compile(r"\+\s*(\d{1,4})\s*(wd|werkdag(?:en)?|d|dag(?:en)?|w|week|weken)?")
_DAY_MONTH = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})")


def parse_day(text: str, today: date) -> date | None:
    """Return the day that `text` means, seen from `today`; None when it means none or does not exist.

    "+5wd" counts working days (`store.rules.workdays`), "+3d" days, "+2w" weeks, "+3" working days. A weekday
    is the next one after today. A day without a year is the nearest one to today. Other forms:
    `store.rules.normalise`.
    """
    words = text.strip().casefold()
    if words in WORDS:
        return today + timedelta(days=WORDS[words])
    step = _STEP.fullmatch(words)
    if step:
        return _later(today, int(step[1]), step[2] or "wd")
    weekday = [number for number, name in enumerate(WEEKDAYS) if len(words) > 1 and name.startswith(words)]
    if len(weekday) == 1:
        return today + timedelta(days=(weekday[0] - today.weekday() - 1) % 7 + 1)
    digits = _DAY_MONTH.fullmatch(words)
    if digits is None:
        from store.rules.normalise import date_nl

        return date_nl(words)
    day, month = int(digits[1]), int(digits[2])
    near = [_exists(today.year + shift, month, day) for shift in (-1, 0, 1)]
    return min((found for found in near if found), key=lambda found: abs(found - today), default=None)


def _later(today: date, count: int, unit: str) -> date | None:
    from store.rules.workdays import add_workdays

    try:
        if unit.startswith("w") and not unit.startswith(("wd", "werk")):
            return today + timedelta(weeks=count)
        return today + timedelta(days=count) if unit.startswith("d") else add_workdays(today, count)
    except OverflowError:
        return None


def _exists(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
