"""Copies of the store from the command line: make one, list them, choose where the daily ones go."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from store.engine.location import shown
from store.errors import InvalidInput
from store.local_time import day_year, moment
from store.queries.backups import CopyRow, backup_folder, copies
from store.text import size_words
from tui.cli import context
from tui.desk import Desk


def register(app: typer.Typer) -> None:
    """Add `backup`."""
    app.command("backup")(backup)


def backup(
    dest: Annotated[
        str | None, typer.Argument(metavar="MAP", help="Map voor de kopie; standaard die van elke dag.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Toon welke kopieën er zijn.")] = False,
    daily: Annotated[
        str | None,
        typer.Option("--daily", metavar="MAP", help="Zet de dagelijkse kopieën voortaan in deze map."),
    ] = None,
) -> None:
    """Maak een versleutelde reservekopie terwijl anderen doorwerken; zij telt pas als zij is nagekeken."""
    if (dest is not None) + listed + (daily is not None) > 1:
        raise InvalidInput("Kies één van de drie: een map, --list of --daily MAP.")
    with context.open_here() as desk:
        if listed:
            _list(desk)
        elif daily is not None:
            _choose(desk, daily)
        else:
            _make(desk, dest)


def _make(desk: Desk, dest: str | None) -> None:
    from store.acts.backups import make_backup

    folder = None if dest is None else _folder(dest)
    made = make_backup(desk.store, desk.actor, folder, now=desk.now(), progress=told_progress())
    copied = made.copied
    if context.EVERYWHERE.as_json:
        context.print_json(
            {
                "path": str(copied.path),
                "size": copied.size,
                "removed": made.removed,
                "rows": dict(copied.rows),
            }
        )
        return
    context.say(f"Kopie gemaakt en nagekeken: {copied.path}")
    context.say(
        f"  {size_words(copied.size)} · {copied.rows['signals']} signalen · {copied.rows['cases']} casussen · "
        f"{copied.rows['log_entries']} regels in het logboek"
    )
    if not made.log_whole:
        context.say(
            "  Let op: het logboek is niet heel, in de opslag zelf ook niet. Zie `signaalpunt verify`."
        )
    if made.removed:
        context.say(f"  {made.removed} oude kopie(ën) opgeruimd")


def _folder(text: str) -> Path:
    if not text.strip() or "\0" in text:
        raise InvalidInput("Geef de map waar de kopie moet komen.")
    try:
        place = Path(text).expanduser().absolute()
    except RuntimeError as error:
        raise InvalidInput("De map begint met ~ maar de thuismap is niet bekend.") from error
    if place.is_file():
        raise InvalidInput(f"{shown(place)} is een bestand. Geef de map waar de kopie moet komen.")
    return place


def _choose(desk: Desk, folder: str) -> None:
    from store.acts.backups import choose_folder

    place = choose_folder(desk.store, desk.actor, folder)
    if context.EVERYWHERE.as_json:
        context.print_json({"folder": str(place)})
    else:
        context.say(f"De dagelijkse kopieën komen voortaan in {place}")


def _list(desk: Desk) -> None:
    found = copies(desk.store, desk.today())
    if context.EVERYWHERE.as_json:
        context.print_json(
            {"folder": str(backup_folder(desk.store)), "copies": [_row_dict(row) for row in found]}
        )
        return
    context.say(f"Map: {backup_folder(desk.store)}")
    context.print_table(
        ("van", "hoe", "grootte", "tot", "bestand"),
        (
            (
                moment(row.at),
                row.kind.label,
                size_words(row.size),
                "" if row.ends_on is None else day_year(row.ends_on),
                row.path.name if row.there else f"{row.path.name} (niet te bereiken)",
            )
            for row in found
        ),
        "Er is nog geen reservekopie. Maak er een met `signaalpunt backup`.",
    )


def _row_dict(row: CopyRow) -> dict[str, Any]:
    return {
        "path": str(row.path),
        "at": row.at,
        "kind": row.kind,
        "size": row.size,
        "there": row.there,
        "ends_on": row.ends_on,
        "signals": row.signals,
        "cases": row.cases,
        "log_entries": row.log_entries,
    }


def told_progress() -> Callable[[float], None]:
    """Return what tells on a terminal how far long work is, in steps of a tenth; nothing when nobody looks."""
    told = 0

    def tell(part: float) -> None:
        nonlocal told
        tenth = int(part * 10)
        if tenth > told and sys.stderr.isatty():
            told = tenth
            context.say_aside(f"{tenth * 10} %")

    return tell
