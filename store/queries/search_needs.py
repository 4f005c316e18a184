"""How rows are found that meet several conditions at once, without reading a table from end to end.

A condition that few rows meet leads, over its index. When all are met by many, the newest rows are tried first, because
there the answers are close together; only when those do not give enough are the sets of ids compared, out of the
indexes and not out of the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from store.queries.search_run import Run, as_list

FEW = 1_000
"""Up to so many rows a condition is met by few."""
_NEWEST, _PROBED = 5_000, 400
"""Ids below the highest one that are tried first, and rows that are probed before that."""

Probe: TypeAlias = Callable[[Sequence[int]], set[int]]


@dataclass(frozen=True, slots=True)
class Need:
    """One condition: `column` and the `test` on it, with values. Without a column, `test` is the whole condition, each
    alternative of it over an index.

    `few`: met by few rows, so that it may lead; None when that is not known yet. `probe` tells which of
    some values of the column are in a set that is so large that listing it costs more than looking at those.
    """

    column: str
    test: str
    values: tuple[object, ...] = ()
    few: bool | None = None
    probe: Probe | None = None

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
        few: bool | None = None,
        probe: Probe | None = None,
    ) -> None:
        """Ask one thing more."""
        self.all.append(Need(column, test, tuple(values), few, probe))

    def copy(self) -> Needs:
        """Return the same needs, to add to."""
        return Needs(self.table, self.alias, list(self.all), self.possible)

    @property
    def values(self) -> tuple[object, ...]:
        """The values of all needs, in order."""
        return tuple(value for need in self.all for value in need.values)

    def where(self, leader: Need | None = None) -> str:
        """The SQL of all needs."""
        return " AND ".join(need.sql(self.alias, leads=need is leader) for need in self.all) or "1"

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


def leader_of(run: Run, needs: Needs) -> Need | None:
    """Return a need that few rows meet, None when there is none."""
    for need in needs.all:
        if need.few:
            return need
    for at, need in enumerate(needs.all):
        if need.few is None and need.column:
            statement = (
                f"SELECT 1 FROM {needs.table} {needs.alias} WHERE {need.sql(needs.alias, leads=True)} LIMIT ?"
            )
            few = len(run.rows(statement, (*need.values, FEW + 1))) <= FEW
            needs.all[at] = replace(need, few=few)
            if few:
                return needs.all[at]
    return None


def newest(run: Run, needs: Needs, most: int) -> list[int]:
    """Return the ids of the newest rows that meet all needs, highest first."""
    start = f"SELECT {needs.alias}.id FROM {needs.table} {needs.alias} WHERE"
    end = f"ORDER BY {needs.alias}.id DESC LIMIT ?"
    leader = leader_of(run, needs)
    if leader is not None or not needs.all:
        return run.ids(f"{start} {needs.where(leader)} {end}", (*needs.values, most))
    highest = run.ids(f"SELECT max(id) FROM {needs.table}")[0] or 0
    probed = _probed(run, needs)
    if len(probed) >= most:
        return probed[:most]
    found = run.ids(
        f"{start} {needs.where()} AND {needs.alias}.id > ? {end}", (*needs.values, highest - _NEWEST, most)
    )
    if len(found) >= most or highest <= _NEWEST:
        return found
    return run.ids(f"{start} {needs.sets(f'{needs.alias}.id')} {end}", (*needs.values, most))


def _probed(run: Run, needs: Needs) -> list[int]:
    """Return which of the newest rows meet all needs, the one with a probe looked at for those rows alone."""
    probes = [need for need in needs.all if need.probe is not None]
    if len(probes) != 1 or probes[0].probe is None:
        return []
    others = Needs(needs.table, needs.alias, [need for need in needs.all if need is not probes[0]])
    rows = run.rows(
        f"SELECT {needs.alias}.id, {needs.alias}.{probes[0].column} FROM {needs.table} {needs.alias}"
        f" WHERE {others.where()} ORDER BY {needs.alias}.id DESC LIMIT ?",
        (*others.values, _PROBED),
    )
    members = probes[0].probe([value for _, value in rows if value is not None])
    return [row_id for row_id, value in rows if value in members]


def among(run: Run, needs: Needs, ids: Sequence[int], most: int) -> list[int]:
    """Return those of `ids` (not many) that meet all needs, highest first."""
    return run.ids(
        f"SELECT {needs.alias}.id FROM {needs.table} {needs.alias} WHERE {needs.where()}"
        f" AND {needs.alias}.id IN (SELECT value FROM json_each(?)) ORDER BY {needs.alias}.id DESC LIMIT ?",
        (*needs.values, as_list(ids), most),
    )
