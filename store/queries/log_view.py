"""The log for who keeps it: by person, by resident, by period, by case, by event; broken glass first.

Only the log keeper and a coordinator read it. Numbers and names of workers are in it, never names of residents, so it
shows that something was looked at also where the reader may not see what.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from store.codes import LogEvent
from store.engine.lifecycle import Store
from store.engine.search_terms import keys_of
from store.errors import NotAllowed, NotFound
from store.local_time import LOCAL_ZONE, utc_text
from store.queries.shared import fetch, fetch_one, marks
from store.queries.spine import Statement, head, spine
from store.queries.visibility import may_read_log
from store.text import one_line

_FIRST = f"l.event = '{LogEvent.BREAK_GLASS.value}'"
_PAGE = 500


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What to show of the log; what is empty does not narrow.

    `resident_ids` are the records of one resident, `searched` words that a search held, `since` and `until` local days,
    both included.
    """

    worker: str = ""
    event: LogEvent | None = None
    case_id: int | None = None
    signal_id: int | None = None
    resident_ids: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None
    searched: str = ""


EVERYTHING: Final = LogFilter()


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry.

    `event` is the stored identifier and `event_label` its Dutch word; `searched`: it holds search terms. `at` is None
    for a moment that was spoilt. `resident` is the number of the resident's record, which brings entries together
    without a name.
    """

    id: int
    at: datetime | None
    worker: str
    event: str
    event_label: str
    kind: str
    number: str
    resident: int | None
    summary: str
    on_behalf: str
    purpose: str
    outcome: str
    searched: bool


@dataclass(frozen=True, slots=True)
class LogSubject:
    """What a number stands for in the log: a case or a signal, and the records of its resident."""

    number: str
    case_id: int | None
    signal_id: int | None
    resident_ids: tuple[int, ...]


def check_reader(store: Store) -> None:
    """Raise `NotAllowed` when who sits at the store does not keep the log."""
    if not may_read_log(store):
        raise NotAllowed(
            "Het logboek is voor de logbeheerder en de coördinator. Er is niets getoond; vraag een van hen wat u wilt "
            "weten."
        )


def log_spine(store: Store, chosen: LogFilter) -> array[int]:
    """Return the ids of the entries a filter shows: broken glass first, then all others; each newest first."""
    return spine(store, *_in_order(store, chosen))


def log_top(store: Store, chosen: LogFilter, most: int) -> array[int]:
    """Return the first `most` ids of `log_spine`, quickly."""
    return head(store, most, *_in_order(store, chosen))


def _in_order(store: Store, chosen: LogFilter) -> Iterator[Statement]:
    check_reader(store)
    where, values = _where(store, chosen)
    for part in (_FIRST, f"NOT {_FIRST}"):
        yield f"SELECT l.id FROM log_entries l WHERE {part} AND {where} ORDER BY l.id DESC", values


def log_rows(store: Store, ids: Sequence[int]) -> tuple[LogRow, ...]:
    """Return the entries with these ids, in the order given; ask for a page at a time."""
    check_reader(store)
    found = {
        row[0]: row
        for row in fetch(
            store,
            "SELECT id, at, worker, event, kind, number, resident_id, summary, on_behalf, purpose, outcome, terms"
            f" FROM log_entries WHERE id IN ({marks(ids)})",
            tuple(ids),
        )
    }
    return tuple(_row(found[one]) for one in ids if one in found)


def every_entry(store: Store, chosen: LogFilter) -> Iterator[LogRow]:
    """Yield all entries a filter shows, a page at a time."""
    ids = log_spine(store, chosen)
    for start in range(0, len(ids), _PAGE):
        yield from log_rows(store, ids[start : start + _PAGE])


def _row(row: tuple[object, ...]) -> LogRow:
    event = str(row[3])
    known = next((one.label for one in LogEvent if one.value == event), one_line(event))
    return LogRow(
        id=int(str(row[0])),
        at=_moment(str(row[1])),
        worker=str(row[2]),
        event=event,
        event_label=known,
        kind=str(row[4]),
        number=str(row[5]),
        resident=None if row[6] is None else int(str(row[6])),
        summary=str(row[7]),
        on_behalf=str(row[8]),
        purpose=str(row[9]),
        outcome=str(row[10]),
        searched=bool(row[11]),
    )


def _moment(stored: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(stored)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _where(store: Store, chosen: LogFilter) -> tuple[str, tuple[object, ...]]:
    parts, values = ["1"], list[object]()
    for column, value in (
        ("l.worker = ?", chosen.worker),
        ("l.event = ?", chosen.event.value if chosen.event else ""),
        ("l.case_id = ?", chosen.case_id),
        ("l.signal_id = ?", chosen.signal_id),
        ("l.at >= ?", _begin(chosen.since) if chosen.since else ""),
        ("l.at < ?", _begin(chosen.until + timedelta(days=1)) if chosen.until else ""),
    ):
        if value not in ("", None):
            parts.append(column)
            values.append(value)
    if chosen.resident_ids:
        parts.append(f"l.resident_id IN ({marks(chosen.resident_ids)})")
        values.extend(chosen.resident_ids)
    for word in keys_of(store.subkey, chosen.searched):
        parts.append("l.terms LIKE ?")
        values.append(f"% {word} %")
    return " AND ".join(parts), tuple(values)


def _begin(day: date) -> str:
    """Return the stored moment at which a local day begins."""
    return utc_text(datetime.combine(day, time(), LOCAL_ZONE))


def log_subject(store: Store, number: str) -> LogSubject:
    """Return what a number stands for, also for who may not see the case itself. Raises `NotFound`."""
    check_reader(store)
    typed = number.strip()
    for table, column in (("cases", "case_id"), ("signals", "signal_id")):
        row = fetch_one(
            store,
            f"SELECT number, id, resident_id FROM {table} WHERE number = ? COLLATE NOCASE",
            (typed,),
        )
        if row is not None:
            ids = {"case_id": None, "signal_id": None} | {column: int(row[1])}
            return LogSubject(str(row[0]), ids["case_id"], ids["signal_id"], records_of(store, row[2]))
    raise NotFound("Er is geen casus of signaal met dit nummer. Kijk het nummer nog eens na.")


def records_of(store: Store, resident_id: int | None) -> tuple[int, ...]:
    """Return all records that are linked as one person with this one."""
    if resident_id is None:
        return ()
    found = fetch(
        store,
        "SELECT id FROM residents WHERE group_id = (SELECT group_id FROM residents WHERE id = ?) ORDER BY id",
        (resident_id,),
    )
    return tuple(int(row[0]) for row in found) or (resident_id,)


def log_workers(store: Store) -> tuple[str, ...]:
    """Return the names of all who are in the log, in order."""
    check_reader(store)
    return tuple(
        str(row[0]) for row in fetch(store, "SELECT DISTINCT worker FROM log_entries ORDER BY worker")
    )
