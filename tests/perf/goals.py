"""What each figure is held against, and whether it was met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal for every figure whose name starts with `what`: `of` it is at most `most`, in its own unit.

    `of` "times" is the median in times the floor. `at` holds another bound for some sizes of store.
    """

    what: str
    words: str
    of: Literal["median", "p95", "times"]
    most: float
    at: Mapping[int | None, float] = field(default_factory=dict)


GOALS = (
    Goal("first paint", "≤ 1.15× the table", "times", 1.15),
    Goal("worklist on screen", "≤ 1.5× the table", "times", 1.5),
    Goal("key to paint", "p95 ≤ 16 ms", "p95", 16),
    Goal("search: ", "p95 ≤ 30 ms at 100,000, ≤ 60 ms at a million", "p95", 30, {MILLION: 60}),
    Goal("radar for a new signal", "≤ 20 ms at a million", "median", 20),
    Goal("signal saved", "p95 ≤ 10 ms", "p95", 10),
    Goal("signal corrected", "p95 ≤ 10 ms", "p95", 10),
    Goal("look logged", "p95 ≤ 2 ms", "p95", 2),
    Goal("case summary", "≤ 150 ms", "median", 150),
    Goal("figures of a year", "≤ 300 ms at a million", "median", 300),
    Goal("import of", "≤ 2.5× raw", "times", 2.5),
    Goal("peak memory", "≤ 160 MB at a million", "median", 160),
)


def goal_of(what: str) -> Goal | None:
    """Return the goal of a figure, if it has one."""
    return next((goal for goal in GOALS if what.startswith(goal.what)), None)
