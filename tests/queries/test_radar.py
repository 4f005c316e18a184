"""What is known of an address and a person while a signal is typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from store.queries.radar import AddressParts, Radar, radar
from store.rules.person_match import MatchLevel, PersonParts
from tests.queries.conftest import FATIMA, TODAY, Filled

HOME = AddressParts(street="Kerkstraat", house_number=41, place="Pijnacker")
VISSER = PersonParts(given="M.", surname="Visser", birth_year=1951)
NOBODY = PersonParts()


def look(
    filled: Filled, address: AddressParts = HOME, person: PersonParts = NOBODY, exclude: int | None = None
) -> Radar:
    return radar(filled.store, address=address, person=person, today=TODAY, exclude_signal_id=exclude)


def test_this_address(filled_store: Filled) -> None:
    found = look(filled_store, exclude=filled_store.fresh.id)
    assert found.address == "Kerkstraat 41, Pijnacker"
    assert found.headline == "3 signalen van 2 organisaties in 12 maanden"
    assert [signal.source for signal in found.signals] == ["Inwoner", "Politie", "Rondom Wonen"]
    assert found.earlier == 1
    assert found.signals[1].case_number == found.cases[0].number
    (case,) = found.cases
    assert (case.id, case.lead) == (filled_store.case, FATIMA.name)
    assert found.other_homes == (("Kerkstraat 41A, Pijnacker", 1),)


@pytest.mark.parametrize(
    "address",
    [
        AddressParts(postcode="2641AB", house_number=41),
        AddressParts(postcode="2641 ab", house_number=41),
        AddressParts(street="KERKSTRAAT", house_number=41),
        AddressParts(street="Kerkstraat", house_number=41, postcode="2641AB", place="pijnacker"),
    ],
)
def test_the_same_address_written_otherwise(filled_store: Filled, address: AddressParts) -> None:
    assert look(filled_store, address).count == 4


@pytest.mark.parametrize(
    "address",
    [
        AddressParts(),
        AddressParts(street="Kerkstraat"),
        AddressParts(house_number=41),
        AddressParts(street="Kerkstraat", house_number=43),
        AddressParts(street="Kerkstraat", house_number=41, place="Nootdorp"),
        AddressParts(street="Kerkstraat", house_number=41, postcode="2631XX"),
        AddressParts(street="x" * 10_000, house_number=10**30),
    ],
)
def test_an_address_that_is_not_known(filled_store: Filled, address: AddressParts) -> None:
    found = look(filled_store, address)
    assert found.empty
    assert found.headline == ""


def test_the_other_home_is_another_home(filled_store: Filled) -> None:
    found = look(filled_store, AddressParts(street="Kerkstraat", house_number=41, addition="a"))
    assert found.headline == "1 signaal in 12 maanden"
    assert found.other_homes == (("Kerkstraat 41, Pijnacker", 5),)


def test_only_old_signals_say_so(filled_store: Filled) -> None:
    found = radar(filled_store.store, address=HOME, person=NOBODY, today=date(2028, 2, 29))
    assert (found.count, found.headline, found.earlier) == (0, "geen signalen in 12 maanden", 5)


def test_certain_match_gives_the_case(filled_store: Filled) -> None:
    matches = look(filled_store, person=VISSER, exclude=filled_store.fresh.id).matches
    assert [match.level for match in matches] == [MatchLevel.CERTAIN, MatchLevel.POSSIBLE]
    certain, possible = matches
    assert certain.reason == "zeker: adres + naam + zelfde jaar + voorletter"
    assert certain.signals == 2
    assert certain.case is not None
    assert certain.case.id == filled_store.case
    assert possible.who == "M. Visscher, 1951"
    assert possible.reasons[:2] == ("zelfde straat, cijfers van het huisnummer verwisseld", "naam klinkt als")
    assert possible.case is None


def test_a_name_elsewhere(filled_store: Filled) -> None:
    elsewhere = AddressParts(street="Nieuwstraat", house_number=2)
    matches = look(filled_store, elsewhere, VISSER).matches
    assert {match.level for match in matches} == {MatchLevel.POSSIBLE}
    assert {match.who for match in matches} == {"M. Visser, 1951", "M. Visscher, 1951"}
    other_year = PersonParts(surname="Visser", birth_year=1990)
    assert look(filled_store, elsewhere, other_year).matches == ()


def test_the_signal_looked_at_does_not_match_itself(filled_store: Filled) -> None:
    with_it = look(filled_store, person=VISSER).matches[0]
    without = look(filled_store, person=VISSER, exclude=filled_store.fresh.id).matches[0]
    assert with_it.signals == without.signals + 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=st.text(max_size=20), surname=st.text(max_size=20), prefix=st.text(max_size=5))
@example(name="A. [@click=app.quit]klik[/]", surname="Visser", prefix="")
@example(name="Jean/Pierre", surname='de "Vries" OR', prefix="\x00")
@example(name="Jan", surname="\U0001e900\U00011f00", prefix="")
def test_whatever_is_typed_as_a_name_can_be_looked_for(
    filled_store: Filled, name: str, surname: str, prefix: str
) -> None:
    person = PersonParts(given=name, prefix=prefix, surname=surname)
    look(filled_store, person=person)
    assert all(" " not in one for one in person.names.full)
