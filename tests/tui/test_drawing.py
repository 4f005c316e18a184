"""A column of text, and its scrollbar, look as Textual would draw them, whichever part is asked."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from textual.app import ComposeResult
from textual.geometry import Region
from textual.screen import Screen
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget

from tests.tui.conftest import SMALL, HostApp
from tui.widgets.field_text import Field, FieldText
from tui.widgets.pane import Pane

FIELDS = [
    Field("Nummer", f"regel {number} 李小龙 Ş.", ("", "late", "title")[number % 3]) for number in range(60)
]


class _Column(Screen[None]):
    CSS = """
    #few { height: 6; border: solid $primary; }
    #padded { padding: 1 2; height: 7; }
    #many { height: 1fr; scrollbar-size-vertical: 1; padding: 0 1; }
    """

    def compose(self) -> ComposeResult:
        yield Pane(FieldText(FIELDS[:2]), id="few")
        yield FieldText(FIELDS[:3], id="padded")
        yield Pane(FieldText(FIELDS, id="text"), id="many")


def looks(strips: list[Strip]) -> list[list[object]]:
    """What one sees of each cell: of an empty one no more than its background."""
    return [
        [
            (char, segment.style.bgcolor if char == " " and segment.style else segment.style)
            for segment in Segment.simplify(strip)
            for char in segment.text
        ]
        for strip in strips
    ]


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
async def test_it_looks_as_textual_draws_it(theme: str) -> None:
    app = HostApp(screen=_Column())
    app.theme = theme
    async with app.run_test(size=SMALL) as pilot:
        app.screen.query_one("#many").scroll_to(y=7, animate=False)
        await pilot.pause()
        drawn: list[Widget] = list(app.screen.query("FieldText, Pane"))
        drawn.append(app.screen.query_one("#many", Pane).vertical_scrollbar)
        assert isinstance(drawn[-1], ScrollBar)
        assert drawn[-1].display
        for widget in drawn:
            width, height = widget.outer_size
            for crop in (Region(0, 0, width, height), Region(width // 2, 1, width - width // 2, height - 1)):
                expected = looks(widget._styles_cache.render_widget(widget, crop))
                assert looks(widget.render_lines(crop)) == expected, (widget, crop)
