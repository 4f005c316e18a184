"""What a benchmark measured, and the table that shows it: one line a thing, one column a size of store."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tests.perf.goals import goal_of
from tests.perf.terminal import median, p95

Unit = Literal["ms", "s", "MB"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement. `size` is the number of signals in the store (None: it has none), `values` in `unit`.

    `floor` is the raw thing measured in the same run, in the same unit. What it is held against: `tests.perf.goals`.
    """

    what: str
    size: int | None
    values: tuple[float, ...]
    unit: Unit = "ms"
    floor: float | None = None

    @property
    def shown(self) -> str:
        """The figure as the table shows it: median, the 95th percentile when there are many, times the floor."""
        middle = median(self.values)
        text = _number(middle)
        if len(self.values) >= 5:
            text += f" (p95 {_number(p95(self.values))})"
        if self.floor:
            text += f" = {middle / self.floor:.2f}×"
        return text

    @property
    def met(self) -> bool | None:
        """Whether the goal was met; None without a goal."""
        goal = goal_of(self.what)
        if goal is None or (goal.of == "times" and not self.floor):
            return None
        value = p95(self.values) if goal.of == "p95" else median(self.values)
        if goal.of == "times" and self.floor:
            value /= self.floor
        return value <= goal.at.get(self.size, goal.most)


def _number(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def timed(job: Callable[[], object], times: int, *, warm: int = 1) -> tuple[float, ...]:
    """Return the milliseconds of `times` runs of `job`, after `warm` runs that are not counted."""
    for _ in range(warm):
        job()
    found = []
    for _ in range(times):
        began = time.perf_counter()
        job()
        found.append((time.perf_counter() - began) * 1000)
    return tuple(found)


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as a Markdown table: medians, in brackets p95, and how often the floor.

    Behind the sizes: how often the largest store's median is the smallest's, the floors, the goal, and whether every
    size met it.
    """
    found = list(figures)
    sizes = sorted({figure.size for figure in found if figure.size is not None})
    heads = ["what", "unit", *(f"{size:,} signals" for size in sizes), "growth", "raw", "goal", "met"]
    lines = [_line(heads), _line(["---"] * len(heads))]
    for (what, unit), row in _by_what(found).items():
        single = row.get(None)
        cells = [row[size].shown if size in row else "" for size in sizes]
        if single is not None:
            cells = [single.shown, *cells[1:]] if cells else [single.shown]
        goal = goal_of(what)
        lines.append(
            _line([what, unit, *cells, _growth(row), _raw(row), goal.words if goal else "", _met(row)])
        )
    return "\n".join(lines) + "\n"


def _growth(row: Mapping[int | None, Figure]) -> str:
    sizes = sorted(size for size in row if size is not None)
    if len(sizes) < 2:
        return ""
    return f"{median(row[sizes[-1]].values) / median(row[sizes[0]].values):.1f}×"


def _raw(row: Mapping[int | None, Figure]) -> str:
    floors = [_number(figure.floor) for figure in row.values() if figure.floor]
    return floors[0] if len(set(floors)) == 1 else ", ".join(floors)


def _met(row: Mapping[int | None, Figure]) -> str:
    missed = [size for size, figure in row.items() if figure.met is False]
    if not missed:
        return "yes" if any(figure.met for figure in row.values()) else ""
    return "no" if len(missed) == len(row) else f"not at {', '.join(f'{size:,}' for size in missed if size)}"


def _by_what(figures: Sequence[Figure]) -> dict[tuple[str, str], dict[int | None, Figure]]:
    rows: dict[tuple[str, str], dict[int | None, Figure]] = {}
    for figure in figures:
        rows.setdefault((figure.what, figure.unit), {})[figure.size] = figure
    return rows


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def machine() -> str:
    """Return one line about where this was measured, without naming the machine."""
    import os

    return f"Python {platform.python_version()} on {platform.system()}, {os.cpu_count()} cores."
