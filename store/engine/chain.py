"""The chain of the log: what each entry is sealed with, and the head that says where the chain ends.

Every entry carries two codes. `mac` is HMAC-SHA256 over the `mac` of the entry before it and all of its own columns: a
changed, removed, inserted or moved entry breaks the chain there and everywhere after. `seal` is over the entry alone
and tells which entry it was. The head keeps number and `mac` of the last entry under a code of its own, so that entries
cut off at the end are missed. Keys are derived from the key of the store; who has the passphrase has those too, so the
chain makes tampering evident and does not prevent it.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

Run: TypeAlias = Callable[[str, Any], Any]
"""Runs one statement with its values inside the transaction at hand and returns a cursor."""

COLUMNS: Final = (
    "id",
    "at",
    "worker",
    "event",
    "act",
    "kind",
    "number",
    "case_id",
    "signal_id",
    "resident_id",
    "summary",
    "on_behalf",
    "purpose",
    "outcome",
    "terms",
)
"""What the codes are over, in this order; the text of every column of an entry but the codes themselves."""

START: Final = "0" * 64
"""The `mac` before the first entry."""

_SEAL = 32
_BATCH = 2_000
_encode = json.JSONEncoder(separators=(",", ":"), default=lambda value: {"blob": bytes(value).hex()}).encode


@dataclass(frozen=True, slots=True)
class ChainKeys:
    """The keys of the chain, the entries and the head."""

    chain: bytes = field(repr=False)
    entry: bytes = field(repr=False)
    head: bytes = field(repr=False)

    @classmethod
    def of(cls, subkey: Callable[[str], bytes]) -> ChainKeys:
        """Return the keys that `subkey` (`Store.subkey`) gives."""
        return cls(subkey("log/chain"), subkey("log/entry"), subkey("log/head"))


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain ends: how many entries it has, the number and `mac` of the last one, and the code over these."""

    entries: int
    last_id: int
    mac: str
    seal: str

    @classmethod
    def sealed(cls, keys: ChainKeys, entries: int, last_id: int, mac: str) -> Head:
        """Return a head with the code that belongs to it."""
        return cls(entries, last_id, mac, _head_seal(keys, entries, last_id, mac))

    def is_right(self, keys: ChainKeys) -> bool:
        """Return whether the code belongs to what the head says."""
        return self.seal == _head_seal(keys, self.entries, self.last_id, self.mac)


def _head_seal(keys: ChainKeys, entries: int, last_id: int, mac: str) -> str:
    return hmac.digest(keys.head, _encode([entries, last_id, mac]).encode(), "sha256").hex()


def codes(keys: ChainKeys, before: str, values: Sequence[object]) -> tuple[str, str]:
    """Return `seal` and `mac` (hexadecimal) of an entry: its `values` as in `COLUMNS`, `before` the `mac` before it."""
    text = _encode(values).encode()
    return (
        hmac.digest(keys.entry, text, "sha256").hex()[:_SEAL],
        hmac.digest(keys.chain, f"{before}\n".encode("utf-8", "surrogateescape") + text, "sha256").hex(),
    )


def read_head(run: Run) -> Head | None:
    """Return the head as it stands, right or not; None when there is none."""
    row = run("SELECT entries, last_id, mac, seal FROM log_head WHERE id = 1", ()).fetchone()
    return None if row is None else Head(*row)


def write_head(run: Run, head: Head) -> None:
    """Replace the head, inside the transaction that adds the entries it speaks of."""
    run(
        "INSERT OR REPLACE INTO log_head (id, entries, last_id, mac, seal) VALUES (1, ?, ?, ?, ?)",
        (head.entries, head.last_id, head.mac, head.seal),
    )


def begin(run: Run, keys: ChainKeys) -> None:
    """Chain the entries a store has, none when it is new, and write the first head.

    For making a store and for bringing an older one up to date: what happened to a log before it was chained cannot be
    known.
    """
    mac, last, entries = START, -1, 0
    columns = ", ".join(COLUMNS)
    while rows := run(
        f"SELECT {columns} FROM log_entries WHERE id > ? ORDER BY id LIMIT {_BATCH}", (last,)
    ).fetchall():
        for row in rows:
            seal, mac = codes(keys, mac, tuple(row))
            run("UPDATE log_entries SET seal = ?, mac = ? WHERE id = ?", (seal, mac, row[0]))
        last, entries = int(rows[-1][0]), entries + len(rows)
    write_head(run, Head.sealed(keys, entries, max(last, 0), mac))
