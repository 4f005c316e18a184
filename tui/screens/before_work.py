"""The frame of what is asked between unlocking and the work: it holds the open store, and lets go of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

from textual.binding import Binding
from textual.screen import Screen

from store.queries.settings import setting
from tui.idle import BEAT, SETTING, minutes_of
from tui.widgets.field_text import Field, FieldText

if TYPE_CHECKING:
    from tui.app import SignaalpuntApp
    from tui.desk import Desk


class BeforeWorkScreen(Screen[None]):
    """Holds the desk until `pass_on` gives it away. Leaving the program closes the store.

    So do ctrl+l, sleep, and as many minutes without a key as the store says: then the passphrase is asked again.
    """

    DEFAULT_CSS = """
    BeforeWorkScreen {
        align: center middle;
        & #dialog {
            width: 76; max-width: 100%; height: auto; max-height: 100%; background: $surface; padding: 1 2;
            border-top: outer $primary; scrollbar-size-vertical: 1;
        }
        & FieldText { background: $surface; }
        & Input { background: $background; }
        & .form-line { height: auto; margin: 1 0 0 0; }
        & .form-label { background: $surface; }
        & #meter-line { margin: 0; }
        & #problem { color: $text-error; margin: 1 0 0 0; display: none; }
        & #problem.-shown { display: block; }
    }
    """
    CSS = "#dialog .form-label { width: 18; }"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]
    BINDINGS = [Binding("ctrl+l", "let_go", "vergrendelen", show=False, priority=True)]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.held = True
        self.busy = False

    @property
    def _whole_app(self) -> SignaalpuntApp:
        return cast("SignaalpuntApp", self.app)

    def on_mount(self) -> None:
        """Count from now."""
        watch = self._whole_app.watch_idle
        watch.minutes = minutes_of(setting(self.desk.store, SETTING))
        watch.touched()
        watch.beat()
        self.set_interval(BEAT, self.beat)

    async def beat(self) -> None:
        """Let go when nobody is there any more."""
        watch = self._whole_app.watch_idle
        left = watch.left
        watch.beat()
        if left <= 0:
            await self.action_let_go()

    def pass_on(self) -> Desk:
        """Return the desk; from now on another has the store."""
        self.held = False
        return self.desk

    async def action_let_go(self) -> None:
        """Close the store and ask for the passphrase again; nothing was begun, so nothing is kept."""
        if self.busy or not self.held:
            return
        from tui.screens.unlock import UnlockScreen

        store = self.pass_on().store
        await asyncio.to_thread(store.close)
        await self.app.switch_screen(UnlockScreen(store.path, clock=self.desk.clock))

    def on_unmount(self) -> None:
        """Close the store of who left without answering."""
        if self.held:
            self.pass_on().store.close()

    def say(self, sentence: str, style: str = "late") -> None:
        """Show what is wrong, or what is going on."""
        problem = self.query_one("#problem", FieldText)
        problem.show([Field(value=sentence, style=style)])
        problem.add_class("-shown")
        problem.scroll_visible(animate=False)
