"""What a record list shows: rows, headings, columns and where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

PAGE = 100
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
    first.
    """

    title: str
    width: int = 0
    fraction: int = 0
    align: str = "left"
    style: str = ""
    min_screen: int = 0


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
