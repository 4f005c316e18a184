"""Which cases are one household with a case, and which open ones could be: at its address, or of its person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from store.codes import CaseStatus
from store.engine.lifecycle import Store
from store.queries.shared import ADDRESS_COLUMNS, PERSON_COLUMNS, address_line, fetch, person_name
from store.queries.visibility import may_see_case

_MOST = 20
_CASE = (
    f"SELECT k.id, k.number, k.version, k.status, k.case_lead, {PERSON_COLUMNS}, {ADDRESS_COLUMNS} FROM cases k"
    " LEFT JOIN residents r ON r.id = k.resident_id LEFT JOIN addresses a ON a.id = k.address_id"
)


@dataclass(frozen=True, slots=True)
class NearCase:
    """A case that is, or could be, one household with another."""

    id: int
    number: str
    version: int
    status: CaseStatus
    lead: str
    who: str
    where: str


@dataclass(frozen=True, slots=True)
class NearCases:
    """The other cases of a household, and open ones at the same address or of the same person that are not of it."""

    household: tuple[NearCase, ...]
    near: tuple[NearCase, ...]


def near_cases(store: Store, case_id: int) -> NearCases:
    """Return the cases round a case, as far as the viewer may see them."""
    seen, more = may_see_case(store, "k.id")
    household = fetch(
        store,
        f"{_CASE} WHERE k.id <> ? AND k.household_id = (SELECT household_id FROM cases WHERE id = ?)"
        f" AND {seen} ORDER BY k.id LIMIT ?",
        (case_id, case_id, *more, _MOST),
    )
    near = fetch(
        store,
        f"{_CASE} WHERE k.id <> ? AND k.status <> '{CaseStatus.CLOSED.value}' AND k.id IN ("
        " SELECT c.id FROM cases c WHERE c.address_id = (SELECT address_id FROM cases WHERE id = ?)"
        " UNION SELECT c.id FROM residents m JOIN cases c ON c.resident_id = m.id WHERE m.group_id = ("
        " SELECT o.group_id FROM cases b JOIN residents o ON o.id = b.resident_id WHERE b.id = ?))"
        " AND k.household_id IS NOT (SELECT COALESCE(household_id, -1) FROM cases WHERE id = ?)"
        f" AND {seen} ORDER BY k.id LIMIT ?",
        (case_id, case_id, case_id, case_id, *more, _MOST),
    )
    return NearCases(tuple(map(_case, household)), tuple(map(_case, near)))


def _case(row: tuple[Any, ...]) -> NearCase:
    row_id, number, version, status, lead, *rest = row
    return NearCase(
        row_id,
        number,
        version,
        CaseStatus.of(status),
        lead,
        person_name(*rest[:5]),
        address_line(*rest[5:10]),
    )
