"""A list of records that stays quick at any length: only the lines in view are fetched and drawn.

A page of rows is read when it scrolls into view; a drawn line is kept until data, width or theme changes. Moving the
cursor repaints two lines. Everything is drawn as plain text.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer

from store.text import one_line
from tui.text import thousands, wrap
from tui.widgets.drawing import on_screen
from tui.widgets.record_lines import RecordLines
from tui.widgets.rows import (
    GUTTER,
    PAGE,
    Column,
    Group,
    Grouped,
    Lines,
    ListSource,
    Locating,
    Row,
    RowSource,
    padded,
)

__all__ = ["Column", "Group", "Grouped", "ListSource", "Locating", "RecordList", "Row", "RowSource"]

DRAW_AHEAD = 0.04
"""Seconds after a turned page at which the next one is read and drawn: when this one is on screen."""


class RecordList(RecordLines, can_focus=True, inherit_bindings=False):
    """The windowed list. Give it columns and a source; listen to `Highlighted` and `Selected`.

    `empty` is what to do next when there are no rows. `reload()` reads again and keeps the cursor on the same
    id. Rows can be marked (`toggle_mark`, or ctrl and a click); marks belong to ids, so they outlive another source.
    """

    HELP_NL = "Lijst: ↑ en ↓ kiezen, PgUp en PgDn bladeren, Home en End naar begin en einde, Enter opent."

    BINDINGS = [
        Binding("up", "cursor(-1)", show=False),
        Binding("down", "cursor(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(1)", show=False),
    ]

    class _OfList(Message):
        """Something about a row of a list; `row` is None in an empty one."""

        def __init__(self, record_list: RecordList, row: Row | None, index: int) -> None:
            super().__init__()
            self.record_list = record_list
            self.row = row
            self.index = index

        @property
        def control(self) -> RecordList:
            """The list, for `@on(RecordList.Highlighted, "#id")`."""
            return self.record_list

    class Highlighted(_OfList):
        """The cursor is on another row, or on none in an empty list. Newer ones replace older."""

        def can_replace(self, message: Message) -> bool:
            """A waiting older highlight of the same list is not worth handling."""
            return isinstance(message, RecordList.Highlighted) and message.record_list is self.record_list

    class Selected(_OfList):
        """Enter or a double click on a row."""

        row: Row

    class Marked(_OfList):
        """A row was marked, or is not any more."""

    def __init__(
        self,
        columns: Sequence[Column],
        source: RowSource | None = None,
        *,
        empty: str = "Niets te zien.",
        header: bool = True,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(columns, id=id, classes=classes)
        self.empty = empty
        self._head = 1 if header else 0
        self._source: RowSource = source if source is not None else ListSource()
        self._cursor = 0
        self._pages: LRUCache[int, Sequence[Row]] = LRUCache(20)
        self._strips: LRUCache[tuple[int, bool], Strip] = LRUCache(512)
        self._turned = 1
        self._drawing: Timer | None = None
        self._marked: dict[str, None] = {}
        self._measure()

    @property
    def source(self) -> RowSource:
        """What is shown now."""
        return self._source

    @property
    def cursor(self) -> int:
        """Index of the chosen row; 0 in an empty list."""
        return self._cursor

    @property
    def current(self) -> Row | None:
        """The chosen row, or None in an empty list."""
        return self.row_at(self._cursor)

    @property
    def marked(self) -> tuple[str, ...]:
        """Ids of the marked rows, in the order in which they were marked."""
        return tuple(self._marked)

    def toggle_mark(self, index: int | None = None) -> None:
        """Mark the row at `index` (default: the chosen one), or take its mark away."""
        at = self._cursor if index is None else index
        row = self.row_at(at)
        if row is None:
            return
        if row.id in self._marked:
            del self._marked[row.id]
        else:
            self._marked[row.id] = None
        self._redraw_marks()
        self.post_message(self.Marked(self, row, at))

    def clear_marks(self) -> None:
        """Take every mark away."""
        self._marked.clear()
        self._redraw_marks()
        self.post_message(self.Marked(self, self.current, self._cursor))

    def _redraw_marks(self) -> None:
        self._strips.clear()
        self.refresh()

    def row_at(self, index: int) -> Row | None:
        """Return the row at `index` from the page cache, reading its page when needed."""
        if not 0 <= index < self._count:
            return None
        page = index // PAGE
        rows = self._pages.get(page)
        if rows is None:
            rows = self._source.rows(page * PAGE, min((page + 1) * PAGE, self._count))
            self._pages[page] = rows
        offset = index % PAGE
        return rows[offset] if offset < len(rows) else None

    def show(self, source: RowSource, *, empty: str | None = None) -> None:
        """Show another source, cursor on its first row."""
        self._source = source
        if empty is not None:
            self.empty = empty
        self._cursor = 0
        self._measure()
        self.scroll_to(y=0, animate=False)
        self.refresh()
        self._announce()

    def reload(self) -> None:
        """Read the source again; the cursor stays on the same id, at the same height, or as near as possible."""
        before, index = self.current, self._cursor
        height = self._lines.line_of(index) - self.scroll_offset.y
        self._measure()
        self._cursor = self._find(before.id, index) if before else 0
        self.scroll_to(y=self._lines.line_of(self._cursor) - height, animate=False)
        self._reveal()
        self.refresh()
        after = self.current
        if after != before:
            self._announce()

    def go_to(self, row_id: str) -> bool:
        """Put the cursor on the row with this id; False when it is not in the list."""
        index = self._find(row_id, self._cursor)
        row = self.row_at(index)
        if row is None or row.id != row_id:
            return False
        self.move_to(index)
        return True

    def move_to(self, index: int) -> None:
        """Put the cursor on `index` (kept within the list) and bring it into view."""
        index = max(0, min(index, self._count - 1))
        if index == self._cursor:
            self._reveal()
            return
        old, self._cursor = self._cursor, index
        scrolled = self.scroll_offset.y
        self._reveal()
        if self.scroll_offset.y == scrolled:
            for changed in (old, index):
                self._refresh_row(changed)
        self._announce()

    def _measure(self) -> None:
        self._pages.clear()
        self._strips.clear()
        self._count = self._source.count
        groups = self._source.groups() if isinstance(self._source, Grouped) else ()
        self._lines = Lines(groups, self._count)
        self._cursor = max(0, min(self._cursor, self._count - 1))
        self.virtual_size = Size(0, self._head + self._lines.height)

    def _find(self, row_id: str, near: int) -> int:
        row = self.row_at(near)
        if row is not None and row.id == row_id:
            return near
        if isinstance(self._source, Locating):
            position = self._source.position(row_id)
            if position is not None:
                return position
        for distance in range(1, 2 * PAGE):
            for index in (near - distance, near + distance):
                row = self.row_at(index)
                if row is not None and row.id == row_id:
                    return index
        return max(0, min(near, self._count - 1))

    def _reveal(self) -> None:
        room = self.scrollable_content_region.height - self._head
        if room <= 0:
            return
        line, top = self._lines.line_of(self._cursor), self.scroll_offset.y
        first = line - 1 if self._lines.opens_group(self._cursor) else line
        if first < top:
            self.scroll_to(y=first, animate=False)
        elif line >= top + room:
            self.scroll_to(y=line - room + 1, animate=False)

    def _refresh_row(self, index: int) -> None:
        y = self._lines.line_of(index) - self.scroll_offset.y + self._head
        if self._head <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def _announce(self) -> None:
        if self.is_attached:
            self.post_message(self.Highlighted(self, self.current, self._cursor))

    def notify_style_update(self) -> None:
        """Forget drawn lines when the theme, focus or a style changes."""
        super().notify_style_update()
        self._strips.clear()

    def veil_changed(self) -> None:
        """Draw again when names are covered, or no longer."""
        self._strips.clear()
        self.refresh()

    def on_mount(self) -> None:
        """Tell what the cursor is on as soon as there is somebody to hear it."""
        self._announce()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._strips.clear()
        self._reveal()

    def action_cursor(self, step: int) -> None:
        """Move the cursor by rows."""
        self.move_to(self._cursor + step)

    def action_page(self, step: int) -> None:
        """Move the cursor by a screenful."""
        self.move_to(self._cursor + step * self._screenful)
        self._turned = step
        if self._drawing is None:
            self._drawing = self.set_timer(DRAW_AHEAD, self._draw_ahead)

    @property
    def _screenful(self) -> int:
        return max(self.size.height - self._head - 1, 1)

    def _draw_ahead(self) -> None:
        """Read and draw the page that the next press will show, while nobody waits for it."""
        self._drawing = None
        width, console = self.scrollable_content_region.width, self.app.console
        for step in range(1, self._screenful + 1):
            index = self._cursor + self._turned * step
            if 0 <= index < self._count:
                self._row_strip(index, step == self._screenful, width).render(console)

    def action_edge(self, end: int) -> None:
        """Move the cursor to the first or the last row."""
        self.move_to(self._count - 1 if end else 0)
        if not end:
            self.scroll_to(y=0, animate=False)

    def key_enter(self, event: events.Key) -> None:
        """Choose the row."""
        event.stop()
        event.prevent_default()
        self._select()

    def _select(self) -> None:
        row = self.current
        if row is not None:
            self.post_message(self.Selected(self, row, self._cursor))

    def on_click(self, event: events.Click) -> None:
        """One click moves the cursor, two choose."""
        target = (
            self._lines.at(event.y - self._head + self.scroll_offset.y) if event.y >= self._head else None
        )
        if isinstance(target, int) and event.ctrl:
            self.toggle_mark(target)
        elif isinstance(target, int):
            self.move_to(target)
            if event.chain == 2:
                self._select()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines in view: a page down draws every line anew, and `_strips` keeps what can come back."""
        width, top = self.scrollable_content_region.width, self.scroll_offset.y
        return on_screen(self, (self._line(y, width, top) for y in crop.line_range), crop)

    def _empty_words(self) -> str:
        """What an empty list says to who looks: an app may know that there is nothing to do about it for them."""
        ask = getattr(self.app, "empty_words", None)
        return self.empty if ask is None else str(ask(self.screen, self.empty))

    def render_line(self, y: int) -> Strip:
        """Draw one line: header, heading, row, or the empty text."""
        return self._line(y, self.scrollable_content_region.width, self.scroll_offset.y)

    def _line(self, y: int, width: int, top: int) -> Strip:
        if width != self._layout[0]:
            self._strips.clear()
        if y < self._head:
            return self._header(width)
        if not self._count:
            lines = wrap(self._empty_words(), max(width - GUTTER - 2, 10))
            line = y - self._head - 1
            text = lines[line] if 0 <= line < len(lines) else ""
            return Strip([Segment(padded(text, width), self._style("empty"))], width)
        target = self._lines.at(y - self._head + top)
        if isinstance(target, Group):
            style = self._style("late" if target.state == "late" else "group")
            title = f"{one_line(target.title).upper()}  {thousands(target.count)}"
            return Strip([Segment(padded(title, width), style)], width)
        if target is None:
            return Strip.blank(width, self.rich_style)
        return self._row_strip(target, target == self._cursor, width)

    def _row_strip(self, index: int, chosen: bool, width: int) -> Strip:
        """Return the drawn row at `index`, made when it is not there yet."""
        strip = self._strips.get((index, chosen))
        if strip is None:
            row = self.row_at(index)
            strip = (
                Strip.blank(width, self.rich_style)
                if row is None
                else self._draw(row, chosen, width, row.id in self._marked)
            )
            self._strips[index, chosen] = strip
        return strip
