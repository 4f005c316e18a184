"""The bottom line: the keys that work *here*, in words, from the registry. Each can be clicked."""

from __future__ import annotations

from typing import Any, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui.actions import Available, available, key_label


class KeyBar(Widget):
    """Shows what `tui.actions.available` gives for the screen and focus; the least needed go first when
    narrow.
    """

    DEFAULT_CSS = """
    KeyBar {
        height: 1; width: 1fr; dock: bottom; background: $surface; color: $foreground;
        & > .key-bar--key { color: $primary; text-style: bold; }
        & > .key-bar--word { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key", "key-bar--word"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._items: list[Available] = []
        self._zones: list[tuple[int, int, Available]] = []

    def on_mount(self) -> None:
        """Follow focus and screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._update)
        self._update(self.screen)

    def _update(self, screen: Screen[Any]) -> None:
        items = [item for item in available(self.screen) if item.spec.rank > 0]
        if items != self._items:
            self._items = items
            self.refresh()

    def shown(self, width: int) -> list[Available]:
        """Return the actions that fit in `width` cells, in registry order."""
        items = list(self._items)
        while items and sum(_cells(item) for item in items) + 1 > width:
            items.remove(max(reversed(items), key=_expendable))
        return items

    def render_line(self, y: int) -> Strip:
        """Draw key and word for each action."""
        width = self.size.width
        key_style = self.get_component_rich_style("key-bar--key")
        word_style = self.get_component_rich_style("key-bar--word")
        segments, x = [Segment(" ", self.rich_style)], 1
        self._zones = []
        for item in self.shown(width):
            label = key_label(item.key)
            segments.append(Segment(label, key_style))
            segments.append(Segment(f" {item.spec.description}   ", word_style))
            self._zones.append((x, x + _cells(item) - 3, item))
            x += _cells(item)
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    async def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        for start, stop, item in self._zones:
            if start <= event.x < stop:
                event.stop()
                await self.app.run_action(item.action, default_namespace=item.node)
                return


def _expendable(item: Available) -> tuple[int, bool]:
    """Order for leaving out: the highest rank first, at the same rank what works everywhere first."""
    return item.spec.rank, item.spec.scope in ("app", "shell")


def _cells(item: Available) -> int:
    return cell_len(key_label(item.key)) + cell_len(item.spec.description) + 4
