"""Words of names that look like one that was typed, among those that occur, without reading them all.

Of a word with one error the first or the last half is whole; of one with two errors one of its three pieces is, or a
swap of neighbours lies over the edge of two pieces. So the words that have such a piece in its place are asked out of
an index (`store.schema.search_words`), and only those are compared letter by letter: some hundreds, however many
names a store holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from store.queries.search_run import Run
from store.rules.search_indexes import NAME_WORDS

_LAST = "\U0010ffff"
MOST = 64
"""Words that begin alike that are asked for one by one."""
_ASK = (
    f"SELECT w.key FROM json_each(?1) j CROSS JOIN {NAME_WORDS} w ON length(w.key) = j.value ->> 0"
    " AND w.key >= j.value ->> 1 AND w.key < j.value ->> 2"
    f" UNION ALL SELECT w.key FROM json_each(?2) j CROSS JOIN {NAME_WORDS} w ON length(w.key) = j.value ->> 0"
    " AND substr(w.key, length(w.key) / 2 + 1) = j.value ->> 1"
    f" UNION ALL SELECT w.key FROM json_each(?3) j CROSS JOIN {NAME_WORDS} w ON length(w.key) = j.value ->> 0"
    " AND substr(w.key, length(w.key) / 3 + 1, length(w.key) * 2 / 3 - length(w.key) / 3) = j.value ->> 1"
    f" UNION ALL SELECT w.key FROM json_each(?4) j CROSS JOIN {NAME_WORDS} w ON length(w.key) = j.value ->> 0"
    " AND substr(w.key, length(w.key) * 2 / 3 + 1) = j.value ->> 1"
)


@dataclass(frozen=True, slots=True)
class Pieces:
    """What the words that may be meant have, each with the length of the word: a beginning, or a piece in its place."""

    beginnings: frozenset[tuple[int, str]]
    halves: frozenset[tuple[int, str]] = frozenset()
    middles: frozenset[tuple[int, str]] = frozenset()
    ends: frozenset[tuple[int, str]] = frozenset()


def allowed_errors(key: str) -> int:
    """Return how many typing errors a word may have: one from four letters on, two from six."""
    return 0 if len(key) < 4 else 1 if len(key) < 6 else 2


def nearest(
    key: str, words: Sequence[str], *, without: frozenset[str] = frozenset(), most: int = 12
) -> list[str]:
    """Return the words with at most as many typing errors against `key` as it may have, nearest first.

    Swapped neighbours are one error. Two errors in a short word must leave its first letter alone. `key` itself is not
    among them, nor are words of `without` and those of one or two letters.
    """
    allowed = allowed_errors(key)
    if not allowed:
        return []
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(key, words, scorer=OSA.distance, score_cutoff=allowed, limit=60)
    return [
        word
        for word, distance, _ in found
        if distance
        and word not in without
        and len(word) > 2
        and (distance == 1 or len(key) > 7 or word[0] == key[0])
    ][:most]


def near_names(run: Run, key: str, without: frozenset[str]) -> list[str]:
    """Return the folded words of names that look like `key`, nearest first; see `nearest`."""
    allowed = allowed_errors(key)
    if not allowed:
        return []
    pieces = _one_error(key) if allowed == 1 else _two_errors(key)
    values = (
        json.dumps([(size, start, start + _LAST) for size, start in pieces.beginnings]),
        *(json.dumps(list(part)) for part in (pieces.halves, pieces.middles, pieces.ends)),
    )
    return nearest(key, sorted({row[0] for row in run.rows(_ASK, values)}), without=without)


def terms_of(run: Run, keys: Iterable[str]) -> list[str]:
    """Return how words of names stand in the index of names (ij and y, ł and l), by their folded spelling."""
    asked = json.dumps(list(keys))
    return [
        row[0]
        for row in run.rows(
            f"SELECT w.term FROM json_each(?) j CROSS JOIN {NAME_WORDS} w ON length(w.key) = length(j.value)"
            " AND w.key = j.value ORDER BY 1",
            (asked,),
        )
    ]


def terms_begun(run: Run, beginnings: Iterable[str]) -> tuple[str, ...]:
    """Return the words of names in the index that begin in one of these ways; none when there are more than `MOST`."""
    found = [
        row[0]
        for row in run.rows(
            f"SELECT DISTINCT w.term FROM json_each(?) j CROSS JOIN {NAME_WORDS} w ON w.term >= j.value"
            f" AND w.term < j.value || '{_LAST}' LIMIT {MOST + 1}",
            (json.dumps(list(beginnings)),),
        )
    ]
    return tuple(found) if len(found) <= MOST else ()


def _one_error(key: str) -> Pieces:
    beginnings: set[tuple[int, str]] = set()
    halves: set[tuple[int, str]] = set()
    for size in range(len(key) - 1, len(key) + 2):
        half = size // 2
        beginnings.add((size, key[:half]))
        halves.add((size, key[half - size :]))
    beginnings.add((len(key), _swapped(key, len(key) // 2)))
    return Pieces(frozenset(beginnings), frozenset(halves))


def _two_errors(key: str) -> Pieces:
    beginnings: set[tuple[int, str]] = set()
    middles: set[tuple[int, str]] = set()
    ends: set[tuple[int, str]] = set()
    for size in range(len(key) - 2, len(key) + 3):
        first, second = size // 3, size * 2 // 3
        beginnings.add((size, key[:first]))
        ends.add((size, key[second - size :]))
        middles.update((size, key[first + shift : second + shift]) for shift in _shifts(len(key) - size))
        if abs(size - len(key)) < 2:
            last = second + len(key) - size
            beginnings.add((size, _swapped(key, first)[:second]))
            ends.add((size, _swapped(key, last)[second - size :]))
    third = len(key) // 3
    beginnings.add((len(key), _swapped(_swapped(key, third), len(key) * 2 // 3)))
    return Pieces(frozenset(beginnings), middles=frozenset(middles), ends=frozenset(ends))


def _shifts(longer: int) -> Iterator[int]:
    """Yield how far the middle may have moved when there is one error on each side of it."""
    return (shift for shift in (-1, 0, 1) if abs(longer - shift) < 2)


def _swapped(key: str, at: int) -> str:
    """Return the word with the letters before and at a place swapped."""
    return f"{key[: at - 1]}{key[at]}{key[at - 1]}{key[at + 1 :]}"
