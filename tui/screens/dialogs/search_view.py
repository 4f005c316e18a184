"""Keeping a line of search under a name: for oneself, or for a team."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.widget import Widget
from textual.widgets import Input

from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, text_of
from tui.widgets.choice import Choice


@dataclass(frozen=True, slots=True)
class ViewInput:
    """What `store.acts.search_views.save_view` needs; `team_id` None is an own view."""

    name: str
    team_id: int | None = None


class ViewDialog(FormDialog[ViewInput]):
    """Asks the name and for whom; without teams only the name."""

    SAVE_NL = "bewaren"
    HELP_NL = "Een weergave is een zoekregel met een naam. Die van een team ziet iedereen van dat team."

    def __init__(
        self,
        line: str,
        teams: Sequence[tuple[int, str]] = (),
        *,
        title: str = "Weergave bewaren",
        typed: ViewInput | None = None,
    ) -> None:
        super().__init__(title, line)
        self._teams = teams
        self._typed = typed

    def lines(self) -> Iterable[Widget]:
        """Name, and for whom."""
        typed = self._typed
        name = Input(typed.name if typed else "", placeholder="naam", compact=True, max_length=60, id="name")
        yield form_line("Naam", name)
        if self._teams:
            choices = [("", "alleen van u"), *((str(row_id), name) for row_id, name in self._teams)]
            chosen = str(typed.team_id) if typed and typed.team_id else ""
            yield form_line("Voor", Choice(choices, chosen, id="team"))

    def collect(self) -> ViewInput:
        """Return the answer. Raises `Missing`."""
        name = text_of(self, "name")
        if not name:
            raise Missing("Geef de weergave een naam.", "name")
        team = self.query_one("#team", Choice).value if self._teams else ""
        return ViewInput(name, int(team) if team else None)
