"""Which known people may be the one asked for, found by indexed columns only, and how sure that is.

A person is looked for by the same address, telephone, BSN or day of birth, by a surname that is the same or looks alike
among those born in the same year, and, where a birth is not known, by the name in full when few have it. Each look is
bounded, so that the answer comes as quickly among hundreds of thousands of people as among a hundred.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from store.codes import MatchLevel
from store.queries.radar_address import MOST, AddressParts, Near, near_addresses
from store.queries.search_run import any_of, spellings
from store.queries.shared import as_day
from store.rules.name_match import SIMILAR, always_heard, mistyped, sound
from store.rules.person_match import Match, PersonParts, judge
from store.rules.person_names import PREFIX_WORDS
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
    found = candidates(run, asked, [one.id for one in near if one.kind != "other_home"])
    rare = _rarely_named(run, asked)
    found |= rare
    found.discard(without)
    kinds = {one.id: one.kind for one in near}
    alike = []
    for known in people(run, found):
        if before is not None and known[0] >= before:
            continue
        match = judge(asked, known[3], kinds.get(known[2] or 0, ""), rare=known[0] in rare)
        if match is not None:
            alike.append(LookAlike(*known, match))
    levels = list(MatchLevel)
    return sorted(alike, key=lambda one: (levels.index(one.match.level), -one.id))


def candidates(run: Run, asked: PersonParts, addresses: list[int]) -> set[int]:
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
    return found | _by_name(run, asked)


def _turned(day: date) -> date | None:
    return None if day.day > 12 or day.day == day.month else date(day.year, day.day, day.month)


def _by_name(run: Run, asked: PersonParts) -> set[int]:
    """Return records with this name, or one that looks or sounds like it, born in the same year."""
    wanted = {part for part in (*asked.family.parts, asked.family.core) if part}
    names = set(asked.names.full)
    if not wanted:
        return set()
    year = asked.year
    if year is None:
        return set()
    # One text instead of thousands of rows; there is no line end in a folded name.
    ((born,),) = run(
        "SELECT group_concat(surname_key, char(10)) FROM"
        " (SELECT DISTINCT surname_key FROM residents WHERE birth_year = ? AND surname_key <> '')",
        (year,),
    )
    alike = _alike((born or "").split("\n"), wanted | names, {sound(part) for part in wanted})
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
    found = [row[0] for row in run(statement, (both, RARE + 1))]
    if len(found) > RARE:
        return set()
    if asked.year is None:
        return set(found)
    unknown = f"SELECT id FROM residents WHERE id {_IN} AND +birth_year IS NULL"
    return {row[0] for row in run(unknown, (json.dumps(found),))}


_HEARD_ALIKE = ("ckq", "szc", "fvp", "iyje", "gch", "td")


def _alike(keys: Collection[str], wanted: set[str], heard: set[str]) -> list[str]:
    """Return which folded surnames have a part that may be one of those wanted: the same, mistyped, or by sound.

    The comparing of letters is done for all names at once in C; by sound only those that begin alike and have the same
    letters that are always heard are compared.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA, JaroWinkler

    part_of: dict[str, list[str]] = {}
    for key in keys:
        if " " in key:
            for part in {key.replace(" ", ""), *key.split()}:
                part_of.setdefault(part, []).append(key)
    whole = {key for key in keys if " " not in key}
    names = list(whole | part_of.keys())
    found = wanted.intersection(names)
    for one in wanted:
        slipped = process.extract(one, names, scorer=OSA.distance, score_cutoff=2, limit=None)
        similar = process.extract(one, names, scorer=JaroWinkler.similarity, score_cutoff=SIMILAR, limit=None)
        close = {part for part, _, _ in slipped} | {part for part, _, _ in similar}
        found |= {part for part in close if mistyped(part, one, SIMILAR)}
    first = {
        letter for one in heard for group in (one[:1], *_HEARD_ALIKE) if one[:1] in group for letter in group
    }
    letters = {always_heard(one) for one in heard}
    found.update(
        part for part in names if part[:1] in first and always_heard(part) in letters and sound(part) in heard
    )
    return sorted((found & whole) | {key for part in found for key in part_of.get(part, ())})


_PEOPLE = (
    "SELECT id, group_id, address_id, given, prefix, surname, birth_date, birth_year, phone_key, bsn, name_text"
    f" FROM residents WHERE id {_IN}"
)


def people(run: Run, ids: Iterable[int]) -> list[tuple[int, int, int | None, PersonParts]]:
    """Return (id, group, address, person) of these records."""
    wanted = json.dumps(sorted(ids))
    return [
        (
            row[0],
            row[1],
            row[2],
            PersonParts(row[3], row[4], row[5], as_day(row[6]), row[7], row[8], row[9], row[10]),
        )
        for row in run(_PEOPLE, (wanted,))
    ]


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
