"""Who is at the table: a list in which each key is an act of its own, and the form for one participant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget

from store.local_time import short_day
from store.queries.meeting_shapes import MeetingDetail, ParticipantRow
from store.queries.meetings import meeting_detail
from store.text import fold
from tui.app import StoreChanged
from tui.painting import PaintsLittle
from tui.screens.base import app_of
from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, text_of
from tui.widgets.dialog_keys import DialogKeys
from tui.widgets.field_text import Field, FieldText
from tui.widgets.record_list import Column, RecordList, Row
from tui.widgets.suggest_input import SuggestInput, Suggestion
from tui.widgets.swap_source import SwapSource

OWN_TEAM = "team"
"""Value of the suggestion that stands for the own team."""


@dataclass(frozen=True, slots=True)
class SeatInput:
    """Somebody at the table; `is_team` for the own team, `partner_id` for a partner, neither for anybody else."""

    name: str
    organisation: str
    partner_id: int | None = None
    is_team: bool = False


@dataclass(frozen=True, slots=True)
class Seats:
    """Who can be named: the own team, its people, and the partners (id, name)."""

    team: str
    people: tuple[str, ...]
    partners: tuple[tuple[int, str], ...]


class SeatDialog(FormDialog[SeatInput]):
    """Asks for one participant."""

    HELP_NL = (
        "Kies de organisatie: het eigen team ziet alle punten, een partner alleen de punten waar die bij is gevraagd. "
        "Een organisatie die niet in de lijst staat typt u zelf. De naam mag leeg blijven."
    )

    def __init__(self, title: str, seats: Seats, typed: SeatInput | None = None) -> None:
        super().__init__(title, "Laat de naam leeg als alleen de organisatie bekend is.")
        self._seats = seats
        self._typed = typed or SeatInput("", "")

    def lines(self) -> Iterable[Widget]:
        """Organisation and name."""
        typed = self._typed
        yield form_line(
            "Organisatie",
            SuggestInput(
                self._organisations, typed.organisation, placeholder="partner of eigen team", least=0, id="of"
            ),
        )
        yield form_line("Naam", SuggestInput(self._people, typed.name, placeholder="mag leeg", id="name"))

    def _organisations(self, text: str) -> Sequence[Suggestion]:
        key, seats = fold(text), self._seats
        own = [Suggestion(seats.team, "eigen team", OWN_TEAM)] if key in fold(seats.team) else []
        others = [
            Suggestion(name, "partner", str(number)) for number, name in seats.partners if key in fold(name)
        ]
        return [*own, *others]

    def _people(self, text: str) -> Sequence[Suggestion]:
        key = fold(text)
        return [
            Suggestion(name, self._seats.team, name)
            for name in self._seats.people
            if key and key in fold(name)
        ]

    def collect(self) -> SeatInput:
        """Return the participant. Raises `Missing`."""
        organisation, name = text_of(self, "of"), text_of(self, "name")
        if not organisation and name in self._seats.people:
            organisation = self._seats.team
        if not organisation and not name:
            raise Missing("Vul in van welke organisatie iemand is, of hoe iemand heet.", "of")
        key = fold(organisation)
        if key == fold(self._seats.team):
            return SeatInput(name, self._seats.team, is_team=True)
        partner = next((number for number, known in self._seats.partners if fold(known) == key), None)
        return SeatInput(name, organisation, partner)


class TableDialog(PaintsLittle, ModalScreen[None]):
    """The people at the table of one meeting. Every key does its act at once; u takes it back."""

    HELP_NL = (
        "Wie er verwacht wordt en wie er is. Met spatie legt u vast dat iemand er niet is, of toch wel; dat staat in "
        "het verslag. Met + komt er iemand bij, Enter wijzigt naam of organisatie, x haalt iemand van de lijst."
    )
    DEFAULT_CSS = """
    TableDialog {
        align: center middle; background: $background 60%;
        & > #dialog {
            width: 92; max-width: 100%; height: 30; max-height: 100%; background: $surface; padding: 1 2;
            border-top: outer $primary;
        }
        & FieldText { background: $surface; }
        & RecordList { background: $surface; margin: 1 0; }
        & DialogKeys { dock: bottom; }
    }
    """
    BINDINGS = [
        Binding("escape,ctrl+w,q", "close", "klaar", show=False),
        Binding("space", "present", "er wel of niet", show=False),
        Binding("plus", "add", "erbij", show=False),
        Binding("x,delete", "remove", "eraf", show=False),
        Binding("u", "app.undo", "ongedaan", show=False),
    ]

    def __init__(self, meeting_id: int) -> None:
        super().__init__()
        self._meeting_id = meeting_id
        self._detail: MeetingDetail | None = None
        self._source = SwapSource()

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        columns = (
            Column("Naam", fraction=3, style="strong"),
            Column("Organisatie", fraction=3),
            Column("", width=9),
        )
        empty = "Er is nog niemand genoemd. Druk op + om iemand aan tafel te zetten."
        with Vertical(id="dialog"):
            yield FieldText(id="head")
            yield RecordList(columns, self._source, empty=empty, id="table")
            yield DialogKeys(
                [
                    ("spatie", "er wel/niet", "present"),
                    ("+", "erbij", "add"),
                    ("Enter", "naam", "change"),
                    ("x", "eraf", "remove"),
                    ("u", "ongedaan", "app.undo"),
                    ("Esc", "klaar", "close"),
                ]
            )

    def on_mount(self) -> None:
        """Read who is there."""
        self.query_one(RecordList).focus()
        self._read()

    def on_store_changed(self, _: StoreChanged) -> None:
        """Read again; the cursor stays on the same person."""
        self._read()

    def _read(self) -> None:
        self._detail = detail = meeting_detail(app_of(self).desk.store, self._meeting_id)
        there = sum(one.present for one in detail.participants)
        self.query_one("#head", FieldText).show(
            [
                Field(value=f"Aan tafel · {detail.row.kind}, {short_day(detail.row.held_on)}", style="title"),
                Field(
                    value=f"{there} van {len(detail.participants)} aanwezig"
                    " · een partner ziet alleen de eigen punten",
                    style="quiet",
                ),
            ]
        )
        self._source.put(participant_line(one) for one in detail.participants)
        self.query_one(RecordList).reload()

    @property
    def chosen(self) -> ParticipantRow | None:
        """The person under the cursor."""
        row = self.query_one(RecordList).current
        if row is None or self._detail is None:
            return None
        return next((one for one in self._detail.participants if one.id == int(row.id)), None)

    @work(exclusive=True, group="table")
    async def action_present(self) -> None:
        """Record that the chosen person is not there, or is."""
        from tui.screens import meeting_planning

        if self.chosen is not None:
            await meeting_planning.set_present(app_of(self), self.chosen, present=not self.chosen.present)

    @work(exclusive=True, group="table")
    async def action_add(self) -> None:
        """Let one more sit at the table."""
        from tui.screens import meeting_planning

        await meeting_planning.add_participant(app_of(self), self._meeting_id)

    @on(RecordList.Selected)
    def _selected(self, event: RecordList.Selected) -> None:
        event.stop()
        self.action_change()

    @work(exclusive=True, group="table")
    async def action_change(self) -> None:
        """Change the name or organisation of the chosen person."""
        from tui.screens import meeting_planning

        if self.chosen is not None:
            await meeting_planning.change_participant(app_of(self), self.chosen)

    @work(exclusive=True, group="table")
    async def action_remove(self) -> None:
        """Take the chosen person off the list."""
        from tui.screens import meeting_planning

        if self.chosen is not None:
            await meeting_planning.remove_participant(app_of(self), self.chosen)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


def participant_line(one: ParticipantRow) -> Row:
    """Return somebody as a line; ✓ is there, without a sign is not."""
    group = "Eigen team" if one.is_team else "Partners" if one.partner_id is not None else "Anderen"
    cells = (one.name or "naam niet genoemd", one.organisation, "aanwezig" if one.present else "afwezig")
    return Row(str(one.id), cells, "done" if one.present else "", group)
