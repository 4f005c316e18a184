"""Cases as lists read them: the ids of a filter first, then the rows that are on the screen."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from store.codes import CaseStatus, ClockKind, Outcome, Theme, Urgency
from store.engine.lifecycle import Store
from store.local_time import local_day
from store.queries.history import NO_LOOK
from store.queries.shared import (
    address_line,
    as_code,
    as_day,
    as_instant,
    as_themes,
    fetch,
    instant,
    marks,
    person_name,
)
from store.queries.spine import counted, head, spine
from store.queries.visibility import may_see_case
from store.text import fold

_MAX_WORDS = 6


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases a list shows; empty means all.

    Every word of `text` must be found in the number, name, birth year, address or case lead.
    """

    profile_id: int | None = None
    team_id: int | None = None
    status: tuple[CaseStatus, ...] = ()
    open_only: bool = False
    lead: str = ""
    district_id: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list. `next_due` is the nearest running clock; `last_act_on` a local day."""

    id: int
    number: str
    version: int
    status: CaseStatus
    who: str
    where: str
    district: str
    lead: str
    team: str
    themes: tuple[Theme, ...]
    urgency: Urgency | None
    opened_at: datetime
    closed_at: datetime | None
    outcome: Outcome | None
    last_act_on: date | None
    next_due: date | None
    next_due_kind: ClockKind | None
    open_actions: int


_OPEN = tuple(status for status in CaseStatus if status is not CaseStatus.CLOSED)
_SEARCHED = (
    " LEFT JOIN residents r ON r.id = k.resident_id LEFT JOIN addresses a ON a.id = k.address_id"
    " LEFT JOIN districts d ON d.id = k.district_id"
)
_WORD = (
    "(instr(lower(k.number), ?) > 0 OR instr(r.surname_key, ?) > 0 OR instr(lower(r.given), ?) > 0"
    " OR CAST(r.birth_year AS TEXT) = ? OR instr(a.street_key, ?) > 0"
    " OR CAST(a.house_number AS TEXT) || lower(a.addition) = ? OR CAST(a.house_number AS TEXT) = ?"
    " OR instr(lower(a.postcode), ?) > 0 OR instr(lower(a.place), ?) > 0 OR instr(lower(d.name), ?) > 0"
    " OR instr(lower(k.case_lead), ?) > 0)"
)


def _statuses(filter_: CaseFilter) -> tuple[CaseStatus, ...] | None:
    """Return the statuses a filter leaves, named one by one so that they are found over the index; None for all."""
    if not filter_.status and not filter_.open_only:
        return None
    return tuple(
        status for status in filter_.status or CaseStatus if status in _OPEN or not filter_.open_only
    )


def _where(
    store: Store, filter_: CaseFilter, status: tuple[CaseStatus, ...] | None
) -> tuple[str, list[object]]:
    clauses: list[str] = []
    values: list[object] = []
    for column, value in (
        ("k.profile_id", filter_.profile_id),
        ("k.team_id", filter_.team_id),
        ("k.district_id", filter_.district_id),
        ("k.case_lead", filter_.lead or None),
    ):
        if value is not None:
            clauses.append(f"{column} = ?")
            values.append(value)
    if status == _OPEN:
        # The words of an index that holds these in order.
        clauses.append(f"k.status <> '{CaseStatus.CLOSED.value}'")
    elif status is not None:
        clauses.append(f"k.status IN ({marks(status)})")
        values.extend(one.value for one in status)
    for word in filter_.text.split()[:_MAX_WORDS]:
        plain, key = word.strip(",;").lower(), fold(word)
        if not (plain and key):
            continue
        clauses.append(_WORD)
        values.extend((plain, key, plain, plain, key, plain, plain, plain, plain, plain, plain))
    joins = _SEARCHED if _WORD in clauses else ""
    seen, _ = may_see_case(store, "k.id")
    if seen != "1":
        clauses.append(seen)
    return joins + (f" WHERE {' AND '.join(clauses)}" if clauses else ""), values


def case_spine(store: Store, filter_: CaseFilter) -> array[int]:
    """Return the ids of all cases a filter shows: open ones first, newest opened first."""
    return spine(store, *_in_order(store, filter_))


def case_head(store: Store, filter_: CaseFilter, limit: int) -> tuple[int, ...]:
    """Return the first `limit` ids of the spine, for painting before the rest is known."""
    return tuple(head(store, limit, *_in_order(store, filter_)))


def _in_order(store: Store, filter_: CaseFilter) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Yield the SELECT of the ids of the open cases a filter shows, and that of the closed ones, each in order."""
    chosen = _statuses(filter_)
    for part in (_OPEN, (CaseStatus.CLOSED,)):
        status = tuple(one for one in part if chosen is None or one in chosen)
        if status:
            where, values = _where(store, filter_, status)
            yield (
                f"SELECT k.id FROM cases k{where} ORDER BY k.opened_at DESC, k.id DESC",
                tuple(values),
            )


def case_count(store: Store, filter_: CaseFilter) -> int:
    """Return how many cases a filter shows."""
    where, values = _where(store, filter_, _statuses(filter_))
    return counted(store, (f"SELECT count(*) FROM cases k{where}", values))


_ROWS = f"""
SELECT k.id, k.number, k.version, k.status,
 r.given, r.prefix, r.surname, r.name_text, r.birth_year,
 a.street, a.house_number, a.addition, a.place, a.described,
 COALESCE(d.name, ''), k.case_lead, t.name, k.themes, k.urgency, k.opened_at, k.closed_at, k.outcome,
 (SELECT max(l.at) FROM log_entries l WHERE l.case_id = k.id AND {NO_LOOK}),
 c.due_on, c.kind,
 (SELECT count(*) FROM actions x WHERE x.case_id = k.id AND x.done_at IS NULL)
FROM cases k
JOIN teams t ON t.id = k.team_id
LEFT JOIN residents r ON r.id = k.resident_id
LEFT JOIN addresses a ON a.id = k.address_id
LEFT JOIN districts d ON d.id = k.district_id
LEFT JOIN clocks c ON c.id = (
 SELECT o.id FROM clocks o WHERE o.case_id = k.id AND o.stopped_on IS NULL ORDER BY o.due_on, o.id LIMIT 1)
"""


def case_rows(store: Store, ids: Sequence[int]) -> tuple[CaseRow, ...]:
    """Return the rows for these ids, in their order; an id that is gone is left out."""
    if not ids:
        return ()
    by_id: dict[int, CaseRow] = {}
    seen, _ = may_see_case(store, "k.id")
    for row in fetch(store, f"{_ROWS} WHERE k.id IN ({marks(ids)}) AND {seen}", ids):
        acted = as_instant(row[22])
        by_id[row[0]] = CaseRow(
            id=row[0],
            number=row[1],
            version=row[2],
            status=CaseStatus.of(row[3]),
            who=person_name(*row[4:9]),
            where=address_line(*row[9:14]),
            district=row[14],
            lead=row[15],
            team=row[16],
            themes=as_themes(row[17]),
            urgency=as_code(Urgency, row[18]),
            opened_at=instant(row[19]),
            closed_at=as_instant(row[20]),
            outcome=as_code(Outcome, row[21]),
            last_act_on=None if acted is None else local_day(acted),
            next_due=as_day(row[23]),
            next_due_kind=as_code(ClockKind, row[24]),
            open_actions=row[25],
        )
    return tuple(by_id[one] for one in ids if one in by_id)


def every_case(store: Store, filter_: CaseFilter, page: int = 500) -> Iterator[CaseRow]:
    """Yield all rows of a filter in order, a page at a time."""
    ids = case_spine(store, filter_)
    for start in range(0, len(ids), page):
        yield from case_rows(store, ids[start : start + page])


def case_leads(store: Store, profile_id: int | None = None) -> tuple[str, ...]:
    """Return who leads an open case, by name, to filter on."""
    seen, _ = may_see_case(store, "k.id")
    found = fetch(
        store,
        f"SELECT DISTINCT k.case_lead FROM cases k WHERE k.case_lead <> '' AND k.status IN ({marks(_OPEN)})"
        f" AND (? IS NULL OR k.profile_id = ?) AND {seen} ORDER BY k.case_lead COLLATE NOCASE",
        (*(status.value for status in _OPEN), profile_id, profile_id),
    )
    return tuple(row[0] for row in found)
