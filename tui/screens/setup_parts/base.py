"""What every sheet of Inrichting shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.widget import Widget

from store.engine.lifecycle import Store
from store.queries.directory import ProfileRow
from tui.desk import Desk
from tui.screens.case_views.base import SwapSource
from tui.widgets.field_text import Field, FieldText
from tui.widgets.record_list import Column, RecordList, Row


@dataclass(frozen=True, slots=True)
class SetupData:
    """What a sheet shows: the desk, and the municipality that is looked at (not always the desk's own)."""

    desk: Desk
    profile: ProfileRow

    @property
    def store(self) -> Store:
        """The store to read."""
        return self.desk.store


class Part(Vertical):
    """A sheet. A subclass gives `show`, and `ACTIONS`: the actions of the scope "setup" that work on it."""

    ACTIONS: ClassVar[frozenset[str]] = frozenset()

    DEFAULT_CSS = "Part { height: 1fr; width: 1fr; }"

    def show(self, data: SetupData) -> None:
        """Show this; what is chosen stays chosen."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the focus where the arrows are of use."""
        for widget in self.query("RecordList, OptionGrid, Reading"):
            if widget.can_focus:
                widget.focus()
                return


class ListPart(Part):
    """A list and, beside it (below it in a narrow terminal), the whole of the chosen row.

    A subclass gives `COLUMNS`, `EMPTY`, `rows` and `describe`; `above()` may give widgets above the list.
    """

    COLUMNS: ClassVar[tuple[Column, ...]] = ()
    EMPTY: ClassVar[str] = ""

    DEFAULT_CSS = """
    ListPart {
        & > .list-and-whole { height: 1fr; layout: horizontal; }
        & .whole { width: 5fr; padding: 0 1 0 2; border-left: solid $border-blurred; scrollbar-size-vertical: 1; }
        & RecordList { width: 6fr; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._source = SwapSource()
        self.data: SetupData | None = None

    def above(self) -> Iterable[Widget]:
        """Give what stands above the list."""
        return ()

    def compose(self) -> ComposeResult:
        """List and whole."""
        yield from self.above()
        with Container(classes="list-and-whole"):
            yield RecordList(self.COLUMNS, self._source, empty=self.EMPTY)
            with VerticalScroll(classes="whole", can_focus=False):
                yield FieldText(classes="whole-text", label_width=16)

    @property
    def list(self) -> RecordList:
        """The list."""
        return self.query_one(RecordList)

    @property
    def chosen(self) -> str:
        """Id of the chosen row, or "" (also while the list is still being made)."""
        row = next((found.current for found in self.query(RecordList)), None)
        return "" if row is None else row.id

    def show(self, data: SetupData) -> None:
        """Read the rows again; the cursor stays on its id."""
        self.data = data
        self._source.put(self.rows(data))
        self.list.reload()
        self._describe()

    def rows(self, data: SetupData) -> Iterable[Row]:
        """Return the rows of the list."""
        raise NotImplementedError

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
