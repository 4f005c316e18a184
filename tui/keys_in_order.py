"""Keys typed faster than screens open: each key goes where the person meant it, in the order it was typed.

A key travels from the focused widget up to the application, and only there does it open a screen. Keys typed
meanwhile would reach the screen behind: letters of a name would be taken for commands, or be lost. So a key waits
until the ones before it are through and the screen on top is there with its focus.
"""

from __future__ import annotations

from collections import deque
from typing import Any

from textual import events
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

LONGEST = 2.0
"""Seconds after which a waiting key goes anyway: a widget that goes away takes its messages with it."""

_ROUNDS = 2
"""Times a mark follows a key: once behind the key itself, once behind what the key made its widget tell."""


class KeyPassed(Message):
    """Follows a key along the same way; when the application hears it, the key was handled."""

    def __init__(self, target: Widget, number: int, rounds: int) -> None:
        super().__init__()
        self.target = target
        self.number = number
        self.rounds = rounds


class KeysInOrder(App[None]):
    """An app that hands out keys and pasted text one after the other; text for the same field goes straight on."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Event] = deque()
        self._under_way: dict[int, Screen[Any]] = {}
        self._number = 0
        self._only_text = True
        self._reached: Screen[Any] | None = None
        self._settling = False
        self._patience: Timer | None = None

    @property
    def takes_keys(self) -> bool:
        """Whether there is a screen for keys yet; until then they wait."""
        return True

    async def on_event(self, event: events.Event) -> None:
        """Let a key or paste wait for its turn; everything else goes on as always."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._typed or not self._may_go(event):
            self._typed.append(event)
            if self._patience is None:
                self._patience = self.set_timer(LONGEST, self._give_up)
            if not self._under_way:
                self.settle()
        else:
            await self._hand_out(event)

    def _may_go(self, event: events.Event) -> bool:
        if self.screen is not self._reached or not self.takes_keys:
            return False
        return not self._under_way or (self._only_text and self._is_text(event))

    def _is_text(self, event: events.Event) -> bool:
        if isinstance(event, events.Key):
            field = self.focused
            return field is not None and field.check_consume_key(event.key, event.character)
        return True

    async def _hand_out(self, event: events.Event) -> None:
        target: Widget = self.focused or self.screen
        self._only_text = self._is_text(event)
        self._number += 1
        mark = self._number
        self._under_way[mark] = self.screen
        await super().on_event(event)
        if not target.post_message(KeyPassed(target, mark, _ROUNDS)):
            self._through(mark)

    def on_key_passed(self, event: KeyPassed) -> None:
        """Follow once more, or see that the key is through."""
        event.stop()
        rounds = event.rounds - 1
        if not rounds or not event.target.post_message(KeyPassed(event.target, event.number, rounds)):
            self._through(event.number)

    def _through(self, number: int) -> None:
        self._under_way.pop(number, None)
        if not self._under_way:
            self.settle()

    def drop_keys(self) -> None:
        """Forget what was typed and not handed out yet."""
        self._typed.clear()

    def pop_screen(self) -> AwaitComplete:
        """Close the screen on top; its keys are through, for it takes what it still had to hear with it."""
        closed = super().pop_screen()
        self._forget_closed()
        return closed

    def switch_screen(self, screen: Screen[Any] | str) -> AwaitComplete:
        """Replace the screen on top; its keys are through."""
        switched = super().switch_screen(screen)
        self._forget_closed()
        return switched

    def _forget_closed(self) -> None:
        for number, screen in list(self._under_way.items()):
            if screen not in self.screen_stack:
                self._through(number)

    def settle(self) -> None:
        """Hand out what waits as soon as the screen on top has mounted and focused; never while the app ends."""
        if not self.screen_stack:
            return
        if self._settling or not self.takes_keys or not (self._typed or self.screen is not self._reached):
            return
        self._settling = True
        screen = self.screen
        if screen is self._reached or not screen.call_later(self.call_later, self._settled, screen):
            self.call_later(self._settled, screen)

    async def _settled(self, screen: Screen[Any]) -> None:
        self._settling = False
        if screen is not self.screen:
            self.settle()
            return
        self._reached = screen
        while self._typed and self._may_go(self._typed[0]):
            await self._hand_out(self._typed.popleft())
        if not self._typed and self._patience is not None:
            self._patience.stop()
            self._patience = None
        elif self._typed and not self._under_way:
            self.settle()

    def _give_up(self) -> None:
        self._patience = None
        self._under_way.clear()
        self._settling = False
        self._reached = self.screen
        if self._typed:
            self._patience = self.set_timer(LONGEST, self._give_up)
            self.settle()
