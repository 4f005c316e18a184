"""Keeping something longer than its term: why, and when that is looked at again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from textual.widget import Widget
from textual.widgets import Input

from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, text_of
from tui.widgets.date_input import DateInput


@dataclass(frozen=True, slots=True)
class HoldInput:
    """What `store.acts.retention.hold_destruction` needs."""

    reason: str
    review_on: date


class HoldDialog(FormDialog[HoldInput]):
    """Asks the reason and the day."""

    SAVE_NL = "tegenhouden"
    HELP_NL = (
        "Wat na zijn termijn blijft, heeft een reden nodig: een klacht, een rechtszaak, een verzoek van de betrokkene. "
        "Op de gekozen dag kijkt u opnieuw."
    )
    DEFAULT_CSS = "HoldDialog #review_on { width: 18; }"

    def __init__(self, today: date, *, about: str, typed: HoldInput | None = None) -> None:
        super().__init__("Langer bewaren", about)
        self._today = today
        self._typed = typed

    def lines(self) -> Iterable[Widget]:
        """Why and until when."""
        typed = self._typed
        reason = Input(
            typed.reason if typed else "",
            placeholder="waarom dit langer bewaard moet blijven",
            compact=True,
            max_length=500,
            id="reason",
        )
        yield form_line("Reden", reason)
        yield form_line(
            "Herzien op", DateInput(self._today, typed.review_on if typed else None, id="review_on")
        )

    def collect(self) -> HoldInput:
        """Return the answer. Raises `Missing`."""
        reason = text_of(self, "reason")
        if not reason:
            raise Missing("Vul in waarom dit langer bewaard moet blijven.", "reason")
        review = self.query_one("#review_on", DateInput)
        if review.day is None:
            raise Missing(
                review.problem or "Vul in wanneer u opnieuw kijkt, bijvoorbeeld +60wd.", "review_on"
            )
        if review.day <= self._today:
            raise Missing("De dag om opnieuw te kijken ligt niet in de toekomst.", "review_on")
        return HoldInput(reason, review.day)
