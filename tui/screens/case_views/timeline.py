"""Timeline: everything that happened, newest first, however much it is."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message
from textual.worker import get_current_worker

from store.queries.case_shapes import EntryKind, TimelineEntry
from store.queries.case_timeline import case_timeline
from tui.screens.case_views.base import CaseData, ListView, when
from tui.widgets.field_text import BLANK, Field
from tui.widgets.rows import Column, Row

KINDS = {
    EntryKind.STATUS: "status",
    EntryKind.ATTEMPT: "contact",
    EntryKind.NOTE: "notitie",
    EntryKind.ACTION: "actie",
    EntryKind.ACTION_DONE: "actie klaar",
    EntryKind.SCORE: "leefgebied",
    EntryKind.SIGNAL: "signaal",
    EntryKind.ROUTING: "route",
    EntryKind.LOG: "handeling",
}
PAGE = 500
MOST = 20_000


class TimelineView(ListView):
    """The list of entries with the chosen one whole beside it; Enter on a signal opens it."""

    TITLE = "Tijdlijn"
    COLUMNS = (
        Column("Wanneer", width=16, align="right", style="quiet"),
        Column("Soort", width=11, style="quiet", min_screen=90),
        Column("Wat", fraction=1),
        Column("Wie", width=16, style="quiet", min_screen=140),
    )
    EMPTY = "Er is nog niets gebeurd. Leg met c een contactpoging vast, of schrijf met b een notitie."

    class Older(Message):
        """The older entries were read."""

        def __init__(self, entries: tuple[TimelineEntry, ...]) -> None:
            super().__init__()
            self.entries = entries

    _entries: tuple[TimelineEntry, ...] = ()
    _data: CaseData | None = None

    def show(self, data: CaseData) -> None:
        """Show the newest entries at once, the older ones as soon as they are read."""
        self._data = data
        known = len(self._entries)
        line = data.detail.timeline
        if line.more and known > len(line.entries):
            self._entries = case_timeline(data.store, data.detail.head.id, limit=max(known, PAGE)).entries
        else:
            self._entries = line.entries
        self._put()
        if line.more:
            self.run_worker(self._read_older, thread=True, exclusive=True, group="timeline")

    def _read_older(self) -> None:
        data, worker = self._data, get_current_worker()
        entries = list(self._entries)
        while data is not None and entries and len(entries) < MOST and not worker.is_cancelled:
            older = case_timeline(data.store, data.detail.head.id, before=entries[-1], limit=PAGE)
            entries += older.entries
            if not older.more:
                break
        if not worker.is_cancelled:
            self.post_message(self.Older(tuple(entries)))

    def on_timeline_view_older(self, event: Older) -> None:
        """Add what was read."""
        event.stop()
        self._entries = event.entries
        self._put()

    def _put(self) -> None:
        if self._data is None:
            return
        today = self._data.today
        self._by_key = {entry.key: entry for entry in self._entries}
        self.put(
            Row(entry.key, (when(entry.at, today), KINDS[entry.kind], _short(entry), entry.by))
            for entry in self._entries
        )

    _by_key: dict[str, TimelineEntry] = {}

    @property
    def signal_id(self) -> int | None:
        """Id of the chosen signal, when the chosen entry is one."""
        kind, _, number = self.chosen.rpartition("-")
        return int(number) if kind == EntryKind.SIGNAL.value else None

    def describe(self, row_id: str) -> Sequence[Field]:
        """Return an entry whole."""
        entry, data = self._by_key.get(row_id), self._data
        if entry is None or data is None:
            return ()
        fields = [
            Field(value=entry.title, style="strong"),
            Field(value=f"{when(entry.at, data.today)} · {entry.by}", style="quiet"),
        ]
        if entry.body:
            fields += [BLANK, Field(value=entry.body)]
        if entry.kind == EntryKind.SIGNAL:
            fields += [BLANK, Field(value="Enter opent het signaal.", style="quiet")]
        return fields


def _short(entry: TimelineEntry) -> str:
    """Return the title, and the start of what was written in a note."""
    if entry.kind == EntryKind.NOTE:
        return f"{'mening: ' if 'mening' in entry.title else ''}{entry.body[:200]}"
    return entry.title
