"""Which records are one person, from the links between them. Pure: records are numbers, links are pairs of them.

A person is a group of records: A = B and B = C make one group of three. Its number is its smallest member. Nothing is
merged, so taking a link away gives exactly the groups of the links that are left.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

Pair = tuple[int, int]


def ordered(one: int, other: int) -> Pair:
    """Return a pair with its smallest member first; `ValueError` for a record with itself."""
    if one == other:
        raise ValueError("a record is not linked to itself")
    return (one, other) if one < other else (other, one)


def group_numbers(members: Iterable[int], links: Iterable[Pair]) -> dict[int, int]:
    """Return for each of `members` the number of its group; links to others than members count for nothing."""
    root = {member: member for member in members}

    def find(member: int) -> int:
        while root[member] != member:
            root[member] = root[root[member]]
            member = root[member]
        return member

    for one, other in links:
        if one in root and other in root:
            low, high = sorted((find(one), find(other)))
            root[high] = low
    return {member: find(member) for member in root}


def chain(one: int, other: int, links: Iterable[Pair]) -> tuple[int, ...]:
    """Return the shortest row of records by which `one` and `other` are one person, both included; empty if not."""
    beside: dict[int, list[int]] = {}
    for low, high in links:
        beside.setdefault(low, []).append(high)
        beside.setdefault(high, []).append(low)
    came: dict[int, int] = {one: one}
    waiting = deque([one])
    while waiting and other not in came:
        here = waiting.popleft()
        for there in sorted(beside.get(here, ())):
            if there not in came:
                came[there] = here
                waiting.append(there)
    if other not in came:
        return ()
    way = [other]
    while way[-1] != one:
        way.append(came[way[-1]])
    return tuple(reversed(way))


def contradicted(links: Iterable[Pair], different: Iterable[Pair], new: Pair) -> tuple[Pair, ...]:
    """Return which of `different` ("these two are not one person") a new link would go against, in order."""
    known = [*links, new]
    members = {member for pair in known for member in pair}
    groups = group_numbers(members, known)
    return tuple(
        sorted(pair for pair in different if pair[0] in groups and groups[pair[0]] == groups.get(pair[1]))
    )
