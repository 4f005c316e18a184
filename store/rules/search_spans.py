"""Where in a text the words of a search stand, whatever their capitals, diacritics or ij/y. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_AROUND = 34
"""Characters of text shown before the first match of a snippet."""
_LETTER = r"[^\W_]"
"""A character of a word, as the indexes cut words: letters and digits, no underscore."""


class _Flat(dict[int, str]):
    """One lower-case character without diacritics for each character, made when it is first met."""

    def __missing__(self, code: int) -> str:
        base = unicodedata.normalize("NFKD", chr(code))[0].lower()
        self[code] = made = {"ø": "o", "ł": "l", "ı": "i", "đ": "d"}.get(base, base)[:1]
        return made


_FLAT = _Flat()
_ODD = re.compile(r"[^\x00-\x7f]")


def flat(text: str) -> str:
    """Return `text` in lower case without diacritics, every character in its own place."""
    return (text if text.isascii() else _ODD.sub(lambda odd: _FLAT[ord(odd[0])], text)).lower()


@lru_cache(maxsize=256)
def _pattern(wanted: tuple[tuple[str, bool], ...]) -> re.Pattern[str]:
    return re.compile("|".join(_begun(*key.split()) + _ended(open_end) for key, open_end in wanted))


def _begun(first: str, *rest: str) -> str:
    """Return the pattern of words that follow each other, from the beginning of a word.

    What stands before the first word is looked at behind it where its length is known: a pattern that begins with a
    letter is looked for many times as fast.
    """
    word = re.escape(first)
    start = f"(?<!{_LETTER}){_either(word)}" if "y" in word else f"{word}(?<!{_LETTER}{word})"
    return r"[\W_]+".join((start, *(_either(re.escape(one)) for one in rest)))


def _either(word: str) -> str:
    return word.replace("y", "(?:y|ij)")


def _ended(open_end: bool) -> str:
    return rf"{_LETTER}*" if open_end else f"(?!{_LETTER})"


def find_spans(text: str, wanted: Iterable[tuple[str, bool]]) -> tuple[tuple[int, int], ...]:
    """Return where whole words stand, in order and never overlapping.

    Each of `wanted` is a folded word (or words that follow each other) and whether it is only a beginning.
    """
    asked = tuple([one for one in wanted if one[0]])
    return tuple([found.span() for found in _pattern(asked).finditer(flat(text))]) if asked else ()


def snippet(
    text: str, spans: tuple[tuple[int, int], ...], width: int
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return at most `width` characters on one line around the first span, with the spans that lie inside.

    Cut between words where that costs little; an ellipsis tells where text was left out.
    """
    if len(text) <= width:
        return _spaced(text), spans
    first = spans[0][0] if spans else 0
    begin = 0 if first <= width // 2 else first - _AROUND
    line = _spaced(text[begin : begin + _AROUND + width])
    space = line.find(" ", 0, first - begin) if begin else -1
    start = space + 1
    end = min(len(text) - begin, start + width - 2)
    if begin + end < len(text):
        space = line.rfind(" ", max(start + width // 2, first - begin + 1), end)
        end = space if space > 0 else end
    head, tail = ("…" if begin + start else ""), ("…" if begin + end < len(text) else "")
    shift = len(head) - begin - start
    kept = tuple((a + shift, b + shift) for a, b in spans if a >= begin + start and b <= begin + end)
    return f"{head}{line[start:end]}{tail}", kept


def _spaced(text: str) -> str:
    return re.sub(r"\s", " ", text)


def follows(text: str, *wanted: tuple[str, bool]) -> bool:
    """Tell whether one of some folded words (or words behind each other, the last one perhaps begun) is in `text`."""
    return _pattern(wanted).search(flat(text)) is not None
