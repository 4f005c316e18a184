"""How long the log itself is kept: it goes a calendar year at a time, when the whole of that year is over its term."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from store.codes_retention import RetentionBasis
from store.engine.lifecycle import Store
from store.local_time import LOCAL_ZONE, local_day, utc_text
from store.queries.shared import fetch_one, instant
from store.rules.retention import KEEP, KeepTerm, destroy_on, keep_term


@dataclass(frozen=True, slots=True)
class OldestYear:
    """The oldest year in the log: when it may go, by which term."""

    year: int
    term: KeepTerm
    due_on: date

    @property
    def ended_on(self) -> date:
        """The last day of it."""
        return date(self.year, 12, 31)

    @property
    def number(self) -> str:
        """How it is called in lists and on the command line."""
        return f"logboek-{self.year}"


def log_term(store: Store) -> KeepTerm:
    """Return the term of the log: there is one log in a store, so the longest that one of its profiles asks for."""
    row = fetch_one(
        store, "SELECT max(amount) FROM clock_terms WHERE key = ?", (KEEP + RetentionBasis.LOG.value,)
    )
    own = keep_term(RetentionBasis.LOG)
    asked = row[0] if row is not None and row[0] is not None else own.amount
    return keep_term(RetentionBasis.LOG, {RetentionBasis.LOG.value: max(own.amount, int(asked))})


def oldest_year(store: Store, until: date) -> OldestYear | None:
    """Return the oldest year of the log when it may go by `until`; None when there is nothing to go."""
    first = fetch_one(store, "SELECT id, at FROM log_entries ORDER BY id LIMIT 1")
    if first is None:
        return None
    try:
        year = local_day(instant(first[1])).year
    except ValueError:
        return None
    term = log_term(store)
    found = OldestYear(year, term, destroy_on(term, date(year, 12, 31)))
    if found.due_on > until:
        return None
    stays = first_to_stay(lambda statement, values: fetch_one(store, statement, values), date(year + 1, 1, 1))
    return None if stays is None or stays <= first[0] else found


def first_to_stay(ask: Callable[[str, tuple[object, ...]], Any], before: date) -> int | None:
    """Return the number of the first entry of local day `before` or later.

    `ask` runs a SELECT and gives its first row.
    """
    begin = utc_text(datetime.combine(before, time(), LOCAL_ZONE))
    row = ask("SELECT min(id) FROM log_entries WHERE at >= ?", (begin,))
    return None if row is None or row[0] is None else int(row[0])
