"""Overview: who and where, how it stands, what must be known at a visit, what runs, what was reported."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container, Vertical

from store.queries.duplicates import group_members
from store.queries.households import near_cases
from tui.screens.base import app_of
from tui.screens.case_views.base import CaseData, CaseView, Reading
from tui.screens.case_views.words import (
    action_fields,
    clock_fields,
    person_fields,
    signal_fields,
    work_fields,
)
from tui.widgets.field_text import BLANK, Field, FieldText


def together_fields(data: CaseData) -> list[Field]:
    """Return under which names the resident was reported too, and which cases are of the household."""
    head = data.detail.head
    fields = []
    members = group_members(data.store, head.resident_id) if head.resident_id is not None else ()
    if len(members) > 1:
        names = dict.fromkeys(f"{one.name}{f' ({one.born})' if one.born else ''}" for one in members[1:])
        fields.append(Field("Ook bekend als", f"{', '.join(names)} · {len(members)} meldingen, d toont ze"))
    household = near_cases(data.store, head.id).household if head.household_id is not None else ()
    if household:
        fields.append(Field("Eén huishouden", ", ".join(f"{one.number} {one.who}" for one in household)))
    return fields


class OverviewView(CaseView):
    """Everything at a glance, two columns in a wide terminal."""

    TITLE = "Overzicht"

    DEFAULT_CSS = """
    OverviewView {
        & .columns { layout: horizontal; height: auto; padding: 0 1 0 3; }
        & .column { height: auto; width: 6fr; }
        & #first { width: 5fr; }
        & #second { padding: 0 0 0 3; }
    }
    """

    def compose(self) -> ComposeResult:
        """Two columns in one scroll."""
        with Reading(), Container(classes="columns"):
            with Vertical(classes="column", id="first"):
                yield FieldText(id="person", label_width=16)
            with Vertical(classes="column", id="second"):
                yield FieldText(id="clocks", label_width=24)
                yield FieldText(id="signals", label_width=10)

    def show(self, data: CaseData) -> None:
        """Show the case."""
        detail, today = data.detail, data.today
        person = [
            *person_fields(detail.head, today),
            *together_fields(data),
            BLANK,
            *work_fields(detail.head, today, keys=not app_of(self.screen).action_refused("case.plan")),
        ]
        self.query_one("#person", FieldText).show(person)
        clocks = [Field(value="TERMIJNEN", style="quiet"), *clock_fields(detail.clocks, today), BLANK]
        if detail.open_actions:
            head = Field(value=f"ACTIES  {len(detail.open_actions)}", style="quiet")
            clocks = [head, *action_fields(detail.open_actions), BLANK, *clocks]
        self.query_one("#clocks", FieldText).show(clocks)
        head = Field(value=f"SIGNALEN  {len(detail.signals)}", style="quiet")
        self.query_one("#signals", FieldText).show([head, *signal_fields(detail.signals, today)])
