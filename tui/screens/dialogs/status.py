"""The next status of a case: only what is allowed now, with what that status asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from store.codes import CaseStatus, EscalationTarget
from tui.screens.dialogs.columns import ColumnChoice
from tui.screens.dialogs.form_dialog import FormDialog, Missing, form_line, note_line, text_of
from tui.widgets.choice import Choice
from tui.widgets.date_input import DateInput
from tui.widgets.suggest_input import SuggestInput, Suggestion

_ASKING = (CaseStatus.WAITLIST, CaseStatus.ESCALATED, CaseStatus.HANDOVER)


@dataclass(frozen=True, slots=True)
class StatusInput:
    """What `store.acts.cases.change_status` needs; only what belongs to `new` is filled."""

    new: CaseStatus
    reason: str = ""
    waitlist_owner: str = ""
    review_on: date | None = None
    escalation_target: EscalationTarget | None = None
    handover_to: str = ""


class StatusDialog(FormDialog[StatusInput]):
    """Asks for one of `options`. `suggest` gives colleagues for the owner of a waiting list entry."""

    HELP_NL = (
        "U ziet alleen de statussen die nu mogelijk zijn. Een wachtlijst vraagt wie de casus in het oog houdt en "
        "wanneer er opnieuw gekeken wordt; opschalen vraagt waarheen; een overdracht vraagt aan wie. "
        "Sluiten doet u met x, want daar hoort een eindresultaat bij."
    )

    DEFAULT_CSS = """
    StatusDialog #new { margin: 1 0 0 0; }
    StatusDialog #review_on { width: 18; }
    StatusDialog .extra { display: none; }
    StatusDialog.-waitlist .for-waitlist { display: block; }
    StatusDialog.-escalated .for-escalated { display: block; }
    StatusDialog.-handover .for-handover { display: block; }
    """

    def __init__(
        self,
        today: date,
        now_is: CaseStatus,
        options: Sequence[CaseStatus],
        *,
        about: str = "",
        me: str = "",
        suggest: Callable[[str], Sequence[Suggestion]] = lambda text: (),
        typed: StatusInput | None = None,
    ) -> None:
        super().__init__("Welke status volgt?", f"{about}\nNu: {now_is.label}".strip())
        self._today = today
        self._options = tuple(option for option in options if option != CaseStatus.CLOSED)
        self._me = me
        self._suggest = suggest
        self._typed = typed

    def lines(self) -> Iterable[Widget]:
        """The next status, what it asks, why."""
        typed = self._typed
        options = [(status.value, status.label) for status in self._options]
        yield ColumnChoice(options, typed.new.value if typed else "", id="new")
        owner = typed.waitlist_owner if typed and typed.waitlist_owner else self._me
        yield _extra(
            CaseStatus.WAITLIST,
            form_line("In het oog bij", SuggestInput(self._suggest, owner, placeholder="naam", id="owner")),
        )
        yield _extra(
            CaseStatus.WAITLIST,
            form_line(
                "Opnieuw kijken", DateInput(self._today, typed.review_on if typed else None, id="review_on")
            ),
        )
        targets = [(target.value, target.label) for target in EscalationTarget]
        target = typed.escalation_target.value if typed and typed.escalation_target else ""
        yield _extra(CaseStatus.ESCALATED, form_line("Waarheen", Choice(targets, target, id="target")))
        yield _extra(
            CaseStatus.HANDOVER,
            form_line(
                "Overdragen aan",
                Input(
                    typed.handover_to if typed else "",
                    placeholder="organisatie en persoon",
                    compact=True,
                    max_length=200,
                    id="handover_to",
                ),
            ),
        )
        yield note_line(typed.reason if typed else "", id="reason")

    def on_mount(self) -> None:
        """Show the fields of the chosen status."""
        self._follow()

    @on(Choice.Changed, "#new")
    def _follow(self) -> None:
        chosen = self.query_one("#new", Choice).value
        for status in _ASKING:
            self.set_class(chosen == status.value, f"-{status.value}")

    def collect(self) -> StatusInput:
        """Return the step. Raises `Missing`."""
        chosen, reason = self.query_one("#new", Choice).value, text_of(self, "reason")
        if not chosen:
            raise Missing("Kies de status die volgt.", "new")
        new = CaseStatus.of(chosen)
        if new == CaseStatus.WAITLIST:
            return self._waitlist(reason)
        if new == CaseStatus.ESCALATED:
            target = self.query_one("#target", Choice).value
            if not target:
                raise Missing("Kies waarheen de casus opgeschaald wordt.", "target")
            return StatusInput(new, reason, escalation_target=EscalationTarget.of(target))
        if new == CaseStatus.HANDOVER:
            to = text_of(self, "handover_to")
            if not to:
                raise Missing(
                    "Vul in aan wie u overdraagt; de casus blijft bij u tot zij het bevestigen.",
                    "handover_to",
                )
            return StatusInput(new, reason, handover_to=to)
        return StatusInput(new, reason)

    def _waitlist(self, reason: str) -> StatusInput:
        owner, review = (
            self.query_one("#owner", SuggestInput).value.strip(),
            self.query_one("#review_on", DateInput),
        )
        if not owner:
            raise Missing("Vul in wie de casus in het oog houdt.", "owner")
        if review.day is None:
            raise Missing(
                review.problem or "Vul in wanneer er opnieuw gekeken wordt, bijvoorbeeld +10wd.", "review_on"
            )
        if review.day < self._today:
            raise Missing("De dag om opnieuw te kijken ligt in het verleden.", "review_on")
        return StatusInput(CaseStatus.WAITLIST, reason, waitlist_owner=owner, review_on=review.day)


def _extra(status: CaseStatus, line: Widget) -> Widget:
    line.add_class("extra", f"for-{status.value}")
    return line
