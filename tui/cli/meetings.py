"""Meetings from the command line: list, plan, show."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from store.errors import InvalidInput, NotFound
from store.local_time import day_year, long_day
from store.queries.meeting_shapes import AgendaRow, DecisionRow, MeetingDetail, MeetingRow
from store.queries.meetings import meeting_detail, meeting_kinds, meeting_list
from store.text import fold
from tui.cli import context
from tui.cli.values import day
from tui.desk import Desk


def register(app: typer.Typer) -> None:
    """Add `meetings` with `plan`."""
    several = typer.Typer(
        rich_markup_mode=None, invoke_without_command=True, help="Toon de overleggen, of plan er een."
    )
    several.callback(invoke_without_command=True)(meetings)
    several.command("plan")(plan)
    app.add_typer(several, name="meetings")


def meetings(ctx: typer.Context) -> None:
    """Toon de overleggen: wat bezig is, wat gepland is, wat geweest is."""
    if ctx.invoked_subcommand is not None:
        return
    with context.open_here() as desk:
        found = meeting_list(desk.store, desk.profile_id)
        if context.EVERYWHERE.as_json:
            context.print_json([_row_dict(row) for row in found])
            return
        context.print_table(
            ("nummer", "soort", "dag", "aanvang", "status", "punten", "besproken", "besluiten"),
            (
                (
                    row.number,
                    row.kind,
                    day_year(row.held_on),
                    row.starts_at,
                    row.status.label,
                    str(row.items),
                    str(row.done),
                    str(row.decisions),
                )
                for row in found
            ),
            "Geen overleggen. Plan er een met `signaalpunt meetings plan DAG`.",
        )


def plan(
    on: Annotated[str, typer.Argument(metavar="DAG", help="vandaag, +5wd, 12-01-2027, …")],
    kind_: Annotated[str, typer.Option("--kind", help="Soort overleg; standaard de eerste.")] = "",
    at: Annotated[str, typer.Option("--at", help="Begintijd.")] = "10:00",
    place: Annotated[str | None, typer.Option("--place", help="Plaats.")] = None,
    chair: Annotated[str | None, typer.Option("--chair", help="Voorzitter.")] = None,
    empty: Annotated[bool, typer.Option("--empty", help="Bouw de agenda nog niet op.")] = False,
) -> None:
    """Plan een overleg en bouw de agenda op."""
    with context.open_here() as desk:
        from store.acts.meetings import plan_meeting

        held_on = day(on, desk.today())
        made = plan_meeting(
            desk.store,
            desk.actor,
            _kind_id(desk, kind_),
            held_on,
            starts_at=at,
            place=place,
            chair=chair,
            with_agenda=not empty,
            now=desk.now(),
        )
        detail = meeting_detail(desk.store, made.id)
        if context.EVERYWHERE.as_json:
            context.print_json(_row_dict(detail.row))
        else:
            context.say(
                f"overleg {made.number} gepland op {long_day(held_on)}, punten op de agenda: {len(detail.items)}."
            )


def _kind_id(desk: Desk, name: str) -> int:
    found = meeting_kinds(desk.store, desk.profile_id)
    for kind in found:
        if not name or fold(name) in (fold(kind.key), fold(kind.name)):
            return kind.id
    if not found:
        raise NotFound("Deze gemeente heeft geen soorten overleg. Voeg er een toe in het gemeenteprofiel.")
    raise InvalidInput(
        "Onbekende soort overleg. Mogelijk zijn: " + ", ".join(kind.key for kind in found) + "."
    )


def show_meeting(detail: MeetingDetail) -> None:
    row = detail.row
    if context.EVERYWHERE.as_json:
        context.print_json(_detail_dict(detail))
        return
    context.say(f"Overleg {row.number} · {row.status.label}")
    there = [" ".join(filter(None, (one.name, one.organisation))) for one in detail.participants]
    context.print_fields(
        [
            ("soort", row.kind),
            ("wanneer", f"{long_day(row.held_on)}, {row.starts_at}"),
            ("plaats", row.place),
            ("voorzitter", row.chair),
            ("deelnemers", ", ".join(there)),
            ("opmerkingen", detail.remarks),
        ]
    )
    context.say()
    context.print_table(
        ("punt", "nummer", "over", "waarom", "uitgenodigd", "minuten", "status"),
        (
            (
                str(place),
                item.number,
                item.who,
                item.reason_text,
                ", ".join(name for _, name in item.partners),
                str(item.planned_minutes),
                item.status.label,
            )
            for place, item in enumerate(detail.items, 1)
        ),
        "Er staat nog niets op de agenda.",
    )
    for title, found in (
        ("Besluiten", detail.decisions),
        ("Acties", [one for one in detail.decisions if one.holder]),
    ):
        if found:
            context.say()
            context.say(title)
        for one in found:
            due = f", uiterlijk {day_year(one.due_on)}" if one.due_on else ""
            holder = f" ({one.holder}{due})" if one.holder else ""
            context.say(f"  {one.number or one.who}: {one.body}{holder}")


def _row_dict(row: MeetingRow) -> dict[str, Any]:
    return {
        "id": row.number,
        "status": row.status,
        "version": row.version,
        "kind": row.kind,
        "held_on": row.held_on,
        "starts_at": row.starts_at,
        "place": row.place,
        "chair": row.chair,
        "items": row.items,
        "done": row.done,
        "planned_minutes": row.planned_minutes,
        "decisions": row.decisions,
        "agenda_closes_at": row.closes_at,
    }


def _detail_dict(detail: MeetingDetail) -> dict[str, Any]:
    places = {item.id: place for place, item in enumerate(detail.items, 1)}
    return {
        **_row_dict(detail.row),
        "remarks": detail.remarks,
        "started_at": detail.started_at,
        "closed_at": detail.closed_at,
        "current": places.get(detail.current_item_id or 0),
        "participants": [
            {
                "name": one.name,
                "organisation": one.organisation,
                "type": one.partner_type,
                "is_team": one.is_team,
                "present": one.present,
            }
            for one in detail.participants
        ],
        "agenda": [_item_dict(item, places[item.id]) for item in detail.items],
        "decided": [_decision_dict(one, places[one.item_id]) for one in detail.decisions],
    }


def _item_dict(item: AgendaRow, place: int) -> dict[str, Any]:
    return {
        "item": place,
        "part": item.part,
        "number": item.number,
        "who": item.who,
        "district": item.district,
        "reason": item.reason,
        "reason_text": item.reason_text,
        "question": item.question,
        "planned_minutes": item.planned_minutes,
        "after_cutoff": item.after_cutoff,
        "rolled_over": item.rolled_over,
        "status": item.status,
        "spent_seconds": item.spent_seconds,
        "partners": [name for _, name in item.partners],
    }


def _decision_dict(one: DecisionRow, place: int) -> dict[str, Any]:
    return {
        "item": place,
        "number": one.number,
        "at": one.at,
        "by": one.by,
        "body": one.body,
        "owner": one.owner,
        "assigned_to": one.assigned_to,
        "due_on": one.due_on,
        "condition": one.condition,
        "informing": one.informing,
        "effect": one.effect,
        "action": one.action_id,
        "done_at": one.done_at,
    }
