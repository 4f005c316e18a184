"""How sure it is that two reports are of one person: the phenomena of real deliveries, and what never may happen."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.name_match import (
    Likeness,
    always_heard,
    families_alike,
    family,
    given_alike,
    given_names,
    sound,
)
from store.rules.person_match import Birth, MatchLevel, Near, PersonParts, births_alike, judge

BORN = date(1951, 3, 4)
CERTAIN, LIKELY, POSSIBLE = MatchLevel


def person(given: str = "", surname: str = "", born: date | int | None = None, **more: Any) -> PersonParts:
    if isinstance(born, date):
        return PersonParts(given, surname=surname, birth_date=born, birth_year=born.year, **more)
    return PersonParts(given, surname=surname, birth_year=born, **more)


VISSER = person("M.", "Visser", 1951)
MARIA = person("Maria", "Visser", BORN)
NOBODY = PersonParts()


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=24))
def test_what_is_always_heard_is_in_the_sound(name: str) -> None:
    assert always_heard(sound(name)) == always_heard(name)


@pytest.mark.parametrize(
    ("one", "other", "near", "level"),
    [
        # The same, more or less known
        (VISSER, VISSER, "same", CERTAIN),
        (VISSER, person("M.", "Visser"), "same", LIKELY),
        (VISSER, person("", "Visser"), "same", POSSIBLE),
        (VISSER, person("Maria", "Visser", BORN), "same", CERTAIN),
        (MARIA, MARIA, "", LIKELY),
        (MARIA, person("M.J.", "Visser", BORN), "", LIKELY),
        (MARIA, person("", "Visser", BORN), "", POSSIBLE),
        (VISSER, VISSER, "", POSSIBLE),
        (VISSER, person("M.", "Visser"), "", None),
        # Typing errors and spelling
        (VISSER, person("M.", "Visscher", 1951), "same", CERTAIN),
        (VISSER, person("M.", "Vissser", 1951), "same", CERTAIN),
        (VISSER, person("M.", "Vissre", 1951), "same", LIKELY),
        (MARIA, person("Maria", "Vissre", BORN), "", LIKELY),
        (person("N.", "IJsbrandij", BORN), person("N.", "Ysbrandy", BORN), "", LIKELY),
        (person("J.", "van der Meer", BORN), person("J.", "Vandermeer", BORN), "", LIKELY),
        (person("J.", "van der Meer", BORN), person("J.", "Meer", BORN), "", LIKELY),
        # Given name and surname the other way round
        (MARIA, person("Visser", "Maria", BORN), "", LIKELY),
        (MARIA, person("Visser", "Maria", 1951), "same", CERTAIN),
        # Names by marriage
        (person("A.", "de Vries-Bakker", BORN), person("A.", "de Vries", BORN), "same", LIKELY),
        (person("Anna", "de Vries-Bakker", BORN), person("Anna", "Bakker", BORN), "", LIKELY),
        (
            person("Anna", "Bakker e/v de Vries", BORN),
            person("Anna", "de Vries geb. Bakker", BORN),
            "",
            LIKELY,
        ),
        (person("Anna", "Bakker", BORN), person("Anna", "de Vries", BORN), "same", LIKELY),
        (person("Anna", "Bakker", BORN), person("Anna", "de Vries", BORN), "", POSSIBLE),
        # Transliterations
        (person("Mohammed", "El Amrani", BORN), person("Muhammad", "Elamrani", BORN), "", LIKELY),
        (person("Mohamed", "Amrani", BORN), person("Mohammad", "El Amrani", 1951), "same", CERTAIN),
        (person("Youssef", "Bouazza", BORN), person("Yusuf", "Buazza", BORN), "", LIKELY),
        # Births that are written down wrong
        (MARIA, person("Maria", "Visser", date(1951, 4, 3)), "", LIKELY),
        (MARIA, person("Maria", "Visser", date(1951, 3, 5)), "", LIKELY),
        (MARIA, person("Maria", "Visser", date(1961, 3, 4)), "", LIKELY),
        (MARIA, person("Maria", "Visser", 1952), "same", LIKELY),
        (MARIA, person("Maria", "Visser", date(1957, 11, 26)), "", None),
        # Twins, spouses, father and son
        (person("Jan", "Bos", BORN), person("Kees", "Bos", BORN), "same", None),
        (person("J.", "Bos", BORN), person("K.", "Bos", BORN), "same", None),
        (person("Jan", "Bos", BORN), person("Jan", "Bos", 1979), "same", None),
        (person("Jan", "Bos", BORN), person("Jan", "Bos", date(1979, 8, 30)), "same", None),
        (VISSER, person("J.", "Visser", 1951), "same", POSSIBLE),
        (VISSER, person("J.", "Visser", 1951), "", None),
        (VISSER, person("M.", "Bakker", 1951), "same", None),
        (VISSER, person("M.", "Bakker", 1951), "", None),
        (VISSER, person("M.", "Visscher", 1951), "swapped", POSSIBLE),
        # Somebody without a name
        (person(born=BORN), person(born=BORN), "same", POSSIBLE),
        (person(born=BORN), person(born=BORN), "", None),
        (NOBODY, NOBODY, "same", None),
    ],
)
def test_how_sure(one: PersonParts, other: PersonParts, near: Near, level: MatchLevel | None) -> None:
    found = judge(one, other, near)
    assert (found.level if found else None) == level
    assert found is None or found.reasons


def test_a_rare_name_says_something_where_a_birth_is_not_known() -> None:
    known, unknown = person("Maria", "Visser", 1951), person("Maria", "Visser")
    found = judge(known, unknown, rare=True)
    assert found is not None
    assert (found.level, found.reasons[-1]) == (POSSIBLE, "zeldzame naam, geboorte niet bekend")
    assert judge(known, unknown) is None
    assert judge(known, person("M.", "Visser"), rare=True) is None
    assert judge(known, person("Anna", "Visser"), rare=True) is None
    assert judge(known, person("Maria", "Visser", 1980), rare=True) is None
    near = judge(known, unknown, "same", rare=True)
    assert near is not None
    assert "zeldzame naam, geboorte niet bekend" not in near.reasons


def test_telephone_and_bsn() -> None:
    phone = {"phone": "+31600000001"}
    assert judge(person("M.", "Visser", **phone), person("M.", "Visser", **phone)) is not None
    moved = judge(person("M.", "Visser", 1951, **phone), person("M.", "Visser", 1951, **phone))
    assert moved is not None
    assert (moved.level, moved.reasons) == (
        CERTAIN,
        ("telefoon", "naam", "zelfde jaar", "voorletter"),
    )
    relative = judge(person("M.", "Visser", **phone), person("P.", "Bakker", **phone))
    assert relative is None
    one, other = {"bsn": "111222333"}, {"bsn": "123456782"}
    same = judge(person("M.", "Visser", **one), person("M.", "Visser", **one))
    assert same is not None
    assert same.level == CERTAIN
    assert (
        judge(person("Maria", "Visser", BORN, **one), person("Maria", "Visser", BORN, **other), "same")
        is None
    )
    mistyped = {"bsn": "111222334"}
    assert (
        judge(person("Maria", "Visser", BORN, **one), person("Maria", "Visser", BORN, **mistyped)) is not None
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("Visser", "Visscher"), ("Meijer", "Meyer"), ("Meier", "Meijer"), ("Jansen", "Janssen"), ("Kok", "Cock"),
     ("Bosch", "Bos"), ("de Wit", "de With"), ("Philips", "Filips"), ("Visser", "Fisser"), ("Kowalski", "Kowalsky"),
     ("Smidt", "Smit"), ("Brouwer", "Browuer")],
)  # fmt: skip
def test_names_that_sound_or_look_alike(one: str, other: str) -> None:
    alike = families_alike(family("", one), family("", other))
    assert alike in (Likeness.SAME, Likeness.SOUND, Likeness.TYPO)


@pytest.mark.parametrize(("one", "other"), [("Bos", "Vos"), ("Visser", "Bakker"), ("Bos", "Bosman")])
def test_names_that_are_others(one: str, other: str) -> None:
    assert families_alike(family("", one), family("", other)) is Likeness.OTHER


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("Maria", "Maria Johanna", Likeness.SAME),
        ("Mohammed", "Muhammad", Likeness.SOUND),
        ("Fatima", "Fatma", Likeness.SOUND),
        ("M.J.", "Maria", Likeness.INITIAL),
        ("M.J.", "J.", Likeness.INITIAL),
        ("M.", "J.", Likeness.OTHER_INITIAL),
        ("Jan", "Joris", Likeness.OTHER),
        ("", "Jan", Likeness.UNKNOWN),
    ],
)
def test_given_names(one: str, other: str, likeness: Likeness) -> None:
    assert given_alike(given_names(one), given_names(other)) is likeness


LETTERS = st.text(alphabet="abvsMJ. -'é", max_size=12)
DAYS = st.dates(date(1920, 1, 1), date(2008, 12, 31))
PEOPLE = st.builds(
    PersonParts,
    given=LETTERS,
    prefix=st.sampled_from(["", "van der", "de"]),
    surname=LETTERS,
    birth_date=st.none() | DAYS,
    birth_year=st.none() | st.integers(1920, 2008),
    phone=st.sampled_from(["", "+31600000001", "+31600000002"]),
    bsn=st.sampled_from(["", "111222333", "123456782"]),
)
NEAR = st.sampled_from(["", "same", "other_home", "swapped"])


@given(PEOPLE, PEOPLE, NEAR)
def test_it_does_not_matter_who_came_first(one: PersonParts, other: PersonParts, near: Near) -> None:
    assert judge(one, other, near) == judge(other, one, near)


@given(PEOPLE, PEOPLE, NEAR)
def test_the_same_address_never_makes_it_less_sure(one: PersonParts, other: PersonParts, near: Near) -> None:
    order = [*MatchLevel, None]
    there, here = judge(one, other, near), judge(one, other, "same")
    assert order.index(here.level if here else None) <= order.index(there.level if there else None)


@given(PEOPLE, PEOPLE, NEAR)
def test_other_valid_numbers_are_other_people(one: PersonParts, other: PersonParts, near: Near) -> None:
    if one.bsn and other.bsn and one.bsn != other.bsn:
        assert judge(one, other, near) is None


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_any_text_can_be_compared(given_text: str, surname: str, name_text: str) -> None:
    one = PersonParts(given=given_text, surname=surname, name_text=name_text)
    other = PersonParts(surname=given_text, name_text=surname)
    assert judge(one, other, "same") == judge(other, one, "same")


@given(DAYS, DAYS)
def test_a_generation_between_births_is_told_apart_unless_a_figure_slipped(one: date, other: date) -> None:
    found = births_alike(person(born=one), person(born=other))
    if abs(one.year - other.year) >= 15:
        assert found in (Birth.GENERATION, Birth.SLIP)
    assert (found is Birth.DATE) == (one == other)
