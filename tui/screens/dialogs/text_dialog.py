"""A text of several lines, when one line is too short and the act has only this to ask."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import TextArea

from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line


class TextDialog(FormDialog[str]):
    """Asks for a text; `missing` is the Dutch sentence when it is left empty ("" when it may be empty)."""

    DEFAULT_CSS = "TextDialog TextArea { height: 7; }"

    def __init__(
        self, title: str, detail: str = "", *, label: str, missing: str = "", typed: str = ""
    ) -> None:
        super().__init__(title, detail)
        self._label = label
        self._missing = missing
        self._typed = typed

    def lines(self) -> Iterable[Widget]:
        """The text."""
        yield form_line(self._label, TextArea(self._typed, id="text", compact=True))

    def collect(self) -> str:
        """Return the text. Raises `Missing`."""
        text = self.query_one("#text", TextArea).text.strip()
        if not text and self._missing:
            raise Missing(self._missing, "text")
        return text
