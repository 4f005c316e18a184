"""Answering reporters from the command line: who is owed what, the text that may be given, and giving it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from store.codes import ClockKind, FeedbackOutcome, YesNoUnknown
from store.errors import InvalidInput, NotFound, Refused
from store.local_time import day_year, moment
from store.queries.feedback import (
    FeedbackQueue,
    GivenAnswer,
    OwedAnswer,
    feedback_queue,
    given_answers,
    owed_answers,
    ready_text,
)
from store.queries.numbers import resolve
from store.rules.feedback_texts import ANSWERS, FeedbackText
from tui.cli import context
from tui.cli.values import pick
from tui.desk import Desk

_ALL = 100_000


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("feedback")(feedback)


def feedback(
    number: Annotated[
        str | None, typer.Argument(metavar="[NUMMER]", help="Nummer van het signaal; zonder nummer alles.")
    ] = None,
    text: Annotated[bool, typer.Option("--text", help="Alleen de tekst voor de melder.")] = False,
    given: Annotated[bool, typer.Option("--given", help="Leg vast dat dit antwoord is gegeven.")] = False,
    refused: Annotated[
        str | None, typer.Option("--refused", metavar="REDEN", help="Leg vast dat er geen antwoord komt.")
    ] = None,
    note: Annotated[str, typer.Option("--note", help="Bij --given: hoe en aan wie.")] = "",
    kind: Annotated[
        str | None, typer.Option("--kind", help="Welk antwoord; standaard wat het eerst verwacht wordt.")
    ] = None,
    wvggz: Annotated[
        bool | None,
        typer.Option("--wvggz/--no-wvggz", help="Leg vast dat dit een Wvggz-melding was, of juist niet."),
    ] = None,
    essential: Annotated[
        bool | None,
        typer.Option(
            "--essential-relative/--no-essential-relative",
            help="Leg vast dat de melder een essentiële naaste is (Wvggz), of juist niet.",
        ),
    ] = None,
    named: Annotated[
        bool | None,
        typer.Option(
            "--may-be-named/--no-may-be-named",
            help="Leg vast dat de melder bij een overdracht genoemd mag worden, of juist niet.",
        ),
    ] = None,
) -> None:
    """Toon welke melders antwoord krijgen, met de tekst; leg vast dat het is gegeven of niet."""
    with context.open_here() as desk:
        if number is None:
            if text or given or refused is not None or (wvggz, essential, named) != (None, None, None):
                raise InvalidInput("Geef het nummer van het signaal waarvan de melder antwoord krijgt.")
            _queue(feedback_queue(desk.store, desk.today(), limit=_ALL))
            return
        found = resolve(desk.store, number)
        if found.kind != "signal":
            raise NotFound(f"{found.number} is een casus. Geef het nummer van een signaal.")
        _record(desk, found.id, wvggz, essential, named)
        context.note_look(
            desk, "signal", found.number, signal_id=found.id, summary="terugkoppeling aan de melder bekeken"
        )
        owed = owed_answers(desk.store, found.id, desk.today())
        before = given_answers(desk.store, found.id)
        chosen = _chosen(owed, kind)
        if chosen is None:
            if text or given or refused is not None or kind is not None:
                raise Refused(f"De melder van signaal {found.number} krijgt nu geen antwoord van deze soort.")
            _one(found.number, None, None, before)
            return
        ready = ready_text(chosen, team_name=desk.team_name, worker=desk.actor.name)
        if given or refused is not None:
            _settle(desk, chosen, ready, given=given, refused=refused, note=note)
        elif text:
            if not ready.body:
                raise Refused(ready.no_answer)
            if context.EVERYWHERE.as_json:
                context.print_json({"id": chosen.number, "subject": ready.subject, "body": ready.body})
            else:
                context.say(ready.whole.removesuffix("\n"))
        else:
            _one(found.number, chosen, ready, before)


def _record(
    desk: Desk, signal_id: int, wvggz: bool | None, essential: bool | None, named: bool | None
) -> None:
    """Record what was said of the reporter, when anything was."""
    from store.acts.reporters import set_reporter

    if (wvggz, essential, named) == (None, None, None):
        return
    said = None if wvggz is None else YesNoUnknown.YES if wvggz else YesNoUnknown.NO
    set_reporter(
        desk.store, desk.actor, signal_id, may_be_named=named, essential_relative=essential, wvggz=said
    )


def _chosen(owed: tuple[OwedAnswer, ...], kind: str | None) -> OwedAnswer | None:
    if kind is None:
        return owed[0] if owed else None
    wanted = pick(ClockKind, kind, "soort antwoord")
    if wanted not in ANSWERS:
        names = ", ".join(one.value for one in ANSWERS)
        raise InvalidInput(f"Dit is geen antwoord aan een melder. Mogelijk zijn: {names}.")
    return next((answer for answer in owed if answer.kind == wanted), None)


def _settle(
    desk: Desk, answer: OwedAnswer, ready: FeedbackText, *, given: bool, refused: str | None, note: str
) -> None:
    from store.acts.feedback import settle_feedback

    if given and refused is not None:
        raise InvalidInput("Kies --given of --refused, niet beide. Er is niets vastgelegd.")
    if given and not ready.body:
        raise Refused(f"{ready.no_answer} Er is geen antwoord vastgelegd.")
    outcome = FeedbackOutcome.GIVEN if given else FeedbackOutcome.REFUSED
    ref = settle_feedback(
        desk.store,
        desk.actor,
        answer.signal_id,
        answer.kind,
        outcome,
        note=note if given else refused or "",
        body=ready.whole,
        expected_version=answer.version,
    )
    if context.EVERYWHERE.as_json:
        context.print_json({"id": ref.number, "kind": answer.kind, "outcome": outcome})
    else:
        context.say(f"{ref.number}: {answer.kind.label} {outcome.label}.")


def _queue(found: FeedbackQueue) -> None:
    if context.EVERYWHERE.as_json:
        context.print_json(
            {
                "answers": found.total,
                "signals": found.signals,
                "late": found.late,
                "queue": [_owed_dict(answer) for answer in found.answers],
            }
        )
        return
    context.print_table(
        ("uiterlijk", "termijn", "melder", "soort", "signaal", "stand"),
        (
            (
                day_year(answer.due_on),
                answer.due.text,
                answer.whom,
                answer.kind.label,
                answer.number,
                answer.course.label,
            )
            for answer in found.answers
        ),
        "Alle melders hebben antwoord.",
    )


def _one(
    number: str, answer: OwedAnswer | None, ready: FeedbackText | None, before: tuple[GivenAnswer, ...]
) -> None:
    if context.EVERYWHERE.as_json:
        context.print_json(
            {
                "id": number,
                "owed": None if answer is None else _owed_dict(answer),
                "text": None if ready is None else _text_dict(ready),
                "given": [
                    {
                        "kind": one.kind,
                        "at": one.at,
                        "by": one.by,
                        "outcome": one.outcome,
                        "body": one.body,
                        "reason": one.reason,
                    }
                    for one in before
                ],
            }
        )
        return
    if answer is None or ready is None:
        context.say(f"De melder van signaal {number} krijgt nu geen antwoord.")
    else:
        context.say(
            f"{answer.kind.label} aan {answer.whom}, uiterlijk {day_year(answer.due_on)} ({answer.due.text})"
        )
        context.say()
        context.say(ready.no_answer or ready.whole.removesuffix("\n"))
        context.say()
        context.say("Wat deze melder niet mag horen:")
        for what, why in ready.withheld:
            context.say(f"  {what}: {why}")
    for one in before:
        reason = f" ({one.reason})" if one.reason else ""
        context.say(f"eerder: {one.kind.label} {one.outcome.label}, {moment(one.at)}, {one.by}{reason}")


def _owed_dict(answer: OwedAnswer) -> dict[str, Any]:
    return {
        "id": answer.number,
        "kind": answer.kind,
        "due_on": answer.due_on,
        "received_on": answer.received_on,
        "course": answer.course,
        "wvggz": answer.wvggz,
        "essential_relative": answer.essential,
        "partner_type": answer.reporter_type,
        "partner": answer.partner,
        "reporter": {
            "name": answer.reporter_name,
            "role": answer.reporter_role,
            "phone": answer.reporter_phone,
            "mail": answer.reporter_mail,
        },
    }


def _text_dict(ready: FeedbackText) -> dict[str, Any]:
    return {
        "subject": ready.subject,
        "body": ready.body,
        "no_answer": ready.no_answer,
        "may_say": list(ready.may_say),
        "withheld": [{"what": what, "why": why} for what, why in ready.withheld],
    }
