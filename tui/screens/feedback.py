"""Terugkoppeling: which reporter is owed an answer, the text exactly as it may be given, and giving it in one key."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.widget import Widget

from store.actor import Actor
from store.codes import FeedbackOutcome, PartnerType, YesNoUnknown
from store.engine.lifecycle import Store
from store.local_time import day_month
from store.queries.feedback import (
    FeedbackQueue,
    OwedAnswer,
    feedback_queue,
    given_answers,
    ready_text,
)
from tui.actions import bindings_for
from tui.app import StoreChanged
from tui.clipboard import WORDS
from tui.forms.feedback_text import SHORT, answer_fields, head_fields, withheld_fields
from tui.looks import Look, LookAtRest, note_look
from tui.screens.base import SignaalpuntScreen, app_of
from tui.screens.case_views.base import Reading
from tui.screens.confirm import ReasonDialog
from tui.screens.dialogs.form_dialog import ask_and_do
from tui.text import thousands
from tui.widgets.field_text import Field, FieldText
from tui.widgets.record_list import Column, RecordList, Row
from tui.widgets.swap_source import SwapSource

if TYPE_CHECKING:
    from store.rules.feedback_texts import FeedbackText

LIMIT = 500
"""Answers that are listed; the totals count all of them."""

_COLUMNS = (
    Column("Termijn", width=14, style="state"),
    Column("Melder", fraction=5, style="strong"),
    Column("Soort", width=14),
    Column("Signaal", width=9, style="quiet"),
    Column("Stand", fraction=4, style="quiet", min_screen=140),
)
_EMPTY = (
    "Alle melders hebben antwoord. Wie antwoord verwacht, komt hier vanzelf te staan: bij ontvangst, na de triage en "
    "bij het afsluiten. Esc gaat terug."
)
_READING = "De lijst wordt gelezen …"
_NAASTEN = (PartnerType.RESIDENT, PartnerType.RELATIVE)


class QueueRead(Message):
    """The queue was read."""

    def __init__(self, found: FeedbackQueue) -> None:
        super().__init__()
        self.found = found


def answer_row(answer: OwedAnswer) -> Row:
    """Return an owed answer as a line of the list."""
    due = answer.due.short.removeprefix("! ")
    if due.startswith("sinds"):
        due = due.removesuffix(" te laat")
    cells = (due, answer.whom, SHORT[answer.kind], answer.number, answer.course.label)
    return Row(str(answer.clock_id), cells, answer.due.state if answer.due.state in ("late", "today") else "")


def totals_line(found: FeedbackQueue) -> str:
    """Return "14 antwoorden over 13 signalen · 1 te laat"; a signal counts once."""
    answers = f"{thousands(found.total)} {'antwoord' if found.total == 1 else 'antwoorden'}"
    signals = f"{thousands(found.signals)} {'signaal' if found.signals == 1 else 'signalen'}"
    late = f" · {thousands(found.late)} te laat" if found.late else ""
    shown = f" · de eerste {thousands(len(found.answers))} staan hier" if found.total > LIMIT else ""
    return f"{answers} over {signals}{late}{shown}"


class FeedbackScreen(SignaalpuntScreen):
    """Who is owed an answer left, the answer right."""

    TAB = "today"
    TITLE_NL = "Terugkoppeling"
    HELP_NL = (
        "Hier staat welke melder nog antwoord krijgt: de bevestiging, de terugkoppeling na de triage en het bericht "
        "bij afsluiting. Rechts leest u het antwoord precies zoals u het geeft; er staat alleen in wat deze melder "
        "mag horen, en eronder wat niet en waarom. Met c kopieert u het antwoord, met b bewaart u het als bestand. "
        "Met g legt u vast dat u het gaf, met x dat de melder geen antwoord krijgt en waarom. Was het een melding op "
        "grond van de Wvggz, leg dat dan vast met w; alleen een essentiële naaste (e) hoort dan de uitkomst. Met u "
        "maakt u de laatste handeling ongedaan."
    )
    BINDINGS = [*bindings_for("feedback")]
    AUTO_FOCUS = "RecordList"
    DEFAULT_CSS = """
    FeedbackScreen {
        & #left { width: 7fr; }
        & #left RecordList { margin: 0 1 0 0; }
        & #right { width: 6fr; }
        & #totals { padding: 0 1 0 3; margin: 0 0 1 0; }
        &.-low #totals { margin: 0; }
        & #answer { background: $surface; margin: 1 0; padding: 1 2; }
        &.-low #answer { padding: 0 1; }
        &.-none #answer, &.-none #withheld { display: none; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._source = SwapSource()
        self._answers: dict[str, OwedAnswer] = {}
        self._folder: Path | None = None
        self._read_once = False
        self._looked = LookAtRest(self)

    def left(self) -> Iterable[Widget]:
        """How many, and the list."""
        yield FieldText(id="totals")
        yield RecordList(_COLUMNS, self._source, empty=_READING, id="answers")

    def right(self) -> Iterable[Widget]:
        """The answer, between whom it is for and what it may not hold."""
        yield Reading(FieldText(id="whom"), FieldText(id="answer"), FieldText(id="withheld"))

    def on_mount(self) -> None:
        """Read the queue while the frame is laid out."""
        self._read()

    def on_store_changed(self, _: StoreChanged) -> None:
        """Read again; the cursor stays on the same answer."""
        if self._read_once:
            self._read()

    @work(thread=True, exclusive=True, group="worklist")
    def _read(self) -> None:
        desk = app_of(self).desk
        found = feedback_queue(desk.store, desk.today(), profile_id=desk.profile_id, limit=LIMIT)
        self.post_message(QueueRead(found))

    @on(QueueRead)
    def _show(self, event: QueueRead) -> None:
        found = event.found
        records = self.query_one("#answers", RecordList)
        records.empty = _EMPTY
        self._answers = {str(answer.clock_id): answer for answer in found.answers}
        self._source.put(answer_row(answer) for answer in found.answers)
        self._read_once = True
        records.reload()
        totals = [Field(value=totals_line(found), style="quiet")] if found.total else []
        self.query_one("#totals", FieldText).show(totals)
        self._look()

    @property
    def answer(self) -> OwedAnswer | None:
        """The chosen owed answer."""
        row = self.query_one("#answers", RecordList).current
        return None if row is None else self._answers.get(row.id)

    def _text(self, answer: OwedAnswer) -> FeedbackText:
        desk = app_of(self).desk
        return ready_text(answer, team_name=desk.team_name, worker=desk.actor.name)

    @on(RecordList.Highlighted)
    def _look(self) -> None:
        answer = self.answer
        self.set_class(answer is None, "-none")
        if answer is None:
            words = "Er is geen antwoord te geven." if self._read_once else ""
            self.query_one("#whom", FieldText).show([Field(value=words, style="quiet")])
        else:
            text = self._text(answer)
            given = given_answers(app_of(self).desk.store, answer.signal_id)
            self.query_one("#whom", FieldText).show(head_fields(answer))
            self.query_one("#answer", FieldText).show(answer_fields(text))
            self.query_one("#withheld", FieldText).show(withheld_fields(text, given))
            self.query_one(Reading).scroll_home(animate=False)
        self._looked.show(
            None if answer is None else self._look_at(answer, "terugkoppeling aan de melder bekeken")
        )
        self.refresh_bindings()

    def _look_at(self, answer: OwedAnswer, summary: str, event: str = "read") -> Look:
        return Look("signal", answer.number, signal_id=answer.signal_id, event=event, summary=summary)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what the chosen answer allows."""
        if action in _OFFERED and self.is_mounted:
            answer = self.answer
            if answer is None:
                return False
            if action in ("copy", "write", "give"):
                return bool(self._text(answer).body)
            if action == "essential":
                return answer.wvggz and answer.reporter_type in _NAASTEN
            return True
        return super().check_action(action, parameters)

    @on(RecordList.Selected)
    def _selected(self) -> None:
        if not self.enter_right():
            self.action_open_signal()

    def action_open_signal(self) -> None:
        """Open the signal the answer is about."""
        if self.answer is not None:
            app_of(self).open_signal(self.answer.signal_id)

    def action_refresh(self) -> None:
        """Read the queue again."""
        self._read()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    @work
    async def action_wvggz(self) -> None:
        """Record that this was a report under the Wvggz, or that it was not."""
        answer = self.answer
        if answer is not None:
            said = YesNoUnknown.NO if answer.wvggz else YesNoUnknown.YES
            done = (
                "Vastgelegd: geen Wvggz-melding."
                if answer.wvggz
                else "Vastgelegd: dit was een Wvggz-melding."
            )
            await self._record(answer, done, wvggz=said)

    @work
    async def action_essential(self) -> None:
        """Record that this reporter is an essential relative, or not."""
        answer = self.answer
        if answer is not None:
            done = "geen essentiële naaste" if answer.essential else "deze melder is een essentiële naaste"
            await self._record(answer, f"Vastgelegd: {done}.", essential=not answer.essential)

    async def _record(
        self,
        answer: OwedAnswer,
        done: str,
        *,
        wvggz: YesNoUnknown | None = None,
        essential: bool | None = None,
    ) -> None:
        app = app_of(self)

        def job(store: Store, actor: Actor) -> object:
            from store.acts.reporters import set_reporter

            return set_reporter(
                store,
                actor,
                answer.signal_id,
                wvggz=wvggz,
                essential_relative=essential,
                expected_version=answer.version,
                now=app.desk.now(),
            )

        await app.perform(job, f"{done} Met u maakt u dit ongedaan.")

    def action_copy(self) -> None:
        """Put the answer on the clipboard."""
        answer = self.answer
        if answer is not None:
            self.app.copy_to_clipboard(self._text(answer).whole)
            note_look(self, self._look_at(answer, "antwoord aan de melder gekopieerd", "print"))
            words = f"Antwoord gekopieerd. Hebt u het gegeven, leg dat dan vast met g. {WORDS}"
            self.notify(words, timeout=6, markup=False)

    @work
    async def action_write(self) -> None:
        """Write the answer to a file in a folder that is asked for."""
        from tui.screens.dialogs.feedback import FeedbackFileDialog

        answer, app = self.answer, app_of(self)
        if answer is None:
            return
        text = self._text(answer)

        async def act(folder: Path) -> object | None:
            def job(store: Store, actor: Actor) -> Path:
                from store.acts.feedback import write_feedback

                return write_feedback(store, actor, answer.signal_id, text, folder, now=app.desk.now())

            written = await app.perform(job)
            if written is not None:
                self._folder = folder
                self.notify(f"Bewaard als {written.name}.", timeout=6, markup=False)
            return written

        await ask_and_do(
            app, lambda typed: FeedbackFileDialog(answer.number, typed=typed or self._folder), act
        )

    @work
    async def action_give(self) -> None:
        """Record the answer as given, with its text."""
        answer = self.answer
        if answer is not None:
            await self._settle(answer, FeedbackOutcome.GIVEN, body=self._text(answer).whole)

    @work
    async def action_refuse(self) -> None:
        """Record that the reporter gets no answer, and why."""
        answer, app = self.answer, app_of(self)
        if answer is None:
            return
        blocked = self._text(answer).no_answer
        proposed = (
            "na een Wvggz-melding hoort alleen een essentiële naaste de uitkomst"
            if "Wvggz" in blocked
            else ""
        )

        async def act(reason: str) -> object | None:
            return await self._settle(answer, FeedbackOutcome.REFUSED, note=reason)

        await ask_and_do(
            app,
            lambda typed: ReasonDialog(
                "Krijgt deze melder geen antwoord?",
                f"{answer.whom} · signaal {answer.number} van {day_month(answer.received_on)}",
                value=typed or proposed,
                placeholder="waarom niet",
            ),
            act,
        )

    async def _settle(
        self, answer: OwedAnswer, outcome: FeedbackOutcome, *, note: str = "", body: str = ""
    ) -> object | None:
        app = app_of(self)

        def job(store: Store, actor: Actor) -> object:
            from store.acts.feedback import settle_feedback

            return settle_feedback(
                store,
                actor,
                answer.signal_id,
                answer.kind,
                outcome,
                note=note,
                body=body,
                expected_version=answer.version,
                now=app.desk.now(),
            )

        done = f"Vastgelegd: {answer.kind.label} {outcome.label}. Met u maakt u dit ongedaan."
        return await app.perform(job, done)


_OFFERED = {"copy", "write", "give", "refuse", "open_signal", "wvggz", "essential"}
