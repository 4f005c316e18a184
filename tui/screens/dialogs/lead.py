"""Who leads a case: one household, one plan, one lead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual.widget import Widget

from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line
from tui.widgets.suggest_input import SuggestInput, Suggestion


class LeadDialog(FormDialog[str]):
    """Asks for a name; `suggest` gives colleagues, another name may be typed."""

    HELP_NL = (
        "Eén huishouden, één plan, één regisseur. Kies een collega met ↓ en Enter, of typ een andere naam."
    )

    def __init__(
        self,
        suggest: Callable[[str], Sequence[Suggestion]],
        *,
        about: str = "",
        typed: str = "",
    ) -> None:
        super().__init__("Regie", about)
        self._suggest = suggest
        self._typed = typed

    def lines(self) -> Iterable[Widget]:
        """The name."""
        field = SuggestInput(self._suggest, self._typed, placeholder="naam", least=0, id="lead")
        yield form_line("Regie bij", field)

    def collect(self) -> str:
        """Return the name. Raises `Missing`."""
        name = self.query_one("#lead", SuggestInput).value.strip()
        if not name:
            raise Missing("Vul in wie de regie heeft.", "lead")
        return name
