"""Keys derived from the key of a store, one per purpose, so that nothing but the file itself uses that key.

The expanding half of HKDF (RFC 5869) with SHA-256: the key of a store is random already, so there is nothing to
extract. Who has a derived key learns neither the key of the store nor another derived key.
"""

from __future__ import annotations

import hmac

from store.engine.key_file import Key

_INFO = b"signaalpunt/"


def subkey(key: Key, label: str) -> bytes:
    """Return the 32 bytes for the purpose `label` (`"log/chain"`), the same ones for the same key."""
    return hmac.digest(key, _INFO + label.encode() + b"\x01", "sha256")
