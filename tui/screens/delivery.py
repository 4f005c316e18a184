"""One earlier delivery: every row as it was sent, what became of it and why."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from textual import on
from textual.containers import VerticalScroll
from textual.widget import Widget

from store.codes import RowResult
from store.engine.lifecycle import Store
from store.errors import StoreError
from store.queries.deliveries import (
    DeliveredRow,
    DeliveryDetail,
    delivered_row_numbers,
    delivered_rows,
    delivery,
)
from tui.actions import bindings_for
from tui.app import StoreChanged
from tui.forms.delivery_words import RESULTS, cell_fields, counts_of, delivered_row
from tui.screens.base import app_of
from tui.screens.case_views.strip import SheetStrip
from tui.screens.delivery_known import KnownRows
from tui.widgets.field_text import Field, FieldText
from tui.widgets.record_list import Column, RecordList, Row

_COLUMNS = (
    Column("Rij", width=7, align="right", style="quiet"),
    Column("Uitkomst", width=17, style="state"),
    Column("Waarom, of wat er staat", fraction=1, private=True),
    Column("Bekend", width=9, style="strong"),
    Column("Signaal", width=9, style="quiet"),
)
_SHORT = {RowResult.REPEATED: "herhaald"}
_EMPTY = "Geen rij van deze levering heeft deze uitkomst. f toont de volgende uitkomst."


class DeliveredSource:
    """Rows of a delivery over a spine of row numbers: only the page in view is read, from the number before it."""

    def __init__(
        self, store: Store, delivery_id: int, results: tuple[RowResult, ...], known: KnownRows
    ) -> None:
        self._store = store
        self._known = known
        self._delivery_id = delivery_id
        self._results = results
        self._numbers: array[int] = delivered_row_numbers(store, delivery_id, results=results)
        self._page: dict[str, DeliveredRow] = {}

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self._numbers)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """Read one page."""
        if start >= len(self._numbers):
            return []
        found = delivered_rows(
            self._store,
            self._delivery_id,
            results=self._results,
            after=self._numbers[start] - 1,
            limit=stop - start,
        )
        if len(self._page) > 2_000:
            self._page.clear()
        self._page.update((str(row.row_number), row) for row in found)
        self._known.came_in_view(row.signal_id for row in found if row.signal_id is not None)
        return [delivered_row(row, self._known.mark(row.signal_id)) for row in found]

    def full(self, row_id: str) -> DeliveredRow | None:
        """Return a row in full."""
        kept = self._page.get(row_id)
        if kept is not None:
            return kept
        found = delivered_rows(self._store, self._delivery_id, after=int(row_id) - 1, limit=1)
        return found[0] if found and str(found[0].row_number) == row_id else None


class DeliveryScreen(KnownRows):
    """The rows left, the chosen one in full right with what was known already."""

    TAB = "import"
    TITLE_NL = "Levering"
    HELP_NL = (
        "Elke rij van het bestand, met wat ervan geworden is. Rechts staat de gekozen rij zoals de partner haar "
        "stuurde. Met f kiest u welke rijen u ziet: alle, of alleen nieuw, herhaald, na te kijken of afgewezen. "
        "Enter opent het signaal; bij een herhaling is dat het eerdere signaal. Onder Bekend staat of de persoon al "
        "bekend is (zeker, waarschijnlijk of mogelijk) of alleen het adres; rechts leest u waarom. Met b bekijkt u "
        "de bekende, met k koppelt u de betrokkene van deze rij aan die bovenaan staat. Esc gaat terug."
    )
    BINDINGS = [*bindings_for("delivery")]
    AUTO_FOCUS = "RecordList"
    CSS = """
    DeliveryScreen {
        & #left { width: 6fr; }
        & #right { width: 5fr; }
        & #file { padding: 0 1 0 3; }
        & #shown { margin: 0 0 1 0; }
        &.-low #shown { margin: 0; }
    }
    """

    def __init__(self, delivery_id: int) -> None:
        super().__init__()
        self.delivery_id = delivery_id
        self._detail: DeliveryDetail | None = None
        self._results: tuple[RowResult, ...] = ()
        self._source: DeliveredSource | None = None

    def left(self) -> Iterable[Widget]:
        """Which rows, and the rows."""
        yield FieldText(id="file")
        yield SheetStrip(
            [("", "alle"), *((one.value, _SHORT.get(one, one.label)) for one in RESULTS)], "", id="shown"
        )
        yield RecordList(_COLUMNS, empty=_EMPTY, id="rows")

    def right(self) -> Iterable[Widget]:
        """The chosen row."""
        yield VerticalScroll(
            FieldText(id="row", label_width=18), FieldText(id="known", label_width=10), can_focus=False
        )

    def on_mount(self) -> None:
        """Read the delivery."""
        self._read()

    def on_store_changed(self, _: StoreChanged) -> None:
        """Read again; after an undo the delivery may be gone."""
        self.forget_known()
        self._read()

    def _read(self) -> None:
        store = app_of(self).desk.store
        records = self.query_one("#rows", RecordList)
        before = records.current
        try:
            self._detail = delivery(store, self.delivery_id)
        except StoreError as error:
            self._detail, self._source = None, None
            self.query_one("#file", FieldText).show(
                [Field(value=str(error), style="late"), Field(value="Esc gaat terug.", style="quiet")]
            )
            self.query_one(SheetStrip).display = False
            self.query_one("#row", FieldText).show([])
            self.query_one("#known", FieldText).show([])
            records.display = False
            self.refresh_bindings()
            return
        records.display = True
        self._source = DeliveredSource(store, self.delivery_id, self._results, self)
        records.show(self._source)
        if before is not None:
            records.go_to(before.id)
        self._say()
        self._look()

    def _say(self) -> None:
        if self._detail is None:
            return
        line = self._detail.line
        counts = {"": line.read, **{one.value: count for one, count in counts_of(line).items()}}
        self.query_one("#file", FieldText).show([Field(value=line.file_name, style="title")])
        self.query_one(SheetStrip).show(self._results[0].value if self._results else "", counts)

    def on_sheet_strip_picked(self, event: SheetStrip.Picked) -> None:
        """Show the rows of the clicked outcome."""
        event.stop()
        self._results = (RowResult.of(event.sheet),) if event.sheet else ()
        self._read()

    @property
    def row(self) -> DeliveredRow | None:
        """The chosen row in full."""
        current = self.query_one("#rows", RecordList).current
        return None if current is None or self._source is None else self._source.full(current.id)

    @on(RecordList.Highlighted)
    def _look(self) -> None:
        row = self.row
        fields: list[Field] = []
        if row is not None and self._detail is not None:
            fields = cell_fields(row, self._detail.headers)
        text = self.query_one("#row", FieldText)
        text.show(fields)
        if text.parent is not None and isinstance(text.parent, VerticalScroll):
            text.parent.scroll_home(animate=False)
        self.look_at_row()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a signal only for a row that has one."""
        if self.is_mounted:
            if action == "open_signal":
                row = self.row
                return row is not None and row.signal_id is not None
            if action in ("next_result", "show_signals"):
                return self._detail is not None
        return super().check_action(action, parameters)

    @on(RecordList.Selected)
    def _selected(self) -> None:
        if not self.enter_right():
            self.action_open_signal()

    def action_open_signal(self) -> None:
        """Open the signal of the chosen row."""
        row = self.row
        if row is not None and row.signal_id is not None:
            app_of(self).open_signal(row.signal_id)
        elif row is not None:
            self.notify("Van deze rij is geen signaal gemaakt.", timeout=3, markup=False)

    def action_next_result(self) -> None:
        """Show the rows of the next outcome that occurs, after the last one all rows."""
        if self._detail is None:
            return
        counts = counts_of(self._detail.line)
        order = [(), *((result,) for result in RESULTS if counts[result])]
        place = order.index(self._results) if self._results in order else 0
        self._results = order[(place + 1) % len(order)]
        self._read()

    def action_show_signals(self) -> None:
        """Show the signals of this delivery."""
        app_of(self).show_delivery(self.delivery_id)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)
