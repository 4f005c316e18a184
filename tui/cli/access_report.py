"""`access-report`: what a resident is handed who asks what is held (AVG 15)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tui.cli import context
from tui.cli.cases import case_id_of


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("access-report")(access_report)


def access_report(
    case: Annotated[str, typer.Argument(metavar="CASUS", help="Nummer van een casus van de betrokkene.")],
    output: Annotated[str, typer.Option("-o", metavar="MAP", help="Schrijf het in deze map.")],
    format_: Annotated[str, typer.Option("--format", help="pdf, docx, md of json.")] = "pdf",
) -> None:
    """Maak een inzageoverzicht voor de betrokkene: wat er is vastgelegd, van wie, voor wie en wie keek."""
    with context.open_here() as desk:
        from store.acts.access_report import write_access_report

        case_id = case_id_of(desk, case)
        path = write_access_report(desk.store, desk.actor, case_id, Path(output), format_, now=desk.now())
        if context.EVERYWHERE.as_json:
            context.print_json({"file": str(path)})
            return
        context.say(f"Geschreven: {path}")
        context.say("Lees het na voor u het geeft; de teksten neemt u met de betrokkene door.")
