"""What a field suggests while somebody types: partners, addresses, workers and teams.

Each call reads an index or a small table, so that it can run at every key (5 ms with 100,000 signals).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from store.codes import PartnerType, TeamKind
from store.engine.lifecycle import Store
from store.queries.shared import address_line, fetch
from store.queries.visibility import may_see_address, may_see_case
from store.rules.normalise import house_number, pretty_postcode, street_and_number
from store.text import fold

_LONGEST = 100
_LAST = "\U0010ffff"
_POSTCODE = re.compile(
    r"\s*([1-9][0-9]{3})(?:\s*([a-z]{1,2})(?![a-z]))?(?:(?:(?<=[a-z])|[\s,]+)([0-9].*))?\s*",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class PartnerHit:
    """A partner; `alias` is the other name that matched, empty when its own name did."""

    id: int
    name: str
    type: PartnerType
    alias: str


@dataclass(frozen=True, slots=True)
class AddressHit:
    """A known address and how many signals there are of it."""

    id: int
    street: str
    house_number: int | None
    addition: str
    postcode: str
    place: str
    signals: int

    @property
    def line(self) -> str:
        """The address as a person reads it: `Kerkstraat 41A, 2641 AB Pijnacker`."""
        area = " ".join(part for part in (pretty_postcode(self.postcode), self.place) if part)
        return address_line(self.street, self.house_number, self.addition, area, "")


@dataclass(frozen=True, slots=True)
class WorkerHit:
    """Somebody who works with this store."""

    id: int
    name: str
    team: str


@dataclass(frozen=True, slots=True)
class TeamHit:
    """A team or organisation to route to."""

    id: int
    key: str
    name: str
    kind: TeamKind
    opens_case: bool


def suggest_partners(
    store: Store, text: str, profile_id: int | None = None, limit: int = 8
) -> tuple[PartnerHit, ...]:
    """Return partners whose name or other name starts with, or holds, what was typed; those of the profile first.

    The same organisation in several profiles is suggested once. Nothing typed suggests nothing.
    """
    key = fold(text[:_LONGEST])
    if not key:
        return ()
    found = fetch(
        store, "SELECT id, name, name_key, type, aliases, profile_id FROM partners WHERE active = 1"
    )
    ranked: list[tuple[int, bool, str, PartnerHit]] = []
    for row_id, name, name_key, kind, aliases, owner in found:
        rank, alias = _rank(key, name_key), ""
        for other in aliases.splitlines():
            other_rank = _rank(key, fold(other))
            if other_rank < rank:
                rank, alias = other_rank, other.strip()
        if rank < _NO_MATCH:
            foreign = profile_id is not None and owner not in (profile_id, None)
            ranked.append((rank, foreign, name_key, PartnerHit(row_id, name, PartnerType.of(kind), alias)))
    once: dict[str, tuple[int, bool, str, PartnerHit]] = {}
    for item in sorted(ranked, key=lambda item: (item[1], item[0], item[3].id)):
        once.setdefault(item[2], item)
    return tuple(item[3] for item in sorted(once.values(), key=lambda item: item[:3]))[:limit]


_NO_MATCH = 3


def _rank(key: str, name: str) -> int:
    """Tell how well a folded name answers: 0 starts with it, 1 a word does, 2 holds it, 3 not at all."""
    if name.startswith(key):
        return 0
    if f" {key}" in name:
        return 1
    return 2 if len(key) > 2 and key in name else _NO_MATCH


_ADDRESS = """
SELECT a.id, a.street, a.house_number, a.addition, a.postcode, a.place,
 (SELECT count(*) FROM signals s WHERE s.address_id = a.id AND {signals})
FROM (SELECT * FROM addresses WHERE {where} AND {seen} ORDER BY {order} LIMIT ?) a
"""


def suggest_addresses(store: Store, text: str, limit: int = 8) -> tuple[AddressHit, ...]:
    """Return known addresses for the start of a street with or without number, or a postcode with or without space.

    With a number, that number comes first, then longer ones that start with it. A whole postcode whose number is
    not known yet still shows its street.
    """
    typed = text[:_LONGEST]
    postcode = _POSTCODE.fullmatch(typed)
    if postcode is not None:
        return _by_postcode(store, postcode[1] + (postcode[2] or "").upper(), postcode[3] or "", limit)
    street, number, addition = street_and_number(typed)
    if number is not None:
        hits = _by_street(store, fold(street), number, addition, limit)
        if hits:
            return hits
    return _by_street(store, fold(typed), None, "", limit)


def _by_street(
    store: Store, key: str, number: int | None, addition: str, limit: int
) -> tuple[AddressHit, ...]:
    if not key:
        return ()
    where, values = "street_key >= ? AND street_key < ?", [key, key + _LAST]
    if number is None:
        return _addresses(store, where, "street_key, house_number", values, limit)
    return _addresses(
        store,
        f"{where} AND {_NUMBERS}",
        _NEAREST,
        [*values, *_numbers(number), number, addition],
        limit,
    )


def _by_postcode(store: Store, postcode: str, rest: str, limit: int) -> tuple[AddressHit, ...]:
    where, values = "postcode >= ? AND postcode < ?", [postcode, postcode + _LAST]
    parsed = house_number(rest) if rest else None
    if parsed is not None:
        near = [*_numbers(parsed[0]), *parsed]
        hits = _addresses(store, f"{where} AND {_NUMBERS}", _NEAREST, [*values, *near], limit)
        if hits or len(postcode) < 6:
            return hits
    return _addresses(store, where, "postcode, house_number", values, limit)


_NUMBERS = f"(house_number = ?{' OR house_number BETWEEN ? AND ?' * 3})"
_NEAREST = "house_number <> ?, addition <> ? COLLATE NOCASE, street_key, house_number, addition"


def _numbers(number: int) -> list[object]:
    """Return the bounds of the house numbers that start with the digits of `number`, up to five digits."""
    bounds: list[object] = [number]
    for size in (10, 100, 1000):
        bounds += [number * size, number * size + size - 1]
    return bounds


def _addresses(store: Store, where: str, order: str, values: list[Any], limit: int) -> tuple[AddressHit, ...]:
    statement = _ADDRESS.format(
        where=where,
        order=order,
        seen=may_see_address(store, "id")[0],
        signals=may_see_case(store, "s.case_id")[0],
    )
    found = fetch(store, statement, (*values, limit))
    return tuple(AddressHit(*row) for row in found)


def suggest_workers(store: Store, text: str, limit: int = 8) -> tuple[WorkerHit, ...]:
    """Return workers by the start of any part of their name; nothing typed gives the first ones by name."""
    found = fetch(
        store,
        "SELECT w.id, w.name, w.name_key, COALESCE((SELECT group_concat(t.name, ', ') FROM worker_teams m"
        " JOIN teams t ON t.id = m.team_id WHERE m.worker_id = w.id), '')"
        " FROM workers w WHERE w.active = 1 ORDER BY w.name_key, w.id",
    )
    key = fold(text[:_LONGEST])
    ranked = [(_rank(key, name_key), WorkerHit(row_id, name, team)) for row_id, name, name_key, team in found]
    return tuple(hit for rank, hit in sorted(ranked, key=lambda item: item[0]) if rank < _NO_MATCH)[:limit]


def suggest_teams(
    store: Store, text: str, profile_id: int | None = None, limit: int = 8
) -> tuple[TeamHit, ...]:
    """Return teams that are still offered, by name or key; nothing typed gives all, own teams first."""
    found = fetch(
        store,
        "SELECT id, key, name, kind, opens_case FROM teams WHERE active = 1 AND (? IS NULL OR profile_id = ?)"
        " ORDER BY opens_case DESC, name COLLATE NOCASE, id",
        (profile_id, profile_id),
    )
    key = fold(text[:_LONGEST])
    ranked = [
        (
            min(_rank(key, fold(name)), _rank(key, fold(team_key))),
            TeamHit(row_id, team_key, name, TeamKind.of(kind), bool(own)),
        )
        for row_id, team_key, name, kind, own in found
    ]
    return tuple(hit for rank, hit in sorted(ranked, key=lambda item: item[0]) if rank < _NO_MATCH)[:limit]
