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


def flat(text: str) -> str:
    """Return `text` in lower case without diacritics, every character in its own place."""
    return text.lower() if text.isascii() else text.translate(_FLAT)


@lru_cache(maxsize=256)
def _pattern(wanted: tuple[tuple[str, bool], ...]) -> re.Pattern[str]:
    parts = []
    for key, open_end in wanted:
        body = r"[\W_]+".join(re.escape(word).replace("y", "(?:y|ij)") for word in key.split())
        parts.append(body + (rf"{_LETTER}*" if open_end else f"(?!{_LETTER})"))
    return re.compile(rf"(?<!{_LETTER})(?:{'|'.join(parts)})")


def find_spans(text: str, wanted: Iterable[tuple[str, bool]]) -> tuple[tuple[int, int], ...]:
    """Return where whole words stand, in order and never overlapping.

    Each of `wanted` is a folded word (or words that follow each other) and whether it is only a beginning.
    """
    asked = tuple((key, open_end) for key, open_end in wanted if key)
    if not asked:
        return ()
    return tuple(found.span() for found in _pattern(asked).finditer(flat(text)))


def snippet(
    text: str, spans: tuple[tuple[int, int], ...], width: int
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return at most `width` characters on one line around the first span, with the spans that lie inside.

    Cut between words where that costs little; an ellipsis tells where text was left out.
    """
    line = re.sub(r"\s", " ", text)
    if len(line) <= width:
        return line, spans
    first = spans[0][0] if spans else 0
    start = 0 if first <= width // 2 else first - _AROUND
    if start:
        space = line.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    end = min(len(line), start + width - 2)
    if end < len(line):
        space = line.rfind(" ", max(start + width // 2, first + 1), end)
        end = space if space > 0 else end
    head, tail = ("…" if start else ""), ("…" if end < len(line) else "")
    shift = len(head) - start
    kept = tuple((a + shift, b + shift) for a, b in spans if a >= start and b <= end)
    return f"{head}{line[start:end]}{tail}", kept


def follows(text: str, wanted: tuple[str, bool]) -> bool:
    """Tell whether folded words stand in `text` behind each other; the last one may be a beginning."""
    return _pattern((wanted,)).search(flat(text)) is not None
