"""The small forms about the people of a store: a new worker, another role or other teams."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.widget import Widget
from textual.widgets import Input

from store.codes import Role
from tui.forms.role_words import ROLE_NL
from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, text_of
from tui.widgets.choice import Choice, MultiChoice, Option
from tui.widgets.field_text import Field, FieldText

_START = "start"


@dataclass(frozen=True, slots=True)
class WorkerInput:
    """Who somebody is; `start`: make them a passphrase to begin with."""

    name: str
    role: Role
    team_ids: tuple[int, ...] = ()
    start: bool = False


class WorkerDialog(FormDialog[WorkerInput]):
    """Asks role and teams and, of somebody who is `new`, name and whether to make a start passphrase.

    `teams` are what can be chosen, (id, name). `may_start` is False in a demo, which has no passphrases.
    """

    HELP_NL = (
        "De rol bepaalt wat iemand mag; de teams bepalen welke afgeschermde casussen iemand ziet. Een startwachtzin "
        "wordt één keer getoond; uw collega vervangt haar bij de eerste opening."
    )
    DEFAULT_CSS = "WorkerDialog #role-words { margin: 0 0 0 14; }"

    def __init__(
        self,
        title: str,
        detail: str,
        teams: Sequence[tuple[int, str]],
        typed: WorkerInput,
        *,
        new: bool,
        may_start: bool = False,
    ) -> None:
        super().__init__(title, detail)
        self._teams = tuple(teams)
        self._typed = typed
        self._new = new
        self._may_start = may_start

    def lines(self) -> Iterable[Widget]:
        """Name, role with its meaning, teams, passphrase."""
        if self._new:
            yield form_line("Naam", Input(self._typed.name, compact=True, max_length=80, id="name"))
        roles: list[Option] = [(one.value, one.label) for one in Role]
        yield form_line("Rol", Choice(roles, self._typed.role.value, id="role"))
        yield FieldText(self._meaning(self._typed.role), id="role-words")
        if self._teams:
            teams: list[Option] = [(str(team_id), name) for team_id, name in self._teams]
            chosen = [str(team_id) for team_id in self._typed.team_ids]
            yield form_line("Teams", MultiChoice(teams, chosen, id="teams"))
        if self._may_start:
            options: list[Option] = [("", "later"), (_START, "startwachtzin maken")]
            yield form_line("Wachtzin", Choice(options, _START if self._typed.start else "", id="secret"))

    def _meaning(self, role: Role) -> list[Field]:
        return [Field(value=ROLE_NL[role], style="quiet")]

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Say what the chosen role may do."""
        if event.choice.id == "role":
            self.query_one("#role-words", FieldText).show(self._meaning(Role.of(event.value)))

    def collect(self) -> WorkerInput:
        """Return what was chosen. Raises `Missing`."""
        name = text_of(self, "name") if self._new else self._typed.name
        if not name:
            raise Missing("Vul een naam in.", "name")
        teams = [int(one) for found in self.query(MultiChoice) for one in found.values]
        start = any(found.value == _START for found in self.query("#secret").results(Choice))
        return WorkerInput(name, Role.of(self.query_one("#role", Choice).value), tuple(teams), start)
