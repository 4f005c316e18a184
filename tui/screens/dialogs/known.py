"""Who and what is known beside a delivered row, with the reasons: which of them does the row belong to?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.forms.delivery_choice import Candidate
from tui.painting import PaintsLittle
from tui.widgets.dialog_keys import DialogKeys
from tui.widgets.field_text import Field, FieldText
from tui.widgets.record_list import Column, ListSource, RecordList, Row

_COLUMNS = (
    Column("Wie", fraction=1, style="strong"),
    Column("Waarom", fraction=1),
)
_NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """What was said: the row belongs to `candidate` (None: to nobody of them), or with `look` that it be opened."""

    candidate: Candidate | None
    look: bool = False


class KnownDialog(PaintsLittle, ModalScreen[KnownAnswer | None]):
    """Gives what the row belongs to; None when nothing was said. `now` is what was chosen before."""

    HELP_NL = (
        "Elke regel is iemand die al bekend is, of een open casus van dit adres, met de redenen. Enter kiest: bij het "
        "invoeren wordt de rij daaraan gekoppeld. De onderste regel kiest niemand van hen. b opent de casus of het "
        "nieuwste signaal; daarna bent u terug in de proef."
    )
    DEFAULT_CSS = """
    KnownDialog {
        align: center middle; background: $background 60%;
        & > #dialog {
            width: 92; max-width: 100%; height: auto; max-height: 100%; background: $surface; padding: 1 2;
            border-top: outer $primary;
        }
        & FieldText { background: $surface; }
        & RecordList { background: $surface; height: auto; max-height: 11; margin: 1 0; }
        & #more { height: 5; }
    }
    """
    BINDINGS = [
        Binding("escape", "back", "terug", show=False),
        Binding("ctrl+w", "back", "terug", show=False, priority=True),
        Binding("k", "take", "hoort bij", show=False),
        Binding("ctrl+s", "take", "hoort bij", show=False, priority=True),
        Binding("b", "look", "bekijken", show=False),
    ]

    def __init__(
        self, row_number: int, cells: str, found: Sequence[Candidate], now: Candidate | None
    ) -> None:
        super().__init__()
        self._head = [
            Field(value=f"Rij {row_number}: bij wie of wat hoort deze?", style="title"),
            Field(value=cells, style="quiet"),
        ]
        self._found = {one.key: one for one in found}
        self._now = now

    def compose(self) -> ComposeResult:
        """The row, who is known, what is known of the one under the cursor, keys."""
        now = self._now.key if self._now is not None else ""
        rows = [
            Row(key, (one.who, one.reason), "done" if key == now else "") for key, one in self._found.items()
        ]
        rows.append(Row(_NOBODY, ("niemand van hen", "de rij komt los binnen")))
        with Vertical(id="dialog"):
            yield FieldText(self._head, id="head")
            yield RecordList(_COLUMNS, ListSource(rows), header=False, id="list")
            yield FieldText(id="more", label_width=10)
            yield DialogKeys(
                [("Enter", "hoort bij", "take"), ("b", "bekijken", "look"), ("Esc", "terug", "back")]
            )

    def on_mount(self) -> None:
        """Begin at what was chosen, else at the surest."""
        records = self.query_one(RecordList)
        records.focus()
        if self._now is not None:
            records.go_to(self._now.key)

    @property
    def _current(self) -> Candidate | None:
        row = self.query_one(RecordList).current
        return None if row is None else self._found.get(row.id)

    @on(RecordList.Highlighted)
    def _tell(self) -> None:
        one = self._current
        fields = []
        if one is not None:
            fields = [
                Field("Wie", one.who, "strong"),
                *([Field("Waar", one.where)] if one.where else []),
                Field("Waarom", one.reason),
                Field("Bekend", one.more),
            ]
        self.query_one("#more", FieldText).show(fields)

    @on(RecordList.Selected)
    def _selected(self, event: RecordList.Selected) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Say that the row belongs to the one under the cursor, or to nobody."""
        self.dismiss(KnownAnswer(self._current))

    def action_look(self) -> None:
        """Ask to open the one under the cursor."""
        if self._current is not None:
            self.dismiss(KnownAnswer(self._current, look=True))

    def action_back(self) -> None:
        """Say nothing."""
        self.dismiss(None)
