"""Telephone numbers in a line of search, in any notation. Pure."""

from __future__ import annotations

import re

from store.rules.normalise import phone
from store.rules.search_parts import Telephone

_LENGTH = 10
"""Digits of a Dutch number with its zero; a shorter one, of a service, may be the end of another."""
_PHONE_CHARS = re.compile(r"[+0-9()\-./]+")
_PHONE_BEGINS = re.compile(r"[0+(]|(?:[0-9][ ./-]?){6}")
_LOCAL = re.compile(
    r"[0-9]{6,9}|[0-9]{3}[-.][0-9]{4}|[0-9]{3}(?P<a>[ .-])[0-9]{2}(?P=a)[0-9]{2}|[0-9]{2}(?:[ .-][0-9]{2}){3}"
)
_LOCAL_ALONE = re.compile(
    r"[0-9]{3,4} [0-9]{4}|[0-9]{2}(?P<a>[ .-])[0-9]{2}(?P=a)[0-9]{3}|[0-9]{3}(?: [0-9]{3}){1,2}"
)
"""Telephone numbers without an area code; those that may be something else beside other words."""


def begins_telephone(text: str) -> bool:
    """Tell whether the figures at the beginning of a text may be a telephone number."""
    return _PHONE_BEGINS.match(text) is not None


def telephone(joined: str, *, alone: bool) -> Telephone | None:
    """Read a telephone number, whole, begun or without its area code; `alone`: it is all that was typed."""
    return _telephone(joined) or _end_of_telephone(joined, alone=alone)


def _telephone(joined: str) -> Telephone | None:
    compact = joined.replace(" ", "")
    bare = re.sub(r"[-./]", "", compact)
    if re.fullmatch(r"31[1-9][0-9]{8}|6[1-9][0-9]{7}", bare):
        return Telephone(joined, f"+31{bare if len(bare) == 9 else bare[2:]}")
    if compact[:1] not in "+0(" or not _PHONE_CHARS.fullmatch(compact):
        return None
    known = phone(compact)
    digits = re.sub(r"[^0-9]", "", compact.replace("(0)", ""))
    if known is not None:
        return Telephone(joined, known, end=digits if len(digits) < _LENGTH else "")
    if not 6 <= len(digits) <= 11:
        return None
    if compact.startswith("+"):
        return Telephone(joined, f"+{digits}", whole=False)
    if digits.startswith("00"):
        return Telephone(joined, f"+{digits[2:]}", whole=False, end=digits)
    return Telephone(joined, f"+31{digits[1:]}", whole=False, end=digits) if digits[1] != "0" else None


def _end_of_telephone(joined: str, *, alone: bool) -> Telephone | None:
    """Read a number without its area code, or without 06: six to nine digits, cut up as telephone numbers are."""
    if not (_LOCAL.fullmatch(joined) or (alone and _LOCAL_ALONE.fullmatch(joined))):
        return None
    digits = re.sub(r"[ .-]", "", joined)
    return Telephone(joined, f"+{digits}", whole=False, end=digits)
