"""What a person does with a meeting, from any screen: ask what is needed, do the act, keep what was typed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from store.codes import AgendaStatus, CaseStatus, MeetingStatus
from store.local_time import short_day
from store.queries.meeting_shapes import AgendaRow, MeetingDetail
from store.rules.agenda import next_meeting_day
from store.rules.workdays import is_workday
from tui.screens.confirm import ConfirmDialog
from tui.screens.dialogs.form_dialog import ask_and_do
from tui.widgets.agenda_list import subject_of
from tui.widgets.suggest_input import Suggestion

if TYPE_CHECKING:
    from store.actor import Actor
    from store.acts.meeting_export import Exported
    from store.engine.lifecycle import Store
    from store.queries.meeting_shapes import ItemIdentity
    from store.rules.decision_line import DecisionLine
    from tui.app import SignaalpuntApp
    from tui.screens.dialogs.meeting_item import ItemInput
    from tui.screens.dialogs.meeting_paper import PaperInput
    from tui.screens.dialogs.meeting_plan import PlanInput

NO_KIND = "Voor deze gemeente is nog geen overleg ingericht; zet het eerst in het profiel."


async def plan(app: SignaalpuntApp) -> int | None:
    """Ask for a meeting, plan it with who comes and let its agenda build itself; returns its id."""
    from store.queries.directory import partners, workers
    from store.queries.meetings import meeting_kinds, meeting_list
    from tui.screens.dialogs.meeting_plan import Invited, MeetingPlanDialog

    desk = app.desk
    kinds = meeting_kinds(desk.store, desk.profile_id)
    if not kinds:
        app.tell_problem(NO_KIND)
        return None
    people = dict.fromkeys([desk.actor.name, *(worker.name for worker in workers(desk.store))])
    listed = partners(desk.store, desk.profile_id)
    invited = Invited(tuple(people), tuple((partner.id, partner.name) for partner in listed))
    held = [row.held_on for row in meeting_list(desk.store, desk.profile_id) if row.kind_id == kinds[0].id]
    first = _first_day(desk.today(), max(held, default=None), kinds[0].rhythm_days)
    planned: list[int] = []

    async def act(given: PlanInput) -> object | None:
        def job(store: Store, actor: Actor) -> int:
            from store.acts.meetings import ParticipantInput, build_agenda, plan_meeting, set_participants

            made = plan_meeting(
                store,
                actor,
                given.kind_id,
                given.held_on,
                starts_at=given.starts_at,
                place=given.place,
                chair=given.chair,
                now=desk.now(),
            )
            table = [
                ParticipantInput(name=name, organisation=desk.team_name, is_team=True)
                for name in given.people
            ]
            table += [ParticipantInput(partner_id=number) for number in given.partners]
            if table:
                set_participants(store, actor, made.id, table, now=desk.now())
            build_agenda(store, actor, made.id, now=desk.now())
            return made.id

        made = await app.perform(
            job, f"Overleg gepland op {short_day(given.held_on)}; de agenda is opgebouwd."
        )
        if made is not None:
            planned.append(made)
        return made

    done = await ask_and_do(
        app, lambda typed: MeetingPlanDialog(kinds, invited, desk.today(), first, typed), act
    )
    return planned[0] if done and planned else None


def _first_day(today: date, last: date | None, rhythm: int) -> date:
    """Return the day a new meeting is likely held: on the rhythm after the last one, else a week from now."""
    day = next_meeting_day(last, rhythm) if last is not None else today + timedelta(days=7)
    while day < today or not is_workday(day):
        day += timedelta(days=1)
    return day


async def start(app: SignaalpuntApp, detail: MeetingDetail) -> bool:
    """Begin a planned meeting."""

    def job(store: Store, actor: Actor) -> object:
        from store.acts.meeting_run import start_meeting

        return start_meeting(store, actor, detail.row.id, now=app.desk.now())

    return await app.perform(job) is not None


async def call(app: SignaalpuntApp, item: AgendaRow) -> bool:
    """Call an item."""

    def job(store: Store, actor: Actor) -> object:
        from store.acts.meeting_run import call_item

        return call_item(store, actor, item.id, now=app.desk.now())

    return await app.perform(job) is not None


async def finish(app: SignaalpuntApp, item: AgendaRow) -> None:
    """Mark an item as discussed and call the next that waits."""

    def job(store: Store, actor: Actor) -> None:
        from store.acts.meeting_run import finish_item

        finish_item(store, actor, item.id, now=app.desk.now())

    await app.perform(job)


async def decide(app: SignaalpuntApp, item: AgendaRow, line: DecisionLine) -> bool:
    """Record a decision at once."""

    def job(store: Store, actor: Actor) -> object:
        from store.acts.decisions import decide as decide_now

        return decide_now(store, actor, item.id, line, now=app.desk.now())

    return await app.perform(job) is not None


async def reveal(app: SignaalpuntApp, item: AgendaRow) -> ItemIdentity | None:
    """Log that name and address are shown, and return them; without the log entry nothing is shown."""
    from store.errors import StoreError

    desk = app.desk

    def job() -> ItemIdentity:
        from store.acts.meeting_run import reveal_item

        return reveal_item(desk.store, desk.actor, item.id, now=desk.now())

    try:
        return await asyncio.to_thread(job)
    except StoreError as error:
        app.tell_problem(str(error))
        return None


def rolling_over(detail: MeetingDetail) -> tuple[AgendaRow, ...]:
    """Return the items that go on to the next meeting when this one closes now."""
    return tuple(
        item
        for item in detail.items
        if item.status in (AgendaStatus.WAITING, AgendaStatus.CALLED) and not item.decisions
    )


def closing_words(detail: MeetingDetail) -> str:
    """Say what happens when the meeting closes: what stands ready and what rolls over."""
    rest = rolling_over(detail)
    decided = len(detail.decisions)
    words = "Er is nog niets besloten."
    if decided:
        words = (
            f"{decided} {'besluit staat' if decided == 1 else 'besluiten staan'} in notulen en actielijst."
        )
    if not rest:
        return f"{words} Alle punten zijn besproken; er schuift niets door."
    numbers = {item.id: number for number, item in enumerate(detail.items, 1)}
    listed = " · ".join(f"{numbers[item.id]} {subject_of(item)}" for item in rest[:8])
    more = f" en nog {len(rest) - 8}" if len(rest) > 8 else ""
    many = "punt schuift" if len(rest) == 1 else "punten schuiven"
    return f"{words}\n{len(rest)} {many} door naar het volgende overleg:\n{listed}{more}"


async def close(app: SignaalpuntApp, detail: MeetingDetail) -> bool:
    """Close the meeting after telling what rolls over."""
    sure = await app.push_screen_wait(
        ConfirmDialog(
            "Overleg sluiten?", closing_words(detail), yes="sluiten", no="doorgaan", enter_is_yes=False
        )
    )
    if not sure:
        return False

    def job(store: Store, actor: Actor) -> int:
        from store.acts.meeting_run import close_meeting

        return close_meeting(store, actor, detail.row.id, now=app.desk.now()).rolled_over

    rolled = await app.perform(job)
    if rolled is None:
        return False
    moved = f" {rolled} {'punt schuift' if rolled == 1 else 'punten schuiven'} door." if rolled else ""
    app.notify(
        f"Overleg gesloten.{moved} Notulen en actielijst staan klaar. F9 zet ‘scherm veilig’ uit.",
        timeout=8,
        markup=False,
    )
    return True


def case_finder(app: SignaalpuntApp) -> Callable[[str], Sequence[Suggestion]]:
    """Return a search for open cases of this municipality by number, name or address."""
    from store.queries.cases import CaseFilter, case_rows, case_spine

    desk = app.desk

    def find(text: str) -> Sequence[Suggestion]:
        asked = CaseFilter(profile_id=desk.profile_id, open_only=True, text=text)
        rows = case_rows(desk.store, list(case_spine(desk.store, asked)[:7]))
        return [
            Suggestion(row.number, f"{row.who} · {row.where}", str(row.id))
            for row in rows
            if row.status != CaseStatus.CLOSED
        ]

    return find


async def add_item(app: SignaalpuntApp, detail: MeetingDetail) -> bool:
    """Put a case on the agenda by hand."""
    from tui.screens.dialogs.meeting_item import AddItemDialog

    async def act(given: ItemInput) -> object | None:
        def job(store: Store, actor: Actor) -> object:
            from store.acts.meeting_items import add_item as put_on

            return put_on(
                store,
                actor,
                detail.row.id,
                case_id=given.case_id,
                question=given.question,
                minutes=given.minutes,
                now=app.desk.now(),
            )

        return await app.perform(job, f"Casus {given.case_text} staat op de agenda.")

    find = case_finder(app)
    return await ask_and_do(app, lambda typed: AddItemDialog(find, typed), act)


async def remove_item(app: SignaalpuntApp, item: AgendaRow) -> None:
    """Take an item off the agenda; u brings it back."""

    def job(store: Store, actor: Actor) -> object:
        from store.acts.meeting_items import remove_item as take_off

        return take_off(store, actor, item.id, expected_version=item.version, now=app.desk.now())

    await app.perform(job, f"{subject_of(item)} is van de agenda; u maakt dit ongedaan.")


async def move_item(app: SignaalpuntApp, item: AgendaRow, step: int) -> None:
    """Move an item up or down."""

    def job(store: Store, actor: Actor) -> object:
        from store.acts.meeting_items import move_item as move

        return move(store, actor, item.id, step, now=app.desk.now())

    await app.perform(job)


async def set_minutes(app: SignaalpuntApp, item: AgendaRow) -> bool:
    """Ask how long an item takes."""
    from tui.screens.dialogs.meeting_item import MinutesDialog

    async def act(minutes: int) -> object | None:
        def job(store: Store, actor: Actor) -> object:
            from store.acts.meeting_items import set_minutes as give

            return give(store, actor, item.id, minutes, now=app.desk.now())

        return await app.perform(job)

    return await ask_and_do(
        app, lambda typed: MinutesDialog(subject_of(item), typed or item.planned_minutes), act
    )


async def set_partners(app: SignaalpuntApp, item: AgendaRow) -> bool:
    """Ask which partners attend an item; one act for each that comes or goes."""
    from store.queries.directory import partners
    from tui.screens.dialogs.meeting_item import AttendDialog

    desk = app.desk
    listed = [(partner.id, partner.name) for partner in partners(desk.store, desk.profile_id)]
    before = tuple(number for number, _ in item.partners)

    async def act(chosen: tuple[int, ...]) -> object | None:
        def job(store: Store, actor: Actor) -> bool:
            from store.acts.meeting_items import link_partner, unlink_partner

            for number in chosen:
                if number not in before:
                    link_partner(store, actor, item.id, number, now=desk.now())
            for number in before:
                if number not in chosen:
                    unlink_partner(store, actor, item.id, number, now=desk.now())
            return True

        return await app.perform(job)

    return await ask_and_do(
        app, lambda typed: AttendDialog(subject_of(item), listed, before if typed is None else typed), act
    )


async def choose_partner(app: SignaalpuntApp, detail: MeetingDetail) -> tuple[int, str] | None:
    """Ask whose agenda to show: of the partners that attend an item or sit at the table."""
    from tui.screens.dialogs.meeting_item import PartnerDialog

    counts = _at_table(detail)
    if not counts:
        app.notify(
            "Er is nog geen partner bij een punt gevraagd; kies met d wie erbij zit.", timeout=6, markup=False
        )
        return None
    rows = [
        (number, name, count) for (number, name), count in sorted(counts.items(), key=lambda one: one[0][1])
    ]
    return await app.push_screen_wait(PartnerDialog(rows))


def _at_table(detail: MeetingDetail) -> dict[tuple[int, str], int]:
    """Return the partners (id, name) that sit at the table or attend an item, with how many items they attend."""
    counts: dict[tuple[int, str], int] = {
        (one.partner_id, one.organisation): 0 for one in detail.participants if one.partner_id is not None
    }
    for item in detail.items:
        for partner in item.partners:
            counts[partner] = counts.get(partner, 0) + 1
    return counts


async def on_paper(app: SignaalpuntApp, detail: MeetingDetail, partner_id: int | None = None) -> bool:
    """Ask which paper of a meeting, write it and say where it stands; `partner_id` is whose view is open."""
    from tui.screens.dialogs.export import short_path
    from tui.screens.dialogs.meeting_paper import MeetingPaperDialog, first_paper

    desk, row = app.desk, detail.row
    partners = sorted(_at_table(detail), key=lambda one: one[1])
    first = first_paper(closed=row.status == MeetingStatus.CLOSED, partner_id=partner_id)

    async def act(given: PaperInput) -> object | None:
        def job(store: Store, actor: Actor) -> Exported:
            from store.acts.meeting_export import export_meeting

            return export_meeting(
                store,
                actor,
                row.id,
                given.what,
                given.format,
                given.folder,
                partner_id=given.partner_id,
                basis=given.basis,
                team=desk.team_name,
                now=desk.now(),
            )

        made = await app.perform(job)
        if made is not None:
            app.notify(f"Geschreven: {short_path(made.path)}", timeout=8, markup=False)
        return made

    begun = row.status != MeetingStatus.PLANNED
    return await ask_and_do(
        app, lambda typed: MeetingPaperDialog(row.number, partners, typed or first, begun=begun), act
    )


async def rebuild(app: SignaalpuntApp, meeting_id: int) -> None:
    """Let the agenda build itself again; what was done by hand stays."""

    def job(store: Store, actor: Actor) -> tuple[int, int]:
        from store.acts.meetings import build_agenda

        built = build_agenda(store, actor, meeting_id, now=app.desk.now())
        return built.added, built.dropped

    found = await app.perform(job)
    if found is not None:
        added, dropped = found
        words = f"{added} erbij, {dropped} eraf" if added or dropped else "er is niets bij gekomen"
        app.notify(f"Agenda opgebouwd: {words}.", timeout=4, markup=False)
