"""What the reporter is owed: that it was given, or not and why; and where an answer is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from store.codes import ClockKind, FeedbackOutcome
from store.rules.feedback_texts import FeedbackText
from tui.screens.case_views.base import Reading
from tui.screens.dialogs.folder import FolderDialog
from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, note_line, text_of
from tui.widgets.choice import Choice
from tui.widgets.field_text import BLANK, Field, FieldText

OWED: tuple[ClockKind, ...] = (ClockKind.CONFIRMATION, ClockKind.FEEDBACK, ClockKind.CLOSING_FEEDBACK)
"""The clocks that a report to the reporter stops."""


@dataclass(frozen=True, slots=True)
class FeedbackInput:
    """What `store.acts.feedback.settle_feedback` needs; `note` is filled when refused."""

    kind: ClockKind
    outcome: FeedbackOutcome
    note: str


class FeedbackDialog(FormDialog[FeedbackInput]):
    """Asks what the reporter was told. `owed`: (kind, until when in words) of what is still open, nearest first.

    `texts`: the answer that is ready for each kind; it is shown as it may be given.
    """

    HELP_NL = "De melder hoort dat het is opgepakt of niet, nooit wat er met de betrokkene aan de hand is."
    DEFAULT_CSS = """
    FeedbackDialog {
        & Reading { height: auto; max-height: 20; margin: 1 0 0 0; padding: 0 1; background: $background; }
        & Reading FieldText { background: $background; }
        &.-low Reading { max-height: 6; }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]

    def __init__(
        self,
        owed: Sequence[tuple[ClockKind, str]],
        *,
        about: str = "",
        texts: Mapping[ClockKind, FeedbackText] | None = None,
        typed: FeedbackInput | None = None,
    ) -> None:
        super().__init__("Melder informeren", "\n".join(part for part in (about, self.HELP_NL) if part))
        self._owed = tuple(owed)
        self._texts = dict(texts or {})
        self._typed = typed

    def lines(self) -> Iterable[Widget]:
        """What is owed, given or not, with what."""
        typed = self._typed
        kinds = [
            (kind.value, f"{kind.label.removesuffix(' aan melder')} ({until})") for kind, until in self._owed
        ]
        yield form_line("Wat", Choice(kinds, typed.kind.value if typed else kinds[0][0], id="kind"))
        outcomes = [(one.value, one.label) for one in FeedbackOutcome]
        chosen = typed.outcome.value if typed else FeedbackOutcome.GIVEN.value
        yield form_line("Antwoord", Choice(outcomes, chosen, id="outcome"))
        yield note_line(typed.note if typed else "", placeholder=_HOW)
        if self._texts:
            first = typed.kind if typed else ClockKind.of(kinds[0][0])
            yield Reading(FieldText(self._ready(first), id="ready"))

    def _ready(self, kind: ClockKind) -> list[Field]:
        text = self._texts.get(kind)
        if text is None:
            return []
        if text.no_answer:
            return [Field(value=text.no_answer, style="today")]
        return [Field(value=text.subject, style="strong"), BLANK, Field(value=text.body)]

    @on(Choice.Changed, "#kind")
    def _other(self, event: Choice.Changed) -> None:
        if self._texts:
            self.query_one("#ready", FieldText).show(self._ready(ClockKind.of(event.value)))

    @on(Choice.Changed, "#outcome")
    def _follow(self, event: Choice.Changed) -> None:
        given = event.value == FeedbackOutcome.GIVEN.value
        self.query_one("#note", Input).placeholder = _HOW if given else _WHY

    def collect(self) -> FeedbackInput:
        """Return the answer. Raises `Missing`."""
        outcome = FeedbackOutcome.of(self.query_one("#outcome", Choice).value)
        note = text_of(self, "note")
        if outcome == FeedbackOutcome.REFUSED and not note:
            raise Missing("Vul in waarom de melder geen antwoord krijgt.", "note")
        return FeedbackInput(ClockKind.of(self.query_one("#kind", Choice).value), outcome, note)


_HOW = "hoe en aan wie (mag leeg)"
_WHY = "waarom niet"


class FeedbackFileDialog(FolderDialog):
    """Asks where the answer goes; the name of the file is the number of the signal."""

    HELP_NL = "Het antwoord komt in een gewoon tekstbestand, niet versleuteld. Er staat niets in over de betrokkene."

    def __init__(self, number: str, *, typed: Path | None = None) -> None:
        super().__init__(f"Antwoord over signaal {number} als bestand", self.HELP_NL, typed=typed)
