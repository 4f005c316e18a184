"""Putting a copy back from the command line: a new file first, what would change, and only then in the place of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from store.actor import Actor
from store.errors import InvalidInput, Refused
from store.local_time import moment, now
from tui.cli import context
from tui.opening import read_passphrase

if TYPE_CHECKING:
    from store.acts.restore import Restored
    from store.queries.compare import Contents


def register(app: typer.Typer) -> None:
    """Add `restore`."""
    app.command("restore")(restore)


def restore(
    backup: Annotated[str, typer.Argument(metavar="KOPIE", help="De reservekopie.")],
    to: Annotated[
        str | None, typer.Option("--to", metavar="NIEUW", help="Zet de kopie in dit nieuwe bestand.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Zet de kopie op de plaats van de huidige opslag.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Vraag bij --replace niets.")] = False,
) -> None:
    """Zet een reservekopie terug: eerst in een nieuw bestand, met wat er anders is dan nu."""
    from store.acts.restore import Restoration
    from store.engine.copies import RESTORED, free_name
    from store.engine.location import store_exists, store_path

    if not backup.strip() or (to is not None and not to.strip()):
        raise InvalidInput("Geef de kopie op, en met --to de naam van een nieuw bestand.")
    if to is not None and replace:
        raise InvalidInput("Kies --to (een nieuw bestand) of --replace (de plaats van de huidige opslag).")
    present, at = store_path(context.EVERYWHERE.store), now()
    place = store_path(backup)
    there = store_exists(present)
    target = store_path(to) if to else free_name(present.parent, present, at, RESTORED) if there else present
    work = Restoration(place, present, _secret(place, present))
    actor = Actor(os.environ.get("SIGNAALPUNT_USER", "").strip() or "beheer")
    found = work.write(target, actor, now=at)
    aside: Path | None = None
    if replace and there:
        _confirm(yes, present, found)
        aside = work.replace(target, actor, now=at)
    if context.EVERYWHERE.as_json:
        context.print_json(_as_json(found, present if aside or target == present else target, aside))
    elif aside is not None:
        context.say(f"De kopie staat nu op de plaats van de opslag: {present}")
        context.say(f"De vorige opslag is bewaard: {aside}")
    else:
        for line in _lines(found):
            context.say(line)
        context.say()
        _tell_next(found, place, present)


def _secret(place: Path, present: Path) -> str:
    from store.engine import vault
    from store.engine.restore import keys_for

    if context.EVERYWHERE.passphrase_file is not None:
        return read_passphrase(Path(context.EVERYWHERE.passphrase_file))
    if vault.is_demo(keys_for(place, present)):
        return ""
    return context.ask_passphrase("Wachtzin van toen de kopie werd gemaakt, of de herstelcode: ")


def _confirm(yes: bool, present: Path, found: Restored) -> None:
    """Ask before the present store is set aside. Raises `Refused`; the copy that was put back stays."""
    if yes:
        return
    stays = f"De opslag is niet veranderd. De teruggezette kopie staat in {found.path}"
    if not sys.stdin.isatty():
        raise Refused(f"Vervangen vraagt een bevestiging: voeg --yes toe. {stays}")
    for line in _lines(found):
        context.say_aside(line)
    context.say_aside(f"De opslag {present} wordt bewaard onder een andere naam. Vervangen? Typ ja:")
    if sys.stdin.readline().strip().lower() != "ja":
        raise Refused(f"Niet vervangen. {stays}")


def _lines(found: Restored) -> Iterator[str]:
    """Say what was put back and what the present store has more."""
    yield f"Kopie teruggezet en nagekeken: {found.path}"
    if found.log_whole is False:
        yield "Let op: het logboek in de kopie is niet heel. Zie `signaalpunt verify`."
    yield f"  kopie  {_line(found.copy)}"
    if found.present is not None:
        yield f"  nu     {_line(found.present)}"
    if found.present is None:
        yield "Er is geen opslag om mee te vergelijken, of zij gaat niet open met de sleutel van de kopie."
    elif found.since is None or not found.since.same_history:
        yield "De kopie komt niet uit het verleden van de huidige opslag; er valt niets te vergelijken."
    elif found.since.acts == 0:
        yield "Na de kopie is in de huidige opslag niets meer gedaan."
    else:
        yield (
            f"Na de kopie kwamen er {found.since.acts} regels in het logboek bij, over {found.since.signals} signalen "
            f"en {found.since.cases} casussen. Dat zit niet in de kopie."
        )


def _tell_next(found: Restored, backup: Path, present: Path) -> None:
    if found.path == present:
        context.say("Er stond hier nog geen opslag: u kunt er meteen mee werken.")
        return
    context.say(
        f"De opslag {present} is niet veranderd. Bekijk de kopie met --store {found.path}, of zet haar op"
    )
    context.say(f"de plaats van de opslag met: signaalpunt restore {backup} --replace")


def _line(found: Contents) -> str:
    last = "nog niets gedaan"
    if found.last_at is not None:
        last = f"laatst {moment(found.last_at)}: {found.last_summary}"
    counts = f"{found.signals} signalen, {found.cases} casussen, {found.log_entries} regels logboek"
    return f"{counts}; {last}"


def _as_json(found: Restored, path: Path, aside: Path | None) -> dict[str, Any]:
    return {
        "path": str(path),
        "replaced": None if aside is None else str(aside),
        "log_whole": found.log_whole,
        "copy": _contents(found.copy),
        "present": None if found.present is None else _contents(found.present),
        "since": None
        if found.since is None
        else {
            "same_history": found.since.same_history,
            "log_entries": found.since.acts,
            "signals": found.since.signals,
            "cases": found.since.cases,
        },
    }


def _contents(found: Contents) -> dict[str, int | str | datetime | None]:
    return {
        "signals": found.signals,
        "cases": found.cases,
        "log_entries": found.log_entries,
        "last_at": found.last_at,
        "last_act": found.last_summary,
        "last_by": found.last_worker,
    }
