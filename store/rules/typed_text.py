"""Typed text made ready to be understood: one clean line, and the ways people write "not known"."""

from __future__ import annotations

import unicodedata

from store.text import fold

MAX_LENGTH = 500
"""Longer text is no value but a story."""


_PLAIN = str.maketrans("‘’‐‑´–", "''--'-")


def words(text: str) -> frozenset[str]:
    """Return the words of `text` as a set."""
    return frozenset(text.split())


_UNKNOWN = words(
    "onbekend onbekende nietbekend naamonbekend unknown nvt nb nn na geen leeg null none x xx xxx anoniem "
    "bewoner bewoonster bewoners huurder huurders"
)


def clean_line(text: str) -> str | None:
    """One line in NFC with plain quotes and dashes; None when there is nothing, or too much."""
    if len(text) > MAX_LENGTH:
        return None
    plain = text if text.isascii() else unicodedata.normalize("NFC", text).translate(_PLAIN)
    plain = plain.replace("`", "'")
    return " ".join(plain.split()) or None


def is_unknown(text: str) -> bool:
    """Tell whether `text` only says that the value is not known: empty, "?", "onbekend", "n.v.t.", "-"."""
    key = fold(text[: MAX_LENGTH + 1]).replace(" ", "")
    return not key or key in _UNKNOWN
