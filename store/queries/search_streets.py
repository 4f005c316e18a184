"""Which streets a few typed words mean, among the streets of the store."""

from __future__ import annotations

from threading import Lock
from weakref import WeakKeyDictionary

from store.engine.lifecycle import Store
from store.queries.search_spellings import nearest
from store.queries.shared import fetch

MOST = 200
_SHORT = {
    "str": "straat",
    "ln": "laan",
    "wg": "weg",
    "pln": "plein",
    "sngl": "singel",
    "gr": "gracht",
    "kd": "kade",
    "dk": "dijk",
    "hf": "hof",
}
_STREETS = (
    "WITH RECURSIVE keys(k) AS (SELECT min(street_key) FROM addresses"
    " UNION ALL SELECT (SELECT min(street_key) FROM addresses WHERE street_key > keys.k) FROM keys"
    " WHERE keys.k IS NOT NULL) SELECT k FROM keys WHERE k <> ''"
)


class Streets:
    """The folded streets of one store, kept in memory while it is open.

    A municipality has some thousand, however many signals come in. They are read once and then only added to; a street
    that is no longer in use finds nothing and does no harm.
    """

    def __init__(self) -> None:
        self.keys: list[str] = []
        self._known: set[str] = set()
        self._lock = Lock()
        self._address = -1

    def __contains__(self, key: str) -> bool:
        return key in self._known

    def refresh(self, store: Store) -> None:
        """Read what came in since the last time; everything at the first."""
        address = fetch(store, "SELECT COALESCE(max(id), 0) FROM addresses")[0][0]
        if address == self._address:
            return
        with self._lock:
            new = "SELECT DISTINCT street_key FROM addresses WHERE id > ? AND street_key <> ''"
            rows = fetch(store, _STREETS) if self._address < 0 else fetch(store, new, (self._address,))
            self.keys += [row[0] for row in rows if row[0] not in self._known]
            self._known.update(self.keys)
            self._address = address


_STREETS_OF: WeakKeyDictionary[Store, Streets] = WeakKeyDictionary()
_LOCK = Lock()


def streets_of(store: Store) -> Streets:
    """Return the streets of a store, up to date; they go when the store does."""
    with _LOCK:
        streets = _STREETS_OF.setdefault(store, Streets())
    streets.refresh(store)
    return streets


def street_keys(
    streets: Streets,
    words: tuple[str, ...],
    *,
    near: bool = False,
    without: frozenset[str] = frozenset(),
) -> list[str]:
    """Return the folded streets that these words mean: the very street, else streets whose words begin so.

    The words may begin anywhere in the street, and each may be shortened ("laan v nootdorp", "kerkstr", "visserln"),
    also between i and j ("hoge zi" for Hoge Zijde).
    With `near` streets with a typing error, nearest first, and no others; never one of `without`.
    """
    typed = " ".join(words)
    if near:
        return nearest(typed, streets.keys, without=without) if len(typed) > 4 else []
    if typed in streets and typed not in without:
        return [typed]
    keys = [key for key in streets.keys if key not in without] if without else streets.keys
    asked = [typed, *(typed[: -len(end)] + whole for end, whole in _SHORT.items() if typed.endswith(end))]
    if typed.endswith("i"):
        asked.append(f"{typed[:-1]}y")
    found = [key for key in keys if any(key.startswith(one) for one in asked)]
    if not found:
        found = [key for key in keys if any(f" {one}" in key for one in asked)]
    if not found and len(words) > 1:
        found = [key for key in keys if _each_begins(key, words)]
    return found[:MOST]


def _each_begins(key: str, words: tuple[str, ...]) -> bool:
    parts = key.split()
    return len(parts) == len(words) and all(map(str.startswith, parts, words))
