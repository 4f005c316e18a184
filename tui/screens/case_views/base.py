"""What every sheet of the case screen shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Vertical, VerticalScroll
from textual.widget import Widget

from store.engine.lifecycle import Store
from store.local_time import day_year, local
from store.queries.case_shapes import CaseDetail
from tui.text import moment
from tui.widgets.field_text import Field, FieldText
from tui.widgets.record_list import Column, ListSource, RecordList
from tui.widgets.rows import Group, Row


@dataclass(frozen=True, slots=True)
class CaseData:
    """What a sheet shows: the case, the store for what is read later, the present local day."""

    detail: CaseDetail
    store: Store
    today: date


def when(at: datetime, today: date) -> str:
    """Return "do 12 nov 09:14" local time; in another year "12-11-2025 09:14"."""
    here = local(at)
    if here.year == today.year:
        return moment(here)
    return f"{day_year(here.date())} {here.hour:02}:{here.minute:02}"


class Reading(VerticalScroll, inherit_bindings=False):
    """A column to read; the arrows up and down scroll, left and right stay free for turning the sheet."""

    DEFAULT_CSS = "Reading { scrollbar-size-vertical: 1; }"
    BINDINGS = [
        Binding("up", "scroll_up", show=False),
        Binding("down", "scroll_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
    ]


class CaseView(Vertical):
    """A sheet. A subclass gives `TITLE` and `show`."""

    TITLE: ClassVar[str] = ""

    DEFAULT_CSS = "CaseView { height: 1fr; width: 1fr; }"

    def show(self, data: CaseData) -> None:
        """Show this state of the case; what is chosen stays chosen."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the focus where the arrows are of use."""
        for widget in self.query("RecordList, Reading"):
            if widget.can_focus:
                widget.focus()
                return


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


class ListView(CaseView):
    """A sheet with a list and, beside it (below it in a narrow terminal), the whole of the chosen row.

    A subclass gives `COLUMNS`, `EMPTY`, `describe` and calls `put`; `above()` may give widgets above the list.
    """

    COLUMNS: ClassVar[tuple[Column, ...]] = ()
    EMPTY: ClassVar[str] = ""

    DEFAULT_CSS = """
    ListView {
        & > .list-and-whole { height: 1fr; layout: horizontal; }
        & .whole { width: 2fr; padding: 0 1 0 2; border-left: solid $border-blurred; scrollbar-size-vertical: 1; }
        & RecordList { width: 3fr; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._source = SwapSource()

    def above(self) -> Iterable[Widget]:
        """Give what stands above the list."""
        return ()

    def compose(self) -> ComposeResult:
        """Head, list, whole."""
        yield from self.above()
        with Container(classes="list-and-whole"):
            yield RecordList(self.COLUMNS, self._source, empty=self.EMPTY)
            with VerticalScroll(classes="whole", can_focus=False):
                yield FieldText(classes="whole-text", label_width=14)

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
