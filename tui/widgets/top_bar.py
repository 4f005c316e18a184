"""The two lines on top: where I am, which day it is, who I am; and the tabs. One line in a low terminal."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from store.local_time import long_day, short_day
from tui.actions import TABS
from tui.shell import shell_info
from tui.text import shorten

LOW = 30
"""Terminal height below which the bar is one line."""

DEMO = "DEMO – wegwerpopslag"
SAFE = " SCHERM VEILIG "
Piece = tuple[str, str]


class TopBar(Widget):
    """`current` is the scope of the tab that is open, or "" on a screen without a tab; a click on a tab goes
    there.

    Reads `App.shell_info`; call `refresh()` when that changed.
    """

    DEFAULT_CSS = """
    TopBar {
        height: 2; width: 1fr; dock: top; background: $background; color: $foreground;
        & > .top-bar--name { text-style: bold; }
        & > .top-bar--quiet { color: $text-muted; }
        & > .top-bar--line { color: $border-blurred; }
        & > .top-bar--tab { color: $text-muted; }
        & > .top-bar--current { color: $primary; text-style: bold underline; }
        & > .top-bar--safe { color: $background; background: $success; }
        & > .top-bar--demo { color: $background; background: $warning; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"top-bar--{name}" for name in ("name", "quiet", "line", "tab", "current", "demo", "safe")
    }

    def __init__(self, current: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.current = current
        self._zones: list[tuple[int, int, int, str]] = []

    def on_mount(self) -> None:
        """Take the height that fits the terminal."""
        self._fit_height()

    def on_resize(self) -> None:
        """Take the height that fits the terminal."""
        self._fit_height()

    def _fit_height(self) -> None:
        height = 1 if self.app.size.height < LOW else 2
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"top-bar--{name}") if name else self.rich_style

    def render_line(self, y: int) -> Strip:
        """Draw the name line or the tab line; in a low terminal both in one."""
        width = self.size.width
        if y == 0:
            self._zones = []
        if self.size.height == 1:
            right = self._right(width, True)
            badges = sum(cell_len(text) for text, style in right if style in ("safe", "demo"))
            return self._strip([(" ", ""), *self._tabs(1, y, room=width - 2 - badges)], right, width)
        if y == 0:
            info = shell_info(self.app)
            left = [(" Signaalpunt", "name")]
            right = self._right(width, False)
            if info.team:
                room = width - 14 - sum(cell_len(text) for text, _ in right) - 2
                left.append((" · " + shorten(info.team, max(room, 8)), ""))
            return self._strip(left, right, width)
        if y == 1:
            pieces: list[Piece] = [(" ─", "line"), *self._tabs(2, y, room=0)]
            used = sum(cell_len(text) for text, _ in pieces)
            pieces.append(("─" * max(width - used - 1, 0) + " ", "line"))
            return self._strip(pieces, [], width)
        return Strip.blank(width, self.rich_style)

    def _labels(self, room: int) -> list[str]:
        """Return the labels of the tabs for `room` cells: whole, cut ("2 Sig."), or the number alone."""
        whole = [f"{number} {title}" for number, (_, title) in enumerate(TABS, 1)]
        cut = [label[:5] + "." for label in whole]
        for short in (whole, cut):
            labels = [
                label if scope == self.current else other
                for label, other, (scope, _) in zip(whole, short, TABS, strict=True)
            ]
            if sum(map(len, labels)) + len(labels) <= room:
                return labels
        return [
            label if scope == self.current else label[:1]
            for label, (scope, _) in zip(whole, TABS, strict=True)
        ]

    def _tabs(self, x: int, y: int, *, room: int) -> list[Piece]:
        """Return the tabs: in one line as short as `room` asks; 0 is a line of their own."""
        pieces: list[Piece] = []
        whole = [f"{number} {title}" for number, (_, title) in enumerate(TABS, 1)]
        labels = self._labels(room) if room else whole
        lead = " " if not room or sum(map(len, labels)) + 2 * len(labels) <= room else ""
        for number, ((scope, _), label) in enumerate(zip(TABS, labels, strict=True), 1):
            pieces += [(lead, ""), (label, "current" if scope == self.current else "tab"), (" ", "")]
            self._zones.append((y, x, x + len(lead + label) + 1, scope))
            x += len(lead + label) + 1
            if not room and number < len(TABS):
                pieces.append(("─", "line"))
                x += 1
        return pieces

    def _right(self, width: int, one_line: bool) -> list[Piece]:
        """Return badge, date and user, most needed first to be kept: `_strip` drops from the end."""
        info = shell_info(self.app)
        pieces: list[Piece] = []
        veil = getattr(self.app, "veil", None)
        if veil is not None and veil.on:
            pieces.append((" NAMEN ZICHTBAAR " if veil.lifted else SAFE, "demo" if veil.lifted else "safe"))
        if info.lock_soon:
            pieces.append((f" 🔒 {info.lock} ", "demo"))
        if info.demo:
            pieces.append((f" {'DEMO' if width < 100 else DEMO} ", "demo"))
        if info.today:
            pieces.append(("  " + (short_day(info.today) if one_line else long_day(info.today)), "quiet"))
        if info.user:
            pieces.append((" · " + shorten(info.user, 24), "quiet"))
        if info.on_behalf:
            pieces.append((" namens " + shorten(info.on_behalf, 20), "quiet"))
        if info.lock and not info.lock_soon and not one_line:
            pieces.append((f" · 🔒 {info.lock}", "quiet"))
        if info.note:
            pieces.append((" · " + shorten(info.note, 28), "quiet"))
        return pieces

    def _strip(self, left: list[Piece], right: list[Piece], width: int) -> Strip:
        room = width - 1 - sum(cell_len(text) for text, _ in left)
        while right and sum(cell_len(text) for text, _ in right) > room:
            right = right[:-1]
        gap = room - sum(cell_len(text) for text, _ in right)
        pieces = [*left, (" " * gap, ""), *right]
        segments = [Segment(text, self._style(style)) for text, style in pieces if text]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    async def on_click(self, event: events.Click) -> None:
        """Open the tab under the mouse."""
        for y, start, stop, scope in self._zones:
            if event.y == y and start <= event.x < stop:
                event.stop()
                await self.app.run_action(f"app.show_tab('{scope}')")

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Take the whole width."""
        return container.width
