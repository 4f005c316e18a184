"""Who and where this process has read, so that a shared screen can hide them wherever they come to stand.

Every name and address on a screen is made by `shared.person_name` or `shared.address_line`; both tell it here. What is
kept is only what was read anyway, in memory, until the last open store closes; nothing here decides what is shown.
"""

from __future__ import annotations

from threading import Lock

Mark = tuple[int, int]
"""Up to where somebody heard: how often everything was let go of by then, and how many records since."""

BEGINNING: Mark = (0, 0)


class NamedRecords:
    """Names and addresses read so far. `since` gives what is new to who asks; safe between threads."""

    def __init__(self) -> None:
        self._forgotten = 0
        self._open = 0
        self._seen: set[tuple[str, ...]] = set()
        self._told: list[tuple[str, ...]] = []
        self._lock = Lock()

    def person(self, given: str | None, prefix: str | None, surname: str | None, text: str | None) -> None:
        """Remember a person by the parts of the name: given names or initials, prefix, surname, name as delivered."""
        record = ("person", given or "", prefix or "", surname or "", text or "")
        if record not in self._seen:
            self._add(record)

    def address(self, street: str | None, text: str | None) -> None:
        """Remember an address by its street and by the text it was delivered as."""
        record = ("address", street or "", text or "")
        if record not in self._seen:
            self._add(record)

    def _add(self, record: tuple[str, ...]) -> None:
        with self._lock:
            if record not in self._seen:
                self._seen.add(record)
                self._told.append(record)

    def since(self, mark: Mark) -> tuple[Mark, list[tuple[str, ...]]]:
        """Return how far it is now and what came after `mark`.

        A record is ("person", given, prefix, surname, text) or ("address", street, text as delivered). When the first
        number differs from that of `mark`, everything was let go of in between: who keeps what it heard lets go too.
        """
        if mark == (self._forgotten, len(self._told)):
            return mark, []
        with self._lock:
            heard = mark[1] if mark[0] == self._forgotten else 0
            return (self._forgotten, len(self._told)), self._told[heard:]

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
            self._told.clear()
            self._forgotten += 1


NAMED = NamedRecords()
"""The one of this process."""
