"""Unlocking an existing store with its passphrase, or with the recovery code."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input

from store.engine.copies import told
from store.engine.location import shown
from store.errors import StoreError, StoreOlder, TryLater
from store.local_time import now
from tui.warm_up import load_the_first
from tui.widgets.dialog_keys import DialogKeys
from tui.widgets.field_text import BLANK, Field, FieldText

if TYPE_CHECKING:
    from tui.app import SignaalpuntApp
    from tui.desk import Desk


_KEPT = "Wat u aan het typen was is versleuteld bewaard en komt terug."


class UnlockScreen(Screen[None]):
    """Asks the passphrase; F3 switches to the recovery code. A wrong one says so and keeps nothing."""

    HELP_NL = (
        "Typ uw wachtzin en druk op Enter. Wie de wachtzin kwijt is, drukt op F3 en typt de herstelcode die bij het "
        "maken van de opslag getoond is. Zonder een van beide kan niemand de gegevens lezen, ook de makers niet. Na "
        "een paar verkeerde pogingen moet u even wachten, telkens wat langer."
    )
    DEFAULT_CSS = """
    UnlockScreen {
        align: center middle;
        & #dialog {
            width: 64; max-width: 100%; height: auto; background: $surface; padding: 1 2;
            border-top: outer $primary;
        }
        & FieldText { background: $surface; }
        & Input { background: $background; margin: 1 0 0 0; }
        & #problem { color: $text-error; }
    }
    """
    BINDINGS = [
        Binding("f3", "other_secret", "herstelcode", show=False, priority=True),
        Binding("enter", "unlock", "openen", show=False),
    ]

    def __init__(self, path: Path, *, locked: bool = False, clock: Callable[[], datetime] = now) -> None:
        super().__init__()
        self._path = path
        self._clock = clock
        self._locked = locked
        self._recovery = False
        self._busy = False
        self._waits = 0

    def compose(self) -> ComposeResult:
        """Where the store is, one field, the keys."""
        with Vertical(id="dialog"):
            yield FieldText(
                [
                    Field(value=self._title(), style="title"),
                    Field(value=_KEPT if self._locked else "Deze opslag is versleuteld.", style="quiet"),
                    BLANK,
                    Field("Opslag", shown(self._path)),
                ],
                label_width=10,
            )
            yield Input(password=True, placeholder="wachtzin", compact=True, id="secret", max_length=1024)
            yield FieldText(id="problem")
            yield DialogKeys(
                [
                    ("Enter", "openen", "unlock"),
                    ("F3", "wachtzin of herstelcode", "other_secret"),
                    ("ctrl+q", "afsluiten", "app.quit"),
                ]
            )

    def _title(self) -> str:
        return "Signaalpunt is vergrendeld" if self._locked else "Signaalpunt"

    def on_mount(self) -> None:
        """Type at once; meanwhile what comes after it is loaded."""
        self.query_one(Input).focus()
        self.call_after_refresh(threading.Thread(target=load_the_first, daemon=True).start)

    def action_other_secret(self) -> None:
        """Switch between passphrase and recovery code."""
        self._recovery = not self._recovery
        field = self.query_one(Input)
        field.value = ""
        field.password = not self._recovery
        field.placeholder = "herstelcode" if self._recovery else "wachtzin"
        if not self._waits:
            self._say("")
        field.focus()

    async def on_input_submitted(self) -> None:
        """Enter opens."""
        await self.action_unlock()

    async def action_unlock(self) -> None:
        """Try the secret; deriving the key takes a tenth of a second, in a thread."""
        field = self.query_one(Input)
        secret = field.value
        if self._busy or self._waits or not secret:
            return
        self._busy = True
        self._say("Bezig met openen …", style="quiet")
        from tui.opening import open_desk

        opening = partial(
            open_desk,
            self._path,
            None if self._recovery else secret,
            recovery=secret if self._recovery else None,
            clock=self._clock,
        )
        try:
            self._opened(await asyncio.to_thread(opening, upgrading=None))
        except StoreOlder:
            from tui.screens.upgrading import UpgradingScreen

            self._say("")
            self.app.push_screen(
                UpgradingScreen(lambda upgrading: opening(upgrading=upgrading)), self._opened
            )
        except StoreError as error:
            self._opened(error)
        finally:
            self._busy = False

    def _opened(self, found: Desk | StoreError | None) -> None:
        """Go on with the store that opened, or say what was wrong; the secret is not kept."""
        self.query_one(Input).value = ""
        if isinstance(found, TryLater):
            self._wait(found.reason, found.seconds)
        elif isinstance(found, StoreError):
            self._say(told(found, self._path))
        elif found is None:
            self._say("In deze opslag is nog geen gemeente ingericht. Voer eerst `signaalpunt init` uit.")
        else:
            cast("SignaalpuntApp", self.app).seat(found)

    def _wait(self, reason: str, seconds: int) -> None:
        """Count down until the next try may be made; what is typed meanwhile stays."""
        self._waits = seconds
        if not seconds:
            self._say("U kunt het opnieuw proberen.", "quiet")
            return
        count = "1 seconde" if seconds == 1 else f"{seconds} seconden"
        self._say(f"{reason} Wacht nog {count}.")
        self.set_timer(1, lambda: self._wait(reason, seconds - 1))

    def _say(self, sentence: str, style: str = "late") -> None:
        self.query_one("#problem", FieldText).show([Field(value=sentence, style=style)] if sentence else [])
