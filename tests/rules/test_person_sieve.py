"""What falls through the sieve is what judging says nothing about; names are found as if all were compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from store.rules.name_match import SIMILAR, mistyped, sound
from store.rules.person_match import Near, PersonParts, judge
from store.rules.person_sieve import Sieve
from store.rules.surnames_alike import Surnames
from tests.labelled_people import Report, labelled
from tests.rules.test_person_match import LETTERS, NEAR, PEOPLE


def passes(one: PersonParts, other: PersonParts, near: Near) -> bool:
    born = other.birth_date.isoformat() if other.birth_date else None
    return Sieve(one).passes(
        near, other.given, other.prefix, other.surname, born, other.year, other.phone, other.bsn
    )


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "given": LETTERS,
        "prefix": st.sampled_from(["", "van der", "el", "de"]),
        "surname": LETTERS | st.sampled_from(["Visser", "Visscher", "El Amrani", "Amrani", "Bos-de Vries"]),
        "birth_date": st.none()
        | st.sampled_from([date(1951, 3, 4), date(1951, 4, 3), date(1951, 3, 5), date(1961, 3, 4)]),
        "birth_year": st.none() | st.integers(1949, 1953),
        "phone": st.sampled_from(["", "+31600000001"]),
        "bsn": st.sampled_from(["", "111222333", "123456782"]),
        "name_text": st.sampled_from(["", "Mw. M. Visser", "onbekend"]),
    },
)


@given(PEOPLE, CHANGES, NEAR)
@example(PersonParts("Jan", "", "Bos"), {"given": "Bos", "surname": "Jan"}, "")
@example(PersonParts("M.", "el", "Amrani", date(1951, 3, 4)), {"prefix": "", "surname": "Elamrani"}, "")
def test_who_may_match_is_never_left_out(one: PersonParts, changes: dict[str, Any], near: Near) -> None:
    other = replace(one, **changes)
    if judge(one, other, near) is not None or judge(one, other, near, rare=True) is not None:
        assert passes(one, other, near)


@given(PEOPLE, PEOPLE, NEAR)
def test_nor_among_people_at_random(one: PersonParts, other: PersonParts, near: Near) -> None:
    if judge(one, other, near) is not None:
        assert passes(one, other, near)


def parts(one: Report) -> PersonParts:
    return PersonParts(one.given, one.prefix, one.surname, one.birth_date, one.birth_year, one.phone)


def test_the_labelled_people_pass_and_few_others() -> None:
    reports = sorted(labelled(120), key=lambda one: one.person)
    judged = stopped = 0
    for near in ("", "same", "swapped"):
        for one, other in pairwise(map(parts, reports)):
            matches = judge(one, other, near) is not None  # type: ignore[arg-type]
            through = passes(one, other, near)  # type: ignore[arg-type]
            assert through or not matches
            judged += matches
            stopped += not through
    assert judged > 100 and stopped > 100


NAMES = st.lists(
    st.sampled_from(["visser", "visscher", "de vries", "vries bakker", "jansen", "jansens", "bos", "bosch"])
    | st.text("abcdeijkrsvz ", min_size=1, max_size=14).map(lambda text: " ".join(text.split())),
    max_size=12,
)


@given(
    NAMES,
    st.sets(st.sampled_from(["visser", "janssen", "vries", "bos", "kuiper", "aaaaaaaaaaaa"]), min_size=1),
)
def test_surnames_are_found_as_if_all_were_compared(keys: list[str], wanted: set[str]) -> None:
    keys = [key for key in keys if key]
    heard = {sound(one) for one in wanted}

    def alike(part: str) -> bool:
        return part in wanted or sound(part) in heard or any(mistyped(part, one, SIMILAR) for one in wanted)

    expected = {key for key in keys if any(alike(part) for part in {key.replace(" ", ""), *key.split()})}
    names = Surnames(keys)
    assert names.alike(wanted, heard) == sorted(expected)
    assert names.alike(wanted, heard) == sorted(expected)
