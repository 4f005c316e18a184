"""The recovery code, shown once: after making a store, and after renewing it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from tui.widgets.dialog_keys import DialogKeys
from tui.widgets.field_text import BLANK, Field, FieldText


class RecoveryCodeScreen(ModalScreen[bool]):
    """Shows the code; only "j" closes it, so that nobody passes it by with Enter or Esc."""

    HELP_NL = "Met deze code opent u de opslag als u de wachtzin kwijt bent. Schrijf haar op; zij staat nergens anders."
    DEFAULT_CSS = """
    RecoveryCodeScreen {
        align: center middle; background: $background 60%;
        & #dialog {
            width: 78; max-width: 100%; height: auto; max-height: 100%; background: $surface; padding: 1 2;
            border-top: outer $primary;
        }
        & FieldText { background: $surface; }
        & #code {
            margin: 1 0; padding: 1 0; text-align: center; width: 1fr; text-style: bold; color: $primary;
            background: $background;
        }
    }
    """
    BINDINGS = [Binding("j", "go_on", "opgeschreven", show=False)]

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code

    def compose(self) -> ComposeResult:
        """The code, large, and what it is for."""
        with Vertical(id="dialog"):
            yield FieldText(
                [
                    Field(value="Uw herstelcode", style="title"),
                    BLANK,
                    Field(
                        value="Schrijf deze code op papier en bewaar die veilig, niet op deze computer. Met deze code "
                        "opent u de opslag als u de wachtzin kwijt bent. De code wordt maar één keer getoond."
                    ),
                ]
            )
            yield Label(self._code, id="code", markup=False)
            yield DialogKeys([("j", "ja, ik heb de code opgeschreven", "go_on")])

    def action_go_on(self) -> None:
        """Forget the code and go on."""
        self._code = ""
        self.dismiss(True)
