"""A text field with suggestions below it, for partners, addresses, teams and people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from tui.privacy import veil_of
from tui.text import fit, shorten

MOST = 7
"""Suggestions shown at once."""

LEAST_WIDTH, MOST_WIDTH = 36, 72
"""Cells the list takes at least and at most: text and detail stay readable as one line, under a narrow field too."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text` is put in the field, `detail` is shown beside it, `value` (an id) is what the form keeps."""

    text: str
    detail: str = ""
    value: str = ""


class DropDown(Widget):
    """The lines below the field; drawn over what is there, never takes the focus."""

    DEFAULT_CSS = """
    DropDown {
        display: none; position: absolute; overlay: screen; height: auto; width: auto;
        background: $surface; color: $foreground;
        & > .drop-down--cursor { background: $primary-muted; text-style: bold; }
        & > .drop-down--detail { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"drop-down--cursor", "drop-down--detail"}

    def __init__(self, pick: Callable[[int], None]) -> None:
        super().__init__()
        self._pick = pick
        self.items: Sequence[Suggestion] = ()
        self.cursor = -1

    def open(self, items: Sequence[Suggestion], field: Region, room: Size) -> None:
        """Show `items` under `field`, or above it when there is no room below."""
        self.items = items
        self.cursor = -1
        below = field.bottom + len(items) < room.height
        asked = max(cell_len(text) + cell_len(detail) + 4 for text, detail in map(self._said, items))
        width = min(max(min(max(field.width, asked), MOST_WIDTH), LEAST_WIDTH), room.width)
        self.absolute_offset = Offset(
            min(field.x, room.width - width), field.bottom if below else field.y - len(items)
        )
        self.styles.width = width
        self.styles.height = len(items)
        self.display = True
        self.refresh(layout=True)

    def _said(self, item: Suggestion) -> tuple[str, str]:
        """Return text and detail, on a shared screen covered before they are cut: half a street names it too."""
        veil = veil_of(self)
        return (item.text, item.detail) if veil is None else (veil.text(item.text), veil.text(item.detail))

    def render_line(self, y: int) -> Strip:
        """Draw text and detail."""
        width = self.size.width
        if y >= len(self.items):
            return Strip.blank(width, self.rich_style)
        item, chosen = self.items[y], y == self.cursor
        base = self.get_component_rich_style("drop-down--cursor") if chosen else self.rich_style
        quiet = base + self.get_component_rich_style("drop-down--detail", partial=True)
        named, told = self._said(item)
        detail = shorten(told, max(width // 2, width - cell_len(named) - 4))
        text = fit(named, max(width - cell_len(detail) - 4, 1))
        segments = [Segment("▌" if chosen else " ", base), Segment(text + "  ", base), Segment(detail, quiet)]
        return Strip(segments).adjust_cell_length(width, base)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Pick the line; before the field loses the focus."""
        event.stop()
        event.prevent_default()
        self._pick(event.y)


class SuggestInput(Input):
    """Free text with suggestions: `suggest(text)` is called shortly after typing stops and must be quick.

    ↓ and ↑ walk, Enter or a click takes one (`Chosen`); Esc closes the list. Typing on after a choice forgets
    `chosen`, so that the form never keeps an id that no longer matches the text. Fill it from a form with
    `put`.
    """

    HELP_NL = "Veld met suggesties: typ, kies met ↓ en Enter, of laat staan wat u typte."

    class Chosen(Message):
        """A suggestion was taken."""

        def __init__(self, suggest_input: SuggestInput, suggestion: Suggestion) -> None:
            super().__init__()
            self.suggest_input = suggest_input
            self.suggestion = suggestion

        @property
        def control(self) -> SuggestInput:
            """The widget, for `@on(SuggestInput.Chosen, "#id")`."""
            return self.suggest_input

    def __init__(
        self,
        suggest: Callable[[str], Sequence[Suggestion]],
        value: str = "",
        *,
        placeholder: str = "",
        least: int = 1,
        delay: float = 0.05,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        self._expected = value
        super().__init__(
            value, placeholder=placeholder, compact=True, select_on_focus=False, id=id, classes=classes
        )
        self._suggest = suggest
        self._least = least
        self._delay = delay
        self._list: DropDown | None = None
        self._chosen: Suggestion | None = None
        self._wait: Timer | None = None

    @property
    def chosen(self) -> Suggestion | None:
        """The suggestion the text came from, None after free typing."""
        return self._chosen

    @property
    def suggestions(self) -> Sequence[Suggestion]:
        """What the open list shows; empty when it is closed."""
        return self._list.items if self._list is not None and self._list.display else ()

    def put(self, text: str, chosen: Suggestion | None = None) -> None:
        """Fill the field without opening the list."""
        self._expected = text
        self.value = text
        self.cursor_position = len(text)
        self._chosen = chosen
        self.close()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Forget the choice and look for suggestions a moment later."""
        if event.value == self._expected:
            return
        self._expected = "\0"
        self._chosen = None
        self._stop_waiting()
        if self._delay:
            self._wait = self.set_timer(self._delay, self._look)
        else:
            self._look()

    def _stop_waiting(self) -> bool:
        """Look no more for what was typed last; True when that was still to be done."""
        waiting, self._wait = self._wait, None
        if waiting is not None:
            waiting.stop()
        return waiting is not None

    def _look(self) -> None:
        self._wait = None
        text = self.value.strip()
        found = list(self._suggest(text))[:MOST] if len(text) >= self._least and self.has_focus else []
        if not found:
            self.close()
            return
        if self._list is None:
            self._list = DropDown(self._take)
            self.screen.mount(self._list)
        self._list.open(found, self.region, self.screen.size)

    def close(self) -> None:
        """Close the list and keep what is typed."""
        self._stop_waiting()
        if self._list is not None:
            self._list.display = False

    def on_blur(self) -> None:
        """Close the list on leaving the field."""
        self.close()

    async def on_unmount(self) -> None:
        """Take the list away with the field."""
        if self._list is not None and self._list.is_attached:
            await self._list.remove()

    def on_key(self, event: events.Key) -> None:
        """Give the keys of the open list to the list."""
        if self._take_key(event.key):
            event.stop()
            event.prevent_default()

    def _take_key(self, key: str) -> bool:
        # A list that is about to change is not walked: the place in it would be lost.
        if key in ("down", "up", "enter") and self._stop_waiting():
            self._look()
        if not self.suggestions:
            if key == "down":
                self._look()
            return key == "down" and bool(self.suggestions)
        assert self._list is not None
        if key in ("down", "up"):
            step = 1 if key == "down" else -1
            self._list.cursor = max(-1, min(self._list.cursor + step, len(self._list.items) - 1))
            self._list.refresh()
        elif key == "enter" and self._list.cursor >= 0:
            self._take(self._list.cursor)
        elif key == "escape":
            self.close()
        else:
            return False
        return True

    def _take(self, index: int) -> None:
        if 0 <= index < len(self.suggestions):
            suggestion = self.suggestions[index]
            self.put(suggestion.text, suggestion)
            self.post_message(self.Chosen(self, suggestion))
