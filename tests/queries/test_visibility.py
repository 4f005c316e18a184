"""Need-to-know as SQL conditions: what a viewer may see of cases, signals, residents and addresses."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.codes import Role
from store.engine.lifecycle import Store, create_demo_store, open_store
from store.errors import NotAllowed, Shielded
from store.queries import visibility
from store.queries.visibility import (
    Condition,
    check_case,
    check_signal,
    may_see_address,
    may_see_case,
    may_see_resident,
    may_see_signal,
)
from store.viewer import Viewer
from tests.acts.office import build, one, opened, received, rows

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
WORKER = Viewer(2, "Joris de Wit", Role.WORKER)
KEEPER = Viewer(2, "Joris de Wit", Role.LOG_KEEPER)


@dataclass(frozen=True)
class Shielding:
    """A store with a shielded case of one resident, an open case of another, and a signal of no case."""

    store: Store
    hidden: int
    seen: int
    team: int


@pytest.fixture(scope="module")
def shielding(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shielding]:
    path = tmp_path_factory.mktemp("zicht") / "wijk.store"
    build(path)
    with open_store(path) as store:
        hidden = opened(store)
        elsewhere = {"street": "Oranjelaan", "house_number": 7, "postcode": "2641AC"}
        seen = opened(store, given="A.", surname="Kowalski", birth_year=1988, **elsewhere)
        received(store, given="", surname="", birth_year=None, street="Dorpsstraat", house_number=3)
        writer = store.raw_writer()
        writer.execute("UPDATE cases SET shielded = 1 WHERE id = ?", (hidden,))
        writer.close()
        yield Shielding(store, hidden, seen, one(store, "SELECT team_id FROM cases WHERE id = ?", hidden))


@pytest.fixture
def store(shielding: Shielding) -> Iterator[Store]:
    yield shielding.store
    shielding.store.viewer = None


def seen(store: Store, table: str, condition: Callable[[Store, str], Condition]) -> set[int]:
    """Return the ids of a table that a condition leaves."""
    where, values = condition(store, "x.id")
    return {row[0] for row in rows(store, f"SELECT x.id FROM {table} x WHERE {where}", *values)}


KINDS = {
    "cases": may_see_case,
    "signals": may_see_signal,
    "residents": may_see_resident,
    "addresses": may_see_address,
}


def counts(store: Store) -> dict[str, int]:
    return {table: len(seen(store, table, condition)) for table, condition in KINDS.items()}


def test_without_a_viewer_and_for_the_team_everything_is_seen(store: Store, shielding: Shielding) -> None:
    everything = {"cases": 2, "signals": 3, "residents": 2, "addresses": 3}
    assert counts(store) == everything
    assert may_see_case(store, "x.id") == visibility.EVERYTHING
    store.viewer = replace(WORKER, team_ids=frozenset({shielding.team}))
    assert counts(store) == everything
    check_case(store, shielding.hidden)


@pytest.mark.parametrize("role", [Role.WORKER, Role.COORDINATOR, Role.READER])
def test_who_is_of_another_team_sees_nothing_of_a_shielded_case(
    store: Store, shielding: Shielding, role: Role
) -> None:
    store.viewer = replace(WORKER, role=role, team_ids=frozenset({shielding.team + 1}))
    assert counts(store) == {"cases": 1, "signals": 2, "residents": 1, "addresses": 2}
    with pytest.raises(Shielded) as refusal:
        check_case(store, shielding.hidden)
    assert refusal.value.case_id == shielding.hidden
    with pytest.raises(Shielded):
        check_signal(store, one(store, "SELECT id FROM signals WHERE case_id = ?", shielding.hidden))
    check_case(store, shielding.seen)


def test_a_resident_or_address_known_otherwise_stays(store: Store, shielding: Shielding) -> None:
    writer = store.raw_writer()
    resident, address = writer.execute(
        "SELECT resident_id, address_id FROM cases WHERE id = ?", (shielding.hidden,)
    ).fetchone()
    free = writer.execute("SELECT id, resident_id, address_id FROM signals WHERE case_id IS NULL").fetchone()
    store.viewer = WORKER
    change = "UPDATE signals SET resident_id = ?, address_id = ? WHERE id = ?"
    writer.execute(change, (resident, address, free[0]))
    try:
        assert resident in seen(store, "residents", may_see_resident)
        assert address in seen(store, "addresses", may_see_address)
    finally:
        writer.execute(change, (*free[1:], free[0]))
        writer.close()
    assert resident not in seen(store, "residents", may_see_resident)


def test_an_opening_shows_the_case_until_it_ends(store: Store, shielding: Shielding) -> None:
    moment = NOW
    store.clock = lambda: moment
    store.viewer = replace(
        WORKER,
        opened=frozenset({shielding.hidden}),
        until=((shielding.hidden, NOW + timedelta(hours=8)),),
    )
    assert shielding.hidden in seen(store, "cases", may_see_case)
    moment = NOW + timedelta(hours=8)
    assert shielding.hidden not in seen(store, "cases", may_see_case)
    with pytest.raises(Shielded):
        check_case(store, shielding.hidden)


def test_the_log_keeper_sees_no_content(store: Store, shielding: Shielding) -> None:
    store.viewer = KEEPER
    assert counts(store) == {"cases": 0, "signals": 0, "residents": 0, "addresses": 0}
    with pytest.raises(NotAllowed, match="logbeheerder"):
        check_case(store, shielding.seen)


def test_a_store_without_shielded_cases_pays_nothing(tmp_path: Path) -> None:
    path = tmp_path / "leeg.store"
    with create_demo_store(path) as store:
        store.viewer = WORKER
        assert may_see_case(store, "k.id") == may_see_signal(store, "s.id") == ("1", ())
        assert may_see_resident(store, "r.id") == may_see_address(store, "a.id") == ("1", ())
    shutil.rmtree(tmp_path)


def test_what_is_hidden_is_looked_up_among_the_shielded_cases_only(store: Store) -> None:
    store.viewer = replace(WORKER, team_ids=frozenset())
    statement = visibility.hidden_cases(store)
    plan = [row[3] for row in rows(store, f"EXPLAIN QUERY PLAN {statement}")]
    scans = [step for step in plan if step.startswith("SCAN")]
    assert scans
    assert all("ix_cases_shielded" in step for step in scans)
    assert not [step for step in plan if "AUTOMATIC" in step]
