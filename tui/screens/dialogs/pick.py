"""Choosing one of many: a field that narrows, a list under it that the arrows walk through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.painting import PaintsLittle
from tui.widgets.dialog_keys import DialogKeys
from tui.widgets.field_text import Field, FieldText
from tui.widgets.record_list import Column, ListSource, RecordList, Row

T = TypeVar("T")


class PickDialog(PaintsLittle, ModalScreen[T | None]):
    """A subclass gives `COLUMNS`, `matching(text)` and `taken(row)`. Esc and ctrl+w go back with nothing.

    While typing, the arrows move the cursor of the list and Enter takes the row under it.
    """

    COLUMNS: ClassVar[Sequence[Column]] = ()
    EMPTY_NL: ClassVar[str] = "Niets past hierbij; maak de tekst korter."
    PLACEHOLDER_NL: ClassVar[str] = "typ om te zoeken"
    HELP_NL: ClassVar[str] = ""
    HEAD: ClassVar[bool] = False
    begin_at = ""
    """Id of the row the cursor begins on."""

    DEFAULT_CSS = """
    PickDialog {
        align: center middle; background: $background 60%;
        & > #dialog {
            width: 92; max-width: 100%; height: 34; max-height: 100%; background: $surface; padding: 1 2;
            border-top: outer $primary;
        }
        & FieldText { background: $surface; }
        & Input.-textual-compact { background: $background; margin: 1 0; }
        & Input.-textual-compact:focus { background: $primary-muted; }
        & RecordList { background: $surface; }
        & #problem { color: $text-error; display: none; margin: 0 0 1 0; }
        & #problem.-shown { display: block; }
        & DialogKeys { dock: bottom; }
        & #list { margin: 0 0 1 0; }
    }
    """

    BINDINGS = [
        Binding("escape", "back", "terug", show=False),
        Binding("ctrl+w", "back", "terug", show=False, priority=True),
        Binding("ctrl+s", "take", "kiezen", show=False, priority=True),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def __init__(self, title: str, detail: str = "", *, typed: str = "", problem: str = "") -> None:
        super().__init__()
        self._title = title
        self._detail = detail
        self._typed = typed
        self._problem = problem

    def matching(self, text: str) -> ListSource:
        """Return the rows for what is typed."""
        raise NotImplementedError

    def taken(self, row: Row) -> None:
        """Do what choosing a row means: usually `dismiss`."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Title, problem, field, list, keys."""
        head = [Field(value=self._title, style="title")]
        if self._detail:
            head.append(Field(value=self._detail, style="quiet"))
        with Vertical(id="dialog"):
            yield FieldText(head, id="head")
            yield Input(
                self._typed, placeholder=self.PLACEHOLDER_NL, compact=True, select_on_focus=False, id="text"
            )
            yield FieldText(id="problem")
            yield RecordList(self.COLUMNS, empty=self.EMPTY_NL, header=self.HEAD, id="list")
            yield DialogKeys(
                [("Enter", "kiezen", "take"), ("↑ ↓", "in de lijst", ""), ("Esc", "terug", "back")]
            )

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one("#text", Input).focus()
        self.tell(self._problem)
        self.narrow()
        self.list.go_to(self.begin_at)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one("#text", Input).value

    @property
    def list(self) -> RecordList:
        """The list."""
        return self.query_one("#list", RecordList)

    def narrow(self) -> None:
        """Show the rows for what is typed."""
        self.list.show(self.matching(self.text))

    def tell(self, sentence: str) -> None:
        """Show a problem under the field; "" takes it away."""
        problem = self.query_one("#problem", FieldText)
        problem.show([Field(value=sentence, style="late")] if sentence else [])
        problem.set_class(bool(sentence), "-shown")

    @on(Input.Changed, "#text")
    def _typing(self, event: Input.Changed) -> None:
        if event.value != self._typed:
            self._typed = event.value
            self.tell("")
            self.narrow()

    @on(Input.Submitted, "#text")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_take()

    @on(RecordList.Selected, "#list")
    def _selected(self, event: RecordList.Selected) -> None:
        event.stop()
        self.taken(event.row)

    def action_take(self) -> None:
        """Take the row under the cursor."""
        row = self.list.current
        if row is not None:
            self.taken(row)

    def action_move(self, step: int) -> None:
        """Move the cursor of the list."""
        self.list.action_cursor(step)

    def action_page(self, step: int) -> None:
        """Move the cursor of the list by a page."""
        self.list.action_page(step)

    def action_back(self) -> None:
        """Give nothing."""
        self.dismiss(None)
