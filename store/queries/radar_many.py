"""What the radar says of many people and addresses at once, as far as the trial of a delivery tells it.

The same looks and the same judgement as one by one; what is read of the records that were found is read for all
together, and the surnames of a year of birth are read once.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from store.engine.lifecycle import Store
from store.queries.look_alikes import BornNames, look_alikes_of_many
from store.queries.radar import ORGANISATION, SOURCES, headline_of, year_before
from store.queries.radar_address import AddressParts, addresses_near_many
from store.queries.radar_people import PersonMatch, RadarCase, cases_by_address, people_told, worth_asking
from store.queries.shared import fetch
from store.queries.visibility import may_see_case
from store.rules.person_match import PersonParts

_DIGITS = 12
Asked = tuple[AddressParts, PersonParts]


@dataclass(frozen=True, slots=True)
class Glance:
    """A part of `Radar`: `headline`, `count` and `matches` are those; `case` is the first of its `cases`, `signal_id`
    the newest of its `signals`.
    """

    headline: str
    count: int
    matches: tuple[PersonMatch, ...]
    case: RadarCase | None
    signal_id: int | None


@dataclass(slots=True)
class _Here:
    """What came in of one address: `newest` is the moment (stored form) of the newest signal with its id behind it."""

    count: int = 0
    newest: str = ""
    organisations: set[str] = field(default_factory=set)


class ManyRadars:
    """Looks for many people, batch after batch; what it read of names is kept in between."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._since = year_before(today)
        self._born = BornNames(lambda statement, values: store.reader().execute(statement, values))

    def look(self, many: Sequence[Asked]) -> list[Glance]:
        """Return what is known of each address and person."""
        run = self._store.reader().execute
        near = addresses_near_many(self._store, [address for address, _ in many])
        asked = [at for at, (_, person) in enumerate(many) if worth_asking(person)]
        alike = look_alikes_of_many(run, [(many[at][1], near[at]) for at in asked], self._born)
        people = dict(zip(asked, people_told(self._store, alike), strict=True))
        homes = [[one.id for one in found if one.kind == "same"] for found in near]
        every = {one for ids in homes for one in ids}
        here, cases = self._here(every), cases_by_address(self._store, every)
        return [
            _glance(
                people.get(at, ()),
                bool(ids),
                [here[one] for one in ids if one in here],
                [cases[one][0] for one in ids if one in cases],
            )
            for at, ids in enumerate(homes)
        ]

    def _here(self, addresses: Collection[int]) -> dict[int, _Here]:
        """Return per address what came in during the last 12 months."""
        values = json.dumps(sorted(addresses))
        seen, more = may_see_case(self._store, "s.case_id")
        found: dict[int, _Here] = {}
        for address_id, organisation, count, newest in fetch(
            self._store,
            f"SELECT s.address_id, CASE WHEN {ORGANISATION} THEN COALESCE('p' || s.partner_id,"
            " 'o' || lower(NULLIF(m.organisation, ''))) END AS who, count(*),"
            f" max(s.received_at || printf('%0{_DIGITS}d', s.id)){SOURCES}"
            f" WHERE s.address_id IN (SELECT value FROM json_each(?)) AND {seen} AND s.received_at >= ?"
            " GROUP BY s.address_id, who",
            (values, *more, self._since),
        ):
            here = found.setdefault(address_id, _Here())
            here.count += count
            here.newest = max(here.newest, newest)
            if organisation is not None:
                here.organisations.add(organisation)
        return found


def _glance(
    people: tuple[PersonMatch, ...], known: bool, here: list[_Here], cases: list[tuple[str, RadarCase]]
) -> Glance:
    """Put together what is known of the homes at one address."""
    count = sum(one.count for one in here)
    organisations = {name for one in here for name in one.organisations}
    newest = max((one.newest for one in here), default="")
    first = max(cases, key=lambda case: (case[0], case[1].id), default=None)
    return Glance(
        headline_of(count, len(organisations)) if known else "",
        count,
        people,
        first[1] if first else None,
        int(newest[-_DIGITS:]) if newest else None,
    )
