"""A list over a spine of ids: only the rows in view are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tui.widgets.rows import Row

Page = Callable[[Sequence[int]], Iterable[Row]]
"""Reads the rows for these ids; each row's `id` is the id as text."""


class SpineSource:
    """The rows of a filter: `ids` in order, and how to read a page of them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.ids: Sequence[int] = ()

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self.ids)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """Read one page; what is gone since stays as an empty line until the list is read again."""
        wanted = self.ids[start:stop]
        found = {row.id: row for row in self._page(wanted)}
        return [found.get(str(one)) or Row(str(one), ()) for one in wanted]

    def position(self, row_id: str) -> int | None:
        """Return where a row is in the list."""
        try:
            return self.ids.index(int(row_id))
        except ValueError:
            return None
