"""The scrollbar of a list or a column: it moves with every page, so it is made of a few lines that are drawn once."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.drawing import on_screen


class ListScrollBar(ScrollBar):
    """A vertical scrollbar that looks and feels as Textual's own."""

    def __init__(self, *, thickness: int) -> None:
        super().__init__(vertical=True, name="vertical", thickness=thickness)
        self._strips: LRUCache[tuple[str, Style], Strip] = LRUCache(64)

    def notify_style_update(self) -> None:
        """Forget drawn lines when the theme or a style changes."""
        super().notify_style_update()
        self._strips.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the asked lines; a line that looks like another is the same strip."""
        bar = self.render()
        width, height = self.size
        if not isinstance(bar, ScrollBarRender):
            return super().render_lines(crop)
        colours = self.app.console.get_style(bar.style)
        assert colours.color is not None
        assert colours.bgcolor is not None
        segments = bar.render_bar(
            size=height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            thickness=width,
            back_color=colours.bgcolor,
            bar_color=colours.color,
        ).segments
        base, asked = self.rich_style, list(segments)[crop.y : crop.bottom]
        return on_screen(self, (self._strip(segment, base, width) for segment in asked), crop)

    def _strip(self, segment: Segment, base: Style, width: int) -> Strip:
        assert segment.style is not None
        key = (segment.text, segment.style)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = Strip([Segment(segment.text, base + segment.style)], width)
        return strip


def list_scrollbar(of: Widget) -> ScrollBar:
    """Return the vertical scrollbar of a widget, made when it is asked for: for its `vertical_scrollbar`."""
    if of._vertical_scrollbar is None:
        bar = ListScrollBar(thickness=of.scrollbar_size_vertical)
        bar.display = False
        of._vertical_scrollbar = bar
        of.app._start_widget(of, bar)
    return of._vertical_scrollbar
