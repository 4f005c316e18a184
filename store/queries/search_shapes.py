"""What a search answers: hits with why each matched, and what could not be used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from store.codes import Code
from store.errors import StoreError


class SearchStopped(StoreError):
    """The search was stopped because a newer one began; nothing is shown for it."""


class HitKind(Code):
    """What a hit is; the order is the order in which the groups stand."""

    RESIDENT = "resident", "betrokkene"
    ADDRESS = "address", "adres"
    CASE = "case", "casus"
    SIGNAL = "signal", "signaal"


class Nearness(Code):
    """How well a hit answers; the order is the order within a group."""

    NUMBER = "number", "het nummer zelf"
    EXACT = "exact", "precies zo"
    BEGINS = "begins", "begint zo"
    NEAR = "near", "lijkt erop"


@dataclass(frozen=True, slots=True)
class Match:
    """One reason why a hit is there: `what` in Dutch, and the part of the record it was found in.

    `spans` are (start, end) in `text` of what matched, in order, never overlapping. `text` is one line but as
    delivered: show it through `visible` a piece at a time, so that the spans keep their places.
    """

    what: str
    text: str
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The text cut in pieces, each with whether it matched; together they are `text`."""
        cut: list[tuple[str, bool]] = []
        at = 0
        for start, end in self.spans:
            if start > at:
                cut.append((self.text[at:start], False))
            cut.append((self.text[start:end], True))
            at = end
        if at < len(self.text):
            cut.append((self.text[at:], False))
        return tuple(cut)

    @property
    def line(self) -> str:
        """The reason on one line: `naam: M. Visser`."""
        return f"{self.what}: {self.text}"


@dataclass(frozen=True, slots=True)
class Told:
    """How a hit is shown: `title` names it as lists do; `detail` says in a few words where it stands.

    `detail` holds status, number of signals, case. `last_on` is the local day of the newest signal of a resident or
    address; for a signal or case the day it was received or opened.
    """

    title: str
    detail: str
    matches: tuple[Match, ...]
    last_on: date | None = None


@dataclass(frozen=True)
class Hit:
    """Something found. `id` is the row of its kind; `number` is empty for residents and addresses.

    `signals` counts the signals of a resident or address that this viewer may see. How it is shown is made (by `tell`,
    out of what was read) when it is first asked for: of the hits of a line a screen shows some thirty.
    """

    kind: HitKind
    id: int
    number: str
    nearness: Nearness
    tell: Callable[[], Told] = field(repr=False, compare=False)
    signals: int = 0

    @cached_property
    def _told(self) -> Told:
        return self.tell()

    @property
    def title(self) -> str:
        """What names it in a list."""
        return self._told.title

    @property
    def detail(self) -> str:
        """Where it stands, in a few words."""
        return self._told.detail

    @property
    def matches(self) -> tuple[Match, ...]:
        """Why it is there, with the matching parts."""
        return self._told.matches

    @property
    def last_on(self) -> date | None:
        """The day it is of."""
        return self._told.last_on

    @property
    def why(self) -> str:
        """Why it matched, on one line: `naam: M. Visser · adres: Kerkstraat 41`."""
        return " · ".join(match.line for match in self.matches)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to one line. `hits` stand by kind (the order of `HitKind`), best first within a kind.

    `more` names the kinds of which there are more than were asked for. `hidden` is 1 when something that this viewer
    may not see would have matched, else 0: never how many or what. `read_as` says how the line was understood, part by
    part; `notes` are Dutch sentences about what could not be used (an unknown district, a day that is none).
    """

    line: str
    hits: tuple[Hit, ...] = ()
    more: tuple[HitKind, ...] = ()
    hidden: int = 0
    read_as: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def of(self, kind: HitKind) -> tuple[Hit, ...]:
        """The hits of one kind, in order."""
        return tuple(hit for hit in self.hits if hit.kind == kind)


@dataclass(frozen=True, slots=True)
class Completion:
    """What may stand at the cursor: `text` replaces the line from `start` to `end`; `label` and `about` explain it."""

    text: str
    start: int
    end: int
    label: str
    about: str = ""
