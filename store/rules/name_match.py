"""How two names compare, the Dutch way: spelling, sound, prefixes, double names, initials, transliteration. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from store.rules.typed_text import words
from store.text import fold

SIMILAR = 0.92
"""Jaro-Winkler similarity from which two surnames look alike (own norm)."""
GIVEN_SIMILAR = 0.9
"""The same for given names, which are longer apart in sound than in letters (own norm)."""
SHORTEST = 4
"""Letters from which a name may have a slip (own norm)."""
LONG = 8
"""Letters from which it may have two (own norm)."""
_KNOWN = 50_000

_PREFIXES = words("van von vom der de den dem des t s te ten ter in het op aan la le l du da di dos d")
_PARTICLES = ("el", "al")
_MARRIED = re.compile(
    r"\b(?:geb(?:oren)?\b\.?|e/v\b|ev\b|echtgenot[e]? van\b|wed(?:uwe)?\b\.?(?: van\b)?)|[-/–]|(?<=\w) gehuwd\b",
    re.IGNORECASE,
)


class Likeness(Enum):
    """How two surnames or two given names compare, surest first."""

    SAME = "same"
    SOUND = "sound"
    HALF = "half"
    TYPO = "typo"
    INITIAL = "initial"
    OTHER_INITIAL = "other_initial"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Family:
    """A surname taken apart: every part without prefixes, its sound, and the whole in one word."""

    parts: tuple[str, ...]
    sounds: tuple[str, ...]
    whole: str

    @property
    def core(self) -> str:
        """The parts in one word."""
        return "".join(self.parts)


@lru_cache(maxsize=_KNOWN)
def family(prefix: str, surname: str) -> Family:
    """Take a surname apart: "de Vries-Bakker", "Bakker e/v de Vries" and "de Vries geb. Bakker" have the same parts."""
    parts: list[str] = []
    for piece in _MARRIED.split(f"{prefix} {surname}"):
        bare = fold(piece).split()
        while len(bare) > 1 and bare[0] in _PREFIXES:
            bare.pop(0)
        if bare and not (len(bare) == 1 and bare[0] in _PREFIXES and parts):
            parts.append("".join(bare))
    return Family(tuple(parts), tuple(map(sound, parts)), fold(f"{prefix} {surname}").replace(" ", ""))


_SOUNDS = (
    (re.compile(r"(?<=.)sch"), "s"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?:ck|kh|q)"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"ch"), "g"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"c"), "k"),
    (re.compile(r"(?:th|dt|d(?=$|s))"), "t"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"(?:ei|ey|ij|y|ie)"), "i"),
    (re.compile(r"(?:auw|ouw|au)"), "ou"),
    (re.compile(r"(?:oe|ou)"), "u"),
    (re.compile(r"ae"), "a"),
    (re.compile(r"z"), "s"),
    (re.compile(r"v"), "f"),
    (re.compile(r"dj"), "j"),
    (re.compile(r"(?<=[aeiou])h(?=$|[^aeiou])"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


_ALWAYS_HEARD = frozenset("blmnr")


def always_heard(key: str) -> frozenset[str]:
    """Return which letters of a folded name stay in its sound whatever stands around them.

    Names that sound the same have the same ones, which is seen much sooner than how a name sounds.
    """
    return _ALWAYS_HEARD.intersection(key)


@lru_cache(maxsize=_KNOWN)
def sound(key: str) -> str:
    """Return how a folded name sounds in Dutch: Visser and Visscher, Meijer and Meyer, Jansen and Janssen agree."""
    for pattern, heard in _SOUNDS:
        key = pattern.sub(heard, key)
    return key


def families_alike(one: Family, other: Family) -> Likeness:
    """Compare two surnames; UNKNOWN when one is missing."""
    if not one.parts or not other.parts:
        return Likeness.UNKNOWN
    if one.core == other.core or one.whole == other.whole or set(one.parts) == set(other.parts):
        return Likeness.SAME
    if bare(one.core) == bare(other.core) or one.whole == other.core or other.whole == one.core:
        return Likeness.SAME
    if set(one.sounds) == set(other.sounds) or sound(bare(one.core)) == sound(bare(other.core)):
        return Likeness.SOUND
    if len(one.parts) + len(other.parts) > 2 and set(one.sounds) & set(other.sounds):
        return Likeness.HALF
    return Likeness.TYPO if mistyped(one.core, other.core, SIMILAR) else Likeness.OTHER


def bare(core: str) -> str:
    """Return a name without the article that is written loose, glued or not at all: El Amrani, Elamrani, Amrani."""
    return core[2:] if core[:2] in _PARTICLES and len(core) > 2 + SHORTEST else core


@lru_cache(maxsize=_KNOWN)
def mistyped(one: str, other: str, similar: float) -> bool:
    """Tell whether two folded words differ by a slip: one letter, or two in a long word, wrong, lost or swapped."""
    shortest = min(len(one), len(other))
    if shortest < SHORTEST:
        return False
    from rapidfuzz.distance import OSA, JaroWinkler

    slips = 2 if shortest >= LONG else 1
    if OSA.distance(one, other, score_cutoff=slips) <= slips:
        return True
    return JaroWinkler.similarity(one, other) >= similar


@dataclass(frozen=True, slots=True)
class Given:
    """Given names taken apart: those written in full, and the initials of all."""

    full: tuple[str, ...]
    initials: tuple[str, ...]


@lru_cache(maxsize=_KNOWN)
def given_names(text: str) -> Given:
    """Take given names apart: "M.J." and "M J" are initials, "Maria J." is a name with an initial behind it."""
    full: list[str] = []
    initials: list[str] = []
    for word in re.findall(r"[^\s.\-]+\.?", text):
        for name in fold(word).split():
            only = len(name) == 1 or (len(name) <= 3 and (word.endswith(".") or word.isupper()))
            initials += list(name) if only else [name[0]]
            if not only:
                full.append(name)
    return Given(tuple(full), tuple(initials))


def given_alike(one: Given, other: Given) -> Likeness:
    """Compare given names; UNKNOWN when one is missing, OTHER when both are in full and differ."""
    if not one.initials or not other.initials:
        return Likeness.UNKNOWN
    if one.full and other.full:
        if set(one.full) & set(other.full):
            return Likeness.SAME
        if any(_called_alike(name, called) for name in one.full for called in other.full):
            return Likeness.SOUND
        return Likeness.OTHER
    if one.initials[0] == other.initials[0]:
        return Likeness.INITIAL
    longest, shortest = sorted((one.initials, other.initials), key=len, reverse=True)
    if len(longest) > len(shortest) and set(shortest) <= set(longest[1:]):
        return Likeness.INITIAL
    return Likeness.OTHER_INITIAL


@lru_cache(maxsize=_KNOWN)
def _called_alike(one: str, other: str) -> bool:
    if sound(one) == sound(other) or mistyped(one, other, GIVEN_SIMILAR):
        return True
    bones = skeleton(one)
    return len(bones) >= 3 and bones == skeleton(other)


@lru_cache(maxsize=_KNOWN)
def skeleton(key: str) -> str:
    """Return the consonants by sound, which a transliteration keeps: Mohammed, Muhammad and Mohamed are "mhmt"."""
    heard = sound(key)
    return heard[:1] + re.sub(r"[aeiouw]", "", heard[1:])
