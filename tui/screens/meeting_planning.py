"""What a person does with a meeting before it is held, from any screen: plan, change, call it off, seat people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from store.codes import MeetingStatus, PartnerType
from store.local_time import long_day, short_day
from store.queries.meeting_shapes import MeetingRow, ParticipantRow
from store.rules.agenda import next_meeting_day
from store.rules.workdays import is_workday
from tui.screens.confirm import ReasonDialog
from tui.screens.dialogs.form_dialog import ask_and_do

if TYPE_CHECKING:
    from store.actor import Actor
    from store.acts.meeting_table import ParticipantInput
    from store.engine.lifecycle import Store
    from tui.app import SignaalpuntApp
    from tui.desk import Desk
    from tui.screens.dialogs.meeting_plan import ChangeInput, PlanInput
    from tui.screens.dialogs.meeting_table import SeatInput, Seats

NO_KIND = "Voor deze gemeente is nog geen overleg ingericht; zet het eerst in het profiel."


async def plan(app: SignaalpuntApp) -> int | None:
    """Ask for a meeting and plan it, with who comes and an agenda that builds itself; returns its id."""
    from store.queries.meetings import meeting_kinds, meeting_list
    from tui.screens.dialogs.meeting_plan import Invited, MeetingPlanDialog, PlanInput

    desk = app.desk
    kinds = meeting_kinds(desk.store, desk.profile_id)
    if not kinds:
        app.tell_problem(NO_KIND)
        return None
    people = colleagues(desk)
    invited = Invited(people, organisations(desk))
    held = [row for row in meeting_list(desk.store, desk.profile_id) if row.kind_id == kinds[0].id]
    last = max(held, key=lambda row: row.held_on, default=None)
    first = PlanInput(
        kinds[0].id,
        _first_day(desk.today(), last.held_on if last else None, kinds[0].rhythm_days),
        last.starts_at if last else "10:00",
        kinds[0].place or (last.place if last else ""),
        kinds[0].chair or (last.chair if last else ""),
        *_as_last_time(app, last, people),
    )
    planned: list[int] = []

    async def act(given: PlanInput) -> object | None:
        def job(store: Store, actor: Actor) -> int:
            from store.acts.meeting_table import ParticipantInput
            from store.acts.meetings import plan_meeting

            table = [
                ParticipantInput(name=name, organisation=desk.team_name, is_team=True)
                for name in given.people
            ]
            table += [ParticipantInput(partner_id=number) for number in given.partners]
            return plan_meeting(
                store,
                actor,
                given.kind_id,
                given.held_on,
                starts_at=given.starts_at,
                place=given.place,
                chair=given.chair,
                participants=table,
                with_agenda=True,
                now=desk.now(),
            ).id

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


def _as_last_time(
    app: SignaalpuntApp, last: MeetingRow | None, people: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return who of the team and which partners are expected: who sat at the table last time, else the whole team."""
    from store.queries.meetings import participants

    if last is None:
        return people, ()
    table = participants(app.desk.store, last.id)
    names = tuple(one.name for one in table if one.is_team)
    partners = tuple(one.partner_id for one in table if one.partner_id is not None)
    return names or people, tuple(dict.fromkeys(partners))


def _first_day(today: date, last: date | None, rhythm: int) -> date:
    """Return the day a new meeting is likely held: on the rhythm after the last one, else a week from now."""
    day = next_meeting_day(last, rhythm) if last is not None else today + timedelta(days=7)
    while day < today or not is_workday(day):
        day += timedelta(days=1)
    return day


async def change(app: SignaalpuntApp, row: MeetingRow) -> bool:
    """Ask what changes of a meeting: when, where, under whom, its remarks."""
    from store.queries.meetings import meeting_kinds, meeting_remarks
    from tui.screens.dialogs.meeting_plan import ChangeInput, MeetingChangeDialog

    desk = app.desk
    found = meeting_kinds(desk.store, row.profile_id, active_only=False)
    kind = next(one for one in found if one.id == row.kind_id)
    fixed = "" if row.status == MeetingStatus.PLANNED else long_day(row.held_on)
    first = ChangeInput(row.held_on, row.starts_at, row.place, row.chair, meeting_remarks(desk.store, row.id))

    async def act(given: ChangeInput) -> object | None:
        def job(store: Store, actor: Actor) -> object:
            from store.acts.meetings import change_meeting

            return change_meeting(
                store,
                actor,
                row.id,
                held_on=given.held_on,
                starts_at=given.starts_at,
                place=given.place,
                chair=given.chair,
                remarks=given.remarks,
                expected_version=row.version,
                now=desk.now(),
            )

        moved = given.held_on is not None and given.held_on != row.held_on
        words = f"Verplaatst naar {long_day(given.held_on)}" if given.held_on and moved else "Gewijzigd"
        return await app.perform(job, f"{words}. u maakt dit ongedaan.")

    return await ask_and_do(
        app, lambda typed: MeetingChangeDialog(kind, typed or first, desk.today(), fixed=fixed), act
    )


async def call_off(app: SignaalpuntApp, row: MeetingRow) -> bool:
    """Call a planned meeting off after saying what happens to its agenda; u brings it back."""
    about = f"{row.kind}, {long_day(row.held_on)}"

    async def act(reason: str) -> object | None:
        def job(store: Store, actor: Actor) -> tuple[int, str]:
            from store.acts.meetings import cancel_meeting

            made = cancel_meeting(
                store, actor, row.id, reason=reason, expected_version=row.version, now=app.desk.now()
            )
            return made.moved, made.next_ref.number if made.next_ref else ""

        made = await app.perform(job)
        if made is not None:
            moved, number = made
            many = (
                f" {moved} {'punt gaat' if moved == 1 else 'punten gaan'} mee naar {number}." if moved else ""
            )
            app.notify(f"Het overleg gaat niet door.{many} u maakt dit ongedaan.", timeout=8, markup=False)
        return made

    detail = (
        f"{about}. Wat iemand op de agenda zette, een vraag kreeg of bleef liggen, gaat mee naar het volgende overleg; "
        "de rest komt daar vanzelf op."
    )
    return await ask_and_do(
        app,
        lambda typed: ReasonDialog(
            "Gaat dit overleg niet door?", detail, value=typed or "", placeholder="reden (mag leeg)", least=0
        ),
        act,
    )


async def show_table(app: SignaalpuntApp, meeting_id: int) -> None:
    """Show who is at the table, to change it."""
    from tui.screens.dialogs.meeting_table import TableDialog

    await app.push_screen_wait(TableDialog(meeting_id))


async def set_present(app: SignaalpuntApp, one: ParticipantRow, *, present: bool) -> None:
    """Record that somebody is there, or is not."""

    def job(store: Store, actor: Actor) -> object:
        from store.acts.meeting_table import set_present as record

        return record(store, actor, one.id, present=present, now=app.desk.now())

    await app.perform(job)


async def remove_participant(app: SignaalpuntApp, one: ParticipantRow) -> None:
    """Take somebody off the list."""

    def job(store: Store, actor: Actor) -> object:
        from store.acts.meeting_table import remove_participant as remove

        return remove(store, actor, one.id, now=app.desk.now())

    await app.perform(job, f"{one.name or one.organisation} is van de lijst; u maakt dit ongedaan.")


async def add_participant(app: SignaalpuntApp, meeting_id: int) -> bool:
    """Ask who comes to the table."""

    def job(store: Store, actor: Actor, given: ParticipantInput) -> object:
        from store.acts.meeting_table import add_participant as add

        return add(store, actor, meeting_id, given, now=app.desk.now())

    return await _ask_seat(app, "Wie komt erbij?", None, job, present=True)


async def change_participant(app: SignaalpuntApp, one: ParticipantRow) -> bool:
    """Ask who somebody at the table is."""
    from tui.screens.dialogs.meeting_table import SeatInput

    def job(store: Store, actor: Actor, given: ParticipantInput) -> object:
        from store.acts.meeting_table import change_participant as change_one

        return change_one(store, actor, one.id, given, now=app.desk.now())

    organisation = one.organisation or (app.desk.team_name if one.is_team else "")
    first = SeatInput(one.name, organisation, one.partner_id, one.is_team)
    return await _ask_seat(app, "Wie is het?", first, job, present=one.present)


async def _ask_seat(
    app: SignaalpuntApp,
    title: str,
    first: SeatInput | None,
    job: Callable[[Store, Actor, ParticipantInput], object],
    *,
    present: bool,
) -> bool:
    from tui.screens.dialogs.meeting_table import SeatDialog

    seats = _seats(app)

    async def act(given: SeatInput) -> object | None:
        from store.acts.meeting_table import ParticipantInput

        asked = ParticipantInput(
            name=given.name,
            organisation=given.organisation,
            partner_id=given.partner_id,
            is_team=given.is_team,
            present=present,
        )
        return await app.perform(lambda store, actor: job(store, actor, asked))

    return await ask_and_do(app, lambda typed: SeatDialog(title, seats, typed or first), act)


def _seats(app: SignaalpuntApp) -> Seats:
    from tui.screens.dialogs.meeting_table import Seats

    return Seats(app.desk.team_name, colleagues(app.desk), organisations(app.desk))


def colleagues(desk: Desk) -> tuple[str, ...]:
    """Return the people of the team, who works here first."""
    from store.queries.directory import workers

    return tuple(dict.fromkeys([desk.actor.name, *(worker.name for worker in workers(desk.store))]))


def organisations(desk: Desk) -> tuple[tuple[int, str], ...]:
    """Return (id, name) of the partners that can sit at a table; residents and relatives report, but do not."""
    from store.queries.directory import partners

    return tuple(
        (one.id, one.name)
        for one in partners(desk.store, desk.profile_id)
        if one.type not in (PartnerType.RESIDENT, PartnerType.RELATIVE)
    )
