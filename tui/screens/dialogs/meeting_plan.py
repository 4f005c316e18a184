"""Planning a meeting and changing one: kind, day, time, place, chair, who comes, remarks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import TypeVar

from textual import on
from textual.widget import Widget
from textual.widgets import Input, TextArea

from store.local_time import short_day
from store.queries.meeting_shapes import MeetingKindRow
from store.rules.agenda import clock, cutoff
from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, text_of
from tui.widgets.choice import Choice, MultiChoice
from tui.widgets.date_input import DateInput
from tui.widgets.field_text import Field, FieldText
from tui.widgets.time_input import TimeInput, time_digits

T = TypeVar("T")


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
class ChangeInput:
    """What is changed of a meeting; `held_on` is None when its day cannot change any more."""

    held_on: date | None
    starts_at: str
    place: str
    chair: str
    remarks: str


@dataclass(frozen=True, slots=True)
class Invited:
    """Who can be asked: names of the team, and (id, name) of the partners."""

    people: tuple[str, ...] = ()
    partners: tuple[tuple[int, str], ...] = field(default=())


def closes_words(day: date, kind: MeetingKindRow) -> str:
    """Say when the agenda of a meeting on `day` closes."""
    moment = cutoff(day, workdays=kind.cutoff_workdays, at=kind.cutoff_time)
    return f"agenda sluit {short_day(moment.date())} {moment:%H:%M}"


class MeetingDialog(FormDialog[T]):
    """When, where and under whom; the line under the day says when the agenda closes, while one types."""

    CSS = """
    #dialog { width: 92; }
    #day { width: 24; }
    #time { width: 9; margin: 0 0 0 2; }
    #closes { width: 1fr; padding: 0 0 0 2; }
    #remarks { height: 3; }
    """

    def __init__(self, title: str, today: date) -> None:
        super().__init__(title)
        self._today = today

    @property
    def kind(self) -> MeetingKindRow:
        """The kind of meeting that is chosen."""
        raise NotImplementedError

    def where_lines(
        self, day: date | None, starts_at: str, place: str, chair: str, *, fixed: str = ""
    ) -> Iterable[Widget]:
        """Give the lines; `fixed` is the day in words when it cannot change."""
        starts = TimeInput(clock(starts_at) or time(10), id="time")
        closes = FieldText(id="closes")
        if fixed:
            yield form_line("Wanneer", FieldText([Field(value=fixed)], id="day"), starts, closes)
        else:
            yield form_line("Wanneer", DateInput(self._today, day, id="day"), starts, closes)
        yield form_line("Plaats", Input(place, compact=True, max_length=200, id="place"))
        yield form_line("Voorzitter", Input(chair, compact=True, max_length=200, id="chair"))

    def on_mount(self) -> None:
        """Say when the agenda closes."""
        self._tell_closing()

    @on(Input.Changed, "#day")
    def _day_typed(self) -> None:
        self._tell_closing()

    def _tell_closing(self) -> None:
        days = self.query("#day").results(DateInput)
        for day in (found.day for found in days):
            words = closes_words(day, self.kind) if day is not None and day >= self._today else ""
            self.query_one("#closes", FieldText).show([Field(value=words, style="quiet")])

    def collect_day(self) -> date:
        """Return the day. Raises `Missing`."""
        days = self.query_one("#day", DateInput)
        day = days.day
        if day is None:
            raise Missing(days.problem or "Vul in op welke dag het overleg is.", "day")
        if day < self._today:
            raise Missing(f"{short_day(day)} is geweest; kies een dag die nog komt.", "day")
        return day

    def collect_time(self) -> str:
        """Return the time it starts. Raises `Missing`."""
        starts = self.query_one("#time", TimeInput).time
        if starts is None:
            raise Missing("Vul in hoe laat het begint, bijvoorbeeld 10:00.", "time")
        return time_digits(starts)


class MeetingPlanDialog(MeetingDialog[PlanInput]):
    """Asks for one meeting; the chosen kind fills in its own place and chair."""

    SAVE_NL = "plannen"
    HELP_NL = (
        "Kies het soort overleg en de dag (ook vr of +5wd). De agenda sluit de werkdag ervoor om 12:00, of zoals het "
        "overleg is ingericht. Vink aan wie er komen; een partner ziet alleen de punten waar die bij is gevraagd."
    )

    def __init__(
        self,
        kinds: Sequence[MeetingKindRow],
        invited: Invited,
        today: date,
        first: PlanInput,
        typed: PlanInput | None = None,
    ) -> None:
        super().__init__("Overleg plannen", today)
        self._kinds = {str(kind.id): kind for kind in kinds}
        self._invited = invited
        self._typed = typed or first

    @property
    def kind(self) -> MeetingKindRow:
        """The kind of meeting that is chosen."""
        kinds = self.query("#kind")
        return self._kinds[kinds.first(Choice).value if kinds else str(self._typed.kind_id)]

    def lines(self) -> Iterable[Widget]:
        """The fields."""
        typed = self._typed
        if len(self._kinds) > 1:
            options = [(key, kind.name) for key, kind in self._kinds.items()]
            yield form_line("Soort", Choice(options, str(typed.kind_id), id="kind"))
        yield from self.where_lines(typed.held_on, typed.starts_at, typed.place, typed.chair)
        if self._invited.people:
            people = [(name, name) for name in self._invited.people]
            yield form_line("Team", MultiChoice(people, typed.people, id="people"))
        if self._invited.partners:
            partners = [(str(number), name) for number, name in self._invited.partners]
            chosen = [str(number) for number in typed.partners]
            yield form_line("Partners", MultiChoice(partners, chosen, id="partners"))

    @on(Choice.Changed, "#kind")
    def _kind_changed(self) -> None:
        """Another kind is held elsewhere, by somebody else, and closes at another moment."""
        self.query_one("#place", Input).value = self.kind.place
        self.query_one("#chair", Input).value = self.kind.chair
        self._tell_closing()

    def collect(self) -> PlanInput:
        """Return the meeting. Raises `Missing`."""
        people, partners = self.query("#people"), self.query("#partners")
        return PlanInput(
            self.kind.id,
            self.collect_day(),
            self.collect_time(),
            text_of(self, "place"),
            text_of(self, "chair"),
            people.first(MultiChoice).values if people else (),
            tuple(int(one) for one in partners.first(MultiChoice).values) if partners else (),
        )


class MeetingChangeDialog(MeetingDialog[ChangeInput]):
    """Asks what changes of a meeting; once it has begun its day stays (`fixed`, in words)."""

    HELP_NL = (
        "Wijzig wanneer, waar en onder wie het overleg is. Op een andere dag sluit de agenda op een ander moment, en "
        "wordt de agenda voor die dag opgebouwd. Wie er komen en wie er waren wijzigt u met a, aan tafel. "
        "Opmerkingen komen in het verslag."
    )

    def __init__(self, kind: MeetingKindRow, typed: ChangeInput, today: date, *, fixed: str = "") -> None:
        super().__init__("Overleg wijzigen", today)
        self._kind = kind
        self._typed = typed
        self._fixed = fixed

    @property
    def kind(self) -> MeetingKindRow:
        """The kind it is."""
        return self._kind

    def lines(self) -> Iterable[Widget]:
        """The fields."""
        typed = self._typed
        yield from self.where_lines(
            typed.held_on, typed.starts_at, typed.place, typed.chair, fixed=self._fixed
        )
        yield form_line("Opmerkingen", TextArea(typed.remarks, id="remarks", compact=True))

    def collect(self) -> ChangeInput:
        """Return what changes. Raises `Missing`."""
        return ChangeInput(
            None if self._fixed else self.collect_day(),
            self.collect_time(),
            text_of(self, "place"),
            text_of(self, "chair"),
            self.query_one("#remarks", TextArea).text.strip(),
        )
