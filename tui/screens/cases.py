"""Casussen: every case in one list, the open ones first, with a preview and its nearest term."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from textual import on, work
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from store.codes import CaseStatus
from store.engine.lifecycle import Store
from store.queries.case_shapes import CaseDetail
from store.queries.cases import CaseFilter, CaseRow, case_count, case_head, case_rows, case_spine
from store.rules.clocks import describe_due
from tui.actions import bindings_for
from tui.behind import run_behind
from tui.looks import Look, LookAtRest
from tui.screens.base import app_of
from tui.screens.case_filters import (
    ALL_OPEN,
    EVERY,
    CaseFiltersDialog,
    CaseOptions,
    filter_words,
    read_options,
)
from tui.screens.narrowed import NarrowedScreen
from tui.screens.raising import Subject
from tui.screens.signal_acts import log_attempt
from tui.screens.work_preview import PreviewPane, preview_at_rest, read_preview
from tui.text import plain, thousands
from tui.widgets.record_list import Column, RecordList, Row
from tui.widgets.spine_source import SpineSource

HEAD = 100
"""Cases shown before the ids of all of them are known."""

_COLUMNS = (
    Column("Termijn", width=14, style="state"),
    Column("Betrokkene", fraction=5, style="strong"),
    Column("Waar", fraction=5, address=True),
    Column("Status", width=14),
    Column("Regie", fraction=4, style="quiet", min_screen=160),
    Column("Nummer", width=9, style="quiet", min_screen=150),
)
_SHORT = {CaseStatus.VOLUNTARY: "vrijwillig"}
_READING = "De lijst wordt gelezen …"
_NONE = (
    "Er zijn nog geen casussen. Een casus ontstaat als u een signaal naar uw eigen team leidt: ga met 2 naar "
    "Signalen, kies er een en druk op t voor de triage."
)
_NONE_OPEN = "Er zijn geen open casussen. Druk op f om ook afgesloten casussen te zien."
_NOTHING = "Geen casus past hierbij. Druk op Esc voor alle open casussen, of op f om het filter te wijzigen."


class SpineRead(Message):
    """The ids of a filter were read: first the `HEAD` of them, then all; `total` is the number of all cases.

    With the first ones it is None: counting all takes longer than showing these.
    """

    def __init__(self, chosen: CaseFilter, ids: Sequence[int], total: int | None) -> None:
        super().__init__()
        self.chosen = chosen
        self.ids = ids
        self.total = total


def case_source(store: Store, today: date) -> SpineSource:
    """Return the list's source; a page of rows is one query."""
    return SpineSource(lambda ids: (case_row(row, today) for row in case_rows(store, ids)))


def case_row(case: CaseRow, today: date) -> Row:
    """Return a case as a line of the list; its state is that of its nearest running clock."""
    due = None if case.next_due is None else describe_due(case.next_due, today)
    state = due.state if due is not None and due.state in ("late", "today") else ""
    cells = (
        due.short.removeprefix("! ") if due is not None else "",
        case.who,
        case.where,
        _SHORT.get(case.status, case.status.label),
        case.lead or "nog niemand",
        case.number,
    )
    return Row(str(case.id), cells, "done" if case.status == CaseStatus.CLOSED else state)


class CasesScreen(NarrowedScreen[CaseFilter]):
    """The list left, the chosen case right."""

    TAB = "cases"
    TITLE_NL = "Casussen"
    HELP_NL = (
        "Alle open casussen, de nieuwste bovenaan; links staat de termijn die het eerst afloopt. Een ! betekent te "
        "laat. Boven de lijst staat in woorden wat u ziet en hoeveel het er zijn. Met z zoekt u op nummer, naam, "
        "geboortejaar, adres of regie; met f kiest u status, regie en wijk, en ook afgesloten casussen. "
        "Esc toont weer alle open casussen. Enter opent de casus, c legt een contactpoging vast, e deelt de casus met "
        "een ander. Met spatie (of ctrl en een klik) markeert u er meer; e deelt ze dan samen, een bestand per casus."
    )
    BINDINGS = [*bindings_for("cases")]

    def __init__(self) -> None:
        super().__init__(ALL_OPEN)
        self._source: SpineSource | None = None
        self._shown: CaseFilter | None = None
        self._options = CaseOptions((), ())
        self._preview: CaseDetail | None = None
        self._searched = LookAtRest(self)
        self._counted = ""

    def left(self) -> Iterable[Widget]:
        """What is shown in words, the search field, the list."""
        yield Static(_READING, id="filter-bar", markup=False)
        yield Input(placeholder="nummer, naam, geboortejaar, adres", compact=True, max_length=80, id="find")
        yield RecordList(_COLUMNS, empty=_READING, id="cases")

    def right(self) -> Iterable[Widget]:
        """The chosen case."""
        yield PreviewPane(id="preview")

    @property
    def case_id(self) -> int | None:
        """The chosen case."""
        return self.chosen_id

    def on_mount(self) -> None:
        """Read after the first paint."""
        self.call_after_refresh(self._read)

    def on_store_changed(self) -> None:
        """Read again; the cursor stays on the same case."""
        if self._shown is not None:
            self._read()

    def show_filter(self, chosen: CaseFilter) -> None:
        """Show other cases."""
        self._chosen = chosen
        self._read()
        self.refresh_bindings()

    @work(thread=True, exclusive=True, group="ids")
    def _read(self) -> None:
        store, chosen = app_of(self).desk.store, self._chosen
        worker = get_current_worker()
        if self._shown != chosen:
            first = case_head(store, chosen, HEAD)
            if first and not worker.is_cancelled:
                self.post_message(SpineRead(chosen, first, None))
        ids = case_spine(store, chosen)
        total = len(ids) if chosen == EVERY else case_count(store, EVERY)
        self._options = read_options(store)
        if not worker.is_cancelled:
            self.post_message(SpineRead(chosen, ids, total))

    @on(SpineRead)
    def _show(self, event: SpineRead) -> None:
        if event.chosen != self._chosen:
            return
        records, desk = self._list, app_of(self).desk
        if event.total == 0:
            records.empty = _NONE
        else:
            records.empty = _NONE_OPEN if self._chosen == ALL_OPEN else _NOTHING
        if self._shown != event.chosen or self._source is None:
            self._shown = event.chosen
            self._source = case_source(desk.store, desk.today())
            self._source.ids = event.ids
            records.show(self._source)
        else:
            self._source.ids = event.ids
            records.reload()
            self._look()
        self._counted = (
            "…" if event.total is None else f"{thousands(len(event.ids))} van {thousands(event.total)}"
        )
        self._tell_shown()

    @on(RecordList.Marked)
    def _tell_shown(self) -> None:
        """Say above the list what it shows, and how many are marked."""
        bar = self.query_one("#filter-bar", Static)
        marked = len(self._list.marked)
        parts = [f"{filter_words(self._chosen, self._options)}  —  {self._counted}"]
        if marked:
            parts.append(f"{thousands(marked)} gemarkeerd")
        bar.update(plain("  ·  ".join(parts)))
        bar.set_class(self._chosen != ALL_OPEN or bool(marked), "-narrowed")
        text = self._chosen.text
        self._searched.show(Look("cases", event="search", terms=text) if text else None)
        self.refresh_bindings()

    @on(RecordList.Highlighted)
    def _look(self) -> None:
        case_id = self.case_id
        if case_id is None:
            self._preview = None
            self.query_one(PreviewPane).show([])
            self.refresh_bindings()
        else:
            run_behind(self, partial(self._read_preview, case_id), "preview")

    async def _read_preview(self, case_id: int) -> None:
        desk = app_of(self).desk
        found = await preview_at_rest(desk.store, str(case_id), desk.today(), case_id=case_id)
        if not self.is_mounted or found.key != str(self.case_id):
            return
        self._preview = found.case
        self.query_one(PreviewPane).show(found.fields(desk.today()), found.look)
        self.refresh_bindings()

    @property
    def _known(self) -> CaseDetail | None:
        """The chosen case, read now when a key comes before the cursor came to rest."""
        case_id = self.case_id
        if self._preview is None or case_id is None:
            return None
        if self._preview.head.id != case_id:
            desk = app_of(self).desk
            self._preview = read_preview(desk.store, str(case_id), desk.today(), case_id=case_id).case
        return self._preview

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what applies now."""
        if self.is_mounted:
            if action == "open":
                return self.case_id is not None
            if action in ("contact", "raise_item"):
                known = self._known
                return known is not None and known.head.is_open
            if action in ("mark", "export"):
                return self.case_id is not None or bool(self._list.marked)
            if action == "clear_marks":
                return bool(self._list.marked)
            if action == "clear_filters":
                return self.is_narrowed
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        """Open the chosen case."""
        if self.case_id is not None:
            app_of(self).open_case(self.case_id)

    def action_mark(self) -> None:
        """Mark the chosen case, or take its mark away, and go on to the next."""
        records = self._list
        records.toggle_mark()
        records.move_to(records.cursor + 1)

    def action_clear_marks(self) -> None:
        """Take every mark away."""
        self._list.clear_marks()

    def action_export(self) -> None:
        """Share the marked cases, or the chosen one when none is marked, as files."""
        from tui.screens.export import ExportScreen

        marked = tuple(int(one) for one in self._list.marked)
        chosen = () if self.case_id is None else (self.case_id,)
        self.app.push_screen(ExportScreen(marked or chosen))

    @work
    async def action_contact(self) -> None:
        """Record a contact attempt in the chosen case."""
        known = self._known
        if known is not None:
            await log_attempt(app_of(self), known)

    def to_raise(self) -> Subject | None:
        """The chosen case."""
        known = self._known
        if known is None:
            return None
        head = known.head
        return Subject(f"Casus {head.number} · {head.who} · {head.where}", case_id=head.id)

    def action_refresh(self) -> None:
        """Read the list again."""
        self._read()

    @work
    async def action_filters(self) -> None:
        """Choose which cases to show."""
        self.take_filters(await self.app.push_screen_wait(CaseFiltersDialog(self._chosen, self._options)))
