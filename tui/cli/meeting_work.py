"""What is done in one meeting from the command line: `signaalpunt meeting NUMMER OPDRACHT`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from store.acts.inputs import Ref
from store.codes import AgendaStatus, LegalBasis
from store.errors import InvalidInput, NotFound, Refused
from store.queries.meeting_shapes import AgendaRow, MeetingDetail
from store.queries.meetings import meeting_by_number, meeting_detail
from store.queries.numbers import resolve
from store.queries.sharing import partner_named
from tui.cli import context
from tui.cli.meetings import show_meeting
from tui.cli.values import pick
from tui.desk import Desk

if TYPE_CHECKING:
    from store.acts.meeting_export import Paper

MINE: dict[str, str] = {}
"""The number of the meeting that `meeting NUMMER …` works on, between the group and its subcommand."""
_PAPERS: dict[Paper, tuple[str, ...]] = {
    "agenda": ("agenda",),
    "minutes": ("minutes", "verslag", "notulen"),
    "actions": ("actions", "actielijst", "acties"),
    "outcome": ("outcome", "uitkomst"),
}


def register(app: typer.Typer) -> None:
    """Add `meeting` with its subcommands."""
    from tui.cli.meeting_planning import COMMANDS

    group = typer.Typer(
        rich_markup_mode=None,
        invoke_without_command=True,
        help="Een overleg voorbereiden, houden en uitwerken: signaalpunt meeting NUMMER [OPDRACHT].",
    )
    group.callback(invoke_without_command=True)(meeting)
    for name, command in (
        ("build", build),
        ("add", add),
        ("invite", invite),
        ("start", start),
        ("next", next_),
        ("decide", decide),
        ("close", close),
        ("export", export),
        ("outcome", outcome),
        *COMMANDS,
    ):
        group.command(name)(command)
    app.add_typer(group, name="meeting")


def meeting(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NUMMER", help="Nummer van het overleg: OV2026-012.")],
) -> None:
    """Toon een overleg (agenda, besluiten, acties), of werk erin met een van de opdrachten."""
    MINE["number"] = number
    if ctx.invoked_subcommand is None:
        with context.open_here() as desk:
            show_meeting(detail_of(desk))


def detail_of(desk: Desk) -> MeetingDetail:
    """Return the meeting that is worked on. Raises `NotFound`."""
    return meeting_detail(desk.store, meeting_by_number(desk.store, MINE["number"]).id)


def told(ref: Ref, sentence: str, **more: object) -> None:
    """Say what was done to a meeting, or print it as JSON with `more`."""
    if context.EVERYWHERE.as_json:
        context.print_json({"id": ref.number, **more})
    else:
        context.say(f"{ref.number}: {sentence}.")


def _item(detail: MeetingDetail, word: str) -> tuple[int, AgendaRow]:
    """Return an item with its place, by that place ("3") or by the number of its case or signal."""
    text = word.strip()
    if text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= len(detail.items):
        return int(text), detail.items[int(text) - 1]
    for place, item in enumerate(detail.items, 1):
        if item.number and item.number.casefold() == text.casefold():
            return place, item
    raise NotFound("Dit punt staat niet op de agenda. Geef het volgnummer, of het nummer van de casus.")


def _partner_id(desk: Desk, name: str) -> int:
    found = partner_named(desk.store, name, desk.profile_id)
    if found is None:
        raise NotFound("Deze organisatie staat niet bij de partners. Controleer de naam.")
    return found.id


def build() -> None:
    """Bouw de agenda opnieuw op; wat u met de hand deed blijft."""
    with context.open_here() as desk:
        from store.acts.meeting_agenda import build_agenda

        made = build_agenda(desk.store, desk.actor, detail_of(desk).row.id, now=desk.now())
        sentence = f"agenda opgebouwd, {made.added} erbij, {made.renewed} bijgewerkt, {made.dropped} eraf"
        told(made.ref, sentence, added=made.added, renewed=made.renewed, dropped=made.dropped)


def add(
    number: Annotated[
        str, typer.Argument(metavar="CASUS", help="Nummer van de casus of het signaal; leeg met --theme.")
    ] = "",
    theme: Annotated[str, typer.Option("--theme", help="Een punt voor het open deel, zonder namen.")] = "",
    question: Annotated[str, typer.Option("--question", help="Wat u de tafel vraagt.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Waarom u het inbrengt.")] = "",
    minutes: Annotated[int, typer.Option("--minutes", help="Hoeveel minuten.")] = 5,
) -> None:
    """Zet een casus, signaal of thema op de agenda."""
    if bool(number.strip()) == bool(theme.strip()):
        raise InvalidInput("Geef het nummer van een casus of signaal, of een thema met --theme.")
    with context.open_here() as desk:
        from store.acts.meeting_items import add_item

        detail = detail_of(desk)
        found = resolve(desk.store, number) if number else None
        ref = add_item(
            desk.store,
            desk.actor,
            detail.row.id,
            case_id=found.id if found and found.kind == "case" else None,
            signal_id=found.id if found and found.kind == "signal" else None,
            title=theme,
            question=question,
            reason=reason,
            minutes=minutes,
            now=desk.now(),
        )
        place = [item.id for item in detail_of(desk).items].index(ref.id) + 1
        told(ref, f"op de agenda gezet, als punt {place}", item=place)


def invite(
    item: Annotated[str, typer.Argument(metavar="PUNT", help="Volgnummer, of nummer van de casus.")],
    organisation: Annotated[str, typer.Argument(metavar="ORGANISATIE", help="Welke partner.")],
) -> None:
    """Nodig een partner uit bij één punt; die ziet alleen de eigen punten."""
    with context.open_here() as desk:
        from store.acts.meeting_items import link_partner

        place, row = _item(detail_of(desk), item)
        ref = link_partner(desk.store, desk.actor, row.id, _partner_id(desk, organisation), now=desk.now())
        told(ref, f"partner uitgenodigd bij punt {place}", item=place)


def start() -> None:
    """Begin het overleg en roep het eerste punt op."""
    with context.open_here() as desk:
        from store.acts.meeting_run import start_meeting

        ref = start_meeting(desk.store, desk.actor, detail_of(desk).row.id, now=desk.now())
        _told_current(desk, ref, "overleg begonnen")


def _told_current(desk: Desk, ref: Ref, sentence: str) -> None:
    detail = detail_of(desk)
    if detail.current is None:
        told(ref, f"{sentence}; er wacht geen punt meer", item=None)
        return
    place = detail.items.index(detail.current) + 1
    name = " ".join(filter(None, (detail.current.number, detail.current.who)))
    told(ref, f"{sentence}; aan de orde is punt {place}, {name}", item=place)


def next_(
    skip: Annotated[
        bool, typer.Option("--skip", help="Het punt is niet besproken en blijft wachten.")
    ] = False,
) -> None:
    """Rond het punt af dat aan de orde is en roep het volgende op."""
    with context.open_here() as desk:
        from store.acts.meeting_run import call_item, call_step, finish_item

        detail = detail_of(desk)
        waiting = [item for item in detail.items if item.status == AgendaStatus.WAITING]
        if skip and detail.current is not None:
            call_step(desk.store, desk.actor, detail.row.id, 1, now=desk.now())
        elif detail.current is not None:
            finish_item(desk.store, desk.actor, detail.current.id, now=desk.now())
        elif waiting:
            call_item(desk.store, desk.actor, waiting[0].id, now=desk.now())
        else:
            raise Refused(
                "Er wacht geen punt meer. Sluit het overleg met `signaalpunt meeting NUMMER close`."
            )
        row = meeting_by_number(desk.store, detail.row.number)
        _told_current(desk, Ref(row.id, row.number, row.version), "verder")


def decide(
    line: Annotated[
        str,
        typer.Argument(
            metavar="REGEL", help="Zoals: samen langs @Joris +5wd als zij instemt; informeren: ja"
        ),
    ],
    item: Annotated[
        str, typer.Option("--item", help="Bij welk punt; standaard het punt dat aan de orde is.")
    ] = "",
) -> None:
    """Leg een besluit vast; wat het routeert, overdraagt of sluit gebeurt meteen."""
    with context.open_here() as desk:
        from store.acts.decisions import decide_typed

        detail = detail_of(desk)
        row = _item(detail, item)[1] if item else detail.current
        if row is None:
            raise Refused("Er is geen punt aan de orde. Begin het overleg, of kies een punt met --item.")
        ref = decide_typed(desk.store, desk.actor, row.id, line, now=desk.now())
        told(ref, "besluit vastgelegd", decision=ref.id, item=detail.items.index(row) + 1)


def close() -> None:
    """Sluit het overleg; wat niet bereikt is gaat mee naar het volgende."""
    with context.open_here() as desk:
        from store.acts.meeting_run import close_meeting

        made = close_meeting(desk.store, desk.actor, detail_of(desk).row.id, now=desk.now())
        moved = f", {made.rolled_over} door naar {made.next_ref.number}" if made.rolled_over else ""
        told(made.ref, f"overleg gesloten{moved}", next=made.next_ref.number, rolled_over=made.rolled_over)


def export(
    what: Annotated[str, typer.Option("--what", help="agenda, minutes, actions of outcome.")],
    format_: Annotated[str, typer.Option("--format", help="pdf, docx, md of json.")] = "pdf",
    out: Annotated[Path, typer.Option("--out", "-o", help="Map waarin het bestand komt.")] = Path(),
    for_: Annotated[str, typer.Option("--for", help="Alleen de punten van deze partner.")] = "",
    basis: Annotated[str, typer.Option("--basis", help="Waarom een partner dit mag: wmo, …")] = "wmo",
) -> None:
    """Schrijf agenda, verslag, actielijst of uitkomst in een bestand."""
    with context.open_here() as desk:
        from store.acts.meeting_export import export_meeting

        made = export_meeting(
            desk.store,
            desk.actor,
            detail_of(desk).row.id,
            _paper(what),
            format_.strip().casefold(),
            out,
            partner_id=_partner_id(desk, for_) if for_ else None,
            basis=pick(LegalBasis, basis, "grondslag"),
            team=desk.team_name,
            now=desk.now(),
        )
        if context.EVERYWHERE.as_json:
            context.print_json(
                {
                    "id": made.number,
                    "file": str(made.path),
                    "sha256": made.sha256,
                    "disclosures": made.disclosures,
                }
            )
        else:
            context.say(f"Geschreven: {made.path}")


def _paper(word: str) -> Paper:
    key = word.strip().casefold()
    for paper, names in _PAPERS.items():
        if key in names:
            return paper
    raise InvalidInput(f"Onbekend papier. Mogelijk zijn: {', '.join(_PAPERS)}.")


def outcome(
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Bestand; anders komt de JSON op het scherm.")
    ] = None,
) -> None:
    """Geef de uitkomst van het overleg als JSON, in de vorm van UitkomstOverleg."""
    with context.open_here() as desk:
        import json

        from store.acts.meeting_export import export_meeting, show_outcome

        meeting_id = detail_of(desk).row.id
        if out is None:
            context.print_json(json.loads(show_outcome(desk.store, desk.actor, meeting_id, now=desk.now())))
            return
        if not out.name:
            raise InvalidInput("Geef een bestand bij -o. Er is niets geschreven.")
        made = export_meeting(
            desk.store,
            desk.actor,
            meeting_id,
            "outcome",
            "json",
            out.parent,
            file_name=out.name,
            now=desk.now(),
        )
        if context.EVERYWHERE.as_json:
            context.print_json({"id": made.number, "file": str(made.path), "sha256": made.sha256})
        else:
            context.say(f"Geschreven: {made.path}")
