"""Making stores: `init` for real work, `demo` to look around; and `undo`."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from store.errors import InvalidInput
from store.local_time import today
from tui.cli import context
from tui.opening import make_store, read_passphrase, refuse_start_passphrase, set_up


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("demo")(demo)
    app.command("init")(init)
    app.command("undo")(undo)


def demo(
    signals: Annotated[int, typer.Option("--signals", min=0, max=5_000_000, help="Hoeveel signalen.")] = 60,
    seed: Annotated[int, typer.Option("--seed", help="Zelfde getal, zelfde demo.")] = 7,
    keep: Annotated[
        str | None, typer.Option("--keep", metavar="PAD", help="Bewaar de demo-opslag hier, zonder wachtzin.")
    ] = None,
    no_open: Annotated[
        bool, typer.Option("--no-open", help="Maak de opslag alleen (met --keep), voor scripts.")
    ] = False,
) -> None:
    """Kijk rond in een wegwerpopslag met verzonnen mensen."""
    if no_open and keep is None:
        raise InvalidInput("--no-open heeft --keep PAD nodig; anders is de demo meteen weer weg.")
    folder = None if keep is not None else Path(tempfile.mkdtemp(prefix="signaalpunt-demo-"))
    path = Path(keep) if keep is not None else Path(str(folder)) / "demo.store"
    try:
        if not no_open:
            context.say_aside("De demo wordt gemaakt; dat duurt een paar tellen.")
        _make_demo(path, signals, seed)
        if not no_open:
            from tui.main import run_interface

            run_interface(str(path))
        elif context.EVERYWHERE.as_json:
            context.print_json({"store": str(path), "signals": signals, "seed": seed})
        else:
            context.say(f"Demo-opslag met {signals} signalen gemaakt: {path}")
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def _make_demo(path: Path, signals: int, seed: int) -> None:
    from seed.demo.generate import fill_demo
    from store.engine.lifecycle import create_demo_store

    with create_demo_store(path) as store:
        shown = 0

        def progress(done: int, total: int) -> None:
            nonlocal shown
            if total >= 5000 and done - shown >= total // 20:
                shown = done
                context.say_aside(f"{done} van {total} signalen gemaakt")

        try:
            fill_demo(store, signals=signals, seed=seed, today=today(), progress=progress)
        except BaseException:
            store.discard()
            raise


def init(
    profile: Annotated[
        list[str] | None,
        typer.Option("--profile", help="Gemeente; herhaal voor een regio. De eerste is uw eigen."),
    ] = None,
    name: Annotated[str, typer.Option("--name", help="Uw naam, zoals die bij uw werk komt te staan.")] = "",
) -> None:
    """Maak een versleutelde opslag, of voeg een gemeente toe aan een bestaande."""
    from seed.catalogue import profile_keys
    from store.engine.location import store_exists, store_path

    wanted = list(dict.fromkeys(profile or []))
    known = profile_keys()
    unknown = [key for key in wanted if key not in known]
    if not wanted or unknown:
        start = f"Onbekend profiel: {', '.join(unknown)}." if unknown else "Kies een gemeente met --profile."
        raise InvalidInput(f"{start} Mogelijk zijn: {', '.join(known)}.")
    path = store_path(context.EVERYWHERE.store)
    if store_exists(path):
        _extend(wanted, name)
        return
    given = context.EVERYWHERE.passphrase_file
    if given is not None:
        passphrase = read_passphrase(Path(given))
    else:
        passphrase = context.ask_new_passphrase((name, *wanted))
    store, code = make_store(path, passphrase, wanted, name)
    store.close()
    if context.EVERYWHERE.as_json:
        context.print_json({"store": str(path), "profiles": wanted, "recovery_code": code})
        return
    context.say(f"Opslag gemaakt: {path}")
    context.say("Schrijf deze herstelcode op papier; zij wordt maar één keer getoond:")
    context.say()
    context.say(f"    {code}")


def _extend(wanted: list[str], name: str) -> None:
    from store.engine.lifecycle import open_store
    from store.engine.location import store_path

    path = store_path(context.EVERYWHERE.store)
    with open_store(path, context.secret_for(path), upgrading=context.told_upgrade) as store:
        refuse_start_passphrase(store)
        from store.queries.directory import profiles
        from store.queries.settings import setting

        present = {row.key for row in profiles(store)}
        worker = name or setting(store, "worker", "medewerker")
        if present:
            from seed.catalogue import load_profile
            from store.actor import Actor
            from store.acts.directory import apply_profile

            for key in wanted:
                apply_profile(store, Actor(worker), load_profile(key))
        else:
            set_up(store, wanted, worker)
    again = sorted(present.intersection(wanted))
    added = [key for key in wanted if key not in present]
    if context.EVERYWHERE.as_json:
        context.print_json({"store": str(path), "added": added, "updated": again})
        return
    if added:
        context.say(f"Toegevoegd: {', '.join(added)}.")
    if again:
        context.say(f"Bijgewerkt naar de meegeleverde versie: {', '.join(again)}.")


def undo() -> None:
    """Maak uw laatste handeling ongedaan."""
    with context.open_here() as desk:
        from store.acts.undo import undo_last

        label = undo_last(desk.store, desk.actor).label
        if context.EVERYWHERE.as_json:
            context.print_json({"undone": label})
        else:
            context.say(f"Ongedaan gemaakt: {label}")
