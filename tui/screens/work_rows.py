"""The worklist of Vandaag as rows under headings."""

from __future__ import annotations

from collections.abc import Sequence

from store.codes import ClockKind
from store.queries.shared import theme_words
from store.queries.worklist import Section, WorkItem, Worklist
from tui.widgets.record_list import Group, Row


class WorkSource:
    """The worklist as rows under headings that tell the whole number, also when not all of it is shown."""

    def __init__(self) -> None:
        self.items: dict[str, WorkItem] = {}
        self._rows: list[Row] = []
        self._places: dict[str, int] = {}
        self._groups: list[Group] = []

    def fill(self, found: Worklist) -> None:
        """Hold what was read."""
        self.items = {item.key: item for item in found.items}
        self._rows = [work_row(item) for item in found.items]
        self._places = {row.id: index for index, row in enumerate(self._rows)}
        self._groups = _headings(found)

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self._rows)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """Return a slice."""
        return self._rows[start:stop]

    def position(self, row_id: str) -> int | None:
        """Return where a line is."""
        return self._places.get(row_id)

    def groups(self) -> Sequence[Group]:
        """Return the headings."""
        return self._groups


def _headings(found: Worklist) -> list[Group]:
    groups: list[Group] = []
    start = 0
    for section in Section:
        shown = sum(item.section == section for item in found.items)
        if not shown:
            continue
        total = found.totals.get(section, shown)
        title = section.label if total <= shown else f"{section.label}, eerste {shown} getoond van"
        groups.append(Group(title, start, total, "late" if section == Section.LATE else ""))
        start += shown
    return groups


_SHORT = {
    ClockKind.CONFIRMATION: "bevestiging",
    ClockKind.FIRST_CONTACT: "eerste contact",
    ClockKind.CLOSING_FEEDBACK: "terugkoppeling",
    ClockKind.INFORM_RESIDENT: "informeren",
    ClockKind.WVGGZ_INQUIRY: "onderzoek Wvggz",
    ClockKind.INACTIVITY: "staat stil",
    ClockKind.HANDOVER: "overdracht",
    ClockKind.AFTERCARE_SHORT: "nazorg 4 weken",
    ClockKind.AFTERCARE_LONG: "nazorg 3 mnd",
    ClockKind.WAITLIST_REVIEW: "wachtlijst",
}
"""Names of clocks for a narrow column; the others have short labels already."""


def work_row(item: WorkItem) -> Row:
    """Return one thing to do as a row; the margin already has the sign for late."""
    due = item.due.short.removeprefix("! ")
    if due.startswith("sinds"):
        due = due.removesuffix(" te laat")
    cells = (
        due,
        item.where,
        item.who,
        item.what if item.clock_kind is None else _SHORT.get(item.clock_kind, item.what),
        theme_words(item.themes),
        item.source,
        item.owner or item.team,
    )
    return Row(item.key, cells, item.due.state if item.due.state in ("late", "today") else "")
