"""How sure it is that two reports are of one person, in Dutch reasons. Pure: no database; never a risk score."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from store.codes import Code
from store.rules.person_names import person_name as split_name
from store.text import fold

SIMILAR = 0.92
"""Jaro-Winkler similarity from which two surnames look alike: Visser/Visscher and Jansen/Janssen do (own norm)."""
_SHORTEST = 4


class MatchLevel(Code):
    """How sure a match is; the order is the order shown."""

    CERTAIN = "certain", "zeker"
    LIKELY = "likely", "waarschijnlijk"
    POSSIBLE = "possible", "mogelijk"


@dataclass(frozen=True, slots=True)
class PersonParts:
    """A person as far as typed. `surname` may still hold the prefix ("van der Meer")."""

    given: str = ""
    prefix: str = ""
    surname: str = ""
    birth_date: date | None = None
    birth_year: int | None = None

    @property
    def year(self) -> int | None:
        """The birth year, from the date when that is known."""
        return self.birth_date.year if self.birth_date else self.birth_year

    @property
    def key(self) -> str:
        """The folded surname without its prefix; empty when there is no name."""
        if " " in self.surname.strip() and not self.prefix:
            parts = split_name(self.surname)
            if parts is not None:
                return fold(parts.surname)
        return fold(self.surname)


@dataclass(frozen=True, slots=True)
class Known:
    """A person in the store, as reported: folded surname, and how the address compares with the one asked for."""

    key: str
    given: str
    birth_date: date | None
    birth_year: int | None
    same_address: bool = False
    swapped_number: bool = False


def judge(asked: PersonParts, known: Known) -> tuple[MatchLevel, tuple[str, ...]] | None:
    """Return how sure `known` is the person asked for, with reasons; None when it is not worth showing.

    Certain: same surname and address, and the same birth date or year, or initials. Likely: same surname with the
    address or the whole birth date, or a surname that looks alike with address and year. Possible: less than that.
    What contradicts (another initial, another year) lowers the answer and is said.
    """
    same, alike = asked.key == known.key != "", _alike(asked.key, known.key)
    birth = _birth(asked, known)
    letters = _initials(asked.given, known.given)
    level = _level(same, alike, birth, letters, known)
    if level is None:
        return None
    reasons = []
    if known.same_address:
        reasons.append("adres")
    elif known.swapped_number:
        reasons.append("zelfde straat, cijfers van het huisnummer verwisseld")
    if same:
        reasons.append("naam")
    elif alike:
        reasons.append("naam lijkt op")
    reasons += {"date": ["geboortedatum"], "year": ["zelfde jaar"], "other": ["andere geboortedatum"]}.get(
        birth, []
    )
    if letters is not None and (same or alike):
        reasons.append("voorletter" if letters else "andere voorletter")
    return level, tuple(reasons)


def _level(same: bool, alike: bool, birth: str, letters: bool | None, known: Known) -> MatchLevel | None:
    born_alike, contradicted = birth in ("date", "year"), birth == "other" or letters is False
    if known.same_address:
        if same and not contradicted:
            return MatchLevel.CERTAIN if born_alike or letters else MatchLevel.LIKELY
        if alike and born_alike and not contradicted:
            return MatchLevel.LIKELY
        return MatchLevel.POSSIBLE if same or alike or birth == "date" else None
    if same and birth == "date" and letters is not False:
        return MatchLevel.LIKELY
    if birth == "other" or (letters is False and birth != "date" and not known.swapped_number):
        return None
    if known.swapped_number and (same or alike):
        return MatchLevel.POSSIBLE
    return MatchLevel.POSSIBLE if (same or alike) and born_alike else None


def _alike(one: str, other: str) -> bool:
    """Tell whether two folded surnames look alike: spelling, or one half of a double name."""
    if not one or not other or one == other:
        return False
    if {one, *one.split()} & {other, *other.split()}:
        return True
    if min(len(one), len(other)) < _SHORTEST:
        return False
    from rapidfuzz.distance import JaroWinkler

    return JaroWinkler.similarity(one, other) >= SIMILAR


def _birth(asked: PersonParts, known: Known) -> str:
    """Compare births: "date", "year", "other" when they contradict, "unknown" when one is not known."""
    if asked.birth_date and known.birth_date:
        return "date" if asked.birth_date == known.birth_date else "other"
    if asked.year is None or known.birth_year is None:
        return "unknown"
    return "year" if asked.year == known.birth_year else "other"


def _initials(one: str, other: str) -> bool | None:
    """Tell whether the first initials agree; None when one is not known."""
    first, second = fold(one)[:1], fold(other)[:1]
    return None if not first or not second else first == second


def letter_block(key: str) -> tuple[str, ...]:
    """Return the first letters under which a surname that sounds like `key` may stand (Fisser, Visser)."""
    for group in ("fv", "sz", "ckq", "iy", "jy", "gh"):
        if key[:1] in group:
            return tuple(group)
    return (key[:1],)
