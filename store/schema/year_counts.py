"""What the figures of a year add up, kept level with the rows by triggers: reading them reads no signal or case.

`year_counts` holds, per local month, how many signals there were by origin, district and team, how many cases were
opened, how they ended and after how many working days, and how long triage and feedback took; `met` is how many of
those were in time. `year_people` holds who was seen in a year: the group of the resident, so that linked records
count once; how many they are stands in `year_counts` too, under the year. `days_off` holds the public holidays from
Monday to Friday, which SQL cannot work out. Rows at nought go, so that taking an act back leaves what was there.

A day is a local one: an hour later than UTC, two from the last Sunday of March to the last Sunday of October
(directive 2000/84/EC).
"""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import Connection, event
from sqlmodel import SQLModel

from store.codes import ClockKind, FeedbackOutcome
from store.rules.workdays import holidays

FIRST_YEAR, LAST_YEAR = 1950, 2099
"""The years whose holidays are known in SQL."""
AGAIN: Final = "opnieuw gestart"
"""Why a clock stopped that was started again: nothing was done yet."""
FEEDBACK: Final = (ClockKind.CONFIRMATION, ClockKind.FEEDBACK, ClockKind.CLOSING_FEEDBACK)

_TABLES = (
    "CREATE TABLE days_off (day TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE year_counts (what TEXT NOT NULL, period TEXT NOT NULL, value TEXT NOT NULL,"
    " counted INTEGER NOT NULL, met INTEGER NOT NULL, PRIMARY KEY (what, period, value)) WITHOUT ROWID",
    "CREATE TABLE year_people (year INTEGER NOT NULL, person INTEGER NOT NULL, signals INTEGER NOT NULL,"
    " PRIMARY KEY (year, person)) WITHOUT ROWID",
)


def days_off() -> list[str]:
    """Return the holidays that fall on Monday to Friday, as the store holds days."""
    return [
        day.isoformat()
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
        for day in holidays(year)
        if day.weekday() < 5
    ]


def local_day(moment: str) -> str:
    """Return the SQL of the local day of a stored moment; only a late one can be of the next day."""
    year = f"substr({moment}, 1, 4)"
    summer = (
        f"{moment} >= date({year} || '-03-25', 'weekday 0') || 'T01'"
        f" AND {moment} < date({year} || '-10-25', 'weekday 0') || 'T01'"
    )
    return (
        f"CASE WHEN substr({moment}, 12, 2) < '22' THEN substr({moment}, 1, 10)"
        f" ELSE date({moment}, CASE WHEN {summer} THEN '+2 hours' ELSE '+1 hour' END) END"
    )


def workdays(begins: str, ends: str) -> str:
    """Return the SQL of the working days after one day up to and including another."""
    first = date(1900, 1, 1)  # a Monday

    def weekdays(day: str) -> str:
        passed = f"CAST(julianday({day}) - julianday('{first}') AS INTEGER)"
        return f"({passed} / 7 * 5 + min({passed} % 7, 4))"

    def off(after: str, until: str) -> str:
        return f"(SELECT count(*) FROM days_off WHERE day > {after} AND day <= {until})"

    return (
        f"{weekdays(ends)} - {weekdays(begins)}"
        f" - CASE WHEN {ends} >= {begins} THEN {off(begins, ends)} ELSE -{off(ends, begins)} END"
    )


def _of_signal(row: str) -> str:
    """Return the SELECT of what one signal counts for; `{source}` is a source of its local day."""
    return (
        "SELECT 'signals' AS what, substr(day, 1, 7) AS period,"
        f" CASE part WHEN 1 THEN 'origin:' || COALESCE({row}.partner_type, '')"
        f" WHEN 2 THEN 'district:' || COALESCE({row}.district_id, '')"
        f" ELSE 'team:' || COALESCE({row}.team_id, '') END AS value, 1 AS counted, 0 AS met"
        " FROM {source}, (SELECT 1 AS part UNION ALL SELECT 2 UNION ALL SELECT 3)"
    )


def _of_case(row: str) -> str:
    """Return the SELECT of what one case counts for; `{source}` is a source of the local days it began and ended."""
    return (
        "SELECT CASE part WHEN 1 THEN 'opened' WHEN 2 THEN 'outcome' ELSE 'closing' END AS what,"
        " substr(CASE part WHEN 1 THEN began ELSE ended END, 1, 7) AS period,"
        f" CASE part WHEN 1 THEN '' WHEN 2 THEN COALESCE({row}.outcome, '') ELSE {workdays('began', 'ended')} END"
        " AS value, 1 AS counted, 0 AS met"
        " FROM {source}, (SELECT 1 AS part UNION ALL SELECT 2 UNION ALL SELECT 3) WHERE (part = 1 OR ended IS NOT NULL)"
    )


def _of_clock(row: str) -> str:
    """Return the SELECT of what one clock that stopped counts for.

    Its days are cast to text: SQLite takes a DATE for a number, and would go through all holidays to compare them.
    """
    begun, stopped = (f"CAST({row}.{column} AS TEXT)" for column in ("started_on", "stopped_on"))
    given = ", ".join(f"'{kind.value}'" for kind in FEEDBACK)
    return (
        f"SELECT {row}.kind AS what, substr({row}.stopped_on, 1, 7) AS period,"
        f" {workdays(begun, stopped)} AS value, 1 AS counted,"
        f" {row}.stopped_on <= {row}.due_on AS met FROM {{source}} WHERE {row}.stopped_on IS NOT NULL"
        f" AND (({row}.kind = '{ClockKind.TRIAGE.value}' AND {row}.stop_reason <> '{AGAIN}')"
        f" OR ({row}.kind IN ({given}) AND {row}.stop_reason LIKE '{FeedbackOutcome.GIVEN.label}%'))"
    )


def _days(table: str, row: str) -> str:
    """Return the local days that a row of a table gives, as columns."""
    if table == "signals":
        return f"{local_day(f'{row}.received_at')} AS day"
    if table == "cases":
        return f"{local_day(f'{row}.opened_at')} AS began, {local_day(f'{row}.closed_at')} AS ended"
    return "1"


_COUNTS = {"signals": _of_signal, "cases": _of_case, "clocks": _of_clock}
_WATCHED = {
    "signals": ("received_at", "partner_type", "district_id", "team_id", "resident_id"),
    "cases": ("opened_at", "closed_at", "outcome"),
    "clocks": ("kind", "started_on", "due_on", "stopped_on", "stop_reason"),
}
_SIDES = {1: "new", -1: "old"}


def counted_anew() -> str:
    """Return the SELECT that counts anew what `year_counts` holds, but for the people."""
    parts = " UNION ALL ".join(
        of("r").format(source=f"(SELECT r.*, {_days(table, 'r')} FROM {table} r) r")
        for table, of in _COUNTS.items()
    )
    return (
        "SELECT what, period, CAST(value AS TEXT) AS value, sum(counted) AS counted, sum(met) AS met"
        f" FROM ({parts}) GROUP BY 1, 2, 3"
    )


def people_anew() -> str:
    """Return the SELECT that counts anew what `year_people` holds."""
    return (
        f"SELECT {_year('s.received_at')} AS year, COALESCE(r.group_id, s.resident_id) AS person, count(*) AS signals"
        " FROM signals s LEFT JOIN residents r ON r.id = s.resident_id WHERE s.resident_id IS NOT NULL GROUP BY 1, 2"
    )


def count_anew() -> list[str]:
    """Return the SQL that makes both tables anew; the people are counted by their trigger."""
    return [
        "DELETE FROM year_people",
        "DELETE FROM year_counts",
        f"INSERT INTO year_counts (what, period, value, counted, met) {counted_anew()}",
        f"INSERT INTO year_people (year, person, signals) {people_anew()}",
    ]


def signals_added() -> list[str]:
    """Return the SQL that counts the signals after an id (its one value) as their trigger would have, one by one."""
    source = f"(SELECT r.*, {_days('signals', 'r')} FROM signals r WHERE r.id > ?) r"
    return [
        "INSERT INTO year_counts (what, period, value, counted, met)"
        " SELECT what, period, CAST(value AS TEXT), sum(counted), sum(met)"
        f" FROM ({_of_signal('r').format(source=source)}) WHERE 1 GROUP BY 1, 2, 3 ON CONFLICT DO UPDATE"
        " SET counted = counted + excluded.counted, met = met + excluded.met",
        f"INSERT INTO year_people (year, person, signals) SELECT {_year('s.received_at')},"
        " COALESCE(r.group_id, s.resident_id), count(*) FROM signals s LEFT JOIN residents r ON r.id = s.resident_id"
        " WHERE s.id > ? AND s.resident_id IS NOT NULL GROUP BY 1, 2"
        " ON CONFLICT DO UPDATE SET signals = signals + excluded.signals",
    ]


def _year(moment: str) -> str:
    return f"CAST(substr({local_day(moment)}, 1, 4) AS INTEGER)"


def _count(table: str, sign: int) -> str:
    row = _SIDES[sign]
    chosen = _COUNTS[table](row).format(source=f"(SELECT {_days(table, row)})")
    chosen += "" if " WHERE " in chosen.rsplit("FROM", 1)[1] else " WHERE 1"
    return (
        f"INSERT INTO year_counts (what, period, value, counted, met) SELECT what, period, value, {sign} * counted,"
        f" {sign} * met FROM ({chosen}) WHERE 1 ON CONFLICT DO UPDATE"
        " SET counted = counted + excluded.counted, met = met + excluded.met;"
    )


def _person(sign: int) -> str:
    row = _SIDES[sign]
    return (
        f"INSERT INTO year_people (year, person, signals) SELECT {_year(f'{row}.received_at')},"
        f" COALESCE((SELECT group_id FROM residents WHERE id = {row}.resident_id), {row}.resident_id), {sign}"
        f" WHERE {row}.resident_id IS NOT NULL ON CONFLICT DO UPDATE SET signals = signals + excluded.signals;"
    )


def _move(resident: str, before: str, after: str) -> str:
    """Return the SQL that counts the signals of a resident for another person; see `_person` for whom they count."""
    parts = []
    for person, sign in ((after, 1), (before, -1)):
        parts.append(
            f"INSERT INTO year_people (year, person, signals) SELECT {_year('s.received_at')}, {person},"
            f" {sign} * count(*) FROM signals s WHERE s.resident_id = {resident} GROUP BY 1"
            " ON CONFLICT DO UPDATE SET signals = signals + excluded.signals;"
        )
    return " ".join(parts)


def _trigger(name: str, when: str, body: str) -> str:
    return f"CREATE TRIGGER {name} AFTER {when} BEGIN {body} END"


def triggers() -> list[str]:
    """Return the SQL of the triggers that keep the counts."""
    made = []
    for table, watched in _WATCHED.items():
        people = {sign: f" {_person(sign)}" if table == "signals" else "" for sign in _SIDES}
        added, removed = (f"{_count(table, sign)}{people[sign]}" for sign in _SIDES)
        stopped = {
            row: f" WHEN {row}.stopped_on IS NOT NULL" if table == "clocks" else "" for row in ("new", "old")
        }
        changed = " OR ".join(f"old.{one} IS NOT new.{one}" for one in watched)
        if table == "clocks":
            changed = f"(old.stopped_on IS NOT NULL OR new.stopped_on IS NOT NULL) AND ({changed})"
        made += [
            _trigger(f"year_{table}_added", f"INSERT ON {table}{stopped['new']}", added),
            _trigger(f"year_{table}_removed", f"DELETE ON {table}{stopped['old']}", removed),
            _trigger(
                f"year_{table}_changed",
                f"UPDATE OF {', '.join(watched)} ON {table} WHEN {changed}",
                f"{removed} {added}",
            ),
        ]
    was, now = "COALESCE(old.group_id, old.id)", "COALESCE(new.group_id, new.id)"
    made += [
        _trigger(
            "year_people_linked",
            f"UPDATE OF group_id ON residents WHEN {was} <> {now}",
            _move("new.id", was, now),
        ),
        _trigger(
            "year_people_came",
            f"INSERT ON residents WHEN {now} <> new.id",
            _move("new.id", "new.id", now),
        ),
        _trigger(
            "year_people_left",
            f"DELETE ON residents WHEN {was} <> old.id",
            _move("old.id", was, "old.id"),
        ),
    ]
    for name, what, year, sign in (
        ("year_person_added", "INSERT", "new.year", 1),
        ("year_person_removed", "DELETE", "old.year", -1),
    ):
        made.append(
            _trigger(
                name,
                f"{what} ON year_people",
                "INSERT INTO year_counts (what, period, value, counted, met)"
                f" VALUES ('people', {year}, '', {sign}, 0) ON CONFLICT DO UPDATE"
                " SET counted = counted + excluded.counted;",
            )
        )
    made += [
        _trigger(
            "year_people_gone",
            "UPDATE ON year_people WHEN new.signals = 0",
            "DELETE FROM year_people WHERE year = new.year AND person = new.person;",
        ),
        _trigger(
            "year_counts_gone",
            "UPDATE ON year_counts WHEN new.counted = 0",
            "DELETE FROM year_counts WHERE what = new.what AND period = new.period AND value = new.value;",
        ),
    ]
    return made


def everything() -> list[str]:
    """Return the SQL that makes the tables and their triggers."""
    return [*_TABLES, *triggers()]


@event.listens_for(SQLModel.metadata, "after_create")
def _make(metadata: object, connection: Connection, **_: object) -> None:
    for statement in everything():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT INTO days_off (day) VALUES (?)", [(day,) for day in days_off()])
