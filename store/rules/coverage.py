"""The space of all signals a rule file can tell apart, cut into boxes.

Every fact is a dimension with finitely many values that matter: the districts that are named, each theme
present or absent, ages between the ages that are named, and "not known" where that exists. All values of all
dimensions share one integer: bit set = value allowed. A box is such an integer; a rule is a few disjoint boxes.
Whether earlier rules leave anything for a later one is then exact: split what is left on the box it is closest
to, until a point is free or nothing is left. That question is hard in general, so every comparison is paid from
a `Budget`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from store.codes import PartnerType, Theme, Urgency, YesNoUnknown
from store.rules.facts import Facts, ordered_themes
from store.rules.rule import Conditions, Rule
from store.rules.rule_words import looked_at


class TooComplicated(Exception):
    """The budget is spent before the answer is certain."""


@dataclass(slots=True)
class Budget:
    """How many comparisons of boxes may still be made."""

    left: int

    def spend(self) -> None:
        """Pay one comparison. Raises `TooComplicated` when nothing is left."""
        self.left -= 1
        if self.left < 0:
            raise TooComplicated


class Space:
    """The dimensions that `rules` look at, over the given `districts` (names) and those the rules name."""

    def __init__(self, rules: Iterable[Rule], districts: Iterable[str]) -> None:
        conditions = [rule.when for rule in rules]
        named = dict.fromkeys((*districts, *(name for when in conditions for name in when.district)))
        self._names: list[str] = []
        self._values: list[tuple[Any, ...]] = []
        self._offsets: dict[str, int] = {}
        self._masks: dict[str, int] = {}
        self._width = 0
        self._ages = _age_starts(conditions)
        self._add("district", (None, *named))
        self._add("urgency", (None, *Urgency))
        self._add("partner_type", (None, *PartnerType))
        self._add("in_care", (YesNoUnknown.UNKNOWN, YesNoUnknown.NO, YesNoUnknown.YES))
        self._add("children_present", (YesNoUnknown.UNKNOWN, YesNoUnknown.NO, YesNoUnknown.YES))
        self._add("eviction_threatened", (False, True))
        self._add("acute_danger", (False, True))
        self._add("age", (None, *self._ages))
        for theme in Theme:
            self._add(f"theme:{theme}", (False, True))
        self.everything = (1 << self._width) - 1
        used = _restricted(conditions)
        self._needed = tuple(mask for name, mask in self._masks.items() if name in used)

    def _add(self, name: str, values: tuple[Any, ...]) -> None:
        self._names.append(name)
        self._values.append(values)
        self._offsets[name] = self._width
        self._masks[name] = ((1 << len(values)) - 1) << self._width
        self._width += len(values)

    def _only(self, box: int, name: str, wanted: Iterable[Any]) -> int:
        chosen = list(wanted)
        values = self._values[self._names.index(name)]
        bits = sum(1 << index for index, value in enumerate(values) if value in chosen)
        return (box & ~self._masks[name]) | (box & (bits << self._offsets[name]))

    def _theme(self, box: int, theme: Theme, present: bool) -> int:
        return self._only(box, f"theme:{theme}", (present,))

    def empty(self, box: int) -> bool:
        """Return whether some dimension has no value left."""
        return any(not box & mask for mask in self._needed)

    def boxes(self, when: Conditions) -> tuple[int, ...]:
        """Return disjoint boxes that together hold exactly the signals for which `when` holds."""
        box = self.everything
        for name in ("district", "urgency", "partner_type", "in_care", "children_present"):
            if wanted := getattr(when, name):
                box = self._only(box, name, wanted)
        for name in ("eviction_threatened", "acute_danger"):
            if (flag := getattr(when, name)) is not None:
                box = self._only(box, name, (flag,))
        if when.age_min is not None or when.age_max is not None:
            low = 0 if when.age_min is None else when.age_min
            ages = [age for age in self._ages if age >= low and (when.age_max is None or age <= when.age_max)]
            box = self._only(box, "age", ages)
        for theme in when.themes_all:
            box = self._theme(box, theme, True)
        if when.themes_only:
            for theme in set(Theme) - when.themes_only:
                box = self._theme(box, theme, False)
        found = [box]
        if when.themes_any:
            found = self._one_of(found, when.themes_any)
        elif when.themes_only and not when.themes_all:
            found = self._one_of(found, when.themes_only)
        return tuple(piece for piece in found if not self.empty(piece))

    def _one_of(self, boxes: Sequence[int], themes: Iterable[Theme]) -> list[int]:
        pieces: list[int] = []
        for box in boxes:
            rest = box
            for theme in ordered_themes(themes):
                pieces.append(self._theme(rest, theme, True))
                rest = self._theme(rest, theme, False)
        return [piece for piece in pieces if not self.empty(piece)]

    def free_point(self, box: int, taken: Sequence[int], budget: Budget) -> int | None:
        """Return a non-empty box inside `box` that no box of `taken` touches; None when they cover it all.

        Raises `TooComplicated` when the budget runs out first.
        """
        todo: list[tuple[int, Sequence[int]]] = [(box, taken)]
        while todo:
            here, others = todo.pop()
            touching: list[int] = []
            closest, fewest = 0, self._width
            covered = False
            for other in others:
                budget.spend()
                outside = here & ~other
                if not outside:
                    covered = True
                    break
                if self.empty(here & other):
                    continue
                touching.append(other)
                differing = sum(1 for mask in self._needed if outside & mask)
                if differing < fewest:
                    closest, fewest = other, differing
            if covered:
                continue
            if not touching:
                return here
            rest = here
            for mask in self._needed:
                if rest & ~closest & mask:
                    todo.append(((rest & ~mask) | (rest & mask & ~closest), touching))
                    rest = (rest & ~mask) | (rest & mask & closest)
        return None

    def example(self, box: int, municipality: str) -> Facts:
        """Return the plainest facts inside a non-empty `box`: in each dimension the first value allowed."""
        picked: dict[str, Any] = {}
        for name, values in zip(self._names, self._values, strict=True):
            allowed = (box & self._masks[name]) >> self._offsets[name]
            picked[name] = values[(allowed & -allowed).bit_length() - 1]
        themes = frozenset(theme for theme in Theme if picked.pop(f"theme:{theme}"))
        return Facts(municipality=municipality, themes=themes, **picked)


def _restricted(conditions: Iterable[Conditions]) -> set[str]:
    used: set[str] = set()
    for when in conditions:
        used.update(looked_at(when))
        themes = set(Theme) if when.themes_only else when.themes_any | when.themes_all
        used.update(f"theme:{theme}" for theme in themes)
    return used


def _age_starts(conditions: Iterable[Conditions]) -> tuple[int, ...]:
    starts = {0}
    for when in conditions:
        if when.age_min is not None:
            starts.add(max(when.age_min, 0))
        if when.age_max is not None:
            starts.add(max(when.age_max + 1, 0))
    return tuple(sorted(starts))
