"""What an open store lets its user do with the secrets that open it: the part of `Store` about the key file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

from store.engine import vault
from store.engine.key_file import Key, Limits
from store.engine.wrong_tries import guarded
from store.errors import StoreLocked


class Secrets:
    """Passphrases and recovery code of the store at `path`; `slot` is the id of the one that opened it."""

    path: Path
    slot: str
    _lock: AbstractContextManager[object]
    """Held while the key is dropped."""

    def _key(self) -> Key:
        """Return the key, or raise `StoreLocked` when it was dropped."""
        raise NotImplementedError("the open store gives its key")

    @contextmanager
    def _own_key(self) -> Iterator[Key]:
        """Give a copy of the key, wiped afterwards.

        Deriving takes a while; a store that is closed meanwhile wipes its own key, which must not get into a slot.
        """
        with self._lock:
            key = bytearray(self._key())
        try:
            yield key
        finally:
            key[:] = bytes(len(key))

    def slots(self) -> tuple[str, ...]:
        """Return the ids of the passphrase slots, oldest first; none for a demo."""
        return vault.slots(self.path)

    def confirm(self, passphrase: str) -> None:
        """Be sure who asks: raise as `open_store` does unless `passphrase` is the one that opened this store.

        Another person's does not do; after the recovery code that of anybody does.
        """
        slot = guarded(self.path, partial(vault.unlock, self.path, passphrase))[0].slot
        if self.slot not in (slot, vault.RECOVERY):
            raise StoreLocked("Dit is niet de wachtzin waarmee u opende. Er is niets veranderd.")

    def add_slot(self, passphrase: str, *, limits: Limits = vault.LIMITS) -> str:
        """Let one more passphrase open the store and return the id of its slot; see `vault.add_slot`."""
        with self._own_key() as key:
            return vault.add_slot(self.path, key, passphrase, limits=limits)

    def remove_slot(self, slot: str) -> None:
        """Let the passphrase of this slot open the store no more, never the last; see `vault.remove_slot`."""
        self._key()
        vault.remove_slot(self.path, slot)

    def change_passphrase(self, new: str, *, slot: str = "", limits: Limits = vault.LIMITS) -> None:
        """Replace the passphrase of the slot that opened the store, or of `slot`; the slot keeps its id.

        See `vault.change_passphrase`.
        """
        with self._own_key() as key:
            vault.change_passphrase(self.path, key, slot or self.slot, new, limits=limits)

    def renew_recovery_code(self, *, limits: Limits = vault.LIMITS) -> str:
        """Replace the recovery code and return the new one, shown once."""
        with self._own_key() as key:
            return vault.renew_recovery_code(self.path, key, limits=limits)
