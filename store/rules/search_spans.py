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
def _pattern(wanted: tuple[tuple[str, bool], ...], odd: bool, numbers: bool = False) -> re.Pattern[str]:
    return re.compile(
        "|".join(
            _begun(odd, *key.split()) + _ended(open_end, number=numbers and key.isdigit())
            for key, open_end in wanted
        )
    )


def _begun(odd: bool, first: str, *rest: str) -> str:
    """Return the pattern of words that follow each other, from the beginning of a word.

    What stands before the first word is looked at behind it where its length is known: a pattern that begins with a
    letter is looked for many times as fast. `odd`: the text has letters beyond ASCII, among which one that stands for
    two may be.
    """
    word = re.escape(first)
    either = _either(word, odd)
    start = f"{word}(?<!{_LETTER}{word})" if either == word else f"(?<!{_LETTER}){either}"
    return r"[\W_]+".join((start, *(_either(re.escape(one), odd) for one in rest)))


def _either(word: str, odd: bool) -> str:
    if odd:
        word = word.replace("ss", "(?:ss|ß)").replace("ae", "(?:ae|æ)")
    return word.replace("y", "(?:y|ij)")


def _ended(open_end: bool, *, number: bool) -> str:
    if not open_end:
        return f"(?!{_LETTER})"
    return rf"(?![0-9]){_LETTER}*" if number else rf"{_LETTER}*"


def find_spans(
    text: str, wanted: Iterable[tuple[str, bool]], *, numbers: bool = False
) -> tuple[tuple[int, int], ...]:
    """Return where whole words stand, in order and never overlapping.

    Each of `wanted` is a folded word (or words that follow each other) and whether it is only a beginning. With
    `numbers` figures are no beginning of other figures: 41 stands in "41A", not in "410".
    """
    asked = tuple([one for one in wanted if one[0]])
    if not asked:
        return ()
    return tuple(
        [found.span() for found in _pattern(asked, not text.isascii(), numbers).finditer(flat(text))]
    )


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
    return _pattern(wanted, not text.isascii()).search(flat(text)) is not None
