"""What one line of search can hold, once it is understood: words, addresses, births, telephones, numbers, filters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed; `key` is folded. `typing`: it may be only the beginning, because it is still being typed.

    `soft` words (tussenvoegsels, titles, single letters) only count when nothing else was asked; what holds a `said`
    word ("de heer", "casus van") comes first, and beside other words it need not be held.
    """

    text: str
    key: str
    typing: bool = False
    soft: bool = False
    said: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must follow each other, as between quotes; `typing` when the last one may go on."""

    text: str
    keys: tuple[str, ...]
    typing: bool = False


@dataclass(frozen=True, slots=True)
class HouseNumber:
    """A number that may be a house number, with its addition in the stored notation.

    `before` tells how many parts straight before it may be the words of a street. `more` are all the numbers that are
    meant when there are several ("41 en 43", "41-47"); with an addition only when no home has that one. `begun` is the
    addition as typed when it may also be a word of which this is the beginning ("41 v").
    """

    text: str
    number: int
    addition: str = ""
    before: int = 0
    more: tuple[int, ...] = ()
    begun: str = ""


@dataclass(frozen=True, slots=True)
class PostcodePart:
    """A postcode or the first part of one: "2641AB", "2641A", "2641"; `sure` when it cannot be anything else."""

    text: str
    code: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Born:
    """A birth date, or only a year, or a `month` of it.

    A year alone (`day` and `month` None) may also be a house number, a postcode or a word; a month words in a text.
    """

    text: str
    year: int
    day: date | None = None
    month: int | None = None


@dataclass(frozen=True, slots=True)
class Telephone:
    """A telephone number ("+31612345678") or, when not `whole`, how it begins; `end` is how it may end ("3612345")."""

    text: str
    key: str
    whole: bool = True
    end: str = ""


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number of a signal or a case as the store may write it; `kind` is "signal", "case" or "" for either."""

    text: str
    kind: str
    signal: str
    case: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter as typed: `name` is one of `FILTERS`, `value` without quotes; `start` is where it stands."""

    name: str
    value: str
    start: int = 0


Digits = HouseNumber | PostcodePart | Born
Part = Word | Phrase | Telephone | Digits | tuple[Digits, ...]
"""One thing asked. A tuple holds the readings of digits that can be more than one thing, likeliest first."""

FILTERS: dict[str, str] = {
    "wijk": "wijk of kern",
    "team": "team of organisatie",
    "status": "status van signaal of casus",
    "bron": "wie het meldde",
    "sinds": "vanaf een dag",
}
"""The filters that take a value, with what they are about; `mijn` takes none."""
MINE = "mijn"


@dataclass(frozen=True, slots=True)
class SearchLine:
    """One line as understood. `plain` is the line without its filters; `number` answers the line by itself."""

    plain: str
    parts: tuple[Part, ...] = ()
    filters: tuple[Filter, ...] = ()
    mine: bool = False
    number: Numbered | None = None
    too_long: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing was asked."""
        return not (self.parts or self.filters or self.mine or self.number)
