"""An action: what has to be done, by whom, by when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from textual.widget import Widget
from textual.widgets import Input, Label

from store.engine.lifecycle import Store
from store.local_time import short_day
from store.rules.clocks import describe_due
from store.text import fold
from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, text_of
from tui.widgets.date_input import DateInput
from tui.widgets.suggest_input import SuggestInput, Suggestion


@dataclass(frozen=True, slots=True)
class ActionInput:
    """What `store.acts.case_work.add_action` needs; `owner` is never empty."""

    title: str
    owner: str
    due_on: date | None


def people_of(store: Store, profile_id: int) -> tuple[tuple[str, str], ...]:
    """Return (name, what they are) of workers, teams and partners, to suggest as the owner of an action."""
    from store.queries.directory import partners, teams, workers

    return (
        *((worker.name, worker.team or "medewerker") for worker in workers(store)),
        *((team.name, team.kind.label) for team in teams(store, profile_id)),
        *((partner.name, partner.type.label) for partner in partners(store, profile_id)),
    )


class ActionDialog(FormDialog[ActionInput]):
    """Asks for one action. `people`: (name, what they are) to suggest; `me` is who works here."""

    HELP_NL = (
        "Wat moet er gebeuren, wie doet het en wanneer is het klaar? +5wd betekent: over vijf werkdagen."
    )

    DEFAULT_CSS = "ActionDialog #due_on { width: 18; }"

    def __init__(
        self,
        today: date,
        *,
        me: str,
        people: Sequence[tuple[str, str]] = (),
        about: str = "",
        typed: ActionInput | None = None,
    ) -> None:
        super().__init__("Actie", about)
        self._today = today
        self._me = me
        self._people = tuple(people)
        self._typed = typed

    def lines(self) -> Iterable[Widget]:
        """What, who, by when."""
        typed = self._typed
        yield form_line(
            "Wat",
            Input(
                typed.title if typed else "",
                placeholder="samen met de wijkbeheerder langsgaan",
                compact=True,
                max_length=300,
                id="what",
            ),
        )
        owner = typed.owner if typed and typed.owner != self._me else ""
        yield form_line(
            "Wie doet het",
            SuggestInput(self._suggest, owner, placeholder=f"{self._me}, of iemand anders", id="owner"),
        )
        yield form_line(
            "Klaar op",
            DateInput(self._today, typed.due_on if typed else None, id="due_on"),
            Label("", id="due", classes="hint"),
        )

    def _suggest(self, text: str) -> Sequence[Suggestion]:
        key = fold(text)
        return [Suggestion(name, detail) for name, detail in self._people if key in fold(name)]

    def on_mount(self) -> None:
        """Show how far away the day is."""
        self._show_due()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Let the words follow the day."""
        if event.input.id == "due_on":
            self._show_due()

    def _show_due(self) -> None:
        day = self.query_one("#due_on", DateInput).day
        text = "" if day is None else f"{short_day(day)} · {describe_due(day, self._today).text}"
        self.query_one("#due", Label).update(text)

    def collect(self) -> ActionInput:
        """Return the action. Raises `Missing`."""
        title, due = text_of(self, "what"), self.query_one("#due_on", DateInput)
        if not title:
            raise Missing("Vul in wat er gedaan moet worden.", "what")
        if due.problem:
            raise Missing(due.problem, "due_on")
        if due.day is None:
            raise Missing("Vul in wanneer het klaar moet zijn, bijvoorbeeld +5wd.", "due_on")
        if due.day < self._today:
            raise Missing("Deze dag is al voorbij; kies vandaag of later.", "due_on")
        owner = self.query_one("#owner", SuggestInput).value.strip() or self._me
        return ActionInput(title, owner, due.day)
