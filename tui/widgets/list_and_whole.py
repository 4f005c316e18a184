"""A list and, beside it (below it in a narrow terminal), the whole of the chosen row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widget import Widget

from tui.widgets.field_text import Field, FieldText
from tui.widgets.record_list import Column, RecordList
from tui.widgets.rows import Row
from tui.widgets.swap_source import SwapSource


class ListAndWhole(Widget):
    """What a sheet with a list shares. A subclass gives `COLUMNS`, `EMPTY` and `describe`, and calls `put`.

    `above()` may give widgets above the list. How wide each half is stands in the CSS of the sheet.
    """

    COLUMNS: ClassVar[tuple[Column, ...]] = ()
    EMPTY: ClassVar[str] = ""
    LABEL_WIDTH: ClassVar[int] = 14

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._source = SwapSource()

    def above(self) -> Iterable[Widget]:
        """Give what stands above the list."""
        return ()

    def compose(self) -> ComposeResult:
        """List and whole."""
        yield from self.above()
        with Container(classes="list-and-whole"):
            yield RecordList(self.COLUMNS, self._source, empty=self.EMPTY)
            with VerticalScroll(classes="whole", can_focus=False):
                yield FieldText(classes="whole-text", label_width=self.LABEL_WIDTH)

    @property
    def list(self) -> RecordList:
        """The list."""
        return self.query_one(RecordList)

    @property
    def chosen(self) -> str:
        """Id of the chosen row, or "" (also while the list is still being made)."""
        row = next((found.current for found in self.query(RecordList)), None)
        return "" if row is None else row.id

    def put(self, rows: Iterable[Row], group_states: dict[str, str] | None = None) -> None:
        """Show these rows; the cursor stays on its id."""
        self._source.put(rows, group_states)
        self.list.reload()
        self._describe()

    def describe(self, row_id: str) -> Sequence[Field]:
        """Return the whole of a row."""
        raise NotImplementedError

    def on_record_list_highlighted(self, event: RecordList.Highlighted) -> None:
        """Show the whole of the chosen row."""
        event.stop()
        self._describe()
        self.screen.refresh_bindings()

    def _describe(self) -> None:
        row_id = self.chosen
        self.query_one(".whole-text", FieldText).show(self.describe(row_id) if row_id else ())
        self.query_one(".whole").scroll_to(y=0, animate=False)
