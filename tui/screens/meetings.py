"""Overleg: the meetings that run, that are planned and that were held, and what came of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from textual import on, work
from textual.widget import Widget

from store.codes import MeetingStatus
from store.queries.meeting_shapes import MeetingRow
from store.queries.meetings import meeting_detail, meeting_list
from tui.actions import bindings_for
from tui.app import StoreChanged
from tui.forms.meeting_text import meeting_fields, when_text
from tui.screens import meeting_acts, meeting_planning
from tui.screens.base import SignaalpuntScreen, app_of
from tui.screens.work_preview import PreviewPane
from tui.widgets.field_text import BLANK, Field
from tui.widgets.record_list import Column, RecordList, Row
from tui.widgets.swap_source import SwapSource

_COLUMNS = (
    Column("Wanneer", width=17),
    Column("Overleg", fraction=1, style="strong"),
    Column("Punten", width=10, align="right", style="quiet"),
    Column("Nummer", width=10, style="quiet", min_screen=130),
)
_EMPTY = "Er is nog geen overleg gepland. Druk op + om er een te plannen; de agenda vult zichzelf."
_GROUPS = {
    MeetingStatus.RUNNING: "bezig",
    MeetingStatus.PLANNED: "gepland",
    MeetingStatus.CLOSED: "geweest",
    MeetingStatus.CANCELLED: "ging niet door",
}
_OPEN = (MeetingStatus.RUNNING, MeetingStatus.PLANNED)
_OFFERED = {
    "open": (*_OPEN, MeetingStatus.CLOSED),
    "begin": _OPEN,
    "change": _OPEN,
    "table": _OPEN,
    "call_off": (MeetingStatus.PLANNED,),
    "on_paper": (*_OPEN, MeetingStatus.CLOSED),
}
"""In which state of the chosen meeting an action is offered."""


def meeting_line(row: MeetingRow, today: date) -> Row:
    """Return a meeting as a line of the list."""
    if row.status == MeetingStatus.PLANNED:
        count = f"{row.items}" if row.items else "·"
    else:
        count = f"{row.done} van {row.items}"
    state = ""
    if row.status == MeetingStatus.RUNNING or (row.status == MeetingStatus.PLANNED and row.held_on == today):
        state = "today"
    cells = (when_text(row, today), row.kind, count, row.number)
    return Row(str(row.id), cells, state, _GROUPS[row.status])


class MeetingsScreen(SignaalpuntScreen):
    """The list left; what is on the agenda, or what came out, right."""

    TAB = "meetings"
    TITLE_NL = "Overleg"
    HELP_NL = (
        "Hier staan de overleggen: wat loopt, wat gepland is en wat geweest is. Met + plant u er een; de agenda vult "
        "zichzelf met wat nieuw is, wat te laat is, wat vorige keer is beloofd en wat stil ligt. Enter opent de "
        "voorbereiding, gaat verder met het overleg dat loopt, of toont wat een gesloten overleg besloot. Met b begint "
        "u op het gedeelde scherm; namen zijn dan initialen. Met w wijzigt u dag, tijd, plaats en voorzitter: op een "
        "andere dag sluit de agenda op een ander moment. Met a zegt u wie aan tafel zitten en wie er niet is. Met g "
        "gaat een overleg niet door. Met e zet u een overleg op papier."
    )
    BINDINGS = [*bindings_for("meetings")]
    AUTO_FOCUS = "RecordList"

    def __init__(self) -> None:
        super().__init__()
        self._source = SwapSource()
        self._rows: dict[str, MeetingRow] = {}

    def left(self) -> Iterable[Widget]:
        """The meetings."""
        yield RecordList(_COLUMNS, self._source, empty=_EMPTY, id="meetings")

    def right(self) -> Iterable[Widget]:
        """The chosen one."""
        yield PreviewPane(id="preview")

    def on_mount(self) -> None:
        """Read the list."""
        self._read()

    def on_store_changed(self, _: StoreChanged) -> None:
        """Read again; the cursor stays on the same meeting."""
        self._read()

    def _read(self) -> None:
        desk = app_of(self).desk
        rows = meeting_list(desk.store, desk.profile_id)
        self._rows = {str(row.id): row for row in rows}
        self._source.put(meeting_line(row, desk.today()) for row in rows)
        self.query_one("#meetings", RecordList).reload()
        self._look()

    @property
    def row(self) -> MeetingRow | None:
        """The chosen meeting."""
        row = self.query_one("#meetings", RecordList).current
        return None if row is None else self._rows.get(row.id)

    @on(RecordList.Highlighted)
    def _look(self) -> None:
        row, desk = self.row, app_of(self).desk
        if row is None:
            self.query_one(PreviewPane).show(
                [
                    Field(value="Zo werkt een overleg", style="title"),
                    BLANK,
                    Field(value="1  U plant het met +; de agenda vult zichzelf en zegt bij elk punt waarom."),
                    Field(value="2  Op het gedeelde scherm staan alleen initialen en geboortejaar."),
                    Field(value="3  Een besluit is één regel en staat meteen in de casus en als actie."),
                    Field(
                        value="4  Bij het sluiten staan notulen en actielijst klaar; de rest schuift door."
                    ),
                ]
            )
        else:
            self.query_one(PreviewPane).show(meeting_fields(meeting_detail(desk.store, row.id), desk.today()))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what goes with the chosen meeting."""
        if action in _OFFERED and self.is_mounted:
            row = self.row
            return row is not None and row.status in _OFFERED[action]
        return super().check_action(action, parameters)

    @on(RecordList.Selected)
    def _selected(self) -> None:
        row = self.row
        if row is not None and (row.status in _OPEN or not self.enter_right()):
            self.action_open()

    def action_open(self) -> None:
        """Prepare it, go on with it, or read what came out."""
        row = self.row
        if row is None or row.status == MeetingStatus.CANCELLED:
            return
        if row.status == MeetingStatus.RUNNING:
            self._run(row.id)
        else:
            from tui.screens.meeting_prepare import MeetingPrepareScreen, MeetingResultScreen

            closed = row.status == MeetingStatus.CLOSED
            self.app.push_screen(MeetingResultScreen(row.id) if closed else MeetingPrepareScreen(row.id))

    def action_begin(self) -> None:
        """Begin it, or go on, on the shared screen."""
        row = self.row
        if row is not None and row.status in _OPEN:
            self._run(row.id)

    def _run(self, meeting_id: int) -> None:
        from tui.screens.meeting_run import MeetingRunScreen

        self.app.push_screen(MeetingRunScreen(meeting_id))

    @work
    async def action_plan(self) -> None:
        """Plan a meeting and go to its preparation."""
        planned = await meeting_planning.plan(app_of(self))
        if planned is not None:
            from tui.screens.meeting_prepare import MeetingPrepareScreen

            self.app.push_screen(MeetingPrepareScreen(planned))

    @work(exclusive=True, group="planning")
    async def action_change(self) -> None:
        """Change when, where or under whom the chosen meeting is held."""
        if self.row is not None:
            await meeting_planning.change(app_of(self), self.row)

    @work(exclusive=True, group="planning")
    async def action_table(self) -> None:
        """Show who is at the table of the chosen meeting."""
        if self.row is not None:
            await meeting_planning.show_table(app_of(self), self.row.id)

    @work(exclusive=True, group="planning")
    async def action_call_off(self) -> None:
        """Call the chosen meeting off."""
        if self.row is not None:
            await meeting_planning.call_off(app_of(self), self.row)

    @work(exclusive=True, group="paper")
    async def action_on_paper(self) -> None:
        """Write a paper of the chosen meeting."""
        row, app = self.row, app_of(self)
        if row is not None:
            await meeting_acts.on_paper(app, meeting_detail(app.desk.store, row.id))

    def action_refresh(self) -> None:
        """Read the list again."""
        self._read()
