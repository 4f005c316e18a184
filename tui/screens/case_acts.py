"""What a person does in a case: each act asks in a dialog, runs, and gives the dialog back when it is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import work

from store.actor import Actor
from store.codes import CaseStatus, LifeDomain
from store.engine.lifecycle import Store
from store.queries.case_shapes import ActionView, CaseDetail
from store.queries.history import HistoryLine
from store.queries.suggest import suggest_workers
from tui.screens.base import app_of
from tui.screens.case_sharing import SharingActs
from tui.screens.dialogs.form_dialog import ask_and_do
from tui.screens.raising import Subject
from tui.screens.signal_acts import log_attempt, plan_action, tell_informed, tick_off
from tui.widgets.suggest_input import Suggestion

if TYPE_CHECKING:
    from tui.app import SignaalpuntApp
    from tui.screens.dialogs.close import CloseInput
    from tui.screens.dialogs.domain import ScoreInput
    from tui.screens.dialogs.note import NoteInput
    from tui.screens.dialogs.plan import PlanInput
    from tui.screens.dialogs.status import StatusInput


def about(detail: CaseDetail) -> str:
    """Return which case a dialog is about, on one line."""
    return f"{detail.head.number} · {detail.head.who} · {detail.head.where}"


def worker_suggestions(store: Store) -> Callable[[str], Sequence[Suggestion]]:
    """Return a function that suggests colleagues for what is typed."""
    return lambda text: [Suggestion(hit.name, hit.team) for hit in suggest_workers(store, text)]


class CaseActs(SharingActs):
    """The acts of the case screen. The screen gives `detail`, `chosen_action`, `chosen_line` and `chosen_domain`."""

    @property
    def home(self) -> SignaalpuntApp:
        """The application."""
        return app_of(self)

    @property
    def seen(self) -> CaseDetail:
        """The case as it is shown; acts are offered only while there is one."""
        if self.detail is None:
            raise RuntimeError("no case is shown")
        return self.detail

    @property
    def chosen_action(self) -> ActionView | None:
        """The action under the cursor, on the sheet of actions."""
        return None

    @property
    def chosen_line(self) -> HistoryLine | None:
        """The line under the cursor, on the sheet of history."""
        return None

    @property
    def chosen_domain(self) -> LifeDomain | None:
        """The life domain under the cursor, on its sheet."""
        return None

    @work
    async def action_contact(self) -> None:
        """Record a contact attempt."""
        await log_attempt(self.home, self.seen)

    @work
    async def action_add_action(self) -> None:
        """Promise an action."""
        await plan_action(self.home, about(self.seen), case_id=self.case_id)

    def to_raise(self) -> Subject:
        """The case itself."""
        return Subject(about(self.seen), case_id=self.case_id)

    @work
    async def action_finish(self) -> None:
        """Tick off the chosen action."""
        chosen = self.chosen_action
        if chosen is not None and chosen.done_at is None:
            await tick_off(self.home, chosen.id, chosen.title)

    @work
    async def action_note(self) -> None:
        """Write a note."""
        from tui.screens.dialogs.note import NoteDialog

        seen, desk = self.seen, self.home.desk

        async def act(given: NoteInput) -> object | None:
            def job(store: Store, actor: Actor) -> object:
                from store.acts.case_work import add_note

                return add_note(
                    store, actor, given.body, case_id=self.case_id, is_fact=given.is_fact, now=desk.now()
                )

            return await self.home.perform(job, "Notitie bewaard")

        await ask_and_do(self.home, lambda typed: NoteDialog(about=about(seen), typed=typed), act)

    @work
    async def action_status(self) -> None:
        """Move the case to another status."""
        from tui.screens.dialogs.status import StatusDialog

        desk = self.home.desk

        async def act(given: StatusInput) -> object | None:
            version = self.seen.head.version

            def job(store: Store, actor: Actor) -> object:
                from store.acts.cases import change_status

                return change_status(
                    store,
                    actor,
                    self.case_id,
                    given.new,
                    reason=given.reason,
                    waitlist_owner=given.waitlist_owner,
                    review_on=given.review_on,
                    escalation_target=given.escalation_target,
                    handover_to=given.handover_to,
                    expected_version=version,
                    now=desk.now(),
                )

            return await self.home.perform(job, f"Status is nu: {given.new.label}")

        def dialog(typed: StatusInput | None) -> StatusDialog:
            seen = self.seen
            return StatusDialog(
                desk.today(),
                seen.head.status,
                seen.next_statuses,
                about=about(seen),
                me=desk.actor.name,
                suggest=worker_suggestions(desk.store),
                typed=typed,
            )

        await ask_and_do(self.home, dialog, act)

    @work
    async def action_domain(self) -> None:
        """Score a life domain."""
        from tui.screens.dialogs.domain import DomainDialog

        seen, desk, chosen = self.seen, self.home.desk, self.chosen_domain
        levels = {score.domain: score.level for score in seen.scores}

        async def act(given: ScoreInput) -> object | None:
            def job(store: Store, actor: Actor) -> object:
                from store.acts.case_work import score_domain

                return score_domain(
                    store, actor, self.case_id, given.domain, given.level, note=given.note, now=desk.now()
                )

            return await self.home.perform(job, f"{given.domain.label}: {given.level} vastgelegd")

        await ask_and_do(
            self.home, lambda typed: DomainDialog(levels, about=about(seen), chosen=chosen, typed=typed), act
        )

    @work
    async def action_coordinator(self) -> None:
        """Choose who leads the case."""
        from tui.screens.dialogs.lead import LeadDialog

        seen, desk = self.seen, self.home.desk

        async def act(lead: str) -> object | None:
            version = self.seen.head.version

            def job(store: Store, actor: Actor) -> object:
                from store.acts.cases import assign_lead

                return assign_lead(store, actor, self.case_id, lead, expected_version=version, now=desk.now())

            return await self.home.perform(job, f"Regie bij {lead}")

        await ask_and_do(
            self.home,
            lambda typed: LeadDialog(
                worker_suggestions(desk.store),
                about=about(seen),
                typed=seen.head.lead or desk.actor.name if typed is None else typed,
            ),
            act,
        )

    @work
    async def action_plan(self) -> None:
        """Write the goal and the plan."""
        from tui.screens.dialogs.plan import PlanDialog, PlanInput

        seen, desk = self.seen, self.home.desk

        async def act(given: PlanInput) -> object | None:
            version = self.seen.head.version

            def job(store: Store, actor: Actor) -> object:
                from store.acts.cases import set_plan

                return set_plan(
                    store,
                    actor,
                    self.case_id,
                    goal=given.goal,
                    plan=given.plan,
                    expected_version=version,
                    now=desk.now(),
                )

            return await self.home.perform(job, "Doel en plan bewaard")

        await ask_and_do(
            self.home,
            lambda typed: PlanDialog(typed or PlanInput(seen.head.goal, seen.head.plan), about=about(seen)),
            act,
        )

    @work
    async def action_informed(self) -> None:
        """Record whether the resident was informed."""
        await tell_informed(self.home, self.seen)

    @work
    async def action_close_case(self) -> None:
        """Close the case with its outcome."""
        from tui.screens.dialogs.close import CloseDialog

        desk = self.home.desk

        async def act(given: CloseInput) -> object | None:
            version = self.seen.head.version

            def job(store: Store, actor: Actor) -> object:
                from store.acts.cases import close_case

                return close_case(
                    store,
                    actor,
                    self.case_id,
                    given.outcome,
                    reason=given.reason,
                    expected_version=version,
                    now=desk.now(),
                )

            return await self.home.perform(job, f"Casus gesloten: {given.outcome.label}")

        def dialog(typed: CloseInput | None) -> CloseDialog:
            seen = self.seen
            return CloseDialog(
                about=about(seen),
                open_actions=len(seen.open_actions),
                no_contact_missing=seen.ladder.no_contact_missing,
                typed=typed,
            )

        await ask_and_do(self.home, dialog, act)

    @work
    async def action_shield(self) -> None:
        """Let only the team see this case, or everybody again, with the reason."""
        from tui.screens.shielding import shield_or_not

        await shield_or_not(self.home, self.seen)

    @work
    async def action_reopen(self) -> None:
        """Open the closed case again."""
        from tui.screens.confirm import ReasonDialog

        seen, desk = self.seen, self.home.desk

        async def act(reason: str) -> object | None:
            version = self.seen.head.version

            def job(store: Store, actor: Actor) -> object:
                from store.acts.cases import reopen_case

                return reopen_case(
                    store, actor, self.case_id, reason=reason, expected_version=version, now=desk.now()
                )

            return await self.home.perform(job, f"Casus heropend: {CaseStatus.EXPLORING.label}")

        await ask_and_do(
            self.home,
            lambda typed: ReasonDialog(
                "Waarom wordt de casus heropend?", about(seen), value=typed or "", placeholder="reden"
            ),
            act,
        )

    @work
    async def action_undo_line(self) -> None:
        """Take back the chosen line of the history."""
        from tui.screens.confirm import ConfirmDialog

        line = self.chosen_line
        if line is None or line.undo_id is None or not line.can_undo:
            return
        undo_id, desk = line.undo_id, self.home.desk
        asked = ConfirmDialog(
            "Deze handeling ongedaan maken?",
            f"{line.summary} · {line.worker}. Wat daarna gewijzigd is, wordt nooit overschreven.",
        )
        if not await self.app.push_screen_wait(asked):
            return

        def job(store: Store, actor: Actor) -> str:
            from store.acts.undo import undo_act

            return undo_act(store, actor, undo_id, now=desk.now()).label

        label = await self.home.perform(job)
        if label is not None:
            self.notify(f"Ongedaan gemaakt: {label}", timeout=5, markup=False)
