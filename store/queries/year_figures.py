"""The figures of a year, read in a handful of passes over indexes that hold what is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from store.codes import ClockKind, FeedbackOutcome, Outcome, PartnerType
from store.engine.lifecycle import Store
from store.errors import InvalidInput
from store.local_time import LOCAL_ZONE, local_day, month_year, utc_text
from store.queries.shared import fetch
from store.rules.workdays import workdays_between
from store.rules.year_figures import SMALL, Flow, Measured, YearFigures, told, told_parts, told_term

_EARLIEST: Final = 2000
_EPOCH: Final = date(1990, 1, 1)
_UNKNOWN: Final = "onbekend"
_NO_TEAM: Final = "geen team"
_FEEDBACK: Final = (ClockKind.CONFIRMATION, ClockKind.FEEDBACK, ClockKind.CLOSING_FEEDBACK)

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
_NOT_GIVEN = """
SELECT kind, started_on, count(*) FROM clocks
WHERE stopped_on IS NULL AND due_on >= ? AND due_on < ? AND kind IN (?, ?, ?) GROUP BY 1, 2"""


def year_figures(store: Store, year: int, *, today: date) -> YearFigures:
    """Return the figures of `year`, of this year up to and including `today` (local days).

    Counts of everything in the store, shielded cases too: nothing in them is about a person, and small ones are not
    told (`store.rules.year_figures`). Triage and feedback are counted in the year in which they were done; feedback
    that is still owed counts, as not in time, in the year its term ended in. Raises `InvalidInput` for a year that has
    not begun or lies before 2000.
    """
    if not _EARLIEST <= year <= today.year:
        raise InvalidInput(
            f"Over {year} zijn er geen cijfers. Kies een jaar van {_EARLIEST} tot en met {today.year}."
        )
    first, until = date(year, 1, 1), min(date(year, 12, 31), today)
    start, end = _begin(first), _begin(until + timedelta(days=1))
    origins, districts, teams = _by_origin(store, start, end)
    months = _by_month(store, first, until)
    outcomes, closing = _closed(store, start, end)
    return YearFigures(
        year=year,
        until=until,
        signals=told((sum(count for _, _, count in months),))[0],
        people=told((int(fetch(store, _PEOPLE, (start, end))[0][0]),))[0],
        months=told_parts(months),
        origins=told_parts(origins),
        districts=told_parts(districts),
        teams=told_parts(teams),
        cases=_flow(store, start, end),
        outcomes=told_parts(outcomes),
        triage=told_term(_triage(store, first, until)),
        closing=told_term(closing),
        feedback=tuple(told_term(one) for one in _feedback(store, first, until, today)),
    )


def _begin(day: date) -> str:
    """Return the moment a local day begins, as the store holds moments."""
    return utc_text(datetime.combine(day, time(), LOCAL_ZONE))


@lru_cache(maxsize=16384)
def _workday(stored: str) -> int:
    """Return the number of working days up to a stored day, or to the local day of a stored moment (to the hour)."""
    day = (
        date.fromisoformat(stored)
        if len(stored) == 10
        else local_day(datetime.strptime(stored, "%Y-%m-%dT%H").replace(tzinfo=UTC))
    )
    return workdays_between(_EPOCH, day)


def _by_month(store: Store, first: date, until: date) -> list[tuple[str, str, int]]:
    found = []
    for month in range(1, until.month + 1):
        begins = first.replace(month=month)
        following = begins.replace(month=month + 1) if month < 12 else date(first.year + 1, 1, 1)
        ((count,),) = fetch(
            store,
            "SELECT count(*) FROM signals WHERE received_at >= ? AND received_at < ?",
            (_begin(begins), _begin(min(following, until + timedelta(days=1)))),
        )
        found.append((f"{begins:%Y-%m}", month_year(begins).split()[0], int(count)))
    return found


def _by_origin(store: Store, start: str, end: str) -> tuple[list[tuple[str, str, int]], ...]:
    """Return how many signals by kind of origin, by district and by team, most first."""
    origins: Counter[str] = Counter()
    districts: Counter[int | None] = Counter()
    teams: Counter[int | None] = Counter()
    for kind, district_id, team_id, count in fetch(store, _ORIGINS, (start, end)):
        origins[kind or ""] += count
        districts[district_id] += count
        teams[team_id] += count
    named = [
        (kind, PartnerType.of(kind).label if kind else _UNKNOWN, count) for kind, count in origins.items()
    ]
    return (
        _most_first(named),
        _most_first(_named(store, "districts", districts, _UNKNOWN)),
        _most_first(_named(store, "teams", teams, _NO_TEAM)),
    )


def _named(store: Store, table: str, counts: Counter[int | None], nothing: str) -> list[tuple[str, str, int]]:
    """Give rows of a municipality their names; a name that two municipalities use gets that of its own beside it."""
    rows = fetch(
        store,
        f"SELECT t.id, t.name, p.name FROM {table} t JOIN profiles p ON p.id = t.profile_id ORDER BY t.id",
    )
    often = Counter(name for _, name, _ in rows)
    labels = {row_id: f"{name} ({place})" if often[name] > 1 else name for row_id, name, place in rows}
    return [
        ("", nothing, count) if row_id is None else (str(row_id), labels[row_id], count)
        for row_id, count in counts.items()
    ]


def _most_first(parts: Iterable[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Sort by count; small counts by name, so that their order tells nothing."""
    return sorted(parts, key=lambda part: (-part[2] if part[2] >= SMALL else 0, part[1], part[0]))


def _flow(store: Store, start: str, end: str) -> Flow:
    ((before,),) = fetch(store, _OPEN_AT, (start,))
    ((after,),) = fetch(store, _OPEN_AT, (end,))
    counts = [before]
    for column in ("opened_at", "closed_at"):
        ((count,),) = fetch(
            store, f"SELECT count(*) FROM cases WHERE {column} >= ? AND {column} < ?", (start, end)
        )
        counts.append(count)
    return Flow(*told([*counts, after]))


def _closed(store: Store, start: str, end: str) -> tuple[list[tuple[str, str, int]], Measured]:
    """Return how cases ended, most first, and the working days from opening to closing."""
    outcomes: Counter[str] = Counter()
    days: Counter[int] = Counter()
    for outcome, opened, closed, count in fetch(store, _CLOSED, (start, end)):
        outcomes[outcome or ""] += count
        days[_workday(closed) - _workday(opened)] += count
    named = [(code, Outcome.of(code).label if code else _UNKNOWN, count) for code, count in outcomes.items()]
    return _most_first(named), Measured("closing", "afsluiten", days)


def _triage(store: Store, first: date, until: date) -> Measured:
    days: Counter[int] = Counter()
    in_time = 0
    for started, stopped, count, met in fetch(store, _TRIAGED, (first.isoformat(), until.isoformat())):
        days[_workday(stopped) - _workday(started)] += count
        in_time += met
    return Measured("triage", ClockKind.TRIAGE.label, days, in_time)


def _feedback(store: Store, first: date, until: date, today: date) -> Iterable[Measured]:
    """Yield what was given in the year, and what is still owed of the terms that ended in it."""
    kinds = tuple(kind.value for kind in _FEEDBACK)
    days: dict[str, Counter[int]] = {kind: Counter() for kind in kinds}
    in_time: Counter[str] = Counter()
    span, given = (first.isoformat(), until.isoformat()), f"{FeedbackOutcome.GIVEN.label}%"
    for kind, started, stopped, count, met in fetch(store, _GIVEN, (*kinds, *span, given)):
        days[kind][_workday(stopped) - _workday(started)] += count
        in_time[kind] += met
    past = min(until + timedelta(days=1), today)
    for kind, started, count in fetch(store, _NOT_GIVEN, (span[0], past.isoformat(), *kinds)):
        days[kind][_workday(today.isoformat()) - _workday(started)] += count
    for code in _FEEDBACK:
        yield Measured(code.value, code.label, days[code.value], in_time[code.value])
