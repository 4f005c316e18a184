"""Who and where this process has read, so that a shared screen can hide them wherever they come to stand.

Every name and address on a screen is made by `shared.person_name` or `shared.address_line`; both tell it here. What is
kept is only what was read anyway, in memory, until the last open store closes; nothing here decides what is shown.
"""

from __future__ import annotations

from threading import Lock


class NamedRecords:
    """Names and addresses read so far. `take` gives what is new since the last call; safe between threads.

    `forgotten` counts how often everything was let go of: who keeps what it took lets go of it too.
    """

    def __init__(self) -> None:
        self.forgotten = 0
        self._open = 0
        self._seen: set[tuple[str, ...]] = set()
        self._fresh: list[tuple[str, ...]] = []
        self._lock = Lock()

    def person(self, *parts: str | None) -> None:
        """Remember a person by the parts of the name: given names or initials, prefix, surname, name as delivered."""
        self._add(("person", *(part or "" for part in parts)))

    def address(self, *parts: str | None) -> None:
        """Remember an address by its street and by the text it was delivered as."""
        self._add(("address", *(part or "" for part in parts)))

    def _add(self, record: tuple[str, ...]) -> None:
        if record not in self._seen:
            with self._lock:
                self._seen.add(record)
                self._fresh.append(record)

    def take(self) -> list[tuple[str, ...]]:
        """Return what was read since the last call: ("person", given, prefix, surname, text) or ("address", …)."""
        if not self._fresh:
            return []
        with self._lock:
            fresh, self._fresh = self._fresh, []
        return fresh

    def store_opened(self) -> None:
        """Count a store that is read from now on."""
        with self._lock:
            self._open += 1

    def store_closed(self) -> None:
        """Let go of everything when this was the last open store: closed or locked, nobody is known any more."""
        with self._lock:
            self._open -= 1
            last = self._open <= 0
        if last:
            self.forget()

    def forget(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._seen.clear()
            self._fresh.clear()
            self.forgotten += 1


NAMED = NamedRecords()
"""The one of this process."""
