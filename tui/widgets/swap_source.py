"""Rows of a list that are replaced as a whole when its screen reads again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.widgets.record_list import ListSource
from tui.widgets.rows import Group, Row


class SwapSource:
    """A source whose rows can be replaced under a list, so that `reload` keeps the cursor on its id."""

    def __init__(self) -> None:
        self._now = ListSource()

    def put(self, rows: Iterable[Row], group_states: dict[str, str] | None = None) -> None:
        """Replace the rows."""
        self._now = ListSource(rows, group_states)

    @property
    def count(self) -> int:
        """Number of rows."""
        return self._now.count

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """Return a slice."""
        return self._now.rows(start, stop)

    def position(self, row_id: str) -> int | None:
        """Return the index of an id."""
        return self._now.position(row_id)

    def groups(self) -> Sequence[Group]:
        """Return the headings."""
        return self._now.groups()
