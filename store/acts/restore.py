"""Putting a copy back: to a new file first, compared with the present store, and only then in its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from store.actor import Actor
from store.acts.log_chain import log_alone
from store.acts.maintenance import maintenance
from store.engine import vault, version
from store.engine.backup import opens_with
from store.engine.key_file import Key
from store.engine.lifecycle import Store
from store.engine.location import keys_exist, store_exists
from store.engine.restore import keys_for, put_in_place, restore_to, unlock_with
from store.errors import StoreError
from store.local_time import moment
from store.queries.compare import Contents, Since, contents, since
from store.queries.log_verify import verify_log


@dataclass(frozen=True, slots=True)
class Restored:
    """A copy that was put back at `path`, checked.

    `present` and `since` are None when the present store is not there or does not open with the key of the copy.
    `log_whole` is None for a copy of an older version, of which the log is chained when it is opened.
    """

    path: Path
    copy: Contents
    present: Contents | None
    since: Since | None
    log_whole: bool | None


class Restoration:
    """One copy being put back. `secret` opens it: a passphrase of then, or the recovery code; "" for a demo.

    First `write`, then, when asked for, `replace`.
    """

    def __init__(self, backup: Path, present: Path, secret: str) -> None:
        self._backup = backup
        self._present = present
        self._secret = secret
        self._keys = keys_for(backup, present)
        self._key: Key = unlock_with(self._keys, secret)
        self._comparable = store_exists(present) and opens_with(present, self._key)

    def write(self, target: Path, actor: Actor, *, now: datetime) -> Restored:
        """Write the copy to a new file, look it over and compare it with the present store, which is not touched."""
        restore_to(self._backup, target, self._key, self._keys)
        with self._open(target) as copy:
            found = contents(copy)
            current = _version(copy) == "current"
            whole = verify_log(copy).whole if current else None
            present, later = self._compare(copy)
            if current:
                when = "een lege opslag" if found.last_at is None else f"de stand van {moment(found.last_at)}"
                label = f"reservekopie teruggezet: {when}"
                log_alone(copy, maintenance(actor, "restore", label, now=now))
        return Restored(target, found, present, later, whole)

    def replace(self, new: Path, actor: Actor, *, now: datetime) -> Path:
        """Put the file that `write` made in the place of the present store; return where that one is kept.

        The key file of today stays when it opens the copy too, so that the passphrases of today go on to open it.
        """
        if self._comparable:
            with self._open(self._present) as present:
                if _version(present) == "current":
                    label = "vervangen door een reservekopie; deze opslag is ernaast bewaard"
                    log_alone(present, maintenance(actor, "replaced", label, now=now))
        key = self._key if self._comparable else None
        return put_in_place(new, self._present, now, key=key, keep_keys=self._opens_today())

    def _open(self, path: Path) -> Store:
        return Store(path, self._key, demo=vault.is_demo(self._keys))

    def _compare(self, copy: Store) -> tuple[Contents | None, Since | None]:
        if not self._comparable:
            return None, None
        with self._open(self._present) as present:
            return contents(present), since(copy, present)

    def _opens_today(self) -> bool:
        """Return whether the key file of the present store gives the key of the copy for the same secret."""
        if not keys_exist(self._present) or self._keys == self._present:
            return self._keys == self._present
        try:
            return bytes(unlock_with(self._present, self._secret)) == bytes(self._key)
        except StoreError:
            return False


def _version(store: Store) -> version.Standing:
    return version.standing(version.read_version(store.reader()))
