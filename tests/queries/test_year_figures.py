"""The figures of a year against a count by hand, and against a count of the rows one by one."""

from __future__ import annotations

import random
import sqlite3
import statistics
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.acts.cases import close_case
from store.acts.feedback import settle_feedback
from store.codes import ClockKind, FeedbackOutcome, Outcome
from store.engine.lifecycle import Store
from store.errors import InvalidInput
from store.local_time import local_day, utc_text
from store.queries.year_check import sums_agree
from store.queries.year_figures import year_figures
from store.queries.year_sums import summed_anew, year_sums
from store.rules.workdays import workdays_between
from store.rules.year_figures import FEW, Flow
from store.schema.year_counts import days_off, workdays
from store.schema.year_counts import local_day as sql_local_day
from tests.acts.office import ME, build, moved_in, one, received, routed, rows

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "wijk.store"
    build(path)
    return path


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Iterator[Store]:
    with moved_in(template, tmp_path / "store") as opened:
        yield opened


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc]


def answered(store: Store, signal_id: int, now: datetime) -> None:
    settle_feedback(store, ME, signal_id, ClockKind.FEEDBACK, FeedbackOutcome.GIVEN, now=now)


def test_an_empty_year_is_all_noughts(store: Store) -> None:
    found = year_figures(store, 2024, today=TODAY)
    assert (found.signals, found.people, found.cases) == (0, 0, Flow(0, 0, 0, 0))
    assert [part.count for part in found.months] == [0] * 12
    assert (found.origins, found.districts, found.teams, found.outcomes) == ((), (), (), ())
    assert (found.triage.count, found.triage.median) == (0, None)


@pytest.mark.parametrize("year", [1999, 2027])
def test_a_year_without_figures_is_refused(store: Store, year: int) -> None:
    with pytest.raises(InvalidInput, match="geen cijfers"):
        year_figures(store, year, today=TODAY)


def test_a_year_counted_by_hand(store: Store) -> None:
    # Half past midnight here on 1 January is the year before in UTC; the evening of 31 December is not.
    received(store, now=at(2024, 12, 31, 23, 30))
    received(store, now=at(2025, 12, 31, 22, 30))
    received(store, now=at(2025, 12, 31, 23, 30))
    for day in range(3, 8):
        received(store, now=at(2025, 2, day, 9), partner="Speeltuin De Kikker", postcode="2631AB")
    for day in (3, 4, 5, 6, 7):
        signal = routed(store, now=at(2025, 3, day, 9))
        if day != 7:
            answered(store, signal.id, at(2025, 3, 31, 9))
    cases = rows(store, "SELECT id FROM cases ORDER BY id")
    for (case_id,) in cases[:2]:
        close_case(store, ME, case_id, Outcome.SELF_SOLVED, now=at(2025, 3, 20, 9))
    found = year_figures(store, 2025, today=TODAY)
    assert found.signals == 12
    assert {part.key: part.count for part in found.months if part.count} == {
        "2025-01": FEW,
        "2025-02": 5,
        "2025-03": 5,
        "2025-12": FEW,
    }
    assert {part.label: part.count for part in found.origins} == {"woningcorporatie": 7, "overig": 5}
    assert sum(part.count for part in found.districts if isinstance(part.count, int)) == 12
    assert found.cases == Flow(0, 5, FEW, FEW)
    assert [(part.key, part.count) for part in found.outcomes] == [("self_solved", FEW)]
    assert (found.triage.count, found.triage.median, found.triage.in_time) == (5, 0, 100)
    assert found.closing.median is None
    assert year_figures(store, 2024, today=TODAY).signals == 0
    assert year_figures(store, 2026, today=TODAY).months[0].count == FEW
    assert len(year_figures(store, 2026, today=TODAY).months) == 11


def fill(store: Store, rng: random.Random) -> None:
    """Add signals, cases and terms of three years as plain rows, so many that nothing is small."""
    districts = [row[0] for row in rows(store, "SELECT id FROM districts ORDER BY id LIMIT 2")]
    teams = [row[0] for row in rows(store, "SELECT id FROM teams ORDER BY id LIMIT 2")]
    profile = one(store, "SELECT min(id) FROM profiles")
    first = at(2023, 12, 20)

    def some_moment() -> datetime:
        return first + timedelta(minutes=rng.randrange(3 * 365 * 24 * 60))

    writer = store.raw_writer()
    writer.execute("BEGIN IMMEDIATE")
    for number in range(60):
        writer.execute(
            "INSERT INTO residents (id, given, prefix, surname, surname_key, name_text, phone, bsn,"
            " phone_key, version) VALUES (?, '', '', 'Jansen', 'jansen', '', '', '', '', 1)",
            (number + 1,),
        )
    writer.execute("UPDATE residents SET group_id = 1 WHERE id < 9")
    for number in range(2000):
        moment = utc_text(some_moment())
        writer.execute(
            "INSERT INTO signals (id, number, profile_id, status, received_at, registered_at, channel, partner_type,"
            " district_id, team_id, resident_id, themes, acute_danger, eviction_threatened, children_present,"
            " in_care, facts, opinion, request, since, frequency, earlier_reported, aware, not_aware_reason,"
            " visit_safety, feedback_wanted, anonymous, external_id, missing, advice, created_by, version)"
            " VALUES (?, ?, ?, 'received', ?, ?, 'phone', ?, ?, ?, ?, '', 0, 0, 'unknown', 'unknown', '', '', '',"
            " '', '', '', 'unknown', '', '', 0, 0, '', '', '', '', 1)",
            (
                number + 1,
                f"x-{number}",
                profile,
                moment,
                moment,
                rng.choice(("police", "care", None)),
                rng.choice([*districts, None]),
                rng.choice([*teams, None]),
                rng.choice([*range(1, 61), None]),
            ),
        )
        begun = local_day(some_moment())
        due = begun + timedelta(days=7)
        stopped = None if rng.random() < 0.2 else begun + timedelta(days=rng.randrange(15))
        writer.execute(
            "INSERT INTO clocks (kind, signal_id, started_on, due_on, stopped_on, stop_reason)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                rng.choice(("triage", "feedback", "confirmation")),
                number + 1,
                begun.isoformat(),
                due.isoformat(),
                stopped and stopped.isoformat(),
                rng.choice(("gegeven", "gegeven: gebeld", "opnieuw gestart")),
            ),
        )
    for number in range(900):
        opened = some_moment()
        closed = opened + timedelta(hours=rng.randrange(5000)) if rng.random() < 0.8 else None
        writer.execute(
            "INSERT INTO cases (number, profile_id, team_id, status, case_lead, themes, plan, goal, visit_safety,"
            " resident_view, opened_at, closed_at, outcome, waitlist_owner, handover_to, version)"
            " VALUES (?, ?, ?, 'exploring', '', '', '', '', '', '', ?, ?, ?, '', '', 1)",
            (
                f"C-{number}",
                profile,
                teams[0],
                utc_text(opened),
                closed and utc_text(closed),
                rng.choice(("moved", "advice")) if closed else None,
            ),
        )
    writer.execute("COMMIT")
    writer.close()


def day_of(moment: str) -> date:
    return local_day(datetime.fromisoformat(moment))


@pytest.mark.parametrize("seed", [1, 2])
def test_the_figures_are_those_of_the_rows_one_by_one(store: Store, seed: int) -> None:
    fill(store, random.Random(seed))
    signals = rows(
        store,
        "SELECT s.received_at, s.partner_type, s.district_id, s.team_id, r.group_id FROM signals s"
        " LEFT JOIN residents r ON r.id = s.resident_id",
    )
    cases = [(day_of(a), b and day_of(b)) for a, b in rows(store, "SELECT opened_at, closed_at FROM cases")]
    clocks = [
        (kind, *(day and date.fromisoformat(day) for day in days), reason)
        for kind, *days, reason in rows(
            store, "SELECT kind, started_on, due_on, stopped_on, stop_reason FROM clocks"
        )
    ]
    for year in (2024, 2025, 2026):
        first, last = date(year, 1, 1), min(date(year, 12, 31), TODAY)
        found = year_figures(store, year, today=TODAY)
        own = [row for row in signals if first <= day_of(row[0]) <= last]
        assert found.signals == len(own)
        assert found.people == len({row[4] for row in own} - {None})
        assert [part.count for part in found.months] == [
            sum(day_of(row[0]).month == month for row in own) for month in range(1, last.month + 1)
        ]
        for at_, parts in ((1, found.origins), (2, found.districts), (3, found.teams)):
            values = [str(row[at_]) if row[at_] else "" for row in own]
            assert {part.key: part.count for part in parts} == {key: values.count(key) for key in set(values)}
            assert sum(int(part.count) for part in parts) == found.signals
        closed = [case for case in cases if case[1] and first <= case[1] <= last]
        assert found.cases == Flow(
            sum(a < first and (b is None or b >= first) for a, b in cases),
            sum(first <= a <= last for a, _ in cases),
            len(closed),
            sum(a <= last and (b is None or b > last) for a, b in cases),
        )
        assert found.cases.start + found.cases.opened - found.cases.closed == found.cases.end  # type: ignore[operator]
        assert sum(int(part.count) for part in found.outcomes) == found.cases.closed
        assert found.closing.median == statistics.median(workdays_between(a, b) for a, b in closed)
        done = [c for c in clocks if c[3] and first <= c[3] <= last]
        judged = [c for c in done if c[0] == "triage" and c[4] != "opnieuw gestart"]
        assert found.triage.count == len(judged)
        assert found.triage.median == statistics.median(workdays_between(c[1], c[3]) for c in judged)
        assert found.triage.in_time == round(100 * sum(c[3] <= c[2] for c in judged) / len(judged))
        for term in found.feedback[:2]:
            given = [c for c in done if c[0] == term.key and "gegeven" in c[4]]
            late = [c for c in clocks if c[0] == term.key and not c[3]]
            owed = [c for c in late if first <= c[2] <= last and c[2] < TODAY]
            assert term.count == len(given) + len(owed)
            assert term.in_time == round(100 * sum(c[3] <= c[2] for c in given) / (len(given) + len(owed)))
    assert sums_agree(store)
    for until in (date(2024, 12, 31), date(2025, 1, 1), date(2025, 6, 14), date(2025, 12, 30), TODAY):
        assert year_sums(store, until.year, until) == summed_anew(store, until.year, until)


@pytest.fixture(scope="module")
def sql() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE days_off (day TEXT)")
    connection.executemany("INSERT INTO days_off VALUES (?)", [(day,) for day in days_off()])
    return connection


@given(moment=st.datetimes(datetime(1996, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC)))
@example(moment=datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC))
@example(moment=datetime(2026, 3, 29, 1, tzinfo=UTC))
@example(moment=datetime(2026, 10, 25, 0, 59, 59, tzinfo=UTC))
@example(moment=datetime(2026, 10, 25, 22, 30, tzinfo=UTC))
@example(moment=datetime(2025, 12, 31, 23, tzinfo=UTC))
def test_a_local_day_is_the_same_in_sql(moment: datetime, sql: sqlite3.Connection) -> None:
    found = sql.execute(f"SELECT {sql_local_day('?1')}", (utc_text(moment),)).fetchone()[0]
    assert found == local_day(moment).isoformat()


@given(one=st.dates(date(1950, 1, 1), date(2099, 12, 31)), days=st.integers(-900, 900))
def test_working_days_are_the_same_in_sql(one: date, days: int, sql: sqlite3.Connection) -> None:
    other = min(max(one + timedelta(days=days), date(1950, 1, 1)), date(2099, 12, 31))
    found = sql.execute(f"SELECT {workdays('?1', '?2')}", (one.isoformat(), other.isoformat())).fetchone()[0]
    assert found == workdays_between(one, other)
