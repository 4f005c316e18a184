"""Plain rows for the past of the demo, written with `executemany` in one transaction at a time."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType

from store.acts.search_bulk import indexed_at_once
from store.engine.connection import Connection
from store.engine.lifecycle import Store

# In the order in which rows may refer to each other.
TABLES: dict[str, tuple[str, ...]] = {
    table: tuple(columns.split())
    for table, columns in {
        "addresses": "id key street street_key house_number addition postcode place described profile_id district_id",
        "residents": (
            "id given prefix surname surname_key name_text birth_date birth_year phone bsn address_id version"
            " phone_key"
        ),
        "reporters": "id partner_id partner_type organisation name role phone mail relation phone_key",
        "cases": (
            "id number profile_id team_id status case_lead resident_id address_id district_id urgency themes plan"
            " goal visit_safety resident_view opened_at closed_at outcome waitlist_owner handover_to version"
        ),
        "signals": (
            "id number profile_id status received_at registered_at channel partner_id partner_type reporter_id"
            " resident_id address_id district_id case_id team_id urgency themes acute_danger eviction_threatened"
            " children_present in_care facts opinion request since frequency earlier_reported aware"
            " not_aware_reason visit_safety feedback_wanted anonymous arrears_cents external_id missing"
            " not_taken_up_reason advice repeated_of_id created_by version"
        ),
        "triages": (
            "id signal_id at by urgency themes acute_danger eviction_threatened children_present in_care"
            " known_case_id note"
        ),
        "routings": "id signal_id at by team_id proposed_team_id rule_key followed reason explanation",
        "clocks": "id kind signal_id case_id team_id started_on due_on stopped_on stop_reason",
        "case_status_changes": "id case_id at by old new reason",
        "contact_attempts": "id case_id at by kind day_part reached with_whom result",
        "actions": "id case_id signal_id title owner due_on created_at by done_at done_note version",
    }.items()
}
_INSERT = {
    table: f'INSERT INTO "{table}" ({", ".join(columns)}) VALUES ({", ".join("?" * len(columns))})'
    for table, columns in TABLES.items()
}


class BulkRows:
    """Collects rows with ids that continue those in the store; a `with` block is one transaction."""

    def __init__(self, store: Store) -> None:
        self._connection: Connection = store.raw_writer()
        self._rows: dict[str, list[tuple[object, ...]]] = {table: [] for table in TABLES}
        self._next: dict[str, int] = {}
        self._counters: dict[str, int] = {}

    def __enter__(self) -> BulkRows:
        """Begin: nobody else writes until the block ends, so ids and numbers are ours."""
        self._connection.execute("BEGIN IMMEDIATE")
        for table in TABLES:
            found = self._connection.execute(f'SELECT COALESCE(max(id), 0) + 1 FROM "{table}"').fetchone()
            self._next[table] = found[0]
        self._counters = dict(self._connection.execute("SELECT key, value FROM counters").fetchall())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write and commit, or roll everything of this block back when it failed."""
        done = False
        try:
            if kind is None:
                with indexed_at_once(self._connection, TABLES):
                    self._write()
                self._connection.execute("COMMIT")
                done = True
        finally:
            for rows in self._rows.values():
                rows.clear()
            if not done:
                with suppress(Exception):
                    self._connection.execute("ROLLBACK")

    def _write(self) -> None:
        for table, rows in self._rows.items():
            if rows:
                self._connection.executemany(_INSERT[table], rows)
        self._connection.executemany(
            "INSERT INTO counters (key, value) VALUES (?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            list(self._counters.items()),
        )

    def add(self, table: str, values: Sequence[object]) -> int:
        """Add a row without its id, in the order of `TABLES`, and return the id it gets."""
        row_id = self._next[table]
        self._next[table] = row_id + 1
        self._rows[table].append((row_id, *values))
        return row_id

    def reserve(self, table: str) -> int:
        """Return an id for a row that is added with `put`."""
        row_id = self._next[table]
        self._next[table] = row_id + 1
        return row_id

    def put(self, table: str, row_id: int, values: Sequence[object]) -> None:
        """Add a row under an id that was reserved."""
        self._rows[table].append((row_id, *values))

    def number(self, series: str, year: int) -> int:
        """Return the next number of a series in a year ("signal", "case"), as the acts count."""
        key = f"{series}-{year}"
        self._counters[key] = self._counters.get(key, 0) + 1
        return self._counters[key]

    def known_address(self, key: str) -> int | None:
        """Return the address that is in the store under this key."""
        found = self._connection.execute("SELECT id FROM addresses WHERE key = ?", (key,)).fetchone()
        return None if found is None else int(found[0])

    def close(self) -> None:
        """Let go of the store."""
        self._connection.close()
