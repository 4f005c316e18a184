"""What follows from the links between records: the group of each record, and which pairs still ask a decision.

Both are kept from the links that stand and can always be made again from them, so an act keeps no copy of how they
were: whoever changes links, taking an act back included, calls `regroup`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from sqlmodel import col, or_, select

from store.acts.unit import Unit
from store.codes import LinkVerdict, PairState
from store.rules.groups import Pair, group_numbers, ordered
from store.schema import Resident, ResidentLink

Run = Callable[[str, tuple[object, ...]], Any]
"""Runs plain SQL inside a transaction and gives its rows: `exec_driver_sql` of a connection, `execute` of a raw one."""

_SAME = f"verdict = '{LinkVerdict.SAME.value}' AND ended_at IS NULL"
_DIFFERENT = f"verdict = '{LinkVerdict.DIFFERENT.value}' AND ended_at IS NULL"
_IN = "IN (SELECT value FROM json_each(?))"


def runner(act: Unit) -> Run:
    """Return how to run SQL inside a running act."""
    return act.run


def regroup(run: Run, residents: Iterable[int]) -> None:
    """Make the groups anew of which these records were or are, and what still is to be decided about them."""
    start = json.dumps(sorted(set(residents)))
    found = run(
        f"SELECT id, group_id FROM residents WHERE id {_IN}"
        f" OR group_id IN (SELECT group_id FROM residents WHERE id {_IN})",
        (start, start),
    )
    members: dict[int, int] = {row[0]: row[1] for row in found}
    known = json.dumps(sorted(members))
    for member, number in group_numbers(members, links_among(run, members)).items():
        if members[member] != number:
            run("UPDATE residents SET group_id = ? WHERE id = ?", (number, member))
    settle_pairs(run, known)


def numbers_of(run: Run, residents: Iterable[int]) -> dict[int, str]:
    """Name records without personal data: by their first signal, else their first case, else their own number."""
    asked = tuple(residents)
    wanted = json.dumps(asked)
    found: dict[int, str] = {}
    for table in ("signals", "cases"):
        for resident_id, number in run(
            f"SELECT resident_id, number FROM {table} WHERE resident_id {_IN} ORDER BY id", (wanted,)
        ):
            found.setdefault(resident_id, number)
    return {resident_id: found.get(resident_id, f"persoon {resident_id}") for resident_id in asked}


def links_among(run: Run, members: Iterable[int]) -> list[Pair]:
    """Return the standing links between these records."""
    found = run(
        f"SELECT low_id, high_id FROM resident_links WHERE {_SAME} AND low_id {_IN}",
        (json.dumps(sorted(members)),),
    )
    return [(low, high) for low, high in found]


def settle_pairs(run: Run, residents: str) -> None:
    """Say of the pairs of these records (a JSON list) where they stand: to look at, later, or decided.

    A pair is decided when its records are one person, or when somebody said of any two records of the two people that
    they are not the same.
    """
    different = {
        frozenset(pair)
        for pair in run(
            "SELECT a.group_id, b.group_id FROM resident_links l JOIN residents a ON a.id = l.low_id"
            f" JOIN residents b ON b.id = l.high_id WHERE l.{_DIFFERENT} AND (l.low_id {_IN} OR l.high_id {_IN})",
            (residents, residents),
        )
    }
    pairs = run(
        "SELECT p.id, p.state, a.group_id, b.group_id, COALESCE(l.verdict, '') FROM resident_pairs p"
        " JOIN residents a ON a.id = p.low_id JOIN residents b ON b.id = p.high_id"
        " LEFT JOIN resident_links l ON l.low_id = p.low_id AND l.high_id = p.high_id AND l.ended_at IS NULL"
        f" WHERE p.low_id {_IN} OR p.high_id {_IN}",
        (residents, residents),
    )
    for row_id, state, one, other, verdict in list(pairs):
        if one == other or frozenset((one, other)) in different:
            now = PairState.SETTLED
        else:
            now = PairState.LATER if verdict == LinkVerdict.LATER.value else PairState.OPEN
        if state != now.value:
            run("UPDATE resident_pairs SET state = ? WHERE id = ?", (now.value, row_id))


def follow(act: Unit, *residents: int) -> None:
    """Bring groups and pairs in line after links of these records changed in a running act, and when it is undone."""
    act.session.flush()
    regroup(runner(act), residents)
    act.bulk.append({"bulk": "groups", "residents": sorted(residents)})


def standing(act: Unit, one: int, other: int) -> ResidentLink | None:
    """Return the decision about two records that stands, if there is one."""
    low, high = ordered(one, other)
    return act.session.exec(
        select(ResidentLink).where(
            ResidentLink.low_id == low, ResidentLink.high_id == high, col(ResidentLink.ended_at).is_(None)
        )
    ).first()


def standing_of(act: Unit, resident_id: int) -> list[ResidentLink]:
    """Return every decision about one record that stands."""
    return list(
        act.session.exec(
            select(ResidentLink).where(
                or_(ResidentLink.low_id == resident_id, ResidentLink.high_id == resident_id),
                col(ResidentLink.ended_at).is_(None),
            )
        ).all()
    )


def drop_resident(act: Unit, resident: Resident, successor: Resident | None = None) -> None:
    """Remove a record nothing points at any more inside a running act.

    `successor` is the same report written down better: decisions about the old record are about that one from now.
    Without it the decisions go too. Pairs go with the record; the new one is compared anew.
    """
    gone = resident.id or 0
    touched = [gone]
    for link in act.session.exec(
        select(ResidentLink).where(or_(ResidentLink.low_id == gone, ResidentLink.high_id == gone))
    ).all():
        other = link.high_id if link.low_id == gone else link.low_id
        touched.append(other)
        if successor is None:
            act.session.delete(link)
        else:
            link.low_id, link.high_id = ordered(other, successor.id or 0)
            act.session.add(link)
    act.session.flush()
    act.session.delete(resident)
    if len(touched) > 1:
        follow(act, *touched, *([successor.id or 0] if successor else []))
