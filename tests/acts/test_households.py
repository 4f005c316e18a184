"""Cases of one household are joined under one lead and parted again; each case stays its own."""

from __future__ import annotations

import re

import pytest

from store.acts.cases import close_case
from store.acts.households import join_household, part_household
from store.acts.undo import undo_last
from store.codes import Outcome
from store.engine.lifecycle import Store
from store.errors import Refused
from tests.acts.office import JORIS, ME, NOW, content, one, opened, rows


@pytest.fixture
def cases(store: Store) -> tuple[int, ...]:
    """Return four open cases."""
    return tuple(opened(store, surname=name, house_number=number) for number, name in enumerate("ABCD", 1))


def join(store: Store, case: int, other: int, lead: str = JORIS.name) -> None:
    join_household(store, ME, case, other, lead=lead, now=NOW)


def homes(store: Store) -> list[tuple[object, ...]]:
    return rows(store, "SELECT household_id, case_lead FROM cases ORDER BY id")


def test_joined_cases_have_one_household_and_one_lead(store: Store, cases: tuple[int, ...]) -> None:
    a, b, c, _ = cases
    join(store, a, b)
    join(store, c, a, "Els")
    assert homes(store) == [(1, "Els"), (1, "Els"), (1, "Els"), (None, "")]
    note = one(store, "SELECT body FROM notes WHERE case_id = ? ORDER BY id DESC LIMIT 1", b)
    assert note == "Eén huishouden, één plan, één regisseur: C2026-001, C2026-002, C2026-003. Regie: Els."
    assert one(store, "SELECT event FROM log_entries ORDER BY id DESC LIMIT 1") == "link"


def test_parting_leaves_the_others_together_and_a_household_of_one_goes(
    store: Store, cases: tuple[int, ...]
) -> None:
    a, b, c, _ = cases
    before = homes(store)
    join(store, a, b)
    join(store, a, c)
    part_household(store, ME, a, now=NOW)
    assert [row[0] for row in homes(store)] == [None, 1, 1, None]
    part_household(store, ME, b, now=NOW)
    assert [row[0] for row in homes(store)] == [row[0] for row in before]
    assert not content(store)["households"]


def test_undo_brings_the_lead_back(store: Store, cases: tuple[int, ...]) -> None:
    before = content(store)
    join(store, cases[0], cases[1])
    undo_last(store, ME)
    assert content(store) == before


def test_what_is_refused(store: Store, cases: tuple[int, ...]) -> None:
    a, b, c, d = cases
    for arguments, words in (((a, b, " "), "wie de regie heeft"), ((a, a, "Els"), "een en dezelfde casus")):
        with pytest.raises(Refused, match=re.escape(words)):
            join(store, *arguments)
    with pytest.raises(Refused, match="hoort niet bij een huishouden"):
        part_household(store, ME, a, now=NOW)
    join(store, a, b)
    join(store, c, d)
    for other, words in ((b, "al één huishouden"), (c, "al bij een ander huishouden")):
        with pytest.raises(Refused, match=words):
            join(store, a, other)
    close_case(store, ME, d, Outcome.MOVED, now=NOW)
    with pytest.raises(Refused, match="afgesloten"):
        join(store, a, d)
    part_household(store, ME, d, now=NOW)
    assert [row[0] for row in homes(store)] == [1, 1, None, None]
