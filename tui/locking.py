"""Locking: nothing of the store stays on the screen or in reach of the program until somebody unlocks it."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, cast
from weakref import WeakKeyDictionary

from rich.segment import Segment
from textual import events
from textual.color import Color
from textual.filter import LineFilter
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import NoActiveWorker, get_current_worker

from store.errors import StoreError
from tui.actions import TABS
from tui.behind import run_behind
from tui.clipboard import ClipboardApp
from tui.idle import BEAT, DEFAULT_MINUTES, SETTING, IdleWatch, minutes_of
from tui.shared_screen import SharedScreenApp
from tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from store.engine.lifecycle import Store
    from tui.app import SignaalpuntApp
    from tui.desk import Desk
    from tui.kept_work import Kept, Left

WARN: Final = 60.0
"""Seconds before locking at which it is said."""
_WAIT_FOR_ACTS: Final = 60.0
"""Seconds an act that runs may take before the program locks all the same."""
_LAST_KEYS: Final = 0.05
"""Seconds in which the keys before locking reach their fields; the screen is empty already."""
_SEALED: Final = "lock/kept"


class _Blank(LineFilter):
    """Draws nothing: the screen is empty from the next line on."""

    def __init__(self) -> None:
        super().__init__(enabled=False)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return as many cells, empty."""
        return [
            segment if segment.control else Segment(" " * segment.cell_length, None) for segment in segments
        ]


class LockingApp(SharedScreenApp, ClipboardApp):
    """An app that locks: on ctrl+l, when nobody is there, after sleep; what was typed is kept in the store first."""

    def __init__(self) -> None:
        super().__init__()
        self.watch_idle = IdleWatch()
        self.locked = False
        self._blank = _Blank()
        self._filters.append(self._blank)
        self._acts = 0
        self._beating: Timer | None = None
        self._warned = False
        self._lock_words = ""
        self._openers: WeakKeyDictionary[Screen[Any], str] = WeakKeyDictionary()
        self._set_aside: dict[str, bytes] = {}
        self._coming_back: Kept | None = None
        self._later: Left = []

    # Who is there

    @property
    def lock_words(self) -> str:
        """What the top bar says about locking: "over 9 min", "" when the program does not lock by itself."""
        return self._lock_words

    @property
    def lock_soon(self) -> bool:
        """Whether that is within two minutes."""
        return bool(self._lock_words) and self.watch_idle.minutes_left < 2

    def begin_watch(self) -> None:
        """Count from now, as the setting of the store says; a demo does not lock by itself."""
        if not self.has_desk or self.desk.store.demo:
            return
        from store.queries.settings import setting

        self.watch_idle.minutes = minutes_of(setting(self.desk.store, SETTING) or str(DEFAULT_MINUTES))
        self.watch_idle.touched()
        self.watch_idle.beat()
        if self._beating is None:
            self._beating = self.set_interval(BEAT, self.beat)
        self._show_left()
        if self.privacy:
            self.watch_privacy(True)
        run_behind(self, self.bring_back, "lock")

    def beat(self) -> None:
        """Look at the clock: lock, warn, or show another minute; not while the app ends, with no screen any more."""
        if self.locked or not self.screen_stack or not self.has_desk or self.desk.store.demo:
            return
        if getattr(self.screen, "busy", False):
            self.watch_idle.touched()
        left = self.watch_idle.left
        self.watch_idle.beat()
        if left <= 0 or not self._still_seated():
            self.lock()
            return
        if left > WARN:
            self._warned = False
        elif not self._warned:
            self._warned = True
            words = "Over een minuut vergrendelt het scherm. Druk op een toets om door te gaan."
            self.notify(words, severity="warning", timeout=20, markup=False)
        self._show_left()

    def _still_seated(self) -> bool:
        """Whether who sits here still has access; another role and other teams, given elsewhere, hold from now on."""
        from store.queries.seat import role_now, seat_changed

        store = self.desk.store
        with contextlib.suppress(StoreError):
            if seat_changed(store):
                if store.viewer is not None and role_now(store, store.viewer) is None:
                    return False
                self._whole_app.reseat()
        return True

    def _show_left(self) -> None:
        words = f"over {self.watch_idle.minutes_left} min"
        if words != self._lock_words:
            self._lock_words = words
            for bar in self.screen.query(TopBar):
                bar.refresh()

    async def on_event(self, event: events.Event) -> None:
        """See that somebody is there; after sleep lock before anything is shown or typed."""
        if self.has_desk and not self.locked and not self.desk.store.demo and self.watch_idle.slept:
            self.lock()
        if isinstance(event, events.InputEvent) and not event.is_forwarded:
            if self._blank.enabled:
                return
            self.watch_idle.touched()
        await super().on_event(event)

    @contextlib.contextmanager
    def acting(self) -> Iterator[None]:
        """Hold locking back while an act runs and its outcome is shown."""
        self._acts += 1
        try:
            yield
        finally:
            self._acts -= 1

    # Locking

    def action_lock(self) -> None:
        """Lock now."""
        self.lock()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to lock once a store is open."""
        if action == "lock":
            return self.has_desk and not self.locked
        return super().check_action(action, parameters)

    def lock(self) -> None:
        """Clear the screen at once; then keep what was typed and let go of the store."""
        if self.locked or not self.has_desk:
            return
        self.locked = True
        self._cover(True)
        self.drop_keys()
        self.clear_notifications()
        self.clear_clipboard()
        run_behind(self, self._put_away, "lock")

    def _cover(self, on: bool) -> None:
        self._blank.enabled = on
        for screen in self.screen_stack:
            for widget in screen.walk_children(with_self=True):
                widget.refresh()

    async def _put_away(self) -> None:
        for _ in range(int(_WAIT_FOR_ACTS / 0.05)):
            if not self._acts:
                break
            await asyncio.sleep(0.05)
        await asyncio.sleep(_LAST_KEYS)
        if self.desk.store.demo:
            from tui.screens.curtain import CurtainScreen

            await self.push_screen(CurtainScreen(), self._uncovered)
        else:
            await self._let_go()
        self.clear_notifications()
        self._cover(False)

    def _uncovered(self, _: None) -> None:
        self.locked = False

    async def _let_go(self) -> None:
        from tui.kept_work import collect
        from tui.screens.unlock import UnlockScreen

        app, desk = self._whole_app, self.desk
        kept = self._coming_back or collect(app, self.open_tab, lambda screen: self._openers.get(screen, ""))
        kept["left"] += [pair for pair in self._later if pair not in kept["left"]]
        self._coming_back, self._later = None, []
        await self._close_screens()
        sealed = await asyncio.to_thread(_keep, desk, kept)
        if sealed is not None:
            self._set_aside[_key(desk)] = sealed
        await asyncio.to_thread(_log_lock, desk)
        self._lock_words = ""
        self.leave_desk()
        await asyncio.to_thread(_close, desk.store)
        self._forget()
        await self.push_screen(UnlockScreen(desk.store.path, locked=True, clock=desk.clock))
        self.call_after_refresh(_collect_garbage)

    async def _close_screens(self) -> None:
        """Close every screen, also the tabs that are not in view; forms keep their draft while they go."""
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        for name in self.tab_names:
            if self.is_screen_installed(name):
                screen = self.get_screen(name)
                self.uninstall_screen(name)
                if screen.is_running:
                    await screen.remove()

    def _forget(self) -> None:
        """Let go of what was read, outside the screens that are gone."""
        from store.queries.named import NAMED

        NAMED.forget()
        self.veil.forget()
        self._clipboard = ""
        self._openers.clear()
        _clear_caches()

    # Unlocking

    async def bring_back(self) -> None:
        """Put back where this worker was and what was typed, when the program locked or ended while locked."""
        try:
            await self._bring_back(self.desk)
        except StoreError as error:
            self._coming_back = None
            self._whole_app.tell_problem(str(error))

    async def _bring_back(self, desk: Desk) -> None:
        kept = await asyncio.to_thread(_kept, desk, self._set_aside.pop(_key(desk), None))
        if kept is None:
            return
        from tui.kept_work import put_back

        self._coming_back = kept
        left = await put_back(self._whole_app, kept)
        self._coming_back = None
        if left:
            from tui.screens.left_over import LeftOverScreen

            await asyncio.to_thread(_keep, desk, {**_EMPTY, "tab": kept["tab"], "left": left})
            if not await self.push_screen_wait(LeftOverScreen(left)):
                self._later = left
                return
        await asyncio.to_thread(_discard, desk)

    # What an app gives

    @property
    def _whole_app(self) -> SignaalpuntApp:
        return cast("SignaalpuntApp", self)

    @property
    def tab_names(self) -> tuple[str, ...]:
        """Names of the tabs, in order."""
        return tuple(name for name, _ in TABS)

    @property
    def open_tab(self) -> str:
        """Name of the tab under whatever is open."""
        base = self.screen_stack[1:2]
        installed = [name for name in self.tab_names if self.is_screen_installed(name)]
        return next((name for name in installed if self.get_screen(name) in base), self.tab_names[0])

    def leave_desk(self) -> None:
        """Have no desk any more."""
        raise NotImplementedError

    def push_screen(self, screen: Any, *args: Any, **kwargs: Any) -> Any:
        """Open a screen, and remember which action asked for it: that opens a dialog again."""
        if isinstance(screen, Screen):
            with contextlib.suppress(NoActiveWorker):
                worker = get_current_worker()
                if worker.name.startswith("action_") and worker.node is self.screen:
                    self._openers[screen] = worker.name
        return super().push_screen(screen, *args, **kwargs)

    def on_mount(self) -> None:
        """Leave in order when the system asks: drafts are kept and the terminal is left clean."""
        if sys.platform == "win32":
            return
        self.app_resume_signal.subscribe(self, lambda _: self.lock())
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            with contextlib.suppress(RuntimeError, ValueError):
                loop.add_signal_handler(number, self.exit, None, 128 + number)


_EMPTY: Final[Kept] = {
    "base": {"fields": {}, "labels": {}, "lists": {}, "focus": None},
    "screens": [],
    "dialog": None,
}


def _key(desk: Desk) -> str:
    return f"locked/{desk.actor.name}"


def _keep(desk: Desk, kept: Kept) -> bytes | None:
    """Keep it in the store; when that cannot be written, return it encrypted under a key that is in the store alone."""
    import json

    from store.acts.drafts import save_draft

    try:
        save_draft(desk.store, desk.actor, _key(desk), kept)
    except Exception:
        from nacl.secret import SecretBox

        return bytes(SecretBox(desk.store.subkey(_SEALED)).encrypt(json.dumps(kept).encode()))
    return None


def _kept(desk: Desk, sealed: bytes | None) -> Kept | None:
    import json

    from store.queries.drafts import load_draft

    if sealed is not None:
        from nacl.exceptions import CryptoError
        from nacl.secret import SecretBox

        with contextlib.suppress(CryptoError, ValueError):
            opened: Kept = json.loads(SecretBox(desk.store.subkey(_SEALED)).decrypt(sealed))
            return opened
    found = load_draft(desk.store, _key(desk))
    return None if found is None else found[0]


def _discard(desk: Desk) -> None:
    from store.acts.drafts import discard_draft

    with contextlib.suppress(StoreError):
        discard_draft(desk.store, _key(desk))


def _log_lock(desk: Desk) -> None:
    from store.acts.unlocking import log_locked

    with contextlib.suppress(StoreError):
        log_locked(desk.store, desk.actor, now=desk.now())


def _close(store: Store) -> None:
    """Close the store once no act is in the middle of a transaction."""
    import time

    end = time.monotonic() + _WAIT_FOR_ACTS
    while store.busy and time.monotonic() < end:
        time.sleep(0.05)
    store.close()


def _clear_caches() -> None:
    """Empty the caches of drawing, which hold texts that were on the screen."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("rich", "textual"):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def _collect_garbage() -> None:
    """Search everything once; what stays is the program itself, which later searches leave out again."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
