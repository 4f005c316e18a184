"""The application: wiring only. Screens are loaded when first shown, acts run in a thread."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.worker import WorkerFailed

from store.errors import Conflict
from tui import preferences, theme
from tui.actions import bindings_for
from tui.comparing import Comparing, PairsFound
from tui.crash import refusal
from tui.entrance import EntranceApp, Frame
from tui.locking import LockingApp
from tui.long_work import told_when_long
from tui.role_gate import RoleGateApp
from tui.searching import SearchingApp
from tui.shell import ShellInfo
from tui.upkeep import Moved, Tended, Upkeep
from tui.warm_up import WARM_AFTER, load_the_rest
from tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from textual.command import Provider

    from store.actor import Actor
    from store.engine.lifecycle import Store
    from tui.desk import Desk
    from tui.entrance import Opening

T = TypeVar("T")
Job: TypeAlias = "Callable[[Store, Actor], T]"

_TAB_SCREENS = {
    "today": "tui.screens.today:TodayScreen",
    "signals": "tui.screens.signals:SignalsScreen",
    "cases": "tui.screens.cases:CasesScreen",
    "meetings": "tui.screens.meetings:MeetingsScreen",
    "search": "tui.screens.search:SearchScreen",
    "import": "tui.screens.imports:ImportScreen",
    "setup": "tui.screens.setup:SetupScreen",
}


def load_screen(place: str) -> Callable[..., Screen[Any]]:
    """Return the screen class at `module:Class`, imported now."""
    module, _, name = place.partition(":")
    screen: Callable[..., Screen[Any]] = getattr(import_module(module), name)
    return screen


def _actions() -> type[Provider]:
    from tui.palette import ActionProvider

    return ActionProvider


_ASK_DESK = {"show_tab", "new_signal", "undo", "search", "break_glass", "command_palette", "on_behalf"}


class StoreChanged(Message):
    """Something in the store changed; screens that show data read it again."""


class SignaalpuntApp(RoleGateApp, EntranceApp, SearchingApp, LockingApp):
    """Signaalpunt at one desk: given, or opened by `opening` behind the first paint; else `first` unlocks or sets up.

    For screens: `desk`, `perform(job)` for acts, `open_…` to go somewhere, `changed()` after anything was written.
    """

    CSS_PATH = "styles/base.tcss"
    TITLE = "Signaalpunt"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_actions}
    BINDINGS = [*bindings_for("app"), *bindings_for("page")]
    ENABLE_COMMAND_PALETTE = True
    ESCAPE_TO_MINIMIZE = False

    def __init__(
        self,
        desk: Desk | None = None,
        first: Screen[Any] | None = None,
        *,
        opening: Opening | None = None,
        tab: str = "today",
    ) -> None:
        super().__init__()
        self._desk = desk
        self._first = first
        self._opening = opening
        self._tab = tab
        self.upkeep = Upkeep(self.post_message, self.watch_idle)
        self.comparing = Comparing(self.post_message, self.watch_idle)
        theme.register(self, preferences.theme())

    def compose(self) -> ComposeResult:
        """Paint the frame at once; the first tab covers it."""
        if self._opening is not None:
            yield Frame(self._tab)

    @property
    def desk(self) -> Desk:
        """The open desk; screens behind the lock may count on it."""
        if self._desk is None:
            raise RuntimeError("no desk yet")
        return self._desk

    @property
    def has_desk(self) -> bool:
        """Whether a store is open."""
        return self._desk is not None

    @property
    def shell_info(self) -> ShellInfo:
        """What the top bar shows."""
        if self._desk is None:
            return ShellInfo()
        return ShellInfo(
            team=f"{self._desk.team_name}",
            user=self._desk.actor.name,
            on_behalf=self._desk.actor.on_behalf,
            today=self._desk.today(),
            demo=self._desk.store.demo,
            lock=self.lock_words,
            lock_soon=self.lock_soon,
        )

    def on_mount(self) -> None:
        """Show the first screen; the frame goes on itself when it is painted."""
        if self._opening is not None:
            return
        if self._desk is None and self._first is not None:
            self.push_screen(self._first)
            self.call_after_refresh(self.take_keymap)
        else:
            self.begin()

    def enter(self, desk: Desk) -> None:
        """Work at this desk from now on."""
        self._desk = desk
        self.locked = False
        self.begin()

    def leave_desk(self) -> None:
        """Have no desk any more: the store is about to be closed."""
        self._stop_threads()
        self._desk = self._opening = None

    def reseat(self) -> None:
        """Read again where and as whom this desk works, after a change of those settings; screens read again."""
        from store.queries.seat import everybody_shares
        from store.queries.settings import setting
        from tui.desk import sit_down

        desk = self.desk
        chosen = setting(desk.store, "worker") or os.environ.get("SIGNAALPUNT_USER", "")
        by_name = everybody_shares(desk.store) and chosen.strip()
        found = sit_down(desk.store, clock=desk.clock, name="" if by_name else desk.actor.name)
        if found is not None:
            said = replace(found.actor, on_behalf=desk.actor.on_behalf, purpose=desk.actor.purpose)
            self._desk = replace(found, actor=said)
            self.changed()

    def begin(self) -> None:
        """Show the first tab and load what acts need while nobody waits for it."""
        self.take_keymap()
        if self.has_desk:
            self.upkeep.begin(self.desk)
            self.comparing.begin(self.desk)
        self.action_show_tab(self._tab)
        self.begin_watch()
        self.set_timer(WARM_AFTER, self.warm_up)

    def on_unmount(self) -> None:
        """Leave the store alone from now on."""
        self._stop_threads()

    def _stop_threads(self) -> None:
        self.upkeep.end()
        self.comparing.end()

    def on_pairs_found(self, _: PairsFound) -> None:
        """Show how many pairs wait for a look."""
        for screen in self.screen_stack:
            screen.post_message(PairsFound())

    def on_tended(self, _: Tended) -> None:
        """Show that there is a new copy, or that there is none."""
        self.changed()

    async def on_moved(self, event: Moved) -> None:
        """Tell that the store is gone; what is on screen stays to read and to copy."""
        from tui.screens.confirm import ConfirmDialog

        title = "De opslag staat niet meer op haar plaats"
        words = {"yes": "Signaalpunt afsluiten", "no": "nog even lezen"}
        asked = ConfirmDialog(title, event.sentence, enter_is_yes=False, **words)
        await self.push_screen(asked, lambda leave: self.exit() if leave else None)

    def warm_up(self) -> None:
        """Import in a thread what the next key may need (~0.6 s), after the first tab is on screen.

        When `tui.main` put off collecting garbage it begins now, over what comes: going through all that was loaded
        would hold up a key for a fifth of a second.
        """
        threading.Thread(target=load_the_rest, daemon=True).start()

    async def perform(self, job: Job[T], done: str = "") -> T | None:
        """Run an act in a thread: `job(store, actor)`. Returns its result, or None after telling what went wrong.

        `done` is the Dutch sentence shown when it worked. After a conflict what changed is shown.
        """
        desk = self.desk
        try:
            with self.acting(), told_when_long(self):
                result = await asyncio.to_thread(job, desk.store, desk.actor)
        except Conflict as error:
            from tui.screens.conflict import ConflictDialog

            await self.push_screen(ConflictDialog(error))
            self.changed()
            return None
        except Exception as error:
            sentence = refusal(error)
            if sentence is None:
                raise
            self.tell_problem(sentence)
            return None
        if done:
            self.notify(done, timeout=4, markup=False)
        self.changed()
        return result

    def tell_problem(self, sentence: str) -> None:
        """Show what went wrong; it stays long enough to read."""
        self.notify(sentence, title="Niet gelukt", severity="warning", timeout=12, markup=False)

    def changed(self) -> None:
        """Let the screens on the stack read the store again, and compare what came in."""
        self.comparing.wake()
        self.upkeep.wake()
        for screen in self.screen_stack:
            screen.post_message(StoreChanged())
        for bar in self.screen.query(TopBar):
            bar.refresh()

    def action_show_tab(self, name: str) -> None:
        """Go to a tab; everything on top of it closes (forms keep their draft)."""
        if self._desk is None:
            return
        if not self.is_screen_installed(name):
            self.install_screen(load_screen(_TAB_SCREENS[name])(), name)
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if len(self.screen_stack) == 1:
            self.push_screen(name)
        elif self.screen is not self.get_screen(name):
            self.switch_screen(name)
        self.get_screen(name).post_message(StoreChanged())

    def action_new_signal(self) -> None:
        """Write down a new signal."""
        self.open_form()

    def open_form(self, signal_id: int | None = None) -> None:
        """Open the form for a new signal, or to complete one."""
        if self._desk is not None:
            self.push_screen(load_screen("tui.screens.signal_form:SignalFormScreen")(signal_id))

    def open_signal(self, signal_id: int) -> None:
        """Open one signal."""
        self.push_screen(load_screen("tui.screens.signal:SignalScreen")(signal_id))

    def open_triage(self, signal_id: int) -> None:
        """Open the triage of a signal."""
        self.push_screen(load_screen("tui.screens.triage:TriageScreen")(signal_id))

    def open_case(self, case_id: int) -> None:
        """Open one case."""
        self.push_screen(load_screen("tui.screens.case:CaseScreen")(case_id))

    def action_open_log(self) -> None:
        """Read who looked at and did what."""
        self.push_screen(load_screen("tui.screens.logbook:LogbookScreen")())

    def open_duplicates(self) -> None:
        """Open the review of records that may be one person."""
        self.push_screen(load_screen("tui.screens.duplicates:DuplicatesScreen")())

    @work
    async def action_on_behalf(self) -> None:
        """Say on whose behalf and for what one works."""
        from tui.screens.dialogs.on_behalf import ask_on_behalf

        await ask_on_behalf(self)

    def act_as(self, actor: Actor) -> None:
        """Act as this from now on."""
        self._desk = replace(self.desk, actor=actor)
        self.changed()

    async def action_undo(self) -> None:
        """Take back the last act of this worker."""
        if self._desk is None:
            return
        from store.queries.settings import settings

        before = settings(self._desk.store)

        def job(store: Store, actor: Actor) -> str:
            from store.acts.undo import undo_last

            return undo_last(store, actor).label

        label = await self.perform(job)
        if label is not None:
            if settings(self.desk.store) != before:
                self.reseat()
            self.notify(f"Ongedaan gemaakt: {label}", timeout=5, markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Before a store is open there is nothing to go to; a page turns back only when it was turned."""
        if action == "turn_back":
            return bool(self.screen_stack) and bool(getattr(self.screen, "turned", False))
        if action == "open_log":
            return self._may_read_log()
        if self._desk is None and action in _ASK_DESK:
            return False
        return super().check_action(action, parameters)

    def _may_read_log(self) -> bool:
        if self._desk is None:
            return False
        from store.queries.visibility import may_read_log

        return may_read_log(self._desk.store) and getattr(self.screen, "TITLE_NL", "") != "Logboek"

    def action_turn_back(self) -> None:
        """In a narrow terminal go back to the first half of the screen."""
        from tui.screens.base import SignaalpuntScreen

        if isinstance(self.screen, SignaalpuntScreen) and self.screen.turned:
            self.screen.action_other_half()

    def _handle_exception(self, error: Exception) -> None:
        """Tell what a worker met in reading the store, and let what is on screen stay; leave after all else."""
        from tui.crash import refusal

        sentence = refusal(error.error) if isinstance(error, WorkerFailed) else None
        if sentence is None:
            super()._handle_exception(error)
        elif not self.locked and all(sentence != told.message for told in self._notifications):
            self.tell_problem(sentence)

    def _fatal_error(self) -> None:
        """Tell where the program failed; Textual would print the values of variables, so personal data."""
        from tui.crash import crash_report

        self.bell()
        self._exit_renderables.append(crash_report(sys.exc_info()[1] or self._exception or Exception()))
        self._close_messages_no_wait()

    def show_delivery(self, delivery_id: int) -> None:
        """Show the signals that came in with a delivery, in the list of signals."""
        from store.queries.signals import SignalFilter

        self.action_show_tab("signals")
        screen = self.get_screen("signals")
        self.call_after_refresh(screen.show_filter, SignalFilter(delivery_id=delivery_id))  # type: ignore[attr-defined]

    def action_next_theme(self) -> None:
        """Walk through light, dark and high contrast; the choice is kept."""
        self.theme = theme.following(self.theme)
        preferences.keep_theme(self.theme)
        self.notify(f"Thema: {theme.LABELS[self.theme]}", timeout=2)

    def action_show_help(self) -> None:
        """Show what can be done here."""
        from tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_command_palette(self) -> None:
        """Find an action by name."""
        if self.use_command_palette and not self.screen.is_modal:
            from tui.palette import dutch_palette

            self.push_screen(dutch_palette())
