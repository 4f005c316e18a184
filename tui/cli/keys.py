"""What opens a store: another passphrase, another recovery code."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tui.cli import context
from tui.opening import read_passphrase


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("passphrase")(passphrase)
    app.command("recovery-code")(recovery_code)


def passphrase(
    new_file: Annotated[
        str | None,
        typer.Option(
            "--new-file", metavar="BESTAND", help="Eerste regel: de nieuwe wachtzin. Anders gevraagd."
        ),
    ] = None,
) -> None:
    """Kies een andere wachtzin; de opslag zelf en de herstelcode veranderen niet."""
    with context.open_here(choosing=True) as desk:
        from store.acts.workers import own_passphrase
        from store.engine.vault import check_new_passphrase

        known = (desk.actor.name, desk.profile_name, desk.team_name)
        if new_file is None:
            new = context.ask_new_passphrase(known)
        else:
            new = read_passphrase(Path(new_file))
            check_new_passphrase(new, known)
        own_passphrase(desk.store, desk.actor, new)
        if context.EVERYWHERE.as_json:
            context.print_json({"changed": True})
        else:
            context.say("De nieuwe wachtzin geldt vanaf nu. De herstelcode blijft gelden.")


def recovery_code() -> None:
    """Maak een nieuwe herstelcode; de oude geldt dan niet meer."""
    with context.open_here() as desk:
        from store.acts.workers import new_recovery_code

        code = new_recovery_code(desk.store, desk.actor, now=desk.now())
        if context.EVERYWHERE.as_json:
            context.print_json({"recovery_code": code})
            return
        context.say("Schrijf deze herstelcode op papier; zij wordt maar één keer getoond:")
        context.say()
        context.say(f"    {code}")
