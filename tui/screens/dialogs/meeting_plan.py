"""Planning a meeting: kind, day, time, place, chair and who comes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from store.local_time import short_day
from store.queries.meeting_shapes import MeetingKindRow
from store.rules.agenda import clock
from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, text_of
from tui.widgets.choice import Choice, MultiChoice
from tui.widgets.date_input import DateInput
from tui.widgets.time_input import TimeInput, time_digits


@dataclass(frozen=True, slots=True)
class PlanInput:
    """What a planned meeting is; `people` are names of the team, `partners` ids of organisations."""

    kind_id: int
    held_on: date
    starts_at: str
    place: str
    chair: str
    people: tuple[str, ...]
    partners: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Invited:
    """Who can be asked: names of the team, and (id, name) of the partners."""

    people: tuple[str, ...] = ()
    partners: tuple[tuple[int, str], ...] = field(default=())


class MeetingPlanDialog(FormDialog[PlanInput]):
    """Asks for one meeting; the chosen kind fills in its own place and chair."""

    SAVE_NL = "plannen"
    HELP_NL = (
        "Kies het soort overleg en de dag (ook vr of +5wd). De agenda sluit de werkdag ervoor om 12:00, of zoals het "
        "overleg is ingericht. Vink aan wie er komen; een partner ziet alleen de punten waar die bij is gevraagd."
    )
    DEFAULT_CSS = "MeetingPlanDialog > #dialog { width: 92; }"

    def __init__(
        self,
        kinds: Sequence[MeetingKindRow],
        invited: Invited,
        today: date,
        day: date,
        typed: PlanInput | None = None,
    ) -> None:
        super().__init__("Overleg plannen")
        self._kinds = {str(kind.id): kind for kind in kinds}
        self._invited = invited
        self._today = today
        first = kinds[0]
        self._typed = typed or PlanInput(first.id, day, "10:00", first.place, first.chair, invited.people, ())

    def lines(self) -> Iterable[Widget]:
        """The fields."""
        typed = self._typed
        if len(self._kinds) > 1:
            options = [(key, kind.name) for key, kind in self._kinds.items()]
            yield form_line("Soort", Choice(options, str(typed.kind_id), id="kind"))
        starts = clock(typed.starts_at) or time(10)
        yield form_line(
            "Wanneer", DateInput(self._today, typed.held_on, id="day"), TimeInput(starts, id="time")
        )
        yield form_line("Plaats", Input(typed.place, compact=True, max_length=200, id="place"))
        yield form_line("Voorzitter", Input(typed.chair, compact=True, max_length=200, id="chair"))
        if self._invited.people:
            people = [(name, name) for name in self._invited.people]
            yield form_line("Team", MultiChoice(people, typed.people, id="people"))
        if self._invited.partners:
            partners = [(str(number), name) for number, name in self._invited.partners]
            chosen = [str(number) for number in typed.partners]
            yield form_line("Partners", MultiChoice(partners, chosen, id="partners"))

    @on(Choice.Changed, "#kind")
    def _kind_changed(self, event: Choice.Changed) -> None:
        """Another kind is held elsewhere, by somebody else."""
        kind = self._kinds[event.value]
        self.query_one("#place", Input).value = kind.place
        self.query_one("#chair", Input).value = kind.chair

    def collect(self) -> PlanInput:
        """Return the meeting. Raises `Missing`."""
        days = self.query_one("#day", DateInput)
        day = days.day
        if day is None:
            raise Missing(days.problem or "Vul in op welke dag het overleg is.", "day")
        if day < self._today:
            raise Missing(f"{short_day(day)} is geweest; kies een dag die nog komt.", "day")
        starts = self.query_one("#time", TimeInput).time
        if starts is None:
            raise Missing("Vul in hoe laat het begint, bijvoorbeeld 10:00.", "time")
        kinds, people, partners = self.query("#kind"), self.query("#people"), self.query("#partners")
        return PlanInput(
            int(kinds.first(Choice).value) if kinds else self._typed.kind_id,
            day,
            time_digits(starts),
            text_of(self, "place"),
            text_of(self, "chair"),
            people.first(MultiChoice).values if people else (),
            tuple(int(one) for one in partners.first(MultiChoice).values) if partners else (),
        )
