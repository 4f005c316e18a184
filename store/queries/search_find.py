"""From what is wanted to the ids that answer it: residents, addresses, cases and signals, newest first.

Every statement is bounded. A set of residents, addresses or texts that is small is read whole and leads; one that is
large is only looked into, along the newest signals, until enough is found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from store.queries.search_ask import Meaning, Want
from store.queries.search_filters import Condition, Filters
from store.queries.search_run import Run, as_list
from store.rules.search_spans import follows
from store.schema.search import INDEXES

BOUND = 1_000
"""The largest set that is read whole."""
_TEXT_OF = {
    "search_notes": "SELECT x.case_id, x.signal_id FROM notes x WHERE x.id",
    "search_attempts": "SELECT x.case_id, NULL FROM contact_attempts x WHERE x.id",
    "search_actions": "SELECT x.case_id, x.signal_id FROM actions x WHERE x.id",
}


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids, highest first; `whole` when there are no others."""

    ids: tuple[int, ...]
    whole: bool


class Finder:
    """Finds the ids of one search; what was looked up once is remembered for the next want."""

    def __init__(self, run: Run, filters: Filters) -> None:
        self._run = run
        self._filters = filters
        self._known: dict[object, Ids] = {}

    def _ids(self, statement: str, values: tuple[object, ...]) -> Ids:
        key = (statement, values)
        if key not in self._known:
            found = self._run.ids(f"{statement} LIMIT {BOUND + 1}", values)
            self._known[key] = Ids(tuple(found[:BOUND]), len(found) <= BOUND)
        return self._known[key]

    # What the meanings are, as sets

    def _people(self, want: Want) -> tuple[str, tuple[object, ...]] | None:
        """Return the SQL for the ids of the residents wanted, None when none are."""
        names, conditions = want.of("name"), want.of("person")
        if not names and not conditions:
            return None
        parts, values = [], list[object]()
        if names:
            parts.append("r.id IN (SELECT rowid FROM search_names WHERE search_names MATCH ?)")
            values.append(" AND ".join(one.expression for one in names))
        for one in conditions:
            parts.append(f"({one.condition})")
            values += one.values
        return f"SELECT r.id FROM residents r WHERE {' AND '.join(parts)}", tuple(values)

    def _places(self, want: Want) -> tuple[str, tuple[object, ...]] | None:
        """Return the SQL for the ids of the addresses wanted, None when none are."""
        meanings = want.of("place")
        if not meanings:
            return None
        parts, values = [], list[object]()
        words = [one.expression for one in meanings if one.expression]
        if words:
            parts.append("a.id IN (SELECT rowid FROM search_places WHERE search_places MATCH ?)")
            values.append(" AND ".join(words))
        for one in meanings:
            if one.condition:
                parts.append(f"({one.condition})")
                values += one.values
        return f"SELECT a.id FROM addresses a WHERE {' AND '.join(parts)}", tuple(values)

    def _within(self, column: str, asked: tuple[str, tuple[object, ...]] | None, into: Condition) -> bool:
        """Ask that a column holds one of a set; return whether anything can answer."""
        if asked is None:
            return True
        statement, values = asked
        known = self._ids(f"{statement} ORDER BY 1 DESC", values)
        if not known.ids:
            return False
        if known.whole:
            into.add(f"{column} IN (SELECT value FROM json_each(?))", [as_list(known.ids)])
        else:
            into.add(f"+{column} IN ({statement})", values)
        return True

    def _texts(self, index: str, meanings: tuple[Meaning, ...]) -> Ids:
        """Return the rows of an index that hold every text, newest first."""
        expression = " AND ".join(one.expression for one in meanings)
        found = self._ids(
            f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC", (expression,)
        )
        unsure = [one for one in meanings if one.check]
        return self._checked(index, found, unsure) if unsure else found

    def _checked(self, index: str, found: Ids, unsure: list[Meaning]) -> Ids:
        """Keep the rows that hold what the index could not be sure of."""
        table, columns = INDEXES[index]
        rows = self._run.rows(
            f"SELECT id, {', '.join(columns)} FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
            " ORDER BY id DESC",
            (as_list(found.ids),),
        )
        kept = tuple(
            row_id
            for row_id, *texts in rows
            if all(any(follows(text, one.marked[0]) for text in texts if text) for one in unsure)
        )
        return Ids(kept, found.whole)

    # What answers, by kind

    def residents(self, want: Want, most: int) -> list[int]:
        """Return residents that answer every part by name, birth, telephone or where they live."""
        if want.of("text", "reporter") or not self._filters.places.possible:
            return []
        asked = Condition()
        people, places = self._people(want), self._places(want)
        if not self._within("r.id", people, asked) or not self._within("r.address_id", places, asked):
            return []
        if self._filters.places.parts:
            asked.add(
                f"r.address_id IN (SELECT a.id FROM addresses a WHERE {self._filters.places.sql})",
                self._filters.places.values,
            )
        return self._run.ids(
            f"SELECT r.id FROM residents r WHERE {asked.sql} ORDER BY r.id DESC LIMIT ?",
            (*asked.values, most),
        )

    def addresses(self, want: Want, most: int) -> list[int]:
        """Return addresses that answer every part."""
        if len(want.of("place")) != len(want.meanings) or not self._filters.places.possible:
            return []
        statement, values = self._places(want) or ("", ())
        extra = f" AND {self._filters.places.sql}"
        return self._run.ids(
            f"{statement}{extra} ORDER BY a.street_key, a.house_number, a.addition, a.id LIMIT ?",
            (*values, *self._filters.places.values, most),
        )

    def signals(self, want: Want, most: int) -> list[int]:
        """Return signals that answer every part by their resident, address, reporter or texts."""
        asked = Condition(list(self._filters.signals.parts), list(self._filters.signals.values))
        if not self._filters.signals.possible or not self._joined(want, "s", asked):
            return []
        reporters = want.of("reporter")
        for one in reporters:
            asked.add(f"s.reporter_id IN (SELECT m.id FROM reporters m WHERE {one.condition})", one.values)
        texts = want.of("text")
        if not texts:
            return self._run.ids(
                f"SELECT s.id FROM signals s WHERE {asked.sql} ORDER BY s.id DESC LIMIT ?",
                (*asked.values, most),
            )
        return self._with_texts(texts, asked, most)

    def _joined(self, want: Want, alias: str, asked: Condition) -> bool:
        return self._within(f"{alias}.resident_id", self._people(want), asked) and self._within(
            f"{alias}.address_id", self._places(want), asked
        )

    def _with_texts(self, texts: tuple[Meaning, ...], asked: Condition, most: int) -> list[int]:
        found = self._texts("search_signals", texts)
        beside = self._beside(texts, "signal")
        ids = sorted({*found.ids, *beside.ids}, reverse=True)
        if not asked.parts:
            return ids[:most]
        kept = self._run.ids(
            "SELECT s.id FROM signals s WHERE s.id IN (SELECT value FROM json_each(?))"
            f" AND {asked.sql} ORDER BY s.id DESC LIMIT ?",
            (as_list(ids), *asked.values, most),
        )
        if len(kept) >= most or found.whole:
            return kept
        expression = " AND ".join(one.expression for one in texts)
        return self._run.ids(
            "SELECT f.rowid FROM search_signals f CROSS JOIN signals s ON s.id = f.rowid"
            f" WHERE f.search_signals MATCH ? AND {asked.sql} ORDER BY f.rowid DESC LIMIT ?",
            (expression, *asked.values, most),
        )

    def _beside(self, texts: tuple[Meaning, ...], kind: str) -> Ids:
        """Return the signals, or the cases, whose notes, contacts and actions hold every text."""
        ids: dict[int, None] = {}
        whole = True
        for index, statement in _TEXT_OF.items():
            found = self._texts(index, texts)
            whole = whole and found.whole
            if not found.ids:
                continue
            rows: list[tuple[Any, ...]] = self._run.rows(
                f"{statement} IN (SELECT value FROM json_each(?)) ORDER BY x.id DESC", (as_list(found.ids),)
            )
            ids.update(
                dict.fromkeys(
                    row[0] if kind == "case" else row[1]
                    for row in rows
                    if (row[0] if kind == "case" else row[0] is None and row[1])
                )
            )
        return Ids(tuple(ids), whole)

    def cases(self, want: Want, most: int) -> list[int]:
        """Return cases that answer every part by their resident, address, plan, notes, contacts or actions."""
        asked = Condition(list(self._filters.cases.parts), list(self._filters.cases.values))
        if want.of("reporter") or not self._filters.cases.possible or not self._joined(want, "k", asked):
            return []
        texts = want.of("text")
        if texts:
            ids = [*self._texts("search_cases", texts).ids, *self._beside(texts, "case").ids]
            if not ids:
                return []
            asked.add("k.id IN (SELECT value FROM json_each(?))", [as_list(dict.fromkeys(ids))])
        return self._run.ids(
            f"SELECT k.id FROM cases k WHERE {asked.sql} ORDER BY k.id DESC LIMIT ?", (*asked.values, most)
        )

    # Without any part: only filters

    def filtered(self, most: int) -> tuple[list[int], list[int]]:
        """Return the newest cases and signals that answer the filters alone."""
        nothing = Want(())
        return self.cases(nothing, most), self.signals(nothing, most)
