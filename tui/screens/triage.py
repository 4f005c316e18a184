"""Triage: acute first, what it is about, and where it goes with the reasons; followed, or chosen otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.timer import Timer
from textual.widget import Widget

from store.codes import SignalStatus
from store.errors import NotFound, ProfileError
from store.queries.directory import districts, overrides, rules, teams
from store.queries.signals import SignalDetail, signal_detail
from store.rules.routing import Explanation
from tui.actions import bindings_for
from tui.forms import triage_jobs
from tui.forms.drafts import DraftKeeper, kept_at
from tui.forms.known_cases import known_cases
from tui.forms.triage_fields import TriageQuestions
from tui.forms.triage_plan import (
    NEW_CASE,
    House,
    answers_of,
    consequences,
    not_yet,
    proposal,
    proposal_fields,
    triage_input,
    urgency_words,
)
from tui.forms.triage_text import decided_fields, result_line, summary_fields
from tui.looks import Look, note_look
from tui.screens.base import Form, SignaalpuntScreen
from tui.screens.confirm import ReasonDialog
from tui.screens.dialogs.form_dialog import ask_and_do
from tui.screens.dialogs.triage_ends import (
    AdviceDialog,
    NotTakenUp,
    NotTakenUpDialog,
    OtherTeam,
    OtherTeamDialog,
)
from tui.widgets.alert_line import AlertLine
from tui.widgets.field_text import BLANK, Field, FieldText

if TYPE_CHECKING:
    from store.acts.inputs import Ref
    from tui.app import SignaalpuntApp

OPEN = frozenset({SignalStatus.RECEIVED, SignalStatus.TO_COMPLETE, SignalStatus.TRIAGED})
KEEP_AFTER = 0.4
"""Seconds after the last answer at which the draft is kept."""
_MOVES = {
    "give_advice": SignalStatus.ADVISED,
    "not_taken_up": SignalStatus.NOT_TAKEN_UP,
    "ask_completion": SignalStatus.TO_COMPLETE,
}


class TriageScreen(SignaalpuntScreen):
    """Judges one signal. What was already decided is shown to read, with the way back to triage."""

    TITLE_NL = "Triage"
    AUTO_FOCUS = ""
    TAB_TURNS, KEEPS_DRAFT = False, True
    HELP_NL = (
        "Beantwoord links de vragen; rechts staat meteen waar het signaal heen gaat en waarom. "
        "Enter volgt het voorstel, k kiest een ander team met uw reden. "
        "✓ is de regel die besliste; daaronder staat waarom eerdere regels niet pasten. "
        "Antwoorden blijven bewaard als u weggaat. "
        "x pakt het signaal niet op, w zet het opzij om aan te vullen, v sluit af met een advies: dan worden "
        "alle persoonsgegevens gewist."
    )
    BINDINGS = [*bindings_for("triage"), Binding("escape", "leave", show=False)]
    DEFAULT_CSS = """
    TriageScreen {
        & #left { width: 11fr; }
        & #right { width: 9fr; }
        & #summary { padding: 0 0 1 0; }
        & #note { padding: 0 0 1 0; }
        & #note, & TriageQuestions { display: none; }
        & #note.-shown { display: block; }
        &.-open TriageQuestions { display: block; }
    }
    """

    def __init__(self, signal_id: int) -> None:
        super().__init__()
        self._signal_id = signal_id
        self._timer: Timer | None = None
        self._unkept = False
        self._busy = False
        self._every = False
        self._explanation: Explanation | None = None

    @property
    def _app(self) -> SignaalpuntApp:
        return cast("SignaalpuntApp", self.app)

    # What is known

    def above(self) -> Iterable[Widget]:
        """The line that says to call first."""
        yield AlertLine(id="alert")

    def left(self) -> Iterable[Widget]:
        """The signal in short and the questions."""
        self._begin()
        self._questions = TriageQuestions(self._answers, self._cases.options(), id="questions")
        yield Form(FieldText(id="summary", label_width=15), FieldText(id="note"), self._questions)

    def right(self) -> Iterable[Widget]:
        """The proposal and its reasons."""
        yield VerticalScroll(FieldText(id="proposal", label_width=12), id="why")

    def _begin(self) -> None:
        desk = self._app.desk
        store = desk.store
        self._detail: SignalDetail = signal_detail(store, self._signal_id)
        self._keeper = DraftKeeper(store, desk.actor, f"triage/{self._signal_id}/{desk.actor.name}")
        profile_id = self._detail.profile_id
        self._house = House(
            rules=tuple(row.rule for row in rules(store, profile_id)),
            teams={team.key: team for team in teams(store, profile_id, active=False)},
            districts=frozenset(one.name for one in districts(store, profile_id)),
            terms=overrides(store, profile_id),
        )
        self._cases = known_cases(store, self._detail, desk.today())
        self._answers = answers_of(self._detail, self._cases.sure)
        self._kept: datetime | None = None
        found = self._keeper.load()
        if found is not None and self._detail.status in OPEN:
            body, self._kept = found
            self._answers |= {name: str(body[name]) for name in self._answers if name in body}
            if self._answers["known"] not in dict(self._cases.options()):
                self._answers["known"] = NEW_CASE

    @property
    def _is_open(self) -> bool:
        return self._detail.status in OPEN

    def on_mount(self) -> None:
        """Show the signal and begin at the first question."""
        self._show_all()
        seen = self._detail
        note_look(self, Look("signal", seen.number, signal_id=seen.id, case_id=seen.case_id))
        if self._kept is not None:
            self._say(f"Antwoorden van {kept_at(self._kept, self._app.desk.now())} teruggezet.")

    # What is shown

    def _say(self, sentence: str) -> None:
        note = self.query_one("#note", FieldText)
        note.show([Field(value=sentence, style="today")] if sentence else [])
        note.set_class(bool(sentence), "-shown")

    def _show_all(self) -> None:
        self.set_class(self._is_open, "-open")
        self.query_one("#summary", FieldText).show(summary_fields(self._detail))
        self._show_proposal()
        if not self._is_open:
            self.set_focus(self.query_one("#why"))
        elif self.focused is None or self.focused.id == "why":
            self._questions.query("OptionGrid").first().focus(scroll_visible=False)
        self.refresh_bindings()

    def _show_proposal(self) -> None:
        answers, today = self._answers, self._app.desk.today()
        pane, alert = self.query_one("#proposal", FieldText), self.query_one("#alert", AlertLine)
        if not self._is_open:
            self._explanation = None
            alert.say()
            pane.show(decided_fields(self._detail, self._house, every=self._every))
            return
        self._questions.hint("urgency-words", urgency_words(answers, self._house, today))
        self._questions.hint("known-why", self._cases.why(answers["known"]))
        try:
            self._explanation = proposal(self._detail, answers, self._house)
            team = self._house.teams[self._explanation.team]
        except (ProfileError, KeyError) as error:
            self._explanation = None
            sentence = (
                str(error) if isinstance(error, ProfileError) else "Het team van de regel bestaat niet meer."
            )
            pane.show([Field(value="GEEN VOORSTEL", style="title"), Field(value=sentence, style="late")])
            return
        alert.say(*dict.fromkeys(first.instruction for first in self._explanation.first))
        lines = consequences(
            self._detail, answers, self._house, team, self._explanation, self._cases.numbers, today
        )
        head = not_yet(answers)
        hint = "" if head else "Enter volgt dit voorstel · k kiest een ander team, met reden"
        fields = [Field(value=head, style="today"), BLANK] if head else []
        told = proposal_fields(
            self._explanation, self._house, lines, hint=hint, calls=False, every=self._every
        )
        pane.show([*fields, *told])

    @on(TriageQuestions.Answered)
    def _answered(self, event: TriageQuestions.Answered) -> None:
        event.stop()
        self._answers = event.answers
        self._unkept = True
        self._show_proposal()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(KEEP_AFTER, self._keep)

    def on_store_changed(self) -> None:
        """Read the signal again; answers given stay."""
        if self._busy or not self.is_mounted:
            return
        self._read_again()

    def _read_again(self) -> None:
        try:
            fresh = signal_detail(self._app.desk.store, self._signal_id)
        except NotFound:
            if self.app.screen is self:
                self.app.pop_screen()
            return
        if fresh == self._detail:
            return
        reopened = not self._is_open and fresh.status in OPEN
        self._detail = fresh
        if reopened:
            self._answers = answers_of(fresh, None)
            self._questions.show(self._answers)
        self._show_all()

    # The draft

    def _keep(self) -> None:
        if self._unkept and not self._busy:
            self._unkept = False
            job = partial(self._keeper.write, self._keeper.ticket(), dict(self._answers))
            self.run_worker(job, thread=True, group="draft")

    def _keep_now(self) -> None:
        if self._unkept and not self._busy:
            self._keeper.write(self._keeper.ticket(), dict(self._answers))
            self._unkept = False

    def on_unmount(self) -> None:
        """Keep the answers when the screen is closed by going elsewhere."""
        self._keep_now()

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what the status of the signal allows."""
        if not hasattr(self, "_detail"):
            return super().check_action(action, parameters)
        if action in ("follow", "choose_other", "complete"):
            return self._is_open
        if action in _MOVES:
            return _MOVES[action] in self._detail.next_statuses
        if action == "reopen":
            return not self._is_open and SignalStatus.TRIAGED in self._detail.next_statuses
        return super().check_action(action, parameters)

    def action_leave(self) -> None:
        """Go back; answers given stay as a draft."""
        self._keep_now()
        self.app.pop_screen()

    def action_show_rules(self) -> None:
        """Show or hide the rules that were not needed."""
        self._every = not self._every
        self._show_proposal()

    def action_complete(self) -> None:
        """Complete the data of the signal."""
        self._keep_now()
        self._app.open_form(self._signal_id)

    async def action_follow(self) -> None:
        """Follow the proposal; in a narrow terminal show it first."""
        if not self.enter_right():
            await self._route(None)

    @work(exclusive=True, group="dialog")
    async def action_choose_other(self) -> None:
        """Choose another team, with the reason."""
        if self._explanation is None or not self._can_route():
            return
        proposed = self._house.teams[self._explanation.team]
        others = [
            (str(team.id), team.name)
            for team in self._house.teams.values()
            if team.active and team.id != proposed.id
        ]
        await ask_and_do(
            self._app, lambda typed: OtherTeamDialog(proposed.name, others, typed=typed), self._route
        )

    def _can_route(self) -> bool:
        problem = not_yet(self._answers)
        if not problem:
            return True
        self.app.notify(problem, severity="warning", timeout=6, markup=False)
        if self.turned:
            self.action_other_half()
        self.query_one("#urgency" if "thema" not in problem else "#themes").focus()
        return False

    async def _route(self, other: OtherTeam | None) -> Ref | None:
        data = triage_input(self._answers)
        if self._busy or data is None or self._explanation is None:
            self._can_route()
            return None
        judged = self._detail.status is SignalStatus.TRIAGED and self._answers == answers_of(
            self._detail, None
        )
        job = triage_jobs.route(
            self._signal_id,
            data,
            *self._seen,
            judged=judged,
            team_id=other.team_id if other else None,
            reason=other.reason if other else "",
        )
        return await self._finish(job)

    @property
    def _seen(self) -> tuple[int, datetime]:
        """The version of the signal that is on the screen, and now."""
        return self._detail.version, self._app.desk.now()

    async def _finish(self, job: triage_jobs.RefJob) -> Ref | None:
        """Do the act that ends the triage and go back with one line on what came of it."""
        self._busy = True
        try:
            ref = await self._app.perform(triage_jobs.ending(job, self._keeper))
        finally:
            self._busy = False
        if ref is None:
            self._read_again()
            return None
        self._unkept = False
        result = result_line(signal_detail(self._app.desk.store, self._signal_id))
        self.app.pop_screen()
        self.app.notify(result, timeout=6, markup=False)
        return ref

    @work(exclusive=True, group="dialog")
    async def action_not_taken_up(self) -> None:
        """Do not pick the signal up, with the reason."""

        async def act(chosen: NotTakenUp) -> Ref | None:
            job = triage_jobs.not_take_up(self._signal_id, chosen.reason, chosen.note, *self._seen)
            return await self._finish(job)

        await ask_and_do(self._app, lambda typed: NotTakenUpDialog(typed=typed), act)

    @work(exclusive=True, group="dialog")
    async def action_give_advice(self) -> None:
        """End with advice; no personal data stay."""

        async def act(advice: str) -> Ref | None:
            return await self._finish(triage_jobs.advise(self._signal_id, advice, *self._seen))

        await ask_and_do(self._app, lambda typed: AdviceDialog(typed=typed), act)

    @work(exclusive=True, group="dialog")
    async def action_ask_completion(self) -> None:
        """Set the signal aside, saying what is missing."""

        def dialog(typed: str | None) -> ReasonDialog:
            value = typed or "; ".join(self._detail.missing)
            detail = "Het signaal blijft op Vandaag staan tot het is aangevuld."
            return ReasonDialog("Wat ontbreekt er?", detail, value=value, placeholder="bijv. het huisnummer")

        async def act(missing: str) -> Ref | None:
            return await self._finish(triage_jobs.set_aside(self._signal_id, missing, *self._seen))

        await ask_and_do(self._app, dialog, act)

    @work(exclusive=True, group="dialog")
    async def action_reopen(self) -> None:
        """Take a decided signal back to triage, with the reason."""

        async def act(reason: str) -> Ref | None:
            job = triage_jobs.reopen(self._signal_id, reason, *self._seen)
            return await self._app.perform(job, "Terug naar triage")

        question = "Waarom gaat dit signaal terug naar triage?"
        await ask_and_do(self._app, lambda typed: ReasonDialog(question, value=typed or ""), act)
