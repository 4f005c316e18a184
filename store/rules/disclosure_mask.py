"""Masking what a person can be recognised by inside a written text: names, numbers, addresses.

Texts are compared without case, diacritics and invisible characters, so that "VISSER", "Vissér" and a name with a
zero-width space in it are all found. Masking too much is accepted; masking too little is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from store.rules.normalise import bsn_ok
from store.rules.typed_text import words

NAME = "[naam]"
PHONE = "[telefoon]"
MAIL = "[e-mail]"
NUMBER = "[nummer]"
ADDRESS = "[adres]"
POSTCODE = "[postcode]"
BIRTH = "[geboortedatum]"
ORGANISATION = "[organisatie]"
ACCOUNT = "[rekeningnummer]"

_INVISIBLE = frozenset({"Cf", "Cc", "Mn", "Me", "Cs"})
_NOT_A_NAME = words(
    "aan achter af al als anoniem bewoner bewoners bewoonster bij boven buren buurman buurvrouw d' da dame de dem "
    "den der des dhr di do dochter dr drs du echtgenoot echtgenote echtpaar een el en fam familie gezin heer het hoog "
    "huis in ing inwoner ir is jonge kind kinderen l' la le man melder meneer met mevr mevrouw moeder mr mvr mw naam "
    "naaste niet nr nummer of om onbekend onder oom op ouders over partner politie prof s 's t 't tante te ten ter toe "
    "tot uit vader van vanden vander vom von voor vrouw zijn zoon zu zum zur"
)
_START, _END = r"(?<![^\W_])", r"(?![^\W_])"
_GAP = r"[\s\-./()]{0,3}"
_DATE = (
    r"(?:(?<!\d)(?:[0-3]?\d[-/. ][01]?\d[-/. ](?:19|20)\d\d|(?:19|20)\d\d-[01]\d-[0-3]\d)"
    r"(?:(?=[ t,]{1,2}\d{1,2}[:.]\d\d)|(?![\s\-./]?\d)))"
)
_RECORD = rf"{_START}(?:[a-z]{{1,3}}-?20\d\d-\d{{2,6}}|20\d\d-\d{{4}})(?!\d)"
_MAIL = r"[\w.+%'-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,64}(?:\.[\w-]{1,64})*"
_ACCOUNT = rf"{_START}[a-z]{{2}}\s?\d\d\s?[a-z]{{4}}(?:\s?\d){{10}}(?!\d)"
_BSN = r"(?<!\d)\d(?:[\s.\-/]{0,2}\d){7,8}(?!\d)"
_PHONE = rf"(?<!\d)(?:\+\s?\d{{2}}|00\s?\d{{2}}|0)(?:{_GAP}\d){{7,12}}(?!\d)"
_DIGITS = r"(?<!\d)\d{6,}(?!\d)"
_POSTCODE = rf"{_START}[1-9]\d{{3}}\s?-?[a-z]{{2}}(?:[\s,]{{1,3}}(?:nr\.?\s?)?\d{{1,5}}(?:[\s-]?[a-z]{{1,2}})?)?{_END}"
_HOUSE = (
    rf"(?:[\s,]{{1,3}}(?:nr\.?|nummer|huisnummer)?\s{{0,2}}\d{{1,5}}(?:[\s-]?[a-z]{{1,2}}{_END}|-\d{{1,3}})?)"
)
_STREET_ENDS = (
    "straat|str|laan|weg|plein|hof|kade|singel|gracht|pad|dreef|steeg|dijk|plantsoen|erf|wal|markt|lei|hage|"
    "boulevard|park|baan|hoek|zoom|veld|tuin|oord|ring"
)
_ANY_ADDRESS = rf"{_START}[\w'-]{{0,40}}(?:{_STREET_ENDS})\.?{_HOUSE}"


def bare(text: str) -> tuple[str, list[int]]:
    """Return `text` in lower case without diacritics or invisible characters, and where each character came from.

    The list has one place more than the text: its length, so that a span always has an end.
    """
    if text.isascii() and text.isprintable():
        return text.lower(), list(range(len(text) + 1))
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if char.isspace():
            chars.append(char if char == "\n" else " ")
            places.append(place)
            continue
        for part in unicodedata.normalize("NFKD", char.casefold()):
            if unicodedata.category(part) not in _INVISIBLE:
                chars.append("'" if part in "’‘`´" else "-" if part in "‐‑‒–—−" else part)
                places.append(place)
    places.append(len(text))
    return "".join(chars), places


def name_words(name: str) -> list[str]:
    """Return the words of a name that give somebody away, bare: "M. van der Meer-Bos" gives meer and bos."""
    found = re.findall(r"[^\W_]+", bare(name)[0])
    return [word for word in found if len(word) > 1 and word not in _NOT_A_NAME and not word.isdigit()]


def _name_pattern(names: Iterable[str]) -> str:
    """Match any word of these names, with prefixes and initials that belong to it, possessive s and all."""
    single: set[str] = set()
    for name in names:
        single.update(name_words(name))
    if not single:
        return ""
    tokens = "|".join(re.escape(word) for word in sorted(single, key=lambda word: (-len(word), word)))
    prefix = r"(?:(?:van|von|de|den|der|het|'t|ten|ter|te|op|el|al|la|le|ben|d'|l')\s*){1,3}"
    after = rf"(?:[\s-]+(?:{prefix})?(?:{tokens}){_END})*"
    loose = rf"{_START}(?:(?:[a-z]\.\s?){{1,4}}(?:{prefix})?)?(?:{tokens}){_END}{after}(?:'s?)?"
    possessive = rf"{_START}(?:{tokens})'?s{_END}"
    return f"{loose}|{possessive}"


def _digits_pattern(numbers: Iterable[str]) -> str:
    """Match these telephone numbers however they are spaced, with or without area or country code."""
    patterns = []
    for number in numbers:
        digits = re.sub(r"\D", "", number)
        if len(digits) >= 5:
            patterns.append(rf"(?:\+?\(?\d{_GAP}){{0,8}}" + _GAP.join(digits[-7:]) + r"(?!\d)")
    return "|".join(patterns)


def _phrases_pattern(phrases: Iterable[str]) -> str:
    patterns = []
    for phrase in phrases:
        parts = re.findall(r"[^\W_]+", bare(phrase)[0])
        if parts and len("".join(parts)) > 1:
            patterns.append(_START + r"[\W_]{0,3}".join(map(re.escape, parts)) + "s?" + _END)
    return "|".join(sorted(patterns, key=len, reverse=True))


def _street_pattern(streets: Iterable[str]) -> str:
    patterns = []
    for street in streets:
        parts = re.findall(r"[^\W_]+", bare(street)[0])
        if not parts or len("".join(parts)) < 3:
            continue
        written = r"[\W_]{0,3}".join(map(re.escape, parts))
        written = re.sub(r"straat$", r"(?:straat|str\\.?)", written)
        patterns.append(rf"{_START}{written}{_HOUSE}?")
    return "|".join(patterns)


@dataclass(frozen=True)
class Mask:
    """What is masked in texts.

    `names`: of people; `organisations`: whole names; `numbers`: telephone numbers; `streets` and `postcodes`: of
    known addresses; `bsns`; `mails`; `phrases`: anything else as it stands, such as an address that was not
    understood. `everything` masks whatever looks like a telephone number, mail address, address or account as well;
    without it only what is known, and BSNs.
    """

    names: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    bsns: tuple[str, ...] = ()
    birth_date: date | None = None
    everything: bool = True

    def text(self, text: str) -> str:
        """Return `text` with everything masked, names of organisations included."""
        for pattern, mark, counts in self._steps:
            text = _replaced(text, pattern, mark, counts)
        return text

    def label(self, text: str) -> str:
        """Return a short value (owner, team) masked; one that is just the name of an organisation stays."""
        only = bare(text.strip())[0]
        if only in {bare(name.strip())[0] for name in self.organisations}:
            return replace(self, organisations=()).text(text)
        return self.text(text)

    @cached_property
    def _known_bsns(self) -> frozenset[str]:
        digits = (re.sub(r"\D", "", bsn) for bsn in self.bsns)
        return frozenset(bsn.zfill(9) for bsn in digits if len(bsn) >= 6)

    @cached_property
    def _steps(self) -> list[tuple[re.Pattern[str], str, Callable[[str, str], bool]]]:
        """Patterns in order, what replaces them, and whether a find (bare, as written) counts."""

        def always(_: str, __: str) -> bool:
            return True

        found: list[tuple[str, str, Callable[[str, str], bool]]] = [
            (_phrases_pattern(self.mails), MAIL, always),
            (_MAIL if self.everything else "", MAIL, always),
            (_ACCOUNT if self.everything else "", ACCOUNT, always),
            (self._birth_pattern(), BIRTH, always),
            (_BSN, NUMBER, self._is_bsn),
            (_phrases_pattern(bsn for bsn in self.bsns if len(bsn) >= 6), NUMBER, always),
            (_digits_pattern(self.numbers), PHONE, always),
            (f"{_DATE}|{_RECORD}|{_PHONE}" if self.everything else "", PHONE, _is_phone),
            (f"{_DATE}|{_RECORD}|{_BSN}|{_DIGITS}" if self.everything else "", NUMBER, _is_phone),
            (_phrases_pattern(self.phrases), ADDRESS, always),
            (_street_pattern(self.streets), ADDRESS, always),
            (_ANY_ADDRESS if self.everything else "", ADDRESS, always),
            (_POSTCODE if self.everything else "", POSTCODE, _is_postcode),
            (_phrases_pattern(self.organisations), ORGANISATION, always),
            (_name_pattern(self.names), NAME, always),
        ]
        return [(re.compile(pattern), mark, counts) for pattern, mark, counts in found if pattern]

    def _is_bsn(self, found: str, written: str) -> bool:
        digits = re.sub(r"\D", "", found)
        if digits.zfill(9) in self._known_bsns:
            return True
        return bsn_ok(digits) and not (len(digits) == 8 and re.search(_DATE, found))

    def _birth_pattern(self) -> str:
        born = self.birth_date
        if born is None:
            return ""
        months = (
            "jan",
            "feb",
            "(?:mrt|maart)",
            "apr",
            "mei",
            "jun",
            "jul",
            "aug",
            "sep",
            "okt",
            "nov",
            "dec",
        )
        gap, day, month = r"[\s\-./]{1,2}", f"0?{born.day}", f"0?{born.month}"
        year = rf"'?(?:{born.year // 100})?{born.year % 100:02d}"
        return (
            rf"(?<!\d)(?:{day}{gap}{month}{gap}{year}|{born.year}{gap}{month}{gap}{day}|{born:%Y%m%d}|{born:%d%m%Y}"
            rf"|{day}(?:e|ste|de)?{gap}{months[born.month - 1]}[a-z]*\.?,?\s{{0,2}}(?:{year})?)(?!\d)"
        )


def _replaced(text: str, pattern: re.Pattern[str], mark: str, counts: Callable[[str, str], bool]) -> str:
    plain, places = bare(text)
    parts: list[str] = []
    last = 0
    for hit in pattern.finditer(plain):
        start, end = places[hit.start()], places[hit.end()]
        if start < last or start == end or not counts(hit[0], text[start:end]):
            continue
        parts += [text[last:start], mark]
        last = end
    return "".join(parts) + text[last:]


def _is_phone(found: str, _: str) -> bool:
    """A date or the number of a record is no telephone number."""
    return not re.fullmatch(f"{_DATE}|{_RECORD}", found)


def _is_postcode(_: str, written: str) -> bool:
    """Two loose letters behind a year are a word ("2026 is"), unless they are capitals."""
    letters = re.match(r"\S{4}([\s-]*)(\w\w)", written)
    return letters is None or not letters[1] or letters[2].isupper()
