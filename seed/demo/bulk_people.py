"""Who the past of the demo is about: people who are reported once or again and again, and who reports them."""

from __future__ import annotations

import random
from collections import deque
from dataclasses import dataclass
from datetime import date

from seed.demo import texts
from seed.demo.bulk_cases import Opened
from seed.demo.bulk_mix import CONCERNS, Concern
from seed.demo.bulk_rows import BulkRows
from seed.demo.people import Person, invent_person, invent_phone, misspell
from seed.demo.places import Place, invent_address
from store.acts.areas import Areas, address_key
from store.codes import PartnerType
from store.rules.normalise import phone
from store.text import fold

_REMEMBERED = 4000
_CROWD = 200
_FIRST_SHARE = 0.45
_PRIVATE = {PartnerType.RESIDENT, PartnerType.RELATIVE}


@dataclass(slots=True)
class Known:
    """Somebody signals are about, as the demo remembers them: one person at one address, with one concern."""

    profile: str
    person: Person
    place: Place
    concern: Concern
    address_id: int | None = None
    district_id: int | None = None
    resident_id: int | None = None
    case: Opened | None = None
    case_team: int = 0
    last_signal: int | None = None


class Population:
    """Gives the people of the past, most of them new, some of them known already."""

    def __init__(self, rng: random.Random, today: date, profiles: tuple[str, ...], areas: Areas) -> None:
        self._rng = rng
        self._today = today
        self._profiles = profiles
        self._areas = areas
        self._people: deque[Known] = deque(maxlen=_REMEMBERED)
        self._addresses: dict[str, int] = {}

    def somebody(self) -> Known:
        """Return somebody known or new; who was reported often is the likelier to be reported again."""
        rng = self._rng
        if rng.random() < (0.66 if len(self._people) > _CROWD else 0.25 if self._people else 0):
            known = self._people[rng.randrange(len(self._people))]
        else:
            profile = self._profiles[0] if rng.random() < _FIRST_SHARE else rng.choice(self._profiles)
            person = invent_person(rng, self._today)
            known = Known(profile, person, invent_address(rng, profile), CONCERNS.draw(rng))
        self._people.append(known)
        return known

    def place(self, rows: BulkRows, known: Known) -> None:
        """Put the address of somebody in the store, or find the row it has."""
        place = known.place
        code = place.postcode.replace(" ", "")
        key = address_key(place.street, place.number, place.addition, code, place.place, "")
        area = self._areas.locate(code, place.place)
        row_id = self._addresses.get(key) or rows.known_address(key)
        if row_id is None:
            row_id = rows.add(
                "addresses",
                (
                    key,
                    place.street,
                    fold(place.street),
                    place.number,
                    place.addition,
                    code,
                    place.place,
                    "",
                    area.profile_id,
                    area.district_id,
                ),
            )
        self._addresses[key] = row_id
        known.address_id, known.district_id = row_id, area.district_id

    def resident(self, rows: BulkRows, known: Known) -> int:
        """Return the row of the person, a new one when the name is written differently this time."""
        rng, person = self._rng, known.person
        if known.resident_id is not None:
            if rng.random() < 0.9:
                return known.resident_id
            person = misspell(rng, person)
        number = invent_phone(rng) if rng.random() < 0.4 else ""
        row_id = rows.add(
            "residents",
            (
                person.given or person.initials,
                person.prefix,
                person.surname,
                fold(person.surname),
                "",
                person.birth_date.isoformat() if person.birth_date else None,
                person.birth_year,
                number,
                "",
                known.address_id,
                1,
                phone(number) or "",
            ),
        )
        known.resident_id = known.resident_id or row_id
        return row_id

    def reporter(self, rows: BulkRows, kind: PartnerType, partner: str, partner_id: int | None) -> int:
        """Write who reported a signal."""
        rng = self._rng
        person = self._people[rng.randrange(len(self._people))].person
        role = texts.reporter_role(rng, kind)
        private = kind in _PRIVATE
        name = f"{rng.choice('ABCDEFGHJKLMNPRSTW')}. {person.last_name}"
        number = invent_phone(rng)
        return rows.add(
            "reporters",
            (
                partner_id,
                kind.value,
                partner,
                name,
                "" if private else role,
                number,
                "",
                role if private else "",
                phone(number) or "",
            ),
        )
