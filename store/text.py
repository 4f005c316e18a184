"""Text from outside is hostile: make what cannot be seen visible, without losing what was delivered."""

from __future__ import annotations

import unicodedata

_KEEP = {"\n", "\t"}
_BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ASCII_BARE = {code: "" if chr(code) == "'" else " " for code in range(128) if not chr(code).isalnum()}
_INVISIBLE = set("\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u180e\u2028\u2029")


def _visible_char(char: str) -> str:
    code = ord(char)
    if char in _KEEP:
        return char
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0x80 <= code < 0xA0 or 0xD800 <= code < 0xE000 or char in _BIDI or char in _INVISIBLE:
        return f"⟨U+{code:04X}⟩"
    if 0xE0000 <= code <= 0xE007F or 0xFFF9 <= code <= 0xFFFB:
        return f"⟨U+{code:04X}⟩"
    return char


def visible(text: str) -> str:
    """Return `text` with every control, bidi and invisible character shown as a mark.

    `\\x1b[2J` becomes `␛[2J`, a right-to-left override becomes `⟨U+202E⟩`; newline and tab stay. Safe to draw
    in a terminal; what is stored is the original.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_visible_char, text.replace("\r\n", "\n")))


def one_line(text: str, width: int | None = None) -> str:
    """Return `text` visible and on one line, cut to `width` characters with an ellipsis when given."""
    line = " ".join(visible(text).split())
    if width is not None and len(line) > width:
        return line[: max(width - 1, 0)] + "…"
    return line


def fold(text: str) -> str:
    """Return a key for comparing names and streets: no case, diacritics, ij/y difference or punctuation.

    `fold("'s-Gravenweg") == fold("s Gravenweg")`; `fold("IJsbrandij") == fold("Ysbrandy")`.
    Shape: lower-case words with single spaces.
    """
    if text.isascii():
        return " ".join(text.lower().replace("ij", "y").translate(_ASCII_BARE).split())
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    bare = bare.replace("ø", "o").replace("ł", "l").replace("ı", "i").replace("đ", "d").replace("æ", "ae")
    bare = bare.replace("ij", "y")
    words = "".join(char if char.isalnum() else " " for char in bare.replace("'", "").replace("’", ""))
    return " ".join(words.split())


def thousands(count: int) -> str:
    """Return "100.000"."""
    return f"{count:,}".replace(",", ".")


def size_words(size: int) -> str:
    """Return a number of bytes as "812 B", "10 kB", "3,2 MB" or "1,5 GB"."""
    if size < 1_000:
        return f"{size} B"
    if size < 1_000_000:
        return f"{size / 1_000:.0f} kB"
    unit, word = (1_000_000, "MB") if size < 1_000_000_000 else (1_000_000_000, "GB")
    return f"{size / unit:.1f} {word}".replace(".", ",")
