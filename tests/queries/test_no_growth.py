"""No screen reads through a table that grows: what is asked is found over an index, however much the store holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import event

from store.actor import Actor
from store.acts.undo import undo_last
from store.engine.lifecycle import Store, open_store
from store.errors import Refused
from store.local_time import today
from store.queries.radar import AddressParts, PersonParts, ReporterParts, radar
from store.queries.worklist import worklist
from store.queries.year_figures import year_figures
from tests.perf import screens
from tests.perf.stores import make_small
from tests.templates import template

_GROWING = (
    "signals cases residents addresses reporters clocks triages routings notes contact_attempts log_entries"
    " undo_records delivery_rows case_status_changes actions year_people"
)
_BOUNDED = frozenset(
    ("ix_cases_open", "ix_clocks_open", "ix_actions_open", "ix_cases_shielded", "ix_case_openings_unseen")
)
"""Indexes of what is open only."""
_SCAN = re.compile(r"^SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?")


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with open_store(template(make_small)) as opened:
        yield opened


def gone_through(store: Store, job: object) -> list[str]:
    """Return the steps of a job that go through a table that grows and do not stop after a number of rows."""
    reader, asked = store.reader(), dict[str, None]()
    reader.set_trace_callback(lambda statement: asked.setdefault(statement))
    try:
        job()  # type: ignore[operator]
    finally:
        reader.set_trace_callback(None)
    found = []
    for statement in asked:
        if not statement.startswith(("SELECT", "\nSELECT", "WITH", "\nWITH")):
            continue
        plan = [row[3] for row in reader.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()]
        # In the order of an index, or of the rows themselves, a bounded reading stops.
        if " LIMIT " in statement and not any("TEMP B-TREE FOR ORDER BY" in step for step in plan):
            continue
        for step in plan:
            scanned = _SCAN.match(step)
            if scanned is None or scanned[2] in _BOUNDED or f"CO-ROUTINE {scanned[1]}" in plan:
                continue
            named = re.search(rf"\b(?:FROM|JOIN) (\w+)(?: AS)? {scanned[1]}\b", statement)
            if (named[1] if named else scanned[1]) in _GROWING.split():
                found.append(f"{step}: {statement}")
    return found


def test_what_a_screen_reads_is_found_over_an_index(store: Store) -> None:
    day = today()
    (profile,) = store.reader().execute("SELECT min(id) FROM profiles").fetchone()
    asked = screens.jobs(store) | {
        "worklist": lambda: worklist(store, day, profile_id=profile),
        "figures": lambda: year_figures(store, day.year, today=day),
        "radar": lambda: radar(
            store,
            address=AddressParts("Kerkstraat", 41, "", "2641KC", "Pijnacker"),
            person=PersonParts("Maria", "de", "Visser", None, 1951),
            today=day,
            reporter=ReporterParts("Rondom Wonen", "Bos", "+31151234567"),
        ),
    }
    assert len(asked) > 25
    found = {what: steps for what, job in asked.items() if (steps := gone_through(store, job))}
    assert found == {}


def test_who_has_nothing_to_take_back_is_told_so_over_an_index(store: Store) -> None:
    asked: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(store.engine, "before_cursor_execute", hear)
    try:
        with pytest.raises(Refused, match="niets om ongedaan te maken"):
            undo_last(store, Actor("Nieuw hier"))
    finally:
        event.remove(store.engine, "before_cursor_execute", hear)
    (statement,) = (one for one in asked if "undo_records" in one)
    plan = store.reader().execute(f"EXPLAIN QUERY PLAN {statement}", ("Nieuw hier", 1, 0)).fetchall()
    assert [row[3] for row in plan] == ["SEARCH undo_records USING INDEX ix_undo_records_open (worker=?)"], (
        statement
    )


def test_a_reading_through_a_table_is_noticed(store: Store) -> None:
    assert gone_through(
        store, lambda: store.reader().execute("SELECT count(*) FROM signals s WHERE s.facts = ''")
    )
    assert gone_through(
        store, lambda: store.reader().execute("SELECT s.id FROM signals s JOIN cases k ON k.plan = ''")
    )
