"""Contact ladder: what was not tried yet, what the evidence says, what was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.widget import Widget

from store.codes import ContactKind, DayPart
from store.queries.case_shapes import AttemptView, CaseDetail
from tui.screens.case_views.base import CaseData, ListView, when
from tui.widgets.field_text import BLANK, Field, FieldText
from tui.widgets.rows import Column, Row


class ContactView(ListView):
    """The ladder on top, the attempts below it."""

    TITLE = "Contact"
    COLUMNS = (
        Column("Wanneer", width=16, align="right", style="quiet"),
        Column("Hoe", width=19),
        Column("Dagdeel", width=7),
        Column("Contact", width=12, style="state"),
        Column("Met wie", fraction=1, style="quiet", min_screen=110, private=True),
    )
    EMPTY = "Nog geen contactpoging. Leg met c de eerste vast: bellen of langsgaan werkt het best."

    DEFAULT_CSS = """
    ContactView > #ladder { padding: 0 1 1 3; }
    ContactView > #ladder > .field-text--accent { text-style: bold; }
    """

    _data: CaseData | None = None

    def above(self) -> Iterable[Widget]:
        """The ladder."""
        yield FieldText(id="ladder", label_width=19)

    def show(self, data: CaseData) -> None:
        """Show ladder and attempts."""
        self._data = data
        self.query_one("#ladder", FieldText).show(ladder_fields(data.detail))
        self.put(
            Row(
                str(one.id),
                (
                    when(one.at, data.today),
                    one.kind.label,
                    one.day_part.label,
                    "bereikt" if one.reached else "niet bereikt",
                    one.with_whom,
                ),
                "done" if one.reached else "",
            )
            for one in data.detail.attempts
        )

    def describe(self, row_id: str) -> Sequence[Field]:
        """Return an attempt whole."""
        data = self._data
        found = [one for one in data.detail.attempts if str(one.id) == row_id] if data else []
        if not found or data is None:
            return ()
        one: AttemptView = found[0]
        reached = "bereikt" if one.reached else "niet bereikt"
        fields = [
            Field(value=f"{one.kind.label}, {reached}", style="strong"),
            Field(value=f"{when(one.at, data.today)} ({one.day_part.label}) · {one.by}", style="quiet"),
        ]
        if one.with_whom:
            fields.append(Field(value=f"met {one.with_whom}"))
        return [
            *fields,
            BLANK,
            Field(value=one.result or "Geen resultaat opgeschreven.", style="" if one.result else "quiet"),
        ]


def ladder_fields(detail: CaseDetail) -> list[Field]:
    """Return what was not tried yet, large; then what was, the evidence and what the norm still asks."""
    ladder = detail.ladder
    counts = [(kind.label, ladder.kinds[kind]) for kind in ContactKind]
    counts += [(part.label, ladder.day_parts[part]) for part in DayPart]
    tried = " · ".join(f"{label} {count}×" for label, count in counts if count)
    fields = [
        Field(
            "NOG NIET GEPROBEERD",
            " · ".join(ladder.not_tried) if ladder.not_tried else "alles is minstens één keer geprobeerd",
            "accent" if ladder.not_tried else "quiet",
        ),
        BLANK,
        Field("Wel geprobeerd", tried or "nog niets", "" if tried else "quiet"),
        Field("Wat werkt", ladder.advice),
    ]
    if detail.head.is_open and not ladder.reached:
        missing = "\n".join(ladder.no_contact_missing) or "Niets: deze uitkomst mag nu gekozen worden (x)."
        fields.append(Field("Voor “geen contact”", missing, "quiet"))
    return fields
