"""The goal and the plan of a case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.widget import Widget
from textual.widgets import TextArea

from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line


@dataclass(frozen=True, slots=True)
class PlanInput:
    """What `store.acts.cases.set_plan` needs."""

    goal: str
    plan: str


class PlanDialog(FormDialog[PlanInput]):
    """Asks for goal and plan; `typed` is what stands there now, or what was typed before a refusal."""

    HELP_NL = "Het doel zegt wat er anders wordt voor de betrokkene; het plan zegt hoe u daar samen komt."

    DEFAULT_CSS = "PlanDialog #goal { height: 3; } PlanDialog #plan { height: 6; }"

    def __init__(self, typed: PlanInput, *, about: str = "") -> None:
        super().__init__("Doel en plan", about)
        self._typed = typed

    def lines(self) -> Iterable[Widget]:
        """Goal and plan."""
        yield form_line("Doel", TextArea(self._typed.goal, id="goal", compact=True))
        yield form_line("Plan", TextArea(self._typed.plan, id="plan", compact=True))

    def collect(self) -> PlanInput:
        """Return both. Raises `Missing` when neither is filled."""
        goal = self.query_one("#goal", TextArea).text.strip()
        plan = self.query_one("#plan", TextArea).text.strip()
        if not goal and not plan:
            raise Missing("Schrijf een doel of een plan.", "goal")
        return PlanInput(goal, plan)
