"""Records that may be one person from the command line: `duplicates`, `link` and `unlink`."""

from __future__ import annotations

from typing import Annotated

import typer

from store.codes import LinkOrigin, MatchLevel, PairState
from store.errors import NotFound
from store.queries.duplicates import COUNTED, PairRow, pair_counts, pair_rows, pair_spine
from store.queries.numbers import resolve
from store.queries.shared import fetch_one
from tui.cli import context
from tui.desk import Desk

_RECORD = "Nummer van een signaal of casus; wie daarin de betrokkene is."


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("duplicates")(duplicates)
    app.command("link")(link)
    app.command("unlink")(unlink)


def duplicates(
    possible: Annotated[bool, typer.Option("--possible", help="Ook mogelijke dubbelen.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Hoeveel paren.")] = 50,
) -> None:
    """Toon meldingen die over één persoon lijken te gaan, met de redenen."""
    from store.acts.find_pairs import find_pairs

    with context.open_here() as desk:
        find_pairs(desk.store)
        levels = list(MatchLevel) if possible else [MatchLevel.CERTAIN, MatchLevel.LIKELY]
        ids = pair_spine(desk.store, PairState.OPEN, levels)[:limit]
        found = pair_rows(desk.store, ids)
        context.note_look(desk, "residents", summary="dubbelen bekeken")
        counts = pair_counts(desk.store)
        numbers = {one: _number(desk, one) for pair in found for one in (pair.low_id, pair.high_id)}
        if context.EVERYWHERE.as_json:
            context.print_json(
                {
                    "open": counts.sure,
                    "possible": counts.possible,
                    "later": counts.later,
                    "counted_to": COUNTED,
                    "pairs": [_as_data(pair, numbers) for pair in found],
                }
            )
            return
        for pair in found:
            level = pair.level.label if pair.level else ""
            context.say(
                f"{numbers[pair.low_id]} {pair.who}  =?  {numbers[pair.high_id]} {pair.other}"
                f"  ({level}: {pair.reasons})"
            )
        context.say(f"{counts.sure} te bekijken, {counts.possible} mogelijk, {counts.later} later.")


def _as_data(pair: PairRow, numbers: dict[int, str]) -> dict[str, object]:
    return {
        "one": numbers[pair.low_id],
        "other": numbers[pair.high_id],
        "level": pair.level,
        "reasons": pair.reasons.split(" + "),
    }


def link(
    one: Annotated[str, typer.Argument(metavar="NUMMER", help=_RECORD)],
    other: Annotated[str, typer.Argument(metavar="NUMMER", help=_RECORD)],
    overrule: Annotated[
        bool, typer.Option("--overrule", help="Ook als eerder is vastgelegd dat dit geen dubbel is.")
    ] = False,
) -> None:
    """Koppel de betrokkenen van twee signalen of casussen als één persoon; niets wordt samengevoegd."""
    from store.acts.links import link_residents

    with context.open_here() as desk:
        link_residents(
            desk.store,
            desk.actor,
            _resident(desk, one),
            _resident(desk, other),
            origin=LinkOrigin.COMMAND,
            overrule=overrule,
        )
        _told(one, other, "gekoppeld als één persoon")


def unlink(
    one: Annotated[str, typer.Argument(metavar="NUMMER", help=_RECORD)],
    other: Annotated[str, typer.Argument(metavar="NUMMER", help=_RECORD)],
) -> None:
    """Maak de koppeling tussen de betrokkenen van twee signalen of casussen los."""
    from store.acts.links import unlink_residents

    with context.open_here() as desk:
        unlink_residents(desk.store, desk.actor, _resident(desk, one), _resident(desk, other))
        _told(one, other, "losgemaakt")


def _told(one: str, other: str, sentence: str) -> None:
    if context.EVERYWHERE.as_json:
        context.print_json({"one": one, "other": other})
    else:
        context.say(f"{one} en {other}: {sentence}.")


def _resident(desk: Desk, number: str) -> int:
    """Return who the signal or case with this number is about."""
    found = resolve(desk.store, number)
    table = "cases" if found.kind == "case" else "signals"
    row = fetch_one(desk.store, f"SELECT resident_id FROM {table} WHERE id = ?", (found.id,))
    if row is None or row[0] is None:
        raise NotFound(f"Van {found.number} is geen betrokkene bekend. Er is niets gewijzigd.")
    return int(row[0])


def _number(desk: Desk, resident_id: int) -> str:
    row = fetch_one(
        desk.store,
        "SELECT number FROM signals WHERE resident_id = ?1 UNION ALL SELECT number FROM cases WHERE resident_id = ?1"
        " LIMIT 1",
        (resident_id,),
    )
    return str(row[0]) if row else f"persoon {resident_id}"
