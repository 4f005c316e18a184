"""How sure it is that two reports are of one person, in Dutch reasons. Pure: no database; never a risk score.

What is looked at: surname, given names, birth, address, telephone and BSN. What contradicts weighs first: another BSN,
another given name in full (twins, spouses), a generation between the births (father and son of one name). Then:
*certain* is name, address or telephone, and birth; *likely* lacks one of these or has one slip; *possible* is less.
The norms are our own, measured on invented people (`docs/duplicates.md`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final, Literal

from store.codes import MatchLevel
from store.rules.name_match import Family, Given, Likeness, families_alike, family, given_alike, given_names
from store.rules.normalise import bsn_ok
from store.rules.person_names import person_name as split_name

GENERATION: Final = 15
"""Years between two births from which one name at one address is father and son, mother and daughter (own norm)."""
CLOSE: Final = 2
"""Years between two births up to which a year may be remembered wrongly (own norm)."""

Near = Literal["", "same", "other_home", "swapped"]
"""How the addresses compare: the same, another addition at the number, or digits of the number swapped."""


class Birth(Enum):
    """How two births compare."""

    DATE = "geboortedatum"
    TURNED = "dag en maand van geboorte omgewisseld"
    SLIP = "geboortedatum scheelt één cijfer"
    YEAR = "zelfde jaar"
    CLOSE = "geboortejaar scheelt weinig"
    OTHER = "andere geboortedatum"
    GENERATION = "een generatie verschil"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class PersonParts:
    """A person as far as known. `surname` may still hold the prefix ("van der Meer"); `phone` in one notation."""

    given: str = ""
    prefix: str = ""
    surname: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    phone: str = ""
    bsn: str = ""
    name_text: str = ""

    @property
    def year(self) -> int | None:
        """The birth year, from the date when that is known."""
        return self.birth_date.year if self.birth_date else self.birth_year

    @property
    def family(self) -> Family:
        """The surname taken apart; from what was delivered when that could not be read as a name."""
        if not self.surname and self.name_text:
            split = split_name(self.name_text)
            return family(split.prefix, split.surname) if split else family("", "")
        return family(self.prefix, self.surname)

    @property
    def names(self) -> Given:
        """The given names taken apart."""
        if not self.surname and not self.given and self.name_text:
            split = split_name(self.name_text)
            return given_names(split.initials_or_given if split else "")
        return given_names(self.given)

    @property
    def nameless(self) -> bool:
        """Whether nothing of a name is known."""
        return not (self.family.parts or self.names.initials)


@dataclass(frozen=True, slots=True)
class Match:
    """How sure, and why: Dutch words in the order of telling."""

    level: MatchLevel
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was compared."""

    surname: Likeness
    given: Likeness
    birth: Birth
    near: Near
    phone: bool
    bsn: bool
    crossed: bool
    nameless: bool
    rare: bool

    @property
    def named(self) -> bool:
        return self.crossed or self.surname in (Likeness.SAME, Likeness.SOUND)

    @property
    def half_named(self) -> bool:
        return self.surname in (Likeness.HALF, Likeness.TYPO)

    @property
    def called(self) -> bool:
        """The given names agree, be it an initial."""
        return self.crossed or self.given in (Likeness.SAME, Likeness.SOUND, Likeness.INITIAL)

    @property
    def called_in_full(self) -> bool:
        return self.crossed or self.given in (Likeness.SAME, Likeness.SOUND)

    @property
    def only_rare(self) -> bool:
        """All that agrees is a name in full that few have."""
        return (
            self.rare
            and self.named
            and self.called_in_full
            and self.birth is Birth.UNKNOWN
            and not (self.anchored or self.near)
        )

    @property
    def anchored(self) -> bool:
        return self.near == "same" or self.phone


def judge(one: PersonParts, other: PersonParts, near: Near = "", *, rare: bool = False) -> Match | None:
    """Return how sure two records are one person, with reasons; None when it is not worth showing. Symmetric.

    `rare`: so few records have this name in full that it says something by itself, where a birth is not known.
    """
    if one.bsn and other.bsn and one.bsn != other.bsn and bsn_ok(one.bsn) and bsn_ok(other.bsn):
        return None
    # Asked once: each takes names apart again, or looks them up.
    mine, theirs = one.family, other.family
    called, named = one.names, other.names
    seen = _Seen(
        surname=families_alike(mine, theirs),
        given=given_alike(called, named),
        birth=births_alike(one, other),
        near=near,
        phone=bool(one.phone) and one.phone == other.phone,
        bsn=bool(one.bsn) and one.bsn == other.bsn,
        crossed=bool(called.full and named.full) and _is(mine, named) and _is(theirs, called),
        nameless=not ((mine.parts or called.initials) and (theirs.parts or named.initials)),
        rare=rare,
    )
    level = _level(seen)
    return None if level is None else Match(level, _reasons(seen))


def _level(seen: _Seen) -> MatchLevel | None:
    if seen.bsn:
        agrees = seen.named or seen.half_named or seen.birth in (Birth.DATE, Birth.TURNED, Birth.SLIP)
        return MatchLevel.CERTAIN if agrees else MatchLevel.POSSIBLE
    if seen.birth is Birth.GENERATION or (seen.given is Likeness.OTHER and not seen.crossed):
        return None
    if seen.given is Likeness.OTHER_INITIAL and not seen.crossed:
        at_home = seen.near == "same" and (seen.named or seen.half_named)
        return MatchLevel.POSSIBLE if at_home and seen.birth in (Birth.YEAR, Birth.UNKNOWN) else None
    if seen.birth in (Birth.CLOSE, Birth.OTHER):
        return _born_otherwise(seen)
    if seen.named:
        return _by_name(seen)
    return _by_half_a_name(seen) if seen.half_named else _without_a_name(seen)


def _born_otherwise(seen: _Seen) -> MatchLevel | None:
    if not seen.named or not (seen.called or seen.given is Likeness.UNKNOWN):
        return None
    if seen.birth is Birth.CLOSE and seen.called_in_full and seen.near == "same":
        return MatchLevel.LIKELY
    if seen.anchored or (seen.birth is Birth.CLOSE and seen.called_in_full):
        return MatchLevel.POSSIBLE
    return None


def _by_name(seen: _Seen) -> MatchLevel | None:
    slipped = seen.birth in (Birth.TURNED, Birth.SLIP)
    if seen.anchored:
        if seen.birth is Birth.DATE or (seen.called and seen.birth is Birth.YEAR):
            return MatchLevel.CERTAIN
        if seen.called:
            return MatchLevel.CERTAIN if seen.near == "same" and seen.phone else MatchLevel.LIKELY
        return MatchLevel.LIKELY if seen.birth is Birth.YEAR or slipped else MatchLevel.POSSIBLE
    if (seen.birth is Birth.DATE and seen.called) or (slipped and seen.called_in_full):
        return MatchLevel.LIKELY
    if seen.birth is not Birth.UNKNOWN or (seen.near and seen.called):
        return MatchLevel.POSSIBLE
    return MatchLevel.POSSIBLE if seen.only_rare else None


def _by_half_a_name(seen: _Seen) -> MatchLevel | None:
    if seen.birth is Birth.DATE and (seen.called_in_full or (seen.called and seen.anchored)):
        return MatchLevel.LIKELY
    if seen.anchored:
        if seen.called and seen.birth is Birth.YEAR:
            return MatchLevel.LIKELY
        return (
            MatchLevel.LIKELY
            if seen.called_in_full and seen.birth is not Birth.UNKNOWN
            else MatchLevel.POSSIBLE
        )
    return MatchLevel.POSSIBLE if seen.birth is not Birth.UNKNOWN or seen.near == "swapped" else None


def _without_a_name(seen: _Seen) -> MatchLevel | None:
    born = seen.birth is Birth.DATE
    if born and seen.given is Likeness.SAME:
        return MatchLevel.LIKELY if seen.anchored else MatchLevel.POSSIBLE
    if seen.nameless and seen.near == "same" and seen.birth in (Birth.DATE, Birth.YEAR):
        return MatchLevel.POSSIBLE
    if born and (seen.near == "same" or seen.phone):
        return MatchLevel.POSSIBLE
    if seen.phone and (seen.nameless or seen.called or seen.birth is Birth.YEAR):
        return MatchLevel.POSSIBLE
    return None


def births_alike(one: PersonParts, other: PersonParts) -> Birth:
    """Compare two births; UNKNOWN when one of them is."""
    if one.year is None or other.year is None:
        return Birth.UNKNOWN
    apart = abs(one.year - other.year)
    if one.birth_date and other.birth_date:
        if one.birth_date == other.birth_date:
            return Birth.DATE
        first, second = (each.isoformat().replace("-", "") for each in (one.birth_date, other.birth_date))
        if first[:4] == second[:4] and first[4:6] == second[6:] and first[6:] == second[4:6]:
            return Birth.TURNED
        if _one_figure(first, second) or _swapped_figures(first, second):
            return Birth.SLIP
        return Birth.GENERATION if apart >= GENERATION else Birth.OTHER
    if apart == 0:
        return Birth.YEAR
    if apart >= GENERATION:
        return Birth.GENERATION
    return Birth.CLOSE if apart <= CLOSE else Birth.OTHER


def _one_figure(one: str, other: str) -> bool:
    return sum(left != right for left, right in zip(one, other, strict=True)) == 1


def _swapped_figures(one: str, other: str) -> bool:
    places = [at for at, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
    if len(places) != 2 or places[1] != places[0] + 1:
        return False
    first, second = places
    return one[first] == other[second] and one[second] == other[first]


def _is(surname: Family, given: Given) -> bool:
    """Tell whether a surname stands where another record has given names: one of two signs that they are crossed."""
    agrees = (Likeness.SAME, Likeness.SOUND, Likeness.TYPO)
    return families_alike(surname, family("", " ".join(given.full))) in agrees


_WHERE: Final[dict[str, str]] = {
    "same": "adres",
    "other_home": "zelfde nummer, andere toevoeging",
    "swapped": "zelfde straat, cijfers van het huisnummer verwisseld",
}
_SURNAME: Final = {
    Likeness.SAME: "naam",
    Likeness.SOUND: "naam klinkt als",
    Likeness.TYPO: "naam lijkt op",
    Likeness.HALF: "deel van de dubbele naam",
    Likeness.OTHER: "andere achternaam",
}
_GIVEN: Final = {
    Likeness.SAME: "voornaam",
    Likeness.SOUND: "voornaam lijkt op",
    Likeness.INITIAL: "voorletter",
    Likeness.OTHER_INITIAL: "andere voorletter",
}


def _reasons(seen: _Seen) -> tuple[str, ...]:
    told = [
        "BSN" if seen.bsn else "",
        _WHERE.get(seen.near, ""),
        "telefoon" if seen.phone else "",
        "voor- en achternaam omgewisseld" if seen.crossed else _SURNAME.get(seen.surname, ""),
        seen.birth.value,
        "" if seen.crossed else _GIVEN.get(seen.given, ""),
        "zeldzame naam, geboorte niet bekend" if seen.only_rare else "",
    ]
    return tuple(reason for reason in told if reason)


__all__ = ["Birth", "Match", "MatchLevel", "Near", "PersonParts", "births_alike", "judge"]
