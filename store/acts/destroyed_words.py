"""What is looked for after a destruction: a handful of the names, numbers and phrases that went.

They are content that should be gone, so they are kept in the memory of the running program only, until they were
looked for; a store that is locked or closed meanwhile forgets them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final
from weakref import WeakKeyDictionary

from store.engine.lifecycle import Store
from store.queries.shared import fetch
from store.rules.search_indexes import INDEXES, NAME_WORDS
from store.text import fold

MOST: Final = 8
"""Names and numbers, and as many phrases, that are looked for of one destruction (own norm)."""
MOST_AT_ONCE: Final = 100
"""Words that are looked for at once: reading then goes at some 35 MB of pages a second."""
_WHOLE: Final = 5
"""Destructions at once of which all words are kept."""
_SHORTEST: Final = 5
_PHRASE: Final = 12
"""Characters from which a text with a space in it is a phrase: codes and numbers of cases are none."""
_LONGEST: Final = 48
"""Characters of a phrase that are looked for: shorter ones stand on one page more often."""
_NAMES: Final = frozenset({"surname", "name", "name_text", "phone", "mail", "bsn", "phone_key"})
_OF_THE_HOUSE: Final = frozenset({"routings", "clocks"})
"""Tables whose texts are those of rules and terms: the same ones stand at every other signal."""
_COLLEAGUES: Final = ("by", "case_lead", "owner", "worker")
"""How the names of columns end that hold a colleague."""
_NAMES_ONLY: Final = frozenset({"drafts", "undo_records", "recent_searches"})
_SENTENCE: Final = 24
"""Bytes from which a phrase is of one person: a name is shorter."""
_PLAIN: Final = re.compile(r'[^"\\\x00-\x1f]+')

_sought: WeakKeyDictionary[Store, dict[int, frozenset[str]]] = WeakKeyDictionary()


class DestroyedWords:
    """The words of one destruction, gathered from its rows before they go."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._phrases: set[str] = set()

    def take(self, table: str, row: Mapping[str, object]) -> None:
        """Take what a row of a table says."""
        if table in _OF_THE_HOUSE:
            return
        for column, value in row.items():
            if not isinstance(value, str) or not value or column.endswith(_COLLEAGUES):
                continue
            if column in _NAMES:
                self._names.add(value.strip())
            elif " " in value.strip() and len(value) >= _PHRASE:
                self._phrases.add(_piece(value))

    def chosen(self) -> frozenset[str]:
        """Return the longest of them."""
        names = sorted((one for one in self._names if len(one) >= _SHORTEST), key=_long_first)
        phrases = sorted((one for one in self._phrases if len(one) >= _PHRASE), key=_long_first)
        return frozenset((*names[:MOST], *phrases[:MOST]))


def _long_first(text: str) -> tuple[int, str]:
    return -len(text), text


def _piece(text: str) -> str:
    """Return the middle of the longest stretch that is written the same in a row, in JSON and in an index of words."""
    longest = max(_PLAIN.findall(text), key=len, default="").strip()
    begin = max(0, (len(longest) - _LONGEST) // 2)
    return longest[begin : begin + _LONGEST].strip()


def remember(store: Store, destruction_id: int, words: DestroyedWords) -> None:
    """Keep the words of a destruction in memory until `forget_words`, after it was kept.

    Of many destructions at once a few words each are kept, and of the last ones none: looking must not take minutes.
    """
    before = _sought.get(store, {})
    room = MOST_AT_ONCE - sum(map(len, before.values()))
    most = min(2 * MOST if len(before) < _WHOLE else 1, room)
    chosen = sorted(words.chosen(), key=_long_first)[: max(0, most)]
    _sought[store] = {**before, destruction_id: frozenset(chosen)}


def sought(store: Store) -> dict[int, frozenset[str]]:
    """Return what is to be looked for, by the id of the destruction."""
    return dict(_sought.get(store, {}))


def forget_words(store: Store) -> None:
    """Forget what was looked for."""
    _sought.pop(store, None)


def as_bytes(words: Iterable[str]) -> frozenset[bytes]:
    """Return how the words may stand on a page: as they were written and as keys, ASCII in lower case."""
    written = {word.encode("utf-8", "surrogateescape").lower() for word in words}
    return frozenset(written | {key for word in words if len(key := fold(word).encode()) >= _SHORTEST})


def kept_elsewhere(store: Store, found: Iterable[bytes]) -> set[bytes]:
    """Return which of the bytes found on pages stand in a row that is kept: another resident has the same name.

    In what is kept to undo and in drafts only a name may stand so: a whole phrase there is of what was destroyed.
    """
    inside = (*INDEXES, NAME_WORDS)
    tables = [
        (table, [name for _, name, kind, *_ in fetch(store, f'PRAGMA table_info("{table}")')])
        for (table,) in fetch(
            store, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        if not table.startswith(inside)
    ]
    return {
        one
        for one in found
        if any(
            fetch(
                store,
                f'SELECT 1 FROM "{table}" WHERE '
                + " OR ".join(f'instr(lower("{column}"), ?1)' for column in columns)
                + " LIMIT 1",
                (one.decode("utf-8", "replace"),),
            )
            for table, columns in tables
            if table not in _NAMES_ONLY or len(one) < _SENTENCE
        )
    }


def left_in_index(store: Store, words: Iterable[str]) -> bool:
    """Whether an index of texts still knows one of the words at a row that is not there.

    The pages of an index hold words in pieces, so it is asked instead of read.
    """
    single = {part for word in words for part in fold(word).split() if len(part) >= _SHORTEST}
    return any(
        fetch(
            store,
            f"SELECT 1 FROM {index} f LEFT JOIN {table} t ON t.id = f.rowid"
            f" WHERE {index} MATCH ?1 AND t.id IS NULL LIMIT 1",
            (f'"{word}"',),
        )
        for index, (table, _) in INDEXES.items()
        for word in single
    )
