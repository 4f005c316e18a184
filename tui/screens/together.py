"""Wie hoort bij elkaar: the records that are one person with the resident of a case, and its household."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual import on, work
from textual.message import Message
from textual.widget import Widget

from store.actor import Actor
from store.engine.lifecycle import Store
from store.errors import StoreError
from store.queries.case_detail import case_detail
from store.queries.case_shapes import CaseHead
from store.queries.duplicates import Member, group_members
from store.queries.group_parts import stays_together
from store.queries.households import NearCase, NearCases, near_cases
from tui.actions import bindings_for
from tui.app import StoreChanged
from tui.screens.base import SignaalpuntScreen, app_of
from tui.screens.case_acts import worker_suggestions
from tui.screens.case_views.base import Reading
from tui.screens.confirm import ConfirmDialog
from tui.screens.dialogs.form_dialog import ask_and_do
from tui.widgets.field_text import BLANK, Field, FieldText
from tui.widgets.record_list import Column, RecordList, Row
from tui.widgets.swap_source import SwapSource

PERSON, HOUSEHOLD, NEAR = "Deze persoon", "Eén huishouden", "Zelfde adres of persoon"
_COLUMNS = (
    Column("Wie", fraction=3, style="strong"),
    Column("Adres", fraction=3, address=True),
    Column("Nummer", fraction=2, style="quiet"),
)
_EMPTY = "Deze casus staat op zichzelf: geen andere melding is aan deze persoon gekoppeld. Esc gaat terug."
_KEEP = "Losmaken verplaatst niets: contactpogingen, casussen en verstrekkingen blijven waar ze zijn."


@dataclass(frozen=True)
class Together:
    """What hangs together round a case."""

    head: CaseHead
    members: tuple[Member, ...]
    cases: NearCases


class TogetherRead(Message):
    """What hangs together was read; None when the case is gone."""

    def __init__(self, found: Together | None) -> None:
        super().__init__()
        self.found = found


def member_row(member: Member) -> Row:
    """Return a record as a line."""
    born = f", {member.born}" if member.born else ""
    return Row(
        f"member-{member.resident_id}",
        (f"{member.name}{born}", member.where, member.case_number if member.case_id else member.numbers),
        group=PERSON,
    )


def case_row(case: NearCase, group: str) -> Row:
    """Return a case as a line."""
    return Row(f"case-{case.id}", (case.who, case.where, case.number), group=group)


def count_of(number: int) -> str:
    """Return "1 signaal" or "3 signalen"."""
    return "1 signaal" if number == 1 else f"{number} signalen"


class TogetherScreen(SignaalpuntScreen):
    """The list left, what is known of the chosen line right."""

    TITLE_NL = "Wie hoort bij elkaar"
    HELP_NL = (
        "Boven staan de meldingen die als één persoon zijn gekoppeld; met x maakt u de gekozen melding los, ook een "
        "jaar later. Daaronder staan de casussen van hetzelfde huishouden, en andere open casussen op dit adres: met k "
        "brengt u die samen onder één regie (één huishouden, één plan, één regisseur), met x haalt u ze uit elkaar. "
        "Er wordt niets samengevoegd of verplaatst. Enter opent; met u maakt u de laatste handeling ongedaan."
    )
    BINDINGS = [*bindings_for("together")]
    AUTO_FOCUS = "RecordList"
    DEFAULT_CSS = "TogetherScreen #head { padding: 0 1 1 3; }"

    def __init__(self, case_id: int) -> None:
        super().__init__()
        self.case_id = case_id
        self._source = SwapSource()
        self._found: Together | None = None

    def left(self) -> Iterable[Widget]:
        """Which case, and what hangs together with it."""
        yield FieldText(id="head")
        yield RecordList(_COLUMNS, self._source, empty="", id="together")

    def right(self) -> Iterable[Widget]:
        """The chosen line."""
        yield Reading(FieldText(id="whole"))

    def on_mount(self) -> None:
        """Read."""
        self._read()

    def on_store_changed(self, _: StoreChanged) -> None:
        """Read again; the cursor stays."""
        self._read()

    @work(thread=True, exclusive=True, group="worklist")
    def _read(self) -> None:
        desk = app_of(self).desk
        try:
            head = case_detail(desk.store, self.case_id, today=desk.today()).head
            members = group_members(desk.store, head.resident_id) if head.resident_id else ()
            found = Together(head, members, near_cases(desk.store, self.case_id))
        except StoreError:
            self.post_message(TogetherRead(None))
        else:
            self.post_message(TogetherRead(found))

    @on(TogetherRead)
    def _show(self, event: TogetherRead) -> None:
        records = self.query_one("#together", RecordList)
        found = self._found = event.found
        records.empty = _EMPTY
        if found is None:
            self._source.put([])
            head = [Field(value="Deze casus is er niet meer, of u mag haar niet zien.", style="late")]
        else:
            self._source.put(
                [
                    *(member_row(member) for member in found.members),
                    *(case_row(case, HOUSEHOLD) for case in found.cases.household),
                    *(case_row(case, NEAR) for case in found.cases.near),
                ]
            )
            told = [
                f"{len(found.members)} {'melding' if len(found.members) == 1 else 'meldingen'} van deze persoon"
            ]
            if found.cases.household:
                told.append(f"{len(found.cases.household) + 1} casussen in één huishouden")
            head = [
                Field(value=f"{found.head.number} · {found.head.who}", style="title"),
                Field(value=" · ".join(told), style="quiet"),
            ]
        self.query_one("#head", FieldText).show(head)
        records.reload()
        self._look()

    @property
    def member(self) -> Member | None:
        """The chosen record of the person."""
        row = self.query_one("#together", RecordList).current
        members = self._found.members if self._found else ()
        return next(
            (one for one in members if row is not None and row.id == f"member-{one.resident_id}"), None
        )

    @property
    def near(self) -> NearCase | None:
        """The chosen case."""
        row = self.query_one("#together", RecordList).current
        cases = (*self._found.cases.household, *self._found.cases.near) if self._found else ()
        return next((one for one in cases if row is not None and row.id == f"case-{one.id}"), None)

    @property
    def _joined(self) -> bool:
        return self._found is not None and self.near in self._found.cases.household

    @on(RecordList.Highlighted)
    def _look(self) -> None:
        member, near = self.member, self.near
        fields: list[Field] = []
        if member is not None:
            fields = [
                Field(value=member.name, style="title"),
                Field("Geboren", member.born or "onbekend"),
                Field("Adres", member.where),
                Field(
                    "Signalen", f"{count_of(member.signals)}: {member.numbers}" if member.signals else "geen"
                ),
                Field("Casus", member.case_number or "geen"),
                Field("Gekoppeld", member.linked or "niet gekoppeld"),
                BLANK,
                Field(value=_KEEP, style="quiet"),
            ]
        elif near is not None:
            fields = [
                Field(value=f"{near.number} · {near.who}", style="title"),
                Field("Adres", near.where),
                Field("Status", near.status.label),
                Field("Regie", near.lead or "nog niemand"),
                BLANK,
                Field(
                    value="Hoort bij dit huishouden; met x haalt u deze casus eruit."
                    if self._joined
                    else "Met k worden dit één huishouden met één regisseur; beide casussen blijven bestaan.",
                    style="quiet",
                ),
            ]
        self.query_one("#whole", FieldText).show(fields)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what the chosen line allows."""
        if action in ("unlink", "join", "open") and self.is_mounted:
            if action == "join":
                return self.near is not None and not self._joined
            if action == "unlink":
                return (self.member is not None and bool(self.member.linked)) or self._joined
            return self.member is not None or self.near is not None
        return super().check_action(action, parameters)

    @on(RecordList.Selected)
    def _selected(self) -> None:
        if not self.enter_right():
            self.action_open()

    def action_open(self) -> None:
        """Open the chosen case, or the newest signal of the chosen record."""
        member, near = self.member, self.near
        case_id = near.id if near else member.case_id if member else None
        if case_id is not None and case_id != self.case_id:
            app_of(self).open_case(case_id)
        elif member is not None and member.signal_id is not None:
            app_of(self).open_signal(member.signal_id)

    def action_leave(self) -> None:
        """Go back to the case."""
        self.dismiss(None)

    def _leaving_words(self, member: Member) -> str:
        """Say which other records leave with this one, because only it held them together."""
        members = self._found.members if self._found else ()
        others = [one for one in members if one.resident_id != member.resident_id]
        if len(others) < 2:
            return _KEEP
        anchor = members[0] if member is not members[0] else others[0]
        staying = stays_together(app_of(self).desk.store, anchor.resident_id, member.resident_id)
        gone = [one.numbers or one.name for one in others if one.resident_id not in staying]
        if not gone:
            return f"De andere meldingen blijven bij elkaar. {_KEEP}"
        which = ", ".join(gone[:6]) + (f" en nog {len(gone) - 6}" if len(gone) > 6 else "")
        if anchor is members[0]:
            return f"Ook los van deze casus raken, want ze hangen er alleen zo aan vast: {which}. {_KEEP}"
        return f"De andere meldingen vallen ook uiteen; los raken: {which}. {_KEEP}"

    @work
    async def action_unlink(self) -> None:
        """Take the chosen record out of the person, or the chosen case out of the household."""
        app, member, near = app_of(self), self.member, self.near
        now = app.desk.now()
        if member is not None:
            if not await app.push_screen_wait(
                ConfirmDialog("Deze melding losmaken?", self._leaving_words(member))
            ):
                return
            resident_id = member.resident_id

            def leave(store: Store, actor: Actor) -> bool:
                from store.acts.links import leave_group

                leave_group(store, actor, resident_id, now=now)
                return True

            await app.perform(leave, "Losgemaakt. Met u maakt u dit ongedaan.")
        elif near is not None and self._joined:

            def part(store: Store, actor: Actor) -> object:
                from store.acts.households import part_household

                return part_household(store, actor, near.id, expected_version=near.version, now=now)

            await app.perform(part, "Uit het huishouden gehaald. Met u maakt u dit ongedaan.")

    @work
    async def action_join(self) -> None:
        """Join the chosen case to the household of this one, under one lead that is asked."""
        from tui.screens.dialogs.lead import LeadDialog

        app, near, found = app_of(self), self.near, self._found
        if near is None or found is None:
            return
        now = app.desk.now()

        async def act(lead: str) -> object | None:
            def job(store: Store, actor: Actor) -> object:
                from store.acts.households import join_household

                return join_household(store, actor, self.case_id, near.id, lead=lead, now=now)

            return await app.perform(job, f"Eén huishouden, regie bij {lead}. Met u maakt u dit ongedaan.")

        await ask_and_do(
            app,
            lambda typed: LeadDialog(
                worker_suggestions(app.desk.store),
                about=f"{found.head.number} en {near.number}: één huishouden, één plan",
                typed=(found.head.lead or near.lead or app.desk.actor.name) if typed is None else typed,
            ),
            act,
        )
