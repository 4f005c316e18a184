"""Texts on a screen that others look at: known names, telephones, mail and addresses taken out of free text.

What is masked is what the store knows of the people of one case (resident, household, relatives, reporters), in any
spelling, and what looks like a telephone number, a mail address, a postcode, a BSN or a street with a number. The
rest of the text stays as it was. A name the store does not know cannot be recognised: texts stay short and factual.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from store.rules.normalise import bsn_ok, phone
from store.rules.person_names import person_name
from store.rules.typed_text import words
from store.text import fold, one_line

NAME, PHONE, MAIL, POSTCODE, ADDRESS, NUMBER = (
    "[naam]",
    "[telefoon]",
    "[mail]",
    "[postcode]",
    "[adres]",
    "[nummer]",
)
UNKNOWN = "onbekend"

_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_TOKEN = re.compile(rf"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f'’`´{_INVISIBLE}])*")
_DROPPED = re.compile(rf"[{_INVISIBLE}]")
_PARTICLES = words(
    "aan af bij d da de dem den der des di do dos du het t in l la le les onder op over s te ten ter tot uit uyt van "
    "vanden vander vom von voor zu zum zur el al ait ben bin abu ould oulad bou en of"
)
_COMMON = words(
    "aan al als an be bij bo da dan dat de den der die do een el en er het in is la met na nu of om op ot so te "
    "toe tot uit van voor was we zo"
)
_TITLES = words(
    "meneer mevrouw dhr mw mevr familie fam gezin bewoner bewoonster bewoners huurder echtpaar de heer"
)
_MAIL = re.compile(r"[^\s@<>()\[\],;:]{1,64}@[^\s@<>()\[\],;:]+\.[^\s@<>()\[\],;:]+")
_DIGITS = re.compile(r"(?<![\w+])(?:\+ ?|\()?\d(?:[ \-./()]{0,2}\d){6,16}(?!\w)")
_POSTCODE = re.compile(r"\b[1-9][0-9]{3} ?(?!S[ADS]\b)[A-Z]{2}\b")
_STREET_KINDS = (
    "straat|straatje|laan|weg|plein|kade|gracht|singel|dijk|pad|hof|hofje|dreef|steeg|plantsoen|park|burg|wal|"
    "plaats|zoom|veld|akker|markt|ring|boulevard|oord|erf|donk|haven|rade|stein"
)
_STREET = re.compile(
    rf"\b(?:(?-i:[A-Z])[\w.'’-]* )?[^\W\d_][\w.'’-]*(?:{_STREET_KINDS}) ?,? ?(?:nr\.? ?|nummer )?"
    r"\d{1,5}(?: ?-? ?[a-zA-Z]{1,3}\b|-\d+)?",
    re.IGNORECASE,
)
_BEFORE = r"(?:(?:[^\W\d_]{1,2}\.[ -]?){1,6})"
_JOINED = re.compile(rf"{re.escape(NAME)}(?:[ ,\-/]{{1,2}}{re.escape(NAME)})+")


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name as the store has it; `free` is a name that could not be taken apart."""

    given: str = ""
    prefix: str = ""
    surname: str = ""
    free: str = ""


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """An address as the store has it; `described` is one that could not be understood."""

    street: str = ""
    house_number: int | None = None
    postcode: str = ""
    described: str = ""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What may not be read on a shared screen: of the resident, relatives and reporters of one case."""

    names: tuple[NameParts, ...] = ()
    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    addresses: tuple[KnownAddress, ...] = ()


def _letters(text: str) -> str:
    """Return the first letters of the words of a name, each with a point: "Jan Willem" → "J.W."."""
    return "".join(
        f"{part[0].upper()}." for part in re.split(r"[\s.\-]+", text) if part and part[0].isalpha()
    )


def initials_of(
    given: str, prefix: str, surname: str, name_text: str = "", birth_year: int | None = None
) -> str:
    """Return somebody as initials and year of birth: "M.V. '51", "J.d.V. '70"; nothing known is "onbekend".

    The prefix stays in small letters. A name that could not be taken apart gives the initials of its words.
    """
    shown = ""
    if surname or given:
        small = "".join(
            f"{part[0].lower()}." for part in re.split(r"[\s']+", prefix) if part and part[0].isalpha()
        )
        shown = _letters(given) + small + (_letters(surname)[:2] if surname else "")
    elif name_text.strip():
        found = person_name(name_text)
        if found is not None:
            shown = initials_of(found.initials_or_given, found.prefix, found.surname)
            shown = "" if shown == UNKNOWN else shown
    shown = one_line(shown, 16) or UNKNOWN
    return shown if birth_year is None else f"{shown} '{birth_year % 100:02d}"


def mask_text(text: str, known: KnownNames) -> str:
    """Return `text` with everything of `known`, and whatever looks like a number or an address, replaced.

    What was taken out reads "[naam]", "[telefoon]", "[mail]", "[postcode]", "[adres]" or "[nummer]".
    """
    if not text:
        return ""
    masked = _MAIL.sub(MAIL, _without(text, known.mails, MAIL))
    masked = _mask_addresses(masked, known.addresses)
    masked = _DIGITS.sub(lambda found: _number(found[0], known.phones), masked)
    masked = _POSTCODE.sub(POSTCODE, masked)
    return _mask_names(masked, known.names)


def name_words(text: str) -> tuple[str, ...]:
    """Return the folded words by which a name in `text` can be looked up, in order.

    A word is given without a possessive s too, and without the particles it may have been written together with
    ("devries", "vandenberg").
    """
    found: dict[str, None] = {}
    for token in _TOKEN.findall(text):
        key = _key(token)
        for word in (key, key[:-1] if key.endswith("s") and len(key) > 3 else key):
            found.update(dict.fromkeys(_cores(word)))
    return tuple(found)


def _cores(word: str) -> tuple[str, ...]:
    """Return a word, and what is left of it without one or more particles before it."""
    shorter = [word[len(one) :] for one in _PARTICLES if word.startswith(one) and len(word) - len(one) > 2]
    return (word, *dict.fromkeys(core for part in shorter for core in _cores(part)))


def _without(text: str, parts: Iterable[str], mark: str) -> str:
    for part in sorted({one.strip() for one in parts if len(one.strip()) > 2}, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", mark, text, flags=re.IGNORECASE)
    return text


def _number(typed: str, phones: tuple[str, ...]) -> str:
    digits = re.sub(r"\D", "", typed)
    tails = {re.sub(r"\D", "", one)[-8:] for one in phones}
    if any(len(tail) >= 6 and digits.endswith(tail) for tail in tails):
        return PHONE
    if len(digits) == 9 and bsn_ok(digits):
        return NUMBER
    return PHONE if phone(typed) is not None else typed


@lru_cache(maxsize=512)
def _address_pattern(address: KnownAddress) -> re.Pattern[str] | None:
    choices: list[str] = []
    bare = re.sub(r"\s", "", address.postcode)
    if re.fullmatch(r"[1-9][0-9]{3}[A-Za-z]{2}", bare):
        choices.append(rf"\b{bare[:4]}\s?{bare[4:]}\b")
    if parts := fold(address.street).split():
        spelled = r"[\W_]*".join(_spelled(part) for part in parts)
        number = (
            rf"(?:[\s,]*(?:nr\.?|nummer)?[\s,]*{address.house_number}\b[^\W\d_]{{0,3}}\b)?"
            if address.house_number
            else ""
        )
        choices.append(rf"(?<!\w){spelled}(?!\w){number}(?:[\s,]*\d{{1,5}}(?: ?[a-zA-Z])?\b)?")
    if len(described := address.described.strip()) > 3:
        choices.append(rf"(?<!\w){re.escape(described)}(?!\w)")
    return re.compile("|".join(choices), re.IGNORECASE) if choices else None


def _spelled(word: str) -> str:
    """Return a pattern for a folded word that takes its letters with or without accents, y as ij too."""
    return "".join(
        "(?:y|ij|ÿ|ĳ)" if char == "y" else rf"{_accented(char)}[\u0300-\u036f'’]*" for char in word
    )


@lru_cache(maxsize=64)
def _accented(char: str) -> str:
    same = [chr(code) for code in range(0xC0, 0x250) if fold(chr(code)) == char]
    return f"[{re.escape(char)}{''.join(same)}]"


def _mask_addresses(text: str, addresses: tuple[KnownAddress, ...]) -> str:
    for address in addresses:
        if (pattern := _address_pattern(address)) is not None:
            text = pattern.sub(ADDRESS, text)
    return _STREET.sub(ADDRESS, text)


@lru_cache(maxsize=256)
def _sensitive(names: tuple[NameParts, ...]) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Return the folded words that give somebody away, the prefixes that belong to them, and names of common words."""
    found: set[str] = set()
    prefixes: set[str] = set()
    spelled: set[str] = set()
    for name in names:
        if name.prefix.strip():
            prefixes.add(name.prefix.strip())
        found |= _given_words(name.given)
        for whole, free in ((name.surname, False), (name.free, True)):
            own = _own_words(whole, free=free)
            found |= own
            if whole.strip() and not own:
                spelled.add(" ".join(part for part in (name.prefix.strip(), whole.strip()) if part))
        if name.surname:
            found.add(_key(name.surname).replace(" ", ""))
            found.add(_key(f"{name.prefix}{name.surname}").replace(" ", ""))
        if name.free and (parts := person_name(name.free)) is not None:
            more, extra, _ = _sensitive((NameParts(parts.initials_or_given, parts.prefix, parts.surname),))
            found |= more
            prefixes |= set(extra)
    return (
        frozenset(word for word in found if len(word) > 1),
        tuple(sorted(prefixes, key=len, reverse=True)),
        tuple(sorted(spelled, key=len, reverse=True)),
    )


def _given_words(given: str) -> set[str]:
    """Return the words of a given name that stand for somebody; initials do so only together with a surname."""
    shortest = 3 if "." in given else 2
    return {word for word in _parts(given) if len(word) >= shortest and not word.isdigit()}


def _key(text: str) -> str:
    return fold(_DROPPED.sub("", text))


def _parts(whole: str) -> set[str]:
    parts = {_key(part) for part in re.split(r"[^\w\u0300-\u036f]+", _DROPPED.sub("", whole))}
    return parts | {_key(token) for token in _TOKEN.findall(whole)}


def _own_words(whole: str, *, free: bool) -> set[str]:
    kept = {part for part in _parts(whole) if len(part) > 1 and part not in _PARTICLES and not part.isdigit()}
    return {part for part in kept if len(part) > 2 and part not in _TITLES} if free else kept


def _mask_names(text: str, names: tuple[NameParts, ...]) -> str:
    sensitive, prefixes, spelled = _sensitive(tuple(names))
    if not sensitive and not spelled:
        return text
    text = _without(text, spelled, NAME)

    def cover(found: re.Match[str]) -> str:
        token = found[0]
        key = _key(token)
        if key in sensitive or (key.endswith("s") and key[:-1] in sensitive and len(key) > 3):
            if key in _COMMON and not unicodedata.normalize("NFC", token)[0].isupper():
                return token
            tail = token[len(token.rstrip("'’`´")) :]
            return NAME + tail
        return token

    masked = re.sub(rf"\[(?:naam|telefoon|mail|postcode|adres|nummer)\]|{_TOKEN.pattern}", cover, text)
    if prefixes:
        listed = "|".join(r"\s+".join(map(re.escape, prefix.split())) for prefix in prefixes)
        masked = re.sub(
            rf"(?<!\w)(?:{listed})[ '’]{{0,2}}{re.escape(NAME)}", NAME, masked, flags=re.IGNORECASE
        )
        masked = re.sub(
            rf"{re.escape(NAME)}(, ?{_BEFORE}) ?(?:{listed})(?!\w)", NAME, masked, flags=re.IGNORECASE
        )
    masked = re.sub(rf"(?<!\w){_BEFORE} ?{re.escape(NAME)}", NAME, masked)
    masked = re.sub(rf"{re.escape(NAME)}, ?{_BEFORE}(?!\w)", NAME, masked)
    return _JOINED.sub(NAME, masked)
