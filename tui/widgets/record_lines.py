"""How one line of a record list looks: columns, styles, the mark of the cursor, names covered on a shared screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from tui.privacy import COVER, veil_of
from tui.text import fit, fit_address
from tui.widgets.list_scrollbar import list_scrollbar
from tui.widgets.rows import GAP, GUTTER, Column, Row, fit_columns, joined, padded

SIGNS = {"late": "!", "done": "✓", "doubt": "?"}
"""The sign in the margin for a row's state: no colour carries meaning alone."""
MARKED = "●"
"""The sign for a row that was marked; it stands in the place of the state, which the row tells in words."""

_GAP = " " * GAP
_Plan = tuple[tuple[Column, int, int, Style], ...]


class RecordLines(ScrollView):
    """Draws the header and the rows; which rows there are, and the cursor, is for `RecordList`."""

    DEFAULT_CSS = """
    RecordLines {
        height: 1fr; width: 1fr; overflow-x: hidden; overflow-y: auto;
        background: $background; color: $foreground; scrollbar-size-vertical: 1;
        & > .record-list--header { color: $text-muted; }
        & > .record-list--group { color: $text-muted; text-style: bold; }
        & > .record-list--quiet { color: $text-muted; }
        & > .record-list--strong { text-style: bold; }
        & > .record-list--late { color: $text-error; text-style: bold; }
        & > .record-list--today { color: $text-warning; }
        & > .record-list--cursor { background: $surface; }
        & > .record-list--marker { color: $text-muted; }
        & > .record-list--accent { color: $primary; text-style: bold; }
        & > .record-list--empty { color: $text-muted; }
        &:focus > .record-list--cursor { background: $primary-muted; text-style: bold; }
        &:focus > .record-list--marker { color: $primary; }
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"record-list--{name}"
        for name in [
            "header",
            "group",
            "quiet",
            "strong",
            "late",
            "today",
            "cursor",
            "marker",
            "accent",
            "empty",
        ]
    }

    def __init__(self, columns: Sequence[Column], *, id: str | None, classes: str | None) -> None:
        super().__init__(id=id, classes=classes)
        self.columns = tuple(columns)
        self._layout: tuple[int, tuple[tuple[int, int], ...]] = (-1, ())
        self._styles: dict[str, Style] = {}
        self._plans: dict[tuple[str, str], _Plan] = {}

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar, made when it is asked for."""
        return list_scrollbar(self)

    def notify_style_update(self) -> None:
        """Find styles anew when the theme, the focus or a style changes."""
        super().notify_style_update()
        self._styles.clear()
        self._plans.clear()

    def _style(self, name: str, *more: str) -> Style:
        """Return a style; two that look alike are one object, so that `joined` need not compare them."""
        key = " ".join((name, *more))
        style = self._styles.get(key)
        if style is None:
            style = self.rich_style if not name else self.get_component_rich_style(f"record-list--{name}")
            for extra in more:
                partial = self.get_component_rich_style(f"record-list--{extra}", partial=True)
                style = style + partial
            style = next((known for known in self._styles.values() if known == style), style)
            self._styles[key] = style
        return style

    def _columns(self, width: int) -> tuple[tuple[int, int], ...]:
        """Return (index of column, cells) for the columns that fit in `width`."""
        if self._layout[0] != width:
            self._layout = (width, fit_columns(self.columns, width, self.app.size.width))
            self._plans.clear()
        return self._layout[1]

    def _plan(self, base: str, state: str, width: int) -> _Plan:
        """Return (column, its place in a row, cells, style) for the columns of a row in this state."""
        columns = self._columns(width)
        plan = self._plans.get((base, state))
        if plan is None:
            found = []
            for position, cells in columns:
                column = self.columns[position]
                extra = state if column.style == "state" else column.style
                found.append((column, position, cells, self._style(base, *([extra] if extra else []))))
            plan = self._plans[base, state] = tuple(found)
        return plan

    def _header(self, width: int) -> Strip:
        titles = [
            fit(self.columns[i].title, cells, self.columns[i].align) for i, cells in self._columns(width)
        ]
        return Strip([Segment(padded((" " * GAP).join(titles), width), self._style("header"))], width)

    def _draw(self, row: Row, chosen: bool, width: int, marked: bool) -> Strip:
        base = "cursor" if chosen else ""
        state = row.state if row.state in ("late", "today") else ""
        plain_style = self._style(base)
        marker = ("▌", self._style(base, "marker")) if chosen else (" ", plain_style)
        sign = (MARKED, "accent") if marked else (SIGNS.get(row.state, " "), state)
        pieces = [marker, (sign[0] + " ", self._style(base, sign[1]) if sign[1] else plain_style)]
        used, veil, gap = GUTTER, veil_of(self), ""
        for column, position, cells, style in self._plan(base, state, width):
            if gap:
                pieces.append((gap, plain_style))
                used += GAP
            gap = _GAP
            text = row.cells[position] if position < len(row.cells) else ""
            if veil is not None:
                text = COVER if column.private and text else veil.text(text)
            shown = fit_address(text, cells) if column.address else fit(text, cells, column.align)
            pieces.append((shown, style))
            used += cells
        if used < width:
            pieces.append((" " * (width - used), plain_style))
        return Strip(joined(pieces), max(used, width)).crop(0, width)
