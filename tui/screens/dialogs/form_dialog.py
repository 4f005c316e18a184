"""The frame of every small form over a screen, and the loop that keeps what was typed when an act is refused."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Label

from tui.painting import PaintsLittle
from tui.widgets.dialog_keys import DialogKeys
from tui.widgets.field_text import Field, FieldText

if TYPE_CHECKING:
    from tui.app import SignaalpuntApp

T = TypeVar("T")


class Missing(Exception):
    """Something in the form cannot be used: a Dutch sentence, and the id of the field to go to."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


def form_line(label: str, *widgets: Widget, id: str | None = None) -> Horizontal:
    """Return a line of a form: a quiet label, then the field(s)."""
    return Horizontal(Label(label, classes="form-label"), *widgets, id=id, classes="form-line")


def note_line(value: str, *, id: str = "note", placeholder: str = "mag leeg") -> Horizontal:
    """Return the line of a form in which a choice is explained."""
    field = Input(value, placeholder=placeholder, compact=True, max_length=500, id=id)
    return form_line("Toelichting", field)


class FormDialog(PaintsLittle, ModalScreen[T | None]):
    """A subclass gives `title`, `lines()` and `collect()`; dismisses with what was collected, or None.

    Ctrl+s saves, Enter too except while typing in a text of several lines; Esc and ctrl+w go back. A `Missing` raised
    by `collect` is shown in the form and its field gets the focus.
    """

    SAVE_NL: ClassVar[str] = "vastleggen"
    HELP_NL: ClassVar[str] = ""

    DEFAULT_CSS = """
    FormDialog {
        align: center middle; background: $background 60%;
        & > #dialog {
            width: 76; max-width: 100%; height: auto; max-height: 100%; background: $surface; padding: 1 2;
            border-top: outer $primary; scrollbar-size-vertical: 1;
        }
        & FieldText { background: $surface; }
        & OptionGrid { background: $surface; }
        & Input.-textual-compact { background: $background; }
        & Input.-textual-compact:focus { background: $primary-muted; }
        & TextArea { background: $background; height: 5; }
        & TextArea:focus { background: $primary-muted; }
        & .form-line { margin: 1 0 0 0; }
        & .hint { width: auto; min-width: 26; height: 1; padding: 0 0 0 2; color: $text-muted; }
        & #problem { color: $text-error; margin: 1 0 0 0; display: none; }
        & #problem.-shown { display: block; }
    }
    """

    BINDINGS = [
        Binding("escape", "back", "terug", show=False),
        Binding("ctrl+w", "back", "terug", show=False, priority=True),
        Binding("ctrl+s", "save", "vastleggen", show=False, priority=True),
        Binding("enter", "save", "vastleggen", show=False),
    ]

    def __init__(self, title: str, detail: str = "") -> None:
        super().__init__()
        self._title = title
        self._detail = detail

    def lines(self) -> Iterable[Widget]:
        """Give the lines of the form."""
        return ()

    def collect(self) -> T:
        """Return what the form holds. Raises `Missing`."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Title, lines, problem, keys."""
        head = [Field(value=self._title, style="title")]
        if self._detail:
            head += [Field(value=self._detail, style="quiet")]
        with VerticalScroll(id="dialog", can_focus=False):
            yield FieldText(head, id="head")
            yield from self.lines()
            yield FieldText(id="problem")
            yield DialogKeys([("ctrl+s", self.SAVE_NL, "save"), ("Esc", "terug", "back")])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a field of one line saves."""
        event.stop()
        self.action_save()

    def action_save(self) -> None:
        """Give what was collected, or say what is missing."""
        try:
            collected = self.collect()
        except Missing as missing:
            self.tell(str(missing))
            self.query_one(f"#{missing.field}").focus()
            return
        self.dismiss(collected)

    def tell(self, sentence: str) -> None:
        """Show a problem in the form."""
        problem = self.query_one("#problem", FieldText)
        problem.show([Field(value=sentence, style="late")])
        problem.add_class("-shown")
        problem.scroll_visible(animate=False)

    def action_back(self) -> None:
        """Give nothing."""
        self.dismiss(None)


async def ask_and_do(
    app: SignaalpuntApp,
    dialog: Callable[[T | None], ModalScreen[T | None]],
    act: Callable[[T], Awaitable[object | None]],
) -> bool:
    """Show `dialog(typed)` and do `act` with its answer; when the act gives None the form returns as it was typed.

    Call it from a worker. After a conflict the form returns once the person has seen what changed. Returns True when
    the act was done, False when the person went back.
    """
    from tui.screens.conflict import ConflictDialog

    typed: T | None = None
    while True:
        typed = await app.push_screen_wait(dialog(typed))
        if typed is None:
            return False
        if await act(typed) is not None:
            return True
        while isinstance(app.screen, ConflictDialog):
            await asyncio.sleep(0.05)


def text_of(screen: ModalScreen[Any], field: str) -> str:
    """Return what is typed in the one-line field with this id, without the spaces around it."""
    return screen.query_one(f"#{field}", Input).value.strip()
