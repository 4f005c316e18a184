"""The line of sheets at the top of the case screen; a click turns to one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget


class SheetStrip(Widget):
    """`sheets`: (id, title) in order; `current` is the id of the one that is shown."""

    DEFAULT_CSS = """
    SheetStrip {
        height: 1; width: 1fr; background: $background; color: $text-muted;
        & > .sheet-strip--current { color: $primary; text-style: bold underline; }
        & > .sheet-strip--line { color: $border-blurred; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"sheet-strip--current", "sheet-strip--line"}

    class Picked(Message):
        """A title was clicked."""

        def __init__(self, sheet: str) -> None:
            super().__init__()
            self.sheet = sheet

    def __init__(self, sheets: Sequence[tuple[str, str]], current: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._sheets = tuple(sheets)
        self._current = current
        self._counts: dict[str, int] = {}

    def show(self, current: str, counts: dict[str, int]) -> None:
        """Mark the sheet that is shown, with how much is on each."""
        self._current, self._counts = current, counts
        self.refresh()

    def _labels(self) -> list[tuple[str, str]]:
        labels = []
        for sheet, title in self._sheets:
            count = self._counts.get(sheet, 0)
            labels.append((sheet, f"{title} {count}" if count else title))
        return labels

    def _gap(self) -> int:
        used = sum(cell_len(label) for _, label in self._labels())
        room = self.size.width - 3 - used
        return max(1, min(3, room // max(len(self._sheets) - 1, 1)))

    def render_line(self, y: int) -> Strip:
        """Draw the titles."""
        gap = " " * self._gap()
        current = self.get_component_rich_style("sheet-strip--current")
        segments = [Segment("   ", self.rich_style)]
        for sheet, label in self._labels():
            segments += [
                Segment(label, current if sheet == self._current else self.rich_style),
                Segment(gap, self.rich_style),
            ]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Turn to the clicked sheet."""
        x, gap = 3, self._gap()
        for sheet, label in self._labels():
            if x <= event.x < x + cell_len(label):
                event.stop()
                self.post_message(self.Picked(sheet))
                return
            x += cell_len(label) + gap
