"""From what is wanted to the ids that answer it: residents, addresses, cases and signals, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.queries.search_ask import Meaning, Want
from store.queries.search_filters import Filters
from store.queries.search_limits import Limits
from store.queries.search_needs import FEW, Needs, Probe, among, leader_of, newest
from store.queries.search_run import Run, as_list
from store.rules.search_indexes import INDEXES
from store.rules.search_spans import find_spans, follows

_READ, _PAGE = 80, 250
"""How many times how many rows are read for words that the index is not sure of."""
_MOST_LED = 20_000
"""The most rows of a leading condition that are looked up in an index of texts, newest first."""
_OWNERS = {
    "search_notes": "notes",
    "search_attempts": "contact_attempts",
    "search_actions": "actions",
}


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids, highest first; `whole` when there are no others."""

    ids: tuple[int, ...]
    whole: bool


class Finder:
    """Finds the ids of one search; what was looked up once is remembered for the next want.

    `unread` becomes true when so many rows might hold a phrase that not all of them were read.
    """

    def __init__(self, run: Run, filters: Filters, limits: Limits) -> None:
        self._run = run
        self._filters = filters
        self._limits = limits
        self._known: dict[object, Ids] = {}
        self.unread = False

    # What the meanings are, as sets

    def _few(self, statement: str, values: tuple[object, ...]) -> Ids:
        key = (statement, values)
        if key not in self._known:
            found = self._run.ids(f"{statement} LIMIT {FEW + 1}", values)
            self._known[key] = Ids(tuple(found[:FEW]), len(found) <= FEW)
        return self._known[key]

    def _people(self, want: Want) -> tuple[str, tuple[object, ...]] | None:
        """Return the SQL for the ids of the residents wanted, None when none are."""
        return _select("residents r", "search_names", want.of("name", "person"))

    def _places(self, want: Want) -> tuple[str, tuple[object, ...]] | None:
        """Return the SQL for the ids of the addresses wanted, None when none are."""
        return _select("addresses a", "search_places", want.of("place"))

    def _within(
        self,
        needs: Needs,
        column: str,
        asked: tuple[str, tuple[object, ...]] | None,
        probe: Probe | None = None,
    ) -> None:
        """Ask that a column holds one of a set, read whole when that is small."""
        if asked is None:
            return
        statement, values = asked
        known = self._few(f"{statement} ORDER BY 1 DESC", values)
        if not known.ids:
            needs.possible = False
        elif known.whole:
            needs.add(column, "IN (SELECT value FROM json_each(?))", [as_list(known.ids)], few=True)
        else:
            needs.add(column, f"IN ({statement})", values, few=False, probe=probe)

    def _named(self, want: Want) -> Probe | None:
        """Return what tells which of some residents have the names wanted; None when more than names is asked."""
        names = want.of("name")
        if not names or want.of("person"):
            return None

        def probe(ids: Sequence[int]) -> set[int]:
            rows = self._run.rows(
                "SELECT id, given || ' ' || prefix || ' ' || surname || ' ' || name_text FROM residents"
                " WHERE id IN (SELECT value FROM json_each(?))",
                (as_list(ids),),
            )
            return {row_id for row_id, name in rows if all(find_spans(name, one.marked) for one in names)}

        return probe

    def _needs(self, filters: Needs, want: Want) -> Needs:
        """Return what a row must meet: the filters, what this viewer may see, and whom and where it is about."""
        needs = filters.copy()
        limit, values = self._limits.of_rows(needs.alias)
        if limit:
            if self._limits.only:
                needs.add("id", limit.split(" ", 1)[1], values, few=True)
            else:
                needs.add("", limit, values)
        if needs.alias != "a":
            column = "id" if needs.alias == "r" else "resident_id"
            self._within(needs, column, self._people(want), self._named(want))
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
        if people is not None and len(needs.all) == 1:
            return list(self._few(f"{people[0]} ORDER BY 1 DESC", people[1]).ids[:most])
        return newest(self._run, needs, most)

    def addresses(self, want: Want, most: int) -> list[int]:
        """Return addresses that answer every part, by street and number."""
        asked = self._places(want)
        if asked is None or len(want.of("place")) != len(want.meanings) or not self._filters.places.possible:
            return []
        needs = self._needs(self._filters.places, want)
        known = self._few(f"{asked[0]} ORDER BY 1 DESC", asked[1])
        if not known.whole and not needs.all:
            asked = (
                "SELECT a.id FROM addresses a WHERE a.id IN (SELECT value FROM json_each(?))",
                (as_list(known.ids),),
            )
        return self._run.ids(
            f"{asked[0]} AND {needs.where()} ORDER BY a.street_key, a.house_number, a.addition, a.id LIMIT ?",
            (*asked[1], *needs.values, most),
        )

    def signals(self, want: Want, most: int) -> list[int]:
        """Return signals that answer every part by their resident, address, reporter or texts."""
        needs = self._needs(self._filters.signals, want)
        for one in want.of("reporter"):
            needs.add(
                "reporter_id",
                f"IN (SELECT m.id FROM reporters m WHERE {one.condition})",
                one.values,
                few=True,
            )
        if not needs.possible:
            return []
        texts = want.of("text")
        if not texts:
            return newest(self._run, needs, most)
        found = self._texts("search_signals", texts, most)
        ids = sorted({*found.ids, *self._beside(texts, "signal_id", most)}, reverse=True)
        if not needs.all:
            return ids[:most]
        kept = among(self._run, needs, ids, most)
        if len(kept) >= most or found.whole:
            return kept
        return self._along("search_signals", texts, needs, most)

    def cases(self, want: Want, most: int) -> list[int]:
        """Return cases that answer every part by their resident, address, plan, notes, contacts or actions."""
        needs = self._needs(self._filters.cases, want)
        if want.of("reporter") or not needs.possible:
            return []
        texts = want.of("text")
        if not texts:
            return newest(self._run, needs, most)
        found = self._texts("search_cases", texts, most)
        ids = dict.fromkeys((*found.ids, *self._beside(texts, "case_id", most)))
        return among(self._run, needs, list(ids), most) if ids else []

    # Texts

    def _texts(self, index: str, meanings: tuple[Meaning, ...], most: int) -> Ids:
        """Return the newest rows of an index that hold every text."""
        limit, values = self._limits.of_index(index)
        extra = f"{limit and ' AND '}{limit}"
        statement = f"SELECT rowid FROM {index} WHERE {index} MATCH ?{extra}"
        unsure = [one for one in meanings if one.check]
        if not unsure:
            return self._few(f"{statement} ORDER BY rowid DESC", (_all(meanings), *values))
        key = (index, meanings)
        if key not in self._known:
            self._known[key] = self._read(index, statement, (_all(meanings), *values), unsure, most)
        return self._known[key]

    def _read(
        self, index: str, statement: str, values: tuple[object, ...], unsure: list[Meaning], most: int
    ) -> Ids:
        """Keep the rows that hold what the index is not sure of, newest first, until there are enough."""
        kept: list[int] = []
        below = 1 << 62
        for _ in range(_READ):
            found = self._run.ids(
                f"{statement} AND rowid < ? ORDER BY rowid DESC LIMIT ?", (*values, below, _PAGE)
            )
            kept += self._checked(index, found, unsure)
            if len(found) < _PAGE:
                return Ids(tuple(kept), True)
            if len(kept) >= most:
                return Ids(tuple(kept), False)
            below = found[-1]
            sure = [one.sure for one in unsure if one.sure]
            if len(sure) == len(unsure):
                rest = self._run.ids(
                    f"{statement} ORDER BY rowid DESC LIMIT ?",
                    (" AND ".join((str(values[0]), *sure)), *values[1:], FEW),
                )
                return Ids(tuple(rest), len(rest) < FEW)
        self.unread = True
        return Ids(tuple(kept), True)

    def _checked(self, index: str, ids: list[int], unsure: list[Meaning]) -> list[int]:
        table, columns = INDEXES[index]
        rows = self._run.rows(
            f"SELECT id, {', '.join(columns)} FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
            " ORDER BY id DESC",
            (as_list(ids),),
        )
        return [
            row_id
            for row_id, *texts in rows
            if all(any(follows(text, one.marked[0]) for text in texts if text) for one in unsure)
        ]

    def _beside(self, texts: tuple[Meaning, ...], owner: str, most: int) -> list[int]:
        """Return the signals, or the cases, whose notes, contacts and actions hold every text."""
        ids: dict[int, None] = {}
        for index, table in _OWNERS.items():
            if owner == "signal_id" and table == "contact_attempts":
                continue
            found = self._texts(index, texts, most)
            if found.ids:
                of_signal = " AND x.case_id IS NULL" if owner == "signal_id" else ""
                rows = self._run.ids(
                    f"SELECT x.{owner} FROM {table} x WHERE x.id IN (SELECT value FROM json_each(?))"
                    f" AND x.{owner} IS NOT NULL{of_signal} ORDER BY x.id DESC",
                    (as_list(found.ids),),
                )
                ids.update(dict.fromkeys(rows))
        return list(ids)

    def _along(self, index: str, texts: tuple[Meaning, ...], needs: Needs, most: int) -> list[int]:
        """Return rows that meet the needs and hold a text that many hold."""
        statement = f"SELECT f.rowid FROM {index} f WHERE f.{index} MATCH ?"
        end = "ORDER BY f.rowid DESC LIMIT ?"
        unsure = [one for one in texts if one.check]
        if leader_of(self._run, needs) is None:
            sets = needs.sets("+f.rowid")
            found = self._run.ids(f"{statement} AND {sets} {end}", (_all(texts), *needs.values, most))
            return self._checked(index, found, unsure) if unsure else found
        led = newest(self._run, needs, _MOST_LED)
        kept: list[int] = []
        for start in range(0, len(led), _PAGE):
            part = as_list(led[start : start + _PAGE])
            found = self._run.ids(
                f"{statement} AND f.rowid IN (SELECT value FROM json_each(?)) {end}",
                (_all(texts), part, most),
            )
            kept += self._checked(index, found, unsure) if unsure else found
            if len(kept) >= most:
                break
        return kept[:most]

    def filtered(self, most: int) -> tuple[list[int], list[int]]:
        """Return the newest cases and signals that answer the filters alone."""
        nothing = Want(())
        return self.cases(nothing, most), self.signals(nothing, most)


def _all(meanings: tuple[Meaning, ...]) -> str:
    return " AND ".join(one.expression for one in meanings)


def _select(table: str, index: str, meanings: tuple[Meaning, ...]) -> tuple[str, tuple[object, ...]] | None:
    """Return the SQL for the ids of the rows that answer all meanings, None when there are no meanings."""
    if not meanings:
        return None
    alias = table.split()[1]
    parts, values = [], list[object]()
    words = [one.expression for one in meanings if one.expression]
    if words:
        parts.append(f"{alias}.id IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)")
        values.append(" AND ".join(words))
    for one in meanings:
        if one.condition:
            parts.append(f"({one.condition})")
            values += one.values
    return f"SELECT {alias}.id FROM {table} WHERE {' AND '.join(parts)}", tuple(values)
