"""What a year looked like in numbers, and which of those numbers may leave the team.

Own norm, after domain.md section 9: a count of one to four is told as "<5", because it can be about somebody
that a reader knows. When it is the only one of its row, the next smallest count is withheld too: otherwise the total
tells it. Zero is told: it is about nobody. Of fewer than five no median and no share is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

SMALL: Final = 5
FEW: Final = "<5"
WITHHELD: Final = "*"
Told: TypeAlias = int | str
"""A count as it may be told: a number, `FEW` or `WITHHELD`."""


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a breakdown: its key in the store ("" for unknown), its Dutch name, and how many."""

    key: str
    label: str
    count: Told


@dataclass(frozen=True, slots=True)
class Term:
    """How a kind of work went: how many, the median of its working days, and the share in time (percent).

    `median` and `in_time` are None when they are of too few, or when there is no such norm.
    """

    key: str
    label: str
    count: Told
    median: float | None = None
    in_time: int | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """The raw numbers behind a `Term`: how often each number of working days, and how many were in time."""

    key: str
    label: str
    days: Mapping[int, int]
    in_time: int | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """Cases: open at the start, opened, closed, open at the end. `start + opened - closed == end`."""

    start: Told
    opened: Told
    closed: Told
    end: Told


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The figures of `year` up to and including `until`, the last local day that counts.

    Signals by the local day of receipt, `people` the different persons among them (linked records are one); cases by
    the day they were opened and closed.
    """

    year: int
    until: date
    signals: Told
    people: Told
    months: tuple[Part, ...]
    origins: tuple[Part, ...]
    districts: tuple[Part, ...]
    teams: tuple[Part, ...]
    cases: Flow
    outcomes: tuple[Part, ...]
    triage: Term
    closing: Term
    feedback: tuple[Term, ...]


def told(counts: Sequence[int]) -> tuple[Told, ...]:
    """Return the counts of one row, whose total is known, as they may be told."""
    small = [at for at, count in enumerate(counts) if 0 < count < SMALL]
    withheld = -1
    if len(small) == 1:
        withheld = min(
            (at for at, count in enumerate(counts) if count >= SMALL), key=counts.__getitem__, default=-1
        )
    return tuple(
        FEW if at in small else WITHHELD if at == withheld else count for at, count in enumerate(counts)
    )


def told_parts(parts: Sequence[tuple[str, str, int]]) -> tuple[Part, ...]:
    """Return a breakdown of (key, label, count) as it may be told."""
    shown = told([count for _, _, count in parts])
    return tuple(Part(key, label, one) for (key, label, _), one in zip(parts, shown, strict=True))


def told_term(measured: Measured) -> Term:
    """Return a kind of work as it may be told."""
    count = sum(measured.days.values())
    if count < SMALL:
        return Term(measured.key, measured.label, told((count,))[0])
    in_time = None if measured.in_time is None else round(100 * measured.in_time / count)
    return Term(measured.key, measured.label, count, median(measured.days), in_time)


def median(days: Mapping[int, int]) -> float:
    """Return the median of numbers of days, each with how often it occurs; at least one must."""
    ordered = sorted(Counter(days).items())
    count = sum(days.values())

    def at(place: int) -> int:
        for value, times in ordered:
            place -= times
            if place < 0:
                return value
        raise ValueError("there is no median of nothing")

    return (at((count - 1) // 2) + at(count // 2)) / 2
