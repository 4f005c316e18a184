"""Nieuw signaal: a phone call written down with the keyboard, while the store thinks along; or one completed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from store.actor import Actor
from store.codes import Urgency
from store.engine.lifecycle import Store
from store.errors import NotFound
from store.local_time import clock_time, moment
from store.queries.signals import SignalDetail, signal_detail
from store.queries.suggest import suggest_addresses, suggest_partners
from store.rules.normalise import pretty_postcode
from tui.actions import bindings_for
from tui.forms.drafts import DraftKeeper, kept_at
from tui.forms.municipality import home_profile
from tui.forms.signal_fields import SignalFields
from tui.forms.signal_values import (
    Values,
    empty_values,
    find_problems,
    from_detail,
    is_empty,
    known_values,
    to_input,
)
from tui.looks import Look, note_look
from tui.screens.signal_radar import SignalRadar
from tui.text import plain
from tui.widgets.alert_line import AlertLine
from tui.widgets.field_text import Field, FieldText
from tui.widgets.suggest_input import Suggestion

if TYPE_CHECKING:
    from store.acts.inputs import Ref, SignalInput
    from tui.app import SignaalpuntApp

KEEP_AFTER = 0.5
"""Seconds after the last key at which the draft is kept (own norm: within one second)."""
CALL_FIRST = "Bel eerst 112 of de crisisdienst, registreer daarna."


class SignalFormScreen(SignalRadar):
    """Writes down a new signal, or completes the one with `signal_id`. Whatever is typed is kept as a draft."""

    KEEPS_DRAFT = True
    TITLE_NL = "Nieuw signaal"
    AUTO_FOCUS = ""
    TAB_TURNS = False
    HELP_NL = (
        "Schrijf hier een telefoontje of bericht op. Tab gaat naar het volgende veld, ctrl+s bewaart. "
        "Wat u typt wordt meteen als concept bewaard, ook als het venster dichtvalt. "
        "Rechts (of met F6) staat wat er al bekend is van dit adres en deze persoon; ctrl+o opent het, en ctrl+k "
        "koppelt het signaal bij het bewaren aan de persoon die er staat. "
        "Wat er achter een veld staat is een opmerking: bewaren kan altijd, ook als iets nog onbekend is. "
        "Een adres mag als ‘Kerkstraat 41A’ of als ‘2641AB 41’. "
        "Bij acuut gevaar: bel eerst 112 of de crisisdienst."
    )
    BINDINGS = [
        *bindings_for("signal_form"),
        Binding("escape", "leave", show=False),
        Binding("n,u,1,2,3,4,5,6,7,8,9", "stay", show=False),
    ]
    DEFAULT_CSS = """
    SignalFormScreen {
        & #left { width: 12fr; }
        & #right { width: 9fr; }
        & .form-head { height: 1; padding: 0 1; }
        & #title { width: auto; text-style: bold; }
        & #kept { width: 1fr; color: $text-muted; text-align: right; }
        & #note { display: none; padding: 0 1; color: $text-warning; width: 1fr; height: auto; }
        & #note.-shown { display: block; }
        & #glance { display: none; padding: 0 1; color: $primary; width: 1fr; height: 1; }
        &.-narrow #glance.-shown { display: block; }
        &.-high #fields { margin-top: 1; }
        &.-high .gap { margin-top: 1; }
    }
    """
    CSS = """
    SignalFormScreen #facts { height: 4; }
    SignalFormScreen #opinion, SignalFormScreen #request { height: 2; }
    """
    FIRST_FIELD: ClassVar[str] = "partner"

    def __init__(self, signal_id: int | None = None) -> None:
        super().__init__()
        self._signal_id = signal_id
        self._detail: SignalDetail | None = None
        self._version: int | None = None
        self._fresh: Values = {}
        self._set_aside: Values | None = None
        self._waiting: dict[str, Timer] = {}
        self._unkept = False
        self._saving = False

    @property
    def _app(self) -> SignaalpuntApp:
        return cast("SignaalpuntApp", self.app)

    def above(self) -> Iterable[Widget]:
        """The line that says to call first."""
        yield AlertLine(id="alert")

    def left(self) -> Iterable[Widget]:
        """The column to type in."""
        self._begin()
        yield Horizontal(Static(plain(self._title()), id="title"), Static("", id="kept"), classes="form-head")
        yield Static("", id="note", markup=False)
        yield Static("", id="glance", markup=False)
        self._fields = SignalFields(
            self._start, partners=self._suggest_partners, addresses=self._suggest_addresses, id="fields"
        )
        yield self._fields

    def right(self) -> Iterable[Widget]:
        """The column that thinks along."""
        yield FieldText([Field(value="MEEGEKEKEN", style="title")])
        yield VerticalScroll(FieldText(label_width=6, id="radar"), can_focus=False)

    def _title(self) -> str:
        return "Nieuw signaal" if self._detail is None else f"Signaal {self._detail.number} aanvullen"

    def _begin(self) -> None:
        desk = self._app.desk
        if self._signal_id is None:
            key = f"new_signal/{desk.actor.name}"
            self._fresh = empty_values(desk.now())
        else:
            key = f"amend/{self._signal_id}/{desk.actor.name}"
            self._detail = signal_detail(desk.store, self._signal_id)
            self._version = self._detail.version
            note_look(
                self,
                Look("signal", self._detail.number, signal_id=self._detail.id, case_id=self._detail.case_id),
            )
            self._fresh = from_detail(self._detail)
        self._keeper = DraftKeeper(desk.store, desk.actor, key)
        self._start = self._fresh
        self._kept: datetime | None = None
        found = self._keeper.load()
        if found is not None:
            body, self._kept = found
            self._start = self._fresh | known_values(self._fresh | body, desk.now())
            version = body.get("version")
            if isinstance(version, int) and self._detail is not None:
                self._version = version
            same_as = body.get("same_as")
            self._same_as = same_as if isinstance(same_as, int) and self._detail is None else None

    def on_mount(self) -> None:
        """Begin at the first question of a call; say it when a draft was put back."""
        self.query_one(f"#{self.FIRST_FIELD}").focus()
        if self._kept is not None:
            when = kept_at(self._kept, self._app.desk.now())
            self._tell_kept(f"concept bewaard {when}")
            self._say(f"Concept van {when} teruggezet. ctrl+n begint leeg.")
        elif self._detail is not None and self._detail.missing:
            self._say("Nog nodig: " + "; ".join(self._detail.missing))
        self._show(self._start)
        self._look_soon()

    # What is shown

    def _say(self, sentence: str) -> None:
        note = self.query_one("#note", Static)
        note.update(plain(sentence))
        note.set_class(bool(sentence), "-shown")

    def _tell_kept(self, words: str) -> None:
        self.query_one("#kept", Static).update(plain(words))

    def _show(self, values: Values) -> None:
        """Show problems and the line to call first."""
        self._fields.show_problems(find_problems(values, self._app.desk.now()))
        acute = bool(values["acute_danger"]) or values["urgency"] == Urgency.ACUTE.value
        self.query_one("#alert", AlertLine).say(*([CALL_FIRST] if acute else []))

    @on(SignalFields.Edited)
    def _edited(self, event: SignalFields.Edited) -> None:
        event.stop()
        self._unkept = True
        self._show(event.values)
        self._later("keep", KEEP_AFTER, self._keep)
        self._look_soon()

    def choice_changed(self) -> None:
        """Keep in the draft to whom the signal will be linked."""
        self._unkept = True
        self._later("keep", KEEP_AFTER, self._keep)

    def _later(self, name: str, seconds: float, callback: Callable[[], object]) -> None:
        if name in self._waiting:
            self._waiting[name].stop()
        self._waiting[name] = self.set_timer(seconds, callback)

    # The draft

    @property
    def values(self) -> Values:
        """The form as it stands."""
        return self._fields.values

    @property
    def _blank(self) -> bool:
        """Whether nothing was typed, or nothing changed in a signal being completed."""
        if self._detail is not None:
            return self.values == self._fresh
        return is_empty(self.values, self._app.desk.now())

    def _body(self) -> dict[str, object]:
        return {**self.values, "version": self._version, "same_as": self._same_as}

    @work(group="draft")
    async def _keep(self) -> None:
        if self._saving or (self._blank and self._set_aside is not None):
            return
        ticket, body = self._keeper.ticket(), self._body()
        self._unkept = False
        if await asyncio.to_thread(self._keeper.write, ticket, body):
            words = f"concept bewaard {clock_time(self._app.desk.now())}"
        else:
            self._unkept = True
            words = "concept niet bewaard: de opslag is bezet"
        if self.is_mounted:
            self._tell_kept(words)

    def _keep_now(self) -> None:
        """Keep what was typed before the form goes away; nothing typed leaves no draft, or the one put aside."""
        if self._blank:
            if self._set_aside is None:
                self._keeper.discard()
        elif self._unkept:
            self._keeper.write(self._keeper.ticket(), self._body())
        self._unkept = False

    def on_unmount(self) -> None:
        """Keep the draft when the form is closed by going elsewhere."""
        if self._unkept and not self._saving:
            self._keep_now()

    # Thinking along

    def _suggest_partners(self, text: str) -> Sequence[Suggestion]:
        desk = self._app.desk
        return [
            Suggestion(hit.name, f"{hit.alias} · {hit.type.label}" if hit.alias else hit.type.label)
            for hit in suggest_partners(desk.store, text, desk.profile_id)
        ]

    def _suggest_addresses(self, text: str) -> Sequence[Suggestion]:
        found = []
        for hit in suggest_addresses(self._app.desk.store, text):
            area = " ".join(part for part in (pretty_postcode(hit.postcode), hit.place) if part)
            line = hit.line.removesuffix(f", {area}")
            count = "1 signaal" if hit.signals == 1 else f"{hit.signals} signalen"
            found.append(Suggestion(line, f"{area} · {count}" if area else count, area))
        return found

    def on_store_changed(self) -> None:
        """Look again: another terminal may have registered something at this address."""
        if not self._saving and self.is_mounted:
            self._look_soon()

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Starting empty is offered when there is a draft to put aside or to take back."""
        if action == "start_empty":
            return self.is_mounted and (self._kept is not None or self._set_aside is not None)
        return super().check_action(action, parameters)

    def action_stay(self) -> None:
        """Keys that go elsewhere on other screens do nothing while a form is open."""

    def action_start_empty(self) -> None:
        """Put the draft aside and begin anew; once more takes it back."""
        if self._set_aside is None:
            self._set_aside, values = self.values, self._fresh
            self._say("Leeg begonnen. ctrl+n haalt het concept terug zolang dit scherm open is.")
        else:
            values, self._set_aside = self._set_aside, None
            self._say("Het concept is teruggehaald. ctrl+n begint leeg.")
        self._fields.show(values)
        self._unkept = True
        self._show(values)
        self._later("keep", KEEP_AFTER, self._keep)
        self._look_soon()
        self.query_one(f"#{self.FIRST_FIELD}").focus()

    async def action_save(self) -> None:
        """Save the signal and go back."""
        await self._save(triage=False)

    async def action_save_triage(self) -> None:
        """Save the signal and judge it."""
        await self._save(triage=True)

    def action_leave(self) -> None:
        """Go back; the draft stays."""
        kept = not self._blank or self._set_aside is not None
        self._keep_now()
        self._keeper.close()
        self.app.pop_screen()
        if kept:
            self.app.notify("Het concept blijft bewaard.", timeout=3, markup=False)

    async def _save(self, *, triage: bool) -> None:
        if self._saving:
            return
        self._saving = True
        try:
            saved = await self._app.perform(self._job())
        finally:
            self._saving = False
        if saved is None:
            self._after_refusal()
            return
        done = "vastgelegd" if self._signal_id is None else "aangevuld"
        linked = f", gekoppeld aan {self._chosen.who}" if self._chosen is not None else ""
        self.app.pop_screen()
        self.app.notify(f"Signaal {saved.number} {done}{linked}", timeout=4, markup=False)
        if triage:
            self._app.open_triage(saved.id)

    def _job(self) -> Callable[[Store, Actor], Ref]:
        data, keeper, now = self._input(), self._keeper, self._app.desk.now()
        signal_id, version, same_as = self._signal_id, self._version, self.recognised()

        def job(store: Store, actor: Actor) -> Ref:
            from store.acts.receive import amend_signal, receive_signal

            with keeper.handed_over():
                if signal_id is None:
                    return receive_signal(store, actor, data, draft_key=keeper.key, same_as=same_as, now=now)
                return amend_signal(
                    store, actor, signal_id, data, expected_version=version, draft_key=keeper.key, now=now
                )

        return job

    def _input(self) -> SignalInput:
        desk = self._app.desk
        values = self.values
        data, _ = to_input(values, desk.now())
        if self._detail is not None and values["received"] == moment(self._detail.received_at):
            data = replace(data, received_at=self._detail.received_at)
        default = desk.profile_key if self._detail is None else self._detail.profile_key
        return replace(data, profile=home_profile(desk.store, data, default))

    def _after_refusal(self) -> None:
        """Keep what was typed; after a conflict the next save goes over what the other made of it, knowingly."""
        self._unkept = True
        self._later("keep", KEEP_AFTER, self._keep)
        if self._signal_id is None:
            return
        try:
            now_there = signal_detail(self._app.desk.store, self._signal_id)
        except NotFound:
            return
        if now_there.version != self._version:
            self._version = now_there.version
            self._say("Intussen door een ander gewijzigd. Wat u typte staat er nog; ctrl+s bewaart dat.")
