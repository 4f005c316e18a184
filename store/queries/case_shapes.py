"""What a case screen is given: everything of one case as frozen data, with ready texts. No queries here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from store.codes import (
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
    Theme,
    Urgency,
    YesNoUnknown,
)
from store.queries.shared import address_line, envelope_line, person_name
from store.rules.clocks import DueText
from store.rules.contact_ladder import Ladder
from store.rules.routing import Explanation


class EntryKind(StrEnum):
    """What a line of the timeline is about."""

    STATUS = "status"
    ATTEMPT = "attempt"
    NOTE = "note"
    ACTION = "action"
    ACTION_DONE = "action_done"
    SCORE = "score"
    SIGNAL = "signal"
    ROUTING = "routing"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened. `key` (`note-12`) is stable; `title` is Dutch, `body` as written."""

    key: str
    at: datetime
    kind: EntryKind
    by: str
    title: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Entries newest first. `more` tells that older ones exist: ask again with `before=entries[-1]`."""

    entries: tuple[TimelineEntry, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class CaseSignal:
    """A signal linked to the case, newest first; texts as delivered."""

    id: int
    number: str
    version: int
    status: SignalStatus
    received_at: datetime
    source: str
    source_type: PartnerType | None
    themes: tuple[Theme, ...]
    urgency: Urgency | None
    facts: str
    opinion: str
    request: str
    feedback_wanted: bool
    anonymous: bool
    wvggz: YesNoUnknown
    aware: YesNoUnknown
    not_aware_reason: str

    @property
    def short(self) -> str:
        """What is told in one text: the facts, else the opinion, else the request."""
        return self.facts or self.opinion or self.request


@dataclass(frozen=True, slots=True)
class AttemptView:
    """A contact attempt."""

    id: int
    at: datetime
    by: str
    kind: ContactKind
    day_part: DayPart
    reached: bool
    with_whom: str
    result: str


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action of the case; `due` is None when it is done or has no day."""

    id: int
    version: int
    title: str
    owner: str
    by: str
    created_at: datetime
    due_on: date | None
    due: DueText | None
    done_at: datetime | None
    done_note: str


@dataclass(frozen=True, slots=True)
class ScoreView:
    """The latest score of one life domain, and the one before it."""

    domain: LifeDomain
    level: int
    level_label: str
    at: datetime
    by: str
    note: str
    previous_level: int | None
    previous_at: datetime | None


@dataclass(frozen=True, slots=True)
class CaseClock:
    """A running clock of the case, or of one of its signals (`signal_number`; empty for the case itself)."""

    id: int
    kind: ClockKind
    started_on: date
    due_on: date
    due: DueText
    norm: NormKind
    source: str
    signal_id: int | None
    signal_number: str


@dataclass(frozen=True, slots=True)
class CaseRouting:
    """How one of the case's signals came here, with the explanation that was shown."""

    signal_id: int
    signal_number: str
    at: datetime
    by: str
    team: str
    proposed_team: str
    followed: bool
    reason: str
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class CaseHead:
    """Who and where the case is about and how it stands. Empty text and None mean "not known"."""

    id: int
    number: str
    version: int
    status: CaseStatus
    profile_id: int
    profile_key: str
    profile: str
    team_id: int
    team: str
    lead: str
    resident_id: int | None
    given: str
    prefix: str
    surname: str
    name_text: str
    birth_date: date | None
    birth_year: int | None
    phone: str
    address_id: int | None
    street: str
    house_number: int | None
    addition: str
    postcode: str
    place: str
    address_text: str
    district_id: int | None
    district: str
    household_id: int | None
    household_note: str
    urgency: Urgency | None
    themes: tuple[Theme, ...]
    plan: str
    goal: str
    visit_safety: str
    waitlist_owner: str
    review_on: date | None
    escalation_target: EscalationTarget | None
    handover_to: str
    outcome: Outcome | None
    opened_at: datetime
    closed_at: datetime | None
    shielded: bool

    @property
    def who(self) -> str:
        """The full name, without the birth year."""
        return person_name(self.given, self.prefix, self.surname, self.name_text, full=True)

    @property
    def where(self) -> str:
        """The address on one line, with the place."""
        return address_line(self.street, self.house_number, self.addition, self.place, self.address_text)

    @property
    def where_in_full(self) -> str:
        """Address on one line as on an envelope: "Kerkstraat 41A, 2641 AB Pijnacker"."""
        return envelope_line(self)

    @property
    def is_open(self) -> bool:
        """Whether the case is not closed."""
        return self.status != CaseStatus.CLOSED


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """One case whole. Texts are as written: show them through `visible`.

    `next_statuses` are those that may follow. `open_actions` stand by due day, `done_actions` newest first;
    `scores` in the order of the life domains; `clocks` by due day.
    """

    head: CaseHead
    next_statuses: tuple[CaseStatus, ...]
    signals: tuple[CaseSignal, ...]
    attempts: tuple[AttemptView, ...]
    ladder: Ladder
    open_actions: tuple[ActionView, ...]
    done_actions: tuple[ActionView, ...]
    scores: tuple[ScoreView, ...]
    clocks: tuple[CaseClock, ...]
    routings: tuple[CaseRouting, ...]
    timeline: Timeline
