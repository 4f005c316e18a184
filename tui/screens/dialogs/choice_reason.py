"""One of a code list, with a few words beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.widget import Widget

from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, note_line, text_of
from tui.widgets.choice import Choice


@dataclass(frozen=True, slots=True)
class ReasonChoice:
    """The chosen identifier of the code list and what was written beside it."""

    value: str
    note: str


class ChoiceReasonDialog(FormDialog[ReasonChoice]):
    """Asks `title` with `options` (identifier, Dutch label); for those in `needs_note` the note may not be empty."""

    def __init__(
        self,
        title: str,
        options: Sequence[tuple[str, str]],
        *,
        detail: str = "",
        label: str = "Reden",
        needs_note: Sequence[str] = (),
        typed: ReasonChoice | None = None,
    ) -> None:
        super().__init__(title, detail)
        self._options = tuple(options)
        self._label = label
        self._needs_note = frozenset(needs_note)
        self._typed = typed

    def lines(self) -> Iterable[Widget]:
        """The options and the note."""
        typed = self._typed
        yield form_line(self._label, Choice(self._options, typed.value if typed else "", id="value"))
        yield note_line(typed.note if typed else "")

    def collect(self) -> ReasonChoice:
        """Return the choice. Raises `Missing`."""
        value, note = self.query_one("#value", Choice).value, text_of(self, "note")
        if not value:
            raise Missing("Kies een van de mogelijkheden.", "value")
        if value in self._needs_note and not note:
            label = dict(self._options)[value]
            raise Missing(f'Geef bij "{label}" een korte toelichting.', "note")
        return ReasonChoice(value, note)
