"""History: the way the status went, and everything that was done, with what can still be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from store.local_time import local_day
from store.queries.case_shapes import EntryKind
from store.queries.history import HistoryLine, case_history
from tui.screens.case_views.base import CaseData, ListView, when
from tui.screens.case_views.words import day_near
from tui.widgets.field_text import BLANK, Field, FieldText
from tui.widgets.rows import Column, Row

PAGE = 200
MOST = 20_000


class HistoryView(ListView):
    """The log of the case and its signals, newest first."""

    TITLE = "Geschiedenis"
    COLUMNS = (
        Column("Wanneer", width=16, align="right", style="quiet"),
        Column("Wat", fraction=2),
        Column("Wie", fraction=1, style="quiet", min_screen=90),
        Column("Ongedaan", width=10, style="quiet", min_screen=60),
    )
    EMPTY = "Er is nog niets vastgelegd."

    DEFAULT_CSS = "HistoryView > #path { padding: 0 1 1 3; }"

    class Older(Message):
        """The older lines were read."""

        def __init__(self, lines: tuple[HistoryLine, ...]) -> None:
            super().__init__()
            self.lines = lines

    _data: CaseData | None = None
    _lines: tuple[HistoryLine, ...] = ()

    def above(self) -> Iterable[Widget]:
        """The way the status went."""
        yield FieldText(id="path", label_width=10)

    def show(self, data: CaseData) -> None:
        """Show the newest lines at once, the older ones as soon as they are read."""
        self._data = data
        self.query_one("#path", FieldText).show([Field("Status", _path(data))])
        wanted = max(PAGE, len(self._lines) + 1)
        self._lines = case_history(data.store, data.detail.head.id, limit=wanted)
        self._put()
        if len(self._lines) == wanted:
            self.run_worker(self._read_older, thread=True, exclusive=True, group="history")

    def _read_older(self) -> None:
        data, worker = self._data, get_current_worker()
        lines = list(self._lines)
        while data is not None and lines and len(lines) < MOST and not worker.is_cancelled:
            older = case_history(data.store, data.detail.head.id, before=lines[-1].id, limit=PAGE)
            lines += older
            if len(older) < PAGE:
                break
        if not worker.is_cancelled:
            self.post_message(self.Older(tuple(lines)))

    def on_history_view_older(self, event: Older) -> None:
        """Add what was read."""
        event.stop()
        self._lines = event.lines
        self._put()

    def _put(self) -> None:
        if self._data is None:
            return
        today = self._data.today
        self.put(
            Row(str(line.id), (when(line.at, today), _what(line), line.worker, _state(line)))
            for line in self._lines
        )

    @property
    def line(self) -> HistoryLine | None:
        """The chosen line."""
        chosen = self.chosen
        return next((line for line in self._lines if str(line.id) == chosen), None)

    def describe(self, row_id: str) -> Sequence[Field]:
        """Return a line whole."""
        line, data = self.line, self._data
        if line is None or data is None:
            return ()
        fields = [
            Field(value=_what(line), style="strong"),
            Field(value=f"{when(line.at, data.today)} · {line.worker}", style="quiet"),
            BLANK,
        ]
        if line.purpose:
            fields.append(Field("Waarvoor", line.purpose))
        if line.on_behalf:
            fields.append(Field("Namens", line.on_behalf))
        if line.undone_at is not None:
            fields.append(
                Field(value=f"Ongedaan gemaakt op {when(line.undone_at, data.today)} door {line.undone_by}.")
            )
        elif line.can_undo:
            fields.append(Field(value="z maakt deze handeling ongedaan."))
        else:
            fields.append(Field(value=f"Niet ongedaan te maken. {line.refusal}".strip(), style="quiet"))
        return fields


def _what(line: HistoryLine) -> str:
    return f"{line.summary} ({line.number})" if line.kind == "signal" and line.number else line.summary


def _state(line: HistoryLine) -> str:
    if line.undone_at is not None:
        return "ongedaan"
    return "kan (z)" if line.can_undo else "kan niet"


def _path(data: CaseData) -> str:
    """Return "in onderzoek (21 okt) → contact zoeken (24 okt)", oldest first, from the newest part of the timeline."""
    steps = [entry for entry in data.detail.timeline.entries if entry.kind == EntryKind.STATUS]
    words = []
    for entry in reversed(steps):
        label = entry.title.rpartition(" → ")[2].rpartition(": ")[2].removeprefix("casus ")
        words.append(f"{label} ({day_near(local_day(entry.at), data.today)})")
    return " → ".join(words) or data.detail.head.status.label
