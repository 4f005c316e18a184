"""A column of text to scroll through."""

from __future__ import annotations

from rich.style import Style
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from tui.widgets.drawing import on_screen
from tui.widgets.list_scrollbar import list_scrollbar


class Pane(VerticalScroll):
    """A `VerticalScroll` that draws quickly: what stands in it covers it, and where nothing stands it is empty."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar, made when it is asked for."""
        return list_scrollbar(self)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw nothing but the background."""
        if any(self.styles.border.spacing):
            return super().render_lines(crop)
        blank = Strip.blank(self.outer_size.width, Style(bgcolor=self.background_colors[1].rich_color))
        return on_screen(self, [blank] * crop.height, crop)
