"""Rows that repeat an earlier report: the same one delivered again, or the same debt, not higher."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from store.acts.delivery_writer import PlannedRow
from store.codes import RowResult

_SAME = "Deze melding is al eerder geleverd."
_SAME_DEBT = "Zelfde achterstand van dezelfde partner, niet hoger dan eerder gemeld."


class Repeats:
    """Marks and links repeats inside the transaction of an import: `find` before a batch is written, `link` after."""

    def __init__(self, connection: Any) -> None:
        self._db = connection
        self._same: list[tuple[PlannedRow, PlannedRow]] = []

    def find(self, planned: list[PlannedRow]) -> None:
        """Mark rows that repeat an earlier one, delivered before or standing earlier in this batch."""
        known = self._earlier("repeat_key", {plan.repeat_key for plan in planned if plan.repeat_key})
        debts = self._debts({plan.debt_key for plan in planned if plan.debt_key})
        self._same = []
        here: dict[str, PlannedRow] = {}
        owed: dict[str, PlannedRow] = {}
        for plan in planned:
            if plan.result is RowResult.REJECTED:
                continue
            if plan.repeat_key and (plan.repeat_key in known or plan.repeat_key in here):
                self._repeat(plan, _SAME, known.get(plan.repeat_key), here.get(plan.repeat_key))
                plan.makes_signal = False
                continue
            if plan.repeat_key:
                here[plan.repeat_key] = plan
            self._judge_debt(plan, debts, owed)

    def _judge_debt(
        self, plan: PlannedRow, debts: dict[str, tuple[int, int | None]], owed: dict[str, PlannedRow]
    ) -> None:
        cents = plan.delivered.arrears_cents
        if not plan.debt_key or cents is None:
            return
        before = debts.get(plan.debt_key)
        before_here = owed.get(plan.debt_key)
        if before is not None and cents <= before[0]:
            self._repeat(plan, _SAME_DEBT, before[1], None)
        elif before_here is not None and cents <= (before_here.delivered.arrears_cents or 0):
            self._repeat(plan, _SAME_DEBT, None, before_here)
        else:
            owed[plan.debt_key] = plan

    def _repeat(self, plan: PlannedRow, reason: str, earlier: int | None, here: PlannedRow | None) -> None:
        plan.result = RowResult.REPEATED
        plan.reasons = (reason, *plan.reasons)
        plan.earlier_id = earlier
        if here is not None:
            self._same.append((plan, here))

    def _earlier(self, column: str, keys: set[str]) -> dict[str, int | None]:
        found: dict[str, int | None] = {}
        for part in _parts(sorted(keys)):
            statement = (
                f"SELECT {column}, min(signal_id) FROM delivery_rows WHERE {column} <> '' AND {column} IN"
                f" ({','.join('?' * len(part))}) GROUP BY {column}"
            )
            found.update(self._db.execute(statement, part).fetchall())
        return found

    def _debts(self, keys: set[str]) -> dict[str, tuple[int, int | None]]:
        found: dict[str, tuple[int, int | None]] = {}
        for part in _parts(sorted(keys)):
            statement = (
                "SELECT debt_key, max(debt_cents), min(signal_id) FROM delivery_rows WHERE debt_key <> '' AND debt_key"
                f" IN ({','.join('?' * len(part))}) GROUP BY debt_key"
            )
            for key, cents, signal_id in self._db.execute(statement, part):
                found[key] = (cents, signal_id)
        return found

    def link(self, planned: list[PlannedRow]) -> None:
        """Point repeats at the signal made earlier in the same batch."""
        for plan, earlier in self._same:
            target = earlier.signal_id if earlier.signal_id is not None else earlier.earlier_id
            if plan.makes_signal:
                self._db.execute(
                    "UPDATE signals SET repeated_of_id = ? WHERE id = ?", (target, plan.signal_id)
                )
            else:
                self._db.execute(
                    "UPDATE delivery_rows SET signal_id = ? WHERE delivery_id = (SELECT max(id) FROM deliveries)"
                    " AND row_number = ? AND signal_id IS NULL",
                    (target, plan.row_number),
                )


def _parts(keys: list[str], size: int = 500) -> Iterator[list[str]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]
