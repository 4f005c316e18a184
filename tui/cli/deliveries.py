"""`signaalpunt import`: bring in what a partner sent."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tui.cli import context


def register(app: typer.Typer) -> None:
    """Add `import`."""
    app.command("import")(import_)


def import_(
    path: Annotated[Path, typer.Argument(metavar="BESTAND", help="CSV, Excel (.xlsx) of DDAS-JSON.")],
    partner: Annotated[
        str, typer.Option("--partner", help="Wie het stuurde, als de rijen dat niet zeggen.")
    ] = "",
    profile: Annotated[str, typer.Option("--profile", help="Gemeente voor rijen zonder bekend adres.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Proef: laat zien wat er zou gebeuren.")] = False,
) -> None:
    """Lees een levering in: elke rij wordt nieuw, herhaald, na te kijken of afgewezen (met de reden)."""
    with context.open_here() as desk:
        from store.acts.deliveries import import_delivery
        from store.exchange.delivery import open_delivery

        shown = sys.stderr.isatty()

        def progress(rows: int) -> None:
            if shown and rows % 10_000 == 0:
                context.say_aside(f"{rows} rijen gelezen …")

        result = import_delivery(
            desk.store,
            desk.actor,
            open_delivery(path),
            path,
            partner=partner,
            profile=profile,
            dry_run=dry_run,
            progress=progress,
        )
    if context.EVERYWHERE.as_json:
        context.print_json(
            {
                "read": result.read,
                "new": result.new,
                "repeated": result.repeated,
                "to_check": result.to_check,
                "rejected": result.rejected,
                "rejected_rows": [
                    {"row": row.row_number, "reasons": list(row.reasons)} for row in result.rejected_rows
                ],
                "rejected_file": str(result.rejected_file) if result.rejected_file else None,
                "dry_run": dry_run,
                "already": result.already or None,
                "notes": list(result.notes),
            }
        )
        return
    if result.already:
        context.say(result.already)
    if dry_run:
        context.say("Proef; er is niets toegevoegd.")
    context.print_fields(
        [
            ("gelezen", str(result.read)),
            ("nieuw", str(result.new)),
            ("herhaalde melding", str(result.repeated)),
            ("na te kijken", str(result.to_check)),
            ("afgewezen", str(result.rejected)),
        ]
    )
    for note in result.notes:
        context.say(note)
    for row in result.rejected_rows[:20]:
        context.say(f"  rij {row.row_number}: {' '.join(row.reasons)}")
    if result.rejected > 20:
        context.say(f"  … en nog {result.rejected - 20} rijen")
    if result.rejected_file:
        context.say(f"Afgewezen rijen om te verbeteren en opnieuw in te lezen: {result.rejected_file}")
