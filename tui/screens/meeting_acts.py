"""What a person does with a meeting, from any screen: ask what is needed, do the act, keep what was typed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from store.codes import AgendaStatus, MeetingStatus
from store.queries.meeting_shapes import AgendaRow, MeetingDetail
from tui.screens.confirm import ConfirmDialog
from tui.screens.dialogs.form_dialog import ask_and_do
from tui.widgets.agenda_list import subject_of

if TYPE_CHECKING:
    from store.actor import Actor
    from store.acts.meeting_export import Exported
    from store.engine.lifecycle import Store
    from store.queries.meeting_shapes import ItemIdentity
    from store.rules.decision_line import DecisionLine
    from tui.app import SignaalpuntApp
    from tui.screens.dialogs.meeting_paper import PaperInput


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
