"""The recovery code: a random secret that a person can write down, read out and type back.

26 symbols of Crockford's base 32 (130 bits) and two that check them, in seven groups of four:
`7K3M-0QXV-…`. Reading is forgiving: case, spaces and dashes do not matter, O is 0, I and L are 1.
"""

from __future__ import annotations

import hashlib
import secrets

from store.errors import StoreLocked

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_SYMBOLS = 26
CHECK_SYMBOLS = 2
GROUP = 4

_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN = " -–—_.\t\r\n\u00a0"


def _check(secret: str) -> str:
    number = int.from_bytes(
        hashlib.blake2b(secret.encode(), digest_size=4, person=b"signaalpunt-rc").digest()
    )
    return ALPHABET[number & 31] + ALPHABET[number >> 5 & 31]


def new_secret() -> str:
    """Return 26 random symbols, 130 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(SECRET_SYMBOLS))


def written(secret: str) -> str:
    """Return the code to show to the user: the secret with its check, in groups of four."""
    symbols = secret + _check(secret)
    return "-".join(symbols[at : at + GROUP] for at in range(0, len(symbols), GROUP))


def bare(typed: str) -> str:
    """Return the symbols in what somebody typed: capitals without what stands between, look-alikes replaced."""
    return "".join(char for char in typed.upper() if char not in _BETWEEN).translate(_ALIKE)


def read(code: str) -> str:
    """Return the secret in a code as somebody typed it; raises `StoreLocked` saying what is wrong with it."""
    typed = bare(code)
    wanted = SECRET_SYMBOLS + CHECK_SYMBOLS
    if any(char not in ALPHABET for char in typed):
        raise StoreLocked(
            "In deze herstelcode staat een teken dat er niet in kan voorkomen. De code bestaat uit cijfers "
            "en letters, zonder I, L, O en U. Kijk hem nog eens na."
        )
    if len(typed) != wanted:
        raise StoreLocked(
            f"Een herstelcode heeft {wanted} tekens ({wanted // GROUP} groepjes van {GROUP}); dit zijn er "
            f"{len(typed)}. Kijk hem nog eens na."
        )
    secret = typed[:SECRET_SYMBOLS]
    if _check(secret) != typed[SECRET_SYMBOLS:]:
        raise StoreLocked("In deze herstelcode zit een typefout. Kijk hem nog eens na, groepje voor groepje.")
    return secret
