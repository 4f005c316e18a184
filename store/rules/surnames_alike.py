"""Which of many surnames may be one of a few that are wanted: the same, mistyped, or alike by sound. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable
from math import ceil, floor

from store.rules.name_match import LONG, SHORTEST, SIMILAR, always_heard, mistyped, sound

_LIKE_LENGTH = 0.59
"""Names of which one is shorter than this part of the other never reach `SIMILAR`: for 0.92 that takes three fifths."""
_LAST = "\U0010ffff"
_HEARD_ALIKE = ("ckq", "szc", "fvp", "iyje", "gch", "td")


class Surnames:
    """Folded surnames made ready to be compared with others, as often as one likes.

    A double name counts by each of its parts too. What comparing takes is made when it is asked: the names of certain
    lengths, and of a first letter those with certain letters.
    """

    def __init__(self, keys: Collection[str]) -> None:
        self._part_of: dict[str, list[str]] = {}
        apart = [key for key in keys if " " in key]
        for key in apart:
            for part in {key.replace(" ", ""), *key.split()}:
                self._part_of.setdefault(part, []).append(key)
        whole = set(keys).difference(apart)
        self._only_parts = self._part_of.keys() - whole
        self._names = sorted([*(key for key in keys if key in whole), *self._only_parts])
        self._by_length: dict[tuple[int, int], list[str]] = {}
        self._by_letters: dict[str, dict[frozenset[str], list[str]]] = {}

    def alike(self, wanted: Collection[str], heard: Collection[str]) -> list[str]:
        """Return the surnames of which a part is like one of `wanted`, or sounds as one of `heard`, sorted.

        The comparing of letters is done for all names at once in C; by sound only those that begin alike and have the
        same letters that are always heard are compared.
        """
        found = set[str]()
        for one in wanted:
            found.update(self._mistyped(one))
        first = {
            letter
            for one in heard
            for group in (one[:1], *_HEARD_ALIKE)
            if one[:1] in group
            for letter in group
        }
        letters = {always_heard(one) for one in heard}
        for letter in first:
            by_letters = self._beginning_with(letter)
            for kept in letters:
                found.update(part for part in by_letters.get(kept, ()) if sound(part) in heard)
        whole = found - self._only_parts
        return sorted(whole | {key for part in found for key in self._part_of.get(part, ())})

    def _mistyped(self, wanted: str) -> Iterable[str]:
        """Return the names that are the one wanted or a slip away from it."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA, JaroWinkler

        length = len(wanted)
        found = (
            {wanted} if wanted in self._beginning_with(wanted[:1]).get(always_heard(wanted), ()) else set()
        )
        if length < SHORTEST:
            return found
        slips = 2 if length >= LONG else 1
        near = self._of_length(max(length - slips, SHORTEST), length + slips)
        slipped = process.extract(wanted, near, scorer=OSA.distance, score_cutoff=slips, limit=None)
        found.update(name for name, _, _ in slipped if mistyped(name, wanted, SIMILAR))
        least, most = ceil(length * _LIKE_LENGTH), floor(length / _LIKE_LENGTH)
        like = self._of_length(max(least, SHORTEST), most)
        similar = process.extract(
            wanted, like, scorer=JaroWinkler.similarity, score_cutoff=SIMILAR, limit=None
        )
        found.update(name for name, _, _ in similar)
        return found

    def _of_length(self, least: int, most: int) -> list[str]:
        """Return the names of these lengths."""
        if (least, most) not in self._by_length:
            self._by_length[least, most] = [name for name in self._names if least <= len(name) <= most]
        return self._by_length[least, most]

    def _beginning_with(self, letter: str) -> dict[frozenset[str], list[str]]:
        """Return the names that begin with a letter, by the letters of them that are always heard."""
        if letter not in self._by_letters:
            made: dict[frozenset[str], list[str]] = {}
            begin = bisect_left(self._names, letter)
            for name in self._names[begin : bisect_left(self._names, letter + _LAST, begin)]:
                made.setdefault(always_heard(name), []).append(name)
            self._by_letters[letter] = made
        return self._by_letters[letter]
