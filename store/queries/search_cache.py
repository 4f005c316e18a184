"""The spellings a store holds, kept in memory while it is open: words of names, and streets.

Both are small beside the records (a city has tens of thousands of surnames and a few thousand streets), so that a
typing error is looked for among spellings, never among people. They are read once and then only added to; a
spelling that is no longer in use finds nothing and does no harm. They go when the store does.
"""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock
from weakref import WeakKeyDictionary

from store.engine.lifecycle import Store
from store.queries.shared import fetch
from store.text import fold

_STREETS = (
    "WITH RECURSIVE keys(k) AS (SELECT min(street_key) FROM addresses"
    " UNION ALL SELECT (SELECT min(street_key) FROM addresses WHERE street_key > keys.k) FROM keys"
    " WHERE keys.k IS NOT NULL) SELECT k FROM keys WHERE k <> ''"
)


class Spellings:
    """Folded spellings of one kind, each with the words it stands for in the index."""

    def __init__(self) -> None:
        self.by_key: dict[str, set[str]] = {}
        self._keys: list[str] = []

    @property
    def keys(self) -> list[str]:
        """All folded spellings, in the order in which they were met."""
        if len(self._keys) != len(self.by_key):
            self._keys = list(self.by_key)
        return self._keys

    def add(self, words: Iterable[str]) -> None:
        """Add words as the index holds them (lower case, without diacritics)."""
        for word in words:
            key = word if word.isascii() and "ij" not in word else fold(word)
            known = self.by_key.get(key)
            if known is None:
                self.by_key[key] = {word}
            else:
                known.add(word)

    def near(
        self, key: str, *, without: frozenset[str] = frozenset(), most: int = 12
    ) -> list[tuple[str, int]]:
        """Return spellings with at most one or two typing errors against `key`, nearest first, with the number.

        One error from four letters on, two from six; swapped neighbours are one error. Two errors in a short
        word must leave its first letter alone. `key` itself is not among them, nor are those of `without`.
        """
        allowed = 0 if len(key) < 4 else 1 if len(key) < 6 else 2
        if not allowed or not self.by_key:
            return []
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        found = process.extract(key, self.keys, scorer=OSA.distance, score_cutoff=allowed, limit=60)
        kept = [
            (word, int(distance))
            for word, distance, _ in found
            if distance
            and word not in without
            and len(word) > 2
            and (distance == 1 or len(key) > 7 or word[0] == key[0])
        ]
        return kept[:most]


class Book:
    """The spellings of one store."""

    def __init__(self) -> None:
        self.names = Spellings()
        self.streets = Spellings()
        self._lock = Lock()
        self._resident = self._address = -1

    def refresh(self, store: Store) -> None:
        """Read what came in since the last time; everything at the first."""
        residents, addresses = fetch(
            store,
            "SELECT COALESCE((SELECT max(id) FROM residents), 0), COALESCE((SELECT max(id) FROM addresses), 0)",
        )[0]
        if (residents, addresses) == (self._resident, self._address):
            return
        with self._lock:
            if self._resident < 0:
                self.names.add(row[0] for row in fetch(store, "SELECT term FROM search_name_words"))
                self.streets.add(row[0] for row in fetch(store, _STREETS))
            else:
                self._add_new(store)
            self._resident, self._address = residents, addresses

    def _add_new(self, store: Store) -> None:
        rows = fetch(store, "SELECT given, surname, name_text FROM residents WHERE id > ?", (self._resident,))
        for row in rows:
            self.names.add(fold(part) for text in row for part in text.split())
        rows = fetch(store, "SELECT DISTINCT street_key FROM addresses WHERE id > ?", (self._address,))
        self.streets.add(row[0] for row in rows if row[0])


_BOOKS: WeakKeyDictionary[Store, Book] = WeakKeyDictionary()
_LOCK = Lock()


def book_of(store: Store) -> Book:
    """Return the spellings of a store, up to date."""
    with _LOCK:
        book = _BOOKS.get(store)
        if book is None:
            book = _BOOKS[store] = Book()
    book.refresh(store)
    return book
