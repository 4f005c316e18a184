"""The network meeting: kinds of meeting, meetings, who attends, the agenda and what was decided."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from store.codes import AgendaReason, AgendaStatus, MeetingPart, MeetingStatus, PartnerType
from store.schema.base import code, day, instant, ref, text


class MeetingKind(SQLModel, table=True):
    """A kind of meeting a municipality holds; `rhythm_days` between two of them, agenda closes the day before."""

    __tablename__ = "meeting_kinds"
    __table_args__ = (UniqueConstraint("profile_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    profile_id: int = ref("profiles", nullable=False)
    key: str
    name: str
    has_open_part: bool = False
    rhythm_days: int = 7
    cutoff_workdays: int = 1
    cutoff_time: str = "12:00"
    place: str = text()
    chair: str = text()
    active: bool = True


class Meeting(SQLModel, table=True):
    """One meeting; `current_item_id` is the item being discussed, so that an interrupted meeting resumes there.

    `left_out` holds what was taken off by hand (` c12 s5 `: cases and signals); it does not come back by itself.
    """

    __tablename__ = "meetings"
    __table_args__ = {"sqlite_autoincrement": True}
    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    kind_id: int = ref("meeting_kinds", nullable=False)
    profile_id: int = ref("profiles", nullable=False, index=False)
    held_on: date = day(nullable=False, index=True)
    starts_at: str = "10:00"
    place: str = text()
    chair: str = text()
    status: MeetingStatus = code(MeetingStatus, default=MeetingStatus.PLANNED, nullable=False)
    started_at: datetime | None = instant()
    closed_at: datetime | None = instant()
    current_item_id: int | None = None
    remarks: str = text()
    left_out: str = text()
    version: int = 1


class MeetingParticipant(SQLModel, table=True):
    """Somebody at the table, of an organisation; `is_team` sees every item, a partner only its own."""

    __tablename__ = "meeting_participants"
    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = ref("meetings", nullable=False)
    name: str = text()
    organisation: str = text()
    partner_id: int | None = ref("partners", index=False)
    partner_type: PartnerType = code(PartnerType, default=PartnerType.OTHER, nullable=False)
    is_team: bool = False
    present: bool = True


class AgendaItem(SQLModel, table=True):
    """One item: a case (closed part) or a theme in an area (open part, `title`, never a person)."""

    __tablename__ = "agenda_items"
    __table_args__ = {"sqlite_autoincrement": True}
    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = ref("meetings", nullable=False)
    part: MeetingPart = code(MeetingPart, default=MeetingPart.CLOSED, nullable=False)
    case_id: int | None = ref("cases")
    signal_id: int | None = ref("signals")
    district_id: int | None = ref("districts", index=False)
    title: str = text()
    reason: AgendaReason = code(AgendaReason, nullable=False)
    reason_text: str = text()
    question: str = text()
    position: int = 0
    planned_minutes: int = 5
    after_cutoff: bool = False
    rolled_over: int = 0
    status: AgendaStatus = code(AgendaStatus, default=AgendaStatus.WAITING, nullable=False)
    called_at: datetime | None = instant()
    finished_at: datetime | None = instant()
    spent_seconds: int = 0
    version: int = 1


class AgendaPartner(SQLModel, table=True):
    """An organisation that attends an item: a partner sees only its own items."""

    __tablename__ = "agenda_partners"
    __table_args__ = (UniqueConstraint("agenda_item_id", "partner_id"),)
    id: int | None = Field(default=None, primary_key=True)
    agenda_item_id: int = ref("agenda_items", nullable=False)
    partner_id: int = ref("partners", nullable=False)


class Decision(SQLModel, table=True):
    """What was decided on an item, in one line: who does it, by when, on what condition, is the resident told.

    `owner` is a person of the team, `assigned_to` another organisation (belegd bij); the action it made is `action_id`.
    """

    __tablename__ = "decisions"
    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = ref("meetings", nullable=False)
    agenda_item_id: int = ref("agenda_items", nullable=False)
    case_id: int | None = ref("cases")
    at: datetime = instant(nullable=False)
    by: str
    body: str
    owner: str = text()
    assigned_to: str = text()
    due_on: date | None = day()
    condition: str = text()
    informing: str = text()
    effect: str = text()
    action_id: int | None = ref("actions", index=False)
