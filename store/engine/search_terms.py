"""Search terms in the log: keyed, so that a term can be looked for in it and none can be read from it.

Each word of a search, folded as names are (`store.text.fold`), gives 16 hexadecimal digits of an HMAC under a key of
its own. Who reads the log sees that two searches shared a word and not which; the answer to "was this searched for?"
needs the word. A word tried at a guess can be tested by who holds the open store: that is what it is for.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Final

from store.text import fold

_MOST_WORDS: Final = 24
_DIGITS: Final = 16


def keys_of(subkey: Callable[[str], bytes], text: str) -> tuple[str, ...]:
    """Return the keyed words of a search, each once, in order; `subkey` is that of the store."""
    words = list(dict.fromkeys(fold(text).split()))[:_MOST_WORDS]
    key = subkey("log/terms") if words else b""
    return tuple(hmac.digest(key, word.encode(), "sha256").hex()[:_DIGITS] for word in words)


def keyed_terms(subkey: Callable[[str], bytes], text: str) -> str:
    """Return what the log keeps of a search: its keyed words with a space around each, or nothing."""
    words = keys_of(subkey, text)
    return f" {' '.join(words)} " if words else ""
