"""Labels with their values, as in a preview: the label quiet, the value wrapped beside it. Always plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from tui.privacy import COVER, veil_of
from tui.text import fit, wrap
from tui.widgets.line_text import LineText

NARROW = 44
"""Width below which the value goes under its label."""


@dataclass(frozen=True, slots=True)
class Field:
    """One line or paragraph. No label: the value takes the whole width. `style`: "", "quiet", "strong",
    "late", "today", "accent" or "title". `private`: covered whole on a shared screen.
    """

    label: str = ""
    value: str = ""
    style: str = ""
    private: bool = False


BLANK = Field()


class FieldText(LineText):
    """Shows fields one below the other, as high as they need; put it in a `VerticalScroll` when that may be
    much.
    """

    DEFAULT_CSS = """
    FieldText {
        height: auto; width: 1fr; background: $background; color: $foreground;
        & > .field-text--label { color: $text-muted; }
        & > .field-text--quiet { color: $text-muted; }
        & > .field-text--strong { text-style: bold; }
        & > .field-text--title { text-style: bold; }
        & > .field-text--accent { color: $primary; }
        & > .field-text--late { color: $text-error; text-style: bold; }
        & > .field-text--today { color: $text-warning; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"field-text--{name}" for name in ("label", "quiet", "strong", "title", "accent", "late", "today")
    }
    PREFIX = "field-text--"

    def __init__(
        self,
        fields: Sequence[Field] = (),
        *,
        label_width: int = 16,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._fields = tuple(fields)
        self._label_width = label_width
        self._laid_out: tuple[int, list[tuple[str, str, str]]] = (-1, [])

    def veil_changed(self) -> None:
        """Lay out again when names are covered, or no longer."""
        self._laid_out = (-1, [])
        self.refresh(layout=True)

    @property
    def fields(self) -> tuple[Field, ...]:
        """What is shown."""
        return self._fields

    def show(self, fields: Sequence[Field]) -> None:
        """Show other fields."""
        if tuple(fields) == self._fields:
            return
        self._fields = tuple(fields)
        self._laid_out = (-1, [])
        self.refresh(layout=True)

    @property
    def text(self) -> str:
        """All lines as they stand on the screen, for tests and for copying."""
        lines = self._lines(self.size.width or 80)
        return "\n".join((label + value).rstrip() for label, value, _ in lines)

    def _lines(self, width: int) -> list[tuple[str, str, str]]:
        """Return (label cells, value, style) per line."""
        if self._laid_out[0] == width:
            return self._laid_out[1]
        lines: list[tuple[str, str, str]] = []
        veil = veil_of(self)
        for field in self._fields:
            if veil is not None:
                hidden = COVER if field.private and field.value else veil.text(field.value)
                field = replace(field, value=hidden)
            if not field.label:
                lines += [("", line, field.style) for line in wrap(field.value, width)]
            elif width < NARROW:
                lines.append((fit(field.label, width), "", field.style))
                lines += [("  ", line, field.style) for line in wrap(field.value, width - 2)]
            else:
                label = fit(field.label, self._label_width) + "  "
                for line in wrap(field.value, width - len(label)):
                    lines.append((label, line, field.style))
                    label = " " * len(label)
        self._laid_out = (width, lines)
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the wrapped lines."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.size.width
        lines = self._lines(width)
        if y >= len(lines):
            return Strip.blank(width, self.style_of())
        label, value, style = lines[y]
        segments = [Segment(label, self.style_of("label")), Segment(value, self.style_of(style))]
        return Strip(segments).adjust_cell_length(width, self.style_of())
