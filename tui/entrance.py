"""From a store that opens to the work: what is asked first of who opened it with a secret that is not their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, cast

from store.engine.vault import RECOVERY
from store.errors import StoreError, StoreOlder
from store.queries.seat import everybody_shares, secret_is_due, who_may_sit
from tui.shared_screen import SharedScreenApp
from tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from textual.screen import Screen

    from store.engine.version import Upgrading
    from tui.desk import Desk

    Opening = Callable[[Upgrading | None], Desk]
    """Opens a store; with None it raises `StoreOlder` for one that must be brought up to date first."""

_HANDED_OUT: Final = (
    "De wachtzin waarmee u opende is door een ander bedacht. Zolang zij geldt kan die ander de opslag als u openen, en "
    "staat uw naam bij wat die doet. Kies daarom nu een wachtzin die alleen u kent; daarna begint het werk."
)

_LOST: Final = (
    "U opende met de herstelcode, die er is voor als de wachtzin kwijt is. Kies nu een nieuwe; de oude opent de opslag "
    "daarna niet meer. De herstelcode blijft gelden: berg haar weer veilig op."
)
_LOST_BY_ALL: Final = (
    f"{_LOST} Iedereen gebruikt hier dezelfde wachtzin: ook uw collega's hebben de nieuwe nodig."
)


def question_before_work(desk: Desk, *, told: bool = False) -> Screen[Any] | None:
    """Return the screen that must be answered before the work at `desk` begins; None when there is nothing to ask.

    After the recovery code: who it is, unless that was `told`, and then another passphrase in place of the lost one.
    """
    store = desk.store
    if store.slot == RECOVERY:
        names = who_may_sit(store)
        if len(names) > 1 and not told:
            from tui.screens.who_works import WhoWorksScreen

            return WhoWorksScreen(desk)
        if desk.actor.worker_id is not None or len(store.slots()) == 1:
            shared = everybody_shares(store) and len(names) > 1
            return _another_passphrase(desk, _LOST_BY_ALL if shared else _LOST)
    elif secret_is_due(store):
        return _another_passphrase(desk, _HANDED_OUT)
    return None


def _another_passphrase(desk: Desk, why: str) -> Screen[Any]:
    from tui.screens.own_passphrase import OwnPassphraseScreen

    return OwnPassphraseScreen(desk, why)


class Frame(TopBar):
    """What stands while a store opens: that begins as soon as this is painted, which Textual tells by `Show`."""

    def on_show(self) -> None:
        """Let the app go on, once."""
        app = cast(EntranceApp, self.app)
        if not app.takes_keys:
            app.call_later(app.open_behind)


class EntranceApp(SharedScreenApp):
    """An app that opens a store with `_opening` behind the first paint, and lets nobody through unasked.

    `failure` is what went wrong while opening, for the caller to tell once the terminal is back.
    """

    failure: StoreError | None = None
    _opening: Opening | None = None

    @property
    def takes_keys(self) -> bool:
        """Keys typed while the store opens wait for the first screen."""
        return self._opening is None or self.has_desk

    def open_behind(self) -> None:
        """Open the store behind the first paint; what goes wrong is told after leaving."""
        opening = self._opening
        assert opening is not None
        try:
            desk = opening(None)
        except StoreOlder:
            from tui.screens.upgrading import UpgradingScreen

            self._opening = None
            self.push_screen(UpgradingScreen(opening), self._upgraded)
        except StoreError as error:
            self._upgraded(error)
        else:
            self.seat(desk)

    def _upgraded(self, found: Desk | StoreError | None) -> None:
        """Go on with the store that opened, or leave with what was wrong."""
        if isinstance(found, StoreError):
            self.failure = found
            self.exit(return_code=1)
        elif found is not None:
            self.seat(found)

    def seat(self, desk: Desk, *, told: bool = False) -> None:
        """Ask what must be asked first, then `enter`; meanwhile the screen that asks holds the store, not the app.

        `told`: who it is was asked already.
        """
        question = question_before_work(desk, told=told)
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
