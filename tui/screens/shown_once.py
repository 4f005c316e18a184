"""A secret that is shown once: a recovery code after making a store or renewing it, a passphrase to hand out."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from tui.widgets.dialog_keys import DialogKeys
from tui.widgets.field_text import BLANK, Field, FieldText


class ShownOnceScreen(ModalScreen[bool]):
    """Shows `secret` with what it is for; only "j" closes it, so that nobody passes it by with Enter or Esc."""

    HELP_NL = "Wat hier staat wordt maar één keer getoond. Druk op j als u het hebt opgeschreven."
    DEFAULT_CSS = """
    ShownOnceScreen {
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

    def __init__(self, title: str, purpose: str, secret: str, done: str) -> None:
        super().__init__()
        self._words = (title, purpose, done)
        self._secret = secret

    def compose(self) -> ComposeResult:
        """The secret, large, and what it is for."""
        title, purpose, done = self._words
        with Vertical(id="dialog"):
            yield FieldText([Field(value=title, style="title"), BLANK, Field(value=purpose)])
            yield Label(self._secret, id="code", markup=False)
            yield DialogKeys([("j", done, "go_on")])

    def action_go_on(self) -> None:
        """Forget the secret and go on."""
        self._secret = ""
        self.dismiss(True)


class RecoveryCodeScreen(ShownOnceScreen):
    """Shows the recovery code."""

    HELP_NL = "Met deze code opent u de opslag als u de wachtzin kwijt bent. Schrijf haar op; zij staat nergens anders."

    def __init__(self, code: str) -> None:
        super().__init__(
            "Uw herstelcode",
            "Schrijf deze code op papier en bewaar die veilig, niet op deze computer. Met deze code opent u de opslag "
            "als u de wachtzin kwijt bent. De code wordt maar één keer getoond.",
            code,
            "ja, ik heb de code opgeschreven",
        )


class StartPassphraseScreen(ShownOnceScreen):
    """Shows the passphrase that was made for a colleague."""

    HELP_NL = "Hiermee begint uw collega. Die kiest eerst een eigen wachtzin; daarna geldt deze niet meer."

    def __init__(self, name: str, passphrase: str) -> None:
        super().__init__(
            f"Startwachtzin van {name}",
            "Geef deze wachtzin zelf door, niet per mail. Bij de eerste opening moet uw collega een eigen wachtzin "
            "kiezen; tot dan kan ieder die deze kent de opslag als uw collega openen. Zij wordt maar één keer getoond.",
            passphrase,
            "ja, ik heb haar opgeschreven",
        )
