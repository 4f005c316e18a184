"""What is known of a reporter: whether they may be named, and what the Wvggz lets them hear."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.widget import Widget

from store.codes import YesNoUnknown
from tui.forms import options
from tui.screens.dialogs.form_dialog import FormDialog, form_line
from tui.widgets.choice import Choice

_NAMED = (("yes", "mag bij een overdracht"), ("no", "mag niet"))
_NEAR = (("yes", "essentiële naaste"), ("no", "andere melder"))


@dataclass(frozen=True, slots=True)
class ReporterInput:
    """What `store.acts.reporters.set_reporter` needs; `essential_relative` None when it was not asked."""

    may_be_named: bool
    essential_relative: bool | None
    wvggz: YesNoUnknown


class ReporterDialog(FormDialog[ReporterInput]):
    """Asks whether the reporter may be named and whether the Wvggz decides what they hear.

    `near`: ask whether the reporter is an essentiële naaste; that means something for residents and relatives only.
    """

    HELP_NL = (
        "Een melder wordt alleen genoemd aan wie de casus overneemt (niveau 2), en alleen als de melder dat goed "
        "vindt. Wie anoniem blijft naar de betrokkene, wordt nooit genoemd. Na een Wvggz-melding (artikel 5:2) hoort "
        "alleen een essentiële naaste de uitkomst."
    )

    def __init__(self, known: ReporterInput, *, about: str, near: bool) -> None:
        super().__init__("Over de melder", "\n".join((about, self.HELP_NL)))
        self._known = known
        self._near = near

    def lines(self) -> Iterable[Widget]:
        """May be named, essentiële naaste, Wvggz."""
        known = self._known
        yield form_line("Naam noemen", Choice(_NAMED, _word(known.may_be_named), id="may_be_named"))
        if self._near:
            yield form_line("Melder is", Choice(_NEAR, _word(known.essential_relative), id="near"))
        yield form_line("Wvggz-melding", Choice(options.answer_options(), known.wvggz.value, id="wvggz"))

    def collect(self) -> ReporterInput:
        """Return the answers."""
        near = self.query_one("#near", Choice).value == "yes" if self._near else None
        return ReporterInput(
            self.query_one("#may_be_named", Choice).value == "yes",
            near,
            YesNoUnknown.of(self.query_one("#wvggz", Choice).value or "unknown"),
        )


def _word(answer: bool | None) -> str:
    return "yes" if answer else "no"
