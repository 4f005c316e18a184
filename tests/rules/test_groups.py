"""Records that are one person: what follows from links, and what goes against what was decided."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.groups import chain, contradicted, group_numbers, ordered

PAIRS = st.tuples(st.integers(1, 8), st.integers(1, 8)).filter(lambda pair: pair[0] != pair[1])
LINKS = st.lists(PAIRS.map(lambda pair: ordered(*pair)), max_size=12)
MEMBERS = range(1, 9)


def test_a_chain_is_one_person() -> None:
    assert group_numbers(MEMBERS, [(2, 5), (5, 7)]) == {1: 1, 2: 2, 3: 3, 4: 4, 5: 2, 6: 6, 7: 2, 8: 8}
    assert chain(7, 2, [(2, 5), (5, 7)]) == (7, 5, 2)
    assert chain(1, 2, [(2, 5)]) == ()


def test_a_record_is_not_linked_to_itself() -> None:
    with pytest.raises(ValueError, match="itself"):
        ordered(3, 3)


@given(LINKS)
def test_a_group_is_named_after_its_smallest_member(links: list[tuple[int, int]]) -> None:
    groups = group_numbers(MEMBERS, links)
    for number in set(groups.values()):
        assert number == min(member for member, group in groups.items() if group == number)


@given(LINKS, PAIRS)
def test_two_are_one_person_exactly_when_a_chain_of_links_says_so(
    links: list[tuple[int, int]], pair: tuple[int, int]
) -> None:
    groups = group_numbers(MEMBERS, links)
    way = chain(*pair, links)
    assert bool(way) == (groups[pair[0]] == groups[pair[1]])
    assert all(ordered(one, other) in links for one, other in pairwise(way))
    assert not way or (way[0], way[-1]) == pair


@given(LINKS, LINKS, st.randoms(use_true_random=False))
def test_taking_links_away_leaves_the_groups_of_the_others(
    kept: list[tuple[int, int]], gone: list[tuple[int, int]], chance: object
) -> None:
    both = [*kept, *gone]
    chance.shuffle(both)  # type: ignore[attr-defined]
    left = [link for link in both if link not in set(gone) - set(kept)]
    assert group_numbers(MEMBERS, left) == group_numbers(MEMBERS, kept)


@given(LINKS, LINKS, PAIRS.map(lambda pair: ordered(*pair)))
def test_what_a_link_goes_against_is_what_it_brings_together(
    links: list[tuple[int, int]], different: list[tuple[int, int]], new: tuple[int, int]
) -> None:
    before, after = group_numbers(MEMBERS, links), group_numbers(MEMBERS, [*links, new])
    apart = [(one, other) for one, other in different if before[one] != before[other]]
    against = contradicted(links, apart, new)
    assert set(against) == {pair for pair in apart if after[pair[0]] == after[pair[1]]}
