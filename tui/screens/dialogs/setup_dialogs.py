"""The small form of Inrichting about a partner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.widget import Widget
from textual.widgets import Input

from store.codes import PartnerType
from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, text_of
from tui.widgets.choice import Choice


@dataclass(frozen=True, slots=True)
class PartnerInput:
    """An organisation that reports."""

    name: str
    type: PartnerType


class PartnerDialog(FormDialog[PartnerInput]):
    """Asks for name and kind."""

    SAVE_NL = "toevoegen"
    HELP_NL = "Vul de naam in zoals de partner zichzelf noemt, en kies wat voor organisatie het is."

    def __init__(self, municipality: str, *, typed: PartnerInput | None = None) -> None:
        super().__init__("Partner toevoegen", f"Voor {municipality}.")
        self._typed = typed

    def lines(self) -> Iterable[Widget]:
        """Name and kind."""
        name = self._typed.name if self._typed else ""
        kind = self._typed.type.value if self._typed else ""
        yield form_line("Naam", Input(name, compact=True, max_length=120, id="name"))
        yield form_line("Soort", Choice([(one.value, one.label) for one in PartnerType], kind, id="kind"))

    def collect(self) -> PartnerInput:
        """Return the partner. Raises `Missing`."""
        name, kind = text_of(self, "name"), self.query_one("#kind", Choice).value
        if not name:
            raise Missing("Vul de naam van de organisatie in.", "name")
        if not kind:
            raise Missing("Kies wat voor organisatie het is.", "kind")
        return PartnerInput(name, PartnerType.of(kind))
