"""What one part of a line means, and one choice of a meaning for every part: what is then looked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from store.queries.search_shapes import Nearness

Where = Literal["name", "person", "place", "text", "reporter", "number"]
ORDER = {nearness: at for at, nearness in enumerate(Nearness)}


@dataclass(frozen=True, slots=True)
class Meaning:
    """One meaning of one part: a full-text `expression` (over names, places or texts), or a `condition` with values.

    Conditions are on residents (`r`, where "person"), addresses (`a`) or reporters (`m`). `marked` is what to mark in
    the record: folded words, each with whether it is a beginning. A `weak` one only narrows what another finds.
    `check`: the index only tells that it may hold the text (words in any order, the first letters of a word), so each
    row found must be read; `sure` is the expression that is slow and needs no reading, where there is one.
    """

    where: Where
    what: str
    expression: str = ""
    condition: str = ""
    values: tuple[object, ...] = ()
    marked: tuple[tuple[str, bool], ...] = ()
    nearness: Nearness = Nearness.EXACT
    weak: bool = False
    check: bool = False
    sure: str = ""


@dataclass(frozen=True, slots=True)
class Want:
    """One meaning for every part of the line."""

    meanings: tuple[Meaning, ...]

    def of(self, *where: Where) -> tuple[Meaning, ...]:
        """The meanings that are looked for in these places."""
        return tuple(one for one in self.meanings if one.where in where)

    @property
    def nearness(self) -> Nearness:
        """How near the least near meaning is."""
        return max((one.nearness for one in self.meanings), key=ORDER.__getitem__, default=Nearness.EXACT)

    @property
    def possible(self) -> bool:
        """Whether something stronger than a bare house number is asked."""
        return any(not one.weak for one in self.meanings)
