"""The meeting on the shared screen: one item at a time, initials only, and one line that takes the decision."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from store.codes import AgendaStatus, MeetingStatus
from store.errors import NotFound
from store.queries.meeting_items import item_view
from store.queries.meeting_names import decision_names
from store.queries.meeting_shapes import AgendaRow, ItemIdentity, MeetingDetail
from store.queries.meetings import meeting_detail
from tui.actions import bindings_for
from tui.app import StoreChanged
from tui.forms.meeting_text import (
    head_left,
    head_right,
    item_fields,
    nothing_called,
    table_text,
    was_interrupted,
)
from tui.screens import meeting_acts, meeting_agenda, meeting_planning
from tui.screens.base import Half, app_of
from tui.screens.decision_line import DecisionLineScreen
from tui.text import plain, shorten
from tui.widgets.agenda_list import AgendaList, part_title
from tui.widgets.decision_input import DecisionInput
from tui.widgets.field_text import FieldText
from tui.widgets.key_bar import KeyBar
from tui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from tui.desk import Desk

TICK = 5.0
"""Seconds between two looks at the clock: minutes are shown, nothing on the screen hurries."""
ROOMY = 38
"""Lines of the terminal from which there is air between the parts of an item."""
NUMBER_WAIT = 0.8
"""Seconds in which a second figure belongs to the first: 1 and 2 are item 12."""


class MeetingRunScreen(DecisionLineScreen):
    """A running meeting. What others at the table see names nobody; holding space does, for a moment."""

    TITLE_NL = "Overleg"
    HELP_NL = (
        "Links de agenda, rechts het punt dat aan de orde is; namen staan er als initialen en geboortejaar. Met n gaat "
        "u naar het volgende punt, met p terug, met een cijfer naar dat punt. Met b typt u een besluit: wat, @wie, "
        "wanneer; Enter legt het in één keer vast in de casus, als actie, voor de terugkoppeling en in de notulen. "
        "Met + komt er een punt bij (het krijgt een ?: na de sluiting), met a zegt u wie er zijn. "
        "Houd de spatiebalk ingedrukt om naam en adres te tonen; dat wordt vastgelegd en verdwijnt vanzelf. Met u "
        "maakt u het laatste ongedaan. Ctrl+s sluit het overleg en zegt vooraf wat doorschuift. Gaat het programma "
        "dicht, dan gaat het overleg verder bij hetzelfde punt."
    )
    BINDINGS = [*bindings_for("meeting_run")]
    AUTO_FOCUS = "AgendaList"
    TAB_TURNS = True
    CSS = """
    MeetingRunScreen {
        & #head { height: 1; background: $surface; padding: 0 1; }
        & #head-left { width: 1fr; text-style: bold; height: 1; }
        & #head-right { width: auto; height: 1; }
        & #head-right.-over { color: $text-warning; }
        & #safe { width: auto; height: 1; margin: 0 2; background: $success; color: $background; display: none; }
        & #safe.-shown { display: block; }
        &.-narrow #safe { margin: 0 1; }
        & #left { width: 43; margin: 0 0 0 1; padding: 0 1 0 0; border: round $border-blurred; }
        & #left:focus-within { border: round $primary; }
        & #right { width: 1fr; padding: 0 2 0 3; border-left: none; }
        & #item { height: 1fr; }
        & AgendaList { width: 1fr; }
        & #deciding { height: auto; padding: 0 1 0 2; border-top: solid $border-blurred; }
        & #line { height: 1; }
        & #prompt { width: auto; color: $primary; text-style: bold; height: 1; }
        & DecisionInput { width: 1fr; }
        & #understood { height: auto; min-height: 1; max-height: 3; padding: 0 0 0 10; }
        & #table { height: 1; color: $text-muted; }
        &.-narrow #left { width: 1fr; margin: 0; }
        &.-narrow #right { padding: 0 1; }
        &.-narrow #understood { padding: 0; }
        &.-low #table { display: none; }
    }
    """

    def __init__(self, meeting_id: int) -> None:
        super().__init__()
        self.meeting_id = meeting_id
        self._detail: MeetingDetail | None = None
        self._identity: ItemIdentity | None = None
        self._typed_number = ""
        self._number_timer: Timer | None = None
        self._showing = asyncio.Lock()

    @property
    def _desk(self) -> Desk:
        return app_of(self).desk

    @property
    def item(self) -> AgendaRow | None:
        """The item that is being discussed."""
        return None if self._detail is None else self._detail.current

    def left(self) -> Iterable[Widget]:
        """The agenda."""
        yield AgendaList(id="agenda")

    def right(self) -> Iterable[Widget]:
        """The item."""
        yield VerticalScroll(FieldText(id="about", label_width=12), id="item", can_focus=False)

    def compose(self) -> ComposeResult:
        """A head line, agenda and item, the line that decides, the keys."""
        self._two = True
        yield Horizontal(
            Static(id="head-left", markup=False),
            Static(id="safe", markup=False),
            Static(id="head-right", markup=False),
            id="head",
        )
        yield Horizontal(Half(*self.left(), id="left"), Half(*self.right(), id="right"), id="body")
        names = decision_names(self._desk.store, self.meeting_id)
        with Vertical(id="deciding"):
            yield Horizontal(
                Static("besluit ›", id="prompt", markup=False),
                DecisionInput(names, self._desk.today(), id="decision"),
                id="line",
            )
            yield FieldText(id="understood")
            yield Static(id="table", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Cover the whole program: others are looking. Go on where the meeting was."""
        app_of(self).privacy = True
        self._read()
        self.set_interval(TICK, self._show_head)
        if self.narrow:
            self.add_class("-turned")
        self._begin()

    @work
    async def _begin(self) -> None:
        detail = self._detail
        if detail is None:
            return
        if detail.row.status == MeetingStatus.PLANNED and not await meeting_acts.start(app_of(self), detail):
            self.dismiss()
            return
        self._read()
        if self.item is None:
            await self._call(self._next_waiting())
        elif was_interrupted(self.item, self._desk.now()):
            await meeting_acts.call(app_of(self), self.item)

    def on_store_changed(self, _: StoreChanged) -> None:
        """Read again, also after somebody undid something."""
        self._read()

    def veil_changed(self) -> None:
        """When names are covered again, they go from here too."""
        veil = app_of(self).veil
        if self._identity is not None and not veil.lifted:
            self._identity = None
            self._show_item()
        self._show_head()
        self.refresh()

    def _read(self) -> None:
        try:
            self._detail = meeting_detail(self._desk.store, self.meeting_id)
        except NotFound:
            self.dismiss()
            return
        current = self._detail.current_item_id
        if self._identity is not None and self._identity.item_id != current:
            self._identity = None
        self.query_one(AgendaList).show_agenda(self._detail.items, current)
        self.turn_line(current)
        self._show_item()
        self._show_head()
        self.show_meaning()
        self.refresh_bindings()

    def _show_head(self) -> None:
        detail, item = self._detail, self.item
        if detail is None or not self.is_mounted:
            return
        right, over = head_right(detail, item, self._desk.now())
        if self._typed_number:
            right = f"naar punt {self._typed_number}_   {right}"
        veil, safe = app_of(self).veil, self.query_one("#safe", Static)
        words = "NAMEN ZICHTBAAR" if veil.lifted else "VEILIG" if self.narrow else "SCHERM VEILIG"
        safe.update(f" {words} ")
        safe.set_class(veil.on, "-shown")
        room = self.app.size.width - cell_len(right) - 4 - (len(words) + 6 if veil.on else 0)
        left = shorten(head_left(detail.row, part_title(item), brief=self.narrow), max(room, 10))
        self.query_one("#head-left", Static).update(plain(left))
        head = self.query_one("#head-right", Static)
        head.update(plain(right))
        head.set_class(over, "-over")

    def _show_item(self) -> None:
        detail, item = self._detail, self.item
        if detail is None:
            return
        about = self.query_one("#about", FieldText)
        self.query_one("#table", Static).update(plain(table_text(detail, item)))
        if item is None:
            about.show(nothing_called(detail))
            return
        today = self._desk.today()
        view = item_view(self._desk.store, item.id, today=today)
        about.show(item_fields(view, today, self._identity, roomy=self.app.size.height >= ROOMY))

    def _next_waiting(self) -> AgendaRow | None:
        """Return the first item after the current one that waits, else the first before it."""
        if self._detail is None:
            return None
        items, item = list(self._detail.items), self.item
        at = items.index(item) if item is not None else -1
        rest = [*items[at + 1 :], *items[: max(at, 0)]]
        return next((one for one in rest if one.status == AgendaStatus.WAITING), None)

    async def _call(self, item: AgendaRow | None) -> None:
        if item is None or self._detail is None or item.id == self._detail.current_item_id:
            return
        await meeting_acts.call(app_of(self), item)
        self.query_one("#item", VerticalScroll).scroll_home(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what applies now."""
        if action in ("decide", "show_who") and self.is_mounted:
            item = self.item
            return item is not None and (action == "decide" or not item.is_theme)
        return super().check_action(action, parameters)

    @work(exclusive=True, group="call")
    async def action_next_item(self) -> None:
        """Close the item and call the next one that waits."""
        if self._detail is None:
            return
        if self.item is not None:
            await meeting_acts.finish(app_of(self), self.item)
            self.query_one("#item", VerticalScroll).scroll_home(animate=False)
        else:
            await self._call(self._next_waiting())

    @work(exclusive=True, group="call")
    async def action_previous_item(self) -> None:
        """Call the item above the current one again."""
        if self._detail is None or self.item is None:
            return
        at = self._detail.items.index(self.item)
        if at:
            await self._call(self._detail.items[at - 1])

    @on(RecordList.Selected, "#agenda")
    def _picked(self) -> None:
        if self._typed_number:
            self._go_to_number()
            return
        chosen = self.query_one(AgendaList).chosen
        if chosen is None:
            return
        if self._detail is not None and chosen.id == self._detail.current_item_id:
            if not self.enter_right():
                self.action_decide()
        else:
            self._call_later(chosen)

    @work(exclusive=True, group="call")
    async def _call_later(self, item: AgendaRow) -> None:
        await self._call(item)
        self.enter_right()

    async def on_key(self, event: events.Key) -> None:
        """Figures go to an item; space shows who it is. Not while a decision is typed."""
        if isinstance(self.focused, Input):
            return
        if event.character is not None and event.character.isdecimal() and event.character.isascii():
            event.stop()
            event.prevent_default()
            self._number(event.character)
        elif event.key == "space":
            event.stop()
            event.prevent_default()
            self.action_show_who()

    def _number(self, figure: str) -> None:
        typed = (self._typed_number + figure).lstrip("0")
        count = 0 if self._detail is None else len(self._detail.items)
        if not typed or int(typed) > count:
            typed = ""
        self._typed_number = typed
        if self._number_timer is not None:
            self._number_timer.stop()
        if typed and int(typed) * 10 > count:
            self._go_to_number()
        elif typed:
            self._number_timer = self.set_timer(NUMBER_WAIT, self._go_to_number)
        self._show_head()

    def _go_to_number(self) -> None:
        number, self._typed_number = self._typed_number, ""
        if number and self._detail is not None and int(number) <= len(self._detail.items):
            self._call_later(self._detail.items[int(number) - 1])
        self._show_head()

    @work(group="who")
    async def action_show_who(self) -> None:
        """Show name and address for a moment; held, the key repeats and keeps them in view. Logged once."""
        item = self.item
        if item is None or item.is_theme:
            return
        app = app_of(self)
        async with self._showing:
            if self._identity is not None and self._identity.item_id == item.id and app.veil.lifted:
                app.lift()
                return
            identity = await meeting_acts.reveal(app, item)
            if identity is None or self.item is None or self.item.id != item.id:
                return
            app.privacy = True
            app.lift()
            self._identity = identity
            self._show_item()

    @work(exclusive=True, group="agenda")
    async def action_add_item(self) -> None:
        """Put something on the agenda that came up only now; it is marked as such."""
        if self._detail is not None:
            await meeting_agenda.add_item(app_of(self), self._detail)

    @work(exclusive=True, group="agenda")
    async def action_table(self) -> None:
        """Record who is there."""
        await meeting_planning.show_table(app_of(self), self.meeting_id)

    @work(exclusive=True, group="close")
    async def action_close_meeting(self) -> None:
        """Close the meeting after telling what rolls over."""
        if self._detail is not None and await meeting_acts.close(app_of(self), self._detail):
            self.dismiss()

    def action_leave(self) -> None:
        """Go back to the list; the meeting goes on and resumes here."""
        self.keep_line()
        self.app.notify(
            "Het overleg loopt nog; open het in de lijst om verder te gaan. F9 zet ‘scherm veilig’ uit.",
            timeout=6,
            markup=False,
        )
        self.dismiss()
