"""How hard a passphrase is to guess, and why: length and what people choose first, no rules about kinds of signs.

Minimum length: 15 characters, what NIST SP 800-63B-4 (2025, 3.1.1.2) asks of a password that stands alone; it
forbids rules of composition. The estimate and its bounds are our own norm. It is the cheapest way to write
the passphrase down as pieces an attacker tries (a common word, a name, a walk over the keyboard, a repetition,
a year, a word, a sign), each at what it costs to guess, in bits. With Argon2id at the cost of `vault.LIMITS`
a thousand graphics cards try some 2**22 passphrases a second: 40 bits hold for days, 60 for thousands of years.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import log2
from typing import Final

from store.codes import Code
from store.rules.passphrase_words import COMMON, ROWS, SMALL

MIN_LENGTH: Final = 15
"""Characters; NIST SP 800-63B-4."""
FAIR: Final = 40.0
"""Bits from which a passphrase may be used; own norm."""
STRONG: Final = 60.0
"""Bits from which it is called strong; own norm."""

_LOOKED_AT: Final = 128
"""Characters that are weighed: more never makes it weak."""
_LONGEST: Final = 24
"""Characters of the longest piece."""
_LONGEST_WORD: Final = 12
"""Letters of the longest word that is in no list; a longer one is made of several."""
_AGAIN: Final = 4
"""Characters from which a piece that stood there before is seen as the same."""
_LETTER, _FIGURE, _SIGN = log2(26), log2(10), log2(33)
_COMMON_WORD, _SMALL_WORD, _NAME, _YEAR, _DATE = log2(len(COMMON)), 5.0, 3.0, 6.0, 13.0
_ANY_WORD, _MORE_LETTER, _ANY_WORD_LETTERS = 13.0, 1.5, 6
"""A word that is in no list: one of some eight thousand, and more for each letter past six."""
_WALK, _REPEAT, _DISGUISE, _SPACE = 6.0, 2.0, 1.0, 0.5
_LEET: Final = str.maketrans("013457@$!", "oieastasi")
_DATES: Final = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{4}|\d{2})|\d{8}")
_YEARS: Final = re.compile(r"(?:19|20)\d\d")
_WORDS: Final = re.compile(r"[^\W\d_]+")
_SPREAD_OUT: Final = re.compile(r"(?<=\b\w) (?=\w\b)")
"""The spaces in "a b c": a walk over the keyboard stays one."""
_NO_WORD: Final = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}")


class Strength(Code):
    """How hard it is to guess."""

    WEAK = "weak", "te zwak"
    FAIR = "fair", "redelijk"
    STRONG = "strong", "sterk"


@dataclass(frozen=True, slots=True)
class Judged:
    """What is thought of a passphrase: its strength, and a Dutch sentence that says why or what to do."""

    strength: Strength
    why: str


_WHY: Final = {
    "name": "Namen van uzelf of van uw gemeente tellen nauwelijks mee: die worden het eerst geraden.",
    "walk": "Een rijtje toetsen of letters telt nauwelijks mee: dat wordt het eerst geraden.",
    "repeat": "Hetzelfde herhalen maakt haar langer, niet sterker.",
    "date": "Datums en jaartallen tellen nauwelijks mee: die worden snel geraden.",
    "common": "Dit zijn woorden die bijna iedereen kiest. Neem er een paar bij die niets met elkaar te maken hebben.",
    "other": "Neem nog een paar woorden erbij die niets met elkaar te maken hebben.",
}


def judge(passphrase: str, known: Iterable[str] = ()) -> Judged:
    """Return how hard `passphrase` is to guess; `known` are words about this user (name, municipality, team).

    The sentence never repeats a part of the passphrase: others may see the screen.
    """
    text = " ".join(unicodedata.normalize("NFKC", passphrase).split())
    length = min(len(text), len(" ".join(passphrase.split())))
    if length < MIN_LENGTH:
        return Judged(
            Strength.WEAK,
            f"Nog te kort: {length} van ten minste {MIN_LENGTH} tekens. Een paar losse woorden is goed.",
        )
    bits, kinds = _cheapest(_SPREAD_OUT.sub("", text)[:_LOOKED_AT], _names(known))
    if bits < FAIR:
        worst = max(kinds, key=lambda kind: kinds[kind])
        return Judged(Strength.WEAK, _WHY[worst])
    if bits < STRONG:
        return Judged(Strength.FAIR, "Goed te gebruiken. Met nog een woord of twee is zij sterk.")
    return Judged(Strength.STRONG, "Ook met veel rekenkracht in geen jaren te raden.")


def _names(known: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in known for word in _WORDS.findall(_bare(name)) if len(word) > 1)


def _cheapest(text: str, names: frozenset[str]) -> tuple[float, dict[str, int]]:
    """Return the bits of the cheapest way to write `text`, and how many characters each kind of piece covers."""
    plain = _bare(text)
    length = len(text)
    best: list[tuple[float, int, str]] = [(0.0, 0, "")] + [(float("inf"), 0, "")] * length
    for start in range(length):
        so_far = best[start][0]
        for stop, bits, kind in _pieces(text, plain, start, names):
            if so_far + bits < best[stop][0]:
                best[stop] = (so_far + bits, start, kind)
    kinds: dict[str, int] = dict.fromkeys(_WHY, 0)
    at = length
    while at:
        _, start, kind = best[at]
        kinds[kind] += at - start
        at = start
    return best[length][0], kinds


def _bare(text: str) -> str:
    """Return `text` letter for letter without case and accents."""
    return "".join((unicodedata.normalize("NFKD", char.casefold()) or char)[0] for char in text)


def _pieces(text: str, plain: str, start: int, names: frozenset[str]) -> Iterable[tuple[int, float, str]]:
    """Give (end, bits, kind) of what may begin at `start`."""
    yield start + 1, _one(plain[start]), "other"
    for pattern, bits in ((_DATES, _DATE), (_YEARS, _YEAR)):
        found = pattern.match(plain, start)
        if found:
            yield found.end(), bits, "date"
    yield from _walks(plain, start)
    yield from _repeats(plain, start)
    disguised = plain.translate(_LEET)
    for stop in range(start + 2, min(len(plain), start + _LONGEST) + 1):
        piece = plain[start:stop]
        bits, kind = _word(piece, names)
        if not kind and disguised[start:stop] != piece:
            bits, kind = _word(disguised[start:stop], names)
            bits += _DISGUISE
        if kind:
            yield stop, bits, kind
        elif stop - start <= _LONGEST_WORD and _is_a_word(text[start:stop], piece):
            more = max(len(piece) - _ANY_WORD_LETTERS, 0)
            yield stop, min(_LETTER * len(piece), _ANY_WORD + _MORE_LETTER * more), "other"


def _one(char: str) -> float:
    if char == " ":
        return _SPACE
    return _LETTER if char.isalpha() else _FIGURE if char.isdecimal() else _SIGN


def _word(piece: str, names: frozenset[str]) -> tuple[float, str]:
    if piece in names:
        return _NAME, "name"
    if piece in SMALL:
        return _SMALL_WORD, "common"
    return (_COMMON_WORD, "common") if piece in COMMON else (0.0, "")


def _is_a_word(written: str, piece: str) -> bool:
    """Whether letters look like a word of some language rather than drawn by lot: vowels, no odd capitals."""
    if not piece.isalpha() or not (written[1:].islower() or written.isupper()):
        return False
    if not piece.isascii():
        return True
    vowels = sum(char in "aeiouy" for char in piece)
    return vowels * 5 >= len(piece) and not _NO_WORD.search(piece)


@cache
def _neighbours() -> frozenset[str]:
    """Return the pairs of signs that follow each other in a row, also backwards."""
    return frozenset(
        row[at] + row[at + 1] for way in ROWS for row in (way, way[::-1]) for at in range(len(row) - 1)
    )


def _walks(plain: str, start: int) -> Iterable[tuple[int, float, str]]:
    stop = start + 1
    while stop < len(plain) and plain[stop - 1 : stop + 1] in _neighbours():
        stop += 1
        if stop - start >= 3:
            yield stop, _WALK + log2(stop - start), "walk"


def _repeats(plain: str, start: int) -> Iterable[tuple[int, float, str]]:
    """Give the pieces that say again what stands before `start`: just before it and on and on, or once more."""
    for size in range(1, min(start, _LONGEST) + 1):
        stop = start
        while stop < len(plain) and plain[stop] == plain[stop - size]:
            stop += 1
        if stop - start >= size:
            yield stop, _REPEAT + log2(stop - start), "repeat"
    stop = start + _AGAIN
    while stop <= len(plain) and plain.find(plain[start:stop], 0, start) >= 0:
        yield stop, _REPEAT + log2(start), "repeat"
        stop += 1
