"""Signals from the command line: add, list, show, triage, explain."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from store.acts.inputs import TriageInput
from store.codes import SignalStatus, Theme, Urgency, YesNoUnknown
from store.errors import InvalidInput, NotFound, Refused, StoreError
from store.local_time import moment
from store.queries.directory import TeamRow, teams
from store.queries.numbers import resolve
from store.queries.shared import theme_words
from store.queries.signals import SignalDetail, SignalFilter, every_signal, signal_detail
from store.rules.clocks import describe_due
from store.rules.routing import Explanation, explanation_dict
from store.text import fold, one_line
from tui.cli import context
from tui.cli.values import pick
from tui.desk import Desk

MAX_BYTES = 64 * 1024 * 1024
SignalId = Annotated[str, typer.Argument(metavar="NUMMER", help="Nummer van het signaal, zoals 2026-0143.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("add")(add)
    app.command("signals")(signals)
    app.command("show")(show)
    app.command("triage")(triage)
    app.command("explain")(explain)


def add(
    source: Annotated[str, typer.Argument(metavar="[BESTAND|-]", help="JSON; - leest van stdin.")] = "-",
) -> None:
    """Voeg een signaal toe, of een lijst, als JSON (docs/signal.schema.json); toont de nummers."""
    from store.exchange.signal_json import read_signals

    data = read_signals(_json(source))
    with context.open_here() as desk:
        from store.acts.receive import receive_signals

        made = receive_signals(desk.store, desk.actor, data)
    if context.EVERYWHERE.as_json:
        context.print_json([{"id": ref.number} for ref in made])
    else:
        for ref in made:
            context.say(ref.number)


def _json(source: str) -> object:
    try:
        if source == "-":
            if sys.stdin.isatty():
                context.say_aside("Typ of plak de JSON en sluit af met ctrl+D.")
            content = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(source).open("rb") as file:
                content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InvalidInput(
            "Het bestand kan niet gelezen worden. Controleer de naam en de rechten."
        ) from error
    if len(content) > MAX_BYTES:
        raise InvalidInput("Dit bestand is groter dan 64 MB; gebruik `signaalpunt import` voor leveringen.")
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_each_once)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        where = f" (regel {line})" if line else ""
        raise InvalidInput(f"Dit is geen geldige JSON{where}. Er is niets toegevoegd.") from error


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for index, (key, _) in enumerate(pairs) if key in dict(pairs[:index]))
        raise InvalidInput(f"Het veld ‘{one_line(twice, 40)}’ staat er twee keer. Er is niets toegevoegd.")
    return found


def find_signal(desk: Desk, number: str) -> SignalDetail:
    """Return the signal with this number, or refuse in Dutch (also when the number is of a case)."""
    found = resolve(desk.store, number)
    if found.kind != "signal":
        raise NotFound(f"{found.number} is een casus. Geef het nummer van een signaal.")
    return signal_detail(desk.store, found.id)


def signals(
    status: Annotated[
        list[str] | None, typer.Option("--status", help="Alleen deze status; mag vaker.")
    ] = None,
    team: Annotated[str | None, typer.Option("--team", help="Alleen van dit team.")] = None,
    urgency: Annotated[str | None, typer.Option("--urgency", help="Alleen deze urgentie.")] = None,
    theme: Annotated[str | None, typer.Option("--theme", help="Alleen met dit thema.")] = None,
    text: Annotated[str, typer.Option("--text", help="Begin van nummer, naam, straat of postcode.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=0, help="Hoogstens zoveel; 0 is alles.")] = 0,
) -> None:
    """Toon signalen, nieuwste eerst."""
    with context.open_here() as desk:
        chosen = SignalFilter(
            status=tuple(pick(SignalStatus, one, "status") for one in status or ()),
            team_id=find_team(desk, team, None).id if team else None,
            urgency=pick(Urgency, urgency, "urgentie") if urgency else None,
            theme=pick(Theme, theme, "thema") if theme else None,
            text=text,
        )
        rows = []
        for row in every_signal(desk.store, chosen):
            rows.append(row)
            if limit and len(rows) >= limit:
                break
        if text:
            context.note_look(desk, "signals", event="search", terms=text)
        if context.EVERYWHERE.as_json:
            context.print_json(
                [
                    {
                        "id": row.number,
                        "status": row.status,
                        "received_at": row.received_at,
                        "urgency": row.urgency,
                        "resident": row.who,
                        "address": row.where,
                        "district": row.district,
                        "themes": [theme_.value for theme_ in row.themes],
                        "partner": row.source,
                        "team": row.team,
                        "case": row.case_number or None,
                        "due_on": row.due_on,
                    }
                    for row in rows
                ]
            )
            return
        context.print_table(
            ("nummer", "ontvangen", "status", "urgentie", "waar", "wie", "thema's", "bron", "team"),
            (
                (
                    row.number,
                    moment(row.received_at)[:10],
                    row.status.label,
                    row.urgency.label if row.urgency else "",
                    row.where,
                    row.who,
                    theme_words(row.themes),
                    row.source,
                    row.team,
                )
                for row in rows
            ),
            "Geen signalen. Voeg er een toe met `signaalpunt add` of `signaalpunt import`.",
        )


def find_team(desk: Desk, text: str, profile_id: int | None) -> TeamRow:
    """Return the team by key or name, in one profile or in all; an unknown one is refused with the choices."""
    offered = teams(desk.store, profile_id)
    wanted = fold(text)
    for team in offered:
        if text == team.key or wanted in (fold(team.key), fold(team.name)):
            return team
    raise InvalidInput("Onbekend team. Mogelijk zijn: " + ", ".join(team.key for team in offered) + ".")


def show(number: Annotated[str, typer.Argument(metavar="NUMMER", help="Signaal of casus.")]) -> None:
    """Toon een signaal of een casus."""
    with context.open_here() as desk:
        found = resolve(desk.store, number)
        if found.kind == "case":
            from tui.cli.cases import show_case

            show_case(desk, found.id)
            return
        detail = signal_detail(desk.store, found.id)
        context.note_look(desk, "signal", detail.number, signal_id=detail.id, case_id=detail.case_id)
        if context.EVERYWHERE.as_json:
            from store.exchange.signal_json import signal_dict

            context.print_json(signal_dict(detail))
            return
        _print_signal(desk, detail)


def _print_signal(desk: Desk, detail: SignalDetail) -> None:
    today = desk.today()
    context.say(f"Signaal {detail.number} · {detail.status.label}")
    context.print_fields(
        [
            ("ontvangen", f"{moment(detail.received_at)} · {detail.channel.label}"),
            ("partner", detail.partner),
            ("melder", " ".join(part for part in (detail.reporter_name, detail.reporter_role) if part)),
            ("over melder", _of_reporter(detail)),
            ("betrokkene", detail.who),
            ("adres", detail.where),
            ("urgentie", detail.urgency.label if detail.urgency else ""),
            ("thema's", theme_words(detail.themes)),
            ("wat is gezien", detail.facts),
            ("wat denkt melder", detail.opinion),
            ("verzoek", detail.request),
            ("ontbreekt", "\n".join(detail.missing)),
            ("team", detail.team),
            ("casus", detail.case_number),
            ("niet opgepakt", detail.not_taken_up_reason.label if detail.not_taken_up_reason else ""),
            ("advies", detail.advice),
        ]
    )
    for clock in detail.clocks:
        if clock.stopped_on is None:
            context.say(f"termijn: {clock.kind.label}, {describe_due(clock.due_on, today).text}")


def _of_reporter(detail: SignalDetail) -> str:
    said = [
        (detail.anonymous, "blijft anoniem"),
        (detail.may_be_named, "mag genoemd worden"),
        (detail.essential_relative, "essentiële naaste"),
        (detail.wvggz == YesNoUnknown.YES, "Wvggz-melding"),
    ]
    return " · ".join(words for holds, words in said if holds)


def triage(
    number: SignalId,
    urgency: Annotated[str, typer.Option("--urgency", help="acuut, spoed, niet-acuut of ter informatie.")],
    theme: Annotated[list[str], typer.Option("--theme", help="Thema; herhaal voor meer.")],
    acute_danger: Annotated[bool, typer.Option("--acute-danger", help="Er is acuut gevaar.")] = False,
    eviction: Annotated[bool, typer.Option("--eviction", help="Huisuitzetting dreigt.")] = False,
    children: Annotated[
        str | None,
        typer.Option("--children", help="Kinderen aanwezig: ja, nee, onbekend; anders zoals gemeld."),
    ] = None,
    in_care: Annotated[
        str | None, typer.Option("--in-care", help="Al in zorg: ja, nee, onbekend; anders zoals gemeld.")
    ] = None,
    wvggz: Annotated[
        str | None,
        typer.Option("--wvggz", help="Wvggz-melding (artikel 5:2): ja, nee, onbekend; anders zoals gemeld."),
    ] = None,
    case: Annotated[str | None, typer.Option("--case", help="Al bekend: nummer van de casus.")] = None,
    note: Annotated[str, typer.Option("--note", help="Toelichting.")] = "",
    accept: Annotated[bool, typer.Option("--accept", help="Volg het voorstel meteen.")] = False,
    team: Annotated[
        str | None, typer.Option("--team", help="Ander team dan het voorstel; met --reason.")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Waarom een ander team.")] = "",
) -> None:
    """Triëer een signaal; met --accept of --team wordt het ook gerouteerd."""
    if accept and team:
        raise InvalidInput("Kies --accept of --team, niet allebei.")
    with context.open_here() as desk:
        detail = find_signal(desk, number)
        known = resolve(desk.store, case) if case else None
        if known is not None and known.kind != "case":
            raise InvalidInput("--case verwacht het nummer van een casus, zoals C2026-031.")
        data = TriageInput(
            urgency=pick(Urgency, urgency, "urgentie"),
            themes=tuple(dict.fromkeys(pick(Theme, one, "thema") for one in theme)),
            acute_danger=acute_danger or detail.acute_danger,
            eviction_threatened=eviction or detail.eviction_threatened,
            children_present=pick(YesNoUnknown, children, "waarde bij --children")
            if children
            else detail.children_present,
            in_care=pick(YesNoUnknown, in_care, "waarde bij --in-care") if in_care else detail.in_care,
            wvggz=pick(YesNoUnknown, wvggz, "waarde bij --wvggz") if wvggz else None,
            known_case_id=known.id if known else None,
            note=note,
        )
        chosen = find_team(desk, team, detail.profile_id) if team else None
        from store.acts.route import route_signal
        from store.acts.triage import propose_for, triage_signal

        proposal = propose_for(desk.store, desk.actor, detail.id, data)
        if chosen is not None and chosen.id != proposal.team_id and not reason.strip():
            raise Refused(
                f"Het voorstel is {proposal.team_name}. Zeg met --reason waarom het een ander team wordt. "
                "Er is niets gewijzigd."
            )
        judged = triage_signal(desk.store, desk.actor, detail.id, data, expected_version=detail.version)
        if accept or chosen is not None:
            try:
                route_signal(
                    desk.store,
                    desk.actor,
                    detail.id,
                    team_id=chosen.id if chosen else None,
                    reason=reason,
                    expected_version=judged.version,
                )
            except StoreError as error:
                raise Refused(f"{error} De triage is bewaard; alleen de route niet.") from error
        after = signal_detail(desk.store, detail.id)
        if context.EVERYWHERE.as_json:
            context.print_json(
                {
                    "id": after.number,
                    "status": after.status,
                    "proposed": proposal.explanation.team,
                    "rule": proposal.explanation.rule,
                    "team": after.team or None,
                    "case": after.case_number or None,
                    "first": [one.instruction for one in proposal.explanation.first],
                    "beside": [one.team for one in proposal.explanation.beside],
                }
            )
            return
        for instruction in proposal.explanation.first:
            context.say(f"EERST: {instruction.instruction}")
        if after.status == SignalStatus.TRIAGED:
            context.say(f"Voorstel: {proposal.team_name} (regel {proposal.explanation.rule}).")
            context.say(f"Volgen: signaalpunt triage … --accept; uitleg: signaalpunt explain {after.number}")
        else:
            place = f", casus {after.case_number}" if after.case_number else ""
            context.say(f"{after.number} is {after.status.label}: {after.team}{place}.")


def explain(number: SignalId) -> None:
    """Leg uit waar een signaal heen gaat en waarom: de regel die won, de waarden, de regels die verloren."""
    with context.open_here() as desk:
        detail = find_signal(desk, number)
        context.note_look(desk, "signal", detail.number, signal_id=detail.id, case_id=detail.case_id)
        if detail.routings:
            explanation, routed = detail.routings[0].explanation, detail.routings[0].team
        else:
            from store.acts.triage import propose_for

            explanation, routed = propose_for(desk.store, desk.actor, detail.id).explanation, ""
        names = {team.key: team.name for team in teams(desk.store, detail.profile_id, active=False)}
        if context.EVERYWHERE.as_json:
            answer: dict[str, Any] = {"id": detail.number, **explanation_dict(explanation)}
            answer["team_name"] = names.get(explanation.team, explanation.team)
            answer["routed_to"] = routed or None
            context.print_json(answer)
            return
        _print_explanation(explanation, names, routed)


def _print_explanation(explanation: Explanation, names: dict[str, str], routed: str) -> None:
    for instruction in explanation.first:
        context.say(f"EERST     {instruction.instruction}")
    context.say(f"VOORSTEL  {names.get(explanation.team, explanation.team)}   (regel {explanation.rule})")
    context.say(f"omdat     {explanation.because}")
    context.say(f"bron      {explanation.source}")
    if routed and routed != names.get(explanation.team):
        context.say(f"gekozen   {routed}")
    for beside in explanation.beside:
        context.say(f"ook       {names.get(beside.team, beside.team)}: {beside.because}")
    if explanation.values:
        context.say("waarden   " + " · ".join(f"{label}: {value}" for label, value in explanation.values))
    signs = {"won": "✓", "lost": "·", "not_needed": " "}
    for one in explanation.considered:
        context.say(f" {signs[one.outcome]} {one.rule}  {one.summary}")
        context.say(f"     {one.why}")
