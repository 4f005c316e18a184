"""A name is found however it is written: in any order, with any part left out or shortened, with or without marks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.queries.search_spelled import written
from tests.queries.search_town import HARD, Town, town_of

LIGHT = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town_of(tmp_path_factory.mktemp("namen") / "wijk.store", 60) as made:
        yield made


PEOPLE = st.integers(0, 59 + len(HARD))


WRITTEN = (
    ("Hoff", "IRIS VAN 'T HOFF"),
    ("Hoff", "I. VAN \u2019T HOFF"),
    ("Hoff", "hoff, i. v.'t"),
    ("Hoff", "fam. V`T HOFF"),
    ("Veld", "W INT VELD"),
    ("Veld", "veld, in \u00b4t"),
    ("Kamp", "K. opden Kamp"),
    ("Eijnden", "V.D. EIJNDEN"),
    ("Eijnden", "G V/D EYNDEN"),
    ("Voort", "D VD VOORT"),
    ("Fuhr", "VON DER FUHR, U."),
    ("Arcourt", "Jeanne D'ARCOURT"),
    ("Arcourt", "darcourt"),
    ("Ecluse", "M. DEL'ECLUSE"),
    ("Ami", "l ami"),
    ("O'Neill", "oneil"),
    ("O'Neill", "O'Neil"),
    ("O'Neill", "o`neill"),
    ("N'Diaye", "ndiaye"),
    ("Ginkel", "ginkel amc"),
    ("Ginkel", "de heer A.M.C. v Ginkel"),
    ("Graaff", "drs. H. de Graaff"),
    ("El Ouali", "elouali"),
    ("Plas", "van der Plas, J."),
)
OF_OTHERS = (
    ("Hoff", "KARIN VAN 'T HOFF"),
    ("Hoff", "k. van 't hoff"),
    ("Hoff", "hoff, t.k."),
    ("Eijnden", "K V D EIJNDEN"),
    ("O'Neill", "oneal"),
    ("Ginkel", "ginkel abc"),
)


def found(town: Town, surname: str, line: str) -> bool:
    """Tell whether a line finds the person of a surname."""
    return town.has_person(line, next(person for person in town.people if person["surname"] == surname))


@pytest.mark.parametrize(("surname", "line"), WRITTEN, ids=[ascii(line) for _, line in WRITTEN])
def test_a_name_written_so_is_found(town: Town, surname: str, line: str) -> None:
    assert found(town, surname, line)


@pytest.mark.parametrize(("surname", "line"), OF_OTHERS, ids=[ascii(line) for _, line in OF_OTHERS])
def test_a_name_of_somebody_else_is_not(town: Town, surname: str, line: str) -> None:
    assert not found(town, surname, line)


@LIGHT
@given(at=PEOPLE, data=st.data())
def test_a_name_is_found_however_it_is_written(town: Town, at: int, data: st.DataObject) -> None:
    line = data.draw(written(town.people[at]))
    assert town.has_person(line, town.people[at]), line
