"""Who works with a store: `signaalpunt people list`, `add`, `access`, `role`, `teams` and `remove`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from store.codes import Role
from store.errors import InvalidInput, NotFound
from store.local_time import moment
from store.queries.directory import teams as all_teams
from store.queries.people import last_openings, openings, people, person_named
from tui.cli import context
from tui.cli.values import pick
from tui.desk import Desk
from tui.opening import read_passphrase

_NAME = typer.Argument(metavar="NAAM", help="Naam van de medewerker.")
_TEAM = typer.Option("--team", help="Sleutel van een team, zoals kernteam; herhaal voor meer teams.")
_FIRST = typer.Option(
    "--new-file", metavar="BESTAND", help="Eigen wachtzin van de medewerker: de eerste regel van dit bestand."
)
_HANDED = typer.Option(
    "--start",
    help="Een wachtzin om mee te beginnen: die van --new-file, anders een die wordt gemaakt en één keer getoond.",
)


def register(app: typer.Typer) -> None:
    """Add `people` with its subcommands."""
    group = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Medewerkers, rollen en teams.")
    for name, command in (
        ("list", show),
        ("add", add),
        ("access", access),
        ("role", role),
        ("teams", teams),
        ("remove", remove),
        ("openings", glass),
        ("seen", seen),
    ):
        group.command(name)(command)
    app.add_typer(group, name="people")


def show() -> None:
    """Toon wie er met deze opslag werken."""
    with context.open_here() as desk:
        rows, opened = people(desk.store), last_openings(desk.store)
        if context.EVERYWHERE.as_json:
            context.print_json(
                [
                    {
                        "name": one.name,
                        "role": one.role,
                        "teams": list(one.teams),
                        "own_key": one.own_key,
                        "secret": one.secret,
                        "opened": opened.get(one.name),
                        "active": one.active,
                    }
                    for one in rows
                ]
            )
            return
        context.print_table(
            ("Naam", "Rol", "Teams", "Wachtzin", "Opende laatst"),
            (
                (
                    one.name,
                    one.role.label,
                    ", ".join(one.teams),
                    one.secret.label if one.active else "geen toegang",
                    moment(opened[one.name]) if one.name in opened else "",
                )
                for one in rows
            ),
            "Er staan nog geen medewerkers in deze opslag.",
        )


def add(
    name: Annotated[str, _NAME],
    role_: Annotated[str, typer.Option("--role", help="Rol; zonder: medewerker.")] = Role.WORKER.value,
    team: Annotated[list[str] | None, _TEAM] = None,
    new_file: Annotated[str | None, _FIRST] = None,
    start: Annotated[bool, _HANDED] = False,
) -> None:
    """Voeg een medewerker toe, met rol en teams en zo nodig een eigen wachtzin."""
    with context.open_here() as desk:
        from store.acts.workers import add_worker

        secret, made = _secret(new_file, start)
        add_worker(
            desk.store,
            desk.actor,
            name,
            role=pick(Role, role_, "rol"),
            team_ids=_team_ids(desk, team or ()),
            passphrase=secret,
            handed_out=start,
            now=desk.now(),
        )
        _told(desk, name, "toegevoegd", made)


def access(
    name: Annotated[str, _NAME],
    new_file: Annotated[str | None, _FIRST] = None,
    start: Annotated[bool, _HANDED] = False,
) -> None:
    """Geef een medewerker een eigen wachtzin, of een andere na vergeten."""
    if new_file is None and not start:
        raise InvalidInput("Geef de wachtzin mee met --new-file BESTAND, of laat er een maken met --start.")
    with context.open_here() as desk:
        from store.acts.workers import give_access

        person = person_named(desk.store, name)
        secret, made = _secret(new_file, start)
        give_access(desk.store, desk.actor, person.id, secret, handed_out=start, now=desk.now())
        _told(desk, name, "heeft een startwachtzin" if start else "heeft een eigen wachtzin", made)


def role(name: Annotated[str, _NAME], role_: Annotated[str, typer.Argument(metavar="ROL")]) -> None:
    """Geef een medewerker een andere rol."""
    with context.open_here() as desk:
        from store.acts.workers import change_worker

        person, new = person_named(desk.store, name), pick(Role, role_, "rol")
        change_worker(desk.store, desk.actor, person.id, role=new, team_ids=person.team_ids, now=desk.now())
        _told(desk, name, f"is nu {new.label}")


def teams(
    name: Annotated[str, _NAME],
    team: Annotated[
        list[str] | None, typer.Argument(metavar="TEAM…", help="Sleutels van teams; geen: uit alle.")
    ] = None,
) -> None:
    """Zet een medewerker in precies deze teams."""
    with context.open_here() as desk:
        from store.acts.workers import change_worker

        person, ids = person_named(desk.store, name), _team_ids(desk, team or ())
        change_worker(desk.store, desk.actor, person.id, role=person.role, team_ids=ids, now=desk.now())
        _told(desk, name, "staat in deze teams")


def remove(name: Annotated[str, _NAME]) -> None:
    """Neem een medewerker de toegang af; de naam blijft bij wat die vastlegde."""
    with context.open_here() as desk:
        from store.acts.workers import remove_worker

        remove_worker(desk.store, desk.actor, person_named(desk.store, name).id, now=desk.now())
        _told(desk, name, "heeft geen toegang meer")


def glass(
    unseen: Annotated[bool, typer.Option("--unseen", help="Alleen waar nog niemand kennis van nam.")] = False,
) -> None:
    """Toon welke afgeschermde casussen van buiten het team zijn geopend (voor coördinatoren)."""
    with context.open_here() as desk:
        rows = openings(desk.store, unseen=unseen)
        if context.EVERYWHERE.as_json:
            context.print_json(
                [
                    {
                        "id": one.id,
                        "case": one.number,
                        "worker": one.worker,
                        "at": one.at,
                        "until": one.until,
                        "reason": one.reason,
                        "seen_by": one.seen_by,
                    }
                    for one in rows
                ]
            )
            return
        context.print_table(
            ("Nr", "Casus", "Wie", "Wanneer", "Waarom", "Gezien door"),
            ((str(one.id), one.number, one.worker, moment(one.at), one.reason, one.seen_by) for one in rows),
            "Er is geen glas gebroken.",
        )


def seen(number: Annotated[int, typer.Argument(metavar="NR", help="Nummer uit `people openings`.")]) -> None:
    """Neem kennis van gebroken glas, als coördinator."""
    with context.open_here() as desk:
        from store.acts.shielding import see_opening

        see_opening(desk.store, desk.actor, number, now=desk.now())
        if context.EVERYWHERE.as_json:
            context.print_json({"id": number, "seen_by": desk.actor.name})
        else:
            context.say("Vastgelegd dat u dit gezien hebt.")


def _team_ids(desk: Desk, keys: Sequence[str]) -> list[int]:
    known = {one.key: one.id for one in all_teams(desk.store, desk.profile_id)}
    unknown = [key for key in keys if key not in known]
    if unknown:
        raise NotFound(f"Onbekend team: {', '.join(unknown)}. Mogelijk zijn: {', '.join(known)}.")
    return [known[key] for key in keys]


def _secret(new_file: str | None, start: bool) -> tuple[str, str]:
    """Return the passphrase that somebody gets, "" for none, and the one that was made and must be shown."""
    if new_file is not None:
        return read_passphrase(Path(new_file)), ""
    if not start:
        return "", ""
    from store.engine.start_passphrase import new_start_passphrase

    made = new_start_passphrase()
    return made, made


def _told(desk: Desk, name: str, sentence: str, made: str = "") -> None:
    if context.EVERYWHERE.as_json:
        one = person_named(desk.store, name)
        told = {"name": one.name, "role": one.role, "teams": list(one.teams), "active": one.active}
        context.print_json({**told, "start_passphrase": made} if made else told)
        return
    context.say(f"{name}: {sentence}.")
    if made:
        context.say("Geef deze startwachtzin zelf door; zij wordt maar één keer getoond:")
        context.say()
        context.say(f"    {made}")
