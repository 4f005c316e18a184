"""What a person does with the agenda, from any screen: raising something, taking it off, its order, time and guests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from store.codes import SignalStatus
from store.local_time import long_day
from store.queries.meeting_shapes import AgendaRow, MeetingDetail
from tui.screens.confirm import ConfirmDialog
from tui.screens.dialogs.form_dialog import ask_and_do
from tui.widgets.agenda_list import subject_of
from tui.widgets.suggest_input import Suggestion

if TYPE_CHECKING:
    from store.actor import Actor
    from store.engine.lifecycle import Store
    from tui.app import SignaalpuntApp
    from tui.screens.dialogs.meeting_item import AgendaRoom, ItemInput

MOST_FOUND = 4
"""Cases, and signals, suggested for what is typed."""


def subject_finder(app: SignaalpuntApp) -> Callable[[str], Sequence[Suggestion]]:
    """Return a search for open cases ("c12") and signals ("s5") of this municipality by number, name or address."""
    from store.queries.cases import CaseFilter, case_head, case_rows
    from store.queries.signals import SignalFilter, signal_head, signal_rows

    desk = app.desk
    speakable = tuple(status for status in SignalStatus if status != SignalStatus.ADVISED)

    def find(text: str) -> Sequence[Suggestion]:
        asked = CaseFilter(profile_id=desk.profile_id, open_only=True, text=text)
        cases = case_rows(desk.store, case_head(desk.store, asked, MOST_FOUND))
        found = [Suggestion(row.number, f"{row.who} · {row.where}", f"c{row.id}") for row in cases]
        chosen = SignalFilter(profile_id=desk.profile_id, status=speakable, text=text)
        for row in signal_rows(desk.store, signal_head(desk.store, chosen, MOST_FOUND)):
            about = f"casus {row.case_number}" if row.case_number else "signaal"
            found.append(Suggestion(row.number, f"{about} · {row.who} · {row.where}", f"s{row.id}"))
        return found

    return find


def agenda_room(app: SignaalpuntApp, detail: MeetingDetail) -> AgendaRoom:
    """Return what there is to choose from for an item of this meeting."""
    from store.queries.directory import districts
    from tui.screens.dialogs.meeting_item import AgendaRoom

    at_table = {one.partner_id: one.organisation for one in detail.participants if one.partner_id is not None}
    return AgendaRoom(
        detail.row.has_open_part,
        tuple((one.id, one.name) for one in districts(app.desk.store, detail.row.profile_id)),
        tuple(at_table.items()),
    )


async def add_item(app: SignaalpuntApp, detail: MeetingDetail) -> bool:
    """Put a case, a signal or a theme on the agenda by hand, also while the meeting runs."""
    from tui.screens.dialogs.meeting_item import AddItemDialog

    async def act(given: ItemInput) -> object | None:
        if given.title and not await _names_nobody(app, detail, given.title):
            return None

        def job(store: Store, actor: Actor) -> object:
            from store.acts.meeting_items import add_item as put_on

            return put_on(
                store,
                actor,
                detail.row.id,
                case_id=given.case_id,
                signal_id=given.signal_id,
                title=given.title,
                district_id=given.district_id,
                question=given.question,
                minutes=given.minutes,
                partner_ids=given.partners,
                now=app.desk.now(),
            )

        what = "Het thema" if given.title else given.text
        return await app.perform(job, f"{what} staat op de agenda.")

    find, room = subject_finder(app), agenda_room(app, detail)
    late = app.desk.now() > detail.row.closes_at
    words = "De agenda is al gesloten: het punt krijgt een ? (na sluiting)." if late else ""
    return await ask_and_do(app, lambda typed: AddItemDialog(find, room, detail=words, typed=typed), act)


async def _names_nobody(app: SignaalpuntApp, detail: MeetingDetail, title: str) -> bool:
    """Ask again when a theme seems to hold a name, number or address: the open part is about no person."""
    from store.queries.meeting_names import tells_of_somebody

    if not tells_of_somebody(app.desk.store, detail.row.profile_id, title):
        return True
    return await app.push_screen_wait(
        ConfirmDialog(
            "Staat hier een naam, adres of nummer in?",
            f"{title}\nHet open deel gaat over de wijk, nooit over een persoon; de hele tafel leest dit.",
            yes="toch zo op de agenda",
            no="verbeteren",
            enter_is_yes=False,
        )
    )


async def raise_at_meeting(
    app: SignaalpuntApp, about: str, *, case_id: int | None = None, signal_id: int | None = None
) -> bool:
    """Put a case or signal on the agenda of the next meeting, with the question to the table (may be left empty).

    What is on that agenda already keeps its place; its question can be written again.
    """
    from store.queries.meeting_items import agenda_place, item_question
    from store.queries.meetings import next_meeting
    from tui.screens.dialogs.text_dialog import TextDialog

    meeting = next_meeting(app.desk.store, app.desk.profile_id)
    if meeting is None:
        app.tell_problem("Er is nog geen overleg gepland. Plan er een in Overleg met +.")
        return False
    day = long_day(meeting.held_on)
    there = agenda_place(app.desk.store, meeting.id, case_id=case_id, signal_id=signal_id)

    async def act(question: str) -> object | None:
        def job(store: Store, actor: Actor) -> object:
            from store.acts.meeting_items import add_item, set_question

            if there is not None:
                return set_question(store, actor, there[1].id, question, now=app.desk.now())
            return add_item(
                store,
                actor,
                meeting.id,
                case_id=case_id,
                signal_id=signal_id,
                question=question,
                now=app.desk.now(),
            )

        done = "De vraag is geschreven." if there else f"Op de agenda van {day} gezet."
        return await app.perform(job, f"{done} u maakt dit ongedaan.")

    title = f"Staat al op de agenda van {day}, als punt {there[0]}" if there else f"Op de agenda van {day}"
    first = item_question(app.desk.store, there[1].id) if there else ""
    return await ask_and_do(
        app,
        lambda typed: TextDialog(title, about, label="Vraag", typed=first if typed is None else typed),
        act,
    )


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


async def set_question(app: SignaalpuntApp, item: AgendaRow) -> bool:
    """Ask what is asked of the table about an item."""
    from store.queries.meeting_items import item_question
    from tui.screens.dialogs.text_dialog import TextDialog

    first = item_question(app.desk.store, item.id)

    async def act(question: str) -> object | None:
        def job(store: Store, actor: Actor) -> object:
            from store.acts.meeting_items import set_question as write

            return write(store, actor, item.id, question, now=app.desk.now())

        return await app.perform(job)

    return await ask_and_do(
        app,
        lambda typed: TextDialog(
            "Vraag aan tafel", subject_of(item), label="Vraag", typed=first if typed is None else typed
        ),
        act,
    )


async def set_partners(app: SignaalpuntApp, item: AgendaRow) -> bool:
    """Ask which partners attend an item."""
    from tui.screens.dialogs.meeting_item import AttendDialog
    from tui.screens.meeting_planning import organisations

    desk = app.desk
    listed = organisations(desk)
    before = tuple(number for number, _ in item.partners)

    async def act(chosen: tuple[int, ...]) -> object | None:
        def job(store: Store, actor: Actor) -> object:
            from store.acts.meeting_items import set_partners as choose

            return choose(store, actor, item.id, chosen, now=desk.now())

        return await app.perform(job)

    return await ask_and_do(
        app, lambda typed: AttendDialog(subject_of(item), listed, before if typed is None else typed), act
    )


def follow(store: Store, meeting_id: int, now: datetime) -> bool:
    """Let an agenda that is still open follow what happened; returns whether it changed. For a thread."""
    from store.acts.meeting_agenda import follow_agenda
    from store.errors import StoreError

    try:
        return follow_agenda(store, meeting_id, now=now)
    except StoreError:
        return False


async def rebuild(app: SignaalpuntApp, meeting_id: int) -> None:
    """Let the agenda build itself again; what was done by hand stays."""

    def job(store: Store, actor: Actor) -> tuple[int, int]:
        from store.acts.meeting_agenda import build_agenda

        built = build_agenda(store, actor, meeting_id, now=app.desk.now())
        return built.added, built.dropped

    found = await app.perform(job)
    if found is not None:
        added, dropped = found
        words = f"{added} erbij, {dropped} eraf" if added or dropped else "er is niets bij gekomen"
        app.notify(f"Agenda opgebouwd: {words}.", timeout=4, markup=False)
