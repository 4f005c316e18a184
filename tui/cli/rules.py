"""`signaalpunt rules`: read, check, try out and apply routing rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from store.errors import InvalidInput
from store.profiles.spec import RuleFile
from tui.cli import context
from tui.desk import Desk

RuleFilePath = Annotated[Path, typer.Argument(metavar="BESTAND", help="Een TOML-bestand met regels.")]
MAX_BYTES = 1_048_576


def register(app: typer.Typer) -> None:
    """Add `rules` with its subcommands."""
    group = typer.Typer(
        rich_markup_mode=None, no_args_is_help=True, help="Routeringsregels lezen en wijzigen."
    )
    group.command("list")(show)
    group.command("check")(check)
    group.command("apply")(apply)
    group.command("dry-run")(dry_run)
    app.add_typer(group, name="rules")


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InvalidInput(
            "Het regelbestand kan niet gelezen worden. Controleer de naam en de rechten."
        ) from error
    if len(content) > MAX_BYTES:
        raise InvalidInput("Dit bestand is groter dan 1 MB; een regelbestand is dat nooit.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput("Het regelbestand is geen gewone tekst (UTF-8).") from error


def _rules_against(path: Path, desk: Desk) -> RuleFile:
    from store.profiles.reader import read_profile_key, read_rules
    from store.queries.directory import districts, profile_by_key, teams

    text = _read(path)
    row = profile_by_key(desk.store, read_profile_key(text, path.name))
    known_teams = [team.key for team in teams(desk.store, row.id)]
    known_districts = [district.name for district in districts(desk.store, row.id)]
    return read_rules(text, path.name, known_teams, known_districts)


def _rules_alone(path: Path) -> RuleFile:
    """Check a file without a store: a whole profile against itself, rules against the profile that is shipped."""
    from seed.catalogue import load_profile, profile_keys
    from store.profiles.reader import read_profile_key, read_rules

    text = _read(path)
    key = read_profile_key(text, path.name)
    if key not in profile_keys():
        return read_rules(text, path.name)
    spec = load_profile(key)
    return read_rules(
        text, path.name, [team.key for team in spec.teams], [one.name for one in spec.districts]
    )


def show(
    profile: Annotated[str | None, typer.Option("--profile", help="Sleutel van de gemeente.")] = None,
) -> None:
    """Toon de regels van een gemeente in volgorde."""
    from store.queries.directory import profile_by_key, rules

    with context.open_here() as desk:
        row = profile_by_key(desk.store, profile or desk.profile_key)
        found = rules(desk.store, row.id)
        if context.EVERYWHERE.as_json:
            from store.rules.routing import rule_dict

            context.print_json([rule_dict(one.rule) for one in found])
            return
        context.say(f"Regels van {row.name}; van boven naar beneden, de eerste die past bepaalt het team.")
        for one in found:
            context.say()
            context.say(f"{one.rule.key}  {one.summary}")
            context.say(f"    omdat: {one.rule.because}")
            context.say(f"    bron:  {one.rule.source}")


def check(path: RuleFilePath) -> None:
    """Controleer een regelbestand of een heel profiel, zonder opslag."""
    found = _rules_alone(path)
    if context.EVERYWHERE.as_json:
        context.print_json({"profile": found.profile, "rules": len(found.rules), "problems": []})
    else:
        context.say(
            f"In orde: {len(found.rules)} regels voor {found.profile}; elk is bereikbaar, elk signaal krijgt een team."
        )


def apply(path: RuleFilePath) -> None:
    """Vervang de regels van een gemeente door die uit het bestand."""
    with context.open_here() as desk:
        found = _rules_against(path, desk)
        from store.acts.directory import apply_rules

        count = apply_rules(desk.store, desk.actor, found.profile, found.rules)
        if context.EVERYWHERE.as_json:
            context.print_json({"profile": found.profile, "rules": count})
        else:
            context.say(f"{count} regels van {found.profile} staan nu in de opslag.")


def dry_run(path: RuleFilePath) -> None:
    """Laat zien welke eerdere signalen met deze regels ergens anders heen zouden gaan. Er verandert niets."""
    with context.open_here() as desk:
        found = _rules_against(path, desk)
        from store.queries.dry_run import dry_run as compare

        result = compare(desk.store, found.profile, found.rules)
        if context.EVERYWHERE.as_json:
            context.print_json(
                {
                    "profile": found.profile,
                    "compared": result.compared,
                    "changed": len(result.changes),
                    "changes": [
                        {
                            "id": one.number,
                            "team": one.team,
                            "rule": one.rule,
                            "new_team": one.new_team,
                            "new_rule": one.new_rule,
                        }
                        for one in result.changes
                    ],
                }
            )
            return
        context.say(f"{result.compared} gerouteerde signalen vergeleken, {len(result.changes)} gaan anders.")
        context.print_table(
            ("signaal", "nu naar", "regel", "wordt", "regel"),
            ((one.number, one.team, one.rule, one.new_team, one.new_rule) for one in result.changes),
            "Geen verschil.",
        )
