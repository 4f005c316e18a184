"""Whether the resident was told that the team works on their situation (AVG art. 14), or why not yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from textual import on
from textual.widget import Widget

from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, note_line, text_of
from tui.widgets.choice import Choice
from tui.widgets.date_input import DateInput


@dataclass(frozen=True, slots=True)
class InformedInput:
    """What `store.acts.case_work.record_informed` needs; when not informed, `reason` and `review_on` are filled."""

    informed: bool
    reason: str
    review_on: date | None


class InformedDialog(FormDialog[InformedInput]):
    """Asks whether the resident was informed; if not: why, and when that is looked at again."""

    HELP_NL = (
        "De wet (AVG art. 14) vraagt dat de betrokkene binnen een maand hoort dat u gegevens heeft. "
        "Uitstel mag, met een reden en een dag waarop u opnieuw kijkt."
    )

    DEFAULT_CSS = """
    InformedDialog #review_on { width: 18; }
    InformedDialog .only-no { display: none; }
    InformedDialog.-no .only-no { display: block; }
    """

    def __init__(self, today: date, *, about: str = "", typed: InformedInput | None = None) -> None:
        super().__init__("Betrokkene informeren", about)
        self._today = today
        self._typed = typed

    def lines(self) -> Iterable[Widget]:
        """Informed or not, and then how or why."""
        typed = self._typed
        answers = [("yes", "ja, geïnformeerd"), ("no", "nee, nog niet")]
        chosen = "" if typed is None else "yes" if typed.informed else "no"
        yield form_line("Geïnformeerd", Choice(answers, chosen, id="informed"))
        yield note_line(typed.reason if typed else "", id="reason", placeholder="hoe, of waarom nog niet")
        review = form_line(
            "Herzien op",
            DateInput(self._today, typed.review_on if typed else None, id="review_on"),
        )
        review.add_class("only-no")
        yield review

    def on_mount(self) -> None:
        """Show the fields that belong to the answer."""
        self._follow()

    @on(Choice.Changed, "#informed")
    def _follow(self) -> None:
        self.set_class(self.query_one("#informed", Choice).value == "no", "-no")

    def collect(self) -> InformedInput:
        """Return the answer. Raises `Missing`."""
        informed, reason = self.query_one("#informed", Choice).value, text_of(self, "reason")
        if not informed:
            raise Missing("Geef aan of de betrokkene geïnformeerd is.", "informed")
        if informed == "yes":
            return InformedInput(True, reason, None)
        if not reason:
            raise Missing("Vul in waarom de betrokkene nog niet geïnformeerd is.", "reason")
        review = self.query_one("#review_on", DateInput)
        if review.day is None:
            raise Missing(
                review.problem or "Vul in wanneer u hier opnieuw naar kijkt, bijvoorbeeld +10wd.", "review_on"
            )
        if review.day <= self._today:
            raise Missing("De dag om opnieuw te kijken ligt niet in de toekomst.", "review_on")
        return InformedInput(False, reason, review.day)
