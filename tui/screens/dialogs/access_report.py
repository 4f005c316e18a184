"""An *inzageoverzicht* for the resident: what kind of file, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from textual.widget import Widget
from textual.widgets import Input

from store.rules.export_answers import FORMATS
from tui.screens.dialogs.export import usual_folder
from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, text_of
from tui.widgets.choice import Choice


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file to write."""

    format: str
    folder: Path


class AccessReportDialog(FormDialog[ReportFile]):
    """Asks format and folder."""

    SAVE_NL = "schrijven"
    HELP_NL = (
        "Voor de betrokkene die vraagt wat er is vastgelegd: welke gegevens, van wie, aan wie gegeven, wie keek, hoe "
        "lang ze blijven. Wie meldde en geschreven teksten staan er niet in; die neemt u samen door. Het bestand is "
        "niet versleuteld."
    )

    def __init__(self, about: str, first: ReportFile | None = None) -> None:
        super().__init__(f"Inzageoverzicht: {about}", self.HELP_NL)
        self._first = first or ReportFile("pdf", usual_folder())

    def lines(self) -> Iterable[Widget]:
        """Format and folder."""
        yield form_line("Bestand", Choice(list(FORMATS.items()), self._first.format, id="format"))
        yield form_line("Map", Input(str(self._first.folder), compact=True, max_length=1000, id="folder"))

    def collect(self) -> ReportFile:
        """Return what to write; whether the folder is there the act says."""
        folder = text_of(self, "folder")
        if not folder:
            raise Missing("Vul de map in waarin het bestand komt.", "folder")
        return ReportFile(self.query_one("#format", Choice).value, Path(folder).expanduser())
