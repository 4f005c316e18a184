"""Which rows of texts hold the words asked, and which signals and cases those texts are of.

An index tells in order, newest first, which rows hold a word: a list that is walked in well under a microsecond a row.
So the rows that may answer are looked for in that list, never the other way round: asking an index about one row
begins the list anew, and costs a thousand times as much.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from store.queries.search_limits import Limits
from store.queries.search_meaning import Meaning
from store.queries.search_needs import FEW
from store.queries.search_run import Run, as_list
from store.rules.search_indexes import INDEXES
from store.rules.search_spans import follows

_READ, _PAGE = 80, 250
"""How many times how many rows are read for words that the index is not sure of."""
_AT_ONCE = 120
"""Rows whose texts are read themselves, because that costs less than walking a list."""
_SPREAD = 300
"""Cases (or signals) looked at, newest first, for words that many hold and that stand in different texts."""
_COUNTED = 5_000
"""Rows counted to tell which of some words is the rarest."""


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids, highest first; `whole` when there are no others."""

    ids: tuple[int, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Owner:
    """What texts are of: the index of its own texts, and those beside it, each with what else is asked of their rows.

    `column` is where a row beside names its owner. Texts of `also` count where words stand in more than one text.
    """

    column: str
    index: str
    beside: tuple[tuple[str, str], ...]
    also: str = ""

    def sources(self, *, spread: bool) -> tuple[tuple[str, str], ...]:
        """The indexes of its texts, each with the condition on its rows."""
        return ((self.index, ""), *self.beside, *(((self.also, ""),) if spread and self.also else ()))


SIGNAL = Owner(
    "signal_id",
    "search_signals",
    (("search_notes", " AND +x.case_id IS NULL"), ("search_actions", " AND +x.case_id IS NULL")),
)
CASE = Owner(
    "case_id",
    "search_cases",
    (("search_notes", ""), ("search_attempts", ""), ("search_actions", "")),
    also="search_signals",
)


class Texts:
    """The texts of one search. `unread` becomes true when not all rows that might answer were read."""

    def __init__(self, run: Run, limits: Limits) -> None:
        self._run = run
        self._limits = limits
        self._known: dict[tuple[str, tuple[Meaning, ...], int], Ids] = {}
        self.unread = False

    def newest(
        self, owner: Owner, meanings: tuple[Meaning, ...], most: int, *, narrowed: bool = False
    ) -> Ids:
        """Return the newest owners with a text that holds all that is meant, or with texts that do so together.

        `narrowed`: something else is asked of the owners too, so more than `most` are returned where there are more.
        """
        own = self._rows(owner.index, meanings, most, bound=FEW if narrowed else most)
        ids = set(own.ids)
        whole = own.whole
        for index, condition in owner.beside:
            found = self._rows(index, meanings, most)
            whole = whole and found.whole
            ids.update(self._owners(owner, index, condition, found.ids).values())
        if len(meanings) > 1 and len(ids) < most:
            likely, all_of_them = self._likely(owner, meanings)
            ids.update(self.among(owner, meanings, likely))
            self.unread = self.unread or (not all_of_them and len(ids) < most)
        return Ids(tuple(sorted(ids, reverse=True)), whole)

    def among(self, owner: Owner, meanings: tuple[Meaning, ...], ids: Collection[int]) -> list[int]:
        """Return which of these owners have texts that hold all that is meant, highest first.

        A case whose words all stand in one signal and none in its own texts is not meant: that signal is.
        """
        alive = set(ids)
        sources = owner.sources(spread=len(meanings) > 1)
        rows: dict[str, dict[int, int]] = {}
        own: set[int] = set()
        single: dict[int, int] = {}
        for at, meaning in enumerate(self._rarest_first(owner, meanings)):
            holds: set[int] = set()
            for index, condition in sources:
                asked = alive - holds if index == owner.also else alive
                if index not in rows and not self._few(index, meaning, asked):
                    rows[index] = self._rows_of(owner, index, condition, alive)
                held = self._held(owner, (index, condition), meaning, asked, rows.get(index))
                holds.update(held.values())
                if index != owner.also:
                    own.update(held.values())
                else:
                    single = held if at == 0 else {row: its for row, its in held.items() if row in single}
            alive &= holds
            if not alive:
                return []
        return sorted(alive - (set(single.values()) - own), reverse=True)

    def along(
        self, index: str, meanings: tuple[Meaning, ...], sets: str, values: Sequence[object], most: int
    ) -> list[int]:
        """Return the newest rows of an index that hold all that is meant and are in sets, given as SQL on `f.rowid`."""
        found = self._run.ids(
            f"SELECT f.rowid FROM {index} f WHERE f.{index} MATCH ? AND {sets} ORDER BY f.rowid DESC LIMIT ?",
            (_all(meanings), *values, most),
        )
        unsure = [one for one in meanings if one.check]
        return self._checked(index, found, unsure) if unsure else found

    # Rows of one index

    def _rows(self, index: str, meanings: tuple[Meaning, ...], most: int, *, bound: int = FEW) -> Ids:
        """Return the newest rows of an index that hold every text: `bound`, or some more than `most` if in doubt."""
        key = (index, meanings, bound)
        if key not in self._known:
            limit, values = self._limits.of_index(index)
            statement = f"SELECT rowid FROM {index} WHERE {index} MATCH ?{limit and ' AND '}{limit}"
            unsure = [one for one in meanings if one.check]
            if unsure:
                self._known[key] = self._read(index, statement, (_all(meanings), *values), unsure, most)
            else:
                ids = self._run.ids(
                    f"{statement} ORDER BY rowid DESC LIMIT ?", (_all(meanings), *values, bound + 1)
                )
                self._known[key] = Ids(tuple(ids[:bound]), len(ids) <= bound)
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

    def _checked(self, index: str, ids: Sequence[int], meanings: Sequence[Meaning]) -> list[int]:
        """Return which of these rows hold every text, by reading them."""
        table, columns = INDEXES[index]
        rows = self._run.rows(
            f"SELECT id, {', '.join(columns)} FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
            " ORDER BY id DESC",
            (as_list(ids),),
        )
        return [
            row_id
            for row_id, *texts in rows
            if all(any(follows(text, one.marked[0]) for text in texts if text) for one in meanings)
        ]

    def _few(self, index: str, meaning: Meaning, owners: Collection[int]) -> bool:
        """Tell whether it costs less to look up whose the rows with a text are, than to look for it in the rows."""
        return self._count(index, meaning) <= max(_AT_ONCE, len(owners) // 4)

    def _held(
        self,
        owner: Owner,
        source: tuple[str, str],
        meaning: Meaning,
        owners: set[int],
        rows: dict[int, int] | None,
    ) -> dict[int, int]:
        """Return the rows of these owners that hold one text, each with its owner.

        `rows` are all of the rows of these owners (and of others), when they were listed.
        """
        index, condition = source
        if rows is None or self._few(index, meaning, owners):
            found = self._rows(index, (meaning,), FEW)
            rows = self._owners(owner, index, condition, found.ids)
            return {row: its for row, its in rows.items() if its in owners}
        wanted = [row for row, its in rows.items() if its in owners]
        return {row: rows[row] for row in self._holding(index, meaning, wanted)}

    def _holding(self, index: str, meaning: Meaning, rows: Sequence[int]) -> set[int]:
        """Return which of some rows hold one text."""
        if not rows:
            return set()
        if len(rows) <= _AT_ONCE:
            return set(self._checked(index, rows, (meaning,)))
        found = self._run.ids(
            f"SELECT rowid FROM {index} WHERE {index} MATCH ? AND rowid BETWEEN ? AND ?"
            " AND +rowid IN (SELECT value FROM json_each(?))",
            (meaning.expression, min(rows), max(rows), as_list(rows)),
        )
        return set(self._checked(index, found, (meaning,)) if meaning.check else found)

    # From rows to what they are of, and back

    def _owners(self, owner: Owner, index: str, condition: str, ids: Sequence[int]) -> dict[int, int]:
        """Return what rows are of, by row."""
        if index == owner.index or not ids:
            return {row: row for row in ids}
        table = INDEXES[index][0]
        return dict(
            self._run.rows(
                f"SELECT x.id, x.{owner.column} FROM {table} x WHERE x.id IN (SELECT value FROM json_each(?))"
                f" AND x.{owner.column} IS NOT NULL{condition}",
                (as_list(ids),),
            )
        )

    def _rows_of(self, owner: Owner, index: str, condition: str, ids: Iterable[int]) -> dict[int, int]:
        """Return the rows of an index that are of these owners, each with its owner."""
        if index == owner.index:
            return {row: row for row in ids}
        table = INDEXES[index][0]
        limit, values = self._limits.of_index(index)
        limit = limit.replace("rowid", "x.id")
        return dict(
            self._run.rows(
                f"SELECT x.id, x.{owner.column} FROM {table} x"
                f" WHERE x.{owner.column} IN (SELECT value FROM json_each(?)){condition}{limit and ' AND '}{limit}",
                (as_list(ids), *values),
            )
        )

    def _likely(self, owner: Owner, meanings: tuple[Meaning, ...]) -> tuple[list[int], bool]:
        """Return the newest owners whose texts may hold some words together, and whether those are all of them.

        Of cases those with the rarest of the words; of signals those with a note or an action that holds one.
        """
        if owner.also:
            asked, sources = self._rarest_first(owner, meanings)[:1], owner.sources(spread=True)
        else:
            asked, sources = meanings, owner.beside
        ids: set[int] = set()
        whole = True
        for meaning in asked:
            for index, condition in sources:
                found = self._rows(index, (meaning,), _SPREAD, bound=_SPREAD)
                whole = whole and found.whole
                ids.update(self._owners(owner, index, condition, found.ids[:_SPREAD]).values())
        return sorted(ids, reverse=True)[:_SPREAD], whole and len(ids) <= _SPREAD

    def _rarest_first(self, owner: Owner, meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
        if len(meanings) < 2:
            return meanings
        indexes = [index for index, _ in owner.sources(spread=True)]
        return tuple(sorted(meanings, key=lambda one: sum(self._count(index, one) for index in indexes)))

    def _count(self, index: str, meaning: Meaning) -> int:
        """Return how many rows hold a text, counted up to some thousands."""
        statement = f"SELECT count(*) FROM (SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT {_COUNTED})"
        found = self._run.once(statement, (meaning.expression,))
        return found[0] if found else 0


def _all(meanings: tuple[Meaning, ...]) -> str:
    return " AND ".join(one.expression for one in meanings)
