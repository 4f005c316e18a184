"""From a store that opens to the work: what is asked first of who opened it with a secret that is not their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from store.errors import StoreError
from store.queries.seat import secret_is_due
from tui.shared_screen import SharedScreenApp

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.desk import Desk


def question_before_work(desk: Desk) -> Screen[Any] | None:
    """Return the screen that must be answered before the work at `desk` begins; None when there is nothing to ask."""
    if secret_is_due(desk.store):
        from tui.screens.own_passphrase import OwnPassphraseScreen

        return OwnPassphraseScreen(desk)
    return None


class EntranceApp(SharedScreenApp):
    """An app that opens a store with `_opening` behind the first paint, and lets nobody through unasked.

    `failure` is what went wrong while opening, for the caller to tell once the terminal is back.
    """

    failure: StoreError | None = None
    _opening: Callable[[], Desk] | None = None

    @property
    def takes_keys(self) -> bool:
        """Keys typed while the store opens wait for the first screen."""
        return self._opening is None or self.has_desk

    def open_behind(self) -> None:
        """Open the store behind the first paint; what goes wrong is told after leaving."""
        assert self._opening is not None
        try:
            desk = self._opening()
        except StoreError as error:
            self.failure = error
            self.exit(return_code=1)
            return
        self.seat(desk)

    def seat(self, desk: Desk) -> None:
        """Ask what must be asked first, then `enter`; meanwhile the screen that asks holds the store, not the app."""
        question = question_before_work(desk)
        if question is None:
            self.enter(desk)
            return
        self._opening = None
        self.push_screen(question)
        self.call_after_refresh(self.take_keymap)

    def enter(self, desk: Desk) -> None:
        """Work at this desk from now on."""
        raise NotImplementedError

    def take_keymap(self) -> None:
        """Put the user's own keys in force and tell what was wrong with them."""
        from tui import keymap

        keys = keymap.load()
        self.set_keymap(keys.keys)
        for problem in keys.problems:
            self.notify(problem, severity="warning", markup=False)
