"""Asking for and doing the acts that several screens offer; call these from a worker (they wait for a form).

Each returns whether the act was done. A refused act brings its form back as it was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from store.actor import Actor
from store.codes import ClockKind, SignalStatus
from store.engine.lifecycle import Store
from store.rules.clocks import describe_due
from tui.screens.base import app_of as app_of
from tui.screens.confirm import ReasonDialog
from tui.screens.dialogs.form_dialog import ask_and_do
from tui.screens.raising import Subject
from tui.widgets.signal_preview import FEEDBACK_CLOCKS, running

if TYPE_CHECKING:
    from store.queries.case_shapes import CaseDetail
    from store.queries.signals import SignalDetail
    from tui.app import SignaalpuntApp
    from tui.screens.dialogs.action import ActionInput
    from tui.screens.dialogs.contact import ContactInput
    from tui.screens.dialogs.feedback import FeedbackInput
    from tui.screens.dialogs.informed import InformedInput
    from tui.screens.dialogs.note import NoteInput
    from tui.screens.dialogs.reporter import ReporterInput


def owed(detail: SignalDetail) -> list[ClockKind]:
    """Return what the reporter of a signal is still owed, nearest first."""
    return [clock.kind for clock in running(detail.clocks) if clock.kind in FEEDBACK_CLOCKS]


def may_triage(detail: SignalDetail) -> bool:
    """Tell whether a signal can be judged: what is routed already first goes back to triage, with a reason."""
    return detail.status in (SignalStatus.RECEIVED, SignalStatus.TO_COMPLETE, SignalStatus.TRIAGED)


def is_kept(detail: SignalDetail) -> bool:
    """Tell whether there is something to work with: of a signal that got advice no personal data were kept."""
    return detail.status != SignalStatus.ADVISED


def signal_subject(detail: SignalDetail) -> Subject:
    """Return a signal as something for the agenda of a meeting."""
    about = f"Signaal {detail.number} · {detail.who} · {detail.where}"
    return Subject(about, case_id=detail.case_id, signal_id=detail.id)


def waits_for_handover(detail: SignalDetail) -> bool:
    """Tell whether a forwarded signal still waits for the other party to confirm."""
    return any(clock.kind == ClockKind.HANDOVER for clock in running(detail.clocks))


async def report_back(app: SignaalpuntApp, detail: SignalDetail, first: ClockKind | None = None) -> bool:
    """Record what the reporter was told, with the text as it may be given; `first` is the owed answer to propose."""
    from store.queries.feedback import owed_answers, ready_text
    from tui.screens.dialogs.feedback import FeedbackDialog

    desk = app.desk
    today = desk.today()
    texts = {
        answer.kind: ready_text(answer, team_name=desk.team_name, worker=desk.actor.name)
        for answer in owed_answers(desk.store, detail.id, today)
    }
    clocks = [clock for clock in running(detail.clocks) if clock.kind in FEEDBACK_CLOCKS]
    clocks.sort(key=lambda clock: clock.kind != first)
    options = [(clock.kind, describe_due(clock.due_on, today).short.removeprefix("! ")) for clock in clocks]
    reporter = " · ".join(
        part
        for part in (detail.partner, detail.reporter_name, detail.reporter_phone, detail.reporter_mail)
        if part
    )

    async def act(given: FeedbackInput) -> object | None:
        def job(store: Store, actor: Actor) -> object:
            from store.acts.feedback import settle_feedback

            ready = texts.get(given.kind)
            return settle_feedback(
                store,
                actor,
                detail.id,
                given.kind,
                given.outcome,
                note=given.note,
                body=ready.whole if ready is not None else "",
                now=app.desk.now(),
            )

        return await app.perform(job, f"Vastgelegd: {given.kind.label} {given.outcome.label}.")

    about = f"Signaal {detail.number}" + (f" · {reporter}" if reporter else "")
    return await ask_and_do(
        app, lambda typed: FeedbackDialog(options, about=about, texts=texts, typed=typed), act
    )


async def tell_of_reporter(app: SignaalpuntApp, current: Callable[[], SignalDetail | None]) -> bool:
    """Record whether the reporter may be named and what the Wvggz lets them hear; `current` is the signal as shown."""
    from store.rules.feedback_texts import PROFESSIONALS
    from tui.screens.dialogs.reporter import ReporterDialog, ReporterInput

    detail = current()
    if detail is None:
        return False
    known = ReporterInput(detail.may_be_named, detail.essential_relative, detail.wvggz)
    who = " · ".join(part for part in (detail.partner, detail.reporter_name) if part)
    about = f"Signaal {detail.number}" + (f" · {who}" if who else "")

    async def act(given: ReporterInput) -> object | None:
        shown = current()

        def job(store: Store, actor: Actor) -> object:
            from store.acts.reporters import set_reporter

            return set_reporter(
                store,
                actor,
                detail.id,
                may_be_named=given.may_be_named,
                essential_relative=given.essential_relative,
                wvggz=given.wvggz,
                expected_version=shown.version if shown else None,
                now=app.desk.now(),
            )

        return await app.perform(job, "Vastgelegd over de melder.")

    near = detail.partner_type not in PROFESSIONALS
    return await ask_and_do(app, lambda typed: ReporterDialog(typed or known, about=about, near=near), act)


async def plan_action(
    app: SignaalpuntApp, about: str, *, signal_id: int | None = None, case_id: int | None = None
) -> bool:
    """Put an action on the list of a signal or a case."""
    from tui.screens.dialogs.action import ActionDialog, people_of

    desk = app.desk
    people = people_of(desk.store, desk.profile_id)

    async def act(given: ActionInput) -> object | None:
        def job(store: Store, actor: Actor) -> object:
            from store.acts.case_work import add_action

            return add_action(
                store,
                actor,
                given.title,
                case_id=case_id,
                signal_id=None if case_id is not None else signal_id,
                owner=given.owner,
                due_on=given.due_on,
                now=app.desk.now(),
            )

        return await app.perform(job, "Actie op de lijst gezet.")

    return await ask_and_do(
        app,
        lambda typed: ActionDialog(desk.today(), me=desk.actor.name, people=people, about=about, typed=typed),
        act,
    )


async def log_attempt(app: SignaalpuntApp, case: CaseDetail) -> bool:
    """Record a contact attempt in a case."""
    from tui.screens.dialogs.contact import ContactDialog

    head = case.head

    async def act(given: ContactInput) -> object | None:
        def job(store: Store, actor: Actor) -> object:
            from store.acts.case_work import log_contact

            return log_contact(
                store,
                actor,
                head.id,
                given.kind,
                reached=given.reached,
                at=given.at,
                with_whom=given.with_whom,
                result=given.result,
                now=app.desk.now(),
            )

        return await app.perform(job, f"Contactpoging vastgelegd: {given.kind.label}.")

    about = f"Casus {head.number} · {head.who} · {head.where}"
    return await ask_and_do(
        app,
        lambda typed: ContactDialog(
            app.desk.now(), about=about, not_tried=case.ladder.not_tried, typed=typed
        ),
        act,
    )


async def tell_informed(app: SignaalpuntApp, case: CaseDetail) -> bool:
    """Record whether the resident was informed."""
    from tui.screens.dialogs.informed import InformedDialog

    head = case.head

    async def act(given: InformedInput) -> object | None:
        def job(store: Store, actor: Actor) -> object:
            from store.acts.case_work import record_informed

            return record_informed(
                store,
                actor,
                head.id,
                informed=given.informed,
                reason=given.reason,
                review_on=given.review_on,
                now=app.desk.now(),
            )

        done = (
            "Betrokkene geïnformeerd." if given.informed else "Vastgelegd waarom nog niet en wanneer opnieuw."
        )
        return await app.perform(job, done)

    about = f"Casus {head.number} · {head.who} · {head.where}"
    return await ask_and_do(
        app, lambda typed: InformedDialog(app.desk.today(), about=about, typed=typed), act
    )


async def write_note(app: SignaalpuntApp, about: str, *, signal_id: int | None = None) -> bool:
    """Write a note at a signal."""
    from tui.screens.dialogs.note import NoteDialog

    async def act(given: NoteInput) -> object | None:
        def job(store: Store, actor: Actor) -> object:
            from store.acts.case_work import add_note

            return add_note(
                store, actor, given.body, signal_id=signal_id, is_fact=given.is_fact, now=app.desk.now()
            )

        return await app.perform(job, "Notitie geschreven.")

    return await ask_and_do(app, lambda typed: NoteDialog(about=about, typed=typed), act)


async def handover_confirmed(app: SignaalpuntApp, signal_id: int, about: str) -> bool:
    """Record that the receiving party confirmed a forwarded signal."""

    async def act(note: str) -> object | None:
        def job(store: Store, actor: Actor) -> object:
            from store.acts.route import confirm_handover

            return confirm_handover(store, actor, signal_id, note=note, now=app.desk.now())

        return await app.perform(job, "Overdracht bevestigd.")

    return await ask_and_do(
        app,
        lambda typed: ReasonDialog(
            "Overdracht bevestigd?", about, value=typed or "", placeholder="door wie (mag leeg)", least=0
        ),
        act,
    )


async def tick_off(app: SignaalpuntApp, action_id: int, title: str) -> bool:
    """Finish an action, with what came of it."""

    async def act(note: str) -> object | None:
        def job(store: Store, actor: Actor) -> object:
            from store.acts.case_work import finish_action

            return finish_action(store, actor, action_id, note=note, now=app.desk.now())

        return await app.perform(job, "Actie afgevinkt.")

    return await ask_and_do(
        app,
        lambda typed: ReasonDialog(
            "Actie gedaan?", title, value=typed or "", placeholder="wat kwam eruit (mag leeg)", least=0
        ),
        act,
    )
