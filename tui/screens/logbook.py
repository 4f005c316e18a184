"""Logboek: who looked at, did and searched what, for who keeps the log."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Iterable
from dataclasses import replace

from textual import on, work
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import get_current_worker

from store.actor import Actor
from store.engine.lifecycle import Store
from store.errors import InvalidInput, NotFound, StoreError
from store.local_time import day_month, local_day, moment
from store.queries.log_verify import verify_log
from store.queries.log_view import (
    EVERYTHING,
    LogFilter,
    LogRow,
    LogSubject,
    log_rows,
    log_spine,
    log_subject,
    log_top,
    log_workers,
    records_of,
)
from tui.actions import bindings_for
from tui.app import StoreChanged
from tui.forms.log_fields import checked_fields, entry_fields
from tui.forms.log_words import filter_words
from tui.looks import Look, LookAtRest
from tui.screens.base import SignaalpuntScreen, app_of
from tui.screens.dialogs.log_dialogs import (
    LogCheckDialog,
    LogCheckedDialog,
    LogFile,
    LogFileDialog,
    LogFiltersDialog,
    LogQuestion,
)
from tui.text import plain, thousands
from tui.widgets.field_text import Field, FieldText
from tui.widgets.pane import Pane
from tui.widgets.record_list import Column, RecordList, Row
from tui.widgets.spine_source import SpineSource

TOP = 200
"""Entries shown while the others are counted."""

_COLUMNS = (
    Column("Tijd", width=12),
    Column("Wie", fraction=3, style="strong"),
    Column("Gebeurtenis", width=13),
    Column("Nummer", width=10),
    Column("Wat", fraction=4, style="quiet"),
    Column("Namens", fraction=2, style="quiet", min_screen=150),
)
_READING = "Het logboek wordt gelezen …"
_NOTHING = "Geen regels. Met f kiest u andere, met a ziet u weer alles."


class LogRead(Message):
    """Ids of entries were read; `whole`: all of them, with the names of who is in the log."""

    def __init__(self, chosen: LogFilter, ids: array[int], workers: tuple[str, ...], *, whole: bool) -> None:
        super().__init__()
        self.chosen = chosen
        self.ids = ids
        self.workers = workers
        self.whole = whole


def log_row(entry: LogRow, this_year: int) -> Row:
    """Return an entry as a line of the list; broken glass has the sign for late."""
    when = "?"
    if entry.at is not None:
        stamp, day = moment(entry.at), local_day(entry.at)
        when = f"{day_month(day):>6} {stamp[-5:]}" if day.year == this_year else stamp[:10]
    cells = (when, entry.worker, entry.event_label, entry.number, entry.summary, entry.on_behalf)
    return Row(str(entry.id), cells, "late" if entry.event == "break_glass" else "")


class LogbookScreen(SignaalpuntScreen):
    """The log left, the chosen entry right."""

    TAB = "setup"
    TITLE_NL = "Logboek"
    HELP_NL = (
        "Wie zag, deed of zocht wat, en wanneer. Glas breken staat bovenaan, met een uitroepteken; dan het nieuwste. "
        "Met f kiest u persoon, nummer, gebeurtenis, periode of zoekwoord; p, b en c tonen alles van dezelfde persoon, "
        "over dezelfde betrokkene of hetzelfde nummer. Met v rekent Signaalpunt na of het logboek heel is. Er staan "
        "geen namen van betrokkenen in; zoekwoorden staan er versleuteld. Ook dat u hier kijkt, wordt vastgelegd."
    )
    BINDINGS = [*bindings_for("logbook")]
    AUTO_FOCUS = "RecordList"
    CSS = """
    LogbookScreen {
        & #left { width: 8fr; }
        & #right { width: 4fr; }
        & #filter-bar { height: 1; margin: 0 0 1 0; padding: 0 1 0 3; color: $text-muted; }
        &.-low #filter-bar { margin: 0; }
        & #filter-bar.-narrowed { color: $primary; }
        & #entry { height: 1fr; scrollbar-size-vertical: 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._asked = LogQuestion(EVERYTHING)
        self._chosen = EVERYTHING
        self._shown: LogFilter | None = None
        self._source: SpineSource | None = None
        self._workers: tuple[str, ...] = ()
        self._rows: dict[int, LogRow] = {}
        self._looked = LookAtRest(self)

    def left(self) -> Iterable[Widget]:
        """What is shown in words, the list."""
        yield Static(_READING, id="filter-bar", markup=False)
        yield RecordList(_COLUMNS, empty=_READING, id="entries")

    def right(self) -> Iterable[Widget]:
        """The chosen entry."""
        yield Pane(FieldText(id="entry-text", label_width=13), id="entry")

    def on_mount(self) -> None:
        """Read after the first paint."""
        self.call_after_refresh(self._read)

    def on_store_changed(self, _: StoreChanged) -> None:
        """Read again; the cursor stays on the same entry."""
        if self._shown is not None:
            self._read()

    @work(thread=True, exclusive=True, group="ids")
    def _read(self) -> None:
        store, chosen = app_of(self).desk.store, self._chosen
        worker = get_current_worker()
        try:
            if self._shown != chosen:
                self.post_message(LogRead(chosen, log_top(store, chosen, TOP), (), whole=False))
            ids, workers = log_spine(store, chosen), log_workers(store)
        except StoreError as error:
            self.app.call_from_thread(app_of(self).tell_problem, str(error))
            return
        if not worker.is_cancelled:
            self.post_message(LogRead(chosen, ids, workers, whole=True))

    @on(LogRead)
    def _show(self, event: LogRead) -> None:
        if event.chosen != self._chosen:
            return
        records, desk = self.query_one("#entries", RecordList), app_of(self).desk
        records.empty = _NOTHING
        self._workers = event.workers or self._workers
        if self._shown != event.chosen or self._source is None:
            self._shown = event.chosen
            year = desk.today().year
            self._source = SpineSource(lambda ids: self._page(desk.store, list(ids), year))
            self._source.ids = event.ids
            records.show(self._source)
        else:
            self._source.ids = event.ids
            records.reload()
        self._look()
        words = filter_words(self._chosen, self._asked.number)
        count = thousands(len(event.ids)) if event.whole else "…"
        bar = self.query_one("#filter-bar", Static)
        bar.update(plain(f"{words[:1].upper()}{words[1:]}  —  {count}"))
        bar.set_class(self._chosen != EVERYTHING, "-narrowed")
        self._looked.show(Look("log", summary=f"logboek ingezien: {words}"))

    def _page(self, store: Store, ids: list[int], year: int) -> list[Row]:
        found = log_rows(store, ids)
        self._rows |= {row.id: row for row in found}
        return [log_row(row, year) for row in found]

    @property
    def entry(self) -> LogRow | None:
        """The chosen entry."""
        row = self.query_one("#entries", RecordList).current
        return None if row is None else self._rows.get(int(row.id))

    @on(RecordList.Highlighted)
    def _look(self) -> None:
        entry = self.entry
        fields = [Field(value="Niets gekozen.", style="quiet")] if entry is None else entry_fields(entry)
        self.query_one("#entry-text", FieldText).show(fields)
        self.refresh_bindings()

    @on(RecordList.Selected)
    def _selected(self) -> None:
        self.enter_right()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what the chosen entry and filter allow."""
        if (
            action not in ("same_worker", "same_resident", "same_number", "clear_filters")
            or not self.is_mounted
        ):
            return super().check_action(action, parameters)
        entry = self.entry
        if action == "clear_filters":
            return self._chosen != EVERYTHING
        if entry is None:
            return False
        if action == "same_resident":
            return entry.resident is not None
        return action == "same_worker" or (entry.kind in ("case", "signal") and bool(entry.number))

    def _narrow(self, asked: LogQuestion, chosen: LogFilter) -> None:
        self._asked, self._chosen = asked, chosen
        self._read()
        self.refresh_bindings()

    def action_same_worker(self) -> None:
        """Show all of this person."""
        entry = self.entry
        if entry is not None:
            chosen = LogFilter(worker=entry.worker)
            self._narrow(LogQuestion(chosen), chosen)

    def action_same_resident(self) -> None:
        """Show everything about this resident, under all linked records."""
        entry = self.entry
        if entry is not None and entry.resident is not None:
            ids = records_of(app_of(self).desk.store, entry.resident)
            self._narrow(LogQuestion(EVERYTHING, entry.number, whole=True), LogFilter(resident_ids=ids))

    def action_same_number(self) -> None:
        """Show everything about this case or signal."""
        entry = self.entry
        if entry is not None:
            asked = LogQuestion(EVERYTHING, entry.number)
            self._narrow(asked, _about(asked, log_subject(app_of(self).desk.store, entry.number)))

    def action_clear_filters(self) -> None:
        """Show the whole log again."""
        self._narrow(LogQuestion(EVERYTHING), EVERYTHING)

    def action_refresh(self) -> None:
        """Read the log again."""
        self._read()

    def action_leave(self) -> None:
        """Go back."""
        self.app.pop_screen()

    @work
    async def action_filters(self) -> None:
        """Choose which entries to show; a number that is not there is told in the form."""
        desk, asked, problem = app_of(self).desk, self._asked, ("", "")
        while True:
            dialog = LogFiltersDialog(asked, self._workers, desk.today(), problem=problem)
            answer = await self.app.push_screen_wait(dialog)
            if answer is None:
                return
            asked = answer
            if not asked.number:
                self._narrow(asked, asked.chosen)
                return
            try:
                about = log_subject(desk.store, asked.number)
            except NotFound as error:
                problem = (str(error), "number")
                continue
            if asked.whole and not about.resident_ids:
                problem = ("Bij dit nummer is geen betrokkene bekend; kies ‘alleen dit nummer’.", "number")
                continue
            self._narrow(replace(asked, number=about.number), _about(asked, about))
            return

    @work
    async def action_verify(self) -> None:
        """Check the chain, with a head written down before when there is one."""
        from store.engine.head_words import read

        typed: str | None = None
        problem = ""
        while True:
            typed = await self.app.push_screen_wait(LogCheckDialog(typed, problem=problem))
            if typed is None:
                return
            try:
                earlier = read(typed) if typed else None
                break
            except InvalidInput as error:
                problem = str(error)
        store = app_of(self).desk.store
        self.notify("Het logboek wordt nagerekend …", timeout=3, markup=False)
        try:
            found = await asyncio.to_thread(verify_log, store, earlier)
        except StoreError as error:
            app_of(self).tell_problem(str(error))
            return
        await self.app.push_screen_wait(LogCheckedDialog(checked_fields(found)))

    @work
    async def action_export(self) -> None:
        """Write what the list shows as a file."""
        from tui.screens.dialogs.form_dialog import ask_and_do

        app, chosen = app_of(self), self._chosen
        words = filter_words(chosen, self._asked.number)

        async def act(file: LogFile) -> object | None:
            def job(store: Store, actor: Actor) -> object:
                from store.acts.log_export import export_log

                return export_log(store, actor, chosen, words, file.folder, file.format, now=app.desk.now())

            path = await app.perform(job)
            if path is not None:
                app.notify(f"Geschreven: {path}", timeout=8, markup=False)
            return path

        await ask_and_do(app, lambda typed: LogFileDialog(words, typed), act)


def _about(asked: LogQuestion, about: LogSubject) -> LogFilter:
    if asked.whole:
        return replace(asked.chosen, resident_ids=about.resident_ids)
    return replace(asked.chosen, case_id=about.case_id, signal_id=about.signal_id)
