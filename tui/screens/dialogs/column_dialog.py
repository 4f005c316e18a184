"""Choosing what a column of a delivery means."""

from __future__ import annotations

from store.exchange.fields import JOINED, Field
from store.text import fold
from tui.screens.dialogs.pick import PickDialog
from tui.widgets.record_list import Column, ListSource, Row


class ColumnDialog(PickDialog[Field]):
    """Gives the field; `held` tells which column of the file holds a field now (its head)."""

    COLUMNS = (
        Column("Gegeven", fraction=1, style="strong"),
        Column("Nu uit kolom", fraction=1, style="quiet"),
    )
    HEAD = True
    HELP_NL = (
        "Kies welk gegeven in deze kolom staat. Een gegeven dat al uit een andere kolom komt, verhuist naar deze. "
        "Kies ‘niet overnemen’ als de kolom niet nodig is; de oorspronkelijke rij blijft altijd bewaard."
    )

    def __init__(self, head: str, example: str, now: Field, held: dict[Field, str]) -> None:
        super().__init__(f"Kolom ‘{head}’", f"Bijvoorbeeld: {example}" if example else "Deze kolom is leeg.")
        self._now = now
        self._held = held
        self.begin_at = now.value

    def matching(self, text: str) -> ListSource:
        """Return the fields whose name holds what is typed; "niet overnemen" on top."""
        fields = [Field.IGNORE, *(field for field in Field if field is not Field.IGNORE)]
        key = fold(text)
        return ListSource(
            Row(field.value, (field.label, self._place(field)), "done" if field is self._now else "")
            for field in fields
            if key in fold(field.label)
        )

    def _place(self, field: Field) -> str:
        if field is self._now:
            return "deze kolom"
        held = self._held.get(field, "")
        if not held or field is Field.IGNORE:
            return ""
        return f"{held} (komt erbij)" if field in JOINED else held

    def taken(self, row: Row) -> None:
        """Give the field."""
        self.dismiss(Field.of(row.id))
