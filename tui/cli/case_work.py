"""What is done in one case from the command line: `signaalpunt case NUMMER OPDRACHT`."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer

from store.acts.inputs import Ref
from store.codes import CaseStatus, ContactKind, DayPart, EscalationTarget, LifeDomain, Outcome
from store.errors import InvalidInput, NotFound, Shielded
from store.local_time import moment
from store.queries.case_detail import case_detail
from store.rules.normalise import datetime_nl
from tui.cli import context
from tui.cli.cases import case_id_of, show_case
from tui.cli.values import day, pick
from tui.desk import Desk

MINE: dict[str, str] = {}
"""The number of the case that `case NUMMER …` works on, between the group and its subcommand."""


def register(app: typer.Typer) -> None:
    """Add `case` with its subcommands."""
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
        ("shield", shield),
        ("unshield", unshield),
        ("break-glass", glass),
    ):
        group.command(name)(command)
    app.add_typer(group, name="case")


def case(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NUMMER", help="Nummer van de casus, zoals C2026-031.")],
) -> None:
    """Toon een casus, of werk erin met een van de opdrachten."""
    MINE["number"] = number
    if ctx.invoked_subcommand is None:
        with context.open_here() as desk:
            show_case(desk, case_id_of(desk, number))


class _Working:
    """The open desk and the case of `case NUMMER …`, for the length of a `with` block."""

    def __init__(self) -> None:
        self._opened = context.open_here()

    def __enter__(self) -> tuple[Desk, int]:
        desk = self._opened.__enter__()
        return desk, case_id_of(desk, MINE["number"])

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


def shield(
    reason: Annotated[str, typer.Option("--reason", help="Waarom alleen het team deze casus ziet.")],
) -> None:
    """Scherm de casus af: alleen het team ervan ziet haar nog."""
    with _Working() as (desk, case_id):
        from store.acts.shielding import shield_case

        _told(shield_case(desk.store, desk.actor, case_id, reason, now=desk.now()), "afgeschermd")


def unshield(
    reason: Annotated[str, typer.Option("--reason", help="Waarom iedereen de casus weer mag zien.")],
) -> None:
    """Hef de afscherming van de casus op."""
    with _Working() as (desk, case_id):
        from store.acts.shielding import unshield_case

        _told(unshield_case(desk.store, desk.actor, case_id, reason, now=desk.now()), "niet meer afgeschermd")


def glass(
    reason: Annotated[
        str, typer.Option("--reason", help="Waarom u deze casus nu moet zien; de coördinator leest dit.")
    ],
) -> None:
    """Breek het glas: open een afgeschermde casus voor acht uur, met een reden die wordt vastgelegd."""
    with context.open_here() as desk:
        from store.acts.shielding import break_glass

        try:
            case_id = case_id_of(desk, MINE["number"])
        except Shielded as error:
            case_id = error.case_id
        until = break_glass(desk.store, desk.actor, case_id, reason, now=desk.now())
        if context.EVERYWHERE.as_json:
            context.print_json({"until": until})
        else:
            context.say(
                f"Geopend tot {moment(until)}. Dit is vastgelegd; een coördinator ziet het op Vandaag."
            )
