"""Draws only what will be seen: what a key changes on screen costs the lines it changes and no others.

Textual's compositor draws each widget that touches a changed region over its full height, and the containers behind it
too, and then leaves out what is covered. Here a widget is asked for a line only when something in that line is still
open: the lines of a list cover the halves, the body and the screen behind them, so these are not drawn at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rich.console import Console
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.reactive import Reactive
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

_Line = dict[int, Strip | None]
"""Of one line of the screen: each place where a widget begins, with what is drawn from there once that is known."""


class _Update(ChopsUpdate):
    """The changed parts of lines, as what is sent to the terminal."""

    def render_segments(self, console: Console) -> str:
        """Return the parts with the place of each before it."""
        parts: list[str] = []
        for y, first, last in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=True):
                if strip is None or x >= last or end <= first:
                    continue
                shown = strip if end <= last else strip.crop(0, last - x)
                parts.append(f"\x1b[{y + 1};{x + 1}H{shown.render(console)}")
        return "".join(parts)


class Painter(Compositor):
    """A compositor that asks widgets only for lines that are still open."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """Return what changed, or None when nothing did."""
        changed = [region.intersection(self.size.region) for region in self._dirty_regions]
        self._dirty_regions.clear()
        spans = list(self._regions_to_spans(changed))
        if not spans:
            return None
        cuts = self.cuts
        lines: list[_Line] = [dict.fromkeys(line[:-1]) for line in cuts]
        open_: dict[int, set[int]] = {}
        for y, first, last in spans:
            places = {x for x, end in zip(cuts[y], cuts[y][1:], strict=False) if x < last and end > first}
            open_[y] = open_.get(y, set()) | places
        self._paint(lines, open_)
        return _Update(lines, spans, [line[1:] for line in cuts])

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        lines: list[_Line] = [dict.fromkeys(line[:-1]) for line in self.cuts]
        self._paint(lines, {y: set(line) for y, line in enumerate(lines) if is_rendered_line(y)})
        found: Any = lines
        return found  # type: ignore[no-any-return]

    def _paint(self, lines: Sequence[_Line], open_: dict[int, set[int]]) -> None:
        """Fill the `open_` places of `lines` (of each line number) from front to back."""
        cuts = self.cuts
        for widget, (region, clip) in self.visible_widgets.items():
            seen = clip.intersection(region)
            left, right = seen.column_span
            asked = [
                y for y in seen.line_range if y in open_ and any(left <= place < right for place in open_[y])
            ]
            if not asked:
                continue
            top = asked[0]
            strips = widget.render_lines(
                Region(left - region.x, top - region.y, seen.width, asked[-1] - top + 1)
            )
            for y in asked:
                if y - top >= len(strips):
                    break
                places = [cut for cut in cuts[y] if left <= cut <= right]
                pieces = strips[y - top].divide([cut - left for cut in places[1:]])
                line, still = lines[y], open_[y]
                for place, piece in zip(places, pieces, strict=False):
                    if place in still:
                        line[place] = piece
                        still.discard(place)
                if not still:
                    del open_[y]
            if not open_:
                return


class PaintsLittle(Screen[Any]):
    """A screen that draws only what will be seen; mix it into one with a list.

    Another focus draws what looks different by it, not the whole screen as Textual does.
    """

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._compositor = Painter()
