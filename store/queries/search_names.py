"""Names as they are typed otherwise than they are written: with their parts joined, or with initials."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache

from store.queries.search_run import Run, word_expression
from store.rules.person_names import PREFIX_WORDS
from store.rules.search_indexes import NAME_WORDS
from store.text import fold

_SHORTEST = 3
"""Letters from which a part of a joined word may be a name."""
LOOSE = "dlnost"
"""Letters that stand before a name with an apostrophe (O'Neill, d'Arc, 't Hart)."""
_FRONT = {
    **{
        word: (word,)
        for word in PREFIX_WORDS | {"el", "al", "ait", "ben"}
        if word.isalpha() and len(word) > 1
    },
    **{letter: (letter,) for letter in LOOSE},
    "del": ("de", "l"),
    "vd": ("van",),
    "vdn": ("van", "den"),
    "vdr": ("van", "der"),
    "vande": ("van", "de"),
    "vanden": ("van", "den"),
    "vander": ("van", "der"),
    "vanhet": ("van", "het"),
    "vant": ("van", "t"),
    "dela": ("de", "la"),
}
"""What stands before a surname, as it is written onto it, with the words it is made of."""
_PLAIN = "' ' || replace(replace(r.given, '.', ' '), '-', ' ')"
"""Given names or initials with a space before each."""
_ALONE = "' ' || replace(replace(r.surname, '''', ' '), '-', ' ') || ' '"
"""The surname with its loose letters apart: the O of O'Neill."""
_BEFORE = f"{_PLAIN} || ' ' || replace(replace(r.prefix, '''', ' '), '  ', ' ')"
"""Given names or initials and tussenvoegsels, with a space before each."""


def parts_of(run: Run, key: str) -> tuple[str, list[str]]:
    """Return the full-text expression for the names that a word may be made of, with their words; "" when none are.

    "vandenberg", "vdberg" and "delacruz" hold what stands before a surname, "janwillem" two names that occur.
    """
    cuts = [(key[:at], key[at:]) for at in range(1, len(key) - _SHORTEST + 1)]
    cuts = [(front, rest) for front, rest in cuts if front in _FRONT or len(front) >= _SHORTEST]
    if not cuts:
        return "", []
    known = _known(run, {part for cut in cuts for part in cut})
    made = [
        (*_FRONT.get(front, (front,)), rest)
        for front, rest in cuts
        if rest in known and (front in _FRONT or front in known)
    ]
    both = [f"({' AND '.join(map(word_expression, words))})" for words in made]
    return " OR ".join(both) and f"({' OR '.join(both)})", [word for words in made for word in words]


def _known(run: Run, keys: set[str]) -> set[str]:
    rows = run.rows(
        f"SELECT DISTINCT w.key FROM json_each(?) j CROSS JOIN {NAME_WORDS} w ON length(w.key) = length(j.value)"
        " AND w.key = j.value",
        (json.dumps(sorted(keys)),),
    )
    return {row[0] for row in rows}


def initials_of(key: str, *, known: bool) -> tuple[str, ...]:
    """Return the letters of a short word that may be initials written onto each other ("jp", "mjh"), else nothing.

    Three letters with a vowel among them ("amc") only when they are not `known` as a name.
    """
    vowels = any(letter in "aeiouy" for letter in key)
    longest = 2 if vowels and known else 3 if vowels else 4
    return tuple(key) if key.isalpha() and 2 <= len(key) <= longest else ()


def with_initials(letters: Sequence[str]) -> tuple[str, tuple[object, ...]]:
    """Return the condition on residents (`r`) whose given names begin with these letters, in order; with its values."""
    return f"({_PLAIN}) GLOB ?", (" " + " ".join(f"{_class(letter)}*" for letter in letters),)


def with_initial_only(letter: str) -> tuple[str, tuple[object, ...]]:
    """Return the condition on residents (`r`) of whose first given name only the initial is known, this one."""
    return f"(({_PLAIN}) GLOB ? OR ({_PLAIN}) GLOB ?)", (f" {_class(letter)}", f" {_class(letter)} *")


def with_some_initial(letters: Sequence[str], *, typing: bool) -> tuple[str, tuple[object, ...]]:
    """Return the condition on residents (`r`) of whom these letters may be initials, though not the first ones known.

    They may be later initials or the first letters of tussenvoegsels ("K V D Berg"); one letter may stand loose in
    the surname; of several only the first may be known. `typing`: the last may be the first letter of the surname.
    """
    before = f"{_BEFORE} || ' ' || r.surname_key" if typing else _BEFORE
    classes = [_class(letter) for letter in letters]
    some = "".join(f"* {letter}" for letter in classes) + "*"
    if len(letters) > 1:
        first = f"({_PLAIN}) GLOB ? AND ({_PLAIN}) NOT GLOB '* ?* ?*'"
        return f"({first} OR ({before}) GLOB ?)", (f" {classes[0]}*", some)
    return f"(({before}) GLOB ? OR ({_ALONE}) GLOB ?)", (some, f"* {classes[0]} *")


@lru_cache(maxsize=64)
def _class(letter: str) -> str:
    """Return the letters, small and capital, that fold to one: l, L, ł, Ł."""
    latin = (chr(code) for code in range(0xC0, 0x250))
    return f"[{letter}{letter.upper()}{''.join(char for char in latin if fold(char) == letter)}]"
