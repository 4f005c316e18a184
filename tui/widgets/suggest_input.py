"""A text field with suggestions below it, for partners, addresses, teams and people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from tui.text import fit, shorten

MOST = 7
"""Suggestions shown at once."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text` is put in the field, `detail` is shown beside it, `value` (an id) is what the form keeps."""

    text: str
    detail: str = ""
    value: str = ""


class DropDown(Widget):
    """The lines below the field; drawn over what is there, never takes the focus."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"drop-down--cursor", "drop-down--detail"}

    class Picked(Message):
        """A line was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self) -> None:
        super().__init__()
        self.items: Sequence[Suggestion] = ()
        self.cursor = -1

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line for each suggestion."""
        return len(self.items)

    def render_line(self, y: int) -> Strip:
        """Draw text and detail."""
        width = self.size.width
        if y >= len(self.items):
            return Strip.blank(width, self.rich_style)
        item, chosen = self.items[y], y == self.cursor
        base = self.get_component_rich_style("drop-down--cursor") if chosen else self.rich_style
        quiet = base + self.get_component_rich_style("drop-down--detail", partial=True)
        detail = shorten(item.detail, width // 2)
        text = fit(item.text, max(width - len(detail) - 4, 1))
        segments = [Segment("▌" if chosen else " ", base), Segment(text + "  ", base), Segment(detail, quiet)]
        return Strip(segments).adjust_cell_length(width, base)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Pick the line; before the field loses the focus."""
        event.stop()
        event.prevent_default()
        self.post_message(self.Picked(event.y))


class _Entry(Input):
    """The field itself: arrows, Enter and Esc go to the suggestions while they are open."""

    def __init__(self, owner: SuggestInput, value: str, placeholder: str) -> None:
        super().__init__(value, placeholder=placeholder, compact=True, select_on_focus=False)
        self._owner = owner

    def on_key(self, event: events.Key) -> None:
        """Let the list have its keys first."""
        if self._owner.take_key(event.key):
            event.stop()
            event.prevent_default()

    def on_blur(self) -> None:
        """Close the list on leaving the field."""
        self._owner.close()


class SuggestInput(Vertical):
    """Free text with suggestions: `suggest(text)` is called shortly after typing stops and must be quick.

    ↓ and ↑ walk, Enter or a click takes one (`Chosen`); Esc closes the list. Typing on after a choice forgets its
    `chosen` value, so that the form never keeps an id that no longer matches the text. `Changed` follows every
    change by the person.
    """

    HELP_NL = "Veld met suggesties: typ, kies met ↓ en Enter, of laat staan wat u typte."

    DEFAULT_CSS = """
    SuggestInput {
        height: 1; width: 1fr;
        & > DropDown {
            display: none; overlay: screen; constrain: none inside; height: auto; width: 100%; min-width: 36;
            background: $surface; color: $foreground;
        }
        &.-open > DropDown { display: block; }
        & .drop-down--cursor { background: $primary-muted; text-style: bold; }
        & .drop-down--detail { color: $text-muted; }
    }
    """

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

    class Changed(Message):
        """The text was changed by typing or by a choice."""

        def __init__(self, suggest_input: SuggestInput, value: str) -> None:
            super().__init__()
            self.suggest_input = suggest_input
            self.value = value

        @property
        def control(self) -> SuggestInput:
            """The widget, for `@on(SuggestInput.Changed, "#id")`."""
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
        super().__init__(id=id, classes=classes)
        self._suggest = suggest
        self._least = least
        self._delay = delay
        self._entry = _Entry(self, value, placeholder)
        self._list = DropDown()
        self._chosen: Suggestion | None = None
        self._timer: Timer | None = None
        self._silent = value

    def compose(self) -> ComposeResult:
        """Field and list."""
        yield self._entry
        yield self._list

    @property
    def value(self) -> str:
        """The text; setting it posts no message and opens no list."""
        return self._entry.value

    @value.setter
    def value(self, value: str) -> None:
        self._silent = value
        self._chosen = None
        self._entry.value = value

    @property
    def chosen(self) -> Suggestion | None:
        """The suggestion the text came from, None after free typing."""
        return self._chosen

    @property
    def suggestions(self) -> Sequence[Suggestion]:
        """What the open list shows; empty when it is closed."""
        return self._list.items if self.has_class("-open") else ()

    def focus(self, scroll_visible: bool = True) -> SuggestInput:
        """Focus the field."""
        self._entry.focus(scroll_visible)
        return self

    def on_input_changed(self, event: Input.Changed) -> None:
        """Forget the choice and look for suggestions a moment later."""
        event.stop()
        if event.value == self._silent:
            return
        self._silent = "\0"
        self._chosen = None
        if self._timer is not None:
            self._timer.stop()
        if self._delay:
            self._timer = self.set_timer(self._delay, self._look)
        else:
            self._look()
        self.post_message(self.Changed(self, event.value))

    def _look(self) -> None:
        text = self._entry.value.strip()
        found = list(self._suggest(text))[:MOST] if len(text) >= self._least and self._entry.has_focus else []
        if len(found) == 1 and found[0].text == text and not found[0].value:
            found = []
        self._list.items = found
        self._list.cursor = -1
        self.set_class(bool(found), "-open")
        self._list.refresh(layout=True)

    def close(self) -> None:
        """Close the list and keep what is typed."""
        if self._timer is not None:
            self._timer.stop()
        self.remove_class("-open")

    def take_key(self, key: str) -> bool:
        """Handle a key for the list; True when it was for the list."""
        if key == "down" and not self.has_class("-open"):
            self._look()
            return bool(self.suggestions)
        if not self.has_class("-open"):
            return False
        if key in ("down", "up"):
            step = 1 if key == "down" else -1
            self._list.cursor = max(-1, min(self._list.cursor + step, len(self._list.items) - 1))
            self._list.refresh()
            return True
        if key == "enter" and self._list.cursor >= 0:
            self._take(self._list.cursor)
            return True
        if key == "escape":
            self.close()
            return True
        return False

    def on_drop_down_picked(self, event: DropDown.Picked) -> None:
        """Take the clicked suggestion."""
        event.stop()
        self._take(event.index)

    def _take(self, index: int) -> None:
        if not 0 <= index < len(self._list.items):
            return
        suggestion = self._list.items[index]
        self._silent = suggestion.text
        self._entry.value = suggestion.text
        self._entry.cursor_position = len(suggestion.text)
        self._chosen = suggestion
        self.close()
        self.post_message(self.Changed(self, suggestion.text))
        self.post_message(self.Chosen(self, suggestion))
