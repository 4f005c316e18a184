"""The agenda beside the item that is called: what was discussed, where the meeting is, what comes."""

from __future__ import annotations

from collections.abc import Sequence

from store.codes import AgendaReason, AgendaStatus, MeetingPart
from store.queries.meeting_shapes import AgendaRow
from tui.widgets.record_list import Column, ListSource, RecordList, Row

SHORT = {
    AgendaReason.NEW: "nieuw",
    AgendaReason.DUE: "termijn",
    AgendaReason.PROMISED: "beloofd",
    AgendaReason.INACTIVE: "stil",
    AgendaReason.HANDOVER: "overdracht",
    AgendaReason.WAITLIST: "wachtlijst",
    AgendaReason.MANUAL: "ingebracht",
    AgendaReason.ROLLED_OVER: "bleef liggen",
}
"""Why an item is there, in one word for a narrow column."""

CALLED = "▸"
SIGNS = {AgendaStatus.DONE: "✓", AgendaStatus.NOT_REACHED: "–"}


def subject_of(item: AgendaRow) -> str:
    """Return who or what an item is about, with the district when it is a theme."""
    if item.is_theme:
        return " · ".join(part for part in (item.who, item.district) if part) or "thema"
    return item.who


def agenda_source(items: Sequence[AgendaRow], current: int | None = None) -> ListSource:
    """Return the agenda as rows; the item `current` has the sign ▸, what came after the agenda closed a ?.

    Headings only when there are two parts.
    """
    parts = {item.part for item in items}
    rows = []
    for number, item in enumerate(items, 1):
        sign = CALLED if item.id == current else SIGNS.get(item.status, " ")
        group = item.part.label if len(parts) > 1 else ""
        cells = (sign, str(number), subject_of(item), SHORT[item.reason])
        rows.append(Row(str(item.id), cells, "doubt" if item.after_cutoff else "", group))
    return ListSource(rows)


class AgendaList(RecordList):
    """The agenda of a running meeting. Give it items with `show_agenda`; listen to `RecordList.Selected`."""

    HELP_NL = "Agenda: ↑ en ↓ kiezen een punt, Enter roept het op, een cijfer gaat naar dat punt."

    DEFAULT_CSS = """
    AgendaList { width: 36; height: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        columns = (
            Column("", width=1),
            Column("", width=2, align="right", style="quiet"),
            Column("", fraction=1),
            Column("", width=12, style="quiet"),
        )
        super().__init__(columns, header=False, empty="Er staan geen punten op de agenda.", id=id)
        self.items: tuple[AgendaRow, ...] = ()

    def show_agenda(self, items: Sequence[AgendaRow], current: int | None) -> None:
        """Show the items; the cursor stays where it was, and goes to the current item when that changed."""
        before = self._called
        self.items = tuple(items)
        self._called = current
        self._source = agenda_source(items, current)
        self.reload()
        if current is not None and current != before:
            self.go_to(str(current))

    _called: int | None = None

    @property
    def chosen(self) -> AgendaRow | None:
        """The item under the cursor."""
        row = self.current
        return None if row is None else next((item for item in self.items if item.id == int(row.id)), None)


def part_title(current: AgendaRow | None) -> str:
    """Return "open deel" or "besloten deel" of the item that is called."""
    return (current.part if current is not None else MeetingPart.CLOSED).label
