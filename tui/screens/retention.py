"""Bewaren: what has been kept long enough, who proposes and who approves, and the record of what went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.widget import Widget

from store.actor import Actor
from store.codes_retention import RetentionSubject
from store.engine.lifecycle import Store
from store.queries.backups import CopyRow, copies_before
from store.queries.retention import DestructionRow, Proposal, destructions, proposals
from tui.actions import bindings_for
from tui.app import StoreChanged
from tui.forms.retention_text import (
    TITLES,
    counted,
    proposal_fields,
    proposal_row,
    record_fields,
    record_row,
)
from tui.screens.base import SignaalpuntScreen, app_of
from tui.screens.case_views.base import Reading
from tui.screens.confirm import ConfirmDialog
from tui.screens.dialogs.form_dialog import ask_and_do
from tui.screens.dialogs.hold import HoldDialog, HoldInput
from tui.text import thousands
from tui.widgets.field_text import Field, FieldText
from tui.widgets.record_list import Column, RecordList
from tui.widgets.swap_source import SwapSource

if TYPE_CHECKING:
    from store.acts.retention import Finished

_COLUMNS = (
    Column("Weg op", width=11, style="state"),
    Column("Nummer", width=10, style="strong"),
    Column("Wat", width=8),
    Column("Waarom", fraction=3, style="quiet"),
    Column("Stand", width=14),
)
_NOTHING = "Niets nadert het einde van zijn termijn. Wat over 30 dagen weg moet, komt hier vanzelf te staan."
_NO_RECORD = "Er is nog niets vernietigd. Met r gaat u terug naar de lijst."
_OFFERED = frozenset(
    {
        "propose",
        "propose_all",
        "approve",
        "approve_all",
        "take_back",
        "hold",
        "release",
        "open_subject",
        "leave",
    }
)


class RetentionRead(Message):
    """Proposals and record were read."""

    def __init__(
        self, found: Sequence[Proposal], record: Sequence[DestructionRow], kept: Sequence[CopyRow]
    ) -> None:
        super().__init__()
        self.found = found
        self.record = record
        self.kept = kept


class RetentionScreen(SignaalpuntScreen):
    """What may go left, the chosen one right; `r` turns to the record of what went."""

    TAB = "setup"
    TITLE_NL = "Bewaren"
    HELP_NL = (
        "Hier staat wat zijn bewaartermijn heeft gehad of over 30 dagen heeft: wat het is, waarom het zo lang bewaard "
        "werd en wie dat zegt (wet of eigen norm). Met v draagt u het voor; iemand anders keurt het met g goed, en dan "
        "is het voorgoed weg: ook uit het zoeken, de concepten en wat bewaard werd om ongedaan te maken. Met h houdt u "
        "iets tegen, met de reden. Wat vernietigd is, leest u met r: nummer, reden, aantallen en namen van wie het "
        "deden, zonder inhoud, en hoeveel pagina's van de opslag daarna zijn nagelezen. Ook het logboek gaat weg: een "
        "jaar tegelijk, vijf jaar na dat jaar; de controle ervan (Logboek, v) zegt dan wat wanneer vernietigd is."
    )
    BINDINGS = [*bindings_for("retention")]
    AUTO_FOCUS = "RecordList"
    DEFAULT_CSS = """
    RetentionScreen {
        & #totals { padding: 0 1 0 3; margin: 0 0 1 0; }
        &.-low #totals { margin: 0; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._source = SwapSource()
        self._found: dict[str, Proposal] = {}
        self._record: dict[str, DestructionRow] = {}
        self._looking_back = False
        self._kept: Sequence[CopyRow] = ()

    def left(self) -> Iterable[Widget]:
        """How many, and the list."""
        yield FieldText(id="totals")
        yield RecordList(_COLUMNS, self._source, empty="De lijst wordt gelezen …", id="kept")

    def right(self) -> Iterable[Widget]:
        """The chosen one."""
        yield Reading(FieldText(id="whole", label_width=15))

    def on_mount(self) -> None:
        """Read while the frame is laid out."""
        self._read()

    def on_store_changed(self, _: StoreChanged) -> None:
        """Read again; the cursor stays."""
        self._read()

    @work(thread=True, exclusive=True, group="worklist")
    def _read(self) -> None:
        desk = app_of(self).desk
        found = proposals(desk.store, desk.profile_id, desk.today())
        record = destructions(desk.store)
        kept = copies_before(desk.store, record[0].destroyed_at, desk.today()) if record else ()
        self.post_message(RetentionRead(found, record, kept))

    @on(RetentionRead)
    def _take(self, event: RetentionRead) -> None:
        self._found = {one.key: one for one in event.found}
        self._record = {str(one.id): one for one in event.record}
        self._kept = event.kept
        self._show()

    def _show(self) -> None:
        today = app_of(self).desk.today()
        records = self.query_one("#kept", RecordList)
        if self._looking_back:
            records.empty = _NO_RECORD
            self._source.put(record_row(one) for one in self._record.values())
            words = f"Vernietigd: {thousands(len(self._record))}"
        else:
            records.empty = _NOTHING
            self._source.put(proposal_row(one, today) for one in self._found.values())
            words = counted(self._found.values(), today)
        records.reload()
        self.query_one("#totals", FieldText).show([Field(value=words, style="quiet")])
        self._look()

    @property
    def _today(self) -> date:
        return app_of(self).desk.today()

    @property
    def chosen(self) -> Proposal | None:
        """The chosen proposal; None in the record."""
        row = self.query_one("#kept", RecordList).current if self.is_mounted else None
        return None if row is None or self._looking_back else self._found.get(row.id)

    @on(RecordList.Highlighted, "#kept")
    def _look(self) -> None:
        row = self.query_one("#kept", RecordList).current
        fields: list[Field] = []
        if row is not None and self._looking_back and row.id in self._record:
            fields = record_fields(self._record[row.id], self._kept)
        elif self.chosen is not None:
            fields = proposal_fields(self.chosen, self._today)
        self.query_one("#whole", FieldText).show(fields)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits where the chosen one stands."""
        if action not in _OFFERED or not self.is_mounted or action == "leave":
            return super().check_action(action, parameters)
        one, today = self.chosen, self._today
        if action == "propose_all":
            return not self._looking_back and any(self._may_propose(each) for each in self._found.values())
        if action == "approve_all":
            return not self._looking_back and sum(bool(each.proposed_by) for each in self._found.values()) > 1
        if one is None:
            return False
        return {
            "propose": self._may_propose(one),
            "approve": bool(one.proposed_by) and one.is_due(today),
            "take_back": bool(one.proposed_by),
            "hold": not one.hold and one.subject is not RetentionSubject.LOG,
            "release": bool(one.hold),
            "open_subject": one.subject is not RetentionSubject.LOG,
        }[action]

    def _may_propose(self, one: Proposal) -> bool:
        return one.is_due(self._today) and not one.proposed_by

    def action_show_record(self) -> None:
        """Turn between what is on the list and what went."""
        self._looking_back = not self._looking_back
        self.query_one("#kept", RecordList).show(self._source)
        self._show()

    @on(RecordList.Selected, "#kept")
    def _selected(self) -> None:
        if not self.enter_right():
            self.action_open_subject()

    def action_open_subject(self) -> None:
        """Open what is chosen, to see it before it goes."""
        one, app = self.chosen, app_of(self)
        if one is None or one.subject is RetentionSubject.LOG:
            return
        if one.subject is RetentionSubject.CASE:
            app.open_case(one.subject_id)
        else:
            app.open_signal(one.subject_id)

    @work(exclusive=True, group="act")
    async def action_propose(self) -> None:
        """Propose the chosen one."""
        if self.chosen is not None:
            await self._each([self.chosen], _propose, "Voorgedragen: {} · iemand anders keurt dit goed")

    @work(exclusive=True, group="act")
    async def action_propose_all(self) -> None:
        """Propose all whose time is over."""
        wanted = [one for one in self._found.values() if self._may_propose(one)]
        question = f"{thousands(len(wanted))} voordragen voor vernietiging?"
        if await self.app.push_screen_wait(ConfirmDialog(question, "Iemand anders keurt ze goed.")):
            await self._each(wanted, _propose, "Voorgedragen: {}")

    @work(exclusive=True, group="act")
    async def action_approve(self) -> None:
        """Approve the chosen one: it is destroyed."""
        if self.chosen is not None:
            await self._approve([self.chosen])

    @work(exclusive=True, group="act")
    async def action_approve_all(self) -> None:
        """Approve all that others proposed."""
        await self._approve([one for one in self._found.values() if one.proposed_by])

    async def _approve(self, wanted: Sequence[Proposal]) -> None:
        what = TITLES[wanted[0].subject].format(wanted[0].number)
        question = f"{what} vernietigen?" if len(wanted) == 1 else f"{thousands(len(wanted))} vernietigen?"
        detail = (
            "Dit kan niet ongedaan gemaakt worden. Alles gaat uit de opslag, ook uit het zoeken en uit concepten. "
            "Nummer, reden en uw naam blijven staan. Eerdere reservekopieën houden het tot ze zelf verlopen."
        )
        if not await self.app.push_screen_wait(
            ConfirmDialog(question, detail, yes="vernietigen", enter_is_yes=False)
        ):
            return
        if await self._each(wanted, _approve, "Vernietigd: {}"):
            self._tell(await app_of(self).perform(_finish))

    def _tell(self, found: Finished | None) -> None:
        """Say what looking for what was destroyed gave; nothing when another window was at work."""
        if found is None:
            return
        if found.left:
            from store.acts.retention import STILL_THERE

            app_of(self).tell_problem(STILL_THERE)
            return
        said = f"Gecontroleerd: {thousands(found.pages)} pagina's gelezen, niets gevonden"
        self.notify(said, timeout=5, markup=False)

    async def _each(
        self, wanted: Sequence[Proposal], act: Callable[[Store, Actor, Proposal, datetime], object], done: str
    ) -> int:
        """Do an act with each; the first refusal ends it, with what was done kept and told."""
        app, made = app_of(self), 0
        now = app.desk.now()
        for one in wanted:
            if await app.perform(lambda store, actor, one=one: act(store, actor, one, now)) is None:  # type: ignore[misc]
                break
            made += 1
        if made:
            told = wanted[0].number if len(wanted) == 1 else f"{thousands(made)} van {thousands(len(wanted))}"
            self.notify(done.format(told), timeout=5, markup=False)
        return made

    @work(exclusive=True, group="act")
    async def action_take_back(self) -> None:
        """Take the proposal back."""
        if self.chosen is not None:
            await self._each([self.chosen], _take_back, "Voordracht teruggenomen: {}")

    @work(exclusive=True, group="act")
    async def action_release(self) -> None:
        """Hold it no longer."""
        if self.chosen is not None:
            await self._each([self.chosen], _release, "Vrijgegeven: {}")

    @work(exclusive=True, group="act")
    async def action_hold(self) -> None:
        """Keep it longer, with the reason."""
        one, app = self.chosen, app_of(self)
        if one is None:
            return

        now = app.desk.now()

        async def hold(typed: HoldInput) -> int | None:
            def job(store: Store, actor: Actor) -> int:
                from store.acts.retention import hold_destruction

                return hold_destruction(
                    store, actor, one.subject, one.subject_id, typed.reason, typed.review_on, now=now
                )

            return await app.perform(job, f"Tegengehouden: {one.number}")

        about = TITLES[one.subject].format(one.number)
        await ask_and_do(app, lambda typed: HoldDialog(self._today, about=about, typed=typed), hold)

    def action_leave(self) -> None:
        """Go back."""
        self.app.pop_screen()


def _propose(store: Store, actor: Actor, one: Proposal, now: datetime) -> int:
    from store.acts.retention import propose_destruction

    return propose_destruction(store, actor, one.subject, one.subject_id, now=now)


def _approve(store: Store, actor: Actor, one: Proposal, now: datetime) -> bool:
    from store.acts.retention import approve_destruction

    approve_destruction(store, actor, one.destruction_id or 0, now=now)
    return True


def _finish(store: Store, actor: Actor) -> Finished | None:
    from store.acts.retention import finish_destruction

    return finish_destruction(store, actor)


def _take_back(store: Store, actor: Actor, one: Proposal, now: datetime) -> bool:
    from store.acts.retention import withdraw_proposal

    withdraw_proposal(store, actor, one.destruction_id or 0, now=now)
    return True


def _release(store: Store, actor: Actor, one: Proposal, now: datetime) -> bool:
    from store.acts.retention import release_hold

    release_hold(store, actor, one.subject, one.subject_id, now=now)
    return True
