"""How rows are found that meet several conditions at once, without reading a table from end to end.

A condition that few rows meet leads, over its index. When all are met by many, the newest rows are tried first, because
there the answers are close together; only when those do not give enough are the sets of ids compared, out of the
indexes and not out of the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from store.queries.search_run import Run, as_list

FEW = 1_000
"""Up to so many rows a condition is met by few."""
_NEWEST, _PROBED = 5_000, 500
"""Ids below the highest one that are tried first, and those that are asked one at a time before that."""


@dataclass(frozen=True, slots=True)
class Need:
    """One condition: `column` and the `test` on it, with values. Without a column, `test` is the whole condition, each
    alternative of it over an index.

    `few`: met by few rows, so that it may lead; None when that is not known yet. `probe` is the same condition, with
    the same values, for one row at a time: for a set so large that listing it costs more than asking some rows.
    """

    column: str
    test: str
    values: tuple[object, ...] = ()
    few: bool | None = None
    probe: str = ""

    def sql(self, alias: str, *, leads: bool = False, probing: bool = False) -> str:
        """The condition on a table, over its index only when it `leads`; `probing` asks it of each row by itself."""
        if probing and self.probe:
            return self.probe
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
        probe: str = "",
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

    def where(self, leader: Need | None = None, *, probing: bool = False) -> str:
        """The SQL of all needs."""
        parts = [need.sql(self.alias, leads=need is leader, probing=probing) for need in self.all]
        return " AND ".join(parts) or "1"

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
    for probing, tried in ((True, _PROBED), (False, _NEWEST)):
        if probing and not any(need.probe for need in needs.all):
            continue
        found = run.ids(
            f"{start} {needs.where(probing=probing)} AND {needs.alias}.id > ? {end}",
            (*needs.values, highest - tried, most),
        )
        if len(found) >= most or highest <= tried:
            return found
    return run.ids(f"{start} {needs.sets(f'{needs.alias}.id')} {end}", (*needs.values, most))


def among(run: Run, needs: Needs, ids: Sequence[int], most: int) -> list[int]:
    """Return those of `ids` (not many) that meet all needs, highest first."""
    return run.ids(
        f"SELECT {needs.alias}.id FROM {needs.table} {needs.alias} WHERE {needs.where()}"
        f" AND {needs.alias}.id IN (SELECT value FROM json_each(?)) ORDER BY {needs.alias}.id DESC LIMIT ?",
        (*needs.values, as_list(ids), most),
    )
