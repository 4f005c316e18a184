"""The one way into the log: every entry is added here, chained to the one before it in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from store.actor import Actor
from store.engine.chain import COLUMNS, START, ChainKeys, Head, Run, codes, read_head, write_head
from store.engine.lifecycle import Store
from store.local_time import utc_text

_ALL: Final = (*COLUMNS, "seal", "mac")
_INSERT: Final = f"INSERT INTO log_entries ({', '.join(_ALL)}) VALUES ({', '.join('?' * len(_ALL))})"
_RESIDENT: Final = (
    "SELECT COALESCE((SELECT resident_id FROM cases WHERE id = ?),"
    " (SELECT resident_id FROM signals WHERE id = ?))"
)


@dataclass(frozen=True, slots=True)
class NewEntry:
    """One event to log (NEN 7513): when, by whom, what, about whom or what, on whose behalf, why, how it ended.

    `resident_id` is looked up from case or signal when it is not given. `terms` holds keyed search terms, never plain
    ones. Numbers, never names of residents.
    """

    at: datetime
    actor: Actor
    event: str
    act: str
    summary: str
    kind: str = ""
    number: str = ""
    case_id: int | None = None
    signal_id: int | None = None
    resident_id: int | None = None
    purpose: str = ""
    outcome: str = "done"
    terms: str = ""


def chain_keys(store: Store) -> ChainKeys:
    """Return the keys of the log of an open store."""
    return ChainKeys.of(store.subkey)


def add_to_log(run: Run, keys: ChainKeys, entries: Iterable[NewEntry]) -> int:
    """Add entries to the log and return the id of the last one; `run` works inside a write transaction.

    Head and entries go together, so two programs never fork the chain. Where the head was tampered with or removed, the
    entries are still kept and the head is left as it is: adding to a broken chain never mends it.
    """
    head = read_head(run)
    right = head is not None and head.is_right(keys)
    newest = run("SELECT id, mac FROM log_entries ORDER BY id DESC LIMIT 1", ()).fetchone()
    last, mac = (0, START) if newest is None else (int(newest[0]), str(newest[1]))
    if head is not None and right:
        last, mac = max(last, head.last_id), head.mac
    added = 0
    for entry in entries:
        last, added = last + 1, added + 1
        values = _values(run, last, entry)
        seal, mac = codes(keys, mac, values)
        run(_INSERT, (*values, seal, mac))
    if head is not None and right:
        write_head(run, Head.sealed(keys, head.entries + added, last, mac))
    return last


def log_alone(store: Store, entry: NewEntry) -> None:
    """Log an event that changes nothing else, in a transaction of its own; there is nothing to undo.

    Raises `StoreUnusable` when it could not be kept; what it is about must then not be shown.
    """
    keys = chain_keys(store)
    with store.writing() as connection:
        add_to_log(connection.execute, keys, [entry])


def _values(run: Run, entry_id: int, entry: NewEntry) -> tuple[object, ...]:
    resident_id = entry.resident_id
    if resident_id is None and (entry.case_id is not None or entry.signal_id is not None):
        (resident_id,) = run(_RESIDENT, (entry.case_id, entry.signal_id)).fetchone()
    return (
        entry_id,
        utc_text(entry.at),
        entry.actor.name,
        str(entry.event),
        entry.act,
        str(entry.kind),
        str(entry.number),
        entry.case_id,
        entry.signal_id,
        resident_id,
        entry.summary,
        entry.actor.on_behalf,
        entry.purpose or entry.actor.purpose,
        entry.outcome,
        entry.terms,
    )
