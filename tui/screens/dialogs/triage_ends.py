"""The other ends of a triage: another team, not picked up, advice. Each asks for a reason or a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.widget import Widget
from textual.widgets import Input, TextArea

from store.codes import NotTakenUpReason
from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, note_line, text_of
from tui.widgets.choice import Choice, Option


@dataclass(frozen=True, slots=True)
class OtherTeam:
    """A team chosen against the proposal, and why."""

    team_id: int
    reason: str


class OtherTeamDialog(FormDialog[OtherTeam]):
    """Asks for another team with the reason. `teams`: (row id, name)."""

    HELP_NL = "Kies het team en schrijf op waarom. Het voorstel en uw reden blijven samen bewaard."

    def __init__(self, proposed: str, teams: Sequence[Option], *, typed: OtherTeam | None = None) -> None:
        super().__init__("Anders kiezen", f"Het voorstel is {proposed}. Waar moet dit signaal dan heen?")
        self._teams = tuple(teams)
        self._typed = typed

    def lines(self) -> Iterable[Widget]:
        """Team and reason."""
        typed = self._typed
        yield form_line("Team", Choice(self._teams, str(typed.team_id) if typed else "", id="team"))
        reason = typed.reason if typed else ""
        field = Input(
            reason, placeholder="waarom niet het voorstel", compact=True, max_length=500, id="reason"
        )
        yield form_line("Omdat", field)

    def collect(self) -> OtherTeam:
        """Return the choice. Raises `Missing`."""
        team, reason = self.query_one("#team", Choice).value, text_of(self, "reason")
        if not team:
            raise Missing("Kies een team met de pijltjes.", "team")
        if len(reason) < 3:
            raise Missing("Schrijf op waarom; die reden staat later in de geschiedenis.", "reason")
        return OtherTeam(int(team), reason)


@dataclass(frozen=True, slots=True)
class NotTakenUp:
    """Why a signal is not picked up."""

    reason: NotTakenUpReason
    note: str


class NotTakenUpDialog(FormDialog[NotTakenUp]):
    """Asks why a signal is not picked up."""

    HELP_NL = "De partner hoort dat het signaal niet is opgepakt, nooit waarom."

    def __init__(self, *, typed: NotTakenUp | None = None) -> None:
        super().__init__("Niet oppakken", "De melder hoort dát het signaal niet is opgepakt, nooit waarom.")
        self._typed = typed

    def lines(self) -> Iterable[Widget]:
        """Reason and note."""
        typed = self._typed
        reasons = [(reason.value, reason.label) for reason in NotTakenUpReason]
        yield form_line("Reden", Choice(reasons, typed.reason.value if typed else "", id="reason"))
        yield note_line(typed.note if typed else "", placeholder="bij ‘overig’ nodig")

    def collect(self) -> NotTakenUp:
        """Return the reason. Raises `Missing`."""
        reason, note = self.query_one("#reason", Choice).value, text_of(self, "note")
        if not reason:
            raise Missing("Kies een reden met de pijltjes.", "reason")
        if reason == NotTakenUpReason.OTHER.value and not note:
            raise Missing("Schrijf bij ‘overig’ op wat de reden is.", "note")
        return NotTakenUp(NotTakenUpReason.of(reason), note)


class AdviceDialog(FormDialog[str]):
    """Asks for the advice that was given, and says what is wiped."""

    SAVE_NL = "advies vastleggen en gegevens wissen"
    HELP_NL = "Een advies telt mee in de cijfers, maar van de betrokkene en de melder blijft niets bewaard."

    def __init__(self, *, typed: str | None = None) -> None:
        super().__init__(
            "Advies geven",
            "Naam, adres, melder en alle teksten van dit signaal worden gewist. Dat kan niet ongedaan gemaakt "
            "worden. Schrijf het advies zonder namen of adressen.",
        )
        self._typed = typed

    def lines(self) -> Iterable[Widget]:
        """The advice."""
        yield form_line("Advies", TextArea(self._typed or "", id="advice", compact=True))

    def collect(self) -> str:
        """Return the advice. Raises `Missing`."""
        advice = self.query_one("#advice", TextArea).text.strip()
        if not advice:
            raise Missing("Het advies is nog leeg.", "advice")
        return advice
