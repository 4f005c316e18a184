"""Reading the pages of the file as they are without SQLite: also what no table or index points at any more.

The layout is that of SQLCipher 4 with its defaults: pages of 4096 bytes, AES-256-CBC, at the end of each page the
initialisation vector (16) and the HMAC-SHA512 (64); the first page begins with a salt (16) that is not encrypted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from store.engine.key_file import Key
from store.errors import StoreUnusable

PAGE: Final = 4096
_IV: Final = 16
_RESERVED: Final = _IV + 64
_SALT: Final = 16
_SIZE_AT: Final = slice(0, 2)
_RESERVED_AT: Final = 4
"""Where the size of a page and its reserved bytes stand, counted from the end of the salt."""


def read_pages(path: Path, key: Key) -> Iterator[bytes]:
    """Yield the content of every page of the file at `path`, one at a time; nothing is kept and nothing is locked.

    What is in the write-ahead log is not read. Raises `StoreUnusable` when the first page is not that of a store with
    this key and layout, so that a reading that found nothing did read.
    """
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import CBC

    algorithm = AES(bytes(key))
    with path.open("rb") as file:
        begin = _SALT
        while len(raw := file.read(PAGE)) == PAGE:
            end = PAGE - _RESERVED
            page = Cipher(algorithm, CBC(raw[end : end + _IV])).decryptor().update(raw[begin:end])
            if begin and not _is_first(page):
                raise StoreUnusable(
                    "De bladzijden van deze opslag zijn niet te lezen. Er is niets gewijzigd."
                )
            begin = 0
            yield page


def _is_first(page: bytes) -> bool:
    return int.from_bytes(page[_SIZE_AT], "big") == PAGE and page[_RESERVED_AT] == _RESERVED


def search_pages(pages: Iterable[bytes], sought: Iterable[bytes]) -> tuple[int, frozenset[bytes]]:
    """Return how many pages there are, and which of the lower-case `sought` stand on any of them, in any case of ASCII.

    Text that runs on from one page to the next is seen only in the part that stands on one.
    """
    wanted, found, count = set(sought), set[bytes](), 0
    for page in pages:
        count += 1
        small = page.lower()
        for one in [word for word in wanted if word in small]:
            wanted.discard(one)
            found.add(one)
    return count, frozenset(found)
