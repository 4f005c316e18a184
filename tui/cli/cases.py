"""Cases from the command line: list, show, and everything done in one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from store.acts.inputs import Ref
from store.codes import (
    CaseStatus,
    ContactKind,
    DayPart,
    EscalationTarget,
    LifeDomain,
    Outcome,
)
from store.errors import InvalidInput, NotFound
from store.local_time import moment
from store.queries.case_detail import case_detail
from store.queries.cases import CaseFilter, every_case
from store.queries.numbers import resolve
from store.queries.shared import theme_words
from store.rules.clocks import describe_due
from store.rules.normalise import datetime_nl
from tui.cli import context
from tui.cli.values import day, pick
from tui.desk import Desk

MINE: dict[str, str] = {}
"""The number of the case that `case NUMMER …` works on, between the group and its subcommand."""


def register(app: typer.Typer) -> None:
    """Add `cases`, `case` with its subcommands, and `export`."""
    app.command("cases")(cases)
    app.command("export")(export)
    group = typer.Typer(
        rich_markup_mode=None,
        invoke_without_command=True,
        help="Werk in een casus: signaalpunt case NUMMER [OPDRACHT].",
    )
    group.callback(invoke_without_command=True)(case)
    for name, command in (
        ("contact", contact),
        ("status", status),
        ("lead", lead),
        ("action", action),
        ("done", done),
        ("note", note),
        ("score", score),
        ("plan", plan),
        ("informed", informed),
        ("close", close),
        ("reopen", reopen),
    ):
        group.command(name)(command)
    app.add_typer(group, name="case")


def cases(
    status_: Annotated[
        list[str] | None, typer.Option("--status", help="Alleen deze status; mag vaker.")
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Alleen open casussen.")] = False,
    lead_: Annotated[str, typer.Option("--lead", help="Alleen van deze casusregisseur.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=0, help="Hoogstens zoveel; 0 is alles.")] = 0,
) -> None:
    """Toon casussen, open eerst."""
    with context.open_here() as desk:
        chosen = CaseFilter(
            status=tuple(pick(CaseStatus, one, "status") for one in status_ or ()),
            open_only=open_,
            lead=lead_,
        )
        rows = []
        for row in every_case(desk.store, chosen):
            rows.append(row)
            if limit and len(rows) >= limit:
                break
        if context.EVERYWHERE.as_json:
            context.print_json(
                [
                    {
                        "id": row.number,
                        "status": row.status,
                        "case_lead": row.lead,
                        "team": row.team,
                        "resident": row.who,
                        "address": row.where,
                        "district": row.district,
                        "themes": [theme.value for theme in row.themes],
                        "urgency": row.urgency,
                        "opened_at": row.opened_at,
                        "closed_at": row.closed_at,
                        "outcome": row.outcome,
                        "open_actions": row.open_actions,
                        "next_due": row.next_due,
                        "next_due_kind": row.next_due_kind,
                    }
                    for row in rows
                ]
            )
            return
        today = desk.today()
        context.print_table(
            ("nummer", "status", "waar", "wie", "regie", "thema's", "termijn"),
            (
                (
                    row.number,
                    row.status.label,
                    row.where,
                    row.who,
                    row.lead,
                    theme_words(row.themes),
                    f"{row.next_due_kind.label}: {describe_due(row.next_due, today).text}"
                    if row.next_due and row.next_due_kind
                    else "",
                )
                for row in rows
            ),
            "Geen casussen. Een casus begint als een signaal naar een team gaat dat casussen opent.",
        )


def _case_id(desk: Desk, number: str) -> int:
    found = resolve(desk.store, number)
    if found.kind != "case":
        raise NotFound(f"{found.number} is een signaal. Geef het nummer van een casus, zoals C2026-031.")
    return found.id


def case(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NUMMER", help="Nummer van de casus, zoals C2026-031.")],
) -> None:
    """Toon een casus, of werk erin met een van de opdrachten."""
    MINE["number"] = number
    if ctx.invoked_subcommand is None:
        with context.open_here() as desk:
            show_case(desk, _case_id(desk, number))


def show_case(desk: Desk, case_id: int) -> None:
    """Print one case, as text or JSON."""
    detail = case_detail(desk.store, case_id, today=desk.today())
    head = detail.head
    if context.EVERYWHERE.as_json:
        context.print_json(_case_dict(detail))
        return
    context.say(f"Casus {head.number} · {head.status.label}")
    context.print_fields(
        [
            ("betrokkene", head.who),
            ("adres", head.where),
            ("team", head.team),
            ("casusregisseur", head.lead),
            ("thema's", theme_words(head.themes)),
            ("doel", head.goal),
            ("plan", head.plan),
            ("veiligheid bij bezoek", head.visit_safety),
            ("geopend", moment(head.opened_at)),
            ("eindresultaat", head.outcome.label if head.outcome else ""),
            ("signalen", ", ".join(one.number for one in detail.signals)),
            ("contactpogingen", f"{detail.ladder.total}, bereikt {detail.ladder.reached}"),
            ("nog niet geprobeerd", " · ".join(detail.ladder.not_tried)),
        ]
    )
    for clock in detail.clocks:
        context.say(f"termijn: {clock.kind.label}, {clock.due.text} ({clock.norm.label})")
    for one in detail.open_actions:
        due = f", {one.due.text}" if one.due else ""
        context.say(f"actie {one.id}: {one.title} ({one.owner}{due})")


def _case_dict(detail: Any) -> dict[str, Any]:
    head = detail.head
    return {
        "id": head.number,
        "status": head.status,
        "version": head.version,
        "next_statuses": [one.value for one in detail.next_statuses],
        "profile": head.profile_key,
        "team": head.team,
        "case_lead": head.lead,
        "resident": head.who,
        "address": head.where,
        "district": head.district,
        "urgency": head.urgency,
        "themes": [one.value for one in head.themes],
        "goal": head.goal,
        "plan": head.plan,
        "visit_safety": head.visit_safety,
        "waitlist_owner": head.waitlist_owner,
        "review_on": head.review_on,
        "escalation_target": head.escalation_target,
        "handover_to": head.handover_to,
        "outcome": head.outcome,
        "opened_at": head.opened_at,
        "closed_at": head.closed_at,
        "signals": [
            {"id": one.number, "status": one.status, "partner": one.source} for one in detail.signals
        ],
        "contact_attempts": [
            {
                "at": one.at,
                "kind": one.kind,
                "day_part": one.day_part,
                "reached": one.reached,
                "with_whom": one.with_whom,
                "result": one.result,
                "by": one.by,
            }
            for one in detail.attempts
        ],
        "not_tried": list(detail.ladder.not_tried),
        "actions": [
            {
                "id": one.id,
                "title": one.title,
                "owner": one.owner,
                "due_on": one.due_on,
                "done_at": one.done_at,
            }
            for one in (*detail.open_actions, *detail.done_actions)
        ],
        "zrm_scores": [
            {"life_domain": one.domain, "level": one.level, "at": one.at, "previous": one.previous_level}
            for one in detail.scores
        ],
        "clocks": [{"kind": one.kind, "due_on": one.due_on, "norm": one.norm} for one in detail.clocks],
        "timeline": [
            {"at": one.at, "kind": one.kind.value, "by": one.by, "title": one.title, "body": one.body}
            for one in detail.timeline.entries
        ],
    }


class _Working:
    """The open desk and the case of `case NUMMER …`, for the length of a `with` block."""

    def __init__(self) -> None:
        self._opened = context.open_here()

    def __enter__(self) -> tuple[Desk, int]:
        desk = self._opened.__enter__()
        return desk, _case_id(desk, MINE["number"])

    def __exit__(self, *error: Any) -> None:
        self._opened.__exit__(*error)


def _told(ref: Ref, sentence: str) -> None:
    if context.EVERYWHERE.as_json:
        context.print_json({"id": ref.number, "version": ref.version})
    else:
        context.say(f"{ref.number}: {sentence}.")


def contact(
    kind: Annotated[str, typer.Option("--kind", help="huisbezoek, telefoon, kaartje, brief, …")],
    reached: Annotated[bool, typer.Option("--reached/--not-reached", help="Wel of niet bereikt.")] = False,
    at: Annotated[str | None, typer.Option("--at", help="Wanneer; standaard nu.")] = None,
    part: Annotated[str | None, typer.Option("--part", help="ochtend, middag of avond.")] = None,
    with_whom: Annotated[str, typer.Option("--with", help="Samen met.")] = "",
    result: Annotated[str, typer.Option("--result", help="Wat het opleverde.")] = "",
) -> None:
    """Leg een contactpoging vast."""
    when: datetime | None = None
    if at is not None:
        when = datetime_nl(at)
        if when is None:
            raise InvalidInput("Dit moment bestaat niet. Schrijf bijvoorbeeld 12-11-2026 19:30.")
    with _Working() as (desk, case_id):
        from store.acts.case_work import log_contact

        ref = log_contact(
            desk.store,
            desk.actor,
            case_id,
            pick(ContactKind, kind, "soort"),
            reached=reached,
            at=when,
            part=pick(DayPart, part, "dagdeel") if part else None,
            with_whom=with_whom,
            result=result,
        )
        _told(ref, "contactpoging vastgelegd")


def status(
    new: Annotated[str, typer.Argument(metavar="STATUS", help="Nieuwe status.")],
    reason: Annotated[str, typer.Option("--reason", help="Waarom.")] = "",
    owner: Annotated[
        str, typer.Option("--owner", help="Bij wachtlijst: wie houdt de casus in het oog.")
    ] = "",
    review: Annotated[
        str | None, typer.Option("--review", help="Bij wachtlijst: datum van herziening.")
    ] = None,
    target: Annotated[str | None, typer.Option("--target", help="Bij opgeschaald: waarheen.")] = None,
    to: Annotated[str, typer.Option("--to", help="Bij overdracht: aan wie.")] = "",
) -> None:
    """Zet de casus in een andere status."""
    with _Working() as (desk, case_id):
        from store.acts.cases import change_status

        chosen = pick(CaseStatus, new, "status")
        ref = change_status(
            desk.store,
            desk.actor,
            case_id,
            chosen,
            reason=reason,
            waitlist_owner=owner,
            review_on=day(review, desk.today()) if review else None,
            escalation_target=pick(EscalationTarget, target, "bestemming") if target else None,
            handover_to=to,
        )
        _told(ref, f"status is nu {chosen.label}")


def lead(name: Annotated[str, typer.Argument(metavar="NAAM", help="Wie de regie heeft.")]) -> None:
    """Wijs de regie toe."""
    with _Working() as (desk, case_id):
        from store.acts.cases import assign_lead

        _told(assign_lead(desk.store, desk.actor, case_id, name), "regie toegewezen")


def action(
    title: Annotated[str, typer.Argument(metavar="WAT", help="Wat er gedaan moet worden.")],
    owner: Annotated[str, typer.Option("--owner", help="Wie; standaard uzelf.")] = "",
    due: Annotated[str | None, typer.Option("--due", help="Uiterlijk: datum, morgen, +5wd.")] = None,
) -> None:
    """Spreek een actie af."""
    with _Working() as (desk, case_id):
        from store.acts.case_work import add_action

        due_on = day(due, desk.today()) if due else None
        ref = add_action(desk.store, desk.actor, title, case_id=case_id, owner=owner, due_on=due_on)
        if context.EVERYWHERE.as_json:
            context.print_json({"id": ref.number, "action": ref.id})
        else:
            context.say(f"{ref.number}: actie {ref.id} afgesproken.")


def done(
    number: Annotated[int, typer.Argument(metavar="ACTIE", help="Nummer van de actie, zie de casus.")],
    note_: Annotated[str, typer.Option("--note", help="Wat het opleverde.")] = "",
) -> None:
    """Vink een actie af."""
    with _Working() as (desk, case_id):
        detail = case_detail(desk.store, case_id, today=desk.today())
        if number not in {one.id for one in detail.open_actions}:
            raise NotFound("Deze actie staat niet open in deze casus.")
        from store.acts.case_work import finish_action

        _told(finish_action(desk.store, desk.actor, number, note=note_), "actie afgerond")


def note(
    text: Annotated[str, typer.Argument(metavar="TEKST", help="De notitie.")],
    opinion: Annotated[bool, typer.Option("--opinion", help="Een mening, geen feit.")] = False,
) -> None:
    """Schrijf een notitie."""
    with _Working() as (desk, case_id):
        from store.acts.case_work import add_note

        _told(
            add_note(desk.store, desk.actor, text, case_id=case_id, is_fact=not opinion), "notitie geschreven"
        )


def score(
    domain: Annotated[str, typer.Argument(metavar="LEEFGEBIED", help="Leefgebied, zoals Huisvesting.")],
    level: Annotated[int, typer.Argument(metavar="SCORE", help="1 acuut tot 5 volledig zelfredzaam.")],
    note_: Annotated[str, typer.Option("--note", help="Toelichting.")] = "",
) -> None:
    """Scoor één leefgebied."""
    with _Working() as (desk, case_id):
        from store.acts.case_work import score_domain

        chosen = pick(LifeDomain, domain, "leefgebied")
        _told(score_domain(desk.store, desk.actor, case_id, chosen, level, note=note_), "leefgebied gescoord")


def plan(
    goal: Annotated[str, typer.Option("--goal", help="Het doel.")] = "",
    plan_: Annotated[str, typer.Option("--plan", help="Het plan.")] = "",
) -> None:
    """Schrijf doel en plan."""
    with _Working() as (desk, case_id):
        from store.acts.cases import set_plan

        head = case_detail(desk.store, case_id, today=desk.today()).head
        ref = set_plan(desk.store, desk.actor, case_id, goal=goal or head.goal, plan=plan_ or head.plan)
        _told(ref, "plan bijgewerkt")


def informed(
    no: Annotated[str, typer.Option("--no", metavar="REDEN", help="Nog niet geïnformeerd, omdat …")] = "",
    review: Annotated[str | None, typer.Option("--review", help="Wanneer dat herzien wordt.")] = None,
) -> None:
    """Leg vast dat de betrokkene geïnformeerd is, of waarom nog niet."""
    with _Working() as (desk, case_id):
        from store.acts.case_work import record_informed

        ref = record_informed(
            desk.store,
            desk.actor,
            case_id,
            informed=not no,
            reason=no,
            review_on=day(review, desk.today()) if review else None,
        )
        _told(ref, "vastgelegd")


def close(
    outcome: Annotated[str, typer.Option("--outcome", help="Eindresultaat.")],
    reason: Annotated[str, typer.Option("--reason", help="Toelichting.")] = "",
) -> None:
    """Sluit de casus met een eindresultaat."""
    with _Working() as (desk, case_id):
        from store.acts.cases import close_case

        ref = close_case(desk.store, desk.actor, case_id, pick(Outcome, outcome, "uitkomst"), reason=reason)
        _told(ref, "casus afgesloten")


def reopen(reason: Annotated[str, typer.Option("--reason", help="Waarom.")]) -> None:
    """Heropen een afgesloten casus."""
    with _Working() as (desk, case_id):
        from store.acts.cases import reopen_case

        _told(reopen_case(desk.store, desk.actor, case_id, reason=reason), "casus heropend")


def export(
    number: Annotated[str, typer.Argument(metavar="CASUS", help="Nummer van de casus.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Map waarin het bestand komt.")] = Path(),
) -> None:
    """Schrijf een samenvatting van een casus als Markdown-bestand."""
    with context.open_here() as desk:
        from store.acts.export import export_case

        written = export_case(desk.store, desk.actor, _case_id(desk, number), out)
        if context.EVERYWHERE.as_json:
            context.print_json({"file": str(written)})
        else:
            context.say(f"Geschreven: {written}")
