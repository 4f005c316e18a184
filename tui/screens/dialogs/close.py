"""Closing a case: with which result, and why that result is not possible yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual import on
from textual.widget import Widget

from store.codes import Outcome
from tui.screens.dialogs.columns import ColumnChoice
from tui.screens.dialogs.form_dialog import FormDialog, Missing, note_line, text_of
from tui.widgets.choice import Choice


@dataclass(frozen=True, slots=True)
class CloseInput:
    """What `store.acts.cases.close_case` needs."""

    outcome: Outcome
    reason: str


class CloseDialog(FormDialog[CloseInput]):
    """Asks for the outcome. `no_contact_missing`: what stands before "definitief geen contact" (contact ladder)."""

    SAVE_NL = "sluiten"
    DEFAULT_CSS = "CloseDialog #outcome { margin: 1 0 0 0; }"
    HELP_NL = (
        "Een casus sluit met één eindresultaat. Definitief geen contact kan pas na vier pogingen van twee soorten, "
        "met een huisbezoek en een poging in de avond. Open acties rondt u eerst af. "
        "Melders die dat wilden horen nog één keer van u."
    )

    def __init__(
        self,
        *,
        about: str = "",
        open_actions: int = 0,
        no_contact_missing: tuple[str, ...] = (),
        typed: CloseInput | None = None,
    ) -> None:
        words = "staat nog 1 actie" if open_actions == 1 else f"staan nog {open_actions} acties"
        self._waiting = f"Er {words} open. Rond die eerst af (blad Acties, toets v)." if open_actions else ""
        super().__init__(
            "Casus sluiten: wat is het eindresultaat?",
            "\n".join(part for part in (about, self._waiting) if part),
        )
        self._missing = no_contact_missing
        self._typed = typed

    def lines(self) -> Iterable[Widget]:
        """Outcome and explanation."""
        typed = self._typed
        outcomes = [(outcome.value, outcome.label.removeprefix("toegeleid naar ")) for outcome in Outcome]
        yield ColumnChoice(outcomes, typed.outcome.value if typed else "", id="outcome")
        yield note_line(typed.reason if typed else "", id="reason")

    @on(Choice.Changed, "#outcome")
    def _warn(self, event: Choice.Changed) -> None:
        """Tell at once why an outcome is not possible yet."""
        self.tell(self._problem(event.value))

    def _problem(self, outcome: str) -> str:
        if outcome == Outcome.NO_CONTACT.value and self._missing:
            return "Nog niet af te sluiten als definitief geen contact. " + " ".join(self._missing)
        return ""

    def tell(self, sentence: str) -> None:
        """Show a problem, or take it away."""
        super().tell(sentence)
        self.query_one("#problem").set_class(bool(sentence), "-shown")

    def collect(self) -> CloseInput:
        """Return the outcome. Raises `Missing`."""
        outcome = self.query_one("#outcome", Choice).value
        if not outcome:
            raise Missing("Kies het eindresultaat.", "outcome")
        if problem := self._problem(outcome):
            raise Missing(problem, "outcome")
        if self._waiting:
            raise Missing(self._waiting, "outcome")
        return CloseInput(Outcome.of(outcome), text_of(self, "reason"))
