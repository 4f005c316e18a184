"""Who the radar knows: people who may be the one typed, and the open cases of an address, a person, a household."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from store.codes import CaseStatus, MatchLevel
from store.engine.lifecycle import Store
from store.local_time import local_day
from store.queries.look_alikes import LookAlike, look_alikes
from store.queries.radar_address import Near
from store.queries.shared import address_line, fetch, instant, person_name
from store.queries.visibility import may_see_case, may_see_resident
from store.rules.person_match import PersonParts
from store.text import fold

_MATCHES = 8
_OPEN = f"k.status <> '{CaseStatus.CLOSED.value}'"
_IN = "IN (SELECT value FROM json_each(?))"


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
    """Somebody who may be the person typed; linked records, and those that agree on name, birth and address, stand
    together.

    `reason` is the level with its reasons ("zeker: adres + naam + zelfde jaar"); `case` is the newest open case,
    `signal_id` the newest signal, `records` how many records it is about.
    """

    resident_id: int
    who: str
    where: str
    level: MatchLevel
    reasons: tuple[str, ...]
    signals: int
    last_on: date | None
    case: RadarCase | None
    signal_id: int | None = None
    records: int = 1

    @property
    def reason(self) -> str:
        """The level and the reasons in one Dutch text."""
        return f"{self.level.label}: {' + '.join(self.reasons)}"


def matches(
    store: Store, asked: PersonParts, near: Collection[Near], exclude: int
) -> tuple[PersonMatch, ...]:
    """Return who may be the person asked for, surest first; the person of signal `exclude` is left out."""
    if not worth_asking(asked):
        return ()
    return people_told(store, [look_alikes(store.reader().execute, asked, near)], exclude)[0]


def worth_asking(asked: PersonParts) -> bool:
    """Return whether enough is known of a person to look for."""
    return not asked.nameless or bool(asked.birth_date or asked.phone or asked.bsn)


def people_told(
    store: Store, many: Sequence[Sequence[LookAlike]], exclude: int = 0
) -> list[tuple[PersonMatch, ...]]:
    """Return for each of many people who they may be, surest first, from their look-alikes; read for all together."""
    ids = {one.id for alike in many for one in alike}
    if not ids:
        return [()] * len(many)
    wanted = json.dumps(sorted(ids))
    seen, more = may_see_resident(store, "r.id")
    found = {
        row[0]: row
        for row in fetch(
            store,
            "SELECT r.id, r.surname_key, r.given, r.birth_date, r.birth_year, r.prefix, r.surname, r.name_text,"
            " a.street, a.house_number, a.addition, a.place, a.described"
            f" FROM residents r LEFT JOIN addresses a ON a.id = r.address_id WHERE r.id {_IN}"
            " AND r.id NOT IN (SELECT x.resident_id FROM signals x WHERE x.id = ? AND x.resident_id IS NOT NULL)"
            f" AND {seen}",
            (wanted, exclude, *more),
        )
    }
    told = {
        row[0]: (row[1], row[2])
        for row in fetch(
            store,
            f"SELECT resident_id, count(*), max(id) FROM signals WHERE resident_id {_IN} GROUP BY resident_id",
            (wanted,),
        )
    }
    cases = _cases_of(store, wanted)
    people = []
    for alike in many:
        together: dict[object, list[PersonMatch]] = {}
        groups: dict[int, object] = {}
        for one in alike:
            row = found.get(one.id)
            if row is not None:
                alone = (row[1], fold(row[2])[:1], row[3] or row[4], one.address_id)
                key = groups.setdefault(one.group_id, alone)
                match = _match(one, row, told.get(one.id, (0, None)), cases.get(one.id))
                together.setdefault(key, []).append(match)
        people.append(_surest_first(together.values()))
    last = _last_signals(
        store, {one.resident_id for shown in people for _, records in shown for one in records}
    )
    return [tuple(_dated(match, records, last) for match, records in shown) for shown in people]


_Shown = list[tuple[PersonMatch, list[PersonMatch]]]


def _surest_first(people: Iterable[list[PersonMatch]]) -> _Shown:
    """Return the people to show with their records, surest first; among equals whose signal was entered last."""
    levels = list(MatchLevel)
    joined = sorted(
        ((_joined(records), records) for records in people),
        key=lambda one: one[0].signal_id or 0,
        reverse=True,
    )
    joined.sort(
        key=lambda one: (levels.index(one[0].level), one[0].case is None, "naam" not in one[0].reasons)
    )
    return joined[:_MATCHES]


def _last_signals(store: Store, residents: Collection[int]) -> dict[int, str]:
    """Return when the last signal about each of these records came in, as it is stored."""
    return dict(
        fetch(
            store,
            f"SELECT resident_id, max(received_at) FROM signals WHERE resident_id {_IN} GROUP BY resident_id",
            (json.dumps(sorted(residents)),),
        )
    )


def _dated(match: PersonMatch, records: Iterable[PersonMatch], last: Mapping[int, str]) -> PersonMatch:
    days = (local_day(instant(last[one.resident_id])) for one in records if one.resident_id in last)
    return replace(match, last_on=max(days, default=None))


def _match(
    one: LookAlike, row: tuple[Any, ...], told: tuple[int, int | None], case: RadarCase | None
) -> PersonMatch:
    return PersonMatch(
        resident_id=one.id,
        who=person_name(row[2], row[5], row[6], row[7], row[4]),
        where=address_line(*row[8:13]),
        level=one.match.level,
        reasons=one.match.reasons,
        signals=told[0],
        last_on=None,
        case=case,
        signal_id=told[1],
    )


def _joined(records: list[PersonMatch]) -> PersonMatch:
    """Put the records of one person together, called after the surest."""
    return replace(
        records[0],
        signals=sum(one.signals for one in records),
        case=next((one.case for one in records if one.case), None),
        signal_id=max((one.signal_id for one in records if one.signal_id), default=None),
        records=len(records),
    )


_CASE_COLUMNS = (
    "k.id, k.number, k.status, k.case_lead, r.given, r.prefix, r.surname, r.name_text, r.birth_year"
)
_CASE = f"{_CASE_COLUMNS} FROM cases k LEFT JOIN residents r ON r.id = k.resident_id"


def _case(row: Iterable[Any]) -> RadarCase:
    row_id, number, status, lead, *name = row
    return RadarCase(row_id, number, CaseStatus.of(status), lead, person_name(*name))


def cases_at(store: Store, addresses: Collection[int]) -> tuple[RadarCase, ...]:
    """Return the newest open cases of these addresses, or with a signal from there."""
    if not addresses:
        return ()
    values = json.dumps(sorted(addresses))
    seen, more = may_see_case(store, "k.id")
    found = fetch(
        store,
        f"SELECT {_CASE} WHERE {_OPEN} AND k.id IN ("
        f"SELECT c.id FROM cases c WHERE c.address_id {_IN}"
        f" UNION SELECT s.case_id FROM signals s WHERE s.address_id {_IN})"
        f" AND {seen} ORDER BY k.opened_at DESC, k.id DESC LIMIT ?",
        (values, values, *more, _MATCHES),
    )
    return tuple(_case(row) for row in found)


def cases_by_address(store: Store, addresses: Collection[int]) -> dict[int, list[tuple[str, RadarCase]]]:
    """Return the open cases of each of these addresses, or with a signal from there, newest first, each with when it
    was opened (stored form).
    """
    values = json.dumps(sorted(addresses))
    seen, more = may_see_case(store, "k.id")
    found = fetch(
        store,
        f"SELECT x.one, k.opened_at, {_CASE_COLUMNS} FROM ("
        f"SELECT c.address_id AS one, c.id AS case_id FROM cases c WHERE c.address_id {_IN}"
        f" UNION SELECT s.address_id, s.case_id FROM signals s WHERE s.address_id {_IN} AND s.case_id IS NOT NULL"
        f") x JOIN cases k ON k.id = x.case_id LEFT JOIN residents r ON r.id = k.resident_id WHERE {_OPEN}"
        f" AND {seen} ORDER BY k.opened_at DESC, k.id DESC",
        (values, values, *more),
    )
    cases: dict[int, list[tuple[str, RadarCase]]] = {}
    for address_id, opened_at, *row in found:
        cases.setdefault(address_id, []).append((opened_at, _case(row)))
    return cases


def cases_of_linked(store: Store, signal_id: int) -> tuple[RadarCase, ...]:
    """Return the open cases of the records that were linked as one person with the one a signal is about."""
    seen, more = may_see_case(store, "k.id")
    same = (
        "SELECT m.id FROM signals s JOIN residents r ON r.id = s.resident_id"
        " JOIN residents m ON m.group_id = r.group_id AND m.id <> r.id WHERE s.id = ?"
    )
    found = fetch(
        store,
        f"SELECT {_CASE} WHERE {_OPEN} AND k.id IN (SELECT c.id FROM cases c WHERE c.resident_id IN ({same})"
        f" UNION SELECT o.case_id FROM signals o WHERE o.resident_id IN ({same}) AND o.case_id IS NOT NULL)"
        f" AND {seen} ORDER BY k.opened_at DESC, k.id DESC LIMIT ?",
        (signal_id, signal_id, *more, _MATCHES),
    )
    return tuple(_case(row) for row in found)


def cases_of_household(store: Store, cases: Collection[int]) -> tuple[RadarCase, ...]:
    """Return the open cases that are one household with one of these cases, these included."""
    if not cases:
        return ()
    seen, more = may_see_case(store, "k.id")
    found = fetch(
        store,
        f"SELECT {_CASE} WHERE {_OPEN} AND k.household_id IN (SELECT c.household_id FROM cases c WHERE c.id {_IN}"
        f" AND c.household_id IS NOT NULL) AND {seen} ORDER BY k.opened_at DESC, k.id DESC LIMIT ?",
        (json.dumps(sorted(cases)), *more, _MATCHES),
    )
    return tuple(_case(row) for row in found)


def _cases_of(store: Store, residents: str) -> dict[int, RadarCase]:
    """Return the newest open case per resident, from the case itself or through a signal."""
    seen, more = may_see_case(store, "k.id")
    found = fetch(
        store,
        f"SELECT x.resident_id, {_CASE_COLUMNS} FROM ("
        f"SELECT c.resident_id, c.id AS case_id FROM cases c WHERE c.resident_id {_IN}"
        " UNION SELECT s.resident_id, s.case_id FROM signals s"
        f" WHERE s.resident_id {_IN} AND s.case_id IS NOT NULL"
        f") x JOIN cases k ON k.id = x.case_id LEFT JOIN residents r ON r.id = k.resident_id WHERE {_OPEN}"
        f" AND {seen} ORDER BY k.opened_at, k.id",
        (residents, residents, *more),
    )
    return {row[0]: _case(row[1:]) for row in found}
