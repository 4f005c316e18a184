"""Cases from the command line: list, show."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from store.codes import CaseStatus
from store.errors import NotFound
from store.local_time import moment
from store.queries.case_detail import case_detail
from store.queries.cases import CaseFilter, every_case
from store.queries.numbers import resolve
from store.queries.shared import theme_words
from store.rules.clocks import describe_due
from tui.cli import context
from tui.cli.values import pick
from tui.desk import Desk


def register(app: typer.Typer) -> None:
    """Add `cases`."""
    app.command("cases")(cases)


def cases(
    status_: Annotated[
        list[str] | None, typer.Option("--status", help="Alleen deze status; mag vaker.")
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Alleen open casussen.")] = False,
    lead_: Annotated[str, typer.Option("--lead", help="Alleen van deze casusregisseur.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=0, help="Hoogstens zoveel; 0 is alles.")] = 0,
) -> None:
    """Toon casussen, open eerst."""
    with context.open_here() as desk:
        chosen = CaseFilter(
            status=tuple(pick(CaseStatus, one, "status") for one in status_ or ()),
            open_only=open_,
            lead=lead_,
        )
        rows = []
        for row in every_case(desk.store, chosen):
            rows.append(row)
            if limit and len(rows) >= limit:
                break
        if context.EVERYWHERE.as_json:
            context.print_json(
                [
                    {
                        "id": row.number,
                        "status": row.status,
                        "case_lead": row.lead,
                        "team": row.team,
                        "resident": row.who,
                        "address": row.where,
                        "district": row.district,
                        "themes": [theme.value for theme in row.themes],
                        "urgency": row.urgency,
                        "opened_at": row.opened_at,
                        "closed_at": row.closed_at,
                        "outcome": row.outcome,
                        "open_actions": row.open_actions,
                        "next_due": row.next_due,
                        "next_due_kind": row.next_due_kind,
                    }
                    for row in rows
                ]
            )
            return
        today = desk.today()
        context.print_table(
            ("nummer", "status", "waar", "wie", "regie", "thema's", "termijn"),
            (
                (
                    row.number,
                    row.status.label,
                    row.where,
                    row.who,
                    row.lead,
                    theme_words(row.themes),
                    f"{row.next_due_kind.label}: {describe_due(row.next_due, today).text}"
                    if row.next_due and row.next_due_kind
                    else "",
                )
                for row in rows
            ),
            "Geen casussen. Een casus begint als een signaal naar een team gaat dat casussen opent.",
        )


def case_id_of(desk: Desk, number: str) -> int:
    """Return the row id of the case with this number, or refuse in Dutch (also when it is of a signal)."""
    found = resolve(desk.store, number)
    if found.kind != "case":
        raise NotFound(f"{found.number} is een signaal. Geef het nummer van een casus, zoals C2026-031.")
    return found.id


def show_case(desk: Desk, case_id: int) -> None:
    """Print one case, as text or JSON."""
    detail = case_detail(desk.store, case_id, today=desk.today())
    head = detail.head
    context.note_look(desk, "case", head.number, case_id=head.id)
    if context.EVERYWHERE.as_json:
        context.print_json(_case_dict(detail))
        return
    context.say(f"Casus {head.number} · {head.status.label}")
    context.print_fields(
        [
            ("betrokkene", head.who),
            ("adres", head.where),
            ("team", head.team),
            ("casusregisseur", head.lead),
            ("thema's", theme_words(head.themes)),
            ("doel", head.goal),
            ("plan", head.plan),
            ("veiligheid bij bezoek", head.visit_safety),
            ("geopend", moment(head.opened_at)),
            ("eindresultaat", head.outcome.label if head.outcome else ""),
            ("signalen", ", ".join(one.number for one in detail.signals)),
            ("contactpogingen", f"{detail.ladder.total}, bereikt {detail.ladder.reached}"),
            ("nog niet geprobeerd", " · ".join(detail.ladder.not_tried)),
        ]
    )
    for clock in detail.clocks:
        context.say(f"termijn: {clock.kind.label}, {clock.due.text} ({clock.norm.label})")
    for one in detail.open_actions:
        due = f", {one.due.text}" if one.due else ""
        context.say(f"actie {one.id}: {one.title} ({one.owner}{due})")


def _case_dict(detail: Any) -> dict[str, Any]:
    head = detail.head
    return {
        "id": head.number,
        "status": head.status,
        "version": head.version,
        "next_statuses": [one.value for one in detail.next_statuses],
        "profile": head.profile_key,
        "team": head.team,
        "case_lead": head.lead,
        "resident": head.who,
        "address": head.where,
        "district": head.district,
        "urgency": head.urgency,
        "themes": [one.value for one in head.themes],
        "goal": head.goal,
        "plan": head.plan,
        "visit_safety": head.visit_safety,
        "waitlist_owner": head.waitlist_owner,
        "review_on": head.review_on,
        "escalation_target": head.escalation_target,
        "handover_to": head.handover_to,
        "outcome": head.outcome,
        "opened_at": head.opened_at,
        "closed_at": head.closed_at,
        "signals": [
            {"id": one.number, "status": one.status, "partner": one.source} for one in detail.signals
        ],
        "contact_attempts": [
            {
                "at": one.at,
                "kind": one.kind,
                "day_part": one.day_part,
                "reached": one.reached,
                "with_whom": one.with_whom,
                "result": one.result,
                "by": one.by,
            }
            for one in detail.attempts
        ],
        "not_tried": list(detail.ladder.not_tried),
        "actions": [
            {
                "id": one.id,
                "title": one.title,
                "owner": one.owner,
                "due_on": one.due_on,
                "done_at": one.done_at,
            }
            for one in (*detail.open_actions, *detail.done_actions)
        ],
        "zrm_scores": [
            {"life_domain": one.domain, "level": one.level, "at": one.at, "previous": one.previous_level}
            for one in detail.scores
        ],
        "clocks": [{"kind": one.kind, "due_on": one.due_on, "norm": one.norm} for one in detail.clocks],
        "timeline": [
            {"at": one.at, "kind": one.kind.value, "by": one.by, "title": one.title, "body": one.body}
            for one in detail.timeline.entries
        ],
    }
