"""A contact attempt: how, whether somebody was reached, when, with whom and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from textual.widget import Widget
from textual.widgets import Input, Label, TextArea

from store.codes import ContactKind
from store.local_time import LOCAL_ZONE, local
from store.rules.contact_ladder import day_part
from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, text_of
from tui.widgets.choice import Choice
from tui.widgets.date_input import DateInput
from tui.widgets.time_input import TimeInput


@dataclass(frozen=True, slots=True)
class ContactInput:
    """What `store.acts.case_work.log_contact` needs; `at` is aware, the part of the day follows from it."""

    kind: ContactKind
    reached: bool
    at: datetime
    with_whom: str
    result: str


class ContactDialog(FormDialog[ContactInput]):
    """Asks for one contact attempt. `about` says about whom; `not_tried` what was not tried yet (contact ladder)."""

    HELP_NL = "Leg vast hoe u contact zocht en of dat lukte. Het dagdeel volgt uit de tijd."

    DEFAULT_CSS = "ContactDialog #on { width: 14; } ContactDialog #at { margin: 0 0 0 1; }"

    def __init__(
        self,
        now: datetime,
        *,
        about: str = "",
        not_tried: tuple[str, ...] = (),
        typed: ContactInput | None = None,
    ) -> None:
        hint = f"Nog niet geprobeerd: {' · '.join(not_tried[:4])}" if not_tried else ""
        super().__init__("Contactpoging", "\n".join(part for part in (about, hint) if part))
        self._now = now
        self._typed = typed

    def lines(self) -> Iterable[Widget]:
        """How, reached or not, when, with whom, result."""
        typed = self._typed
        moment = local(typed.at if typed else self._now)
        kinds = [(kind.value, kind.label) for kind in ContactKind]
        yield form_line("Hoe", Choice(kinds, typed.kind.value if typed else "", id="kind"))
        reached = "" if typed is None else "yes" if typed.reached else "no"
        answers = [("yes", "ja, gesproken"), ("no", "nee, niet bereikt")]
        yield form_line("Gelukt", Choice(answers, reached, id="reached"))
        yield form_line(
            "Wanneer",
            DateInput(local(self._now).date(), moment.date(), id="on"),
            TimeInput(moment.time(), id="at"),
            Label("", id="part", classes="hint"),
        )
        yield form_line(
            "Met wie",
            Input(
                typed.with_whom if typed else "",
                placeholder="betrokkene, buurvrouw, huismeester …",
                compact=True,
                max_length=200,
                id="with_whom",
            ),
        )
        yield form_line("Resultaat", TextArea(typed.result if typed else "", id="result", compact=True))

    def on_mount(self) -> None:
        """Show the part of the day."""
        self._show_part()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Let the part of the day follow the time."""
        if event.input.id == "at":
            self._show_part()

    def _show_part(self) -> None:
        moment = self._moment()
        self.query_one("#part", Label).update("" if moment is None else day_part(moment).label)

    def _moment(self) -> datetime | None:
        day, at = self.query_one("#on", DateInput).day, self.query_one("#at", TimeInput).time
        return None if day is None or at is None else datetime.combine(day, at, LOCAL_ZONE)

    def collect(self) -> ContactInput:
        """Return the attempt. Raises `Missing`."""
        kind, reached = self.query_one("#kind", Choice).value, self.query_one("#reached", Choice).value
        if not kind:
            raise Missing("Kies hoe u contact zocht.", "kind")
        if not reached:
            raise Missing("Geef aan of het contact gelukt is.", "reached")
        if self.query_one("#on", DateInput).day is None:
            raise Missing("Vul de datum in, bijvoorbeeld vandaag of 22-11-2026.", "on")
        moment = self._moment()
        if moment is None:
            raise Missing("Vul de tijd in, bijvoorbeeld 14:05.", "at")
        if moment > self._now:
            raise Missing(
                "Dit tijdstip ligt in de toekomst. Leg een voornemen vast als actie (met een datum).", "on"
            )
        return ContactInput(
            ContactKind.of(kind),
            reached == "yes",
            moment,
            text_of(self, "with_whom"),
            self.query_one("#result", TextArea).text.strip(),
        )
