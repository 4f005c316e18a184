"""What changes about a meeting before it is held, from the command line: its day, its table, calling it off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from store.errors import InvalidInput, NotFound
from store.local_time import long_day
from store.queries.meeting_shapes import ParticipantRow
from store.queries.sharing import partner_named
from store.text import fold
from tui.cli import context
from tui.cli.meeting_work import detail_of, told
from tui.cli.values import day
from tui.desk import Desk

if TYPE_CHECKING:
    from store.acts.meeting_table import ParticipantInput


def change(
    on: Annotated[str, typer.Option("--on", help="Andere dag: vandaag, +5wd, 12-01-2027, …")] = "",
    at: Annotated[str | None, typer.Option("--at", help="Begintijd.")] = None,
    place: Annotated[str | None, typer.Option("--place", help="Plaats.")] = None,
    chair: Annotated[str | None, typer.Option("--chair", help="Voorzitter.")] = None,
    remarks: Annotated[str | None, typer.Option("--remarks", help="Opmerkingen voor het verslag.")] = None,
) -> None:
    """Wijzig wanneer, waar of onder wie het overleg is; op een andere dag sluit de agenda op een ander moment."""
    if not on and all(one is None for one in (at, place, chair, remarks)):
        raise InvalidInput("Geef aan wat er wijzigt: --on, --at, --place, --chair of --remarks.")
    with context.open_here() as desk:
        from store.acts.meetings import change_meeting

        ref = change_meeting(
            desk.store,
            desk.actor,
            detail_of(desk).row.id,
            held_on=day(on, desk.today()) if on else None,
            starts_at=at,
            place=place,
            chair=chair,
            remarks=remarks,
            now=desk.now(),
        )
        row = detail_of(desk).row
        told(
            ref,
            f"overleg gewijzigd: {long_day(row.held_on)}, {row.starts_at}",
            held_on=row.held_on,
            starts_at=row.starts_at,
            agenda_closes_at=row.closes_at,
        )


def cancel(
    reason: Annotated[str, typer.Option("--reason", help="Waarom het niet doorgaat.")] = "",
) -> None:
    """Zeg het overleg af; wat iemand op de agenda zette gaat mee naar het volgende."""
    with context.open_here() as desk:
        from store.acts.meetings import cancel_meeting

        made = cancel_meeting(desk.store, desk.actor, detail_of(desk).row.id, reason=reason, now=desk.now())
        number = made.next_ref.number if made.next_ref else None
        words = f"; {made.moved} mee naar {number}" if number else ""
        told(made.ref, f"overleg gaat niet door{words}", next=number, moved=made.moved)


def table(
    organisation: Annotated[
        str, typer.Argument(metavar="ORGANISATIE", help="Partner, ander, of het eigen team.")
    ],
    name: Annotated[str, typer.Option("--name", help="Wie; mag leeg.")] = "",
    absent: Annotated[bool, typer.Option("--absent", help="Werd verwacht en is er niet.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Haal van de lijst.")] = False,
) -> None:
    """Zet iemand aan tafel, of leg vast wie er wel of niet is."""
    with context.open_here() as desk:
        from store.acts import meeting_table as acts

        detail = detail_of(desk)
        one = _seated(detail.participants, organisation, name)
        if remove:
            if one is None:
                raise NotFound("Deze deelnemer zit niet aan tafel. Er is niets gewijzigd.")
            ref, words = (
                acts.remove_participant(desk.store, desk.actor, one.id, now=desk.now()),
                "van de lijst",
            )
        elif one is not None:
            ref = acts.set_present(desk.store, desk.actor, one.id, present=not absent, now=desk.now())
            words = "afwezig" if absent else "aanwezig"
        else:
            given = _given(desk, organisation, name, present=not absent)
            ref = acts.add_participant(desk.store, desk.actor, detail.row.id, given, now=desk.now())
            words = "aan tafel"
        told(ref, words, at_table=len(detail_of(desk).participants))


def _seated(participants: tuple[ParticipantRow, ...], organisation: str, name: str) -> ParticipantRow | None:
    found = [one for one in participants if fold(one.organisation) == fold(organisation)]
    if name:
        found = [one for one in found if fold(one.name) == fold(name)]
    if len(found) > 1:
        raise InvalidInput("Van deze organisatie zitten er meer aan tafel. Zeg wie met --name.")
    return found[0] if found else None


def _given(desk: Desk, organisation: str, name: str, *, present: bool) -> ParticipantInput:
    from store.acts.meeting_table import ParticipantInput

    partner = partner_named(desk.store, organisation, desk.profile_id)
    return ParticipantInput(
        name=name,
        organisation=organisation,
        partner_id=None if partner is None else partner.id,
        is_team=fold(organisation) == fold(desk.team_name),
        present=present,
    )


COMMANDS = (("change", change), ("cancel", cancel), ("table", table))
"""What `signaalpunt meeting NUMMER` learns from this module."""
