"""What is drawn is what Textual would draw; covered containers, and lines that did not change, are not drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyte
import pytest
from rich.segment import Segment
from textual._compositor import Compositor
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input, Static

from tests.tui.conftest import LARGE, SMALL, HostApp
from tui.painting import Painter, PaintsLittle
from tui.widgets.record_list import Column, ListSource, RecordList, Row

ROWS = [Row(str(number), (f"rij {number}", "李小龙 Ş. Yıldız" * (number % 3))) for number in range(200)]


class _Busy(PaintsLittle, Screen[None]):
    """A list in halves that overlap nothing, beside text that scrolls, under a note that floats above both."""

    CSS = """
    _Busy { layers: base above; }
    #note { layer: above; offset: 20 4; width: 30; height: 5; border: round $primary; }
    #right { border-left: solid $border-blurred; padding: 0 1; }
    """

    def compose(self) -> ComposeResult:
        yield Static("boven", id="top")
        with Horizontal():
            with Vertical():
                yield Input("zoek", compact=True)
                yield RecordList((Column("Een", 12), Column("Twee", fraction=1)), ListSource(ROWS))
            with VerticalScroll(id="right"):
                yield Static("\n".join(f"regel {number} 李" for number in range(80)), id="text")
        yield Static("zweeft", id="note")


def cells(strips: list[Strip]) -> list[list[tuple[str, Any]]]:
    """Each character with its style, so that it does not matter where a line was cut."""
    return [
        [
            (char, segment.style)
            for segment in Segment.simplify(strip)
            for char in segment.text
            if not segment.control
        ]
        for strip in strips
    ]


def as_textual(painter: Painter) -> list[Strip]:
    """What Textual itself makes of the same widgets in the same places."""
    chops = Compositor._render_chops(painter, painter.size.region, lambda y: True)
    return [Strip.join(chop.values()) for chop in chops]


def painter_of(app: HostApp) -> Painter:
    painter = app.screen._compositor
    assert isinstance(painter, Painter)
    return painter


@pytest.mark.parametrize("size", [SMALL, LARGE, (30, 8)])
async def test_the_same_cells_as_textual(size: tuple[int, int]) -> None:
    app = HostApp(screen=_Busy())
    async with app.run_test(size=size) as pilot:
        records = app.screen.query_one(RecordList)
        moves: list[Callable[[], object]] = [
            lambda: None,
            lambda: records.action_page(1),
            lambda: records.action_edge(1),
            lambda: records.action_cursor(-1),
            lambda: app.screen.query_one("#right").scroll_to(y=7, animate=False),
            lambda: app.screen.query_one("#note").set_styles("offset: 3 2;"),
        ]
        for move in moves:
            move()
            await pilot.pause()
            painter = painter_of(app)
            assert cells(painter.render_strips()) == cells(as_textual(painter))


async def test_what_is_sent_leaves_the_terminal_as_a_whole_drawing_would() -> None:
    app = HostApp(screen=_Busy())
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        painter, records = painter_of(app), app.screen.query_one(RecordList)
        terminal, whole = _Terminal(LARGE), _Terminal(LARGE)
        terminal.feed(painter.render_full_update().render_segments(app.console))
        before = list(terminal.display)
        records.action_page(1)
        painter.update_widgets({records, records.vertical_scrollbar})
        update = painter.render_partial_update()
        assert update is not None
        terminal.feed(update.render_segments(app.console))
        whole.feed(painter.render_full_update().render_segments(app.console))
        assert terminal.display == whole.display != before
        assert painter.render_partial_update() is None


async def test_a_moved_cursor_draws_two_lines_and_no_container() -> None:
    app = HostApp(screen=_Busy())
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        asked = _asked_for(app)
        records, painter = app.screen.query_one(RecordList), painter_of(app)
        records.move_to(20)
        painter.update_widgets({records})
        painter.render_partial_update()
        asked.clear()
        records.move_to(21)
        painter.update_widgets({records})
        painter.render_partial_update()
        assert asked == {"RecordList": 2}


async def test_another_focus_draws_no_more_than_looks_different() -> None:
    app = HostApp(screen=_Busy())
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        asked = _asked_for(app)
        app.screen.query_one(RecordList).focus()
        await _nothing_left_to_draw(pilot, asked)
        app.screen.query_one(Input).focus()
        await pilot.pause()
        assert {"Input", "RecordList"} <= set(asked)
        assert not {"_Busy", "Horizontal", "Vertical", "VerticalScroll"} & set(asked)


async def _nothing_left_to_draw(pilot: Pilot[Any], asked: dict[str, int]) -> None:
    """Wait until a moment goes by in which nothing is drawn: what begins late, as after a first layout, is over."""
    for _ in range(100):
        asked.clear()
        await pilot.pause()
        if not asked:
            return
    raise AssertionError("it went on drawing")


def _asked_for(app: HostApp) -> dict[str, int]:
    """Count from now on how many lines of each kind of widget are asked for."""
    asked: dict[str, int] = {}

    def count(widget: Any) -> None:
        draw = widget.render_lines

        def render_lines(crop: Any) -> list[Strip]:
            name = type(widget).__name__
            asked[name] = asked.get(name, 0) + crop.height
            lines: list[Strip] = draw(crop)
            return lines

        widget.render_lines = render_lines

    for widget in app.screen.walk_children(with_self=True):
        count(widget)
    return asked


class _Terminal:
    """What a terminal shows after what was sent to it."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self._screen)

    def feed(self, sent: str) -> None:
        self._stream.feed(sent)

    @property
    def display(self) -> list[str]:
        return list(self._screen.display)
