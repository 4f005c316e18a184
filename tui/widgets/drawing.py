"""Lines that a widget draws itself, as they come on screen: without Textual's own cache and its looking up of styles.

That costs more than drawing the line. It is right only for what has no border, padding or opacity.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.filter import ANSIToTruecolor
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


def on_screen(widget: Widget, lines: Iterable[Strip], crop: Region) -> list[Strip]:
    """Return whole lines of a widget as they are shown: through its filters, and cut to what is asked.

    No system colours are turned into others: there are none here.
    """
    filters = [one for one in widget.get_line_filters() if not isinstance(one, ANSIToTruecolor)]
    background = widget.background_colors[1]
    found = []
    for strip in lines:
        for one in filters:
            strip = strip.apply_filter(one, background)
        found.append(strip if crop.column_span == (0, strip.cell_length) else strip.crop(*crop.column_span))
    return found
