"""What a person does for the store itself on the sheet Opslag: make a copy now, choose where the daily ones go."""

from __future__ import annotations

import threading

from textual import on, work
from textual.message import Message

from store.errors import StoreError
from store.queries.backups import backup_folder
from tui.actions import bindings_for
from tui.screens.base import SignaalpuntScreen, app_of
from tui.screens.dialogs.form_dialog import ask_and_do
from tui.screens.setup_parts.base import Part
from tui.screens.setup_parts.store_part import StorePart

TOLD_EVERY = 0.01
"""Part of the work after which progress is told again."""


class Copying(Message):
    """A copy is being made; this part of it is done. `None`: it came to its end, and `told` says how."""

    def __init__(self, part: float | None, told: str = "", *, failed: bool = False) -> None:
        super().__init__()
        self.part = part
        self.told = told
        self.failed = failed


class StoreActs(SignaalpuntScreen):
    """The acts of the sheet Opslag. The screen gives `part`."""

    BINDINGS = [*bindings_for("upkeep")]

    def __init__(self) -> None:
        super().__init__()
        self._stop_copy: threading.Event | None = None

    @property
    def part(self) -> Part | None:
        """The sheet that is shown."""
        return None

    @property
    def copying(self) -> bool:
        """Whether a copy is being made now."""
        return self._stop_copy is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a copy while none is being made, and breaking it off while one is."""
        if action == "look_over":
            return self.is_mounted and isinstance(self.part, StorePart)
        if action in ("back_up", "stop_copy", "copy_folder"):
            here = self.is_mounted and isinstance(self.part, StorePart)
            return here and self.copying == (action == "stop_copy")
        return super().check_action(action, parameters)

    def action_back_up(self) -> None:
        """Make a copy now."""
        if not self.copying:
            self._stop_copy = threading.Event()
            self.refresh_bindings()
            self._copy(self._stop_copy)

    def action_stop_copy(self) -> None:
        """Break the copy off."""
        if self._stop_copy is not None:
            self._stop_copy.set()

    def action_look_over(self) -> None:
        """Look the store over, on a screen of its own."""
        from tui.screens.checkup import CheckupScreen

        self.app.push_screen(CheckupScreen())

    def on_unmount(self) -> None:
        """Break a copy off when the program ends."""
        self.action_stop_copy()

    @work(thread=True, group="copy")
    def _copy(self, stop: threading.Event) -> None:
        from store.acts.backups import make_backup
        from store.engine.backup import CopyCancelled

        desk = app_of(self).desk
        told = -1.0

        def progress(part: float) -> None:
            nonlocal told
            if part - told >= TOLD_EVERY:
                told = part
                self.post_message(Copying(part))

        try:
            made = make_backup(
                desk.store, desk.actor, now=desk.now(), progress=progress, cancelled=stop.is_set
            )
        except CopyCancelled:
            self.post_message(Copying(None, "Afgebroken: er is geen kopie gemaakt."))
        except StoreError as error:
            self.post_message(Copying(None, str(error), failed=True))
        else:
            extra = "" if made.log_whole else " Het logboek erin is niet heel, net als in de opslag."
            self.post_message(Copying(None, f"Reservekopie gemaakt en nagekeken.{extra}"))

    @on(Copying)
    def _heard(self, event: Copying) -> None:
        part = self.part
        if isinstance(part, StorePart):
            part.tell_progress(event.part)
        if event.part is not None:
            return
        self._stop_copy = None
        app = app_of(self)
        if event.failed:
            app.tell_problem(event.told)
        else:
            app.notify(event.told, timeout=6, markup=False)
        app.changed()
        self.refresh_bindings()

    @work(exclusive=True, group="act")
    async def action_copy_folder(self) -> None:
        """Choose the folder of the daily copies."""
        from tui.screens.dialogs.text_dialog import TextDialog

        app = app_of(self)
        now = str(backup_folder(app.desk.store))

        async def act(folder: str) -> object | None:
            from store.acts.backups import choose_folder

            return await app.perform(
                lambda store, actor: choose_folder(store, actor, folder), "Map voor reservekopieën gekozen"
            )

        detail = (
            "De kopieën van elke dag komen voortaan hier; wat er al is blijft staan waar het staat. Leeg is de "
            "gewone plaats. Een stick of een netwerkschijf mag."
        )
        await ask_and_do(
            app,
            lambda typed: TextDialog(
                "Map voor reservekopieën", detail, label="Map", typed=now if typed is None else typed
            ),
            act,
        )
