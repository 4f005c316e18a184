"""One line across the screen for what comes before everything else: call first."""

from __future__ import annotations

from textual.widgets import Static

from tui.text import plain


class AlertLine(Static):
    """Hidden until `say` is given sentences; each gets a line of its own, with a sign so that colour is not alone."""

    DEFAULT_CSS = """
    AlertLine {
        display: none; height: auto; width: 1fr; padding: 0 2;
        background: $text-error; color: $background; text-style: bold;
        &.-shown { display: block; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("", markup=False, id=id)
        self.sentences: tuple[str, ...] = ()

    def say(self, *sentences: str) -> None:
        """Show these sentences; none hides the line."""
        if sentences == self.sentences:
            return
        self.sentences = sentences
        self.update(plain("\n".join(f"!  {sentence}" for sentence in sentences)))
        self.set_class(bool(sentences), "-shown")
