"""What a text file is written in: its bytes counted once, its encoding decided by evidence.

The ladder is BOM → strict UTF-8 over the whole file → the best of cp1252, cp850 and mac-roman, scored on how well the
letters fit Dutch words and European names. General guessers read Dutch cp1252 wrongly, so the score is our own norm.
Nothing is ever lost: bytes that an encoding does not know are kept as control characters.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CHUNK = 1 << 20
_MAX_WINDOWS = 20_000
_HEAD = 1 << 16
LENIENT = "signaalpunt-keep-bytes"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("cp1252", "mac-roman", "cp850")
_HIGH = re.compile(rb"[\x80-\xff]+")
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")

_LETTERS = {
    letter: weight
    for letters, weight in (
        ("éë", 10.0),
        ("öü", 9.0),
        ("ï", 8.0),
        ("èç", 6.0),
        ("áó", 5.0),
        ("äêà", 4.0),
        ("âôíúñøå", 3.0),
        ("îûãòæßšž", 2.0),
        ("õùìœýı", 1.0),
        ("ÿ", 0.5),
    )
    for letter in letters
}
_DIAERESIS_AFTER = {"ë": "aeiouyAEIOU", "ï": "aeouAEOU"}
_VOWELS = "aeiouAEIOU"


def _keep_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    raw = error.object[error.start : error.end]
    return "".join(_single(byte, "cp1252") for byte in raw), error.end


def _single(byte: int, codec: str) -> str:
    try:
        return bytes((byte,)).decode(codec)
    except UnicodeDecodeError:
        return chr(byte)


codecs.register_error(LENIENT, _keep_bytes)
_TABLES = {codec: tuple(_single(byte, codec) for byte in range(256)) for codec in _CANDIDATES}


@dataclass(frozen=True, slots=True)
class Survey:
    """What one pass over the bytes of a file says: size in bytes, SHA-256 (hex), encoding, and the first 64 KiB."""

    size: int
    sha256: str
    encoding: str
    head: bytes

    @property
    def text_head(self) -> str:
        """The first part of the file as text, without a byte order mark."""
        return codecs.decode(self.head, self.encoding, LENIENT).lstrip("\ufeff")


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as handle:
        while chunk := handle.read(CHUNK):
            yield chunk


def survey(path: Path) -> Survey:
    """Read `path` once: hash, size and encoding.

    The encoding is a Python codec name. Decode with `errors=LENIENT`: a text that is UTF-8 but for a few stray bytes
    stays UTF-8, with the strays read as cp1252. Raises OSError as the file system does.
    """
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    head = b""
    size = 0
    is_utf8 = True
    for chunk in _chunks(path):
        digest.update(chunk)
        size += len(chunk)
        if len(head) < _HEAD:
            head = (head + chunk)[:_HEAD]
        if is_utf8:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                is_utf8 = False
    if is_utf8:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            is_utf8 = False
    return Survey(size, digest.hexdigest(), _decide(path, head, is_utf8), head)


def _decide(path: Path, head: bytes, is_utf8: bool) -> str:
    for mark, codec in _BOMS:
        if head.startswith(mark):
            return codec
    wide = _wide_without_mark(head)
    if wide:
        return wide
    return "utf-8" if is_utf8 else _best_single_byte(path)


def _wide_without_mark(head: bytes) -> str | None:
    """Return the UTF-16 variant of a text of which nearly every second byte is NUL, else None."""
    half = len(head) // 2
    if half < 8:
        return None
    if head[1::2].count(0) > half * 0.8 and head[::2].count(0) < half * 0.1:
        return "utf-16-le"
    if head[::2].count(0) > half * 0.8 and head[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return None


def _best_single_byte(path: Path) -> str:
    windows: Counter[bytes] = Counter()
    sequences = strays = seen = 0
    tail = b""
    for chunk in _chunks(path):
        data = tail + chunk
        start = len(tail)
        for run in _HIGH.finditer(data):
            covered = sum(map(len, _SEQUENCE.findall(run[0])))
            sequences += covered
            strays += len(run[0]) - covered
            for at in range(max(run.start(), start), run.end()):
                windows[data[max(at - 2, 0) : at].rjust(2) + data[at : at + 3].ljust(3)] += 1
                seen += 1
        if seen >= _MAX_WINDOWS:
            break
        tail = data[-2:]
    if sequences > strays:
        return "utf-8"
    return best_codec(windows)


def best_codec(windows: Counter[bytes]) -> str:
    """Return which of cp1252, mac-roman and cp850 reads these byte windows best.

    A window is five bytes: two before, the non-ASCII byte, two after. On a tie cp1252 wins, being the most used.
    """
    totals = dict.fromkeys(_CANDIDATES, 0.0)
    for window, count in windows.items():
        for codec, table in _TABLES.items():
            totals[codec] += count * _plausible("".join(table[byte] for byte in window))
    return max(_CANDIDATES, key=lambda codec: totals[codec])


def _plausible(window: str) -> float:
    """Score the middle one of five characters: positive when it may stand there in a Dutch text."""
    before, char, after = window[1], window[2], window[3]
    if char.isalpha() and char not in "ªºƒˆ":
        return _plausible_letter(window[0], before, char, after)
    if char == "€":
        return -4.0 if before.isalpha() and after.isalpha() else 6.0
    if char in "‘’“”„":
        return _plausible_quote(window)
    if char in "–—…•·«»\xa0":
        return -3.0 if before.isalpha() and after.isalpha() and char not in "·\xa0" else 1.5
    if char in "½¼¾²³°":
        return 3.0 if before.isdigit() or before == "m" else -2.0
    if char in "§±´©®":
        return 0.0
    if "\u2500" <= char <= "\u259f" or "\x80" <= char <= "\x9f" or char == "\uf8ff":
        return -10.0
    return -5.0


def _plausible_letter(before2: str, before: str, char: str, after: str) -> float:
    weight = _LETTERS.get(char.lower(), -3.0)
    if not before.isalpha() and not after.isalpha():
        return weight if char == "à" else -3.0
    if char.isupper():
        if before.islower() or (before.isupper() and after.islower()):
            return -6.0
        return weight * 0.8
    if before.isupper() and (after.isupper() or before2.isupper()):
        return -4.0
    if char == "à" and not before.isalpha():
        return -1.0
    if char in _DIAERESIS_AFTER and before not in _DIAERESIS_AFTER[char]:
        return 1.0
    if (char == "ö" and before in "aiuAIU") or (char == "ç" and after not in "aouAOU"):
        return 1.0
    return weight


def _plausible_quote(window: str) -> float:
    before, char, after, after2 = window[1], window[2], window[3], window[4]
    inside = before.isalpha() and after.isalpha()
    if inside and char == "’":
        return 5.0 if (after in "stnkmr" and not after2.isalpha()) or before in "dlDLO" else -2.0
    if inside:
        return -4.0
    opening = char in "‘“„"
    good = (not before.isalpha() and after.isalnum()) if opening else (not before.isspace())
    starts_clitic = char == "’" and after in "stnkm" and not before.isalpha()
    return 4.0 if good or starts_clitic else -1.0
