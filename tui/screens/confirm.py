"""Two calm questions: yes or no, and why."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.widgets.dialog_keys import DialogKeys
from tui.widgets.field_text import BLANK, Field, FieldText

_CSS = """
#dialog {
    width: 68; max-width: 100%; height: auto; background: $surface; padding: 1 2; border-top: outer $primary;
}
#dialog FieldText { background: $surface; }
#dialog Input { background: $background; margin: 1 0 0 0; }
#dialog #problem { color: $text-error; }
"""


class ConfirmDialog(ModalScreen[bool]):
    """Asks `question`; gives True for yes. Esc and "n" are no. `detail` says what will happen and what is
    kept.

    Enter is yes only when `enter_is_yes`; leave that off for what cannot be undone.
    """

    DEFAULT_CSS = "ConfirmDialog { align: center middle; background: $background 60%; " + _CSS + "}"

    BINDINGS = [
        Binding("j", "answer(True)", "ja", show=False),
        Binding("n,escape", "answer(False)", "nee", show=False),
        Binding("enter", "enter", "ja", show=False),
    ]

    def __init__(
        self,
        question: str,
        detail: str = "",
        *,
        yes: str = "ja",
        no: str = "nee",
        enter_is_yes: bool = True,
    ) -> None:
        super().__init__()
        self._question = question
        self._detail = detail
        self._words = (yes, no)
        self._enter = enter_is_yes

    def compose(self) -> ComposeResult:
        """Question, detail, keys."""
        fields = [Field(value=self._question, style="title")]
        if self._detail:
            fields += [BLANK, Field(value=self._detail)]
        with Vertical(id="dialog"):
            yield FieldText(fields)
            yes = "j / Enter" if self._enter else "j"
            yield DialogKeys([(yes, self._words[0], "answer(True)"), ("n", self._words[1], "answer(False)")])

    def action_answer(self, answer: bool) -> None:
        """Give the answer."""
        self.dismiss(answer)

    def action_enter(self) -> None:
        """Yes, when Enter may be yes."""
        if self._enter:
            self.dismiss(True)


class ReasonDialog(ModalScreen[str | None]):
    """Asks for a reason in a sentence; gives the text, or None when the person goes back. An empty one is
    refused.
    """

    DEFAULT_CSS = "ReasonDialog { align: center middle; background: $background 60%; " + _CSS + "}"

    BINDINGS = [
        Binding("escape", "back", "terug", show=False),
        Binding("ctrl+w", "back", "terug", show=False, priority=True),
    ]

    def __init__(
        self, question: str, detail: str = "", *, value: str = "", placeholder: str = "reden", least: int = 3
    ) -> None:
        super().__init__()
        self._question = question
        self._detail = detail
        self._value = value
        self._placeholder = placeholder
        self._least = least

    def compose(self) -> ComposeResult:
        """Question, field, keys."""
        fields = [Field(value=self._question, style="title")]
        if self._detail:
            fields += [BLANK, Field(value=self._detail)]
        with Vertical(id="dialog"):
            yield FieldText(fields)
            yield Input(self._value, placeholder=self._placeholder, compact=True, max_length=500, id="reason")
            yield FieldText(id="problem")
            yield DialogKeys([("Enter", "vastleggen", "take"), ("Esc / ctrl+w", "terug", "back")])

    def on_input_submitted(self) -> None:
        """Enter takes the reason."""
        self.action_take()

    def action_take(self) -> None:
        """Give the reason, or say what is missing."""
        text = self.query_one(Input).value.strip()
        if len(text) < self._least:
            problem = "Een reden is nodig: die staat later in de geschiedenis."
            self.query_one("#problem", FieldText).show([Field(value=problem, style="late")])
            return
        self.dismiss(text)

    def action_back(self) -> None:
        """Give nothing."""
        self.dismiss(None)
