"""What the sharing rule decides on: everything of one case, the recipient and the consents, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from store.codes import (
    CaseStatus,
    ClockKind,
    ContactKind,
    DayPart,
    EscalationTarget,
    LegalBasis,
    LifeDomain,
    Outcome,
    PartnerType,
    Theme,
    Urgency,
    YesNoUnknown,
)


@dataclass(frozen=True, slots=True)
class SignalFacts:
    """A signal of the case. `reporter_agreed`: the reporter said that the recipient may know who reported.

    `wvggz`: it was a report under article 5:2 of the Wvggz.
    """

    number: str
    received_on: date
    origin: PartnerType | None = None
    organisation: str = ""
    reporter_name: str = ""
    reporter_phone: str = ""
    reporter_mail: str = ""
    reporter_relation: str = ""
    reporter_agreed: bool = False
    anonymous: bool = False
    wvggz: bool = False
    themes: tuple[Theme, ...] = ()
    facts: str = ""
    opinion: str = ""
    request: str = ""
    aware: YesNoUnknown = YesNoUnknown.UNKNOWN
    not_aware_reason: str = ""


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    """A contact attempt."""

    at: datetime
    kind: ContactKind
    day_part: DayPart
    reached: bool
    with_whom: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """A note; `origin` is where its words come from when that is not the team itself."""

    at: datetime
    by: str
    body: str
    is_fact: bool
    origin: PartnerType | None = None


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """Something agreed; done when `done_on` is given."""

    title: str
    owner: str = ""
    due_on: date | None = None
    done_on: date | None = None
    done_note: str = ""


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What a meeting decided."""

    on: date
    body: str
    owner: str = ""
    assigned_to: str = ""
    due_on: date | None = None
    condition: str = ""
    informing: str = ""


@dataclass(frozen=True, slots=True)
class ScoreFacts:
    """The latest score of one life domain."""

    domain: LifeDomain
    level: int
    on: date
    note: str = ""
    previous_level: int | None = None


@dataclass(frozen=True, slots=True)
class AftercareFacts:
    """A check that follows a closed or handed over case."""

    kind: ClockKind
    due_on: date
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class EventFacts:
    """A step in the life of the case: a status it got, and why."""

    at: datetime
    new: CaseStatus
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """An organisation that takes part in the case (not: that reported)."""

    name: str
    type: PartnerType | None = None


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """What the resident agreed to; an empty organisation is any organisation."""

    organisation: str
    given_on: date
    scope: str = ""
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who asks. `essential_relative`: essentiële naaste in the sense of the Wvggz, the only one to hear an outcome."""

    organisation: str
    type: PartnerType
    person: str = ""
    basis: LegalBasis | None = None
    essential_relative: bool = False


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """Names, numbers and places by which somebody in this case can be recognised; masked where they may not be told.

    `people` are names of resident, household and relatives; `reporters` those of reporters, with the organisation
    they work for in `reporter_organisations`; `bsns` are masked at every level.
    """

    people: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()
    reporter_organisations: tuple[str, ...] = ()
    reporter_contacts: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    bsns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything of one case. Empty text and None mean "not known"; texts are as written."""

    number: str
    status: CaseStatus
    opened_on: date
    team: str
    lead: str = ""
    closed_on: date | None = None
    outcome: Outcome | None = None
    escalation_target: EscalationTarget | None = None
    handover_to: str = ""
    given: str = ""
    prefix: str = ""
    surname: str = ""
    name_text: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    phone: str = ""
    street: str = ""
    house_number: int | None = None
    addition: str = ""
    postcode: str = ""
    place: str = ""
    address_text: str = ""
    district: str = ""
    household_note: str = ""
    themes: tuple[Theme, ...] = ()
    urgency: Urgency | None = None
    plan: str = ""
    goal: str = ""
    visit_safety: str = ""
    resident_view: str = ""
    question: str = ""
    signals: tuple[SignalFacts, ...] = ()
    attempts: tuple[AttemptFacts, ...] = ()
    notes: tuple[NoteFacts, ...] = ()
    events: tuple[EventFacts, ...] = ()
    actions: tuple[ActionFacts, ...] = ()
    decisions: tuple[DecisionFacts, ...] = ()
    scores: tuple[ScoreFacts, ...] = ()
    aftercare: tuple[AftercareFacts, ...] = ()
    organisations: tuple[OrganisationFacts, ...] = ()
    known: KnownPeople = KnownPeople()
