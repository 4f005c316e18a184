"""Text a widget lays out and draws itself, line by line."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.drawing import on_screen


class LineText(Widget):
    """Base of texts as high as their lines. A style is worked out once per drawing, not once per line: that costs more
    than the line itself.
    """

    PREFIX: ClassVar[str] = ""
    """What the names of its component classes begin with."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._styles: dict[str, Style] = {}

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Take the whole width."""
        return container.width

    def notify_style_update(self) -> None:
        """Find styles anew when the theme or a style changes."""
        super().notify_style_update()
        self._styles.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw, with the styles of this moment."""
        self._styles.clear()
        if self.gutter or self.opacity < 1:
            return super().render_lines(crop)
        return on_screen(self, map(self.render_line, crop.line_range), crop)

    def style_of(self, name: str = "") -> Style:
        """Return the style of a component class, or of the text itself."""
        style = self._styles.get(name)
        if style is None:
            style = self.get_component_rich_style(f"{self.PREFIX}{name}") if name else self.rich_style
            self._styles[name] = style
        return style
