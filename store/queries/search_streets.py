"""Which streets a few typed words mean, among the streets of the store."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from weakref import WeakKeyDictionary

from store.engine.lifecycle import Store
from store.queries.search_run import Run
from store.queries.search_spellings import nearest
from store.queries.shared import fetch
from store.rules.search_indexes import STREETS
from store.text import fold

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
_SAME = (
    ("dr", "dokter", "doctor"),
    ("st", "sint"),
    ("prof", "professor"),
    ("mr", "meester"),
    ("ds", "dominee"),
    ("ir", "ingenieur"),
    ("burg", "bgm", "burgemeester"),
    ("pres", "president"),
    ("gen", "generaal"),
    ("1e", "eerste"),
    ("2e", "tweede"),
    ("3e", "derde"),
    ("4e", "vierde"),
)
"""Words of streets that are written in one way and typed in another."""
_FORMS = {word: same for same in _SAME for word in same}
_CUT = {"vd": ("v", "d"), "vdr": ("v", "d"), "vdn": ("v", "d"), "vh": ("v", "h")}
"""Tussenvoegsels of two words, as they are shortened."""


class Streets:
    """The folded streets of one store, kept in memory while it is open.

    A municipality has some thousand, however many signals come in. They are read once and then
    only added to; a street that is no longer in use finds nothing and does no harm. `ends` holds what a street ends in,
    from each of its words on, with the streets that do.
    """

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.ends: dict[str, list[str]] = {}
        self._known: set[str] = set()
        self._lock = Lock()
        self._address = -1

    def __contains__(self, key: str) -> bool:
        return key in self._known

    def refresh(self, store: Store) -> None:
        """Read the streets again when an address came in."""
        address = fetch(store, "SELECT COALESCE(max(id), 0) FROM addresses")[0][0]
        if address == self._address:
            return
        with self._lock:
            for (key,) in fetch(store, f"SELECT key FROM {STREETS}"):
                if key not in self._known:
                    self._known.add(key)
                    self.keys.append(key)
                    words = key.split()
                    for at in range(len(words)):
                        self.ends.setdefault(" ".join(words[at:]), []).append(key)
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
        return _near(streets, typed, without) if len(typed) > 4 else []
    if typed in streets and typed not in without:
        return [typed]
    keys = [key for key in streets.keys if key not in without] if without else streets.keys
    asked = (typed, *(typed[: -len(end)] + whole for end, whole in _SHORT.items() if typed.endswith(end)))
    if typed.endswith("i"):
        asked = (*asked, f"{typed[:-1]}y")
    found = [key for key in keys if key.startswith(asked)] or _holding(keys, asked)
    if not found and (len(words) > 1 or words[0] in _FORMS):
        forms = [_FORMS.get(part, (part,)) for word in words for part in _CUT.get(word, (word,))]
        forms[-1] = (*forms[-1], *(one.split()[-1] for one in asked[1:]))
        begun = {key for key in keys if key.startswith(forms[0])} | set(_holding(keys, forms[0]))
        found = [key for key in keys if key in begun and _each_begins(key.split(), forms)]
    return found[:MOST]


def _holding(keys: Sequence[str], starts: Sequence[str]) -> list[str]:
    """Return the streets of which a word behind the first begins in one of these ways."""
    first, *others = (f" {start}" for start in starts)
    return [key for key in keys if first in key or (others and any(other in key for other in others))]


def _each_begins(parts: list[str], forms: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether words of a street that follow each other begin with one of the forms of each word typed."""
    return any(
        all(map(str.startswith, parts[at:], forms))
        for at in range(len(parts) - len(forms) + 1)
        if parts[at].startswith(forms[0])
    )


def _near(streets: Streets, typed: str, without: frozenset[str]) -> list[str]:
    """Return the streets that are, or end in, something like what was typed, nearest first."""
    ends = [end for end, keys in streets.ends.items() if not (without and without.issuperset(keys))]
    found = (key for end in nearest(typed, ends) for key in streets.ends[end] if key not in without)
    return list(dict.fromkeys(found))


def nearest_of(typed: str, keys: Sequence[str]) -> list[str]:
    """Return which of some streets are, or end in, something like what was typed, nearest first."""
    ends: dict[str, list[str]] = {}
    for key in keys:
        words = key.split()
        for at in range(len(words) - 1):
            ends.setdefault(" ".join(words[at:]), []).append(key)
    return list(dict.fromkeys(key for end in nearest(typed, list(ends)) for key in ends[end]))


def near_places(run: Run, key: str) -> list[str]:
    """Return words of the places and districts of the store that look like one that was typed, nearest first."""
    rows = run.rows("SELECT places FROM profiles UNION SELECT name FROM districts")
    return nearest(key, sorted({word for row in rows for word in fold(row[0]).split()}))
