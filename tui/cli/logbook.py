"""The log: `verify` whether it is whole, and `log` to read it."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from store.codes import LogEvent
from store.engine.head_words import written
from store.errors import InvalidInput, Refused
from store.local_time import moment
from store.queries.log_view import EVERYTHING, LogFilter, LogRow, every_entry, log_subject
from tui.cli import context
from tui.cli.values import day, pick
from tui.forms.log_words import TOO_OLD, filter_words, problem_lines, pruned_lines

if TYPE_CHECKING:
    from store.acts.log_export import LogFormat
    from store.queries.log_verify import Verified


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("verify")(verify)
    app.command("log")(log)


def log(
    case: Annotated[
        str, typer.Option("--case", metavar="NUMMER", help="Alleen over deze casus of dit signaal.")
    ] = "",
    resident: Annotated[
        str,
        typer.Option(
            "--resident", metavar="NUMMER", help="Over de betrokkene van deze casus of dit signaal."
        ),
    ] = "",
    worker: Annotated[str, typer.Option("--worker", help="Alleen van deze medewerker.")] = "",
    since: Annotated[str, typer.Option("--since", help="Vanaf deze dag.")] = "",
    until: Annotated[str, typer.Option("--until", help="Tot en met deze dag.")] = "",
    event: Annotated[
        str, typer.Option("--event", help="Alleen deze gebeurtenis, zoals read of export.")
    ] = "",
    searched: Annotated[
        bool,
        typer.Option(
            "--searched", help="Vraag een zoekwoord (of lees het van standaardinvoer) en toon wie dat zocht."
        ),
    ] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, help="Hoogstens zoveel; 0 is alles.")] = 200,
    output: Annotated[
        str, typer.Option("-o", metavar="MAP", help="Schrijf alles als bestand in deze map.")
    ] = "",
    format_: Annotated[str, typer.Option("--format", help="Van het bestand: csv of md.")] = "csv",
) -> None:
    """Lees het logboek: wie zag, deed of zocht wat, en wanneer. Ook dit lezen komt in het logboek."""
    if case and resident:
        raise InvalidInput("Kies --case of --resident, niet allebei.")
    with context.open_here() as desk:
        chosen, number = EVERYTHING, ""
        if case or resident:
            about = log_subject(desk.store, case or resident)
            number = about.number
            if resident and not about.resident_ids:
                raise Refused(f"Bij {number} is geen betrokkene bekend.")
            chosen = (
                LogFilter(resident_ids=about.resident_ids)
                if resident
                else LogFilter(case_id=about.case_id, signal_id=about.signal_id)
            )
        chosen = LogFilter(
            worker=worker,
            event=pick(LogEvent, event, "gebeurtenis") if event else None,
            case_id=chosen.case_id,
            signal_id=chosen.signal_id,
            resident_ids=chosen.resident_ids,
            since=day(since, desk.today()) if since else None,
            until=day(until, desk.today()) if until else None,
            searched=_asked_word() if searched else "",
        )
        described = filter_words(chosen, number)
        if output:
            from store.acts.log_export import export_log

            kind: LogFormat = "md" if format_ == "md" else "csv"
            if format_ not in ("csv", "md"):
                raise InvalidInput("Onbekend bestand. Mogelijk zijn: csv, md.")
            path = export_log(desk.store, desk.actor, chosen, described, Path(output), kind, now=desk.now())
            if context.EVERYWHERE.as_json:
                context.print_json({"file": str(path)})
            else:
                context.say(f"Geschreven: {path}")
            return
        found = list(islice(every_entry(desk.store, chosen), limit or None))
        context.note_look(desk, "log", summary=f"logboek ingezien: {described}")
        _print_log(found)


def _asked_word() -> str:
    """Read a search word: never from the command line, which others on the computer can see."""
    if sys.stdin.isatty():
        context.say_aside("Typ het zoekwoord en druk op Enter.")
    word = sys.stdin.readline().strip()
    if not word:
        raise InvalidInput("Geef het zoekwoord op standaardinvoer; het hoort niet op de opdrachtregel.")
    return word


def _print_log(rows: list[LogRow]) -> None:
    if context.EVERYWHERE.as_json:
        context.print_json(
            [
                {
                    "entry": row.id,
                    "at": row.at,
                    "worker": row.worker,
                    "event": row.event,
                    "kind": row.kind,
                    "number": row.number or None,
                    "resident": row.resident,
                    "summary": row.summary,
                    "on_behalf": row.on_behalf,
                    "purpose": row.purpose,
                    "outcome": row.outcome,
                    "searched": row.searched,
                }
                for row in rows
            ]
        )
        return
    context.print_table(
        ("regel", "tijd", "wie", "gebeurtenis", "nummer", "omschrijving", "namens", "doel"),
        (
            (
                str(row.id),
                moment(row.at) if row.at else "?",
                row.worker,
                row.event_label,
                row.number,
                row.summary,
                row.on_behalf,
                row.purpose,
            )
            for row in rows
        ),
        "Geen regels. Kies minder nauw: een langere tijd, een andere medewerker of gebeurtenis.",
    )


def verify(
    head: Annotated[
        str, typer.Option("--head", metavar="KENMERK", help="Een kenmerk dat u eerder opschreef.")
    ] = "",
) -> int:
    """Controleer of het logboek heel is en toon het kenmerk om op te schrijven."""
    from store.engine.head_words import read

    earlier = read(head) if head else None
    with context.open_here() as desk:
        from store.queries.log_verify import verify_log

        found = verify_log(desk.store, earlier)
    if context.EVERYWHERE.as_json:
        context.print_json(_as_json(found))
    if not found.whole:
        raise Refused("\n".join(problem_lines(found)))
    if not context.EVERYWHERE.as_json:
        context.say(f"Het logboek is heel: {found.entries} regels, geen weggehaald of veranderd.")
        for line in pruned_lines(found):
            context.say(line)
        if found.earlier:
            context.say("Het opgegeven kenmerk staat erin.")
        elif found.too_old:
            context.say(TOO_OLD)
        context.say(f"Kenmerk: {found.head}")
    return 0


def _as_json(found: Verified) -> dict[str, object]:
    return {
        "whole": found.whole,
        "entries": found.entries,
        "head": found.head,
        "earlier_head": found.earlier,
        "earlier_head_too_old": found.too_old,
        "destroyed": [
            {
                "up_to": one.up_to,
                "entries": one.entries,
                "stays_from": one.stays_from,
                "at": one.at,
                "proposed_by": one.proposed_by,
                "approved_by": one.approved_by,
                "head": written(one.up_to, one.mac),
            }
            for one in found.pruned
        ],
        "broken": found.broken,
        "faults": [
            {"kind": fault.kind, "first": fault.first, "last": fault.last, "at": fault.at}
            for fault in found.faults
        ],
    }
