"""From a place to an open desk: making a store, setting up municipalities, unlocking. No screens here."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from store.actor import Actor
from store.engine.lifecycle import Store, create_store, open_store, remove_store
from store.engine.version import Upgrading, untold
from store.errors import InvalidInput, NotAllowed, StoreDamaged, StoreError, StoreUnusable
from store.local_time import now
from store.queries.seat import secret_is_due, who_may_sit
from tui.desk import Desk, sit_down

MAX_PASSPHRASE_FILE = 4096
_DUE = (
    "Uw wachtzin is door een ander bedacht. Er is niets gedaan: kies eerst een eigen wachtzin met ‘signaalpunt "
    "passphrase’, of door Signaalpunt te openen."
)


def read_passphrase(path: Path) -> str:
    """Return the first line of a passphrase file; a Dutch refusal when it cannot be read or is empty."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_PASSPHRASE_FILE)
    except OSError as error:
        raise InvalidInput(
            "Het bestand met de wachtzin kan niet gelezen worden. Controleer --passphrase-file."
        ) from error
    try:
        line = content.decode("utf-8-sig").splitlines()[0] if content else ""
    except (UnicodeDecodeError, IndexError) as error:
        raise InvalidInput("Het bestand met de wachtzin is geen gewone tekst (UTF-8).") from error
    if not line:
        raise InvalidInput("Het bestand met de wachtzin is leeg: zet de wachtzin op de eerste regel.")
    return line


def set_up(store: Store, profiles: Sequence[str], worker: str) -> None:
    """Put municipality profiles and the first worker in a new store; the first profile is the desk's own.

    Each profile is one act; a profile that is wrong stops before anything of it is written. None of it can be taken
    back with undo: a first worker who presses u must not lose a municipality.
    """
    from seed.catalogue import load_profile
    from store.acts.directory import apply_profile, set_setting
    from store.acts.undo import settle
    from store.acts.workers import add_worker
    from store.queries.directory import teams

    specs = [load_profile(key) for key in profiles]
    actor = Actor(worker)
    for spec in specs:
        apply_profile(store, actor, spec)
    if specs:
        set_setting(store, actor, "profile", specs[0].key)
    if worker:
        add_worker(store, actor, worker, team_ids=[team.id for team in teams(store) if team.opens_case])
        set_setting(store, actor, "worker", worker)
    settle(store)


def make_store(path: Path, passphrase: str, profiles: Sequence[str], worker: str) -> tuple[Store, str]:
    """Make an encrypted store with its profiles and first worker; return it and the recovery code, shown once.

    When setting up fails the new store is removed again: there is nothing in it yet.
    """
    from seed.catalogue import load_profile
    from store.engine.vault import check_new_passphrase

    names = [load_profile(key).name for key in profiles]
    check_new_passphrase(passphrase, (worker, *names))
    store, recovery_code = create_store(path, passphrase)
    try:
        set_up(store, profiles, worker)
    except BaseException:
        store.close()
        remove_store(path)
        raise
    return store, recovery_code


def sentence_of(error: StoreError, store: str | None) -> str:
    """Return what to say of an error met with the store that `--store` names: with the way back when it is damaged."""
    if not isinstance(error, StoreDamaged):
        return str(error)
    from store.engine.copies import told
    from store.engine.location import store_path

    return told(error, store_path(store))


def refuse_start_passphrase(store: Store) -> None:
    """Raise `NotAllowed` for who opened with a passphrase that somebody else made up: that person can open it too."""
    if secret_is_due(store):
        raise NotAllowed(_DUE)


def open_desk(
    path: Path,
    passphrase: str | None = None,
    *,
    recovery: str | None = None,
    clock: Callable[[], datetime] = now,
    upgrading: Upgrading | None = untold,
) -> Desk | None:
    """Open a store and sit down at it; None when it holds no municipality yet (the store is closed again).

    After the recovery code it sits nobody down for certain where several people work: the screen asks who it is, and
    the log says "onbekend" till then. `upgrading` is as in `open_store`. Raises what that raises, and `NotAllowed` for
    a passphrase that is nobody's any more.
    """
    store = open_store(path, passphrase, recovery=recovery, upgrading=upgrading)
    try:
        names = () if recovery is None else who_may_sit(store)
        desk = sit_down(store, clock=clock, name=names[0] if len(names) == 1 else "")
    except BaseException:
        store.close()
        raise
    if desk is None:
        store.close()
    elif not store.demo:
        from store.acts.unlocking import NOBODY, log_opened

        who = NOBODY if len(names) > 1 else desk.actor
        # On a disk that cannot be written to every look says so itself; reading must stay possible.
        with contextlib.suppress(StoreUnusable):
            log_opened(store, who, recovery=recovery is not None, now=desk.now())
    return desk
