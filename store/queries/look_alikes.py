"""Which known people may be the one asked for, found by indexed columns only, and how sure that is.

A person is looked for by the same address, telephone, BSN or day of birth, by a surname that is the same or looks alike
among those born in the same year, and, where a birth is not known, by the name in full when few have it. Each look is
bounded, so that the answer comes as quickly among hundreds of thousands of people as among a hundred.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from store.codes import MatchLevel
from store.queries.radar_address import MOST, AddressParts, Near, near_addresses
from store.queries.search_run import any_of, cannot_be_in_index, spellings
from store.queries.shared import as_day
from store.rules.name_match import sound
from store.rules.person_match import Match, PersonParts, judge
from store.rules.person_names import PREFIX_WORDS
from store.rules.person_sieve import Sieve
from store.rules.surnames_alike import Surnames
from store.text import fold

Run = Callable[[str, tuple[object, ...]], Any]
"""Runs plain SQL and gives its rows: `execute` of a reader or of a connection in a transaction."""

RARE = 12
"""Up to so many records with one surname and given name, that name is rare (own norm)."""
_IN = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A known record that may be the person asked for."""

    id: int
    group_id: int
    address_id: int | None
    person: PersonParts
    match: Match


def look_alikes(
    run: Run,
    asked: PersonParts,
    near: Collection[Near],
    *,
    without: int = 0,
    before: int | None = None,
) -> list[LookAlike]:
    """Return the records that may be `asked`, surest first, the newest first among equals.

    `near` are the known addresses round the one asked for; `without` is a record that is not itself its look-alike;
    with `before` only records that came earlier count.
    """
    (found,) = look_alikes_of_many(run, [(asked, near)], BornNames(run), without=without, before=before)
    return found


class BornNames:
    """The surnames of those born in a year, read once and made ready to be compared."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._years: dict[int, Surnames] = {}
        self._same: dict[str, str] = {}

    def of(self, year: int) -> Surnames:
        """Return the surnames of one year."""
        if year not in self._years:
            # One text instead of thousands of rows; there is no line end in a folded name.
            ((born,),) = self._run(
                "SELECT group_concat(surname_key, char(10)) FROM"
                " (SELECT DISTINCT surname_key FROM residents WHERE birth_year = ? AND surname_key <> '')",
                (year,),
            )
            keys = (born or "").split("\n")
            self._years[year] = Surnames([self._same.setdefault(key, key) for key in keys])
        return self._years[year]


def look_alikes_of_many(
    run: Run,
    many: Sequence[tuple[PersonParts, Collection[Near]]],
    born: BornNames,
    *,
    without: int = 0,
    before: int | None = None,
) -> list[list[LookAlike]]:
    """Return what `look_alikes` does for each of many people; `born` may be kept for the next ones.

    The records to compare with are read for all of them together.
    """
    wanted: list[tuple[set[int], set[int]]] = []
    for asked, near in many:
        rare = _rarely_named(run, asked)
        found = candidates(run, asked, [one.id for one in near if one.kind != "other_home"], born) | rare
        found.discard(without)
        wanted.append((found, rare))
    every = {row_id for found, _ in wanted for row_id in found if before is None or row_id < before}
    rows = {row[0]: row for row in run(_PEOPLE, (json.dumps(sorted(every)),))}
    return [
        _alike(asked, near, [rows[one] for one in found if one in rows], rare)
        for (asked, near), (found, rare) in zip(many, wanted, strict=True)
    ]


def _alike(
    asked: PersonParts, near: Collection[Near], rows: Iterable[tuple[Any, ...]], rare: set[int]
) -> list[LookAlike]:
    """Return which of these rows may be the person asked for, surest first."""
    kinds = {one.id: one.kind for one in near}
    sieve = Sieve(asked)
    alike = []
    for row in rows:
        kind = kinds.get(row[2] or 0, "")
        if not sieve.passes(kind, *row[3:10]):
            continue
        match = judge(asked, _person(row), kind, rare=row[0] in rare)
        if match is not None:
            alike.append(LookAlike(row[0], row[1], row[2], _person(row), match))
    levels = list(MatchLevel)
    return sorted(alike, key=lambda one: (levels.index(one.match.level), -one.id))


def candidates(run: Run, asked: PersonParts, addresses: list[int], born: BornNames) -> set[int]:
    """Return the ids of records worth comparing with a person."""
    looks: list[tuple[str, object]] = []
    if addresses:
        looks.append((f"address_id {_IN}", json.dumps(addresses)))
    if asked.phone:
        looks.append(("phone_key = ? AND phone_key <> ''", asked.phone))
    if asked.bsn:
        looks.append(("bsn = ? AND bsn <> ''", asked.bsn))
    if asked.birth_date is not None:
        looks.append(("birth_date = ? AND birth_date IS NOT NULL", asked.birth_date.isoformat()))
        turned = _turned(asked.birth_date)
        if turned is not None:
            looks.append(("birth_date = ? AND birth_date IS NOT NULL", turned.isoformat()))
    found = set[int]()
    for condition, value in looks:
        statement = f"SELECT id FROM residents WHERE {condition} ORDER BY id DESC LIMIT ?"
        found.update(row[0] for row in run(statement, (value, MOST)))
    return found | _by_name(run, asked, born)


def _turned(day: date) -> date | None:
    return None if day.day > 12 or day.day == day.month else date(day.year, day.day, day.month)


def _by_name(run: Run, asked: PersonParts, born: BornNames) -> set[int]:
    """Return records with this name, or one that looks or sounds like it, born in the same year."""
    wanted = {part for part in (*asked.family.parts, asked.family.core) if part}
    year = asked.year
    if not wanted or year is None:
        return set()
    alike = born.of(year).alike(wanted | set(asked.names.full), {sound(part) for part in wanted})
    statement = (
        f"SELECT id FROM residents WHERE birth_year = ? AND surname_key {_IN} ORDER BY id DESC LIMIT ?"
    )
    return {row[0] for row in run(statement, (year, json.dumps(alike), MOST))}


def _rarely_named(run: Run, asked: PersonParts) -> set[int]:
    """Return records with this surname and given name in full, when few have those, where one birth is not known."""
    names = asked.names.full
    words = {*asked.family.parts, *fold(asked.surname).split()} - PREFIX_WORDS
    if not names or not words:
        return set()
    both = " AND ".join(
        any_of(spelling for word in sorted(part) for spelling in spellings(word))
        for part in (words, set(names))
    )
    statement = "SELECT rowid FROM search_names WHERE search_names MATCH ? LIMIT ?"
    try:
        found = [row[0] for row in run(statement, (both, RARE + 1))]
    except Exception as error:
        if cannot_be_in_index(error):
            return set()
        raise
    if len(found) > RARE:
        return set()
    if asked.year is None:
        return set(found)
    unknown = f"SELECT id FROM residents WHERE id {_IN} AND +birth_year IS NULL"
    return {row[0] for row in run(unknown, (json.dumps(found),))}


_PEOPLE = (
    "SELECT id, group_id, address_id, given, prefix, surname, birth_date, birth_year, phone_key, bsn, name_text"
    f" FROM residents WHERE id {_IN}"
)


def people(run: Run, ids: Iterable[int]) -> list[tuple[int, int, int | None, PersonParts]]:
    """Return (id, group, address, person) of these records."""
    wanted = json.dumps(sorted(ids))
    return [(row[0], row[1], row[2], _person(row)) for row in run(_PEOPLE, (wanted,))]


def _person(row: Sequence[Any]) -> PersonParts:
    return PersonParts(row[3], row[4], row[5], as_day(row[6]), row[7], row[8], row[9], row[10])


def address_of(run: Run, address_id: int | None) -> AddressParts:
    """Return the parts of a known address; nothing when there is none."""
    if address_id is None:
        return AddressParts()
    statement = "SELECT street, house_number, addition, postcode, place FROM addresses WHERE id = ?"
    (row,) = list(run(statement, (address_id,)))
    return AddressParts(*row)


def near_of(run: Run, address_id: int | None) -> list[Near]:
    """Return the addresses round a known one, itself first; for one without a number itself alone."""
    if address_id is None:
        return []
    near = [one for one in near_addresses(run, address_of(run, address_id)) if one.id != address_id]
    return [Near(address_id, "", "", "same"), *near]
