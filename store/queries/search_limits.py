"""What of a search this viewer may not see: the rows of hidden cases, and of what is known only through them.

Most stores hide nothing, which one look in a small index tells. Else the hidden rows are few, and are listed: a search
leaves them out everywhere, in what it finds and in how it reads the line, and looks among them alone to tell whether
something hidden would have answered.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from store.engine.lifecycle import Store
from store.queries.search_run import Run, any_of, as_list
from store.queries.visibility import hidden_cases, may_see_address, may_see_resident
from store.text import fold

_OF_HIDDEN = "case_id IN (SELECT value FROM json_each(?1))"
_ROWS = {
    "search_signals": f"SELECT id FROM signals WHERE {_OF_HIDDEN}",
    "search_notes": f"SELECT id FROM notes WHERE {_OF_HIDDEN} OR signal_id IN (SELECT value FROM json_each(?2))",
    "search_actions": f"SELECT id FROM actions WHERE {_OF_HIDDEN} OR signal_id IN (SELECT value FROM json_each(?2))",
    "search_attempts": f"SELECT id FROM contact_attempts WHERE {_OF_HIDDEN}",
}
_KIND = {"s": "search_signals", "k": "search_cases", "r": "search_names", "a": "search_places"}


@dataclass(frozen=True, slots=True)
class Limits:
    """Rows to leave out (or, with `only`, to look among) by index, as JSON lists; nothing in it limits nothing.

    `names` and `streets` are spellings that only hidden rows have.
    """

    rows: dict[str, str] = field(default_factory=dict)
    only: bool = False
    names: frozenset[str] = frozenset()
    streets: frozenset[str] = frozenset()

    def of_index(self, index: str) -> tuple[str, tuple[object, ...]]:
        """Return what to add behind a MATCH in an index, with its values."""
        return self._condition("rowid", index)

    def of_rows(self, alias: str) -> tuple[str, tuple[object, ...]]:
        """Return what to add for signals (`s`), cases (`k`), residents (`r`) or addresses (`a`)."""
        return self._condition(f"{alias}.id", _KIND[alias])

    def _condition(self, column: str, index: str) -> tuple[str, tuple[object, ...]]:
        if not self.rows:
            return "", ()
        negated = "" if self.only else "NOT "
        return f"{column} {negated}IN (SELECT value FROM json_each(?))", (self.rows[index],)


NO_LIMITS = Limits()


def limits_of(store: Store, run: Run) -> tuple[Limits, Limits | None]:
    """Return what to leave out for this viewer, and what hidden rows there are to look among (None: there are none)."""
    hidden = hidden_cases(store)
    if not hidden:
        return NO_LIMITS, None
    cases = as_list(run.ids(hidden, ()))
    signals = as_list(run.ids(_ROWS["search_signals"], (cases,)))
    rows = {
        index: as_list(run.ids(statement, (cases, signals) if "?2" in statement else (cases,)))
        for index, statement in _ROWS.items()
    }
    rows["search_cases"] = cases
    residents = run.ids(
        "SELECT x.resident_id FROM"
        " (SELECT resident_id FROM cases WHERE id IN (SELECT value FROM json_each(?1))"
        f" UNION SELECT resident_id FROM signals WHERE {_OF_HIDDEN}) x WHERE x.resident_id IS NOT NULL",
        (cases,),
    )
    addresses = run.ids(
        "SELECT x.address_id FROM (SELECT address_id FROM cases WHERE id IN (SELECT value FROM json_each(?1))"
        f" UNION SELECT address_id FROM signals WHERE {_OF_HIDDEN}"
        " UNION SELECT address_id FROM residents WHERE id IN (SELECT value FROM json_each(?2))) x"
        " WHERE x.address_id IS NOT NULL",
        (cases, as_list(residents)),
    )
    seen, values = may_see_resident(store, "r.id")
    rows["search_names"] = as_list(
        run.ids(
            f"SELECT r.id FROM residents r WHERE r.id IN (SELECT value FROM json_each(?)) AND NOT {seen}",
            (as_list(residents), *values),
        )
    )
    seen, values = may_see_address(store, "a.id")
    rows["search_places"] = as_list(
        run.ids(
            f"SELECT a.id FROM addresses a WHERE a.id IN (SELECT value FROM json_each(?)) AND NOT {seen}",
            (as_list(addresses), *values),
        )
    )
    return Limits(rows, False, *_spellings(run, rows)), Limits(rows, True)


def _spellings(run: Run, rows: dict[str, str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of names, and the streets, that stand in hidden rows alone."""
    names = run.rows(
        "SELECT given, prefix, surname, name_text FROM residents WHERE id IN (SELECT value FROM json_each(?))",
        (rows["search_names"],),
    )
    words = {word for parts in names for part in parts for word in fold(part).split()}
    without = "rowid NOT IN (SELECT value FROM json_each(?))"
    alone = {
        word
        for word in words
        if not run.rows(
            f"SELECT 1 FROM search_names WHERE search_names MATCH ? AND {without} LIMIT 1",
            (any_of((word, word.replace("y", "ij"))), rows["search_names"]),
        )
    }
    streets = run.rows(
        "SELECT DISTINCT street_key FROM addresses WHERE id IN (SELECT value FROM json_each(?1)) AND street_key NOT IN"
        " (SELECT x.street_key FROM addresses h JOIN addresses x ON x.street_key = h.street_key"
        " WHERE h.id IN (SELECT value FROM json_each(?1)) AND x.id NOT IN (SELECT value FROM json_each(?1)))",
        (rows["search_places"],),
    )
    return frozenset(alone), frozenset(row[0] for row in streets)
