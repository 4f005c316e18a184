"""What the resident agreed to: with whom may be shared, for what, since when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from textual.widget import Widget
from textual.widgets import Input

from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, text_of
from tui.widgets.date_input import DateInput
from tui.widgets.suggest_input import SuggestInput, Suggestion


@dataclass(frozen=True, slots=True)
class ConsentInput:
    """What `store.acts.sharing.give_consent` needs; an empty organisation is any."""

    organisation: str
    scope: str
    given_on: date
    note: str


class ConsentDialog(FormDialog[ConsentInput]):
    """Asks with whom may be shared, for what, and when the resident said so."""

    HELP_NL = (
        "Toestemming is vrij gegeven en kan elke dag weer worden ingetrokken. Schrijf op met wie u mag delen en "
        "waarvoor. Laat u de organisatie leeg, dan geldt de toestemming voor iedereen die helpt."
    )

    DEFAULT_CSS = "ConsentDialog #given_on { width: 20; }"

    def __init__(
        self,
        today: date,
        suggest: Callable[[str], Sequence[Suggestion]],
        *,
        about: str = "",
        typed: ConsentInput | None = None,
    ) -> None:
        super().__init__("Toestemming van de betrokkene", about)
        self._today = today
        self._suggest = suggest
        self._typed = typed or ConsentInput("", "", today, "")

    def lines(self) -> Iterable[Widget]:
        """With whom, for what, since when, how."""
        typed = self._typed
        yield form_line(
            "Met wie",
            SuggestInput(
                self._suggest,
                typed.organisation,
                placeholder="organisatie; leeg is iedereen die helpt",
                id="organisation",
            ),
        )
        yield form_line("Waarvoor", self._line(typed.scope, "alles wat nodig is, of alleen …", "scope"))
        yield form_line("Gegeven op", DateInput(self._today, typed.given_on, id="given_on"))
        yield form_line("Hoe", self._line(typed.note, "mondeling, schriftelijk, waar en bij wie", "note"))

    def _line(self, value: str, placeholder: str, field: str) -> Input:
        return Input(value, placeholder=placeholder, compact=True, max_length=500, id=field)

    def collect(self) -> ConsentInput:
        """Return what was filled in. Raises `Missing`."""
        given = self.query_one("#given_on", DateInput)
        if given.day is None:
            raise Missing(given.problem or "Vul in wanneer de betrokkene dit zei.", "given_on")
        if given.day > self._today:
            raise Missing("Die dag ligt in de toekomst.", "given_on")
        return ConsentInput(
            text_of(self, "organisation"), text_of(self, "scope"), given.day, text_of(self, "note")
        )
