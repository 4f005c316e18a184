"""Linking records that are one person, taking that apart again, and remembering that two are not the same.

Records stay as they were reported and nothing moves: signals, cases, contact attempts and disclosures keep the record
they came with. So taking a link away, a year later too, gives back exactly what there was.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from store.actor import Actor
from store.acts.link_keeping import follow, links_among, numbers_of, runner, standing, standing_of
from store.acts.unit import Unit, unit
from store.codes import CaseStatus, LinkOrigin, LinkVerdict, MatchLevel
from store.engine.lifecycle import Store
from store.errors import Contradicted, Refused
from store.local_time import local_day
from store.rules.groups import Pair, chain, contradicted, ordered
from store.schema import Resident, ResidentLink

WHAT = "deze persoon"


@dataclass(frozen=True)
class Seen:
    """What the screen said of the likeness when somebody decided."""

    level: MatchLevel | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recognised:
    """A known resident who was recognised in a report while it was typed, with what the screen said."""

    resident_id: int
    seen: Seen


def link_residents(
    store: Store,
    actor: Actor,
    one: int,
    other: int,
    *,
    origin: LinkOrigin,
    seen: Seen | None = None,
    overrule: bool = False,
    now: datetime | None = None,
) -> None:
    """Say that two records are one person; with them come the records each of them was linked to before.

    Raises `Contradicted` when somebody decided that two records of what would be one person are not the same; with
    `overrule` that decision is taken back in the same act.
    """
    with unit(store, actor, "link_residents", "personen gekoppeld", event="link", now=now) as act:
        members = _about(act, one, other)
        links = links_among(runner(act), members)
        way = chain(one, other, links)
        if way:
            raise Refused(f"Deze twee zijn al gekoppeld: {_way(act, way)}. Er is niets gewijzigd.")
        against = contradicted(links, _different(act, members), ordered(one, other))
        if against and not overrule:
            raise Contradicted(_told(act, against))
        for low, high in against:
            _end(act, standing(act, low, high))
        _decide(act, (one, other), LinkVerdict.SAME, origin, seen, {row for pair in against for row in pair})


def link_inside(act: Unit, new: int, known: Recognised) -> None:
    """Say inside a running act that a record just made is one person with a known one."""
    act.get(Resident, known.resident_id, WHAT)
    _decide(act, (new, known.resident_id), LinkVerdict.SAME, LinkOrigin.RADAR, known.seen)


def unlink_residents(
    store: Store, actor: Actor, one: int, other: int, *, now: datetime | None = None
) -> None:
    """Take the link between two records away; refused when they were not linked directly, naming the chain."""
    with unit(store, actor, "unlink_residents", "personen losgemaakt", event="unlink", now=now) as act:
        members = _about(act, one, other)
        link = standing(act, one, other)
        if link is None or link.verdict != LinkVerdict.SAME:
            way = chain(one, other, links_among(runner(act), members))
            if way:
                raise Refused(
                    f"Deze twee zijn niet rechtstreeks gekoppeld maar via een ander: {_way(act, way)}. "
                    "Maak een van die koppelingen los."
                )
            raise Refused("Deze twee zijn niet gekoppeld. Er is niets gewijzigd.")
        _end(act, link)
        follow(act, one, other)


def leave_group(store: Store, actor: Actor, resident_id: int, *, now: datetime | None = None) -> None:
    """Take one record out of its group: every link of it ends; what hung together only through it falls apart."""
    with unit(store, actor, "leave_group", "persoon losgemaakt", event="unlink", now=now) as act:
        links = [link for link in standing_of(act, resident_id) if link.verdict == LinkVerdict.SAME]
        _about(act, resident_id)
        if not links:
            raise Refused("Deze melding is aan geen andere persoon gekoppeld. Er is niets gewijzigd.")
        for link in links:
            _end(act, link)
        follow(act, *(member for link in links for member in (link.low_id, link.high_id)))


def not_the_same(
    store: Store,
    actor: Actor,
    one: int,
    other: int,
    *,
    origin: LinkOrigin,
    seen: Seen | None = None,
    overrule: bool = False,
    now: datetime | None = None,
) -> None:
    """Remember that two records are not one person, so that they are never proposed again until this is withdrawn.

    Raises `Contradicted` when they are linked now; with `overrule` the later record leaves its group in the same act.
    """
    with unit(store, actor, "not_the_same", "geen dubbel", event="unlink", now=now) as act:
        members = _about(act, one, other)
        found = standing(act, one, other)
        if found is not None and found.verdict == LinkVerdict.DIFFERENT:
            raise Refused("Dit is al vastgelegd als geen dubbel. Er is niets gewijzigd.")
        touched = set[int]()
        way = chain(one, other, links_among(runner(act), members))
        if way:
            if not overrule:
                raise Contradicted(
                    f"Deze twee zijn nu gekoppeld: {_way(act, way)}. Wie zegt dat dit geen dubbel is, maakt de laatst "
                    "gemelde daarvan los."
                )
            for link in standing_of(act, max(one, other)):
                if link.verdict == LinkVerdict.SAME:
                    touched |= {link.low_id, link.high_id}
                    _end(act, link)
        _decide(act, (one, other), LinkVerdict.DIFFERENT, origin, seen, touched)


def decide_later(
    store: Store,
    actor: Actor,
    one: int,
    other: int,
    *,
    origin: LinkOrigin,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> None:
    """Put two records that look alike aside until somebody knows more."""
    with unit(store, actor, "decide_later", "later besluiten over dubbel", now=now) as act:
        members = _about(act, one, other)
        if standing(act, one, other) is not None or chain(one, other, links_among(runner(act), members)):
            raise Refused("Hierover is al besloten. Er is niets gewijzigd.")
        _decide(act, (one, other), LinkVerdict.LATER, origin, seen)


def withdraw_verdict(
    store: Store, actor: Actor, one: int, other: int, *, now: datetime | None = None
) -> None:
    """Take back that two records are not the same, or were to be decided later: they may be proposed again."""
    with unit(store, actor, "withdraw_verdict", "oordeel over dubbel ingetrokken", now=now) as act:
        _about(act, one, other)
        link = standing(act, one, other)
        if link is None or link.verdict == LinkVerdict.SAME:
            raise Refused("Er is geen oordeel om in te trekken. Er is niets gewijzigd.")
        _end(act, link)
        follow(act, one, other)


def _about(act: Unit, *residents: int) -> set[int]:
    """Check that the records are there, say what the act is about, and return every record of their groups."""
    if len(set(residents)) < len(residents):
        raise Refused("Dit is een en dezelfde melding. Er is niets gewijzigd.")
    groups = [act.get(Resident, resident_id, WHAT).group_id for resident_id in residents]
    members = {
        row_id
        for (row_id,) in act.rows(
            "SELECT id FROM residents WHERE group_id IN (SELECT value FROM json_each(?))", json.dumps(groups)
        )
    }
    numbers = numbers_of(act.run, residents)
    cases = act.rows(
        "SELECT id FROM cases WHERE resident_id IN (SELECT value FROM json_each(?))"
        f" ORDER BY status = '{CaseStatus.CLOSED.value}', opened_at DESC, id DESC LIMIT 1",
        json.dumps(sorted(members)),
    )
    act.about(
        "resident",
        " en ".join(numbers[resident_id] for resident_id in residents),
        case_id=cases[0][0] if cases else None,
        resident_id=residents[0],
    )
    return members


def _way(act: Unit, way: tuple[int, ...]) -> str:
    numbers = numbers_of(act.run, way)
    return " = ".join(numbers[resident_id] for resident_id in way)


def _different(act: Unit, members: set[int]) -> list[Pair]:
    known = json.dumps(sorted(members))
    found = act.rows(
        "SELECT low_id, high_id FROM resident_links WHERE ended_at IS NULL"
        f" AND verdict = '{LinkVerdict.DIFFERENT.value}'"
        " AND low_id IN (SELECT value FROM json_each(?)) AND high_id IN (SELECT value FROM json_each(?))",
        known,
        known,
    )
    return [(low, high) for low, high in found]


def _told(act: Unit, against: tuple[Pair, ...]) -> str:
    """Say what was decided before, by whom and when."""
    said = []
    for low, high in against:
        link = standing(act, low, high)
        if link is not None:
            numbers = numbers_of(act.run, (low, high))
            said.append(
                f"{link.by} legde op {local_day(link.at):%d-%m-%Y} vast dat {numbers[low]} en {numbers[high]} "
                "niet dezelfde persoon zijn"
            )
    return f"{'; '.join(said)}. Wie nu koppelt, trekt dat in."


def _decide(
    act: Unit,
    pair: Pair,
    verdict: LinkVerdict,
    origin: LinkOrigin,
    seen: Seen | None,
    touched: Collection[int] = (),
) -> None:
    """Write down what was decided about two records in the place of what stood there, and let their groups follow.

    `touched` are other records of which a link was ended in this act.
    """
    low, high = ordered(*pair)
    _end(act, standing(act, low, high))
    act.add(
        ResidentLink(
            low_id=low,
            high_id=high,
            verdict=verdict,
            level=seen.level if seen else None,
            reasons=" + ".join(seen.reasons) if seen else "",
            origin=origin,
            by=act.actor.name,
            at=act.now,
        )
    )
    follow(act, low, high, *touched)


def _end(act: Unit, link: ResidentLink | None) -> None:
    if link is not None:
        link.ended_at, link.ended_by = act.now, act.actor.name
        act.session.add(link)
        act.session.flush()
