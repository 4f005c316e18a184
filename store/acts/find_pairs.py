"""Finding which records look like one person, once for each record: after it came in, never while somebody types.

Not an act of a user: what is found follows from the records and can be found again, so it is not logged or undone. A
counter holds how far it came; records that came later are compared with those before them by indexed looks, never all
with all.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from store.acts.link_keeping import Run, settle_pairs
from store.codes import COMPARED, MatchLevel, PairState
from store.engine.lifecycle import Store
from store.local_time import utc_text
from store.queries.look_alikes import LookAlike, look_alikes, near_of, people
from store.rules.person_match import PersonParts

BATCH = 100
"""Records compared between two short writes."""
_MOST = 8
_MOST_POSSIBLE = 2
_Pair = tuple[int, int, MatchLevel, str]
"""The two records, the older first, how sure it is, and why."""


@dataclass(frozen=True)
class Compared:
    """How many records were compared, how many pairs were found, and whether records are left to compare."""

    records: int
    pairs: int
    left: bool


def find_pairs(
    store: Store,
    *,
    most: int | None = None,
    stop: Callable[[], bool] = lambda: False,
    now: datetime | None = None,
) -> Compared:
    """Compare the records that came since the last time, at most so many; between two records `stop` may end it.

    What was compared by then is kept. Two terminals may do this at once: a batch that another did first is left alone.
    """
    records = pairs = 0
    while True:
        size = BATCH if most is None else min(BATCH, most - records)
        done, ids = _next(store, size)
        found: list[_Pair] = []
        last = done
        for row_id in ids:
            if stop():
                break
            found += _pairs_of(store.reader().execute, row_id)
            records, last = records + 1, row_id
        if last == done:
            return Compared(records, pairs, bool(ids))
        with store.writing() as connection:
            if _reached(connection.execute) == done:
                pairs += _keep(connection.execute, found, last, utc_text(now or datetime.now(UTC)))
        if most is not None and records >= most:
            return Compared(records, pairs, bool(_next(store, 1)[1]))


def _reached(run: Run) -> int:
    found = run("SELECT value FROM counters WHERE key = ?", (COMPARED,)).fetchone()
    return int(found[0]) if found else 0


def _next(store: Store, size: int) -> tuple[int, list[int]]:
    run = store.reader().execute
    done = _reached(run)
    found = run("SELECT id FROM residents WHERE id > ? ORDER BY id LIMIT ?", (done, size)).fetchall()
    return done, [row_id for (row_id,) in found]


def _pairs_of(run: Run, resident_id: int) -> list[_Pair]:
    """Return the pairs of one record with those before it: one for each person it may be, the surest first."""
    known = people(run, [resident_id])
    if not known:
        return []
    ((_, _, address_id, asked),) = known
    alike = look_alikes(run, asked, near_of(run, address_id), without=resident_id, before=resident_id)
    chosen: dict[object, LookAlike] = {}
    groups: dict[int, object] = {}
    for one in alike:
        key = groups.setdefault(one.group_id, _as_written(one.person, one.address_id))
        best = chosen.setdefault(key, one)
        if one.match.level is best.match.level and one.id < best.id:
            chosen[key] = one
    kept: list[_Pair] = []
    possible = 0
    for one in chosen.values():
        possible += one.match.level is MatchLevel.POSSIBLE
        if len(kept) < _MOST and (one.match.level is not MatchLevel.POSSIBLE or possible <= _MOST_POSSIBLE):
            kept.append((one.id, resident_id, one.match.level, " + ".join(one.match.reasons)))
    return kept


def _as_written(person: PersonParts, address_id: int | None) -> object:
    """Return what reports of one person that were written down alike have in common."""
    return (person.family.core, person.names.initials[:1], person.birth_date or person.birth_year, address_id)


def _keep(run: Run, found: list[_Pair], last: int, at: str) -> int:
    for low, high, level, reasons in found:
        run(
            "INSERT INTO resident_pairs (low_id, high_id, level, reasons, state, found_at)"
            " SELECT a.id, b.id, ?, ?, ?, ? FROM residents a JOIN residents b ON b.id = ? WHERE a.id = ?"
            " ON CONFLICT (low_id, high_id) DO UPDATE SET level = excluded.level, reasons = excluded.reasons",
            (level.value, reasons, PairState.OPEN.value, at, high, low),
        )
    if found:
        settle_pairs(run, json.dumps(sorted({high for _, high, _, _ in found})))
    run(
        "INSERT INTO counters (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (COMPARED, last),
    )
    return len(found)
