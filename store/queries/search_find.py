"""From what is wanted to the ids that answer it: residents, addresses, cases and signals, newest first."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from store.queries.search_filters import Filters
from store.queries.search_limits import Limits
from store.queries.search_meaning import Meaning, Want
from store.queries.search_needs import FEW, MANY, Needs, Probe, among, led, listed_named, newest, newest_named
from store.queries.search_run import Run, as_list
from store.queries.search_shapes import Nearness
from store.queries.search_texts import CASE, SIGNAL, Ids, Owner, Texts
from store.rules.search_spans import follows


@dataclass(frozen=True, slots=True)
class _Asked:
    """The SQL for the ids of the residents or addresses wanted; `weak` is a condition on their rows, and no set."""

    statement: str
    values: tuple[object, ...]
    weak: bool = False


class Finder:
    """Finds the ids of one search; what was looked up once is remembered for the next want.

    `streets` are the folded streets of the store.
    """

    def __init__(self, run: Run, filters: Filters, limits: Limits, streets: Sequence[str]) -> None:
        self._run = run
        self._filters = filters
        self._limits = limits
        self._streets = streets
        self._texts = Texts(run, limits)

    @property
    def unread(self) -> bool:
        """Whether so many rows might hold the words that not all of them were read."""
        return self._texts.unread

    # What the meanings are, as sets

    def _few(self, asked: _Asked) -> Ids:
        found = self._run.once(f"{asked.statement} ORDER BY 1 DESC LIMIT {FEW + 1}", asked.values)
        return Ids(found[:FEW], len(found) <= FEW)

    def _people(self, want: Want) -> _Asked | None:
        """Return what tells the residents wanted, None when none are."""
        return _select("residents r", "search_names", want.of("name", "person"))

    def _places(self, want: Want) -> _Asked | None:
        """Return what tells the addresses wanted, None when none are.

        A bare house number is looked up street by street: that is what the index of addresses is by.
        """
        asked = _select("addresses a", "search_places", want.of("place"))
        if asked is None or not asked.weak:
            return asked
        return _Asked(
            "SELECT a.id FROM addresses a WHERE a.street_key IN (SELECT value FROM json_each(?))"
            f" AND {asked.statement}",
            (json.dumps(["", *self._streets]), *asked.values),
        )

    def _within(
        self,
        needs: Needs,
        column: str,
        asked: _Asked | None,
        probe: Probe | None = None,
        terms: Sequence[str] = (),
    ) -> None:
        """Ask that a column holds one of a set, read whole when that is small; `terms` are of names that all have."""
        if asked is None:
            return
        if asked.weak:
            row = (
                ""
                if column == "id"
                else f"SELECT 1 FROM residents r WHERE r.id = {needs.alias}.{column} AND "
            )
            needs.add("", f"EXISTS ({row}{asked.statement})" if row else asked.statement, asked.values)
            return
        known = self._few(asked)
        if not known.ids:
            needs.possible = False
        elif known.whole:
            needs.add(
                column,
                "IN (SELECT value FROM json_each(?))",
                [as_list(known.ids)],
                few=len(known.ids),
                listed=listed_named(self._run, needs.table, terms, len(known.ids)),
            )
        else:
            needs.add(column, f"IN ({asked.statement})", asked.values, few=MANY, probe=probe)

    def _named(self, want: Want) -> Probe | None:
        """Return what tells which of some residents have the names wanted; None when their marks do not tell."""
        names = want.of("name")
        if (
            not names
            or want.of("person")
            or any(one.nearness is Nearness.NEAR and not one.terms for one in names)
        ):
            return None

        def probe(ids: Sequence[int]) -> set[int]:
            rows = self._run.rows(
                "SELECT id, given || ' ' || prefix || ' ' || surname || ' ' || name_text FROM residents"
                " WHERE id IN (SELECT value FROM json_each(?))",
                (as_list(ids),),
            )
            return {row_id for row_id, name in rows if all(follows(name, *one.marked) for one in names)}

        return probe

    def _needs(self, filters: Needs, want: Want) -> Needs:
        """Return what a row must meet: the filters, what this viewer may see, and whom and where it is about."""
        needs = filters.copy()
        limit, values = self._limits.of_rows(needs.alias)
        if limit:
            if self._limits.only:
                needs.add("id", limit.split(" ", 1)[1], values, few=1)
            else:
                needs.add("", limit, values)
        if needs.alias != "a":
            column = "id" if needs.alias == "r" else "resident_id"
            self._within(needs, column, self._people(want), self._named(want), _terms(want))
            self._within(needs, "address_id", self._places(want))
        return needs

    # What answers, by kind

    def residents(self, want: Want, most: int) -> list[int]:
        """Return residents that answer every part by name, birth, telephone or where they live."""
        if want.of("text", "reporter") or not want.meanings or not self._filters.places.possible:
            return []
        needs = self._needs(Needs("residents", "r"), want)
        places = self._filters.places
        if places.all:
            needs.add(
                "",
                f"EXISTS (SELECT 1 FROM addresses a WHERE a.id = r.address_id AND {places.where()})",
                places.values,
            )
        if not needs.possible:
            return []
        people = self._people(want)
        if people is not None and not people.weak and len(needs.all) == 1:
            return list(self._few(people).ids[:most])
        return newest(self._run, needs, most)

    def addresses(self, want: Want, most: int) -> list[int]:
        """Return addresses that answer every part, by street and number."""
        asked = self._places(want)
        only = len(want.of("place", "said")) == len(want.meanings)
        if asked is None or not only or not self._filters.places.possible:
            return []
        needs = self._needs(self._filters.places, want)
        known = self._few(asked)
        if not known.ids:
            return []
        if known.whole or not needs.all:
            asked = _Asked("SELECT value FROM json_each(?)", (as_list(known.ids),))
        return self._run.ids(
            f"SELECT a.id FROM addresses a WHERE a.id IN ({asked.statement}) AND {needs.where()}"
            " ORDER BY a.street_key, a.house_number, a.addition, a.id LIMIT ?",
            (*asked.values, *needs.values, most),
        )

    def signals(self, want: Want, most: int) -> list[int]:
        """Return signals that answer every part by their resident, address, reporter or texts."""
        needs = self._needs(self._filters.signals, want)
        for one in want.of("reporter"):
            needs.add(
                "reporter_id",
                f"IN (SELECT m.id FROM reporters m WHERE {one.condition})",
                one.values,
                few=1,
            )
        return self._written(SIGNAL, needs, want, most)

    def cases(self, want: Want, most: int) -> list[int]:
        """Return cases that answer every part by their resident, address, plan, notes, contacts or actions."""
        if want.of("reporter"):
            return []
        return self._written(CASE, self._needs(self._filters.cases, want), want, most)

    def _written(self, owner: Owner, needs: Needs, want: Want, most: int) -> list[int]:
        """Return the newest rows that meet the needs and whose texts hold what is meant."""
        if not needs.possible:
            return []
        texts = want.of("text")
        if not texts:
            return newest_named(self._run, needs, _terms(want), most) or newest(self._run, needs, most)
        few = led(self._run, needs)
        if few is not None:
            ids, rest = few
            return among(self._run, rest, self._texts.among(owner, texts, ids), most)
        found = self._texts.newest(owner, texts, most, narrowed=bool(needs.all))
        kept = among(self._run, needs, found.ids, most)
        if len(kept) >= most or found.whole or not needs.all:
            return kept
        more = self._texts.along(owner.index, texts, needs.sets("+f.rowid"), needs.values, most)
        return sorted({*kept, *more}, reverse=True)[:most]

    def filtered(self, most: int) -> tuple[list[int], list[int]]:
        """Return the newest cases and signals that answer the filters alone."""
        nothing = Want(())
        return self.cases(nothing, most), self.signals(nothing, most)


def _terms(want: Want) -> tuple[str, ...]:
    """Return the words of names that tell whom is meant, when nothing else does."""
    people = want.of("name", "person")
    return people[0].terms if len(people) == 1 else ()


def _select(table: str, index: str, meanings: tuple[Meaning, ...]) -> _Asked | None:
    """Return the SQL for the ids of the rows that answer all meanings, None when there are no meanings.

    Each strong meaning is a set out of an index; weak ones are looked at in the rows of those, or in that index itself
    when it is the only one and holds them (a house number beside the postcode).
    """
    if not meanings:
        return None
    alias = table.split()[1]
    sets, values = [], list[object]()
    words = [one.expression for one in meanings if one.expression]
    if words:
        sets.append(f"SELECT rowid FROM {index} WHERE {index} MATCH ?")
        values.append(" AND ".join(words))
    for one in meanings:
        if one.condition and not one.weak:
            sets.append(f"SELECT {alias}.id FROM {table} WHERE ({one.condition})")
            values += one.values
    weak = [one for one in meanings if one.condition and one.weak]
    values += [value for one in weak for value in one.values]
    narrowed = " AND ".join(f"({one.condition})" for one in weak)
    if not sets:
        return _Asked(narrowed, tuple(values), weak=True)
    found = " INTERSECT ".join(sets)
    if weak and len(sets) == 1 and not words:
        found = f"{found} AND {narrowed}"
    elif weak:
        found = f"SELECT {alias}.id FROM {table} WHERE {alias}.id IN ({found}) AND {narrowed}"
    return _Asked(found, tuple(values))
