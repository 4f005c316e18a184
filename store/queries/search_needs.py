"""How rows are found that meet several conditions at once, without reading a table from end to end.

The condition that fewest rows meet leads, over its index; which of its rows meet the others is looked up newest first,
a part at a time, until there are enough. When all conditions are met by many, the newest rows are tried first, because
there the answers are close together; only when those cannot give enough are the sets of ids compared, out of the
indexes and not out of the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from store.queries.search_run import Run, as_list, as_text
from store.rules.search_indexes import NAME_WORDS, NAMED

FEW = 1_000
"""Up to so many rows a condition is met by few."""
MANY = 0
"""That a condition is met by so many rows that it cannot lead."""
_NEWEST, _PROBED = 5_000, (80, 400)
"""Ids below the highest one that are tried first, and rows that are probed before that: some, then more."""
_PARTS = (60, 300, 1_500)
"""Rows that are looked at together, one part after another; the last size goes on."""
_LOOKED = 120
"""Rows of a name that are looked at, newest first."""
_NEWEST_NAMED = {
    table: (
        f"SELECT DISTINCT n.id FROM json_each(?1) j CROSS JOIN {index} n ON n.term = j.value AND n.id >= COALESCE("
        f"(SELECT o.id FROM {index} o WHERE o.term = j.value ORDER BY o.id DESC LIMIT 1 OFFSET ?2), 0)"
        " ORDER BY n.id DESC LIMIT ?3"
    )
    for index, table in NAMED.items()
}
_BESIDE = ("resident_id", "address_id")
"""Columns that the index of the other one holds too, so that no row is read to know both."""

Probe: TypeAlias = Callable[[Sequence[int]], set[int]]


@dataclass(frozen=True, slots=True)
class Need:
    """One condition: `column` and the `test` on it, with values. Without a column, `test` is the whole condition, each
    alternative of it over an index.

    `few`: about how many rows meet it when those are few, so that it may lead (on `id`: it is a JSON list of ids that
    are there); `MANY` when they are not, None when that is not known yet. `probe` tells which of some values of the
    column are in a set that is so large that listing it costs more than looking at those.
    `listed` is the SELECT, with its value, of the rows that meet it, where those stand together somewhere else.
    """

    column: str
    test: str
    values: tuple[object, ...] = ()
    few: int | None = None
    probe: Probe | None = None
    listed: tuple[str, str] | None = None

    def sql(self, alias: str, *, leads: bool = False) -> str:
        """The condition on a table, over its index only when it `leads`."""
        if not self.column:
            return f"({self.test})" if leads else f"+({self.test})"
        return f"{'' if leads else '+'}{alias}.{self.column} {self.test}"


@dataclass(slots=True)
class Needs:
    """Conditions on one table; `possible` is False when nothing can meet them."""

    table: str
    alias: str
    all: list[Need] = field(default_factory=list)
    possible: bool = True

    def add(
        self,
        column: str,
        test: str,
        values: Iterable[object] = (),
        *,
        few: int | None = None,
        probe: Probe | None = None,
        listed: tuple[str, str] | None = None,
    ) -> None:
        """Ask one thing more."""
        self.all.append(Need(column, test, tuple(values), few, probe, listed))

    def copy(self) -> Needs:
        """Return the same needs, to add to."""
        return Needs(self.table, self.alias, list(self.all), self.possible)

    def without(self, others: Sequence[Need]) -> Needs:
        """Return the needs that are not among these."""
        return Needs(self.table, self.alias, [need for need in self.all if need not in others], self.possible)

    @property
    def values(self) -> tuple[object, ...]:
        """The values of all needs, in order."""
        return tuple(value for need in self.all for value in need.values)

    def where(self) -> str:
        """The SQL of all needs."""
        return " AND ".join(need.sql(self.alias) for need in self.all) or "1"

    def sets(self, column: str) -> str:
        """The SQL that asks of `column` to be among the ids that meet each need, out of the indexes."""
        return (
            " AND ".join(
                f"{column} IN (SELECT {self.alias}.id FROM {self.table} {self.alias}"
                f" WHERE {need.sql(self.alias, leads=True)})"
                for need in self.all
            )
            or "1"
        )


def _leader_of(run: Run, needs: Needs) -> Need | None:
    """Return the need that fewest rows meet, None when many meet each."""
    known = [need for need in needs.all if need.few]
    if known:
        return min(known, key=lambda need: need.few or 0)
    for at, need in enumerate(needs.all):
        if need.few is None and need.column:
            statement = (
                f"SELECT 1 FROM {needs.table} {needs.alias} WHERE {need.sql(needs.alias, leads=True)} LIMIT ?"
            )
            count = len(run.rows(statement, (*need.values, FEW + 1)))
            needs.all[at] = replace(need, few=MANY if count > FEW else max(count, 1))
            if count <= FEW:
                return needs.all[at]
    return None


def led(run: Run, needs: Needs) -> tuple[tuple[int, ...], Needs] | None:
    """Return the ids, highest first, that the leading need gives, and the needs their rows must still meet.

    None when no need can lead. What the index of the leading need holds of other needs is asked at once.
    """
    leader = _leader_of(run, needs)
    if leader is None:
        return None
    if leader.column == "id":
        ids = run.once("SELECT value FROM json_each(?)", leader.values)
        return tuple(sorted(ids, reverse=True)), needs.without([leader])
    asked = [leader]
    if leader.column in _BESIDE:
        asked += [need for need in needs.all if need is not leader and need.column in _BESIDE]
    if leader.listed is not None and len(asked) == 1:
        statement, value = leader.listed
        return tuple(sorted(run.once(statement, (value,)), reverse=True)), needs.without(asked)
    where = " AND ".join(need.sql(needs.alias, leads=need is leader) for need in asked)
    ids = run.once(
        f"SELECT {needs.alias}.id FROM {needs.table} {needs.alias} WHERE {where}",
        tuple(value for need in asked for value in need.values),
    )
    return tuple(sorted(ids, reverse=True)), needs.without(asked)


def newest(run: Run, needs: Needs, most: int) -> list[int]:
    """Return the ids of the newest rows that meet all needs, highest first."""
    found = led(run, needs)
    if found is not None:
        ids, rest = found
        return among(run, rest, ids, most)
    start = f"SELECT {needs.alias}.id FROM {needs.table} {needs.alias} WHERE"
    end = f"ORDER BY {needs.alias}.id DESC LIMIT ?"
    if not needs.all:
        return run.ids(f"{start} 1 {end}", (most,))
    highest = run.ids(f"SELECT max(id) FROM {needs.table}")[0] or 0
    probed: list[int] | None = None
    for rows in _PROBED:
        probed = _probed(run, needs, rows)
        if probed is not None and len(probed) >= most:
            return probed[:most]
    if probed is None or len(probed) * (_NEWEST // _PROBED[-1]) >= most:
        close = run.ids(
            f"{start} {needs.where()} AND {needs.alias}.id > ? {end}",
            (*needs.values, highest - _NEWEST, most),
        )
        if len(close) >= most or highest <= _NEWEST:
            return close
    return run.ids(f"{start} {needs.sets(f'{needs.alias}.id')} {end}", (*needs.values, most))


def newest_named(run: Run, needs: Needs, terms: Sequence[str], most: int) -> list[int]:
    """Return the newest rows about the many people with one of these words in their name, that meet the other needs.

    Out of the list in which the newest of a name stand together, as far as its first hundred give enough; nothing when
    they do not, or when one of the needs can lead (`led`).
    """
    people = [need for need in needs.all if need.column == "resident_id"]
    if not terms or len(people) != 1 or any(need.few for need in needs.all):
        return []
    rest = needs.without(people)
    looked = _LOOKED if rest.all else most
    ids = run.once(_NEWEST_NAMED[needs.table], (as_text(terms), looked - 1, looked))
    kept = among(run, rest, ids, most)
    return kept if len(kept) >= most else []


def listed_named(run: Run, table: str, terms: Sequence[str], people: int) -> tuple[str, str] | None:
    """Return the SELECT of the rows of a table about the people with one of these words in their name, and its value.

    None when there are not `people` of them by these words: of a text that is no name only the beginning is listed.
    """
    index = next((index for index, its in NAMED.items() if its == table), None)
    if index is None or not terms:
        return None
    (known,) = run.once(
        f"SELECT sum(w.uses) FROM json_each(?) j CROSS JOIN {NAME_WORDS} w ON w.term = j.value",
        (as_text(terms),),
    )
    if known != people:
        return None
    return f"SELECT DISTINCT n.id FROM json_each(?) j CROSS JOIN {index} n ON n.term = j.value", as_text(
        terms
    )


def _probed(run: Run, needs: Needs, most: int) -> list[int] | None:
    """Return which of the newest `most` rows meet all needs, the one with a probe looked at for those rows alone.

    None when not precisely one need has a probe.
    """
    probes = [need for need in needs.all if need.probe is not None]
    if len(probes) != 1 or probes[0].probe is None:
        return None
    others = needs.without(probes)
    rows = run.rows(
        f"SELECT {needs.alias}.id, {needs.alias}.{probes[0].column} FROM {needs.table} {needs.alias}"
        f" WHERE {others.where()} ORDER BY {needs.alias}.id DESC LIMIT ?",
        (*others.values, most),
    )
    members = probes[0].probe([value for _, value in rows if value is not None])
    return [row_id for row_id, value in rows if value in members]


def among(run: Run, needs: Needs, ids: Sequence[int], most: int) -> list[int]:
    """Return those of `ids` (highest first) that meet all needs, until there are enough."""
    if not needs.all:
        return list(ids[:most])
    kept: list[int] = []
    start, parts = 0, iter(_PARTS)
    size = next(parts)
    while start < len(ids) and len(kept) < most:
        kept += run.ids(
            f"SELECT {needs.alias}.id FROM {needs.table} {needs.alias} WHERE {needs.where()}"
            f" AND {needs.alias}.id IN (SELECT value FROM json_each(?)) ORDER BY {needs.alias}.id DESC LIMIT ?",
            (*needs.values, as_list(ids[start : start + size]), most - len(kept)),
        )
        start += size
        size = next(parts, size)
    return kept
