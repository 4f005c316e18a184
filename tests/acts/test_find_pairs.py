"""Records that look like one person are found once, whoever is first, and again when a number is used again."""

from __future__ import annotations

from store.acts.find_pairs import find_pairs
from store.acts.links import link_residents, not_the_same
from store.acts.receive import amend_signal, receive_signals
from store.acts.undo import undo_last
from store.codes import LinkOrigin
from store.engine.lifecycle import Store
from store.queries.look_alikes import RARE
from tests.acts.office import ME, NOW, one, received, report, rows


def pairs(store: Store) -> list[tuple[object, ...]]:
    return rows(
        store, "SELECT low_id, high_id, level, reasons, state FROM resident_pairs ORDER BY low_id, high_id"
    )


def test_each_record_is_compared_once_with_those_before_it(store: Store) -> None:
    received(store)
    received(store, surname="Visscher", house_number=99)
    found = find_pairs(store, now=NOW)
    assert (found.records, found.pairs, found.left) == (2, 1, False)
    assert pairs(store) == [(1, 2, "possible", "naam klinkt als + zelfde jaar + voornaam", "open")]
    again = find_pairs(store, now=NOW)
    assert (again.records, again.pairs) == (0, 0)
    received(store, given="M.")
    assert find_pairs(store, now=NOW).records == 1
    assert [pair[:3] for pair in pairs(store)] == [(1, 2, "possible"), (1, 3, "certain"), (2, 3, "possible")]


def test_the_same_report_again_asks_about_one_pair(store: Store) -> None:
    receive_signals(store, ME, (report(),) * 5, now=NOW)
    find_pairs(store, now=NOW)
    assert [pair[:2] for pair in pairs(store)] == [(1, 2), (1, 3), (1, 4), (1, 5)]


def test_without_a_birth_a_name_that_few_have_is_possible_elsewhere(store: Store) -> None:
    anna = {"given": "Anna", "surname": "van Kruyswijk", "birth_year": None}
    received(store, **anna)
    received(store, **{**anna, "birth_year": 1951}, house_number=99)
    find_pairs(store, now=NOW)
    assert pairs(store) == [
        (1, 2, "possible", "naam + voornaam + zeldzame naam, geboorte niet bekend", "open")
    ]


def test_without_a_birth_a_name_that_many_have_is_nobody(store: Store) -> None:
    anna = {"given": "Anna", "surname": "Visser"}
    receive_signals(
        store,
        ME,
        tuple(report(**anna, birth_year=1900 + at, house_number=at + 100) for at in range(RARE)),
        now=NOW,
    )
    received(store, **anna, birth_year=None, house_number=99)
    find_pairs(store, now=NOW)
    assert not [pair for pair in pairs(store) if pair[1] == RARE + 1]


def test_it_goes_on_where_it_stopped(store: Store) -> None:
    receive_signals(store, ME, (report(),) * 5, now=NOW)
    assert find_pairs(store, most=2, now=NOW).left
    assert find_pairs(store, stop=lambda: True, now=NOW).records == 0
    assert find_pairs(store, now=NOW).records == 3
    assert len(pairs(store)) == 4


def test_what_was_compared_before_it_was_stopped_is_kept(store: Store) -> None:
    receive_signals(store, ME, (report(),) * 5, now=NOW)
    answers = iter((False, False, False, True))
    done = find_pairs(store, stop=lambda: next(answers, True), now=NOW)
    assert (done.records, done.pairs, done.left) == (3, 2, True)
    assert find_pairs(store, now=NOW).records == 2


def test_a_number_used_again_is_compared_again(store: Store) -> None:
    received(store)
    received(store)
    find_pairs(store, now=NOW)
    undo_last(store, ME)
    assert pairs(store) == []
    received(store, surname="Bakker", given="", birth_year=None, house_number=7)
    received(store, surname="Visscher")
    assert find_pairs(store, now=NOW).records == 2
    assert [pair[:2] for pair in pairs(store)] == [(1, 3)]


def test_a_corrected_report_that_comes_back_is_compared_again(store: Store) -> None:
    received(store)
    second = received(store)
    find_pairs(store, now=NOW)
    amend_signal(store, ME, second.id, report(surname="Bakker", given="Piet"), now=NOW)
    find_pairs(store, now=NOW)
    assert pairs(store) == []
    undo_last(store, ME)
    find_pairs(store, now=NOW)
    assert [pair[:2] for pair in pairs(store)] == [(1, 2)]


def test_what_was_decided_about_a_person_is_not_asked_about_another_record_of_it(store: Store) -> None:
    receive_signals(store, ME, (report(), report(surname="Visscher"), report(given="M.")), now=NOW)
    link_residents(store, ME, 1, 2, origin=LinkOrigin.REVIEW, now=NOW)
    not_the_same(store, ME, 1, 3, origin=LinkOrigin.REVIEW, now=NOW)
    find_pairs(store, now=NOW)
    assert {pair[-1] for pair in pairs(store)} == {"settled"}
    assert one(store, "SELECT count(*) FROM resident_pairs") == 2
