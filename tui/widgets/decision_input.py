"""The line that takes a decision: completes while one types and says what was understood."""

from __future__ import annotations

from datetime import date

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Input

from store.rules.decision_complete import Suggestion as Completion
from store.rules.decision_complete import complete
from store.rules.decision_line import MAX_LINE, Names, Parsed, parse
from tui.widgets.suggest_input import DropDown, Suggestion


class DecisionInput(Input):
    """One decision in one line; `parsed` is what it means now.

    Tab takes the first suggestion (or the one ↓ and ↑ chose), Enter takes a chosen one and else hands the line in
    (`Given`). Esc closes the suggestions, and once more leaves the line (`Left`); what was typed stays.
    """

    HELP_NL = (
        "Besluit: wat, @wie, wanneer (+5wd, vr, 12-1), als …; informeren: …; overdracht aan … Tab vult aan."
    )

    class Given(Message):
        """The line was handed in."""

        def __init__(self, decision_input: DecisionInput) -> None:
            super().__init__()
            self.decision_input = decision_input

    class Left(Message):
        """The person goes back to the agenda."""

    def __init__(self, names: Names, today: date, *, id: str | None = None) -> None:
        super().__init__(
            placeholder="wat, @wie, wanneer  (b typt een besluit)",
            compact=True,
            max_length=MAX_LINE + 200,
            select_on_focus=False,
            id=id,
        )
        self.names = names
        self.today = today
        self._found: tuple[Completion, ...] = ()
        self._list: DropDown | None = None

    @property
    def parsed(self) -> Parsed:
        """What the line means."""
        return parse(self.value, self.names, self.today)

    @property
    def suggestions(self) -> tuple[str, ...]:
        """What the open list shows; empty when it is closed."""
        if self._list is None or not self._list.display:
            return ()
        return tuple(item.text for item in self._list.items)

    def on_input_changed(self) -> None:
        """Look for ways to go on."""
        self._look()

    def _look(self) -> None:
        found = complete(self.value, self.cursor_position, self.names, self.today) if self.has_focus else ()
        self._found = found
        if not found:
            self.close()
            return
        if self._list is None:
            self._list = DropDown(self._take)
            self.screen.mount(self._list)
        items = [Suggestion(*_label(one)) for one in found]
        self._list.open(items, self.region, self.screen.size)
        self._list.absolute_offset = Offset(self.region.x, max(self.region.y - len(items), 0))

    def close(self) -> None:
        """Close the list and keep what is typed."""
        if self._list is not None:
            self._list.display = False

    def _take(self, index: int) -> None:
        if not 0 <= index < len(self._found):
            return
        taken = self._found[index]
        self.value = self.value[: taken.start] + taken.text + self.value[taken.end :]
        self.cursor_position = taken.start + len(taken.text)
        self.close()

    def on_key(self, event: events.Key) -> None:
        """Give the keys of the open list to the list; hand in or leave."""
        if self._take_key(event.key):
            event.stop()
            event.prevent_default()

    def _take_key(self, key: str) -> bool:
        dropped = self._list
        if dropped is not None and dropped.display:
            if key in ("down", "up"):
                step = 1 if key == "down" else -1
                dropped.cursor = max(-1, min(dropped.cursor + step, len(dropped.items) - 1))
                dropped.refresh()
                return True
            if key == "tab" or (key == "enter" and dropped.cursor >= 0):
                self._take(max(dropped.cursor, 0))
                return True
            if key == "escape":
                self.close()
                return True
        if key == "escape":
            self.post_message(self.Left())
            return True
        if key == "enter":
            self.close()
            self.post_message(self.Given(self))
            return True
        return key == "tab" and bool(self.value)

    def on_blur(self) -> None:
        """Close the list on leaving the line."""
        self.close()

    def clear_line(self) -> None:
        """Empty the line for the next decision."""
        self.value = ""
        self.close()

    async def on_unmount(self) -> None:
        """Take the list away with the line."""
        if self._list is not None and self._list.is_attached:
            await self._list.remove()


def _label(one: Completion) -> tuple[str, str]:
    """Return what is put in the line, and what it means beside it."""
    for joint in (" · ", ": "):
        text, found, detail = one.label.partition(joint)
        if found:
            return text, detail
    name, belegd, _ = one.label.partition(" (belegd bij)")
    return name, "belegd bij" if belegd else ""
