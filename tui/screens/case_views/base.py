"""What every sheet of the case screen shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from textual.binding import Binding
from textual.containers import Vertical

from store.engine.lifecycle import Store
from store.local_time import day_year, local
from store.queries.case_shapes import CaseDetail
from tui.text import moment
from tui.widgets.list_and_whole import ListAndWhole
from tui.widgets.pane import Pane


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


class Reading(Pane, inherit_bindings=False):
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


class ListView(CaseView, ListAndWhole):
    """A sheet with a list and the whole of the chosen row."""

    DEFAULT_CSS = """
    ListView {
        & > .list-and-whole { height: 1fr; layout: horizontal; }
        & .whole { width: 2fr; padding: 0 1 0 2; border-left: solid $border-blurred; scrollbar-size-vertical: 1; }
        & RecordList { width: 3fr; }
    }
    """
