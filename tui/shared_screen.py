"""F9: the same program on a screen that others can see, and showing what is covered for a moment."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from textual import events
from textual.reactive import var
from textual.timer import Timer

from tui.actions import specs_for
from tui.keys_in_order import KeysInOrder
from tui.privacy import REVEAL_SECONDS, Veil, VeilFilter

if TYPE_CHECKING:
    from tui.desk import Desk


_KEYS = {
    spec.keys: f"app.{spec.action}"
    for spec in specs_for("app")
    if spec.action in ("safe_screen", "reveal", "lock")
}


class SharedScreenApp(KeysInOrder):
    """An app whose screen can be made safe to look at together: `privacy` is on or off, for every screen at once."""

    privacy: var[bool] = var(False, init=False)

    def __init__(self) -> None:
        super().__init__()
        self.veil = Veil()
        self._filters.append(VeilFilter(self.veil))
        self._falls_back: Timer | None = None
        self._one_at_a_time = asyncio.Lock()

    @property
    def desk(self) -> Desk:
        """The open desk."""
        raise NotImplementedError

    @property
    def has_desk(self) -> bool:
        """Whether a store is open."""
        return False

    def watch_privacy(self, on: bool) -> None:
        """Cover or uncover everything that is on a screen now."""
        if on and self.has_desk:
            from store.queries.directory import workers

            self.veil.spare([self.desk.actor.name, *(worker.name for worker in workers(self.desk.store))])
        self.veil.on = on
        self._cover_again()

    def _cover_again(self) -> None:
        """Names are covered from now on: also when they were shown for a moment."""
        if self._falls_back is not None:
            self._falls_back.stop()
            self._falls_back = None
        self.veil.lifted = False
        self.draw_veil()

    async def on_key(self, event: events.Key) -> None:
        """The keys work in a dialog too: somebody may walk in at any moment."""
        if self.screen.is_modal and event.key in _KEYS:
            event.stop()
            await self.run_action(_KEYS[event.key])

    def draw_veil(self) -> None:
        """Draw every screen on the stack again; a form being filled in is covered whole."""
        self.set_class(self.veil.covers, "-covered")
        for screen in self.screen_stack:
            for widget in screen.walk_children(with_self=True):
                changed = getattr(widget, "veil_changed", None)
                if changed is not None:
                    changed()
                else:
                    widget.refresh()
            screen.refresh_bindings()

    def action_safe_screen(self) -> None:
        """Cover names, addresses and telephones, or show them again."""
        self.privacy = not self.privacy
        words = (
            "Scherm veilig: namen en adressen zijn bedekt. F8 toont ze even; F9 zet dit uit."
            if self.privacy
            else "Namen en adressen zijn weer zichtbaar."
        )
        self.notify(words, timeout=4, markup=False)

    async def action_reveal(self) -> None:
        """Show what is covered for a few seconds, and write down that it was shown."""
        if not self.privacy or not self.has_desk:
            return
        async with self._one_at_a_time:
            if self.veil.lifted or await self._log_shown(*in_view(self.screen)):
                self.lift()

    def lift(self) -> None:
        """Show what is covered until `REVEAL_SECONDS` after the last call; who calls it has logged it."""
        if not self.veil.lifted:
            self.veil.lifted = True
            self.draw_veil()
        if self._falls_back is not None:
            self._falls_back.stop()
        self._falls_back = self.set_timer(REVEAL_SECONDS, self._cover_again)

    async def _log_shown(self, signal_id: int | None, case_id: int | None) -> bool:
        """Log it in a thread; what cannot be logged is not shown."""
        from store.errors import StoreError

        desk = self.desk
        title = str(getattr(self.screen, "TITLE_NL", ""))

        def job() -> None:
            from store.acts.shown import log_shown

            log_shown(
                desk.store, desk.actor, signal_id=signal_id, case_id=case_id, where=title, now=desk.clock()
            )

        try:
            await asyncio.to_thread(job)
        except StoreError as error:
            self.notify(str(error), title="Niet getoond", severity="warning", timeout=12, markup=False)
            return False
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to show only while it is covered."""
        if action == "reveal":
            return self.privacy and self.has_desk
        if action == "safe_screen":
            return self.has_desk
        return super().check_action(action, parameters)


def in_view(screen: Any) -> tuple[int | None, int | None]:
    """Return (signal, case) the screen is about: the one it shows whole, or the line the cursor is on."""
    if getattr(screen, "case_id", None) is not None:
        return None, screen.case_id
    if getattr(screen, "_signal_id", None) is not None:
        return screen._signal_id, None
    item = getattr(screen, "item", None)
    return getattr(item, "signal_id", None), getattr(item, "case_id", None)
