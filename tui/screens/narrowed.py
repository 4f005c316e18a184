"""A list that is narrowed: by what is typed in a field above it, or by filters, told in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Generic, TypeVar

from textual import on
from textual.timer import Timer
from textual.widgets import Input

from store.queries.cases import CaseFilter
from store.queries.signals import SignalFilter
from tui.screens.raising import RaisingScreen
from tui.widgets.record_list import RecordList

TYPING_RESTS = 0.12
"""Seconds after a key in the field at which the list is read again."""


N = TypeVar("N", SignalFilter, CaseFilter)


class NarrowedScreen(RaisingScreen, Generic[N]):
    """A screen with `#filter-bar`, `#find` and one list left, what is chosen right.

    A subclass gives `show_filter`, `action_open` and what it shows when nothing narrows the list.
    """

    AUTO_FOCUS = "RecordList"
    DEFAULT_CSS = """
    NarrowedScreen {
        & #left { width: 7fr; }
        & #right { width: 4fr; }
        & #filter-bar { height: 1; margin: 0 0 1 0; padding: 0 1 0 3; color: $text-muted; }
        &.-low #filter-bar { margin: 0; }
        & #filter-bar.-narrowed { color: $primary; }
        & #find { display: none; margin: 0 1 0 2; }
        & #find.-open { display: block; }
    }
    """

    def __init__(self, whole: N) -> None:
        super().__init__()
        self._whole: N = whole
        self._chosen: N = whole
        self._timer: Timer | None = None

    def show_filter(self, chosen: N) -> None:
        """Show what this asks for."""
        raise NotImplementedError

    def action_open(self) -> None:
        """Open what is chosen."""
        raise NotImplementedError

    @property
    def _list(self) -> RecordList:
        return self.query_one("#left RecordList", RecordList)

    @property
    def chosen_id(self) -> int | None:
        """The row of what is chosen."""
        row = self._list.current
        return None if row is None else int(row.id)

    @property
    def is_narrowed(self) -> bool:
        """Whether there is anything to go back from with Esc."""
        return self._chosen != self._whole or self.query_one("#find").has_class("-open")

    @on(RecordList.Selected)
    def _selected(self) -> None:
        if not self.enter_right():
            self.action_open()

    def action_find(self) -> None:
        """Open the search field."""
        if self.turned:
            self.action_other_half()
        find = self.query_one("#find", Input)
        find.add_class("-open")
        find.focus()
        self.refresh_bindings()

    @on(Input.Changed, "#find")
    def _typed(self, event: Input.Changed) -> None:
        if event.value == self._chosen.text:
            return
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(TYPING_RESTS, self._search)

    @on(Input.Submitted, "#find")
    def _found(self) -> None:
        self._search()
        self._list.focus()

    def _search(self) -> None:
        text = self.query_one("#find", Input).value
        if text != self._chosen.text:
            self.show_filter(replace(self._chosen, text=text))

    def take_filters(self, answer: N | None) -> None:
        """Show what was chosen in the dialog of filters; None changes nothing."""
        if answer is not None:
            self._set_find(answer.text)
            self.show_filter(answer)

    def _set_find(self, text: str) -> None:
        find = self.query_one("#find", Input)
        with find.prevent(Input.Changed):
            find.value = text
        find.set_class(bool(text), "-open")

    def action_clear_filters(self) -> None:
        """Show everything again."""
        if self._timer is not None:
            self._timer.stop()
        self._set_find("")
        self._list.focus()
        self.show_filter(self._whole)
