"""The outcome of a meeting as JSON, in the shape of UitkomstOverleg (Samen onder Handbereik).

Casusoverleg holds Zaken; a Zaak holds Besluiten; a Besluit its Actie with `conditie`, `informering` and `belegdBij`.
Level 1: a person is initials and year of birth, known names in texts are masked.
"""

from __future__ import annotations

import json
from typing import Any

from store.codes import MeetingPart
from store.local_time import local
from store.queries.meeting_shapes import AgendaRow, DecisionRow, MeetingDetail

VERSION = 1


def meeting_outcome(detail: MeetingDetail) -> dict[str, Any]:
    """Return what a meeting came to as plain values for JSON; days as `2026-11-23`, moments local with offset."""
    row = detail.row
    return {
        "uitkomstOverleg": {
            "versie": VERSION,
            "niveau": "1",
            "casusoverleg": {
                "nummer": row.number,
                "soort": row.kind,
                "datum": row.held_on.isoformat(),
                "aanvang": row.starts_at,
                "plaats": row.place,
                "voorzitter": row.chair,
                "status": row.status.label,
                "begonnen": None if detail.started_at is None else local(detail.started_at).isoformat(),
                "gesloten": None if detail.closed_at is None else local(detail.closed_at).isoformat(),
                "deelnemers": [
                    {
                        "naam": one.name,
                        "organisatie": one.organisation,
                        "soortOrganisatie": one.partner_type.label,
                        "aanwezig": one.present,
                    }
                    for one in detail.participants
                ],
            },
            "zaken": [_matter(item, detail.decisions) for item in detail.items],
        }
    }


def _matter(item: AgendaRow, decisions: tuple[DecisionRow, ...]) -> dict[str, Any]:
    kind = "thema" if item.part == MeetingPart.OPEN else ("casus" if item.case_id is not None else "signaal")
    return {
        "soort": kind,
        "nummer": item.number,
        "aanduiding": item.who,
        "wijk": item.district,
        "aanleiding": item.reason_text,
        "vraag": item.question,
        "status": item.status.label,
        "besluiten": [_decision(one) for one in decisions if one.item_id == item.id],
    }


def _decision(one: DecisionRow) -> dict[str, Any]:
    acting = one.holder or one.due_on is not None
    return {
        "omschrijving": one.body,
        "genomenOp": local(one.at).isoformat(),
        "gevolg": one.effect,
        "actie": _action(one) if acting else None,
    }


def _action(one: DecisionRow) -> dict[str, Any]:
    return {
        "omschrijving": one.body,
        "belegdBij": {"organisatie": one.assigned_to, "persoon": one.owner},
        "uiterlijk": None if one.due_on is None else one.due_on.isoformat(),
        "conditie": one.condition,
        "informering": one.informing,
        "afgerond": one.done_at is not None,
    }


def outcome_text(detail: MeetingDetail) -> str:
    """Return the outcome as JSON text (UTF-8, indented, ends with a newline)."""
    return json.dumps(meeting_outcome(detail), ensure_ascii=False, indent=2) + "\n"
