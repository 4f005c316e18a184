"""Two records side by side, line by line: what agrees and what differs is said by a sign and a word, not by colour."""

from __future__ import annotations

from collections.abc import Sequence

from store.queries.duplicates import Likeness
from tui.privacy import veil_of
from tui.text import fit, wrap
from tui.widgets.field_text import FieldText

_SIGNS = {True: "=", False: "≠", None: " "}
_WORDS = {True: "gelijk", False: "verschilt", None: ""}
_SIDE = 18
"""Width of one value below which the second goes under the first."""
_LABEL = 13


class CompareText(FieldText):
    """Shows lines of a comparison; heads above the two columns say which record is which."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._heads = ("", "")
        self._compared: tuple[Likeness, ...] = ()

    def compare(self, heads: tuple[str, str], lines: Sequence[Likeness]) -> None:
        """Show another comparison."""
        self._heads, self._compared = heads, tuple(lines)
        self.veil_changed()

    def _lines(self, width: int) -> list[tuple[str, str, str]]:
        if self._laid_out[0] == width:
            return self._laid_out[1]
        room = width - _LABEL - 2
        wide = room >= 2 * _SIDE + 2
        side = (room - 2) // 2 if wide else room
        made: list[tuple[str, str, str]] = []
        if self._compared:
            made += self._both("  ", *self._heads, side, "title", wide=wide)
        veil = veil_of(self)
        for line in self._compared:
            one, other = line.one or "–", line.other or "–"
            if veil is not None:
                one, other = veil.text(one), veil.text(other)
            style = {True: "quiet", False: "strong", None: ""}[line.same]
            made += self._both(f"{_SIGNS[line.same]} {line.label}", one, other, side, style, wide=wide)
        self._laid_out = (width, made)
        return made

    def _both(
        self, label: str, one: str, other: str, side: int, style: str, *, wide: bool
    ) -> list[tuple[str, str, str]]:
        left, right = wrap(one, side), wrap(other, side)
        if not wide:
            rows = [*left, *right]
        else:
            high = max(len(left), len(right))
            left += [""] * (high - len(left))
            right += [""] * (high - len(right))
            rows = [f"{fit(first, side)}  {second}" for first, second in zip(left, right, strict=True)]
        heads = [fit(label, _LABEL) + "  ", *[" " * (_LABEL + 2)] * (len(rows) - 1)]
        return [(head, row, style) for head, row in zip(heads, rows, strict=True)]


def told(lines: Sequence[Likeness]) -> str:
    """Return in words what agrees and what differs, for who sees no signs or colours."""
    parts = [
        f"{_WORDS[same]}: {', '.join(line.label.lower() for line in lines if line.same is same)}"
        for same in (True, False)
        if any(line.same is same for line in lines)
    ]
    return " · ".join(parts)
