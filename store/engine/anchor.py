"""What keeps an open store from being lost when its file is removed, moved or replaced under a running program.

One connection stays open. As long as it does the system keeps the file, with everything that was kept in it; that is
copied through it to another name, where it opens with the same passphrase. Acts are refused from then on.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from store.engine.connection import Connection, close, connect, holding
from store.engine.key_file import Key
from store.engine.location import shown
from store.engine.whereabouts import Whereabouts
from store.errors import StoreError, StoreMoved, StoreUnusable

_CACHE: Final = -256


class Anchor:
    """The connection that stays open on the store at `path`; `key` gives its key, or raises when it was dropped."""

    def __init__(self, path: Path, key: Callable[[], Key]) -> None:
        self._path = path
        self._key = key
        self._home = Whereabouts(path)
        self._lock = threading.Lock()
        self._connection: Connection | None = None
        self._saved: Path | None = None

    @property
    def moved(self) -> bool:
        """Whether the store is not in its place any more."""
        return self._home.moved

    def hold(self, *, beside: bool = False) -> None:
        """Open the connection that stays, at the first use of the store.

        `beside` another connection that reads the store by now, nothing is read but that the key is right.
        """
        with self._lock:
            if self._connection is None:
                key = self._key()
                self._connection = (
                    holding(self._path, key)
                    if beside
                    else connect(self._path, key, readonly=True, cache=_CACHE)
                )
                self._home.note()

    def check(self) -> None:
        """Raise `StoreMoved` when the store is not in its place any more, once what it held was saved."""
        if not self._home.moved:
            self._saved = None
            self._home.keep_up()
            return
        raise StoreMoved(
            "Het bestand van de opslag is verwijderd, verplaatst of vervangen terwijl Signaalpunt ermee werkte. Deze "
            f"handeling is niet bewaard. Alles wat daarvoor is bewaard staat veilig in {shown(self.saved())}: sluit "
            "Signaalpunt af en open dat bestand met --store, of zet het met zijn sleutelbestand terug op zijn plaats."
        )

    def saved(self) -> Path:
        """Return where the store that is gone was saved; the first call does so. Raises `StoreUnusable`."""
        with self._lock:
            if self._connection is None:
                raise StoreUnusable("Deze opslag was nog niet gelezen; er is niets om veilig te stellen.")
            if self._saved is None:
                self._saved = self._save(self._connection)
            return self._saved

    def close(self) -> None:
        """Let go."""
        with self._lock:
            connection, self._connection = self._connection, None
        if connection is not None:
            close(connection)

    def _save(self, source: Connection) -> Path:
        from store.engine.backup import copy_from
        from store.engine.copies import RESCUED, free_name
        from store.local_time import now

        reason = ""
        for folder in _places(self._path):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                name = partial(free_name, folder, self._path, now(), RESCUED)
                return copy_from(source, self._key(), self._home.keys, name).path
            except StoreError as error:
                reason = str(error)
            except OSError:
                continue
        raise StoreUnusable(
            f"De opslag {shown(self._path)} is weg en wat erin stond kon nergens worden weggeschreven. {reason} Laat "
            "Signaalpunt open staan en maak ruimte of sluit een schijf aan: zolang het open is, is er niets verloren."
        )


def _places(path: Path) -> Iterator[Path]:
    """Where to save: beside where the store was, else in the folder of its copies, else in the home folder."""
    from store.engine.copies import standard_folder

    yield path.parent
    yield standard_folder(path)
    with contextlib.suppress(RuntimeError):
        yield Path.home()
