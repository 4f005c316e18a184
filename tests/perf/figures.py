"""What a benchmark measured, and the table that shows it: one line a thing, one column a size of store."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from tests.perf.terminal import median, p95

Unit = Literal["ms", "s", "MB"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement. `size` is the number of signals in the store (None: it has none), `values` in `unit`.

    `floor` is the raw thing measured in the same run, in the same unit; `goal` says what it is set against.
    """

    what: str
    size: int | None
    values: tuple[float, ...]
    goal: str = ""
    unit: Unit = "ms"
    floor: float | None = None

    @property
    def shown(self) -> str:
        """The figure as the table shows it: median, the 95th percentile when there are many, times the floor."""
        middle = median(self.values)
        text = _number(middle)
        if len(self.values) >= 20:
            text += f" (p95 {_number(p95(self.values))})"
        if self.floor:
            text += f" = {middle / self.floor:.2f}×"
        return text


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
    """Return the figures as a Markdown table: medians, in brackets p95, and how often the floor."""
    found = list(figures)
    sizes = sorted({figure.size for figure in found if figure.size is not None})
    heads = ["what", "unit", *(f"{size:,} signals" for size in sizes), "goal"]
    lines = [_line(heads), _line(["---"] * len(heads))]
    for (what, unit), row in _by_what(found).items():
        single = row.get(None)
        cells = [row[size].shown if size in row else "" for size in sizes]
        if single is not None:
            cells = [single.shown, *cells[1:]] if cells else [single.shown]
        goal = next((figure.goal for figure in row.values() if figure.goal), "")
        lines.append(_line([what, unit, *cells, goal]))
    return "\n".join(lines) + "\n"


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
