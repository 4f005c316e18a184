"""A note: what was seen, or what somebody thinks; never mixed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.widget import Widget
from textual.widgets import TextArea

from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line
from tui.widgets.choice import Choice


@dataclass(frozen=True, slots=True)
class NoteInput:
    """What `store.acts.case_work.add_note` needs; `is_fact` is False for an impression or opinion."""

    body: str
    is_fact: bool


class NoteDialog(FormDialog[NoteInput]):
    """Asks for a note and whether it was seen or is thought."""

    HELP_NL = "Schrijf op wat is gezien of gedaan, of wat iemand denkt. De betrokkene mag dit later lezen."

    DEFAULT_CSS = "NoteDialog TextArea { height: 8; }"

    def __init__(self, *, about: str = "", typed: NoteInput | None = None) -> None:
        super().__init__("Notitie", about)
        self._typed = typed

    def lines(self) -> Iterable[Widget]:
        """Text and kind."""
        typed = self._typed
        yield form_line("Notitie", TextArea(typed.body if typed else "", id="body", compact=True))
        kinds = [("fact", "gezien, gehoord of gedaan"), ("opinion", "indruk of mening")]
        chosen = "opinion" if typed and not typed.is_fact else "fact"
        yield form_line("Dit is", Choice(kinds, chosen, id="is_fact"))

    def collect(self) -> NoteInput:
        """Return the note. Raises `Missing`."""
        body = self.query_one("#body", TextArea).text.strip()
        if not body:
            raise Missing("De notitie is nog leeg.", "body")
        return NoteInput(body, self.query_one("#is_fact", Choice).value == "fact")
