"""Compact choices for forms: one of a few on a row, or several in a grid. Arrows, space, mouse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.text import fit, shorten

Option = tuple[str, str]
"""(value, Dutch label)"""


HIGH = 6
"""With more options than this, long labels are cut so that a grid has at least two columns."""


class OptionGrid(Widget, can_focus=True):
    """Options laid out over lines, a cursor among them."""

    DEFAULT_CSS = """
    OptionGrid {
        height: auto; width: 1fr; background: $background; color: $foreground;
        & > .choice--on { color: $primary; text-style: bold; }
        & > .choice--cursor { background: $primary-muted; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice--on", "choice--cursor"}
    MARKS: ClassVar[tuple[str, str]] = ("( ) ", "(•) ")

    BINDINGS = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("up", "line(-1)", show=False),
        Binding("down", "line(1)", show=False),
        Binding("home", "step(-999)", show=False),
        Binding("end", "step(999)", show=False),
        Binding("space", "choose", show=False),
    ]

    def __init__(
        self, options: Iterable[Option], *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.options: Sequence[Option] = tuple(options)
        self._cursor = 0
        self._placed: tuple[int, list[tuple[int, int, int]]] = (-1, [])

    def is_on(self, index: int) -> bool:
        """Tell whether the option at `index` is chosen."""
        raise NotImplementedError

    def choose(self, index: int) -> None:
        """Choose the option at `index`."""
        raise NotImplementedError

    def _label(self, index: int) -> str:
        return self.MARKS[self.is_on(index)] + shorten(self.options[index][1], 40)

    def _places(self, width: int) -> list[tuple[int, int, int]]:
        """Return (line, first cell, cells) for each option."""
        raise NotImplementedError

    def _cached_places(self, width: int) -> list[tuple[int, int, int]]:
        if self._placed[0] != width:
            self._placed = (width, self._places(max(width, 1)))
        return self._placed[1]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Take the whole width."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the options need."""
        return max((line for line, _, _ in self._cached_places(width)), default=0) + 1

    def render_line(self, y: int) -> Strip:
        """Draw the options of one line."""
        width = self.size.width
        on = self.get_component_rich_style("choice--on", partial=True)
        cursor = self.get_component_rich_style("choice--cursor", partial=True)
        segments, x = [], 0
        for index, (line, start, cells) in enumerate(self._cached_places(width)):
            if line != y:
                continue
            style = self.rich_style
            if self.has_focus and index == self._cursor:
                style += cursor
            if self.is_on(index):
                style += on
            segments += [
                Segment(" " * (start - x), self.rich_style),
                Segment(fit(self._label(index), cells), style),
            ]
            x = start + cells
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        for index, (line, start, cells) in enumerate(self._cached_places(self.size.width)):
            if event.y == line and start <= event.x < start + cells:
                self._cursor = index
                self.choose(index)
                self.refresh()

    def action_step(self, step: int) -> None:
        """Move the cursor along the options."""
        self._move(max(0, min(self._cursor + step, len(self.options) - 1)))

    def action_line(self, step: int) -> None:
        """Move the cursor to the nearest option on the line above or below; past the edge: the neighbour."""
        places = self._cached_places(self.size.width)
        line, start, _ = places[self._cursor]
        near = [index for index, place in enumerate(places) if place[0] == line + step]
        if near:
            self._move(min(near, key=lambda index: abs(places[index][1] - start)))
        else:
            self.action_step(step)

    def action_choose(self) -> None:
        """Choose the option under the cursor."""
        self.choose(self._cursor)
        self.refresh()

    def _move(self, index: int) -> None:
        self._cursor = index
        self.refresh()


def _flow(labels: Sequence[str], width: int) -> list[tuple[int, int, int]]:
    places, line, x = [], 0, 0
    for label in labels:
        cells = min(cell_len(label), width)
        if x and x + cells > width:
            line, x = line + 1, 0
        places.append((line, x, cells))
        x += cells + 2
    return places


class Choice(OptionGrid):
    """One of a few: "(•) telefoon ( ) e-mail". Moving the cursor chooses; `value` is "" while nothing is
    chosen.
    """

    class Changed(Message):
        """The person chose another option."""

        def __init__(self, choice: Choice, value: str) -> None:
            super().__init__()
            self.choice = choice
            self.value = value

        @property
        def control(self) -> Choice:
            """The widget, for `@on(Choice.Changed, "#id")`."""
            return self.choice

    def __init__(
        self,
        options: Iterable[Option],
        value: str = "",
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(options, id=id, classes=classes)
        self._value = ""
        self.value = value

    @property
    def value(self) -> str:
        """The chosen value; setting an unknown one chooses nothing. Setting posts no message."""
        return self._value

    @value.setter
    def value(self, value: str) -> None:
        values = [option for option, _ in self.options]
        self._value = value if value in values else ""
        if self._value:
            self._cursor = values.index(self._value)
        self.refresh()

    def is_on(self, index: int) -> bool:
        """Tell whether the option at `index` is the chosen one."""
        return self.options[index][0] == self._value

    def choose(self, index: int) -> None:
        """Choose and tell."""
        if not self.is_on(index):
            self._value = self.options[index][0]
            self.post_message(self.Changed(self, self._value))

    def _move(self, index: int) -> None:
        super()._move(index)
        self.choose(index)

    def _places(self, width: int) -> list[tuple[int, int, int]]:
        return _flow([self._label(index) for index in range(len(self.options))], width)


class MultiChoice(OptionGrid):
    """Several of many, in columns read downwards: "[x] zorgmijding". `values` keeps the order of the options."""

    MARKS = ("[ ] ", "[x] ")

    class Changed(Message):
        """The person switched an option on or off."""

        def __init__(self, choice: MultiChoice, values: tuple[str, ...]) -> None:
            super().__init__()
            self.choice = choice
            self.values = values

        @property
        def control(self) -> MultiChoice:
            """The widget, for `@on(MultiChoice.Changed, "#id")`."""
            return self.choice

    def __init__(
        self,
        options: Iterable[Option],
        values: Iterable[str] = (),
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(options, id=id, classes=classes)
        self._on: set[str] = set()
        self.values = tuple(values)

    @property
    def values(self) -> tuple[str, ...]:
        """The chosen values in the order of the options; setting posts no message."""
        return tuple(value for value, _ in self.options if value in self._on)

    @values.setter
    def values(self, values: Iterable[str]) -> None:
        known = {value for value, _ in self.options}
        self._on = known & set(values)
        self.refresh()

    def is_on(self, index: int) -> bool:
        """Tell whether the option at `index` is on."""
        return self.options[index][0] in self._on

    def choose(self, index: int) -> None:
        """Switch and tell."""
        self._on ^= {self.options[index][0]}
        self.post_message(self.Changed(self, self.values))

    def _places(self, width: int) -> list[tuple[int, int, int]]:
        sizes = [min(cell_len(self._label(index)), width) for index in range(len(self.options))]
        half = (len(sizes) + 1) // 2
        if len(sizes) > HIGH and max(sizes[:half]) + 2 + max(sizes[half:]) > width:
            sizes = [min(size, max((width - 2) // 2, 20)) for size in sizes]
        for lines in range(1, len(sizes) + 1):
            columns = [max(sizes[start : start + lines]) for start in range(0, len(sizes), lines)]
            if sum(columns) + 2 * (len(columns) - 1) <= width:
                break
        else:
            return []
        starts = [sum(columns[:number]) + 2 * number for number in range(len(columns))]
        return [(i % lines, starts[i // lines], size) for i, size in enumerate(sizes)]
