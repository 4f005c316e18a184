"""Keeping and destroying from the command line: what is due, holding it, proposing, approving, the record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

import typer

from store.codes_retention import RetentionSubject
from store.errors import InvalidInput, NotFound
from store.local_time import day_year
from store.queries.backups import CopyRow, copies_before
from store.queries.numbers import resolve
from store.queries.retention import DestructionRow, Proposal, destructions, keep_terms, proposals
from store.text import thousands
from tui.cli import context
from tui.cli.values import day
from tui.desk import Desk
from tui.forms.destruction_words import check_word

group = typer.Typer(help="Bewaartermijnen: wat weg kan, tegenhouden, voordragen, goedkeuren, het register.")

_Number = Annotated[str, typer.Argument(metavar="NUMMER", help="Nummer van de casus of het signaal.")]
_Numbers = Annotated[
    list[str] | None, typer.Argument(metavar="[NUMMER …]", help="Nummers van casussen of signalen.")
]
_Reporter = Annotated[bool, typer.Option("--reporter", help="Alleen de contactgegevens van de melder.")]
_LOG_YEAR = re.compile(r"logboek-([0-9]{4})")
_All = Annotated[bool, typer.Option("--all", help="Alles wat aan de beurt is.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(group, name="retention")


@group.command("list")
def list_(
    ahead: Annotated[int, typer.Option("--ahead", min=0, max=3650, help="Dagen vooruit.")] = 30,
) -> None:
    """Toon wat zijn bewaartermijn heeft gehad of bijna heeft, met de reden en de termijn."""
    with context.open_here() as desk:
        found = proposals(desk.store, desk.profile_id, desk.today(), ahead=ahead)
        if context.EVERYWHERE.as_json:
            context.print_json({"proposals": [_as_json(one, desk) for one in found]})
            return
        context.print_table(
            ["Weg op", "Nummer", "Wat", "Waarom", "Termijn", "Stand"],
            [
                (
                    day_year(one.due_on),
                    one.number,
                    one.subject.label,
                    one.term.basis.label,
                    f"{one.term.length} ({one.term.norm.label})",
                    one.standing(desk.today()),
                )
                for one in found
            ],
            "Niets nadert het einde van zijn bewaartermijn.",
        )


@group.command("terms")
def terms() -> None:
    """Toon de bewaartermijnen die gelden, en wie dat zegt."""
    with context.open_here() as desk:
        found = keep_terms(desk.store, desk.profile_id)
        if context.EVERYWHERE.as_json:
            context.print_json(
                [
                    {
                        "basis": term.basis,
                        "amount": term.amount,
                        "unit": term.unit,
                        "norm": term.norm,
                        "source": term.source,
                    }
                    for term in found
                ]
            )
            return
        context.print_table(
            ["Wat", "Termijn", "Soort", "Bron"],
            [(term.basis.label, term.length, term.norm.label, term.source) for term in found],
            "",
        )


@group.command("hold")
def hold(
    number: _Number,
    reason: Annotated[str, typer.Option("--reason", help="Waarom dit langer bewaard moet blijven.")],
    review: Annotated[str, typer.Option("--review", help="Wanneer u opnieuw kijkt: +60wd, 12-3.")],
) -> None:
    """Bewaar een casus of signaal langer dan zijn termijn."""
    from store.acts.retention import hold_destruction

    with context.open_here() as desk:
        subject, row_id = _subject(desk, number, reporter=False)
        hold_destruction(desk.store, desk.actor, subject, row_id, reason, day(review, desk.today()))
        _done("tegengehouden", [number])


@group.command("release")
def release(number: _Number) -> None:
    """Houd een casus of signaal niet langer tegen."""
    from store.acts.retention import release_hold

    with context.open_here() as desk:
        subject, row_id = _subject(desk, number, reporter=False)
        release_hold(desk.store, desk.actor, subject, row_id)
        _done("vrijgegeven", [number])


@group.command("propose")
def propose(numbers: _Numbers = None, reporter: _Reporter = False, every: _All = False) -> None:
    """Draag voor vernietiging voor; iemand anders keurt goed."""
    from store.acts.retention import propose_destruction

    with context.open_here() as desk:
        wanted = _wanted(desk, numbers, reporter, every)
        if every:
            wanted = [one for one in wanted if one.is_due(desk.today()) and not one.proposed_by]
        for one in wanted:
            propose_destruction(desk.store, desk.actor, one.subject, one.subject_id)
        _done("voorgedragen", [one.number for one in wanted])


@group.command("withdraw")
def withdraw(numbers: _Numbers = None, reporter: _Reporter = False, every: _All = False) -> None:
    """Neem een voordracht terug."""
    from store.acts.retention import withdraw_proposal

    with context.open_here() as desk:
        wanted = [one for one in _wanted(desk, numbers, reporter, every) if not every or one.proposed_by]
        for one in wanted:
            withdraw_proposal(desk.store, desk.actor, _proposed(one))
        _done("teruggenomen", [one.number for one in wanted])


@group.command("approve")
def approve(numbers: _Numbers = None, reporter: _Reporter = False, every: _All = False) -> None:
    """Keur goed wat een ander voordroeg: het wordt voorgoed vernietigd."""
    from store.acts.retention import STILL_THERE, Finished, approve_destruction, finish_destruction

    with context.open_here() as desk:
        wanted = [one for one in _wanted(desk, numbers, reporter, every) if not every or one.proposed_by]
        for one in wanted:
            approve_destruction(desk.store, desk.actor, _proposed(one))
        found = finish_destruction(desk.store, desk.actor) if wanted else Finished(0, left=False)
        _done("vernietigd", [one.number for one in wanted])
        if found is None:
            context.say_aside("Een ander venster is bezig; het nagaan gebeurt bij de volgende vernietiging.")
        elif found.left:
            context.say_aside(STILL_THERE)
        elif found.pages:
            context.say_aside(f"Gecontroleerd: {thousands(found.pages)} pagina's gelezen, niets gevonden.")


@group.command("record")
def record(limit: Annotated[int, typer.Option("--limit", min=1, help="Hoeveel.")] = 200) -> None:
    """Toon wat vernietigd is: nummer, reden, aantallen en wie het deden, zonder inhoud."""
    with context.open_here() as desk:
        found = destructions(desk.store, limit=limit)
        if context.EVERYWHERE.as_json:
            kept = copies_before(desk.store, found[0].destroyed_at, desk.today()) if found else ()
            context.print_json({"destructions": [_record_json(one, kept) for one in found]})
            return
        context.print_table(
            ["Vernietigd", "Nummer", "Wat", "Waarom", "Voorgedragen", "Goedgekeurd", "Nagegaan"],
            [
                (
                    day_year(one.destroyed_at.date()),
                    one.number,
                    one.subject.label,
                    f"{one.basis.label}, {one.term}",
                    one.proposed_by,
                    one.approved_by,
                    check_word(one),
                )
                for one in found
            ],
            "Er is nog niets vernietigd.",
        )


def _subject(desk: Desk, number: str, *, reporter: bool) -> tuple[RetentionSubject, int]:
    if year := _LOG_YEAR.fullmatch(number.strip().lower()):
        return RetentionSubject.LOG, int(year[1])
    found = resolve(desk.store, number)
    if found.kind == "case":
        if reporter:
            raise InvalidInput("Een casus heeft geen melder. Geef het nummer van een signaal.")
        return RetentionSubject.CASE, found.id
    return (RetentionSubject.REPORTER if reporter else RetentionSubject.SIGNAL), found.id


def _wanted(desk: Desk, numbers: Sequence[str] | None, reporter: bool, every: bool) -> list[Proposal]:
    """Return the proposals that are meant, in the order given; all of them with `every`."""
    found = proposals(desk.store, desk.profile_id, desk.today())
    if every:
        if numbers:
            raise InvalidInput("Geef nummers of --all, niet allebei.")
        return list(found)
    if not numbers:
        raise InvalidInput("Geef het nummer van een casus of signaal, of --all.")
    known = {(one.subject, one.subject_id): one for one in found}
    meant = []
    for number in numbers:
        one = known.get(_subject(desk, number, reporter=reporter))
        if one is None:
            raise NotFound(f"De bewaartermijn van {number} is nog niet voorbij. Er is niets gewijzigd.")
        meant.append(one)
    return meant


def _proposed(one: Proposal) -> int:
    if one.destruction_id is None:
        raise NotFound(f"{one.number} is niet voorgedragen. Er is niets vernietigd.")
    return one.destruction_id


def _done(word: str, numbers: Sequence[str]) -> None:
    if context.EVERYWHERE.as_json:
        context.print_json({"done": word, "numbers": list(numbers)})
    else:
        context.say(f"{len(numbers)} {word}: {', '.join(numbers)}" if numbers else f"Niets {word}.")


def _as_json(one: Proposal, desk: Desk) -> dict[str, object]:
    return {
        "subject": one.subject,
        "number": one.number,
        "basis": one.term.basis,
        "term": one.term.length,
        "norm": one.term.norm,
        "source": one.term.source,
        "ended_on": one.ended_on,
        "due_on": one.due_on,
        "due": one.is_due(desk.today()),
        "hold": one.hold or None,
        "hold_until": one.hold_until,
        "proposed_by": one.proposed_by or None,
    }


def _record_json(one: DestructionRow, kept: Sequence[CopyRow]) -> dict[str, object]:
    return {
        "subject": one.subject,
        "number": one.number,
        "basis": one.basis,
        "term": one.term,
        "norm": one.norm,
        "due_on": one.due_on,
        "destroyed_at": one.destroyed_at,
        "proposed_by": one.proposed_by,
        "approved_by": one.approved_by,
        "counts": one.counts,
        "checked": one.checked,
        "pages_read": one.pages_read,
        "words_sought": one.words_sought,
        "words_kept": one.words_kept,
        "older_copies": [
            {"name": copy.path.name, "ends_on": copy.ends_on} for copy in kept if copy.at <= one.destroyed_at
        ],
    }
