"""Everything of a case as the plain values the sharing rule decides on, with the names it must be able to mask."""

from __future__ import annotations

from typing import Any

from store.codes import CaseStatus, ClockKind, PartnerType, YesNoUnknown
from store.engine.lifecycle import Store
from store.local_time import local_day
from store.queries.case_shapes import CaseDetail, CaseSignal
from store.queries.shared import as_code, as_day, fetch, fetch_one, instant
from store.queries.visibility import check_case
from store.rules.disclosure_facts import (
    ActionFacts,
    AftercareFacts,
    AttemptFacts,
    CaseFile,
    ConsentFacts,
    DecisionFacts,
    EventFacts,
    KnownPeople,
    NoteFacts,
    OrganisationFacts,
    ScoreFacts,
    SignalFacts,
)

_NOTES = """
SELECT x.at, x.by, x.body, x.is_fact, s.partner_type FROM notes x LEFT JOIN signals s ON s.id = x.signal_id
WHERE x.case_id = ?1 OR (+x.case_id IS NULL AND x.signal_id IN (SELECT id FROM signals WHERE case_id = ?1))
ORDER BY x.at, x.id
"""
_REPORTERS = """
SELECT s.id, m.name, m.phone, m.mail, m.relation, COALESCE(p.name, m.organisation), COALESCE(p.aliases, ''),
 m.may_be_named
FROM signals s JOIN reporters m ON m.id = s.reporter_id
LEFT JOIN partners p ON p.id = COALESCE(s.partner_id, m.partner_id) WHERE s.case_id = ?
"""
_PEOPLE = """
WITH own (id) AS (SELECT resident_id FROM cases WHERE id = ?1 UNION SELECT resident_id FROM signals WHERE case_id = ?1)
SELECT DISTINCT r.given, r.prefix, r.surname, r.name_text, r.phone, r.bsn FROM residents r WHERE r.id IN (
 SELECT id FROM own
 UNION SELECT m.id FROM residents m WHERE m.household_id = (SELECT household_id FROM cases WHERE id = ?1)
 UNION SELECT m.id FROM residents m WHERE m.group_id IN (
  SELECT o.group_id FROM residents o WHERE o.id IN (SELECT id FROM own)))
"""
_PLACES = """
SELECT DISTINCT a.street, a.described, a.postcode FROM addresses a
WHERE a.id IN (SELECT address_id FROM signals WHERE case_id = ?1)
 OR a.id IN (SELECT r.address_id FROM residents r WHERE r.id IN (SELECT resident_id FROM signals WHERE case_id = ?1))
"""
_ORGANISATIONS = """
SELECT DISTINCT p.name, p.type FROM agenda_partners o JOIN agenda_items i ON i.id = o.agenda_item_id
JOIN partners p ON p.id = o.partner_id WHERE i.case_id = ?1
UNION SELECT d.assigned_to, p.type FROM decisions d LEFT JOIN partners p ON p.name = d.assigned_to
WHERE d.case_id = ?1 AND d.assigned_to <> ''
"""
_QUESTION = "SELECT question FROM agenda_items WHERE case_id = ? AND question <> '' ORDER BY id DESC LIMIT 1"


def case_file(store: Store, detail: CaseDetail) -> CaseFile:
    """Return the case of `detail` (from `case_detail`) with what the sharing rule needs besides."""
    head, case_id = detail.head, detail.head.id
    reporters = {row[0]: row[1:] for row in fetch(store, _REPORTERS, (case_id,))}
    question = fetch_one(store, _QUESTION, (case_id,))
    view = fetch_one(store, "SELECT resident_view FROM cases WHERE id = ?", (case_id,))
    return CaseFile(
        number=head.number,
        status=head.status,
        opened_on=local_day(head.opened_at),
        team=head.team,
        lead=head.lead,
        closed_on=local_day(head.closed_at) if head.closed_at else None,
        outcome=head.outcome,
        escalation_target=head.escalation_target,
        handover_to=head.handover_to,
        given=head.given,
        prefix=head.prefix,
        surname=head.surname,
        name_text=head.name_text,
        birth_date=head.birth_date,
        birth_year=head.birth_year,
        phone=head.phone,
        street=head.street,
        house_number=head.house_number,
        addition=head.addition,
        postcode=head.postcode,
        place=head.place,
        address_text=head.address_text,
        district=head.district,
        household_note=head.household_note,
        themes=head.themes,
        urgency=head.urgency,
        plan=head.plan,
        goal=head.goal,
        visit_safety=head.visit_safety,
        resident_view=view[0] if view else "",
        question=question[0] if question else "",
        signals=tuple(_signal(one, reporters.get(one.id, _NOBODY)) for one in reversed(detail.signals)),
        attempts=tuple(
            AttemptFacts(one.at, one.kind, one.day_part, one.reached, one.with_whom, one.result)
            for one in reversed(detail.attempts)
        ),
        notes=tuple(
            NoteFacts(instant(at), by, body, bool(is_fact), as_code(PartnerType, origin))
            for at, by, body, is_fact, origin in fetch(store, _NOTES, (case_id,))
        ),
        events=_events(store, case_id),
        actions=tuple(
            ActionFacts(
                one.title,
                one.owner,
                one.due_on,
                local_day(one.done_at) if one.done_at else None,
                one.done_note,
            )
            for one in (*detail.open_actions, *reversed(detail.done_actions))
        ),
        decisions=_decisions(store, case_id),
        scores=tuple(
            ScoreFacts(one.domain, one.level, local_day(one.at), one.note, one.previous_level)
            for one in detail.scores
        ),
        aftercare=_aftercare(store, case_id),
        organisations=_organisations(store, detail),
        known=_known(store, case_id, list(reporters.values())),
    )


def case_consents(store: Store, case_id: int) -> tuple[ConsentFacts, ...]:
    """Return what the resident agreed to, oldest first, withdrawn ones included."""
    check_case(store, case_id)
    found = fetch(
        store,
        "SELECT organisation, scope, given_on, withdrawn_on FROM consents WHERE case_id = ? ORDER BY given_on, id",
        (case_id,),
    )
    return tuple(
        ConsentFacts(organisation, day, scope, as_day(withdrawn_on))
        for organisation, scope, given_on, withdrawn_on in found
        if (day := as_day(given_on)) is not None
    )


_NOBODY = ("", "", "", "", "", "", 0)


def _signal(one: CaseSignal, reporter: tuple[Any, ...]) -> SignalFacts:
    name, phone, mail, relation, _, _, may_be_named = reporter
    return SignalFacts(
        number=one.number,
        received_on=local_day(one.received_at),
        origin=one.source_type,
        organisation=one.source,
        reporter_name=name,
        reporter_phone=phone,
        reporter_mail=mail,
        reporter_relation=relation,
        reporter_agreed=bool(may_be_named),
        wvggz=one.wvggz == YesNoUnknown.YES,
        anonymous=one.anonymous,
        themes=one.themes,
        facts=one.facts,
        opinion=one.opinion,
        request=one.request,
        aware=one.aware,
        not_aware_reason=one.not_aware_reason,
    )


def _events(store: Store, case_id: int) -> tuple[EventFacts, ...]:
    found = fetch(
        store, "SELECT at, new, reason FROM case_status_changes WHERE case_id = ? ORDER BY at, id", (case_id,)
    )
    return tuple(EventFacts(instant(at), CaseStatus.of(new), reason) for at, new, reason in found)


def _decisions(store: Store, case_id: int) -> tuple[DecisionFacts, ...]:
    found = fetch(
        store,
        "SELECT at, body, owner, assigned_to, due_on, condition, informing FROM decisions WHERE case_id = ?"
        " ORDER BY at, id",
        (case_id,),
    )
    return tuple(
        DecisionFacts(local_day(instant(at)), body, owner, assigned_to, as_day(due_on), condition, informing)
        for at, body, owner, assigned_to, due_on, condition, informing in found
    )


def _aftercare(store: Store, case_id: int) -> tuple[AftercareFacts, ...]:
    found = fetch(
        store,
        "SELECT kind, due_on, stopped_on FROM clocks WHERE case_id = ? AND kind IN (?, ?) ORDER BY due_on, id",
        (case_id, ClockKind.AFTERCARE_SHORT.value, ClockKind.AFTERCARE_LONG.value),
    )
    return tuple(
        AftercareFacts(ClockKind.of(kind), due, as_day(stopped_on))
        for kind, due_on, stopped_on in found
        if (due := as_day(due_on)) is not None
    )


def _organisations(store: Store, detail: CaseDetail) -> tuple[OrganisationFacts, ...]:
    found = fetch(store, _ORGANISATIONS, (detail.head.id,))
    named = [OrganisationFacts(name, as_code(PartnerType, kind)) for name, kind in found]
    if detail.head.handover_to:
        named.append(OrganisationFacts(detail.head.handover_to))
    return tuple(named)


def _known(store: Store, case_id: int, reporters: list[tuple[Any, ...]]) -> KnownPeople:
    people = fetch(store, _PEOPLE, (case_id,))
    places = fetch(store, _PLACES, (case_id,))
    organisations = [one[4] for one in reporters] + [
        alias.strip() for one in reporters for alias in one[5].splitlines()
    ]
    return KnownPeople(
        people=tuple(part for row in people for part in (" ".join(row[:3]), row[3]) if part.strip()),
        reporters=tuple(one[0] for one in reporters if one[0]),
        reporter_organisations=tuple(dict.fromkeys(name for name in organisations if name)),
        reporter_contacts=tuple(text for one in reporters for text in one[1:3] if text),
        streets=tuple(row[0] for row in places if row[0]),
        places=tuple(text for row in places for text in row[1:] if text),
        bsns=tuple(row[5] for row in people if row[5]),
    )
