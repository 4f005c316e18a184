"""Preparing a meeting: the agenda that built itself, put in order by hand; and what a closed one brought."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on, work
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from store.codes import MeetingStatus
from store.errors import NotFound
from store.local_time import local, short_day
from store.queries.meeting_items import item_view, partner_items
from store.queries.meeting_shapes import AgendaRow, MeetingDetail
from store.queries.meetings import meeting_detail
from tui.actions import bindings_for
from tui.app import StoreChanged
from tui.forms.meeting_text import item_fields, meeting_fields, result_fields, why
from tui.screens import meeting_acts, meeting_agenda, meeting_planning
from tui.screens.base import SignaalpuntScreen, app_of
from tui.screens.work_preview import PreviewPane
from tui.text import plain
from tui.widgets.agenda_list import subject_of
from tui.widgets.field_text import BLANK, Field, FieldText
from tui.widgets.record_list import Column, RecordList, Row
from tui.widgets.swap_source import SwapSource

_COLUMNS = (
    Column("", width=3, align="right", style="quiet"),
    Column("Wie", width=16, style="strong"),
    Column("Waarom", fraction=3),
    Column("min", width=3, align="right"),
    Column("Erbij", fraction=1, style="quiet", min_screen=140),
)
_EMPTY = "De agenda is leeg: er is niets nieuw, te laat of beloofd. Zet met + zelf een punt op de agenda."


def agenda_line(number: int, item: AgendaRow) -> Row:
    """Return an item as a line of the list; what came after the cut-off has the sign of doubt."""
    partners = ", ".join(name for _, name in item.partners)
    cells = (str(number), subject_of(item), why(item), str(item.planned_minutes), partners)
    return Row(str(item.id), cells, "doubt" if item.after_cutoff else "", item.part.label)


class MeetingPrepareScreen(SignaalpuntScreen):
    """The agenda left, the chosen item right."""

    TAB = "meetings"
    TITLE_NL = "Overleg voorbereiden"
    HELP_NL = (
        "De agenda vult zichzelf tot die sluit en zegt bij elk punt waarom het er staat. Met shift+↑ en shift+↓ zet u "
        "punten in volgorde, met m geeft u een punt tijd, met q schrijft u de vraag aan tafel, met + zet u zelf een "
        "casus, een signaal of een thema op de agenda. Een ? betekent dat een punt na de sluiting van de agenda kwam. "
        "Met d kiest u welke partners bij een punt aan tafel zitten: een partner ziet alleen de eigen punten; v laat "
        "die agenda zien. Met w wijzigt u dag, tijd, plaats en voorzitter, met a wie er komen. Met b begint het "
        "overleg op het gedeelde scherm."
    )
    BINDINGS = [*bindings_for("meeting_prepare")]
    AUTO_FOCUS = "RecordList"
    CSS = """
    MeetingPrepareScreen {
        & #left { width: 7fr; }
        & #right { width: 5fr; }
        & #meeting { height: auto; padding: 0 1 1 3; }
        & #partner { height: 1; padding: 0 0 0 3; color: $primary; display: none; }
        & #partner.-shown { display: block; }
        &.-low #meeting { padding: 0 1 0 3; }
    }
    """

    def __init__(self, meeting_id: int) -> None:
        super().__init__()
        self.meeting_id = meeting_id
        self._source = SwapSource()
        self._detail: MeetingDetail | None = None
        self._items: dict[str, AgendaRow] = {}
        self._partner: tuple[int, str] | None = None

    def left(self) -> Iterable[Widget]:
        """Which meeting, and its agenda."""
        yield FieldText(id="meeting")
        yield Static(id="partner", markup=False)
        yield RecordList(_COLUMNS, self._source, empty=_EMPTY, id="agenda")

    def right(self) -> Iterable[Widget]:
        """The chosen item."""
        yield PreviewPane(id="preview")

    def on_mount(self) -> None:
        """Read the agenda, and let it follow what happened since."""
        self._read()
        self._follow()

    @work(thread=True, exclusive=True, group="follow")
    def _follow(self) -> None:
        app = app_of(self)
        if meeting_agenda.follow(app.desk.store, self.meeting_id, app.desk.now()):
            app.call_from_thread(app.changed)

    def on_store_changed(self, _: StoreChanged) -> None:
        """Read again; the cursor stays on the same item."""
        self._read()

    def _read(self) -> None:
        store = app_of(self).desk.store
        try:
            self._detail = detail = meeting_detail(store, self.meeting_id)
        except NotFound:
            self.dismiss()
            return
        items = detail.items
        if self._partner is not None:
            items = partner_items(store, self.meeting_id, self._partner[0])
        self._items = {str(item.id): item for item in items}
        self._source.put(agenda_line(number, item) for number, item in enumerate(items, 1))
        closes = local(detail.row.closes_at)
        minutes = sum(item.planned_minutes for item in items)
        self.query_one("#meeting", FieldText).show(
            [
                Field(
                    value=f"{detail.row.kind} · {short_day(detail.row.held_on)} {detail.row.starts_at}",
                    style="title",
                ),
                Field(
                    value=f"{len(items)} punten, {minutes} minuten · agenda sluit {short_day(closes.date())}"
                    f" {closes:%H:%M}",
                    style="quiet",
                ),
            ]
        )
        strip = self.query_one("#partner", Static)
        strip.set_class(self._partner is not None, "-shown")
        if self._partner is not None:
            strip.update(plain(f"Zo ziet {self._partner[1]} de agenda; v laat weer alles zien"))
        self.query_one("#agenda", RecordList).reload()
        self._look()

    @property
    def item_row(self) -> AgendaRow | None:
        """The chosen item."""
        row = self.query_one("#agenda", RecordList).current
        return None if row is None else self._items.get(row.id)

    @on(RecordList.Highlighted)
    def _look(self) -> None:
        item, desk = self.item_row, app_of(self).desk
        pane = self.query_one(PreviewPane)
        if item is None:
            if self._detail is not None:
                pane.show(meeting_fields(self._detail, desk.today()))
        else:
            fields = item_fields(item_view(desk.store, item.id, today=desk.today()), desk.today())
            names = ", ".join(name for _, name in item.partners) or "nog geen partner; kies met d"
            pane.show([*fields, BLANK, Field("Erbij", names)])
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what goes with the chosen item; in a partner's view nothing is changed."""
        if not self.is_mounted:
            return super().check_action(action, parameters)
        item = self.item_row
        if action in ("remove_item", "move_up", "move_down", "minutes", "question", "attendees"):
            return item is not None and self._partner is None
        if action == "open_case":
            return item is not None and not item.is_theme
        if action in ("add_item", "rebuild"):
            return self._partner is None
        if action == "call_off":
            return self._detail is not None and self._detail.row.status == MeetingStatus.PLANNED
        return super().check_action(action, parameters)

    @on(RecordList.Selected)
    def _selected(self) -> None:
        if not self.enter_right():
            self.action_open_case()

    def action_open_case(self) -> None:
        """Open the case or signal of the item."""
        item = self.item_row
        if item is not None and item.case_id is not None:
            app_of(self).open_case(item.case_id)
        elif item is not None and item.signal_id is not None:
            app_of(self).open_signal(item.signal_id)

    def action_begin(self) -> None:
        """Begin on the shared screen."""
        if self._detail is not None and self._detail.row.status != MeetingStatus.CLOSED:
            from tui.screens.meeting_run import MeetingRunScreen

            self.app.switch_screen(MeetingRunScreen(self.meeting_id))

    @work(exclusive=True, group="agenda")
    async def action_add_item(self) -> None:
        """Put a case on the agenda."""
        if self._detail is not None:
            await meeting_agenda.add_item(app_of(self), self._detail)

    @work(exclusive=True, group="agenda")
    async def action_remove_item(self) -> None:
        """Take the item off the agenda."""
        if self.item_row is not None:
            await meeting_agenda.remove_item(app_of(self), self.item_row)

    async def action_move_up(self) -> None:
        """Move the item up."""
        await self._move(-1)

    async def action_move_down(self) -> None:
        """Move the item down."""
        await self._move(1)

    async def _move(self, step: int) -> None:
        item = self.item_row
        if item is not None:
            await meeting_agenda.move_item(app_of(self), item, step)
            self._read()
            self.query_one("#agenda", RecordList).go_to(str(item.id))

    @work(exclusive=True, group="agenda")
    async def action_minutes(self) -> None:
        """Give the item more or less time."""
        if self.item_row is not None:
            await meeting_agenda.set_minutes(app_of(self), self.item_row)

    @work(exclusive=True, group="agenda")
    async def action_question(self) -> None:
        """Write what is asked of the table about the item."""
        if self.item_row is not None:
            await meeting_agenda.set_question(app_of(self), self.item_row)

    @work(exclusive=True, group="agenda")
    async def action_attendees(self) -> None:
        """Choose the partners that attend the item."""
        if self.item_row is not None:
            await meeting_agenda.set_partners(app_of(self), self.item_row)

    @work(exclusive=True, group="agenda")
    async def action_partner_view(self) -> None:
        """Show the agenda as a partner sees it, or whole again."""
        if self._partner is not None or self._detail is None:
            self._partner = None
        else:
            self._partner = await meeting_acts.choose_partner(app_of(self), self._detail)
        self._read()

    @work(exclusive=True, group="agenda")
    async def action_rebuild(self) -> None:
        """Add what came since; what was put in order by hand stays."""
        await meeting_agenda.rebuild(app_of(self), self.meeting_id)

    @work(exclusive=True, group="planning")
    async def action_change(self) -> None:
        """Change when, where or under whom the meeting is held."""
        if self._detail is not None:
            await meeting_planning.change(app_of(self), self._detail.row)

    @work(exclusive=True, group="planning")
    async def action_table(self) -> None:
        """Show who is at the table."""
        await meeting_planning.show_table(app_of(self), self.meeting_id)

    @work(exclusive=True, group="planning")
    async def action_call_off(self) -> None:
        """Call the meeting off and go back to the list."""
        if self._detail is not None and await meeting_planning.call_off(app_of(self), self._detail.row):
            self.dismiss()

    @work(exclusive=True, group="paper")
    async def action_on_paper(self) -> None:
        """Write the agenda in a file."""
        if self._detail is not None:
            partner = None if self._partner is None else self._partner[0]
            await meeting_acts.on_paper(app_of(self), self._detail, partner)

    def action_leave(self) -> None:
        """Go back to the list."""
        self.dismiss()


class MeetingResultScreen(SignaalpuntScreen):
    """What a closed meeting brought: minutes, actions per organisation and per person."""

    TAB = "meetings"
    TITLE_NL = "Uitkomst van het overleg"
    HELP_NL = (
        "De notulen: per punt wat er is besloten, daarna de acties per organisatie en per persoon. Alles staat ook in "
        "de casus zelf. Personen staan er als initialen; met o in de voorbereiding of via Casussen leest u meer. "
        "Met e zet u verslag, actielijst of uitkomst in een bestand."
    )
    CSS = "MeetingResultScreen #scroll { padding: 0 3; }"
    BINDINGS = [
        binding for binding in bindings_for("meeting_prepare") if binding.action in ("leave", "on_paper")
    ]

    def __init__(self, meeting_id: int) -> None:
        super().__init__()
        self.meeting_id = meeting_id

    def left(self) -> Iterable[Widget]:
        """Everything below each other."""
        yield VerticalScroll(FieldText(id="result", label_width=14), id="scroll")

    def on_mount(self) -> None:
        """Read it."""
        self.query_one("#scroll").focus()
        self._read()

    def on_store_changed(self, _: StoreChanged) -> None:
        """Read again: actions are ticked off."""
        self._read()

    def _read(self) -> None:
        try:
            detail = meeting_detail(app_of(self).desk.store, self.meeting_id)
        except NotFound:
            self.dismiss()
            return
        row = detail.row
        head = [
            Field(value=f"{row.kind} · {row.number}", style="title"),
            Field(
                value=f"{short_day(row.held_on)} {row.starts_at} · {row.done} van {row.items} punten besproken",
                style="quiet",
            ),
            BLANK,
        ]
        self.query_one("#result", FieldText).show([*head, *result_fields(detail)])

    @work(exclusive=True, group="paper")
    async def action_on_paper(self) -> None:
        """Write the minutes, the actions or the outcome in a file."""
        app = app_of(self)
        await meeting_acts.on_paper(app, meeting_detail(app.desk.store, self.meeting_id))

    def action_leave(self) -> None:
        """Go back to the list."""
        self.dismiss()
