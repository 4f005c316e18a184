"""`doctor`: look the store and its surroundings over, also when it does not open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from store.errors import InvalidInput, StoreError, StoreLocked
from store.local_time import now, today
from tui.cli import context
from tui.cli.backups import told_progress

if TYPE_CHECKING:
    from store.actor import Actor
    from store.engine.lifecycle import Store
    from store.queries.checkup import Finding


def register(app: typer.Typer) -> None:
    """Add `doctor`."""
    app.command("doctor")(doctor)


def doctor(
    mend: Annotated[
        bool, typer.Option("--mend", help="Maak een zoekindex die niet gelijkloopt eerst opnieuw.")
    ] = False,
) -> int:
    """Kijk de opslag na: is zij heel, is er een reservekopie, kan deze computer haar aan."""
    from store.engine.location import store_path
    from store.queries.checkup import Level, look_at_place
    from tui.terminal_check import look_at_terminal, version_finding

    path = store_path(context.EVERYWHERE.store)
    found = [version_finding(), *look_at_place(path)]
    found += _inside(path, mend=mend)
    found += look_at_terminal()
    if context.EVERYWHERE.as_json:
        context.print_json([asdict(one) for one in found])
    else:
        _tell(found)
    return 1 if any(one.level is Level.FAULT for one in found) else 0


def _inside(path: Path, *, mend: bool) -> list[Finding]:
    """Open the store and look through it; when it does not open, look for what brings it back."""
    from store.actor import Actor
    from store.acts.maintenance import log_checkup
    from store.engine.lifecycle import open_store
    from store.queries.checkup import Finding, Level, look_for_copies, look_inside
    from tui.desk import worker_name

    try:
        secret = context.secret_for(path)
        with open_store(path, secret, upgrading=context.told_upgrade) as store:
            actor = Actor(worker_name(store))
            if mend:
                _mend(store, actor)
            found = list(look_inside(store, now(), today(), told_progress()))
            log_checkup(store, actor, found, now=now())
            return found
    except (StoreLocked, InvalidInput) as error:
        opened = Finding("open", Level.WARN, "Openen", str(error), "De inhoud is niet nagekeken.")
    except StoreError as error:
        opened = Finding("open", Level.FAULT, "Openen", str(error), "De inhoud is niet nagekeken.")
    return [opened, look_for_copies(path, now())]


def _mend(store: Store, actor: Actor) -> None:
    from store.acts.search_rebuild import mend_indexes
    from store.acts.year_mend import mend_sums

    made = mend_indexes(store, actor, now=now())
    counted = mend_sums(store, actor, now=now())
    tell = context.say_aside if context.EVERYWHERE.as_json else context.say
    tell(
        f"Zoekindex opnieuw gemaakt: {', '.join(made)}."
        if made
        else "De zoekindex loopt al gelijk; er is niets opnieuw gemaakt."
    )
    if counted:
        tell(f"Opnieuw geteld: {', '.join(counted)}.")


def _tell(found: Iterable[Finding]) -> None:
    for one in found:
        context.say(f"{one.level.label:<7} {one.title:<15} {one.detail}")
        if one.remedy:
            context.say(f"{'':<23} → {one.remedy}")
