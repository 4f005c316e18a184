"""Signalen: every signal in one list that stays quick at any length, narrowed in words, with a preview."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from textual import on, work
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from store.engine.lifecycle import Store
from store.local_time import day_month, local_day
from store.queries.shared import theme_words
from store.queries.signals import (
    SignalFilter,
    SignalRow,
    signal_count,
    signal_head,
    signal_rows,
    signal_spine,
)
from tui.actions import bindings_for
from tui.app import StoreChanged
from tui.behind import run_behind
from tui.looks import Look, LookAtRest
from tui.screens.base import app_of
from tui.screens.narrowed import NarrowedScreen
from tui.screens.raising import Subject
from tui.screens.signal_acts import is_kept, may_triage, signal_subject
from tui.screens.signal_filters import (
    EVERYTHING,
    FilterOptions,
    FiltersDialog,
    filter_words,
    read_options,
)
from tui.screens.work_preview import Preview, PreviewPane, preview_at_rest, read_preview
from tui.text import plain, thousands
from tui.widgets.record_list import Column, RecordList, Row
from tui.widgets.spine_source import SpineSource

HEAD = 100
"""Signals shown before the ids of all of them are known."""

_COLUMNS = (
    Column("Nummer", width=9, style="quiet"),
    Column("Ontv.", width=8),
    Column("Waar", fraction=6, style="strong", address=True),
    Column("Wie", fraction=5),
    Column("Status", width=14, style="state"),
    Column("Urgentie", width=10, min_screen=150),
    Column("Thema's", fraction=5, style="quiet", min_screen=170),
    Column("Bron", fraction=4, style="quiet", min_screen=190),
)
_EMPTY = "Er zijn nog geen signalen. Druk op n voor een nieuw signaal, of op 6 om een bestand in te voeren."
_NOTHING = "Geen signaal past hierbij. Druk op Esc om weer alles te tonen, of op f om het filter te wijzigen."
_READING = "De lijst wordt gelezen …"


class IdsRead(Message):
    """The ids of a filter were read: first the newest ones, then (`whole`) all; `total` is without a filter."""

    def __init__(self, chosen: SignalFilter, ids: Sequence[int], *, whole: bool, total: int) -> None:
        super().__init__()
        self.chosen = chosen
        self.ids = ids
        self.whole = whole
        self.total = total


def signal_source(store: Store, today: date) -> SpineSource:
    """Return the list's source; a page of rows is one query."""
    return SpineSource(lambda ids: (signal_row(row, today) for row in signal_rows(store, ids)))


def signal_row(signal: SignalRow, today: date) -> Row:
    """Return a signal as a line of the list; its state is that of its nearest running clock."""
    received = local_day(signal.received_at)
    cells = (
        signal.number,
        f"{day_month(received):>6}"
        if received.year == today.year
        else f"{day_month(received)[-3:]} {received.year}",
        signal.where,
        signal.who,
        signal.status.label,
        signal.urgency.label if signal.urgency else "",
        theme_words(signal.themes),
        signal.source,
    )
    state = ""
    if signal.due_on is not None and signal.due_on <= today:
        state = "late" if signal.due_on < today else "today"
    return Row(str(signal.id), cells, state)


class SignalsScreen(NarrowedScreen[SignalFilter]):
    """The list left, the chosen signal right."""

    TAB = "signals"
    TITLE_NL = "Signalen"
    HELP_NL = (
        "Alle signalen, de nieuwste bovenaan. Boven de lijst staat in woorden wat u ziet en hoeveel het er zijn. "
        "Met z zoekt u op het begin van een nummer, naam, straat of postcode; met f kiest u status, wijk, team, "
        "partner, thema en urgentie. Esc toont weer alles. Een ! betekent dat er een termijn voorbij is. "
        "Enter opent het signaal, t begint de triage, o zet het op de agenda van het volgende overleg."
    )
    BINDINGS = [*bindings_for("signals")]

    def __init__(self) -> None:
        super().__init__(EVERYTHING)
        self._source: SpineSource | None = None
        self._shown: SignalFilter | None = None
        self._total = 0
        self._preview: Preview | None = None
        self._options: FilterOptions | None = None
        self._searched = LookAtRest(self)

    def left(self) -> Iterable[Widget]:
        """What is shown in words, the search field, the list."""
        yield Static(_READING, id="filter-bar", markup=False)
        yield Input(
            placeholder="begin van nummer, naam, straat of postcode", compact=True, max_length=80, id="find"
        )
        yield RecordList(_COLUMNS, empty=_READING, id="signals")

    def right(self) -> Iterable[Widget]:
        """The chosen signal."""
        yield PreviewPane(id="preview")

    def on_mount(self) -> None:
        """Read after the first paint."""
        self.call_after_refresh(self._read)

    def on_store_changed(self, _: StoreChanged) -> None:
        """Read again; the cursor stays on the same signal."""
        if self._shown is not None:
            self._options = None
            self._read()

    def show_filter(self, chosen: SignalFilter) -> None:
        """Show other signals (also for screens that lead here, as after an import)."""
        self._chosen = chosen
        self._read()
        self.refresh_bindings()

    @work(thread=True, exclusive=True, group="ids")
    def _read(self) -> None:
        store, chosen = app_of(self).desk.store, self._chosen
        worker = get_current_worker()
        if self._shown != chosen:
            head = signal_head(store, chosen, HEAD)
            if worker.is_cancelled:
                return
            self.post_message(IdsRead(chosen, head, whole=len(head) < HEAD, total=-1))
        ids = signal_spine(store, chosen)
        total = len(ids) if chosen == EVERYTHING else signal_count(store, EVERYTHING)
        if not worker.is_cancelled:
            self.post_message(IdsRead(chosen, ids, whole=True, total=total))

    @on(IdsRead)
    def _show(self, event: IdsRead) -> None:
        if event.chosen != self._chosen:
            return
        records = self._list
        desk = app_of(self).desk
        if event.total >= 0:
            self._total = event.total
        records.empty = _NOTHING if self._chosen != EVERYTHING else _EMPTY
        if self._shown != event.chosen or self._source is None:
            self._shown = event.chosen
            self._source = signal_source(desk.store, desk.today())
            self._source.ids = event.ids
            records.show(self._source)
        else:
            self._source.ids = event.ids
            records.reload()
            self._look()
        self._say(event)
        text = self._chosen.text
        self._searched.show(Look("signals", event="search", terms=text) if text else None)

    def _say(self, event: IdsRead) -> None:
        if self._options is None:
            self._options = read_options(app_of(self).desk.store)
        words = filter_words(self._chosen, self._options)
        count = thousands(len(event.ids)) if event.whole else "…"
        if words:
            told = (
                f"{words}  —  {count} van {thousands(self._total)}" if self._total else f"{words}  —  {count}"
            )
        else:
            told = f"Alle signalen  {count}"
        bar = self.query_one("#filter-bar", Static)
        bar.update(plain(told))
        bar.set_class(bool(words), "-narrowed")

    @property
    def signal_id(self) -> int | None:
        """The chosen signal."""
        return self.chosen_id

    @on(RecordList.Highlighted)
    def _look(self) -> None:
        signal_id = self.signal_id
        if signal_id is None:
            self._preview = None
            self.query_one(PreviewPane).show([])
            self.refresh_bindings()
            return
        run_behind(self, partial(self._read_preview, signal_id), "preview")

    async def _read_preview(self, signal_id: int) -> None:
        desk = app_of(self).desk
        found = await preview_at_rest(desk.store, str(signal_id), desk.today(), signal_id=signal_id)
        if not self.is_mounted or found.key != str(self.signal_id):
            return
        self._preview = found
        self.query_one(PreviewPane).show(found.fields(desk.today()), found.look)
        self.refresh_bindings()

    @property
    def _known(self) -> Preview | None:
        """The preview of the chosen signal, read now when a key comes before the cursor came to rest."""
        signal_id = self.signal_id
        if self._preview is None or signal_id is None:
            return None
        if self._preview.key != str(signal_id):
            desk = app_of(self).desk
            self._preview = read_preview(desk.store, str(signal_id), desk.today(), signal_id=signal_id)
        return self._preview

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what applies now."""
        if not self.is_mounted:
            return super().check_action(action, parameters)
        if action == "open":
            return self.signal_id is not None
        if action in ("triage", "raise_item"):
            known = self._known
            detail = None if known is None else known.signal
            offered = may_triage if action == "triage" else is_kept
            return detail is not None and offered(detail)
        if action == "clear_filters":
            return self.is_narrowed
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        """Open the chosen signal."""
        if self.signal_id is not None:
            app_of(self).open_signal(self.signal_id)

    def action_triage(self) -> None:
        """Open the triage of the chosen signal."""
        if self.signal_id is not None:
            app_of(self).open_triage(self.signal_id)

    def to_raise(self) -> Subject | None:
        """The chosen signal."""
        known = self._known
        return None if known is None or known.signal is None else signal_subject(known.signal)

    def action_refresh(self) -> None:
        """Read the list again."""
        self._read()

    @work
    async def action_filters(self) -> None:
        """Choose which signals to show."""
        if self._options is None:
            self._options = read_options(app_of(self).desk.store)
        self.take_filters(await self.app.push_screen_wait(FiltersDialog(self._chosen, self._options)))
