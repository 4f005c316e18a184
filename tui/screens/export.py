"""A case leaves as a file: the questions beside precisely what goes out, and what does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from store.actor import Actor
from store.engine.lifecycle import Store
from store.errors import StoreError
from store.local_time import day_year, local_day
from store.queries.case_detail import case_head
from store.queries.disclosing import export_problems, preview
from store.queries.sharing import disclosures, partner_named
from store.queries.suggest import suggest_partners
from store.rules.disclosed import Disclosed
from store.rules.export_answers import FORMATS, ExportAnswers
from store.text import fold, one_line
from tui.actions import bindings_for
from tui.forms.export_fields import ExportFields
from tui.forms.export_words import preview_fields, withheld_fields
from tui.looks import Look, note_look
from tui.screens.base import SignaalpuntScreen, app_of
from tui.screens.dialogs.export import short_path, usual_folder
from tui.widgets.choice import Choice
from tui.widgets.field_text import BLANK, Field, FieldText
from tui.widgets.suggest_input import SuggestInput, Suggestion

if TYPE_CHECKING:
    from store.acts.export import Exported
    from tui.app import StoreChanged

WAIT = 0.2
"""Seconds after the last key at which the preview is made again."""
_FIRST = "Vul in voor wie het is en kies een niveau. Dan staat hier precies wat eruit gaat."


class Looked(Message):
    """The preview for these answers was made; `found` is None while they say too little."""

    def __init__(self, asked: ExportAnswers, found: Disclosed | None, problem: str = "") -> None:
        super().__init__()
        self.asked = asked
        self.found = found
        self.problem = problem


class ExportScreen(SignaalpuntScreen):
    """Shares the case with this id. The answers of the last time, for the same recipient, are there already."""

    TAB = "cases"
    TITLE_NL = "Delen"
    TAB_TURNS = False
    AUTO_FOCUS = ""
    HELP_NL = (
        "Links beantwoordt u wat de wet vraagt: wie krijgt het, waarvoor, hoeveel en waarom mag dat. "
        "Rechts staat precies wat er in het bestand komt, en eronder wat is weggelaten en waarom; "
        "in een smal venster gaat u daar met F6 heen. Niveau 0 zegt alleen dát er een casus is, 1 is genoeg om te "
        "overleggen, 2 is voor wie het overneemt. Wie heeft gemeld en een BSN gaan nooit zomaar mee. "
        "Met ctrl+s schrijft u het bestand; wie het kreeg staat daarna op het blad Delen. "
        "Een export is de deur uit en kan dus niet ongedaan gemaakt worden."
    )
    BINDINGS = [
        *bindings_for("export"),
        Binding("escape", "leave", show=False),
        Binding("n,u,1,2,3,4,5,6,7,8,9", "stay", show=False),
    ]
    DEFAULT_CSS = """
    ExportScreen {
        & #head { padding: 0 1; }
        &.-low #head { padding: 0 1 1 1; }
        & #told { padding: 0 1; display: none; }
        & #told.-shown { display: block; padding: 1 1 0 1; }
        & #glance { padding: 1 1 0 1; display: none; }
        &.-narrow #glance { display: block; }
        & #shown { height: 1fr; }
        &.-high .form-line { margin: 1 0 0 0; }
    }
    """

    def __init__(self, case_id: int) -> None:
        super().__init__()
        self.case_id = case_id
        self._seen: tuple[ExportAnswers, Disclosed] | None = None
        self._filled = ExportAnswers(format="pdf")
        self._last_for = ""
        self._timer: Timer | None = None
        self._writing = False
        self._done: tuple[ExportAnswers, Path] | None = None

    def left(self) -> Iterable[Widget]:
        """The questions."""
        desk = app_of(self).desk
        yield FieldText(id="head")
        yield ExportFields(desk.today(), short_path(usual_folder()), self._suggest, id="fields")
        yield FieldText(id="told")
        yield FieldText(id="glance")

    def right(self) -> Iterable[Widget]:
        """What goes out, and what does not."""
        pane = FieldText([Field(value=_FIRST, style="quiet")], id="preview", label_width=14)
        yield VerticalScroll(pane, id="shown")

    @property
    def fields(self) -> ExportFields:
        """The form."""
        return self.query_one(ExportFields)

    def on_mount(self) -> None:
        """Fill in the answers of last time and look."""
        desk = app_of(self).desk
        try:
            head = case_head(desk.store, self.case_id)
        except StoreError as error:
            self.query_one("#head", FieldText).show([Field(value=str(error), style="late")])
            self.fields.disabled = True
            return
        self.query_one("#head", FieldText).show(
            [
                Field(value=f"Casus {head.number} delen", style="title"),
                Field(value=f"{head.who} · {head.where}", style="quiet"),
            ]
        )
        summary = "voorbeeld van wat gedeeld zou worden bekeken"
        note_look(self, Look("case", head.number, case_id=self.case_id, summary=summary))
        known = disclosures(desk.store, self.case_id)
        if known:
            self._fill(replace(known[0].answers), f"Ingevuld zoals op {day_year(local_day(known[0].at))}.")
        else:
            self._fill(self._filled, "")
        self.fields.go_to("organisation")
        self._look_soon()

    def _suggest(self, text: str) -> Sequence[Suggestion]:
        desk = app_of(self).desk
        return [
            Suggestion(hit.name, hit.type.label, str(hit.id))
            for hit in suggest_partners(desk.store, text, desk.profile_id)
        ]

    # What was answered before

    def _fill(self, answers: ExportAnswers, remembered: str) -> None:
        fields = self.fields
        fields.fill(answers)
        fields.tell(remembered)
        self._last_for = fold(answers.organisation)
        self._recognise()
        self._filled = fields.answers

    def _recognise(self) -> None:
        """Take the kind of organisation from the partner, or ask for it."""
        desk = app_of(self).desk
        found = partner_named(desk.store, self.fields.answers.organisation, desk.profile_id)
        self.fields.know(found is not None, found.type if found else None)

    @on(SuggestInput.Chosen, "#organisation")
    @on(Input.Blurred, "#organisation")
    def _recipient_given(self) -> None:
        """Bring back the answers for this recipient, unless something else was typed already."""
        now = self.fields.answers
        if fold(now.organisation) == self._last_for:
            return
        self._last_for = fold(now.organisation)
        untouched = replace(self._filled, organisation="", recipient_type=None) == replace(
            now, organisation="", recipient_type=None
        )
        desk = app_of(self).desk
        earlier = [
            one for one in disclosures(desk.store, self.case_id) if fold(one.recipient) == self._last_for
        ]
        if untouched and earlier:
            when = day_year(local_day(earlier[0].at))
            self._fill(
                replace(earlier[0].answers, organisation=now.organisation), f"Ingevuld zoals op {when}."
            )
        elif untouched:
            fresh = ExportAnswers(organisation=now.organisation, format=now.format)
            self._fill(fresh, "")
        else:
            self.fields.tell("")
            self._recognise()
        self._look_soon()

    # The preview

    @on(Input.Changed)
    @on(Choice.Changed)
    def _answered(self, event: Input.Changed | Choice.Changed) -> None:
        if isinstance(event, Input.Changed) and event.input.id == "organisation":
            self._recognise()
        self._look_soon()

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.focus_next()

    def on_store_changed(self, event: StoreChanged) -> None:
        """Look again: the case may have changed."""
        self._look_soon()

    def _look_soon(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(WAIT, self._look)
        self.refresh_bindings()

    def _look(self) -> None:
        answers = self.fields.answers
        self.run_worker(lambda: self._make(answers), thread=True, exclusive=True, group="preview")

    def _make(self, answers: ExportAnswers) -> None:
        desk = app_of(self).desk
        try:
            found = preview(desk.store, self.case_id, answers, desk.today())
        except StoreError as error:
            self.post_message(Looked(answers, None, str(error)))
            return
        self.post_message(Looked(answers, found[1] if found else None))

    @on(Looked)
    def _shown(self, event: Looked) -> None:
        if event.asked != self.fields.answers:
            return
        pane = self.query_one("#preview", FieldText)
        glance = self.query_one("#glance", FieldText)
        if event.found is None:
            self._seen = None
            glance.show([Field(value="F6: het voorbeeld, zodra ontvanger en niveau er zijn.", style="quiet")])
            pane.show([Field(value=event.problem or _FIRST, style="late" if event.problem else "quiet")])
            return
        self._seen = (event.asked, event.found)
        titles = ", ".join(one.title.lower() for one in event.found.sections)
        glance.show([Field(value=f"F6: wat eruit gaat ({one_line(titles, 50)}).", style="accent")])
        pane.show(
            [
                Field(value=f"DIT GAAT ERUIT · {event.found.level.label.upper()}", style="accent"),
                BLANK,
                *preview_fields(event.found.sections),
                BLANK,
                Field(value="WEGGELATEN, EN WAAROM", style="accent"),
                Field(value="Dit staat niet in het bestand.", style="quiet"),
                BLANK,
                *withheld_fields((one.what, one.why) for one in event.found.withheld),
            ]
        )

    # Writing

    def action_write(self) -> None:
        """Write the file, or say everything that is missing; the same file is not written twice."""
        desk = app_of(self).desk
        fields = self.fields
        answers, folder = fields.answers, fields.folder
        if self._writing or self._done == (answers, folder):
            return
        missing = export_problems(desk.store, self.case_id, answers, desk.today())
        if missing:
            self._tell([one.sentence for one in missing])
            fields.go_to(missing[0].field)
            return
        if not _is_folder(folder):
            self._tell(["Map: deze map bestaat niet. Kies een map die er al is."])
            fields.go_to("folder")
            return
        self._writing = True
        self._write(answers, folder)

    def _tell(self, problems: Sequence[str]) -> None:
        """Show what stands in the way, on the page with the questions."""
        if self.turned:
            self.action_other_half()
        told = self.query_one("#told", FieldText)
        told.show([Field(value=one, style="late") for one in problems])
        told.set_class(bool(problems), "-shown")

    @work(exclusive=True, group="write")
    async def _write(self, answers: ExportAnswers, folder: Path) -> None:
        app = app_of(self)
        desk, case_id = app.desk, self.case_id
        seen = self._seen[1] if self._seen is not None and self._seen[0] == answers else None
        self._tell([])

        def job(store: Store, actor: Actor) -> Exported:
            from store.acts.export import export_case

            return export_case(store, actor, case_id, answers, folder, seen=seen, now=desk.now())

        self.refresh_bindings()
        done = await app.perform(job)
        self._writing = False
        if not self.is_attached:
            return
        if done is None:
            self._look_soon()
        else:
            self._done = (answers, folder)
            told = self.query_one("#told", FieldText)
            told.show(
                [
                    Field("Geschreven", short_path(done.path), "strong"),
                    Field(value=f"{FORMATS[answers.format]}, vastgelegd op het blad Delen.", style="quiet"),
                ]
            )
            told.add_class("-shown")
            self.fields.tell("")
        self.refresh_bindings()

    def action_stay(self) -> None:
        """Keys that go elsewhere do nothing here: what was typed would be lost."""

    def action_leave(self) -> None:
        """Go back to the case."""
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Write only while nothing is being written."""
        if action == "write":
            return not self._writing
        return super().check_action(action, parameters)


def _is_folder(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except (OSError, ValueError):
        return False
