"""Vandaag: what asks attention now, in the order to do it, each act one key away."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.widget import Widget

from store.actor import Actor
from store.codes import CaseStatus, ClockKind
from store.engine.lifecycle import Store
from store.queries.worklist import WorkItem, Worklist, worklist
from tui.actions import bindings_for
from tui.app import StoreChanged
from tui.behind import run_behind
from tui.comparing import PairsFound
from tui.screens.base import app_of
from tui.screens.raising import RaisingScreen, Subject
from tui.screens.work_preview import Preview, PreviewPane, preview_at_rest, read_preview
from tui.screens.work_rows import WorkSource
from tui.widgets.field_text import Field
from tui.widgets.record_list import Column, RecordList

if TYPE_CHECKING:
    from store.queries.case_shapes import CaseDetail
    from tui.screens.today_notes import TodayNotes

LIMIT = 200
"""Rows shown of each section."""

_COLUMNS = (
    Column("Termijn", width=14, style="state"),
    Column("Waar", fraction=8, style="strong", address=True),
    Column("Wie", fraction=5),
    Column("Wat", fraction=6),
    Column("Thema's", fraction=4, style="quiet", min_screen=150),
    Column("Bron", fraction=3, style="quiet", min_screen=170),
    Column("Wie doet het", fraction=3, style="quiet", min_screen=140),
)
_READING = "De lijst wordt gelezen …"
_PATIENCE = 0.25
"""Seconds the screen waits for its first list, to be drawn once with its lines; a slow disk does not hold it up."""
_EMPTY = "Er ligt niets te wachten. Druk op n voor een nieuw signaal of op 2 voor alle signalen."


class WorklistRead(Message):
    """The worklist was read."""

    def __init__(self, found: Worklist) -> None:
        super().__init__()
        self.found = found


class TodayScreen(RaisingScreen):
    """The worklist left, the chosen signal or case right."""

    TAB = "today"
    TITLE_NL = "Vandaag"
    HELP_NL = (
        "Hier staat wat aandacht vraagt: eerst wat te laat is, dan wat vandaag moet, wat nieuw is, wat binnenkort "
        "komt en wat bij een ander ligt. Rechts leest u het gekozen signaal of de gekozen casus. Elke handeling is "
        "één toets; onderaan staan alleen de toetsen die bij de gekozen regel passen. Na een handeling verdwijnt de "
        "regel vanzelf of krijgt die een nieuwe termijn. Met u maakt u de laatste handeling ongedaan. Wat bij een "
        "ander ligt, blijft hier staan tot die de overdracht bevestigt. Met w ziet u ook het werk van de andere "
        "gemeenten in deze opslag."
    )
    BINDINGS = [*bindings_for("today")]
    AUTO_FOCUS = "RecordList"
    DEFAULT_CSS = """
    TodayScreen {
        & #left { width: 4fr; }
        & #right { width: 3fr; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._source = WorkSource()
        self._preview: Preview | None = None
        self._on_screen = False
        self._notes: TodayNotes | None = None
        self._late: asyncio.Task[Worklist] | None = None
        self._whole_region = False

    async def on_compose(self) -> None:
        """Read the list before there is anything to draw; when it takes long it comes after."""
        reading = asyncio.create_task(asyncio.to_thread(self._found))
        if reading in (await asyncio.wait({reading}, timeout=_PATIENCE))[0]:
            self._source.fill(reading.result())
        else:
            self._late = reading

    def left(self) -> Iterable[Widget]:
        """The worklist."""
        empty = _EMPTY if self._late is None else _READING
        yield RecordList(_COLUMNS, self._source, empty=empty, header=False, id="worklist")

    def right(self) -> Iterable[Widget]:
        """The chosen signal or case."""
        yield PreviewPane(id="preview")

    def on_mount(self) -> None:
        """Read what stands beside and above the list when the list is on screen."""
        self.call_after_refresh(self._go_on)

    def _go_on(self) -> None:
        self._on_screen = True
        if self._late is None:
            self._look()
        else:
            self._show_late(self._late)
        self._add_notes()

    @work
    async def _show_late(self, reading: asyncio.Task[Worklist]) -> None:
        self.post_message(WorklistRead(await reading))

    @work
    async def _add_notes(self) -> None:
        await asyncio.to_thread(import_module, "tui.screens.today_notes")
        from tui.screens.today_notes import TodayNotes

        notes = TodayNotes(id="notes")
        for left in self.query("#left"):  # none while the program ends: the halves go before the screen does
            await left.mount(notes, before=0)
            self._notes = notes

    def on_store_changed(self, _: StoreChanged) -> None:
        """Read again; the cursor stays on the same thing."""
        if self._on_screen:
            self._read()
        if self._notes is not None and self.is_mounted:
            self._notes.look()

    def on_pairs_found(self, _: PairsFound) -> None:
        """Count the pairs that wait for a look."""
        if self._notes is not None and self.is_mounted:
            self._notes.look_at_pairs()

    def _found(self) -> Worklist:
        desk = app_of(self).desk
        own = None if self._whole_region else desk.profile_id
        return worklist(desk.store, desk.today(), profile_id=own, limit=LIMIT)

    @work(thread=True, exclusive=True, group="worklist")
    def _read(self) -> None:
        self.post_message(WorklistRead(self._found()))

    @on(WorklistRead)
    def _show(self, event: WorklistRead) -> None:
        records = self.query_one("#worklist", RecordList)
        records.empty = _EMPTY
        self._source.fill(event.found)
        records.reload()
        self._look()

    @property
    def item(self) -> WorkItem | None:
        """The chosen thing to do."""
        row = self.query_one("#worklist", RecordList).current
        return None if row is None else self._source.items.get(row.id)

    @on(RecordList.Highlighted)
    def _look(self) -> None:
        if not self._on_screen:
            return
        item = self.item
        if item is None:
            self._preview = None
            self.query_one(PreviewPane).show([Field(value="Niets gekozen.", style="quiet")])
            self.refresh_bindings()
            return
        run_behind(self, partial(self._read_preview, item), "preview")

    async def _read_preview(self, item: WorkItem) -> None:
        desk = app_of(self).desk
        found = await preview_at_rest(
            desk.store, item.key, desk.today(), signal_id=item.signal_id, case_id=item.case_id
        )
        chosen = self.item if self.is_mounted else None
        if chosen is None or chosen.key != found.key:
            return
        self._preview = found
        self.query_one(PreviewPane).show(found.fields(desk.today()), found.look)
        self.refresh_bindings()

    @property
    def _known(self) -> Preview | None:
        """The preview of the chosen line, read now when a key comes before the cursor came to rest."""
        item = self.item
        if self._preview is None or item is None:
            return None
        if self._preview.key != item.key:
            desk = app_of(self).desk
            self._preview = read_preview(
                desk.store, item.key, desk.today(), signal_id=item.signal_id, case_id=item.case_id
            )
        return self._preview

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what applies to the chosen line."""
        if action == "see_openings":
            return self._notes is not None and self.is_mounted and bool(self._notes.unseen)
        if action not in _OFFERED or not self.is_mounted:
            return super().check_action(action, parameters)
        item = self.item
        return item is not None and _OFFERED[action](item, self._known)

    @on(RecordList.Selected)
    def _selected(self) -> None:
        if not self.enter_right():
            self.action_open()

    def action_open(self) -> None:
        """Open the signal or case of the chosen line."""
        item = self.item
        if item is None:
            return
        if item.signal_id is not None:
            app_of(self).open_signal(item.signal_id)
        elif item.case_id is not None:
            app_of(self).open_case(item.case_id)

    def action_triage(self) -> None:
        """Open the triage of the chosen signal."""
        item = self.item
        if item is not None and item.signal_id is not None:
            app_of(self).open_triage(item.signal_id)

    def to_raise(self) -> Subject | None:
        """The case or signal of the chosen line."""
        item, known = self.item, self._known
        if item is None or known is None:
            return None
        return Subject(_about(item), case_id=known.case_id, signal_id=item.signal_id)

    @work(exclusive=True, group="act")
    async def action_see_openings(self) -> None:
        """Take note of the broken glass that is told; Vandaag then no longer shows it."""
        from tui.widgets.glass_note import MOST

        wanted = [] if self._notes is None else [one.id for one in self._notes.unseen[:MOST]]

        def job(store: Store, actor: Actor) -> int:
            from store.acts.shielding import see_opening

            for opening_id in wanted:
                see_opening(store, actor, opening_id)
            return len(wanted)

        await app_of(self).perform(job, "Kennis genomen; het blijft in het logboek staan")

    def action_refresh(self) -> None:
        """Read the list again."""
        self._read()

    def action_feedback(self) -> None:
        """Show which reporters are owed an answer."""
        from tui.screens.feedback import FeedbackScreen

        self.app.push_screen(FeedbackScreen())

    def action_whole_region(self) -> None:
        """Show the work of every municipality in this store, or of this desk's own again."""
        self._whole_region = not self._whole_region
        words = "alle gemeenten in deze opslag" if self._whole_region else app_of(self).desk.profile_name
        self.notify(f"Vandaag toont nu {words}.", timeout=4, markup=False)
        self._read()

    def _case(self) -> CaseDetail | None:
        known = self._known
        case_id = None if known is None else known.case_id
        if case_id is None:
            return None
        from store.queries.case_detail import case_detail

        desk = app_of(self).desk
        return case_detail(desk.store, case_id, today=desk.today(), limit=1)

    @work
    async def action_contact(self) -> None:
        """Record a contact attempt in the case."""
        from tui.screens import signal_acts

        case = self._case()
        if case is not None:
            await signal_acts.log_attempt(app_of(self), case)

    @work
    async def action_informed(self) -> None:
        """Record whether the resident was informed."""
        from tui.screens import signal_acts

        case = self._case()
        if case is not None:
            await signal_acts.tell_informed(app_of(self), case)

    @work
    async def action_add_action(self) -> None:
        """Put an action on the list."""
        from tui.screens import signal_acts

        item = self.item
        if item is not None:
            await signal_acts.plan_action(
                app_of(self), _about(item), signal_id=item.signal_id, case_id=item.case_id
            )

    @work
    async def action_report_back(self) -> None:
        """Record what the reporter was told."""
        from tui.screens import signal_acts

        item, known = self.item, self._known
        if item is not None and known is not None and known.signal is not None:
            await signal_acts.report_back(app_of(self), known.signal, item.clock_kind)

    @work
    async def action_finish(self) -> None:
        """Tick off the chosen action."""
        from tui.screens import signal_acts

        item = self.item
        if item is not None and item.action_id is not None:
            await signal_acts.tick_off(app_of(self), item.action_id, f"{item.what} · {_about(item)}")

    @work
    async def action_confirm_handover(self) -> None:
        """Record that the other party confirmed."""
        from tui.screens import signal_acts

        item = self.item
        if item is not None and item.signal_id is not None:
            await signal_acts.handover_confirmed(app_of(self), item.signal_id, _about(item))


def _about(item: WorkItem) -> str:
    """Return which signal or case it is, where and about whom."""
    kind = "Signaal" if item.signal_id is not None else "Casus"
    return f"{kind} {item.number} · {item.who} · {item.where}"


def _has_open_case(item: WorkItem, preview: Preview | None) -> bool:
    if preview is None or preview.case_id is None:
        return False
    return preview.case is None or preview.case.head.status != CaseStatus.CLOSED


def _can_triage(item: WorkItem, preview: Preview | None) -> bool:
    if preview is None or preview.signal is None:
        return False
    from tui.screens import signal_acts

    return signal_acts.may_triage(preview.signal)


def _can_raise(item: WorkItem, preview: Preview | None) -> bool:
    if preview is not None and preview.case_id is None and preview.signal is not None:
        from tui.screens import signal_acts

        return signal_acts.is_kept(preview.signal)
    return _has_open_case(item, preview)


def _can_report_back(item: WorkItem, preview: Preview | None) -> bool:
    if preview is None or preview.signal is None:
        return False
    from tui.screens import signal_acts

    return bool(signal_acts.owed(preview.signal))


def _is_handover(item: WorkItem, preview: Preview | None) -> bool:
    return item.clock_kind == ClockKind.HANDOVER and item.signal_id is not None


def _asks_informing(item: WorkItem, preview: Preview | None) -> bool:
    return item.clock_kind == ClockKind.INFORM_RESIDENT and _has_open_case(item, preview)


_OFFERED = {
    "open": lambda item, preview: item.signal_id is not None or item.case_id is not None,
    "triage": _can_triage,
    "contact": _has_open_case,
    "raise_item": _can_raise,
    "add_action": lambda item, preview: item.signal_id is not None or _has_open_case(item, preview),
    "report_back": _can_report_back,
    "finish": lambda item, preview: item.action_id is not None,
    "confirm_handover": _is_handover,
    "informed": _asks_informing,
}
