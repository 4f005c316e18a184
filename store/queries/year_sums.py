"""What the figures of a year add up: as triggers keep it (`store.schema.year_counts`), or counted from the rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from store.codes import ClockKind, FeedbackOutcome
from store.engine.lifecycle import Store
from store.local_time import LOCAL_ZONE, local_day, utc_text
from store.queries.shared import fetch
from store.rules.workdays import workdays_between

FEEDBACK: Final = (ClockKind.CONFIRMATION, ClockKind.FEEDBACK, ClockKind.CLOSING_FEEDBACK)
_EPOCH: Final = date(1990, 1, 1)
_DONE: Final = (ClockKind.TRIAGE, *FEEDBACK)


def _days() -> dict[ClockKind, Counter[int]]:
    return {kind: Counter() for kind in _DONE}


@dataclass(slots=True)
class YearSums:
    """Sums of one year up to a local day: signals per month (1 to 12) and by origin, district and team; cases; terms.

    `before` is how many cases were open when the year began; `closing` and `days` hold how often something took so many
    working days, `met` how often in time.
    """

    months: Counter[int] = field(default_factory=Counter)
    origins: Counter[str] = field(default_factory=Counter)
    districts: Counter[int | None] = field(default_factory=Counter)
    teams: Counter[int | None] = field(default_factory=Counter)
    people: int = 0
    before: int = 0
    opened: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    closing: Counter[int] = field(default_factory=Counter)
    days: dict[ClockKind, Counter[int]] = field(default_factory=_days)
    met: Counter[ClockKind] = field(default_factory=Counter)

    @property
    def after(self) -> int:
        """How many cases were open at the end."""
        return self.before + self.opened - self.outcomes.total()


def year_sums(store: Store, year: int, until: date) -> YearSums:
    """Return the sums of `year` up to and including `until`, a day in it.

    What is kept is per month; only when something in the store is later than `until` in its month (a clock that was
    set back) everything is counted from the rows.
    """
    return summed_anew(store, year, until) if _is_later(store, until) else _kept(store, year, until)


def _kept(store: Store, year: int, until: date) -> YearSums:
    found = YearSums()
    first, last = f"{year}-01", f"{until:%Y-%m}"
    for month, count in fetch(
        store,
        "SELECT CAST(substr(period, 6) AS INTEGER), sum(counted) FROM year_counts WHERE what = 'signals'"
        " AND period BETWEEN ? AND ? AND value BETWEEN 'origin:' AND 'origin:~' GROUP BY 1",
        (first, last),
    ):
        found.months[month] = count
    kinds = ", ".join(f"'{kind.value}'" for kind in _DONE)
    for what, value, count, met in fetch(
        store,
        "SELECT what, value, sum(counted), sum(met) FROM year_counts WHERE what IN"
        f" ('signals', 'opened', 'outcome', 'closing', {kinds}) AND period BETWEEN ? AND ? GROUP BY 1, 2",
        (first, last),
    ):
        part, _, of = value.partition(":")
        if what == "signals":
            if part == "origin":
                found.origins[of] = count
            else:
                (found.districts if part == "district" else found.teams)[int(of) if of else None] = count
        elif what == "opened":
            found.opened = count
        elif what == "outcome":
            found.outcomes[value] = count
        elif what == "closing":
            found.closing[int(value)] = count
        else:
            found.days[ClockKind.of(what)][int(value)] = count
            found.met[ClockKind.of(what)] += met
    ((found.before, found.people),) = fetch(
        store,
        "SELECT (SELECT COALESCE(sum(counted), 0) FROM year_counts WHERE what = 'opened' AND period < ?1)"
        " - (SELECT COALESCE(sum(counted), 0) FROM year_counts WHERE what = 'outcome' AND period < ?1),"
        " COALESCE((SELECT counted FROM year_counts WHERE what = 'people' AND period = ?2), 0)",
        (first, str(year)),
    )
    return found


def begin(day: date) -> str:
    """Return the moment a local day begins, as the store holds moments."""
    return utc_text(datetime.combine(day, time(), LOCAL_ZONE))


def _next_month(day: date) -> date:
    return date(day.year + 1, 1, 1) if day.month == 12 else date(day.year, day.month + 1, 1)


def _is_later(store: Store, until: date) -> bool:
    """Return whether the store holds something later than `until` that is counted in the same year or month."""
    day, year = until + timedelta(days=1), date(until.year + 1, 1, 1)
    marks = {"from": begin(day), "month": begin(_next_month(until)), "year": begin(year)}
    kinds = ", ".join(f"'{kind.value}'" for kind in _DONE)
    statement = (
        "SELECT EXISTS (SELECT 1 FROM signals WHERE received_at >= :from AND received_at < :year)"
        " OR EXISTS (SELECT 1 FROM cases WHERE opened_at >= :from AND opened_at < :month)"
        " OR EXISTS (SELECT 1 FROM cases WHERE closed_at >= :from AND closed_at < :month)"
        f" OR EXISTS (SELECT 1 FROM clocks WHERE kind IN ({kinds}) AND stopped_on > :day AND stopped_on < :next)"
    )
    marks |= {"day": until.isoformat(), "next": _next_month(until).isoformat()}
    return bool(store.reader().execute(statement, marks).fetchone()[0])


_ORIGINS = """
SELECT partner_type, district_id, team_id, count(*) FROM signals
WHERE received_at >= ? AND received_at < ? GROUP BY 1, 2, 3"""
_PEOPLE = """
SELECT count(DISTINCT r.group_id) FROM signals s JOIN residents r ON r.id = s.resident_id
WHERE s.received_at >= ? AND s.received_at < ?"""
_OPEN_AT = """
SELECT (SELECT count(*) FROM cases WHERE closed_at IS NULL AND opened_at < ?1)
 + (SELECT count(*) FROM cases WHERE closed_at >= ?1 AND opened_at < ?1)"""
# The hour is kept of late moments only: they are of the next day here.
_DAY = "CASE WHEN substr({0}, 12, 2) < '22' THEN substr({0}, 1, 10) ELSE substr({0}, 1, 13) END"
_CLOSED = f"""
SELECT outcome, {_DAY.format("opened_at")}, {_DAY.format("closed_at")}, count(*) FROM cases
WHERE closed_at >= ? AND closed_at < ? GROUP BY 1, 2, 3"""
_TRIAGED = """
SELECT started_on, stopped_on, count(*), sum(stopped_on <= due_on) FROM clocks
WHERE kind = 'triage' AND stopped_on >= ? AND stopped_on <= ? AND stop_reason <> 'opnieuw gestart' GROUP BY 1, 2"""
_GIVEN = """
SELECT kind, started_on, stopped_on, count(*), sum(stopped_on <= due_on) FROM clocks
WHERE kind IN (?, ?, ?) AND stopped_on >= ? AND stopped_on <= ? AND stop_reason LIKE ? GROUP BY 1, 2, 3"""


def summed_anew(store: Store, year: int, until: date) -> YearSums:
    """Return what `year_sums` does, counted from the rows: what is kept must never differ from it."""
    found = YearSums()
    first = date(year, 1, 1)
    start, end = begin(first), begin(until + timedelta(days=1))
    for month in range(1, until.month + 1):
        begins = first.replace(month=month)
        moments = (begin(begins), min(begin(_next_month(begins)), end))
        statement = "SELECT count(*) FROM signals WHERE received_at >= ? AND received_at < ?"
        if count := fetch(store, statement, moments)[0][0]:
            found.months[month] = count
    for kind, district_id, team_id, count in fetch(store, _ORIGINS, (start, end)):
        found.origins[kind or ""] += count
        found.districts[district_id] += count
        found.teams[team_id] += count
    ((found.people,),) = fetch(store, _PEOPLE, (start, end))
    ((found.before,),) = fetch(store, _OPEN_AT, (start,))
    statement = "SELECT count(*) FROM cases WHERE opened_at >= ? AND opened_at < ?"
    ((found.opened,),) = fetch(store, statement, (start, end))
    for outcome, opened, closed, count in fetch(store, _CLOSED, (start, end)):
        found.outcomes[outcome or ""] += count
        found.closing[workday(closed) - workday(opened)] += count
    span = (first.isoformat(), until.isoformat())
    for started, stopped, count, met in fetch(store, _TRIAGED, span):
        found.days[ClockKind.TRIAGE][workday(stopped) - workday(started)] += count
        found.met[ClockKind.TRIAGE] += met
    kinds, given = tuple(kind.value for kind in FEEDBACK), f"{FeedbackOutcome.GIVEN.label}%"
    for kind, started, stopped, count, met in fetch(store, _GIVEN, (*kinds, *span, given)):
        found.days[ClockKind.of(kind)][workday(stopped) - workday(started)] += count
        found.met[ClockKind.of(kind)] += met
    return found


@lru_cache(maxsize=16384)
def workday(stored: str) -> int:
    """Return the number of working days up to a stored day, or to the local day of a stored moment (to the hour)."""
    day = (
        date.fromisoformat(stored)
        if len(stored) == 10
        else local_day(datetime.strptime(stored, "%Y-%m-%dT%H").replace(tzinfo=UTC))
    )
    return workdays_between(_EPOCH, day)
