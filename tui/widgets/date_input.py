"""A field for a day that understands what people type and shows what it understood."""

from __future__ import annotations

from datetime import date

from textual import events
from textual.message import Message
from textual.widgets import Input

from store.local_time import day_year
from tui.days import parse_day


class DateInput(Input):
    """Type "vandaag", "+5wd", "wo" or "22-11"; on leaving the field it becomes "22-11-2026".

    `day` is what the text means now, or None; `problem` is a Dutch sentence for a text that means no day.
    `today` is the app's day, given by the form.
    """

    HELP_NL = "Datum: 22-11-2026, 22-11, vandaag, gisteren, wo, +5wd (werkdagen) of +3d (dagen)."

    class DayChanged(Message):
        """The field was left and means another day (or none) than before."""

        def __init__(self, date_input: DateInput, day: date | None) -> None:
            super().__init__()
            self.date_input = date_input
            self.day = day

        @property
        def control(self) -> DateInput:
            """The widget, for `@on(DateInput.DayChanged, "#id")`."""
            return self.date_input

    def __init__(
        self, today: date, day: date | None = None, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(
            day_year(day) if day else "",
            placeholder="dd-mm-jjjj of +5wd",
            compact=True,
            max_length=30,
            id=id,
            classes=classes,
        )
        self.today = today
        self._told = day

    @property
    def day(self) -> date | None:
        """The day the text means."""
        return parse_day(self.value, self.today)

    @day.setter
    def day(self, day: date | None) -> None:
        self.value = day_year(day) if day else ""
        self._told = day

    @property
    def problem(self) -> str:
        """A Dutch sentence when something is typed that is no day, else ""."""
        if self.value.strip() and self.day is None:
            return "Deze datum bestaat niet; typ bijvoorbeeld 22-11-2026, gisteren of +5wd."
        return ""

    def on_blur(self, event: events.Blur) -> None:
        """Write out the day, or mark what is no day."""
        self.settle()

    async def action_submit(self) -> None:
        """Write out the day and go on as any field does."""
        self.settle()
        await super().action_submit()

    def settle(self) -> None:
        """Write the understood day as digits and tell when it changed."""
        day = self.day
        self.set_class(bool(self.problem), "-invalid")
        if day is not None:
            self.value = day_year(day)
        if day != self._told:
            self._told = day
            self.post_message(self.DayChanged(self, day))
