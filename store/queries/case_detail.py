"""Everything of one case, in a fixed number of queries over one state of the store."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from store.codes import (
    ZRM_LEVELS,
    CaseStatus,
    ClockKind,
    ContactKind,
    DayPart,
    EscalationTarget,
    LifeDomain,
    NormKind,
    Outcome,
    PartnerType,
    SignalStatus,
    Urgency,
    YesNoUnknown,
)
from store.engine.lifecycle import Store
from store.errors import NotFound
from store.local_time import today as local_today
from store.queries.case_shapes import (
    ActionView,
    AttemptView,
    CaseClock,
    CaseDetail,
    CaseHead,
    CaseRouting,
    CaseSignal,
    EntryKind,
    ScoreView,
    Timeline,
    TimelineEntry,
)
from store.queries.case_timeline import PAGE, case_timeline
from store.queries.shared import (
    as_code,
    as_day,
    as_instant,
    as_themes,
    fetch,
    fetch_named,
    instant,
    one_state,
)
from store.queries.visibility import check_case
from store.rules.clocks import describe_due, terms_for
from store.rules.contact_ladder import Attempt, ladder
from store.rules.routing import explanation_from_dict
from store.rules.transitions import allowed

__all__ = [
    "ActionView",
    "AttemptView",
    "CaseClock",
    "CaseDetail",
    "CaseHead",
    "CaseRouting",
    "CaseSignal",
    "EntryKind",
    "ScoreView",
    "Timeline",
    "TimelineEntry",
    "case_detail",
    "case_head",
    "case_timeline",
]

_HEAD = """
SELECT k.id, k.number, k.version, k.status, k.profile_id, f.key AS profile_key, f.name AS profile, k.team_id,
 t.name AS team, k.case_lead AS lead, k.resident_id, COALESCE(r.given, '') AS given, COALESCE(r.prefix, '') AS prefix,
 COALESCE(r.surname, '') AS surname, COALESCE(r.name_text, '') AS name_text, r.birth_date, r.birth_year,
 COALESCE(r.phone, '') AS phone, k.address_id, COALESCE(a.street, '') AS street, a.house_number,
 COALESCE(a.addition, '') AS addition, COALESCE(a.postcode, '') AS postcode, COALESCE(a.place, '') AS place,
 COALESCE(a.described, '') AS address_text, k.district_id, COALESCE(d.name, '') AS district, k.household_id,
 COALESCE(h.note, '') AS household_note, k.urgency, k.themes, k.plan, k.goal, k.visit_safety, k.waitlist_owner,
 k.review_on, k.escalation_target, k.handover_to, k.outcome, k.opened_at, k.closed_at, k.shielded
FROM cases k JOIN profiles f ON f.id = k.profile_id JOIN teams t ON t.id = k.team_id
LEFT JOIN residents r ON r.id = k.resident_id
LEFT JOIN addresses a ON a.id = k.address_id
LEFT JOIN districts d ON d.id = k.district_id
LEFT JOIN households h ON h.id = k.household_id
WHERE k.id = ?
"""
_STORED: dict[str, Callable[[Any], Any]] = {
    "status": CaseStatus.of,
    "birth_date": as_day,
    "urgency": lambda text: as_code(Urgency, text),
    "themes": as_themes,
    "review_on": as_day,
    "escalation_target": lambda text: as_code(EscalationTarget, text),
    "outcome": lambda text: as_code(Outcome, text),
    "opened_at": instant,
    "closed_at": as_instant,
    "shielded": bool,
}
_LINKED = "(SELECT s.id FROM signals s WHERE s.case_id = ?1)"
# The plus keeps SQLite from looking among all rows without a case, which are many, instead of at the few signals.
_OF_CASE_OR_SIGNAL = f"(x.case_id = ?1 OR (+x.case_id IS NULL AND x.signal_id IN {_LINKED}))"


def case_head(store: Store, case_id: int) -> CaseHead:
    """Return who and where a case is about and how it stands. Raises `NotFound`, and `Shielded` when it is hidden."""
    check_case(store, case_id)
    values = fetch_named(store, _HEAD, (case_id,), _STORED)
    if values is None:
        raise NotFound("Deze casus staat niet (meer) in deze opslag.")
    return CaseHead(**values)


def case_detail(store: Store, case_id: int, *, today: date | None = None, limit: int = PAGE) -> CaseDetail:
    """Return one case whole, as it stands on `today` (a local day; default the present one).

    The timeline holds at most `limit` entries; `case_timeline` gives older ones. Raises as `case_head` does.
    """
    day = today or local_today()
    with one_state(store):
        head = case_head(store, case_id)
        attempts = _attempts(store, case_id)
        actions = _actions(store, case_id, day)
        return CaseDetail(
            head=head,
            next_statuses=allowed(head.status),
            signals=_signals(store, case_id),
            attempts=attempts,
            ladder=ladder(Attempt(one.kind, one.at, one.reached, one.day_part) for one in attempts),
            open_actions=tuple(action for action in actions if action.done_at is None),
            done_actions=tuple(action for action in actions if action.done_at is not None),
            scores=_scores(store, case_id),
            clocks=_clocks(store, head, day),
            routings=_routings(store, case_id),
            timeline=case_timeline(store, case_id, limit=limit),
        )


def _signals(store: Store, case_id: int) -> tuple[CaseSignal, ...]:
    found = fetch(
        store,
        "SELECT s.id, s.number, s.version, s.status, s.received_at, COALESCE(p.name, m.organisation, ''),"
        " s.partner_type, s.themes, s.urgency, s.facts, s.opinion, s.request, s.feedback_wanted, s.anonymous,"
        " s.aware, s.not_aware_reason, s.wvggz FROM signals s LEFT JOIN partners p ON p.id = s.partner_id"
        " LEFT JOIN reporters m ON m.id = s.reporter_id WHERE s.case_id = ? ORDER BY s.received_at DESC, s.id DESC",
        (case_id,),
    )
    return tuple(
        CaseSignal(
            id=row[0],
            number=row[1],
            version=row[2],
            status=SignalStatus.of(row[3]),
            received_at=instant(row[4]),
            source=row[5],
            source_type=as_code(PartnerType, row[6]),
            themes=as_themes(row[7]),
            urgency=as_code(Urgency, row[8]),
            facts=row[9],
            opinion=row[10],
            request=row[11],
            feedback_wanted=bool(row[12]),
            anonymous=bool(row[13]),
            wvggz=YesNoUnknown.of(row[16]),
            aware=YesNoUnknown.of(row[14]),
            not_aware_reason=row[15],
        )
        for row in found
    )


def _attempts(store: Store, case_id: int) -> tuple[AttemptView, ...]:
    found = fetch(
        store,
        "SELECT id, at, by, kind, day_part, reached, with_whom, result FROM contact_attempts"
        " WHERE case_id = ? ORDER BY at DESC, id DESC",
        (case_id,),
    )
    return tuple(
        AttemptView(
            row_id, instant(at), by, ContactKind.of(kind), DayPart.of(part), bool(reached), with_whom, result
        )
        for row_id, at, by, kind, part, reached, with_whom, result in found
    )


def _actions(store: Store, case_id: int, today: date) -> list[ActionView]:
    found = fetch(
        store,
        "SELECT x.id, x.version, x.title, x.owner, x.by, x.created_at, x.due_on, x.done_at, x.done_note"
        f" FROM actions x WHERE {_OF_CASE_OR_SIGNAL}"
        " ORDER BY x.done_at IS NOT NULL, x.done_at DESC, x.due_on IS NULL, x.due_on, x.id",
        (case_id,),
    )
    actions = []
    for row_id, version, title, owner, by, created_at, due_on, done_at, done_note in found:
        due = as_day(due_on)
        actions.append(
            ActionView(
                id=row_id,
                version=version,
                title=title,
                owner=owner,
                by=by,
                created_at=instant(created_at),
                due_on=due,
                due=None if due is None or done_at is not None else describe_due(due, today),
                done_at=as_instant(done_at),
                done_note=done_note,
            )
        )
    return actions


def _scores(store: Store, case_id: int) -> tuple[ScoreView, ...]:
    found = fetch(
        store,
        "SELECT domain, level, at, by, note FROM zrm_scores WHERE case_id = ? ORDER BY at DESC, id DESC",
        (case_id,),
    )
    by_domain: dict[LifeDomain, list[tuple[Any, ...]]] = {}
    for domain, *rest in found:
        by_domain.setdefault(LifeDomain.of(domain), []).append(tuple(rest))
    views = []
    for domain in LifeDomain:
        if domain not in by_domain:
            continue
        (level, at, by, note), *earlier = by_domain[domain]
        views.append(
            ScoreView(
                domain=domain,
                level=level,
                level_label=ZRM_LEVELS[level],
                at=instant(at),
                by=by,
                note=note,
                previous_level=earlier[0][0] if earlier else None,
                previous_at=instant(earlier[0][1]) if earlier else None,
            )
        )
    return tuple(views)


def _clocks(store: Store, head: CaseHead, today: date) -> tuple[CaseClock, ...]:
    found = fetch(
        store,
        "SELECT x.id, x.kind, x.started_on, x.due_on, x.signal_id, COALESCE(s.number, ''), s.urgency FROM clocks x"
        " LEFT JOIN signals s ON s.id = x.signal_id"
        f" WHERE {_OF_CASE_OR_SIGNAL} AND x.stopped_on IS NULL ORDER BY x.due_on, x.id",
        (head.id,),
    )
    clocks = []
    for row_id, kind_text, started_on, due_on, signal_id, number, urgency in found:
        kind, due = ClockKind.of(kind_text), date.fromisoformat(due_on)
        term = terms_for(kind, as_code(Urgency, urgency) or head.urgency) or terms_for(kind)
        clocks.append(
            CaseClock(
                id=row_id,
                kind=kind,
                started_on=date.fromisoformat(started_on),
                due_on=due,
                due=describe_due(due, today),
                norm=term.norm if term else NormKind.NORM,
                source=term.source if term else "",
                signal_id=signal_id,
                signal_number=number,
            )
        )
    return tuple(clocks)


def _routings(store: Store, case_id: int) -> tuple[CaseRouting, ...]:
    found = fetch(
        store,
        "SELECT s.id, s.number, o.at, o.by, t.name, v.name, o.followed, o.reason, o.explanation FROM signals s"
        " JOIN routings o ON o.signal_id = s.id JOIN teams t ON t.id = o.team_id"
        " JOIN teams v ON v.id = o.proposed_team_id WHERE s.case_id = ? ORDER BY o.at DESC, o.id DESC",
        (case_id,),
    )
    return tuple(
        CaseRouting(
            signal_id=row[0],
            signal_number=row[1],
            at=instant(row[2]),
            by=row[3],
            team=row[4],
            proposed_team=row[5],
            followed=bool(row[6]),
            reason=row[7],
            explanation=explanation_from_dict(json.loads(row[8])),
        )
        for row in found
    )
