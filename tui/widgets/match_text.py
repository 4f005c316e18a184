"""Why something was found: what matched, with the matching part marked in the text. Always plain text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from store.queries.search_shapes import Match
from store.text import visible
from tui.privacy import veil_of
from tui.text import fit
from tui.widgets.line_text import LineText

LABEL = 16
_MARKED, _PLAIN, _LABEL = "marked", "", "label"
Piece = tuple[str, str]


class MatchText(LineText):
    """Shows matches one below the other; what matched is bold and underlined, so not by colour alone."""

    DEFAULT_CSS = """
    MatchText {
        height: auto; width: 1fr; background: $background; color: $foreground;
        & > .match-text--label { color: $text-muted; }
        & > .match-text--marked { color: $primary; text-style: bold underline; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"match-text--label", "match-text--marked"}
    PREFIX = "match-text--"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._matches: tuple[Match, ...] = ()
        self._laid_out: tuple[int, list[list[Piece]]] = (-1, [])

    def show(self, matches: Sequence[Match]) -> None:
        """Show other matches."""
        self._matches = tuple(matches)
        self.veil_changed()

    def veil_changed(self) -> None:
        """Lay out again when names are covered, or no longer."""
        self._laid_out = (-1, [])
        self.refresh(layout=True)

    @property
    def text(self) -> str:
        """All lines as they stand on the screen, what matched between ‹ and ›: for tests."""
        return "\n".join(
            "".join(f"‹{text}›" if style == _MARKED else text for text, style in line).rstrip()
            for line in self._lines(self.size.width or 80)
        )

    def _lines(self, width: int) -> list[list[Piece]]:
        if self._laid_out[0] != width:
            lines = [line for match in self._matches for line in self._match(match, max(width, LABEL + 10))]
            self._laid_out = (width, lines)
        return self._laid_out[1]

    def _match(self, match: Match, width: int) -> list[list[Piece]]:
        """Return the lines of one match: its label, then the text broken between words."""
        veil = veil_of(self)
        pieces = match.pieces if veil is None else ((veil.text(match.text), False),)
        lines: list[list[Piece]] = [[(fit(match.what, LABEL) + "  ", _LABEL)]]
        room = width - LABEL - 2
        for text, marked in pieces:
            for word in visible(text).replace(" ", " \0").split("\0"):
                while word:
                    size = cell_len(word.rstrip())
                    if size <= room or room == width - LABEL - 2:
                        taken = word if size <= room else word[:room]
                        lines[-1].append((taken, _MARKED if marked else _PLAIN))
                        room -= cell_len(taken)
                        word = word[len(taken) :]
                    else:
                        lines.append([(" " * (LABEL + 2), _LABEL)])
                        room = width - LABEL - 2
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the lines."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.size.width
        lines = self._lines(width)
        if y >= len(lines):
            return Strip.blank(width, self.style_of())
        segments = [Segment(text, self.style_of(style)) for text, style in lines[y]]
        return Strip(segments).adjust_cell_length(width, self.style_of())
