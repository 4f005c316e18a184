"""Records are linked, never merged: whatever was linked can be taken apart, and then everything is as it was."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.acts import links
from store.acts.advise import give_advice
from store.acts.receive import amend_signal, receive_signals
from store.acts.undo import undo_act, undo_last
from store.codes import LinkOrigin, LinkVerdict, MatchLevel
from store.engine.lifecycle import Store
from store.errors import Contradicted, NotFound, Refused, StoreError
from store.queries.year_check import sums_agree
from store.rules.groups import group_numbers
from tests.acts.office import JORIS, ME, NOW, content, one, report, rows

REVIEW = LinkOrigin.REVIEW
SEEN = links.Seen(MatchLevel.LIKELY, ("naam", "geboortedatum"))


@pytest.fixture
def people(store: Store) -> tuple[int, ...]:
    """Return the ids of six residents, each reported once."""
    names = ("Visser", "Visscher", "Fisser", "Vissers", "Visse", "Vis")
    receive_signals(store, ME, tuple(report(surname=name) for name in names), now=NOW)
    return tuple(row_id for (row_id,) in rows(store, "SELECT id FROM residents ORDER BY id"))


def link(store: Store, low: int, high: int, **more: Any) -> None:
    links.link_residents(store, ME, low, high, origin=REVIEW, now=NOW, **more)


def differ(store: Store, low: int, high: int, **more: Any) -> None:
    links.not_the_same(store, ME, low, high, origin=REVIEW, now=NOW, **more)


def later(store: Store, low: int, high: int) -> None:
    links.decide_later(store, ME, low, high, origin=REVIEW, now=NOW)


def groups(store: Store) -> dict[int, int]:
    return dict(rows(store, "SELECT id, group_id FROM residents"))  # type: ignore[arg-type]


def standing(store: Store) -> list[tuple[int, int, str]]:
    statement = (
        "SELECT low_id, high_id, verdict FROM resident_links WHERE ended_at IS NULL ORDER BY low_id, high_id"
    )
    return rows(store, statement)  # type: ignore[return-value]


def pair(store: Store, low: int, high: int) -> None:
    writer = store.raw_writer()
    writer.execute(
        "INSERT INTO resident_pairs (low_id, high_id, level, reasons, state, found_at)"
        " VALUES (?, ?, 'likely', 'naam', 'open', '2026-11-23T09:30:00Z')",
        (low, high),
    )
    writer.close()


def start_over(store: Store) -> None:
    """Leave nothing of an example before, which Hypothesis may have cut off in the middle."""
    writer = store.raw_writer()
    writer.execute("DELETE FROM resident_links")
    writer.execute("DELETE FROM resident_pairs")
    writer.execute("UPDATE residents SET group_id = id")
    writer.close()


def state(store: Store, low: int, high: int) -> str:
    return str(one(store, "SELECT state FROM resident_pairs WHERE low_id = ? AND high_id = ?", low, high))


def test_a_new_record_stands_alone(store: Store, people: tuple[int, ...]) -> None:
    assert groups(store) == {person: person for person in people}


def test_a_chain_is_one_person_and_nothing_moves(store: Store, people: tuple[int, ...]) -> None:
    a, b, c, *_ = people
    before = content(store)
    link(store, c, b, seen=SEEN)
    link(store, b, a)
    assert {groups(store)[person] for person in (a, b, c)} == {a}
    after = content(store)
    for table in before.keys() - {"residents", "resident_links", "year_people", "year_counts"}:
        assert after[table] == before[table]
    assert [{**row, "group_id": None} for row in after["residents"]] == [
        {**row, "group_id": None} for row in before["residents"]
    ]
    first = after["resident_links"][0]
    assert (first["low_id"], first["high_id"], first["verdict"]) == (b, c, "same")
    assert (first["level"], first["reasons"], first["by"]) == ("likely", "naam + geboortedatum", ME.name)


def test_linking_and_unlinking_are_logged_without_a_name(store: Store, people: tuple[int, ...]) -> None:
    a, b, *_ = people
    link(store, a, b)
    links.unlink_residents(store, ME, a, b, now=NOW + timedelta(days=400))
    found = rows(store, "SELECT event, kind, number, summary FROM log_entries ORDER BY id DESC LIMIT 2")
    assert found == [
        ("unlink", "resident", "2026-0001 en 2026-0002", "personen losgemaakt"),
        ("link", "resident", "2026-0001 en 2026-0002", "personen gekoppeld"),
    ]
    assert groups(store)[b] == b
    assert one(store, "SELECT ended_by FROM resident_links") == ME.name


def test_what_goes_against_an_earlier_decision_is_named_and_asked(
    store: Store, people: tuple[int, ...]
) -> None:
    a, b, c, *_ = people
    links.not_the_same(store, JORIS, a, c, origin=REVIEW, now=NOW)
    link(store, a, b)
    before = content(store)
    with pytest.raises(
        Contradicted, match="Joris de Wit legde op 23-11-2026 vast dat 2026-0001 en 2026-0003"
    ):
        link(store, b, c)
    assert content(store) == before
    link(store, b, c, overrule=True)
    assert standing(store) == [(a, b, "same"), (b, c, "same")]
    undo_last(store, ME)
    assert content(store) == before


def test_saying_that_linked_records_differ_is_asked_too(store: Store, people: tuple[int, ...]) -> None:
    a, b, c, *_ = people
    link(store, a, b)
    link(store, b, c)
    with pytest.raises(Contradicted, match="2026-0001 = 2026-0002 = 2026-0003"):
        differ(store, a, c)
    differ(store, a, c, overrule=True)
    assert standing(store) == [(a, b, "same"), (a, c, "different")]
    assert groups(store) == {person: a if person == b else person for person in people}


REFUSED: dict[str, tuple[Callable[[Store, int, int], object], str]] = {
    "itself": (lambda s, a, b: link(s, a, a), "een en dezelfde melding"),
    "not there": (lambda s, a, b: link(s, a, 999), "staat niet"),
    "linked twice": (lambda s, a, b: (link(s, a, b), link(s, b, a)), "al gekoppeld: 2026-0002 = 2026-0001"),
    "not linked": (lambda s, a, b: links.unlink_residents(s, ME, a, b), "niet gekoppeld"),
    "alone": (lambda s, a, b: links.leave_group(s, ME, a), "aan geen andere"),
    "different twice": (lambda s, a, b: (differ(s, a, b), differ(s, a, b)), "al vastgelegd"),
    "later twice": (lambda s, a, b: (later(s, a, b), later(s, a, b)), "al besloten"),
    "later after linking": (lambda s, a, b: (link(s, a, b), later(s, a, b)), "al besloten"),
    "no verdict": (lambda s, a, b: links.withdraw_verdict(s, ME, a, b), "geen oordeel"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str, store: Store, people: tuple[int, ...]) -> None:
    act, words = REFUSED[name]
    with pytest.raises((Refused, NotFound), match=re.escape(words)):
        act(store, people[0], people[1])


def test_a_chain_is_not_cut_by_its_ends(store: Store, people: tuple[int, ...]) -> None:
    a, b, c, *_ = people
    link(store, a, b)
    link(store, b, c)
    with pytest.raises(Refused, match="via een ander: 2026-0001 = 2026-0002 = 2026-0003"):
        links.unlink_residents(store, ME, a, c)
    links.leave_group(store, ME, b, now=NOW)
    assert groups(store) == {person: person for person in people}


def test_a_pair_that_was_decided_is_not_asked_again(store: Store, people: tuple[int, ...]) -> None:
    a, b, c, d, *_ = people
    for low, high in ((a, b), (a, c), (b, c), (b, d)):
        pair(store, low, high)
    later(store, a, b)
    assert state(store, a, b) == "later"
    link(store, a, b)
    differ(store, a, d)
    assert [state(store, *both) for both in ((a, b), (a, c), (b, c), (b, d))] == [
        "settled",
        "open",
        "open",
        "settled",
    ]
    links.withdraw_verdict(store, ME, a, d)
    assert state(store, b, d) == "open"
    links.unlink_residents(store, ME, a, b)
    assert state(store, a, b) == "open"


def test_undo_of_an_older_link_leaves_the_groups_of_what_came_later(
    store: Store, people: tuple[int, ...]
) -> None:
    a, b, c, *_ = people
    link(store, a, b)
    first = int(one(store, "SELECT max(id) FROM undo_records"))
    link(store, b, c)
    undo_act(store, ME, first)
    assert groups(store) == {person: b if person == c else person for person in people}


def test_a_record_somebody_built_on_does_not_go_by_undo(store: Store, people: tuple[int, ...]) -> None:
    link(store, people[0], people[1])
    received = int(one(store, "SELECT min(id) FROM undo_records"))
    with pytest.raises(Refused, match="kan niet meer ongedaan"):
        undo_act(store, ME, received)
    links.unlink_residents(store, ME, people[0], people[1])
    pair(store, people[0], people[1])
    undo_act(store, ME, received)
    assert not content(store)["resident_links"] + content(store)["resident_pairs"]


def test_a_correction_keeps_what_was_decided(store: Store, people: tuple[int, ...]) -> None:
    a, b, c, *_ = people
    link(store, a, b)
    differ(store, a, c)
    before = content(store)
    signal = int(one(store, "SELECT id FROM signals WHERE resident_id = ?", a))
    amend_signal(store, ME, signal, report(surname="Vissert"), now=NOW)
    new = int(one(store, "SELECT id FROM residents WHERE surname = 'Vissert'"))
    assert standing(store) == [(b, new, "same"), (c, new, "different")]
    assert groups(store)[new] == b
    undo_last(store, ME)
    assert content(store) == before


def test_after_advice_nothing_of_a_link_is_left(store: Store, people: tuple[int, ...]) -> None:
    a, b, c, *_ = people
    link(store, a, b)
    link(store, b, c)
    pair(store, b, c)
    signal = int(one(store, "SELECT id FROM signals WHERE resident_id = ?", b))
    give_advice(store, ME, signal, "Blijf in gesprek.", now=NOW)
    found = content(store)
    assert not found["resident_links"] + found["resident_pairs"]
    assert groups(store) == {person: person for person in people if person != b}


class Hands:
    """Does and takes back decisions about the records a drawn pair of numbers points at."""

    def __init__(self, store: Store, people: tuple[int, ...]) -> None:
        self.store, self.people = store, people

    def do(self, name: str, at: tuple[int, int]) -> None:
        a, b = (self.people[number] for number in at)
        acts: dict[str, Callable[[], None]] = {
            "link": lambda: link(self.store, a, b),
            "overrule": lambda: link(self.store, a, b, overrule=True),
            "differ": lambda: differ(self.store, a, b),
            "apart": lambda: differ(self.store, a, b, overrule=True),
            "later": lambda: later(self.store, a, b),
            "unlink": lambda: links.unlink_residents(self.store, ME, a, b, now=NOW),
            "leave": lambda: links.leave_group(self.store, ME, a, now=NOW),
            "withdraw": lambda: links.withdraw_verdict(self.store, ME, a, b, now=NOW),
        }
        acts[name]()

    def check(self) -> None:
        same = [(low, high) for low, high, verdict in standing(self.store) if verdict == LinkVerdict.SAME]
        assert groups(self.store) == group_numbers(self.people, same)
        assert sums_agree(self.store)


NAMES = ("link", "overrule", "differ", "apart", "later", "unlink", "leave", "withdraw")
BOTH = st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda pair: pair[0] != pair[1])
STEPS = st.lists(st.tuples(st.sampled_from(NAMES), BOTH), min_size=1, max_size=9)


@given(steps=STEPS, shuffled=st.randoms(use_true_random=False))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_links_taken_apart_in_any_order_leave_the_store_as_it_was(
    store: Store, people: tuple[int, ...], steps: list[tuple[str, tuple[int, int]]], shuffled: Any
) -> None:
    start_over(store)
    for low, high in ((0, 1), (1, 2), (0, 5)):
        pair(store, people[low], people[high])
    hands, before = Hands(store, people), content(store)
    for name, at in steps:
        try:
            hands.do(name, at)
        except StoreError:
            continue
        hands.check()
    left = standing(store)
    shuffled.shuffle(left)
    for low, high, verdict in left:
        back = links.unlink_residents if verdict == LinkVerdict.SAME else links.withdraw_verdict
        back(store, ME, low, high, now=NOW)
        hands.check()
    after = content(store)
    assert all(link["ended_at"] for link in after.pop("resident_links"))
    before.pop("resident_links")
    assert after == before


@given(steps=STEPS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_decisions_undone_in_reverse_return_every_state(
    store: Store, people: tuple[int, ...], steps: list[tuple[str, tuple[int, int]]]
) -> None:
    start_over(store)
    hands, states = Hands(store, people), [content(store)]
    for name, at in steps:
        try:
            hands.do(name, at)
        except StoreError:
            assert content(store) == states[-1]
        else:
            states.append(content(store))
    while len(states) > 1:
        states.pop()
        undo_last(store, ME, now=NOW)
        assert content(store) == states[-1]
