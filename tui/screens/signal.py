"""One signal whole, and everything that can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual import work
from textual.containers import VerticalScroll
from textual.widget import Widget

from store.actor import Actor
from store.codes import NotTakenUpReason, SignalStatus
from store.engine.lifecycle import Store
from store.errors import NotFound
from store.queries.history import signal_history
from store.queries.signals import SignalDetail, signal_detail
from tui.actions import bindings_for
from tui.app import StoreChanged
from tui.looks import Look, note_look
from tui.screens import signal_acts
from tui.screens.base import app_of
from tui.screens.raising import RaisingScreen, Subject
from tui.screens.work_preview import address_headline
from tui.widgets.field_text import Field, FieldText
from tui.widgets.signal_whole import around, told

if TYPE_CHECKING:
    from tui.screens.dialogs.choice_reason import ReasonChoice

HISTORY = 50
"""Lines of history shown."""

_WARNING = (
    "Wie alleen advies krijgt, wordt niet geregistreerd: alle persoonsgegevens van dit signaal worden nu verwijderd "
    "(naam, adres, melder, omschrijving, notities). Bewaard blijven nummer, datum, wijk, thema's en het advies. "
    "Dit kan niet ongedaan worden gemaakt."
)


class SignalScreen(RaisingScreen):
    """What was told left; terms, route and history right."""

    TAB = "signals"
    TITLE_NL = "Signaal"
    HELP_NL = (
        "Links staat wat er is gemeld: wat is gezien apart van wat de melder denkt. Rechts staan de termijnen, de "
        "route met ‘Waarom hier?’ en de geschiedenis. Onderaan staan de handelingen die bij deze status kunnen: "
        "triage, aanvullen, de melder informeren, een actie, een notitie, op de agenda, niet oppakken of advies geven. "
        "Met k legt u vast of de melder genoemd mag worden en wat die mag horen. "
        "Bij advies verwijdert Signaalpunt alle persoonsgegevens; dat kan niet ongedaan worden gemaakt. "
        "De rest wel: u maakt de laatste handeling ongedaan. Esc gaat terug."
    )
    BINDINGS = [*bindings_for("signal")]
    AUTO_FOCUS = "#told"
    CSS = """
    SignalScreen {
        & #told { padding: 0 1 0 3; }
        & VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    }
    """

    def __init__(self, signal_id: int) -> None:
        super().__init__()
        self._signal_id = signal_id
        self._detail: SignalDetail | None = None

    def left(self) -> Iterable[Widget]:
        """What was told."""
        yield VerticalScroll(FieldText(id="told-text"), id="told")

    def right(self) -> Iterable[Widget]:
        """Terms, route, history."""
        yield VerticalScroll(FieldText(id="around-text"), id="around")

    def on_mount(self) -> None:
        """Show the signal."""
        self._read()

    def on_store_changed(self, _: StoreChanged) -> None:
        """Show it as it is now."""
        self._read()

    def _read(self) -> None:
        desk = app_of(self).desk
        today = desk.today()
        try:
            self._detail = signal_detail(desk.store, self._signal_id)
        except NotFound as gone:
            self._detail = None
            self.query_one("#told-text", FieldText).show([Field(value=str(gone), style="quiet")])
            self.query_one("#around-text", FieldText).show([])
            self.refresh_bindings()
            return
        note_look(
            self,
            Look("signal", self._detail.number, signal_id=self._detail.id, case_id=self._detail.case_id),
        )
        history = signal_history(desk.store, self._signal_id, limit=HISTORY)
        line = address_headline(desk.store, self._detail, today)
        self.query_one("#told-text", FieldText).show(told(self._detail, line))
        self.query_one("#around-text", FieldText).show(around(self._detail, history, today))
        self.refresh_bindings()

    @property
    def detail(self) -> SignalDetail | None:
        """The signal as shown, None when it is gone."""
        return self._detail

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what this signal allows now."""
        if action in _OFFERED:
            return self._detail is not None and _OFFERED[action](self._detail)
        return super().check_action(action, parameters)

    def to_raise(self) -> Subject | None:
        """The signal itself."""
        return None if self._detail is None else signal_acts.signal_subject(self._detail)

    def _about(self, detail: SignalDetail) -> str:
        return f"Signaal {detail.number} · {detail.who} · {detail.where}"

    def action_leave(self) -> None:
        """Go back to where one came from."""
        self.app.pop_screen()

    def action_triage(self) -> None:
        """Open the triage."""
        app_of(self).open_triage(self._signal_id)

    def action_open_case(self) -> None:
        """Open the case of this signal."""
        if self._detail is not None and self._detail.case_id is not None:
            app_of(self).open_case(self._detail.case_id)

    def action_amend(self) -> None:
        """Complete or correct what was reported."""
        app_of(self).open_form(self._signal_id)

    @work
    async def action_report_back(self) -> None:
        """Record what the reporter was told."""
        if self._detail is not None:
            await signal_acts.report_back(app_of(self), self._detail)

    @work
    async def action_reporter(self) -> None:
        """Record what the reporter agreed to and may hear."""
        await signal_acts.tell_of_reporter(app_of(self), lambda: self._detail)

    @work
    async def action_confirm_handover(self) -> None:
        """Record that the other party confirmed."""
        if self._detail is not None:
            await signal_acts.handover_confirmed(app_of(self), self._signal_id, self._about(self._detail))

    @work
    async def action_add_action(self) -> None:
        """Put an action on the list; of a linked signal it belongs to the case."""
        detail = self._detail
        if detail is not None:
            await signal_acts.plan_action(
                app_of(self), self._about(detail), signal_id=detail.id, case_id=detail.case_id
            )

    @work
    async def action_note(self) -> None:
        """Write a note."""
        if self._detail is not None:
            await signal_acts.write_note(app_of(self), self._about(self._detail), signal_id=self._signal_id)

    @work
    async def action_not_taken_up(self) -> None:
        """Do not pick it up, with the reason."""
        from tui.screens.dialogs.choice_reason import ChoiceReasonDialog
        from tui.screens.dialogs.form_dialog import ask_and_do

        app = app_of(self)
        options = [(reason.value, reason.label) for reason in NotTakenUpReason]

        async def act(given: ReasonChoice) -> object | None:
            version = self._detail.version if self._detail else None

            def job(store: Store, actor: Actor) -> object:
                from store.acts.triage import not_taken_up

                reason = NotTakenUpReason.of(given.value)
                return not_taken_up(
                    store,
                    actor,
                    self._signal_id,
                    reason,
                    note=given.note,
                    expected_version=version,
                    now=app.desk.now(),
                )

            return await app.perform(job, "Vastgelegd: niet opgepakt.")

        await ask_and_do(
            app,
            lambda typed: ChoiceReasonDialog(
                "Niet oppakken",
                options,
                detail="De melder hoort dat het niet is opgepakt, nooit waarom.",
                needs_note=(NotTakenUpReason.OTHER.value,),
                typed=typed,
            ),
            act,
        )

    @work
    async def action_give_advice(self) -> None:
        """Give advice; after a warning everything personal is removed."""
        from tui.screens.confirm import ConfirmDialog
        from tui.screens.dialogs.form_dialog import ask_and_do
        from tui.screens.dialogs.text_dialog import TextDialog

        app = app_of(self)

        async def act(advice: str) -> object | None:
            sure = await app.push_screen_wait(
                ConfirmDialog(
                    "Advies vastleggen en alle persoonsgegevens verwijderen?", _WARNING, enter_is_yes=False
                )
            )
            if not sure:
                return None
            version = self._detail.version if self._detail else None

            def job(store: Store, actor: Actor) -> object:
                from store.acts.advise import give_advice

                return give_advice(
                    store, actor, self._signal_id, advice, expected_version=version, now=app.desk.now()
                )

            return await app.perform(job, "Advies vastgelegd; de persoonsgegevens zijn verwijderd.")

        await ask_and_do(
            app,
            lambda typed: TextDialog(
                "Advies geven",
                "Schrijf het advies zonder namen, adressen of andere persoonsgegevens: het blijft bewaard.",
                label="Advies",
                missing="Vul het gegeven advies in, zonder namen of adressen.",
                typed=typed or "",
            ),
            act,
        )

    @work
    async def action_back_to_triage(self) -> None:
        """Take it back to triage, with the reason."""
        from tui.screens.confirm import ReasonDialog
        from tui.screens.dialogs.form_dialog import ask_and_do

        app = app_of(self)

        async def act(reason: str) -> object | None:
            version = self._detail.version if self._detail else None

            def job(store: Store, actor: Actor) -> object:
                from store.acts.triage import reopen_signal

                return reopen_signal(
                    store,
                    actor,
                    self._signal_id,
                    reason=reason,
                    expected_version=version,
                    now=app.desk.now(),
                )

            return await app.perform(job, "Het signaal staat weer in triage.")

        await ask_and_do(
            app,
            lambda typed: ReasonDialog(
                "Waarom gaat dit signaal terug naar triage?",
                "De koppeling aan team en casus vervalt; wat in de casus is gedaan, blijft daar staan.",
                value=typed or "",
            ),
            act,
        )


_OFFERED: dict[str, Callable[[SignalDetail], bool]] = {
    "triage": signal_acts.may_triage,
    "amend": signal_acts.is_kept,
    "note": signal_acts.is_kept,
    "reporter": signal_acts.is_kept,
    "add_action": signal_acts.is_kept,
    "raise_item": signal_acts.is_kept,
    "open_case": lambda detail: detail.case_id is not None,
    "report_back": lambda detail: bool(signal_acts.owed(detail)),
    "confirm_handover": signal_acts.waits_for_handover,
    "not_taken_up": lambda detail: SignalStatus.NOT_TAKEN_UP in detail.next_statuses,
    "give_advice": lambda detail: SignalStatus.ADVISED in detail.next_statuses,
    "back_to_triage": lambda detail: (
        not signal_acts.may_triage(detail) and SignalStatus.TRIAGED in detail.next_statuses
    ),
}
