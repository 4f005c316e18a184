"""The head of the log as people write it down: the number of the last entry and twenty symbols in groups of four.

`1204-7K3M-0QXV-…`: one hundred bits of its `mac` in Crockford's base 32. Reading is forgiving, as with the recovery
code: case, spaces and dashes do not matter, O is 0, I and L are 1.
"""

from __future__ import annotations

from dataclasses import dataclass

from store.engine.recovery_code import ALPHABET, GROUP, bare
from store.errors import InvalidInput

SYMBOLS = 20
_BITS = 5
_NO_HEAD = (
    "Dit is geen kenmerk van het logboek. Het begint met een nummer en een streepje, met daarna vijf groepjes van vier "
    "tekens, zoals ‘signaalpunt verify’ het laat zien. Kijk het nog eens na."
)


@dataclass(frozen=True, slots=True)
class WrittenHead:
    """A head as it was written down: the number of the last entry then, and the symbols of its `mac`."""

    last_id: int
    symbols: str


def symbols_of(mac: str) -> str:
    """Return the twenty symbols of a `mac` (64 hexadecimal digits); empty for what is no `mac`."""
    try:
        number = int(mac[: SYMBOLS * _BITS // 4], 16)
    except ValueError:
        return ""
    return "".join(ALPHABET[number >> _BITS * at & 31] for at in reversed(range(SYMBOLS)))


def written(last_id: int, mac: str) -> str:
    """Return the head to show and print."""
    symbols = symbols_of(mac)
    return "-".join([str(last_id), *(symbols[at : at + GROUP] for at in range(0, SYMBOLS, GROUP))])


def read(text: str) -> WrittenHead:
    """Return the head that somebody typed; raises `InvalidInput` when it cannot be one."""
    symbols = bare(text)
    number = symbols[:-SYMBOLS]
    if not (number.isascii() and number.isdigit() and len(number) <= 18) or any(
        symbol not in ALPHABET for symbol in symbols
    ):
        raise InvalidInput(_NO_HEAD)
    return WrittenHead(int(number), symbols[-SYMBOLS:])
