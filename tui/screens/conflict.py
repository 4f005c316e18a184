"""Two people changed the same thing: what the other one changed, before going on."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from store.errors import Conflict
from tui.widgets.dialog_keys import DialogKeys
from tui.widgets.field_text import BLANK, Field, FieldText


class ConflictDialog(ModalScreen[None]):
    """Shows field by field what was read and what stands there now."""

    DEFAULT_CSS = """
    ConflictDialog {
        align: center middle; background: $background 60%;
        & > #dialog {
            width: 76; max-width: 100%; height: auto; max-height: 90%; background: $surface; padding: 1 2;
            border-top: outer $primary;
        }
        & FieldText { background: $surface; }
    }
    """
    BINDINGS = [Binding("escape,enter,q", "close", "sluiten", show=False)]

    def __init__(self, conflict: Conflict) -> None:
        super().__init__()
        self._conflict = conflict

    def compose(self) -> ComposeResult:
        """The sentence, the differences, how to close."""
        fields = [
            Field(value="Intussen gewijzigd", style="title"),
            BLANK,
            Field(value=str(self._conflict)),
        ]
        for label, then, now in self._conflict.changed:
            fields += [BLANK, Field("wat", label), Field("u las", then), Field("nu staat er", now, "strong")]
        with VerticalScroll(id="dialog"):
            yield FieldText(fields, label_width=12)
            yield DialogKeys([("Enter", "begrepen", "close")])

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)
