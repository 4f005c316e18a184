"""`signaalpunt export`: cases leave as files, after the questions the law asks."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from store.codes import InfoLevel, LegalBasis, PartnerType
from store.errors import InvalidInput
from store.queries.disclosing import problems_of_cases
from store.rules.export_answers import REVIEW_WORKDAYS, ExportAnswers, review_day
from tui.cli import context
from tui.cli.cases import case_id_of
from tui.cli.values import day, pick
from tui.desk import Desk

T = TypeVar("T")
_OPTION = {
    "organisation": "--for",
    "recipient_type": "--type",
    "person": "--person",
    "purpose": "--purpose",
    "level": "--level",
    "basis": "--basis",
    "necessity": "--necessity",
    "informed": "--informed",
    "reason": "--informed",
    "review_on": "--informed",
    "format": "--format",
}
_INCOMPLETE = "Er ontbreekt nog iets voor deze export. Er is niets geschreven en niets vastgelegd."


def register(app: typer.Typer) -> None:
    """Add `export`."""
    app.command("export")(export)


def export(
    numbers: Annotated[
        list[str], typer.Argument(metavar="CASUS", help="Nummer van de casus; mogen er meer zijn.")
    ],
    for_: Annotated[str, typer.Option("--for", help="Welke organisatie het krijgt.")] = "",
    type_: Annotated[
        str, typer.Option("--type", help="Wat voor organisatie, als die niet bij de partners staat.")
    ] = "",
    person: Annotated[str, typer.Option("--person", help="Wie het daar krijgt.")] = "",
    purpose: Annotated[str, typer.Option("--purpose", help="Waarvoor zij het nodig hebben.")] = "",
    level: Annotated[str, typer.Option("--level", help="0 (dat), 1 (overleg) of 2 (overdracht).")] = "",
    basis: Annotated[str, typer.Option("--basis", help="Waarom het mag: toestemming, wmo, …")] = "",
    necessity: Annotated[str, typer.Option("--necessity", help="Waarom het niet met minder kan.")] = "",
    informed: Annotated[
        str,
        typer.Option(
            "--informed",
            help="Weet de betrokkene het: yes, of no:REDEN, of no:REDEN:DATUM waarop u opnieuw kijkt "
            f"(anders over {REVIEW_WORKDAYS} werkdagen).",
        ),
    ] = "",
    format_: Annotated[str, typer.Option("--format", help="pdf, docx, md of json.")] = "",
    out: Annotated[Path, typer.Option("--out", "-o", help="Map waarin de bestanden komen.")] = Path(),
    show_only: Annotated[
        bool, typer.Option("--preview", help="Toon wat eruit gaat en wat niet; schrijf niets.")
    ] = False,
) -> None:
    """Schrijf wat een ander over een casus mag weten in een bestand, en leg vast wie het kreeg."""
    with context.open_here() as desk:
        cases = [case_id_of(desk, number) for number in numbers]
        wrong: dict[str, str] = {}

        def read(option: str, how: Callable[[], T]) -> T | None:
            try:
                return how()
            except InvalidInput as error:
                wrong[option] = str(error)
                return None

        answers = ExportAnswers(
            organisation=for_,
            recipient_type=read("--type", lambda: pick(PartnerType, type_, "soort")) if type_ else None,
            person=person,
            purpose=purpose,
            level=read("--level", lambda: _level(level)) if level else None,
            basis=read("--basis", lambda: pick(LegalBasis, basis, "grondslag")) if basis else None,
            necessity=necessity,
            format=format_.strip().casefold(),
        )
        told = read("--informed", lambda: _informed(informed, desk.today())) if informed else None
        if told is not None:
            known, reason, review_on = told
            answers = replace(answers, informed=known, reason=reason, review_on=review_on)
        if show_only:
            _preview(desk, cases, answers, wrong)
        else:
            _export(desk, cases, answers, wrong, out)


def _level(text: str) -> InfoLevel:
    """Return the level by its number or its word."""
    word = text.strip().casefold()
    for one in InfoLevel:
        if word in (one.value, one.label.rpartition(" ")[2]):
            return one
    raise InvalidInput("Kies 0 (dat), 1 (overleg) of 2 (overdracht).")


def _informed(text: str, today: date) -> tuple[bool, str, date | None]:
    """Return (informed, reason, review day) of `yes`, `no:REASON` or `no:REASON:DAY`; Dutch words do as well."""
    word, _, rest = text.strip().partition(":")
    if word.strip().casefold() in ("yes", "ja") and not rest.strip():
        return True, "", None
    if word.strip().casefold() not in ("no", "nee"):
        raise InvalidInput("Schrijf yes, of no:REDEN, of no:REDEN:DATUM.")
    reason, colon, tail = rest.rpartition(":")
    if colon and tail.strip():
        try:
            return False, reason, day(tail, today)
        except InvalidInput:
            if re.match(r"\s*[+\d]", tail):
                raise
    return False, rest, review_day(today)


def _stop_when_incomplete(
    desk: Desk, cases: list[int], answers: ExportAnswers, wrong: dict[str, str], *, only: tuple[str, ...] = ()
) -> None:
    """Refuse with everything that is missing or wrong, each by the name of its option, once."""
    found: dict[str, None] = {f"{option}: {sentence}": None for option, sentence in wrong.items()}
    for one in problems_of_cases(desk.store, cases, answers, desk.today()):
        option = _OPTION.get(one.field, one.field)
        if option not in wrong and (not only or one.field in only):
            found[f"{option}: {one.sentence}"] = None
    if found:
        raise InvalidInput(_INCOMPLETE, tuple(found))


def _preview(desk: Desk, cases: list[int], answers: ExportAnswers, wrong: dict[str, str]) -> None:
    """Print what each file would hold and what not; what is still missing is told, only what decides is asked."""
    _stop_when_incomplete(desk, cases, answers, wrong, only=("organisation", "recipient_type", "level"))
    from store.acts.export import prepare, render

    made = [prepare(desk.store, case_id, answers, desk.today()) for case_id in cases]
    for one in made:
        summary = "voorbeeld van wat gedeeld zou worden bekeken"
        context.note_look(desk, "case", one.number, case_id=one.case_id, summary=summary)
    if context.EVERYWHERE.as_json:
        import json

        context.print_json(
            [
                {
                    "id": one.number,
                    "document": json.loads(render(one.document, "json")),
                    "withheld": [{"what": left.what, "why": left.why} for left in one.disclosed.withheld],
                    "missing": [
                        f"{_OPTION.get(gap.field, gap.field)}: {gap.sentence}" for gap in one.missing
                    ],
                }
                for one in made
            ]
        )
        return
    for one in made:
        context.say(render(one.document, "md").decode("utf-8").rstrip("\n"))
        context.say()
        context.say("Weggelaten, en waarom (dit staat niet in het bestand):")
        for left in one.disclosed.withheld:
            context.say(f"  {left.what}: {left.why}")
        if not one.disclosed.withheld:
            context.say("  niets")
        for gap in one.missing:
            context.say(f"Nog nodig: {_OPTION.get(gap.field, gap.field)}: {gap.sentence}")
        context.say("Dit is een voorbeeld: er is niets geschreven en niets vastgelegd.")


def _export(desk: Desk, cases: list[int], answers: ExportAnswers, wrong: dict[str, str], out: Path) -> None:
    _stop_when_incomplete(desk, cases, answers, wrong)
    from store.acts.export import export_cases

    def progress(done: int, total: int, _: Path) -> None:
        if total > 1 and sys.stderr.isatty():
            context.say_aside(f"{done} van {total} geschreven")

    made = export_cases(desk.store, desk.actor, cases, answers, out, now=desk.now(), progress=progress)
    if context.EVERYWHERE.as_json:
        context.print_json(
            [
                {
                    "id": one.number,
                    "file": str(one.path),
                    "sha256": one.sha256,
                    "disclosure": one.disclosure_id,
                }
                for one in made
            ]
        )
        return
    for one in made:
        context.say(f"Geschreven: {one.path}")
