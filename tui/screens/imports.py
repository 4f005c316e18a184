"""Importeren: what partners sent before, and the way in for the next file."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from textual import on, work
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from store.errors import StoreError
from store.local_time import day_month, local, local_day
from store.queries.deliveries import DeliveryLine, deliveries
from tui.actions import bindings_for
from tui.app import StoreChanged
from tui.forms.delivery_words import advice_fields, counts_content, counts_of, delivery_fields
from tui.screens.base import SignaalpuntScreen, app_of
from tui.screens.dialogs.file_dialog import FileDialog
from tui.text import thousands
from tui.widgets.field_text import BLANK, Field, FieldText
from tui.widgets.record_list import Column, RecordList, Row
from tui.widgets.swap_source import SwapSource

MOST = 1_000
"""Earlier deliveries that are listed; a desk gets a few a week."""

_COLUMNS = (
    Column("Ingevoerd", width=12),
    Column("Bestand", fraction=5, style="strong"),
    Column("Partner", fraction=4, min_screen=150),
    Column("gelezen", width=7, align="right", style="quiet", min_screen=140),
    Column("nieuw", width=6, align="right"),
    Column("herh.", width=5, align="right", style="quiet"),
    Column("kijken", width=6, align="right"),
    Column("afgew.", width=6, align="right", style="state"),
)
_EMPTY = (
    "Er is nog geen bestand ingevoerd. Druk op i en kies het bestand dat een partner stuurde: CSV, Excel (.xlsx) of "
    "DDAS-JSON. U ziet eerst een proef; pas na ctrl+s wordt er iets toegevoegd."
)


def delivery_row(line: DeliveryLine, today: date) -> Row:
    """Return an earlier delivery as a line of the list."""
    at = local(line.imported_at)
    day = local_day(line.imported_at)
    when = (
        f"{day_month(day):>6} {at.hour:02}:{at.minute:02}"
        if day.year == today.year
        else f"{day_month(day)} {day.year}"
    )
    counts = (line.read, line.new, line.repeated, line.to_check, line.rejected)
    cells = (when, line.file_name, line.partner, *(thousands(count) if count else "·" for count in counts))
    return Row(str(line.id), cells, "late" if line.rejected else "")


class ImportScreen(SignaalpuntScreen):
    """The earlier deliveries left, the chosen one right."""

    TAB = "import"
    TITLE_NL = "Importeren"
    HELP_NL = (
        "Hier komt binnen wat partners in bestanden sturen. Druk op i en kies het bestand; u ziet eerst een proef "
        "met wat er per rij zou gebeuren. Elke rij wordt nieuw, herhaald (was al gemeld), na te kijken (bewaard, er "
        "ontbreekt iets) of afgewezen (met de reden, in een bestand naast het origineel). Hetzelfde bestand twee "
        "keer voegt niets toe. Enter toont de rijen van een eerdere levering, s de signalen ervan; u maakt de "
        "laatste invoer ongedaan."
    )
    BINDINGS = [*bindings_for("import")]
    AUTO_FOCUS = "RecordList"
    CSS = """
    ImportScreen {
        & #left { width: 7fr; }
        & #right { width: 5fr; }
        & #counts { height: auto; margin: 1 0; }
        & #delivery { height: 1fr; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._source = SwapSource()
        self._lines: dict[str, DeliveryLine] = {}
        self._folder: Path | None = None

    def left(self) -> Iterable[Widget]:
        """The earlier deliveries."""
        yield RecordList(_COLUMNS, self._source, empty=_EMPTY, id="deliveries")

    def right(self) -> Iterable[Widget]:
        """The chosen one."""
        yield VerticalScroll(
            FieldText(id="about", label_width=10),
            Static(id="counts", markup=False),
            FieldText(id="advice"),
            id="delivery",
            can_focus=False,
        )

    def on_mount(self) -> None:
        """Read the list."""
        self._read()

    def on_store_changed(self, _: StoreChanged) -> None:
        """Read again; the cursor stays on the same delivery."""
        self._read()

    def _read(self) -> None:
        desk = app_of(self).desk
        lines = deliveries(desk.store, limit=MOST)
        self._lines = {str(line.id): line for line in lines}
        self._source.put(delivery_row(line, desk.today()) for line in lines)
        self.query_one("#deliveries", RecordList).reload()
        self._look()

    @property
    def line(self) -> DeliveryLine | None:
        """The chosen delivery."""
        row = self.query_one("#deliveries", RecordList).current
        return None if row is None else self._lines.get(row.id)

    @on(RecordList.Highlighted)
    def _look(self) -> None:
        line = self.line
        about, advice = self.query_one("#about", FieldText), self.query_one("#advice", FieldText)
        self.query_one("#counts").display = line is not None
        if line is None:
            about.show(
                [
                    Field(value="Wat er met een bestand gebeurt", style="title"),
                    BLANK,
                    Field(value="1  U kiest het bestand en ziet welke kolom wat betekent."),
                    Field(
                        value="2  Een proef laat zien wat er van elke rij wordt. Er is dan nog niets toegevoegd."
                    ),
                    Field(value="3  Met ctrl+s voert u in; u maakt het zo nodig weer ongedaan."),
                ]
            )
            advice.show([])
        else:
            about.show(delivery_fields(line))
            self.query_one("#counts", Static).update(counts_content(counts_of(line)))
            advice.show(advice_fields(line))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer rows and signals only when there is a delivery."""
        if action in ("open", "show_signals") and self.is_mounted:
            line = self.line
            return line is not None and (action == "open" or line.read > line.rejected)
        return super().check_action(action, parameters)

    @on(RecordList.Selected)
    def _selected(self) -> None:
        if not self.enter_right():
            self.action_open()

    def action_open(self) -> None:
        """Show the rows of the chosen delivery."""
        if self.line is not None:
            from tui.screens.delivery import DeliveryScreen

            self.app.push_screen(DeliveryScreen(self.line.id))

    def action_show_signals(self) -> None:
        """Show the signals of the chosen delivery."""
        if self.line is not None:
            app_of(self).show_delivery(self.line.id)

    @work(exclusive=True, group="choose")
    async def action_choose_file(self) -> None:
        """Choose a file and show its preview; what is no delivery is said in the same dialog."""
        from tui.forms.delivery_run import opened
        from tui.screens.import_preview import ImportPreviewScreen

        desk = app_of(self).desk
        problem = ""
        while True:
            path = await self.app.push_screen_wait(FileDialog(desk.today(), self._folder, problem=problem))
            if path is None:
                return
            self._folder = path.parent
            try:
                ready = await asyncio.to_thread(opened, desk, path)
            except StoreError as error:
                problem = str(error)
                continue
            if not ready.already:
                break
            problem = ready.already
        self.app.push_screen(ImportPreviewScreen(ready))
