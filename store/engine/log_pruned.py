"""What stays of a part of the log that was destroyed because its time was over: proof that people approved it.

The chain goes on: the last code (`mac`) of what went is what the first entry that stays goes on from. Each proof is
sealed together with the one before it, and is told in full in the entry of the log that destroyed that part, which is
in the chain itself. So a proof cannot be made, changed or brought in from a copy without the entry beside it.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass, replace
from typing import Final

from store.engine.chain import ChainKeys, Run
from store.engine.head_words import written

FIELDS: Final = (
    "up_to",
    "entries",
    "total",
    "mac",
    "stays_from",
    "at",
    "proposed_by",
    "approved_by",
    "log_id",
)
_COLUMNS: Final = ", ".join(FIELDS)


@dataclass(frozen=True, slots=True)
class Pruned:
    """One destruction of the oldest entries: `entries` of them, the last being `up_to` with code `mac`.

    `total` counts all that were ever destroyed, `stays_from` is the first local day (ISO) that stayed, `at` the moment
    of it, `log_id` the entry that tells it.
    """

    up_to: int
    entries: int
    total: int
    mac: str
    stays_from: str
    at: str
    proposed_by: str
    approved_by: str
    log_id: int
    seal: str = ""

    @property
    def sentence(self) -> str:
        """What the log says of it."""
        return (
            f"logboek vóór {self.stays_from} vernietigd: {self.entries} regels tot en met {self.up_to}, voorgedragen "
            f"door {self.proposed_by}, laatste kenmerk {written(self.up_to, self.mac)}"
        )

    def sealed(self, keys: ChainKeys, before: str) -> Pruned:
        """Return it with the code that belongs to it; `before` is the code of the proof before it, "" for the first."""
        said = json.dumps(["pruned", before, *(getattr(self, name) for name in FIELDS)])
        return replace(
            self, seal=hmac.digest(keys.head, said.encode("utf-8", "surrogateescape"), "sha256").hex()
        )


def read_pruned(run: Run) -> tuple[Pruned, ...]:
    """Return every proof as it stands, right or not, oldest first."""
    rows = run(f"SELECT {_COLUMNS}, seal FROM log_prunings ORDER BY id", ()).fetchall()
    return tuple(Pruned(*row) for row in rows)


def write_pruned(run: Run, destruction_id: int, one: Pruned) -> None:
    """Keep a sealed proof."""
    values = (destruction_id, *(getattr(one, name) for name in FIELDS), one.seal)
    run(
        f"INSERT INTO log_prunings (destruction_id, {_COLUMNS}, seal) VALUES ({', '.join('?' * len(values))})",
        values,
    )


def are_right(keys: ChainKeys, found: tuple[Pruned, ...]) -> bool:
    """Return whether every proof carries the code that belongs to it, and goes on from the one before it."""
    before, total, up_to = "", 0, 0
    for one in found:
        total += one.entries if isinstance(one.entries, int) else 0
        if one.sealed(keys, before).seal != one.seal or one.total != total or one.up_to <= up_to:
            return False
        before, up_to = one.seal, one.up_to
    return True
