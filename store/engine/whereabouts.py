"""Whether a store that is open still stands in its place.

A file that was removed, moved or replaced stays open: writing to it would succeed, and be lost. So an act looks
before it begins and before it commits.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, TypeAlias

from store.engine.location import keys_path

_Identity: TypeAlias = "tuple[int, int] | None"
_KEYS_LIMIT: Final = 64 * 1024


class Whereabouts:
    """Which files were opened, so that others in their place are noticed.

    The key file is remembered with them, as it stands on the disk (its keys are wrapped): what is saved from a store
    that was removed needs it. Nothing here opens the store's own file: closing it again would drop SQLite's locks.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._log = path.with_name(f"{path.name}-wal")
        self._store: _Identity = None
        self._log_file: _Identity = None
        self._keys_seen: tuple[int, int, int] | None = None
        self.keys = b""

    def note(self) -> None:
        """Remember what stands there now; call it right after opening."""
        self._store, self._log_file = _identity(self._path), _identity(self._log)
        self.keep_up()

    @property
    def moved(self) -> bool:
        """Whether something else, or nothing, stands where the store was opened."""
        if self._store is None:
            return False
        if _identity(self._path) != self._store:
            return True
        return self._log_file is not None and _identity(self._log) != self._log_file

    def keep_up(self) -> None:
        """Remember the key file again when it was changed."""
        file = keys_path(self._path)
        try:
            found = file.stat()
            seen = (found.st_ino, found.st_mtime_ns, found.st_size)
            if seen != self._keys_seen and found.st_size <= _KEYS_LIMIT:
                self.keys, self._keys_seen = file.read_bytes(), seen
        except OSError:
            return


def _identity(file: Path) -> _Identity:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
