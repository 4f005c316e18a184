"""What the store knows of an address and a person while a signal is typed. Facts and reasons, never a risk score."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

from store.codes import CaseStatus, PartnerType, SignalStatus, Theme
from store.engine.lifecycle import Store
from store.local_time import LOCAL_ZONE, local_day
from store.queries.person_match import Known, MatchLevel, PersonParts, judge, letter_block
from store.queries.radar_address import MOST, AddressParts, Near, addresses_near, places_line
from store.queries.shared import address_line, as_day, as_themes, fetch, instant, person_name
from store.text import fold

__all__ = [
    "AddressParts",
    "MatchLevel",
    "PersonMatch",
    "PersonParts",
    "Radar",
    "RadarCase",
    "RadarSignal",
    "radar",
]

MONTHS = 12
_LISTED = 20
_MATCHES = 8
_LAST = "\U0010ffff"
_OPEN = f"k.status <> '{CaseStatus.CLOSED.value}'"


@dataclass(frozen=True, slots=True)
class RadarSignal:
    """An earlier signal of this address."""

    id: int
    number: str
    received_on: date
    source: str
    themes: tuple[Theme, ...]
    status: SignalStatus
    case_number: str


@dataclass(frozen=True, slots=True)
class RadarCase:
    """An open case."""

    id: int
    number: str
    status: CaseStatus
    lead: str
    who: str


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """Somebody who may be the person typed; reports that agree on name, birth and address stand together.

    `reason` is the level with its reasons ("zeker: adres + naam + zelfde jaar"); `case` is the newest open case.
    """

    resident_id: int
    who: str
    where: str
    level: MatchLevel
    reasons: tuple[str, ...]
    signals: int
    last_on: date | None
    case: RadarCase | None

    @property
    def reason(self) -> str:
        """The level and the reasons in one Dutch text."""
        return f"{self.level.label}: {' + '.join(self.reasons)}"


@dataclass(frozen=True, slots=True)
class Radar:
    """What is known. `headline` is "3 signalen van 2 organisaties in 12 maanden"; empty without a known address.

    `signals` are the newest of the last 12 months, `count` and `organisations` are over all of those; `earlier`
    counts the older ones. `other_homes` are homes at the same number with another addition, with their counts.
    """

    address: str
    headline: str
    signals: tuple[RadarSignal, ...]
    count: int
    organisations: int
    earlier: int
    cases: tuple[RadarCase, ...]
    other_homes: tuple[tuple[str, int], ...]
    matches: tuple[PersonMatch, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing is known of address or person."""
        return not (self.count or self.earlier or self.cases or self.other_homes or self.matches)


def radar(
    store: Store,
    *,
    address: AddressParts,
    person: PersonParts,
    today: date,
    exclude_signal_id: int | None = None,
) -> Radar:
    """Return what is known of an address and a person, `exclude_signal_id` (the signal looked at) left out.

    Without postcode and place every Kerkstraat 41 in the store counts, and the address line names the places.
    """
    near = addresses_near(store, address)
    homes = [one for one in near if one.kind == "same"]
    exclude = exclude_signal_id or 0
    signals, count, organisations, earlier = _signals(store, [one.id for one in homes], today, exclude)
    return Radar(
        address=places_line(homes),
        headline=_headline(count, organisations) if homes else "",
        signals=signals,
        count=count,
        organisations=organisations,
        earlier=earlier,
        cases=_cases_at(store, [one.id for one in homes]),
        other_homes=_other_homes(store, [one for one in near if one.kind == "other_home"], exclude),
        matches=_matches(store, person, near, exclude),
    )


def _headline(count: int, organisations: int) -> str:
    if not count:
        return f"geen signalen in {MONTHS} maanden"
    signals = "1 signaal" if count == 1 else f"{count} signalen"
    if not organisations:
        return f"{signals} in {MONTHS} maanden"
    sources = "1 organisatie" if organisations == 1 else f"{organisations} organisaties"
    return f"{signals} van {sources} in {MONTHS} maanden"


def _year_before(today: date) -> str:
    """Return the stored form of local midnight a year before `today` (29 February: the 28th)."""
    day = date(today.year - 1, today.month, min(today.day, 28) if today.month == 2 else today.day)
    return datetime.combine(day, time(), LOCAL_ZONE).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


_SOURCES = " FROM signals s LEFT JOIN partners p ON p.id = s.partner_id LEFT JOIN reporters m ON m.id = s.reporter_id"
_ORGANISATION = (
    f"COALESCE(s.partner_type, '') NOT IN ('{PartnerType.RESIDENT.value}', '{PartnerType.RELATIVE.value}')"
)
_AT = " WHERE s.address_id IN (SELECT value FROM json_each(?)) AND s.id <> ?"


def _signals(
    store: Store, addresses: list[int], today: date, exclude: int
) -> tuple[tuple[RadarSignal, ...], int, int, int]:
    if not addresses:
        return (), 0, 0, 0
    values, since = (json.dumps(addresses), exclude), _year_before(today)
    counted = fetch(
        store,
        "SELECT COALESCE(sum(s.received_at >= ?), 0), COALESCE(sum(s.received_at < ?), 0),"
        f" count(DISTINCT CASE WHEN s.received_at >= ? AND {_ORGANISATION} THEN"
        " COALESCE('p' || s.partner_id, 'o' || NULLIF(lower(m.organisation), '')) END)"
        f"{_SOURCES}{_AT}",
        (since, since, since, *values),
    )
    count, earlier, organisations = counted[0]
    found = fetch(
        store,
        "SELECT s.id, s.number, s.received_at, COALESCE(p.name, NULLIF(m.organisation, ''), ''), s.themes, s.status,"
        f" COALESCE(k.number, ''){_SOURCES} LEFT JOIN cases k ON k.id = s.case_id{_AT} AND s.received_at >= ?"
        " ORDER BY s.received_at DESC, s.id DESC LIMIT ?",
        (*values, since, _LISTED),
    )
    signals = tuple(
        RadarSignal(
            row[0],
            row[1],
            local_day(instant(row[2])),
            row[3],
            as_themes(row[4]),
            SignalStatus.of(row[5]),
            row[6],
        )
        for row in found
    )
    return signals, count, organisations, earlier


_CASE = (
    "k.id, k.number, k.status, k.case_lead, r.given, r.prefix, r.surname, r.name_text, r.birth_year"
    " FROM cases k LEFT JOIN residents r ON r.id = k.resident_id"
)


def _case(row: Iterable[Any]) -> RadarCase:
    row_id, number, status, lead, *name = row
    return RadarCase(row_id, number, CaseStatus.of(status), lead, person_name(*name))


def _cases_at(store: Store, addresses: list[int]) -> tuple[RadarCase, ...]:
    if not addresses:
        return ()
    values = json.dumps(addresses)
    found = fetch(
        store,
        f"SELECT {_CASE} WHERE {_OPEN} AND k.id IN ("
        "SELECT c.id FROM cases c WHERE c.address_id IN (SELECT value FROM json_each(?))"
        " UNION SELECT s.case_id FROM signals s WHERE s.address_id IN (SELECT value FROM json_each(?)))"
        " ORDER BY k.opened_at DESC, k.id DESC LIMIT ?",
        (values, values, _MATCHES),
    )
    return tuple(_case(row) for row in found)


def _other_homes(store: Store, homes: list[Near], exclude: int) -> tuple[tuple[str, int], ...]:
    if not homes:
        return ()
    counts = dict(
        fetch(
            store,
            f"SELECT s.address_id, count(*) FROM signals s{_AT} GROUP BY s.address_id",
            (json.dumps([home.id for home in homes]), exclude),
        )
    )
    return tuple(sorted((home.line, counts[home.id]) for home in homes if home.id in counts))


_RESIDENT = "SELECT r.id FROM residents r WHERE"


def _candidates(store: Store, asked: PersonParts, near: list[Near]) -> set[int]:
    """Return residents worth comparing: same surname and year, a surname nearby in that year, or these addresses."""
    key, year = asked.key, asked.year
    found = set[int]()
    if near:
        ids = json.dumps([one.id for one in near if one.kind != "other_home"])
        statement = f"{_RESIDENT} r.address_id IN (SELECT value FROM json_each(?)) ORDER BY r.id DESC LIMIT ?"
        found.update(row[0] for row in fetch(store, statement, (ids, MOST)))
    if not key or year is None:
        return found
    keys = [key]
    for letter in letter_block(key):
        names = fetch(
            store,
            "SELECT DISTINCT surname_key FROM residents WHERE surname_key >= ? AND surname_key < ? AND birth_year = ?",
            (letter, letter + _LAST, year),
        )
        keys += [name for (name,) in names if judge(asked, Known(name, "", None, year)) is not None]
    statement = (
        f"{_RESIDENT} r.surname_key IN (SELECT value FROM json_each(?)) AND r.birth_year = ?"
        " ORDER BY r.id DESC LIMIT ?"
    )
    found.update(row[0] for row in fetch(store, statement, (json.dumps(keys), year, MOST)))
    return found


def _matches(store: Store, asked: PersonParts, near: list[Near], exclude: int) -> tuple[PersonMatch, ...]:
    ids = _candidates(store, asked, near) if asked.key or asked.birth_date else set[int]()
    if not ids:
        return ()
    values = json.dumps(sorted(ids))
    found = fetch(
        store,
        "SELECT r.id, r.address_id, r.surname_key, r.given, r.birth_date, r.birth_year, r.prefix, r.surname,"
        " r.name_text, a.street, a.house_number, a.addition, a.place, a.described, count(s.id), max(s.received_at)"
        " FROM residents r LEFT JOIN addresses a ON a.id = r.address_id LEFT JOIN signals s ON s.resident_id = r.id"
        " WHERE r.id IN (SELECT value FROM json_each(?))"
        " AND r.id NOT IN (SELECT x.resident_id FROM signals x WHERE x.id = ? AND x.resident_id IS NOT NULL)"
        " GROUP BY r.id ORDER BY r.id DESC",
        (values, exclude),
    )
    cases = _cases_of(store, values)
    kinds = {one.id: one.kind for one in near}
    together: dict[tuple[object, ...], PersonMatch] = {}
    for row in found:
        match = _match(asked, row, kinds.get(row[1], ""), cases.get(row[0]))
        if match is not None:
            key = (row[2], fold(row[3])[:1], row[4] or row[5], row[1])
            together[key] = _joined(together[key], match) if key in together else match
    levels = list(MatchLevel)
    ordered = sorted(together.values(), key=lambda match: match.last_on or date.min, reverse=True)
    ordered.sort(
        key=lambda match: (levels.index(match.level), match.case is None, "naam" not in match.reasons)
    )
    return tuple(ordered[:_MATCHES])


def _cases_of(store: Store, residents: str) -> dict[int, RadarCase]:
    """Return the newest open case per resident, from the case itself or through a signal."""
    found = fetch(
        store,
        "SELECT x.resident_id, k.id, k.number, k.status, k.case_lead, r.given, r.prefix, r.surname, r.name_text,"
        " r.birth_year FROM ("
        "SELECT c.resident_id, c.id AS case_id FROM cases c WHERE c.resident_id IN (SELECT value FROM json_each(?))"
        " UNION SELECT s.resident_id, s.case_id FROM signals s"
        " WHERE s.resident_id IN (SELECT value FROM json_each(?)) AND s.case_id IS NOT NULL"
        f") x JOIN cases k ON k.id = x.case_id LEFT JOIN residents r ON r.id = k.resident_id WHERE {_OPEN}"
        " ORDER BY k.opened_at, k.id",
        (residents, residents),
    )
    return {row[0]: _case(row[1:]) for row in found}


def _match(asked: PersonParts, row: tuple[Any, ...], near: str, case: RadarCase | None) -> PersonMatch | None:
    known = Known(row[2], row[3], as_day(row[4]), row[5], near == "same", near == "swapped")
    judged = judge(asked, known)
    if judged is None:
        return None
    return PersonMatch(
        resident_id=row[0],
        who=person_name(row[3], row[6], row[7], row[8], row[5]),
        where=address_line(*row[9:14]),
        level=judged[0],
        reasons=judged[1],
        signals=row[14],
        last_on=local_day(instant(row[15])) if row[15] else None,
        case=case,
    )


def _joined(one: PersonMatch, other: PersonMatch) -> PersonMatch:
    days = [day for day in (one.last_on, other.last_on) if day]
    return replace(
        one, signals=one.signals + other.signals, last_on=max(days, default=None), case=one.case or other.case
    )
