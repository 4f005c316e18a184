"""One household, one plan, one case lead: cases of people who live together are joined, and parted again."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import select

from store.actor import Actor
from store.acts import clock_keeping
from store.acts.cases import case_ref, load_case
from store.acts.inputs import Ref
from store.acts.unit import Unit, unit
from store.codes import CaseStatus
from store.engine.lifecycle import Store
from store.errors import Refused
from store.schema import Case, Household, Note


def join_household(
    store: Store,
    actor: Actor,
    case_id: int,
    other_id: int,
    *,
    lead: str,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Ref:
    """Join an open case to the household of another open one, all under one case lead; both cases tell it in a note.

    The cases stay two, each with its own resident and history. Refused without a lead, and when both are of a household
    with others already: part one of them first, so that no household changes unnoticed.
    """
    lead = lead.strip()
    if not lead:
        raise Refused("Vul in wie de regie heeft: één huishouden, één plan, één regisseur.")
    if case_id == other_id:
        raise Refused("Dit is een en dezelfde casus. Er is niets gewijzigd.")
    with unit(store, actor, "join_household", "casussen als één huishouden", event="link", now=now) as act:
        other = load_case(act, other_id, None)
        case = load_case(act, case_id, expected_version)
        if case.household_id is not None and case.household_id == other.household_id:
            raise Refused("Deze casussen zijn al één huishouden. Er is niets gewijzigd.")
        if len(_members(act, case)) > 1 and len(_members(act, other)) > 1:
            raise Refused(
                "Beide casussen horen al bij een ander huishouden. Haal een van de twee daar eerst uit; er is niets "
                "gewijzigd."
            )
        household_id = case.household_id if len(_members(act, case)) > 1 else other.household_id
        if household_id is None:
            household_id = act.add(Household(address_id=case.address_id or other.address_id)).id
        for one in (case, other):
            one.household_id = household_id
            act.session.add(one)
        act.session.flush()
        members = [one for one in _members(act, case) if one.status != CaseStatus.CLOSED]
        numbers = ", ".join(one.number for one in members)
        for one in members:
            one.case_lead = lead
            act.session.add(one)
            _note(act, one, f"Eén huishouden, één plan, één regisseur: {numbers}. Regie: {lead}.")
            clock_keeping.touch(act, one)
        act.session.flush()
        return case_ref(case)


def part_household(
    store: Store,
    actor: Actor,
    case_id: int,
    *,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Ref:
    """Take a case out of its household; who has the lead stays so. A household of one is none and goes."""
    with unit(store, actor, "part_household", "casus uit het huishouden", event="unlink", now=now) as act:
        case = load_case(act, case_id, expected_version, must_be_open=False)
        members = _members(act, case)
        if case.household_id is None or len(members) < 2:
            raise Refused(
                "Deze casus hoort niet bij een huishouden met een andere casus. Er is niets gewijzigd."
            )
        household = act.get(Household, case.household_id, "dit huishouden")
        leaving = members if len(members) == 2 else [case]
        for one in leaving:
            one.household_id = None
            act.session.add(one)
        for one in members:
            _note(act, one, f"{case.number} hoort niet meer bij dit huishouden.")
        act.session.flush()
        if len(members) == 2 and not _used(act, household):
            act.session.delete(household)
        act.session.flush()
        return case_ref(case)


def _members(act: Unit, case: Case) -> list[Case]:
    """Return the cases of the household of a case, itself alone when it is of none."""
    if case.household_id is None:
        return [case]
    found = act.session.exec(select(Case).where(Case.household_id == case.household_id)).all()
    return sorted(found, key=lambda one: one.id or 0)


def _used(act: Unit, household: Household) -> bool:
    """Tell whether a report still names the household."""
    return bool(
        act.rows(
            "SELECT 1 FROM residents WHERE household_id = ?1 UNION SELECT 1 FROM signals WHERE household_id = ?1",
            household.id,
        )
    )


def _note(act: Unit, case: Case, body: str) -> None:
    act.add(Note(case_id=case.id, at=act.now, by=act.actor.name, body=body, is_fact=True))
