"""What the parts of a line are besides what they were read as: words that were cut up, joined, or only letters."""

from __future__ import annotations

from collections.abc import Sequence

from store.queries.search_run import word_expression
from store.rules.person_names import PREFIX_WORDS
from store.rules.search_parts import Digits, Part, Phrase, Word
from store.text import fold

_NO_INITIALS = ("t", "s", "v", "d")
"""Single letters that are a tussenvoegsel as they are typed ("v d berg", "t hart"), not an initial; 'T always is."""


def apart(word: Word) -> tuple[str, ...]:
    """Return the words that an index makes of one with an apostrophe in it ("o'neill", "foto's"); else nothing."""
    parts = tuple(fold(word.text.replace("'", " ")).split()) if "'" in word.text.strip("'") else ()
    return parts if len(parts) > 1 else ()


def together(words: Sequence[str], *, typing: bool = False) -> str:
    """Return the full-text expression for all of some words, the last of them perhaps begun."""
    last = len(words) - 1
    made = (word_expression(word, typing=typing and at == last) for at, word in enumerate(words))
    return f"({' AND '.join(made)})"


def as_typed(word: Word) -> tuple[str, ...]:
    """Return the word with the letters that folding takes away and the indexes keep (ł, ø, ß)."""
    typed = word.text.lower()
    return (typed,) if typed.isalpha() and not typed.isascii() else ()


def written_onto(parts: tuple[Part, ...]) -> dict[int, str]:
    """Return what words are with the tussenvoegsels before them written onto them, by the identity of the word."""
    made: dict[int, str] = {}
    front = ""
    for part in parts:
        key = part.key if isinstance(part, Word) else ""
        if front and key not in PREFIX_WORDS:
            made[id(part)] = front + key
        front = front + key if key in PREFIX_WORDS else ""
    return made


def initial_of(part: Part) -> str:
    """Return the letter that a part may be the initial of, else nothing."""
    if not isinstance(part, Word) or len(part.key) != 1:
        return ""
    return "" if part.text in _NO_INITIALS or part.text.startswith("'") else part.key


def word_of(part: Part) -> Word | None:
    """Return a part as a word of a street; None for one that cannot be."""
    if isinstance(part, Word):
        return part
    return as_word(part[0]) if isinstance(part, tuple) else None


def phrase_of(text: str) -> Phrase:
    """Return a text as words that follow each other."""
    return Phrase(text, tuple(fold(text).split()))


def as_word(part: Digits) -> Word:
    """Return digits as a word."""
    return Word(part.text, fold(part.text))
