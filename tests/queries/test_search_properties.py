"""What is in the store is found by itself and by any spelling that is allowed, and never through a shielded case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.queries.search import HitKind
from store.rules.search_line import MOST_PARTS, parse
from store.text import fold
from tests.acts.office import rows
from tests.queries.search_spelled import born, home, mistyped, telephone, written
from tests.queries.search_town import HARD, TODAY, Town, has, town_of

PEOPLE = 160
LIGHT = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town_of(tmp_path_factory.mktemp("stad") / "wijk.store", PEOPLE) as made:
        yield made


@pytest.fixture(scope="module")
def bare_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town_of(tmp_path_factory.mktemp("kaal") / "wijk.store", PEOPLE, shielded=False) as made:
        yield made


somebody = st.integers(0, PEOPLE - 1)


@LIGHT
@given(data=st.data())
def test_a_long_name_is_found_with_a_typing_error(town: Town, data: st.DataObject) -> None:
    person = town.people[data.draw(somebody)]
    words = [
        word for word in str(person["surname"]).split() if len(word) > 5 and word.isalpha() and word.isascii()
    ]
    if not words:
        return
    word = words[0].lower()
    wrong = data.draw(mistyped(word))
    # A wrong word may be somebody else's right one, or the beginning of it; then that one is meant.
    taken = any(
        fold(str(other[part])).find(wrong) >= 0 for other in town.people for part in ("given", "surname")
    )
    if not taken:
        assert town.has_person(f"{wrong} ", person), wrong


@LIGHT
@given(data=st.data())
def test_an_address_is_found_with_a_typing_error_in_its_street(town: Town, data: st.DataObject) -> None:
    person = town.people[data.draw(somebody)]
    words = fold(str(person["street"])).split()
    at = data.draw(st.integers(0, len(words) - 1))
    if len(words[at]) < 5:
        return
    wrong = " ".join((*words[:at], data.draw(mistyped(words[at])), *words[at + 1 :]))
    taken = any(fold(str(other["street"])).find(wrong) >= 0 for other in town.people)
    assert taken or has(town.find(f"{wrong} {person['house_number']}"), HitKind.ADDRESS, person["id"]), wrong


@LIGHT
@given(data=st.data())
def test_an_address_is_found_and_no_other_number_of_its_street(town: Town, data: st.DataObject) -> None:
    person = town.people[data.draw(somebody)]
    number = person["house_number"]
    line = data.draw(home(person))
    result = town.find(line)
    assert has(result, HitKind.ADDRESS, person["id"]), line
    wrong = [
        hit.title for hit in result.of(HitKind.ADDRESS) if town.people[hit.id - 1]["house_number"] != number
    ]
    assert not wrong


@LIGHT
@given(data=st.data())
def test_a_telephone_and_a_birth_date_are_found_in_any_notation(town: Town, data: st.DataObject) -> None:
    person = town.people[data.draw(somebody)]
    notation = data.draw(telephone(str(person["phone_key"])))
    assert town.has_person(notation, person), notation
    if person["birth_date"]:
        day = data.draw(born(date.fromisoformat(str(person["birth_date"]))))
        assert town.has_person(day, person), day


@LIGHT
@given(at=somebody)
def test_numbers_and_words_are_found_by_themselves(town: Town, at: int) -> None:
    row_id = at + 1
    for line in (
        f"2026-{row_id:04}",
        f"s2026-{row_id}",
        f"PN-{row_id:05}",
        f"pn{row_id:05}",
        f"PN {row_id:05} status:gesloten",
        f"kenmerk pn/{row_id:05}",
        f"woord{row_id:04}x",
        f"WOORD{row_id:04}",
    ):
        assert [hit.id for hit in town.find(line).of(HitKind.SIGNAL)] == [row_id], line
    for line in (f"PN{row_id:04}", f"PN-{row_id:05}0", f"PN-{row_id}"):
        assert not town.find(line).of(HitKind.SIGNAL), line
    for line in (f"C2026-{row_id:03}", f"casus 2026 {row_id}"):
        assert [hit.id for hit in town.find(line).of(HitKind.CASE)] == [row_id], line


@LIGHT
@given(
    one=somebody, other=somebody, texts=st.permutations(["woord", "briefje", "kaartje"]), hidden=st.booleans()
)
def test_words_in_two_texts_find_their_case_and_no_other(
    town: Town, one: int, other: int, texts: list[str], hidden: bool
) -> None:
    first, second, _ = texts
    result = town.find(f"{first}{one + 1:04}x {second}{other + 1:04}x ", hidden=hidden)
    shielded = hidden and one == other and (one + 1) % 4 == 0
    expected = [one + 1] if one == other and not shielded else []
    assert [hit.id for hit in result.hits] == expected
    assert result.hidden == int(shielded)


@LIGHT
@given(one=somebody, texts=st.permutations(["woord", "briefje", "kaartje"]))
def test_words_in_two_texts_find_their_case_with_who_and_where_it_is_about(
    town: Town, one: int, texts: list[str]
) -> None:
    person = town.people[one]
    first, second, _ = texts
    words = f"{first}{one + 1:04}x {person['street']} {person['house_number']} {second}{one + 1:04}x "
    assert [hit.id for hit in town.find(words).of(HitKind.CASE)] == [one + 1]
    elsewhere = f"{first}{one + 1:04}x {second}{one + 1:04}x 9999ZZ "
    assert not town.find(elsewhere).hits


@LIGHT
@given(data=st.data())
def test_nothing_is_found_through_a_shielded_case(town: Town, data: st.DataObject) -> None:
    person = town.people[data.draw(st.integers(1, PEOPLE // 4)) * 4 - 1]
    row_id = int(str(person["id"]))
    line = data.draw(
        st.sampled_from(
            (
                str(person["surname"]),
                f"{person['street']} {person['house_number']}",
                str(person["postcode"]),
                str(person["phone"]),
                f"2026-{row_id:04}",
                f"C2026-{row_id:03}",
                f"PN-{row_id:05}",
                f"woord{row_id:04}x",
            )
        )
    )
    result = town.find(line, hidden=True)
    assert all(hit.id % 4 for hit in result.hits), line
    assert result.hidden == 1
    assert "geheim" not in repr(result)


@st.composite
def asked(draw: st.DrawFn, person: dict[str, object]) -> str:
    """Ask for a person by some of what is known, in any order."""
    day = person["birth_date"]
    parts = [written(person), home(person), telephone(str(person["phone_key"]))]
    parts += [born(date.fromisoformat(str(day)))] if day else []
    parts += [st.just(f"woord{person['id']:04}x"), st.sampled_from(("mijn", "sinds:2026", "status:open"))]
    return " ".join(draw(st.lists(st.one_of(parts), min_size=1, max_size=2)))


@LIGHT
@given(data=st.data())
def test_each_hit_says_why_and_marks_it(town: Town, data: st.DataObject) -> None:
    person = town.people[data.draw(somebody)]
    ways = [written(person), home(person), telephone(str(person["phone_key"]))]
    line = data.draw(st.one_of(ways))
    for hit in town.find(line).hits:
        assert hit.matches and all(match.spans for match in hit.matches), (line, hit.why)


@LIGHT
@given(data=st.data())
def test_what_is_hidden_changes_nothing_but_the_mark(
    town: Town, bare_town: Town, data: st.DataObject
) -> None:
    """Hits for who may not see it are those of a store in which it is not there, with the same reasons."""
    line = data.draw(asked(town.people[data.draw(somebody)]))
    seen, there = town.find(line, hidden=True), bare_town.find(line)
    assert [(hit.title, hit.detail, hit.why) for hit in seen.hits] == [
        (hit.title, hit.detail, hit.why) for hit in there.hits
    ], line
    assert (seen.read_as, seen.notes, seen.more) == (there.read_as, there.notes, there.more)


hostile = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            (
                "AND", "OR", "NOT", "NEAR(", '"', "*", "^", "-", ":", "{", ")", "visser", "wijk:", "sinds:", "41",
                "2641", "AB", "\x00", "‮", "🙂", "'", "--", "%", "_", "06", "C2026-", "mijn",
                "½", "ß", "İ", "𞤀a", "٣", "１２",
            )
        ),
        max_size=9,
    ).map(" ".join),
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(line=hostile)
def test_no_line_breaks_a_search(town: Town, line: str) -> None:
    result = town.find(line)
    assert all(hit.title and hit.kind in HitKind for hit in result.hits)
    for hit in result.hits:
        for match in hit.matches:
            assert "".join(piece for piece, _ in match.pieces) == match.text


@pytest.mark.parametrize(
    "line",
    ["x" * 1_000_000, "visser " * 100_000, '"' * 100_000, "1 " * 100_000, "\ud800"],
    ids=["letters", "words", "quotes", "digits", "half"],
)
def test_a_line_of_any_length_is_cut(town: Town, line: str) -> None:
    assert len(parse(line, TODAY).parts) <= MOST_PARTS
    town.find(line)


def test_the_town_is_large_enough(town: Town) -> None:
    assert len(town.people) == PEOPLE + len(HARD)
    assert rows(town.store, "SELECT count(*) FROM cases WHERE shielded = 1") == [(len(town.people) // 4,)]
