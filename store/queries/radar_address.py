"""Which known addresses an address as typed means, and which lie so close that they are worth a look."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from store.engine.lifecycle import Store
from store.queries.shared import address_line, fetch
from store.queries.visibility import EVERYTHING, may_see_address
from store.rules.person_match import Near as NearKind
from store.text import fold

MOST = 200
_HIGHEST = 99_999


@dataclass(frozen=True, slots=True)
class AddressParts:
    """An address as far as typed; a postcode in the stored notation ("2641AB")."""

    street: str = ""
    house_number: int | None = None
    addition: str = ""
    postcode: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """A known address: `kind` is "same", "other_home" (other addition) or "swapped" (digits of the number)."""

    id: int
    line: str
    place: str
    kind: NearKind


def addresses_near(store: Store, asked: AddressParts) -> list[Near]:
    """Return the address asked for, other homes at its number, and the same street with swapped digits.

    An address that only a hidden case knows is not known to the viewer.
    """
    return addresses_near_many(store, [asked])[0]


def addresses_near_many(store: Store, many: Sequence[AddressParts]) -> list[list[Near]]:
    """Return what `addresses_near` does for each of many addresses; what may be seen is looked up for all together."""
    run = store.reader().execute
    near = [near_addresses(run, asked) for asked in many]
    ids = json.dumps(sorted({one.id for found in near for one in found}))
    seen = may_see_address(store, "id")
    if ids == "[]" or seen == EVERYTHING:
        return near
    statement = f"SELECT id FROM addresses WHERE id IN (SELECT value FROM json_each(?)) AND {seen[0]}"
    known = {row[0] for row in fetch(store, statement, (ids, *seen[1]))}
    return [[one for one in found if one.id in known] for found in near]


def near_addresses(run: Callable[[str, tuple[object, ...]], Any], asked: AddressParts) -> list[Near]:
    """Return what `addresses_near` does, through a connection that may stand in a transaction."""
    number, street = asked.house_number, fold(asked.street)
    postcode = asked.postcode.replace(" ", "").upper()
    if number is None or not 0 < number <= _HIGHEST or not (street or postcode):
        return []
    swapped = _swaps(number)
    columns = "SELECT id, street, house_number, addition, place, described, postcode, street_key FROM addresses WHERE"
    parts, values = [], list[object]()
    if postcode:
        parts.append(f"{columns} postcode = ? AND house_number = ?")
        values += [postcode, number]
    if street:
        wanted = json.dumps([number, *swapped])
        parts.append(f"{columns} street_key = ? AND house_number IN (SELECT value FROM json_each(?))")
        values += [street, wanted]
    found = run(f"{' UNION '.join(parts)} LIMIT ?", (*values, MOST))
    addition, place = _squeeze(asked.addition), fold(asked.place)
    near = []
    for row in found:
        length = 6 if row[2] == number else 4
        if postcode and row[6] and row[6][:length] != postcode[:length]:
            continue
        if place and row[4] and fold(row[4]) != place and not (postcode and row[6] == postcode):
            continue
        same: NearKind = "same" if _squeeze(row[3]) == addition else "other_home"
        near.append(Near(row[0], address_line(*row[1:6]), row[4], same if row[2] == number else "swapped"))
    return near


def _squeeze(addition: str) -> str:
    return fold(addition).replace(" ", "")


def _swaps(number: int) -> list[int]:
    """Return the house numbers with two neighbouring digits swapped: 41 → 14, 121 → 211 and 112."""
    digits = str(number)
    made = {
        int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])
        for at in range(len(digits) - 1)
        if digits[at : at + 2] != "00"
    }
    return sorted(made - {number, 0})


def places_line(homes: list[Near]) -> str:
    """Return these homes as one address line; in more than one place the places are named."""
    if not homes:
        return ""
    places = sorted({home.place for home in homes if home.place})
    if len(places) < 2:
        return max((home.line for home in homes), key=len)
    street = homes[0].line.removesuffix(f", {homes[0].place}")
    return f"{street} in {', '.join(places[:-1])} en {places[-1]}"
