"""What a record list shows: rows, headings, columns and where they come from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style

PAGE = 50
"""Rows asked of a source at once."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record as shown: `cells` in the order of the columns, `state` "late", "today", "done", "doubt" or
    "".
    """

    id: str
    cells: tuple[str, ...]
    state: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A heading above the rows from index `start`; `count` is shown behind it."""

    title: str
    start: int
    count: int
    state: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a fixed `width` in cells, or a `fraction` of what is left.

    `style`: "" text, "quiet", "strong", or "state" (the colour of the row's state). `min_screen`: shown only
    when the terminal is at least this wide; when space runs out the column with the highest `min_screen` goes
    first. `address`: cut so that the house number stays. `private`: covered whole on a shared screen.
    """

    title: str
    width: int = 0
    fraction: int = 0
    align: str = "left"
    style: str = ""
    min_screen: int = 0
    address: bool = False
    private: bool = False


GUTTER = 3
"""Cells of the margin: cursor mark, sign, space."""
GAP = 2
LEAST = 6
"""Cells a column of variable width gets at least before a less important column is left out."""


def padded(text: str, width: int) -> str:
    """Return clean `text` as one line of `width` cells with the margin before it."""
    return set_cell_size(" " * GUTTER + text, width)


def joined(pieces: Iterable[tuple[str, Style]]) -> list[Segment]:
    """Return the pieces of a line as segments, neighbours of one style (one object) as one: each segment costs time
    to paint.
    """
    segments: list[Segment] = []
    run, current = "", None
    for text, style in pieces:
        if style is current:
            run += text
            continue
        if current is not None:
            segments.append(Segment(run, current))
        run, current = text, style
    if current is not None:
        segments.append(Segment(run, current))
    return segments


def fit_columns(columns: Sequence[Column], width: int, screen: int) -> tuple[tuple[int, int], ...]:
    """Return (index of column, cells) for the columns that fit in `width` on a screen of `screen` columns.

    Those for wider screens go first; then the least important, until the rest has room.
    """
    shown = [index for index, column in enumerate(columns) if column.min_screen <= screen]
    needed = [column.width or LEAST for column in columns]
    while len(shown) > 1:
        if sum(needed[index] for index in shown) + GAP * (len(shown) - 1) + GUTTER <= width:
            break
        shown.remove(max(shown, key=lambda index: (columns[index].min_screen, index)))
    room = width - GUTTER - GAP * (len(shown) - 1) - sum(columns[index].width for index in shown)
    parts = sum(columns[index].fraction for index in shown if not columns[index].width)
    sizes = []
    for index in shown:
        column = columns[index]
        cells = column.width
        if not cells and parts:
            cells = max(room, 0) * column.fraction // parts
            room, parts = room - cells, parts - column.fraction
        sizes.append((index, max(min(cells, width - GUTTER), 0)))
    return tuple(sizes)


class RowSource(Protocol):
    """What a list shows. Both must be quick (about a millisecond): they are called while drawing."""

    @property
    def count(self) -> int:
        """Number of rows."""
        ...

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """Return the rows `start` up to `stop`, at most `PAGE` of them."""
        ...


@runtime_checkable
class Grouped(Protocol):
    """A source with headings: sorted by `start`, the first at 0."""

    def groups(self) -> Sequence[Group]:
        """Return the headings."""
        ...


@runtime_checkable
class Locating(Protocol):
    """A source that knows where an id is, so that the cursor stays on it after any change."""

    def position(self, row_id: str) -> int | None:
        """Return the index of the row with this id, or None."""
        ...


class ListSource:
    """A source of rows in memory; consecutive rows with the same `group` get a heading."""

    def __init__(self, rows: Iterable[Row] = (), group_states: dict[str, str] | None = None) -> None:
        self._rows = list(rows)
        self._index = {row.id: index for index, row in enumerate(self._rows)}
        self._states = group_states or {}

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self._rows)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """Return a slice."""
        return self._rows[start:stop]

    def position(self, row_id: str) -> int | None:
        """Return the index of an id."""
        return self._index.get(row_id)

    def groups(self) -> Sequence[Group]:
        """Return a heading for each run of rows with one group; none when no row has a group."""
        starts = [
            index
            for index, row in enumerate(self._rows)
            if index == 0 or row.group != self._rows[index - 1].group
        ]
        if not any(self._rows[start].group for start in starts):
            return []
        ends = [*starts[1:], len(self._rows)]
        titles = [self._rows[start].group for start in starts]
        return [
            Group(title, start, end - start, self._states.get(title, ""))
            for title, start, end in zip(titles, starts, ends, strict=True)
        ]


class Lines:
    """Which line each row stands on when headings and blank lines come between; quick at any length."""

    def __init__(self, groups: Sequence[Group], count: int) -> None:
        self._groups = tuple(groups)
        self._starts = [group.start for group in self._groups]
        self._count = count

    @property
    def height(self) -> int:
        """Number of lines: rows, headings, and a blank line between groups."""
        return self._count + (2 * len(self._groups) - 1 if self._groups else 0)

    def opens_group(self, index: int) -> bool:
        """Tell whether a heading stands right above the row."""
        return bool(self._groups) and index in self._starts

    def line_of(self, index: int) -> int:
        """Return the line of a row."""
        if not self._groups:
            return index
        return index + 2 * max(bisect_right(self._starts, index) - 1, 0) + 1

    def at(self, line: int) -> int | Group | None:
        """Return the row index, the heading or nothing (a blank line) at a line."""
        if not self._groups:
            return line if 0 <= line < self._count else None
        number = bisect_right(range(len(self._groups)), line, key=lambda k: self._starts[k] + 2 * k) - 1
        if number < 0:
            return None
        group = self._groups[number]
        offset = line - (group.start + 2 * number)
        if offset == 0:
            return group
        index = group.start + offset - 1
        last = self._starts[number + 1] if number + 1 < len(self._groups) else self._count
        return index if index < last else None
