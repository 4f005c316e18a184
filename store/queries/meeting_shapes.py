"""What the meeting screens are given: agenda, one item, decisions, who somebody is. No queries here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from store.codes import AgendaReason, AgendaStatus, MeetingPart, MeetingStatus, PartnerType, Theme, Urgency
from store.rules.clocks import DueText


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """An item in the list. `who` is "V.M. '51", or the title of a theme; `reason_text` and `question` are masked."""

    id: int
    version: int
    meeting_id: int
    position: int
    part: MeetingPart
    case_id: int | None
    signal_id: int | None
    number: str
    who: str
    district: str
    reason: AgendaReason
    reason_text: str
    question: str
    planned_minutes: int
    after_cutoff: bool
    rolled_over: int
    status: AgendaStatus
    called_at: datetime | None
    spent_seconds: int
    partners: tuple[tuple[int, str], ...]
    decisions: int

    @property
    def is_theme(self) -> bool:
        """Whether the item is about an area, not about a person."""
        return self.case_id is None and self.signal_id is None


@dataclass(frozen=True, slots=True)
class SeenLine:
    """What one signal told: the day, the kind of reporter (never who) and the facts, masked."""

    on: date
    origin: str
    facts: str


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """An action that is still open, masked."""

    action_id: int
    title: str
    owner: str
    due_on: date | None
    due: DueText | None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision as it was taken, masked. `organisation` is where the owner works: "" is the team itself."""

    id: int
    meeting_id: int
    meeting_number: str
    held_on: date
    item_id: int
    case_id: int | None
    signal_id: int | None
    number: str
    who: str
    at: datetime
    by: str
    body: str
    owner: str
    assigned_to: str
    due_on: date | None
    condition: str
    informing: str
    effect: str
    action_id: int | None
    done_at: datetime | None

    @property
    def holder(self) -> str:
        """Who does it: the person, else the organisation, else nobody."""
        return self.owner or self.assigned_to


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item as the shared screen shows it. `tried` is "telefoon 2×, kaartje 1×", `not_tried` what is left."""

    row: AgendaRow
    status_label: str
    lead: str
    urgency: Urgency | None
    themes: tuple[Theme, ...]
    signal_count: int
    seen: tuple[SeenLine, ...]
    tried: str
    reached: bool
    not_tried: tuple[str, ...]
    plan: str
    open_actions: tuple[AgreedLine, ...]
    earlier: tuple[DecisionRow, ...]
    decisions: tuple[DecisionRow, ...]


@dataclass(frozen=True, slots=True)
class ItemIdentity:
    """Who an item is about. Only for after `reveal_item`, for as long as a key is held."""

    item_id: int
    name: str
    birth_date: date | None
    birth_year: int | None
    address: str
    phone: str


@dataclass(frozen=True, slots=True)
class MeetingKindRow:
    """A kind of meeting of a municipality. `has_open_part`: first about the area, naming nobody."""

    id: int
    profile_id: int
    key: str
    name: str
    has_open_part: bool
    rhythm_days: int
    cutoff_workdays: int
    cutoff_time: str
    place: str
    chair: str
    active: bool


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting in a list. `number` is "OV2026-012"; `closes_at` is when its agenda closes."""

    id: int
    number: str
    version: int
    kind_id: int
    kind: str
    has_open_part: bool
    profile_id: int
    held_on: date
    starts_at: str
    place: str
    chair: str
    status: MeetingStatus
    items: int
    done: int
    planned_minutes: int
    decisions: int
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """Somebody at the table; `is_team` sees every item, a partner only its own."""

    id: int
    name: str
    organisation: str
    partner_id: int | None
    partner_type: PartnerType
    is_team: bool
    present: bool


@dataclass(frozen=True, slots=True)
class MeetingDetail:
    """One meeting whole. `current_item_id` is the item being discussed; an interrupted meeting resumes there."""

    row: MeetingRow
    remarks: str
    started_at: datetime | None
    closed_at: datetime | None
    current_item_id: int | None
    participants: tuple[ParticipantRow, ...]
    items: tuple[AgendaRow, ...]
    decisions: tuple[DecisionRow, ...]

    @property
    def current(self) -> AgendaRow | None:
        """The item being discussed."""
        return next((item for item in self.items if item.id == self.current_item_id), None)
