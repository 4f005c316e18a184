"""What the store knows of an address and a person while a signal is typed. Facts and reasons, never a risk score."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from store.codes import PartnerType, SignalStatus, Theme
from store.engine.lifecycle import Store
from store.local_time import LOCAL_ZONE, local_day
from store.queries.radar_address import AddressParts, Near, addresses_near, places_line
from store.queries.radar_people import PersonMatch, RadarCase, cases_at, cases_of_household, matches
from store.queries.radar_reporter import ReporterParts, Sighting, seen_with_phone, seen_with_reporter
from store.queries.shared import as_themes, fetch, instant
from store.queries.visibility import may_see_case
from store.rules.person_match import MatchLevel, PersonParts

__all__ = [
    "AddressParts",
    "MatchLevel",
    "PersonMatch",
    "PersonParts",
    "Radar",
    "RadarCase",
    "RadarSignal",
    "ReporterParts",
    "Sighting",
    "radar",
]

MONTHS = 12
_LISTED = 20


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
class Radar:
    """What is known. `headline` is "3 signalen van 2 organisaties in 12 maanden"; empty without a known address.

    `signals` are the newest of the last 12 months, `count` and `organisations` are over all of those; `earlier`
    counts the older ones; `by_organisation` says who sent how many of those 12 months, most first. `other_homes` are
    homes at the same number with another addition, with their counts. `household` are open cases that are one household
    with a case of this address or of the people found. `reporter` and `phone` are earlier signals by the same reporter
    and with the same telephone number.
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
    by_organisation: tuple[tuple[str, int], ...] = ()
    household: tuple[RadarCase, ...] = ()
    reporter: tuple[Sighting, ...] = ()
    phone: tuple[Sighting, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is known of address, person, telephone or reporter."""
        there = (
            self.count,
            self.earlier,
            self.cases,
            self.other_homes,
            self.matches,
            self.reporter,
            self.phone,
        )
        return not any(there)


def radar(
    store: Store,
    *,
    address: AddressParts,
    person: PersonParts,
    today: date,
    reporter: ReporterParts | None = None,
    exclude_signal_id: int | None = None,
) -> Radar:
    """Return what is known of an address, a person and a reporter, `exclude_signal_id` (the signal looked at) left out.

    Without postcode and place every Kerkstraat 41 in the store counts, and the address line names the places.
    """
    near = addresses_near(store, address)
    homes = [one for one in near if one.kind == "same"]
    exclude = exclude_signal_id or 0
    here = [one.id for one in homes]
    since = year_before(today)
    signals, count, earlier = _signals(store, here, since, exclude)
    organisations = _organisations(store, here, since, exclude)
    found = matches(store, person, near, exclude)
    cases = cases_at(store, here)
    return Radar(
        address=places_line(homes),
        headline=headline_of(count, len(organisations)) if homes else "",
        signals=signals,
        count=count,
        organisations=len(organisations),
        earlier=earlier,
        cases=cases,
        other_homes=_other_homes(store, [one for one in near if one.kind == "other_home"], exclude),
        matches=found,
        by_organisation=organisations,
        household=_household(store, [*cases, *(match.case for match in found if match.case)]),
        reporter=seen_with_reporter(store, reporter or ReporterParts(), since, exclude),
        phone=seen_with_phone(
            store, {person.phone, reporter.phone if reporter else ""} - {""}, since, exclude
        ),
    )


def headline_of(count: int, organisations: int) -> str:
    """Return the headline of an address with so many signals of so many organisations in 12 months."""
    if not count:
        return f"geen signalen in {MONTHS} maanden"
    signals = "1 signaal" if count == 1 else f"{count} signalen"
    if not organisations:
        return f"{signals} in {MONTHS} maanden"
    sources = "1 organisatie" if organisations == 1 else f"{organisations} organisaties"
    return f"{signals} van {sources} in {MONTHS} maanden"


def year_before(today: date) -> str:
    """Return the stored form of local midnight a year before `today` (29 February: the 28th)."""
    day = date(today.year - 1, today.month, min(today.day, 28) if today.month == 2 else today.day)
    return datetime.combine(day, time(), LOCAL_ZONE).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


SOURCES = " FROM signals s LEFT JOIN partners p ON p.id = s.partner_id LEFT JOIN reporters m ON m.id = s.reporter_id"
ORGANISATION = (
    f"COALESCE(s.partner_type, '') NOT IN ('{PartnerType.RESIDENT.value}', '{PartnerType.RELATIVE.value}')"
)
_AT = " WHERE s.address_id IN (SELECT value FROM json_each(?)) AND s.id <> ?"


def _signals(
    store: Store, addresses: list[int], since: str, exclude: int
) -> tuple[tuple[RadarSignal, ...], int, int]:
    if not addresses:
        return (), 0, 0
    seen, more = may_see_case(store, "s.case_id")
    values = (json.dumps(addresses), exclude, *more)
    ((count, earlier),) = fetch(
        store,
        "SELECT COALESCE(sum(s.received_at >= ?), 0), COALESCE(sum(s.received_at < ?), 0)"
        f" FROM signals s{_AT} AND {seen}",
        (since, since, *values),
    )
    found = fetch(
        store,
        "SELECT s.id, s.number, s.received_at, COALESCE(p.name, NULLIF(m.organisation, ''), ''), s.themes, s.status,"
        f" COALESCE(k.number, ''){SOURCES} LEFT JOIN cases k ON k.id = s.case_id{_AT} AND {seen}"
        " AND s.received_at >= ? ORDER BY s.received_at DESC, s.id DESC LIMIT ?",
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
    return signals, count, earlier


def _organisations(
    store: Store, addresses: list[int], since: str, exclude: int
) -> tuple[tuple[str, int], ...]:
    if not addresses:
        return ()
    seen, more = may_see_case(store, "s.case_id")
    found = fetch(
        store,
        "SELECT COALESCE(p.name, m.organisation, ''), count(*) AS many"
        f"{SOURCES}{_AT} AND {seen} AND s.received_at >= ? AND {ORGANISATION}"
        " AND (s.partner_id IS NOT NULL OR COALESCE(m.organisation, '') <> '')"
        " GROUP BY COALESCE('p' || s.partner_id, 'o' || lower(m.organisation)) ORDER BY many DESC, 1",
        (json.dumps(addresses), exclude, *more, since),
    )
    return tuple((name, many) for name, many in found)


def _household(store: Store, cases: Iterable[RadarCase]) -> tuple[RadarCase, ...]:
    known = {case.id for case in cases}
    return tuple(case for case in cases_of_household(store, known) if case.id not in known)


def _other_homes(store: Store, homes: list[Near], exclude: int) -> tuple[tuple[str, int], ...]:
    if not homes:
        return ()
    seen, more = may_see_case(store, "s.case_id")
    counts = dict(
        fetch(
            store,
            f"SELECT s.address_id, count(*) FROM signals s{_AT} AND {seen} GROUP BY s.address_id",
            (json.dumps([home.id for home in homes]), exclude, *more),
        )
    )
    return tuple(sorted((home.line, counts[home.id]) for home in homes if home.id in counts))
