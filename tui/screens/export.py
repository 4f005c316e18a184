"""Cases leave as files, one each: the questions beside precisely what goes out, and what does not."""

from __future__ import annotations

import threading
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
from store.queries.cases import CaseRow, case_rows
from store.queries.disclosing import preview, problems_of_cases
from store.queries.sharing import last_shared, partner_named
from store.queries.suggest import suggest_partners
from store.rules.disclosed import Disclosed
from store.rules.export_answers import ExportAnswers
from store.text import fold, one_line
from tui.actions import bindings_for
from tui.forms.export_fields import ExportFields
from tui.forms.export_words import heading_fields, preview_fields, turn_words, withheld_fields, written_fields
from tui.looks import Look, note_look
from tui.screens.base import SignaalpuntScreen, app_of
from tui.screens.dialogs.export import is_folder, short_path, usual_folder
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
    """The preview of a case for these answers was made; `found` is None while they say too little."""

    def __init__(
        self, case_id: int, asked: ExportAnswers, found: Disclosed | None, problem: str = ""
    ) -> None:
        super().__init__()
        self.case_id = case_id
        self.asked = asked
        self.found = found
        self.problem = problem


class Progress(Message):
    """Another file was written."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__()
        self.done = done
        self.total = total

    def can_replace(self, message: Message) -> bool:
        """An older count that waits is not worth showing."""
        return isinstance(message, Progress)


class ExportScreen(SignaalpuntScreen):
    """Shares these cases with one recipient, a file each. The answers of the last time are there already."""

    TAB = "cases"
    TITLE_NL = "Delen"
    TAB_TURNS = False
    AUTO_FOCUS = ""
    HELP_NL = (
        "Links beantwoordt u wat de wet vraagt: wie krijgt het, waarvoor, hoeveel en waarom mag dat. "
        "Rechts staat precies wat er in het bestand komt, en eronder wat is weggelaten en waarom; "
        "in een smal venster gaat u daar met F6 heen. Niveau 0 zegt alleen dát er een casus is, 1 is genoeg om te "
        "overleggen, 2 is voor wie het overneemt. Wie heeft gemeld en een BSN gaan nooit zomaar mee. "
        "Met ctrl+s schrijft u het bestand; wie het kreeg staat daarna op het blad Delen. Deelt u meer casussen "
        "tegelijk, dan komt er een bestand per casus: F3 toont het voorbeeld van de volgende, Esc breekt het "
        "schrijven af. Wat al geschreven is, blijft. "
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

    def __init__(self, case_ids: Sequence[int]) -> None:
        super().__init__()
        self.case_ids = tuple(case_ids)
        self._cases: dict[int, CaseRow] = {}
        self._turn = 0
        self._seen: dict[int, tuple[ExportAnswers, Disclosed]] = {}
        self._filled = ExportAnswers(format="pdf")
        self._last_for = ""
        self._timer: Timer | None = None
        self._stop: threading.Event | None = None
        self._done: tuple[ExportAnswers, Path] | None = None
        self._written: list[Path] = []

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
        store = app_of(self).desk.store
        self._cases = {one.id: one for one in case_rows(store, self.case_ids)}
        self.case_ids = tuple(self._cases)
        self.query_one("#head", FieldText).show(heading_fields(tuple(self._cases.values())))
        if not self.case_ids:
            self.fields.disabled = True
            return
        self._note_look()
        known = last_shared(store, self.case_ids)
        if known is not None:
            self._fill(known.answers, f"Ingevuld zoals op {day_year(local_day(known.at))}.")
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
        earlier = last_shared(app_of(self).desk.store, self.case_ids, now.organisation)
        if untouched and earlier is not None and self._last_for:
            when = day_year(local_day(earlier.at))
            self._fill(replace(earlier.answers, organisation=now.organisation), f"Ingevuld zoals op {when}.")
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
        if not self.case_ids:
            return
        answers, case_id = self.fields.answers, self.case_ids[self._turn]
        self.run_worker(lambda: self._make(case_id, answers), thread=True, exclusive=True, group="preview")

    def _make(self, case_id: int, answers: ExportAnswers) -> None:
        desk = app_of(self).desk
        try:
            found = preview(desk.store, case_id, answers, desk.today())
        except StoreError as error:
            self.post_message(Looked(case_id, answers, None, str(error)))
            return
        self.post_message(Looked(case_id, answers, found[1] if found else None))

    def action_next_case(self) -> None:
        """Show the preview of the next of the cases; after the last comes the first."""
        self._turn = (self._turn + 1) % len(self.case_ids)
        self._note_look()
        self._look()

    def _note_look(self) -> None:
        case = self._cases[self.case_ids[self._turn]]
        summary = "voorbeeld van wat gedeeld zou worden bekeken"
        note_look(self, Look("case", case.number, case_id=case.id, summary=summary))

    @on(Looked)
    def _shown(self, event: Looked) -> None:
        if event.asked != self.fields.answers or event.case_id != self.case_ids[self._turn]:
            return
        turn = turn_words(self._cases[event.case_id], self._turn, len(self.case_ids))
        pane = self.query_one("#preview", FieldText)
        glance = self.query_one("#glance", FieldText)
        if event.found is None:
            self._seen.pop(event.case_id, None)
            glance.show([Field(value="F6: het voorbeeld, zodra ontvanger en niveau er zijn.", style="quiet")])
            pane.show([Field(value=event.problem or _FIRST, style="late" if event.problem else "quiet")])
            return
        self._seen[event.case_id] = (event.asked, event.found)
        titles = ", ".join(one.title.lower() for one in event.found.sections)
        glance.show([Field(value=f"F6: wat eruit gaat ({one_line(titles, 50)}).", style="accent")])
        pane.show(
            [
                Field(value=f"DIT GAAT ERUIT · {event.found.level.label.upper()}", style="accent"),
                *([Field(value=turn, style="quiet")] if turn else []),
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

    def _left_to_write(self, answers: ExportAnswers, folder: Path) -> tuple[int, ...]:
        """Return the cases that have no file yet with these answers in this folder."""
        if self._done != (answers, folder):
            self._done, self._written = (answers, folder), []
        return self.case_ids[len(self._written) :]

    def action_write(self) -> None:
        """Write the files, or say everything that is missing; the same file is not written twice."""
        desk = app_of(self).desk
        fields = self.fields
        answers, folder = fields.answers, fields.folder
        waiting = self._left_to_write(answers, folder)
        if self._stop is not None or not waiting:
            return
        missing = problems_of_cases(desk.store, waiting, answers, desk.today())
        if missing:
            self._tell([one.sentence for one in missing])
            fields.go_to(missing[0].field)
            return
        if not is_folder(folder):
            self._tell(["Map: deze map bestaat niet. Kies een map die er al is."])
            fields.go_to("folder")
            return
        self._stop = threading.Event()
        self._write(waiting, answers, folder, self._stop)

    def _tell(self, problems: Sequence[str]) -> None:
        """Show what stands in the way, on the page with the questions."""
        if self.turned:
            self.action_other_half()
        self._show_told([Field(value=one, style="late") for one in problems])

    def _show_told(self, fields: list[Field]) -> None:
        told = self.query_one("#told", FieldText)
        told.show(fields)
        told.set_class(bool(fields), "-shown")

    @work(exclusive=True, group="write")
    async def _write(
        self, waiting: tuple[int, ...], answers: ExportAnswers, folder: Path, stop: threading.Event
    ) -> None:
        app = app_of(self)
        desk = app.desk
        seen = {case_id: shown for case_id, (asked, shown) in self._seen.items() if asked == answers}
        self._tell([])
        done: list[Path] = []

        def progress(count: int, total: int, path: Path) -> None:
            done.append(path)
            self.post_message(Progress(count, total))

        def job(store: Store, actor: Actor) -> tuple[Exported, ...]:
            from store.acts.export import export_cases

            return export_cases(
                store,
                actor,
                waiting,
                answers,
                folder,
                seen=seen,
                now=desk.now(),
                progress=progress,
                cancelled=stop.is_set,
            )

        self.refresh_bindings()
        made = await app.perform(job)
        self._stop = None
        self._written += done
        if not self.is_attached:
            return
        if made is None:
            self._look_soon()
        self._show_told(written_fields(self._written, len(self.case_ids), answers.format))
        self.fields.tell("")
        self.refresh_bindings()

    @on(Progress)
    def _count(self, event: Progress) -> None:
        if self._stop is None or event.total == 1:
            return
        stopping = "Afbreken …" if self._stop.is_set() else "Esc breekt af."
        before = len(self._written)
        self._show_told(
            [
                Field(
                    value=f"{before + event.done} van {len(self.case_ids)} geschreven. {stopping}",
                    style="accent",
                )
            ]
        )

    def action_stay(self) -> None:
        """Keys that go elsewhere do nothing here: what was typed would be lost."""

    def action_leave(self) -> None:
        """Go back; while files are being written: stop after the present one."""
        if self._stop is None:
            self.dismiss(None)
        else:
            self._stop.set()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Write only while nothing is being written; turn only when there is another case."""
        if action == "write":
            return self._stop is None
        if action == "next_case":
            return len(self.case_ids) > 1
        return super().check_action(action, parameters)
