"""An empty screen over a demo: nothing of it can be seen until somebody presses a key."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import Screen

from tui.widgets.dialog_keys import DialogKeys
from tui.widgets.field_text import BLANK, Field, FieldText


class CurtainScreen(Screen[None]):
    """Covers what is open; Enter goes back to it as it was."""

    HELP_NL = (
        "Druk op Enter om verder te gaan. Een demo heeft geen wachtzin: dit bedekt het scherm, meer niet."
    )
    DEFAULT_CSS = """
    CurtainScreen {
        align: center middle; background: $background;
        & #dialog { width: 64; max-width: 100%; height: auto; background: $surface; padding: 1 2; }
        & FieldText { background: $surface; }
    }
    """
    BINDINGS = [Binding("enter", "go_on", "verder", show=False)]

    def compose(self) -> ComposeResult:
        """What this is and the key."""
        with Vertical(id="dialog"):
            yield FieldText(
                [
                    Field(value="Het scherm is leeggemaakt", style="title"),
                    BLANK,
                    Field(
                        value="Dit is een demo en heeft geen wachtzin. In uw eigen opslag is nu de sleutel weg en gaat "
                        "u verder met uw wachtzin."
                    ),
                    BLANK,
                ]
            )
            yield DialogKeys([("Enter", "verder", "go_on"), ("ctrl+q", "afsluiten", "app.quit")])

    def action_go_on(self) -> None:
        """Go back to what was open."""
        self.dismiss(None)
