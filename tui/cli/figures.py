"""`figures`: what a team and a council ask for over a year, in counts that are about nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from store.local_time import day_year
from store.queries.year_figures import year_figures
from store.rules.year_figures import FEW, WITHHELD, Part, Term, Told, YearFigures
from store.text import thousands
from tui.cli import context


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("figures")(figures)


def figures(
    year: Annotated[int | None, typer.Argument(metavar="[JAAR]", help="Het jaar; anders dit jaar.")] = None,
) -> None:
    """Toon de cijfers van een jaar: instroom, doorstroom, uitkomsten en termijnen; geen kleine aantallen."""
    with context.open_here() as desk:
        found = year_figures(desk.store, desk.today().year if year is None else year, today=desk.today())
        if context.EVERYWHERE.as_json:
            context.print_json(_as_json(found))
            return
        context.say(f"Cijfers over {found.year}, tot en met {day_year(found.until)}")
        context.say()
        context.print_fields(
            [
                ("Signalen", _number(found.signals)),
                ("Personen", _number(found.people)),
                ("Casussen open bij begin", _number(found.cases.start)),
                ("Casussen geopend", _number(found.cases.opened)),
                ("Casussen afgesloten", _number(found.cases.closed)),
                ("Casussen open aan eind", _number(found.cases.end)),
            ]
        )
        for title, parts in _breakdowns(found):
            context.say()
            context.print_table(
                [title, "Aantal"], [(part.label, _number(part.count)) for part in parts], "Geen."
            )
        context.say()
        context.print_table(
            ["Termijn", "Aantal", "Mediaan in werkdagen", "Op tijd"],
            [_term(term) for term in (found.triage, found.closing, *found.feedback)],
            "Geen.",
        )
        if _holds(found, FEW):
            context.say()
            context.say(f"{FEW}: een tot en met vier; zo klein kan een aantal over iemand gaan.")
        if _holds(found, WITHHELD):
            context.say(f"{WITHHELD}: niet gegeven, omdat het kleine aantal anders uit te rekenen is.")


def _breakdowns(found: YearFigures) -> tuple[tuple[str, tuple[Part, ...]], ...]:
    return (
        ("Signalen per maand", found.months),
        ("Signalen naar herkomst", found.origins),
        ("Signalen per wijk", found.districts),
        ("Signalen per team", found.teams),
        ("Uitkomst van afgesloten casussen", found.outcomes),
    )


def _number(count: Told) -> str:
    return thousands(count) if isinstance(count, int) else count


def _term(term: Term) -> Sequence[str]:
    return (
        term.label,
        _number(term.count),
        "" if term.median is None else f"{term.median:g}".replace(".", ","),
        "" if term.in_time is None else f"{term.in_time} %",
    )


def _counts(found: YearFigures) -> Iterator[Told]:
    flow = found.cases
    yield from (found.signals, found.people, flow.start, flow.opened, flow.closed, flow.end)
    for _, parts in _breakdowns(found):
        yield from (part.count for part in parts)
    yield from (term.count for term in (found.triage, found.closing, *found.feedback))


def _holds(found: YearFigures, mark: str) -> bool:
    return mark in _counts(found)


def _as_json(found: YearFigures) -> dict[str, object]:
    flow = found.cases
    return {
        "year": found.year,
        "until": found.until,
        "signals": found.signals,
        "people": found.people,
        "months": [{"month": part.key, "signals": part.count} for part in found.months],
        "origins": _parts(found.origins, "signals"),
        "districts": _parts(found.districts, "signals"),
        "teams": _parts(found.teams, "signals"),
        "cases": {"start": flow.start, "opened": flow.opened, "closed": flow.closed, "end": flow.end},
        "outcomes": _parts(found.outcomes, "cases"),
        "terms": [
            {"kind": term.key, "count": term.count, "median_workdays": term.median, "in_time": term.in_time}
            for term in (found.triage, found.closing, *found.feedback)
        ],
    }


def _parts(parts: tuple[Part, ...], what: str) -> list[dict[str, object]]:
    return [{"key": part.key, "label": part.label, what: part.count} for part in parts]
