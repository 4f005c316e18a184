"""One of many: the options of a long list in two columns, so that they align and the list stays short."""

from __future__ import annotations

from rich.cells import cell_len

from tui.widgets.choice import Choice

GAP = 2


class ColumnChoice(Choice):
    """A `Choice` in two columns, read from left to right; → goes to the neighbour, ↓ to the line below."""

    def _places(self, width: int) -> list[tuple[int, int, int]]:
        half = (width + GAP) // 2
        sizes = [cell_len(self._label(index)) for index in range(len(self.options))]
        return [(index // 2, index % 2 * half, min(size, half - GAP)) for index, size in enumerate(sizes)]
