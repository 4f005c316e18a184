"""Bringing a store of an older version up to date before it opens: how far that is, while one waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen

from store.engine.version import Upgrading
from store.errors import StoreError
from tui.behind import in_own_thread, run_behind
from tui.widgets.dialog_keys import DialogKeys
from tui.widgets.field_text import BLANK, Field, FieldText

if TYPE_CHECKING:
    from tui.desk import Desk


class Step(Message):
    """So many steps are done, of so many."""

    def __init__(self, done: int, steps: int) -> None:
        super().__init__()
        self.done = done
        self.steps = steps


class UpgradingScreen(Screen["Desk | StoreError | None"]):
    """Opens a store with `opening`, tells each step, and ends with what that gave or with what was wrong."""

    HELP_NL = (
        "Deze opslag is gemaakt met een oudere versie van Signaalpunt. Zij wordt nu bijgewerkt; daarna opent zij zoals "
        "altijd. Eerst wordt er een kopie gemaakt. Lukt het bijwerken niet, of sluit u af, dan is er niets veranderd."
    )
    DEFAULT_CSS = """
    UpgradingScreen {
        align: center middle;
        & #dialog {
            width: 64; max-width: 100%; height: auto; background: $surface; padding: 1 2;
            border-top: outer $primary;
        }
        & FieldText { background: $surface; }
    }
    """

    def __init__(self, opening: Callable[[Upgrading], Desk | None]) -> None:
        super().__init__()
        self._opening = opening

    def compose(self) -> ComposeResult:
        """Return what happens, how far it is, and the one key there is."""
        with Vertical(id="dialog"):
            yield FieldText(
                [
                    Field(value="De opslag wordt bijgewerkt", style="title"),
                    Field(
                        value="Zij is van een oudere versie van Signaalpunt. Bij een grote opslag duurt dit enkele "
                        "minuten. Wie nu afsluit, verliest niets: de opslag blijft dan zoals zij was.",
                        style="quiet",
                    ),
                    BLANK,
                ]
            )
            yield FieldText(id="step", label_width=6)
            yield DialogKeys([("ctrl+q", "afsluiten", "app.quit")])

    def on_mount(self) -> None:
        """Begin when this is painted."""
        self.call_after_refresh(run_behind, self, self._open, "upgrade")

    async def _open(self) -> None:
        try:
            desk = await in_own_thread(lambda: self._opening(self._tell))
        except StoreError as error:
            self.dismiss(error)
        else:
            self.dismiss(desk)

    def _tell(self, done: int, steps: int) -> None:
        """Hear of a step, in the thread that opens the store."""
        self.post_message(Step(done, steps))

    def on_step(self, step: Step) -> None:
        """Show which step is being done."""
        what = "kopie maken" if not step.done else "nakijken" if step.done == step.steps else "bijwerken"
        number = min(step.done + 1, step.steps)
        self.query_one("#step", FieldText).show([Field("Stap", f"{number} van {step.steps}: {what} …")])
