"""Writing down that the store was opened or locked, and that opening it failed before (NEN 7513)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from store.actor import Actor
from store.acts.log_chain import NewEntry, add_to_log, chain_keys, log_alone
from store.engine.lifecycle import Store
from store.local_time import now as present

NOBODY: Final = Actor("onbekend")
"""Who gave a wrong passphrase: nobody who is known."""


def log_opened(store: Store, actor: Actor, *, recovery: bool = False, now: datetime | None = None) -> None:
    """Log that somebody unlocked the store, after the wrong tries since it was open last.

    A closed store cannot be written to, so wrong tries are counted beside it (`store.engine.wrong_tries`) and come into
    the log here: how many, and when the last was. Raises `StoreUnusable` when nothing can be written.
    """
    at = now or present()
    entries = []
    tries = store.wrong_tries
    if tries.count:
        last = datetime.fromtimestamp(min(tries.last, at.timestamp()), UTC)
        times = "een keer" if tries.count == 1 else f"{tries.count} keer"
        summary = f"{times} een verkeerde wachtzin of code; dit was de laatste"
        entries.append(
            NewEntry(
                at=last,
                actor=NOBODY,
                event="failed_unlock",
                act="failed_unlock",
                kind="store",
                summary=summary,
                outcome="refused",
            )
        )
    summary = "opslag ontgrendeld met de herstelcode" if recovery else "opslag ontgrendeld"
    entries.append(NewEntry(at=at, actor=actor, event="unlock", act="unlock", kind="store", summary=summary))
    keys = chain_keys(store)
    with store.writing() as connection:
        add_to_log(connection.execute, keys, entries)


def log_told_who(store: Store, actor: Actor, *, now: datetime | None = None) -> None:
    """Log who says to be working, after the recovery code opened a store that several people work with."""
    entry = NewEntry(
        at=now or present(),
        actor=actor,
        event="unlock",
        act="unlock",
        kind="store",
        summary="na de herstelcode gezegd wie er werkt",
    )
    log_alone(store, entry)


def log_locked(store: Store, actor: Actor, *, now: datetime | None = None) -> None:
    """Log that the screen locked."""
    entry = NewEntry(
        at=now or present(), actor=actor, event="lock", act="lock", kind="store", summary="vergrendeld"
    )
    log_alone(store, entry)
