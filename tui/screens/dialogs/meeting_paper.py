"""A meeting on paper: which paper, for whom, as what kind of file and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from store.codes import LegalBasis
from store.rules.export_answers import FORMATS, GROUNDS
from tui.screens.dialogs.export import usual_folder
from tui.screens.dialogs.folder import typed_folder
from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line
from tui.widgets.choice import Choice

if TYPE_CHECKING:
    from store.acts.meeting_export import Paper

PAPERS_NL: Mapping[Paper, str] = {
    "agenda": "agenda",
    "minutes": "verslag",
    "actions": "actielijst",
    "outcome": "uitkomst",
}
_TEAM = "team"


@dataclass(frozen=True, slots=True)
class PaperInput:
    """One paper to write; without `partner_id` it is for the whole team and `basis` is not used."""

    what: Paper
    partner_id: int | None
    basis: LegalBasis
    format: str
    folder: Path


class MeetingPaperDialog(FormDialog[PaperInput]):
    """Asks for one paper. `begun`: there is more than an agenda. `partners`: (id, name) of those at the table."""

    SAVE_NL = "schrijven"
    HELP_NL = (
        "Het bestand is niet versleuteld; personen staan er met initialen in. Een partner krijgt alleen de eigen "
        "punten, en dat wordt vastgelegd als verstrekking. Schrijven is niet ongedaan te maken."
    )
    DEFAULT_CSS = "MeetingPaperDialog > #dialog { width: 92; }"

    def __init__(
        self,
        heading: str,
        partners: Sequence[tuple[int, str]],
        first: PaperInput,
        *,
        begun: bool,
    ) -> None:
        super().__init__(f"Op papier: {heading}", self.HELP_NL)
        self._partners = partners
        self._first = first
        self._begun = begun

    def lines(self) -> Sequence[Widget]:
        """The fields."""
        first = self._first
        papers = [(key, name) for key, name in PAPERS_NL.items() if self._begun or key == "agenda"]
        whom = [(_TEAM, "heel team"), *((str(number), name) for number, name in self._partners)]
        chosen = _TEAM if first.partner_id is None else str(first.partner_id)
        grounds = [(str(one.value), one.label) for one in GROUNDS]
        basis = form_line("Grondslag", Choice(grounds, str(first.basis.value), id="basis"), id="basis-line")
        basis.display = first.partner_id is not None
        return (
            form_line("Wat", Choice(papers, first.what, id="what")),
            form_line("Voor", Choice(whom, chosen, id="whom")),
            basis,
            form_line("Bestand", Choice(list(FORMATS.items()), first.format, id="format")),
            form_line("Map", Input(str(first.folder), compact=True, max_length=1000, id="folder")),
        )

    @on(Choice.Changed, "#what")
    def _what_changed(self, event: Choice.Changed) -> None:
        """The outcome is for another program: it is json only."""
        if event.value == "outcome":
            self.query_one("#format", Choice).value = "json"

    @on(Choice.Changed, "#whom")
    def _whom_changed(self, event: Choice.Changed) -> None:
        """Only what leaves the team needs a ground."""
        self.query_one("#basis-line").display = event.value != _TEAM

    def collect(self) -> PaperInput:
        """Return the paper. Raises `Missing`."""
        chosen, kind = self.query_one("#what", Choice).value, self.query_one("#format", Choice).value
        what = next(paper for paper in PAPERS_NL if paper == chosen)
        if what == "outcome" and kind != "json":
            raise Missing(
                "De uitkomst is er alleen als gegevens (json). Kies dat, of een ander papier.", "format"
            )
        whom = self.query_one("#whom", Choice).value
        return PaperInput(
            what,
            None if whom == _TEAM else int(whom),
            LegalBasis.of(self.query_one("#basis", Choice).value),
            kind,
            typed_folder(self),
        )


def first_paper(*, closed: bool, partner_id: int | None = None) -> PaperInput:
    """Return what is likely wanted: the minutes of a closed meeting, else the agenda; pdf, in the usual folder."""
    return PaperInput("minutes" if closed else "agenda", partner_id, LegalBasis.WMO, "pdf", usual_folder())
