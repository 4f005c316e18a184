"""The line of keys at the foot of a dialog: "j ja   n nee"; each can be clicked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget


class DialogKeys(Widget):
    """`keys`: (key as written, Dutch word, action of the dialog or "")."""

    DEFAULT_CSS = """
    DialogKeys {
        height: 2; width: 1fr; padding: 1 0 0 0; background: $surface; color: $text-muted;
        & > .dialog-keys--key { color: $primary; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"dialog-keys--key"}

    def __init__(self, keys: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self._keys = tuple(keys)

    def _zones(self) -> list[tuple[int, int, str]]:
        zones, x = [], 0
        for key, word, action in self._keys:
            cells = cell_len(f"{key} {word}")
            zones.append((x, x + cells, action))
            x += cells + 3
        return zones

    def render_line(self, y: int) -> Strip:
        """Draw keys and words."""
        key_style = self.get_component_rich_style("dialog-keys--key")
        segments = []
        if y == 0:
            for key, word, _ in self._keys:
                segments += [Segment(key, key_style), Segment(f" {word}   ", self.rich_style)]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    async def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        offset = event.get_content_offset(self)
        for start, stop, action in self._zones():
            if action and offset is not None and start <= offset.x < stop:
                event.stop()
                await self.screen.run_action(action)
                return
