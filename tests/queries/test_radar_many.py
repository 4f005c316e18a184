"""Many people and addresses looked up at once: the same answers as the radar gives one by one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seed.demo.generate import fill_demo
from store.codes import Role
from store.engine.lifecycle import Store, create_demo_store
from store.queries.radar import AddressParts, PersonParts, radar
from store.queries.radar_many import Asked, Glance, ManyRadars
from store.queries.shared import as_day
from store.viewer import Viewer
from tests.templates import copy_of

TODAY = date(2026, 11, 23)


def _make(path: Path) -> None:
    with create_demo_store(path) as store:
        fill_demo(store, signals=120, today=TODAY)
        writer = store.raw_writer()
        writer.execute("UPDATE cases SET shielded = 1 WHERE id % 5 = 0")
        writer.execute(
            "UPDATE addresses SET street = 'Kerkstraat', street_key = 'kerkstraat' WHERE id % 3 = 0"
        )
        writer.close()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with copy_of(_make, tmp_path_factory.mktemp("velen") / "wijk.store") as opened:
        yield opened


@pytest.fixture(scope="module")
def known(store: Store) -> list[Asked]:
    """Return everybody in the store as they would be delivered again."""
    found = store.reader().execute(
        "SELECT r.given, r.prefix, r.surname, r.birth_date, r.birth_year, r.phone_key, r.bsn, r.name_text,"
        " COALESCE(a.street, ''), a.house_number, COALESCE(a.addition, ''), COALESCE(a.postcode, ''),"
        " COALESCE(a.place, '') FROM residents r LEFT JOIN addresses a ON a.id = r.address_id ORDER BY r.id"
    )
    return [(AddressParts(*row[8:]), PersonParts(*row[:3], as_day(row[3]), *row[4:8])) for row in found]


def one_by_one(store: Store, asked: Asked) -> Glance:
    found = radar(store, address=asked[0], person=asked[1], today=TODAY)
    return Glance(
        found.headline,
        found.count,
        found.matches,
        found.cases[0] if found.cases else None,
        found.signals[0].id if found.signals else None,
    )


def varied(asked: Asked, other: Asked, way: int) -> Asked:
    """Return what is asked written down less well, or mixed with somebody else."""
    address, person = asked
    given, born, year = person.given, person.birth_date, person.birth_year
    ways: tuple[Asked, ...] = (
        asked,
        (address, PersonParts(given[:1], "", person.surname, None, year)),
        (address, PersonParts()),
        (AddressParts(), person),
        (other[0], person),
        (
            AddressParts(address.street, address.house_number),
            PersonParts("", "", person.surname[:-1] + "n", born),
        ),
        (
            AddressParts("", address.house_number, "", address.postcode),
            PersonParts(person.surname, "", given, born),
        ),
        (AddressParts(), PersonParts(given, "", person.surname)),
        (AddressParts(), PersonParts(phone=person.phone, birth_date=born)),
    )
    return ways[way]


VIEWERS = st.sampled_from(
    [None, *(Viewer(2, "Joris de Wit", Role.WORKER, frozenset(teams)) for teams in ((), (1,), (1, 2, 3)))]
)
PICKS = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 8)), min_size=1, max_size=12
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(picks=PICKS, viewer=VIEWERS, again=st.booleans())
def test_many_at_once_are_told_as_one_by_one(
    store: Store, known: list[Asked], picks: list[tuple[int, int, int]], viewer: Viewer | None, again: bool
) -> None:
    many = [varied(known[at % len(known)], known[by % len(known)], way) for at, by, way in picks]
    store.viewer = viewer
    try:
        radars = ManyRadars(store, TODAY)
        if again:
            radars.look(many[:1])
        assert radars.look(many) == [one_by_one(store, asked) for asked in many]
    finally:
        store.viewer = None


def test_everybody_is_found_again(store: Store, known: list[Asked]) -> None:
    found = ManyRadars(store, TODAY).look(known)
    assert sum(bool(one.matches) for one in found) > len(known) // 2
    assert sum(one.case is not None for one in found) > 10
    assert any(one.signal_id for one in found) and any(one.count > 1 for one in found)
    assert ManyRadars(store, TODAY).look([]) == []
