"""What was typed before the program locked and could not be put back where it stood: to read and to copy."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from tui.clipboard import WORDS
from tui.widgets.dialog_keys import DialogKeys
from tui.widgets.field_text import BLANK, Field, FieldText


class LeftOverScreen(ModalScreen[bool]):
    """Shows each text with its label; only "j" throws them away."""

    HELP_NL = (
        "Dit stond op het scherm toen het programma vergrendelde, en het formulier ervan is er niet meer."
    )
    DEFAULT_CSS = """
    LeftOverScreen {
        align: center middle; background: $background 60%;
        & #dialog {
            width: 78; max-width: 100%; height: auto; max-height: 100%; background: $surface; padding: 1 2;
            border-top: outer $primary;
        }
        & FieldText { background: $surface; }
        & VerticalScroll { height: auto; max-height: 14; margin: 1 0; }
    }
    """
    BINDINGS = [
        Binding("c", "copy", "kopiëren", show=False),
        Binding("j", "throw_away", "weg", show=False),
        Binding("escape", "keep", "later", show=False),
    ]

    def __init__(self, left_over: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.left_over = list(left_over)

    def compose(self) -> ComposeResult:
        """What this is, the texts, the keys."""
        with Vertical(id="dialog"):
            yield FieldText(
                [
                    Field(value="Wat u aan het typen was", style="title"),
                    BLANK,
                    Field(
                        value="Dit stond er toen het programma vergrendelde. Het kon niet worden teruggezet, omdat het "
                        "scherm of de persoon erachter intussen veranderd is."
                    ),
                ]
            )
            with VerticalScroll():
                yield FieldText([Field(label or "Tekst", text) for label, text in self.left_over])
            yield DialogKeys(
                [("c", "kopiëren", "copy"), ("j", "ja, dit mag weg", "throw_away"), ("Esc", "later", "keep")]
            )

    def action_copy(self) -> None:
        """Copy all of it."""
        self.app.copy_to_clipboard("\n\n".join(text for _, text in self.left_over))
        self.notify(f"Gekopieerd. {WORDS}", timeout=5, markup=False)

    def action_throw_away(self) -> None:
        """It is not needed any more."""
        self.dismiss(True)

    def action_keep(self) -> None:
        """Show it again the next time."""
        self.dismiss(False)
