"""What is known of an address and a person while a signal is typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.queries.person_match import Known, MatchLevel, PersonParts, judge
from store.queries.radar import AddressParts, Radar, radar
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
    assert possible.reasons[:2] == ("zelfde straat, cijfers van het huisnummer verwisseld", "naam lijkt op")
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


BORN = date(1951, 3, 4)


@pytest.mark.parametrize(
    ("asked", "known", "level"),
    [
        (VISSER, Known("visser", "M.", None, 1951, same_address=True), MatchLevel.CERTAIN),
        (VISSER, Known("visser", "J.", None, 1951, same_address=True), MatchLevel.POSSIBLE),
        (VISSER, Known("visser", "", None, None, same_address=True), MatchLevel.LIKELY),
        (VISSER, Known("visser", "M.", None, None, same_address=True), MatchLevel.CERTAIN),
        (VISSER, Known("visser", "M.", None, 1915, same_address=True), MatchLevel.POSSIBLE),
        (VISSER, Known("vissser", "M.", None, 1951, same_address=True), MatchLevel.LIKELY),
        (VISSER, Known("visser jansen", "M.", None, 1951), MatchLevel.POSSIBLE),
        (VISSER, Known("bakker", "M.", None, 1951, same_address=True), None),
        (VISSER, Known("bakker", "M.", None, 1951), None),
        (VISSER, Known("visser", "M.", None, None), None),
        (VISSER, Known("visser", "J.", None, 1951), None),
        (VISSER, Known("", "", None, None, same_address=True), None),
        (NOBODY, Known("", "", None, None, same_address=True), None),
        (PersonParts(surname="Visser", birth_date=BORN), Known("visser", "", BORN, 1951), MatchLevel.LIKELY),
        (PersonParts(surname="de Vries", birth_date=BORN), Known("vries", "", BORN, 1951), MatchLevel.LIKELY),
        (PersonParts(birth_date=BORN), Known("", "", BORN, 1951, same_address=True), MatchLevel.POSSIBLE),
        (PersonParts(birth_date=BORN), Known("", "", BORN, 1951), None),
    ],
)
def test_how_sure(asked: PersonParts, known: Known, level: MatchLevel | None) -> None:
    judged = judge(asked, known)
    assert (judged[0] if judged else None) == level
    assert judged is None or judged[1]


names = st.text(alphabet="abvs -'é", max_size=12)


@given(names, names, st.integers(1900, 2026), st.booleans())
def test_more_evidence_never_makes_a_match_less_sure(one: str, other: str, year: int, near: bool) -> None:
    asked = PersonParts(surname=one, birth_year=year)
    bare = judge(asked, Known(other, "", None, None, near))
    more = judge(asked, Known(other, "", None, year, near))
    order = [*MatchLevel, None]
    assert order.index(more[0] if more else None) <= order.index(bare[0] if bare else None)
