"""What the resident agreed to and how the resident sees it: consent given and withdrawn, the resident's view."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import select

from store.actor import Actor
from store.acts import clock_keeping
from store.acts.cases import case_ref, load_case
from store.acts.inputs import Ref
from store.acts.unit import Unit, unit
from store.codes import CaseStatus
from store.engine.lifecycle import Store
from store.errors import InvalidInput, Refused
from store.schema import Case, Consent
from store.text import fold

MAX_LINE = 500
MAX_VIEW = 20_000
"""Characters of one line and of the resident's view."""


def give_consent(
    store: Store,
    actor: Actor,
    case_id: int,
    *,
    organisation: str = "",
    scope: str = "",
    given_on: date | None = None,
    note: str = "",
    now: datetime | None = None,
) -> Ref:
    """Record that the resident agreed to sharing with an organisation, or with any when that is left empty.

    `scope` says for what (empty: all that is needed), `given_on` the local day it was given (default today). A second
    consent for the same organisation and scope while the first still holds is refused. Works in a closed case too.
    """
    with unit(store, actor, "give_consent", "toestemming vastgelegd", event="create", now=now) as act:
        case = load_case(act, case_id, None, must_be_open=False)
        day = given_on or act.today
        if day > act.today:
            raise Refused("Toestemming kan niet in de toekomst gegeven zijn. Er is niets vastgelegd.")
        who, what = " ".join(organisation.split()), scope.strip()
        for one in (who, what, note.strip()):
            if len(one) > MAX_LINE:
                raise InvalidInput(f"Dit is te lang; houd het bij {MAX_LINE} tekens. Er is niets vastgelegd.")
        statement = select(Consent).where(Consent.case_id == case.id)
        for known in act.session.exec(statement).all():
            same = (fold(known.organisation), fold(known.scope)) == (fold(who), fold(what))
            if same and known.withdrawn_on is None:
                raise Refused("Deze toestemming is al vastgelegd en geldt nog. Er is niets veranderd.")
        consent = act.add(
            Consent(
                case_id=case.id or 0,
                organisation=who,
                scope=what,
                given_on=day,
                by=actor.name,
                note=note.strip(),
            )
        )
        _touch_open(act, case)
        return Ref(consent.id or 0, act.number, 1)


def withdraw_consent(
    store: Store,
    actor: Actor,
    consent_id: int,
    *,
    withdrawn_on: date | None = None,
    note: str = "",
    now: datetime | None = None,
) -> Ref:
    """Record that the resident took a consent back, from `withdrawn_on` (local day, default today).

    What was shared before stays shared and recorded (AVG art. 7 lid 3). Refused when it was withdrawn already.
    """
    with unit(store, actor, "withdraw_consent", "toestemming ingetrokken", now=now) as act:
        consent = act.get(Consent, consent_id, "deze toestemming")
        case = load_case(act, consent.case_id, None, must_be_open=False)
        if consent.withdrawn_on is not None:
            raise Refused("Deze toestemming is al ingetrokken.")
        day = withdrawn_on or act.today
        if not consent.given_on <= day <= act.today:
            raise Refused("Intrekken kan niet vóór het geven en niet in de toekomst. Er is niets veranderd.")
        if len(note) > MAX_LINE:
            raise InvalidInput(f"Dit is te lang; houd het bij {MAX_LINE} tekens. Er is niets veranderd.")
        consent.withdrawn_on = day
        if note.strip():
            consent.note = f"{consent.note}\n{note.strip()}".strip()
        act.session.add(consent)
        _touch_open(act, case)
        return Ref(consent.id or 0, act.number, 1)


def set_resident_view(
    store: Store,
    actor: Actor,
    case_id: int,
    view: str,
    *,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Ref:
    """Write how the resident sees the situation, in their own words (*zienswijze*); it goes along at a handover."""
    if len(view) > MAX_VIEW:
        raise InvalidInput(f"Dit is te lang; houd het bij {MAX_VIEW} tekens. Er is niets bewaard.")
    with unit(store, actor, "set_resident_view", "zienswijze van de betrokkene vastgelegd", now=now) as act:
        case = load_case(act, case_id, expected_version, must_be_open=False)
        case.resident_view = view.strip()
        act.session.add(case)
        _touch_open(act, case)
        act.session.flush()
        return case_ref(case)


def _touch_open(act: Unit, case: Case) -> None:
    if case.status != CaseStatus.CLOSED:
        clock_keeping.touch(act, case)
