"""The figures of a year, from sums that are kept: reading them does not grow with what the store holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from store.codes import ClockKind, Outcome, PartnerType
from store.engine.lifecycle import Store
from store.errors import InvalidInput
from store.local_time import month_year
from store.queries.shared import fetch
from store.queries.year_sums import FEEDBACK, YearSums, workday, year_sums
from store.rules.year_figures import SMALL, Flow, Measured, YearFigures, told, told_parts, told_term

_EARLIEST: Final = 2000
_UNKNOWN: Final = "onbekend"
_NO_TEAM: Final = "geen team"
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
    sums = year_sums(store, year, until)
    months = [
        (f"{year}-{month:02d}", month_year(date(year, month, 1)).split()[0], sums.months[month])
        for month in range(1, until.month + 1)
    ]
    return YearFigures(
        year=year,
        until=until,
        signals=told((sums.months.total(),))[0],
        people=told((sums.people,))[0],
        months=told_parts(months),
        origins=told_parts(
            _most_first(
                (kind, PartnerType.of(kind).label if kind else _UNKNOWN, count)
                for kind, count in sums.origins.items()
            )
        ),
        districts=told_parts(_most_first(_named(store, "districts", sums.districts, _UNKNOWN))),
        teams=told_parts(_most_first(_named(store, "teams", sums.teams, _NO_TEAM))),
        cases=Flow(*told((sums.before, sums.opened, sums.outcomes.total(), sums.after))),
        outcomes=told_parts(
            _most_first(
                (code, Outcome.of(code).label if code else _UNKNOWN, count)
                for code, count in sums.outcomes.items()
            )
        ),
        triage=told_term(
            Measured(
                "triage",
                ClockKind.TRIAGE.label,
                sums.days[ClockKind.TRIAGE],
                sums.met[ClockKind.TRIAGE],
            )
        ),
        closing=told_term(Measured("closing", "afsluiten", sums.closing)),
        feedback=tuple(told_term(one) for one in _feedback(store, sums, first, until, today)),
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


def _feedback(store: Store, sums: YearSums, first: date, until: date, today: date) -> Iterable[Measured]:
    """Yield what was given in the year, and what is still owed of the terms that ended in it."""
    kinds = tuple(kind.value for kind in FEEDBACK)
    days = {kind: Counter(sums.days[kind]) for kind in FEEDBACK}
    past = min(until + timedelta(days=1), today)
    for kind, started, count in fetch(store, _NOT_GIVEN, (first.isoformat(), past.isoformat(), *kinds)):
        days[ClockKind.of(kind)][workday(today.isoformat()) - workday(started)] += count
    for code in FEEDBACK:
        yield Measured(code.value, code.label, days[code], sums.met[code])
