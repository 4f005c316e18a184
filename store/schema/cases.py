"""Cases and everything done in them, and the clocks that run on signals and cases."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel
from sqlmodel import text as sql_text

from store.codes import (
    CaseStatus,
    ClockKind,
    ContactKind,
    DayPart,
    EscalationTarget,
    LifeDomain,
    Outcome,
    Theme,
    Urgency,
)
from store.schema.base import code, code_set, day, flag, instant, ref, text


class Case(SQLModel, table=True):
    """Work with and around one resident or household, led by one case lead.

    A `shielded` case (afgeschermd) is seen by its team and, by breaking the glass, by others for a limited time.
    """

    __tablename__ = "cases"
    __table_args__ = (
        Index("ix_cases_status", "status", "opened_at", "case_lead", "profile_id"),
        Index("ix_cases_opened", "opened_at", "id"),
        Index("ix_cases_open", "opened_at", "id", "status", sqlite_where=sql_text("status <> 'closed'")),
        Index("ix_cases_flow", "closed_at", "opened_at", "outcome"),
        Index("ix_cases_team", "team_id"),
        Index("ix_cases_who", "resident_id", "address_id"),
        Index("ix_cases_where", "address_id", "resident_id"),
        Index("ix_cases_district", "district_id"),
        Index("ix_cases_lead", "case_lead"),
        Index("ix_cases_household", "household_id", sqlite_where=sql_text("household_id IS NOT NULL")),
        Index("ix_cases_shielded", "team_id", sqlite_where=sql_text("shielded = 1")),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    profile_id: int = ref("profiles", nullable=False, index=False)
    team_id: int = ref("teams", nullable=False, index=False)
    status: CaseStatus = code(CaseStatus, default=CaseStatus.EXPLORING, nullable=False)
    case_lead: str = text()
    resident_id: int | None = ref("residents", index=False)
    household_id: int | None = ref("households", index=False)
    address_id: int | None = ref("addresses", index=False)
    district_id: int | None = ref("districts", index=False)
    urgency: Urgency | None = code(Urgency)
    themes: tuple[Theme, ...] = code_set(Theme)
    plan: str = text()
    goal: str = text()
    visit_safety: str = text()
    resident_view: str = text()
    opened_at: datetime = instant(nullable=False)
    closed_at: datetime | None = instant()
    outcome: Outcome | None = code(Outcome)
    waitlist_owner: str = text()
    review_on: date | None = day()
    escalation_target: EscalationTarget | None = code(EscalationTarget)
    handover_to: str = text()
    version: int = 1
    shielded: bool = flag()
    shielded_reason: str = text(stored_default="")
    shielded_by: str = text(stored_default="")
    shielded_at: datetime | None = instant()


class CaseOpening(SQLModel, table=True):
    """A shielded case opened by somebody outside its team ("breek het glas"), why, and until when.

    `seen_at` and `seen_by` say which coordinator took note of it.
    """

    __tablename__ = "case_openings"
    __table_args__ = (Index("ix_case_openings_unseen", "at", sqlite_where=sql_text("seen_at IS NULL")),)
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = ref("cases", nullable=False)
    worker_id: int = ref("workers", nullable=False)
    at: datetime = instant(nullable=False)
    until: datetime = instant(nullable=False)
    reason: str
    seen_at: datetime | None = instant()
    seen_by: str = text()


class CaseStatusChange(SQLModel, table=True):
    """One step in the life of a case."""

    __tablename__ = "case_status_changes"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = ref("cases", nullable=False)
    at: datetime = instant(nullable=False)
    by: str
    old: CaseStatus | None = code(CaseStatus)
    new: CaseStatus = code(CaseStatus, nullable=False)
    reason: str = text()


class ContactAttempt(SQLModel, table=True):
    """An attempt to reach the resident, reached or not."""

    __tablename__ = "contact_attempts"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = ref("cases", nullable=False)
    at: datetime = instant(nullable=False)
    by: str
    kind: ContactKind = code(ContactKind, nullable=False)
    day_part: DayPart = code(DayPart, nullable=False)
    reached: bool = False
    with_whom: str = text()
    result: str = text()


class Action(SQLModel, table=True):
    """Something somebody promised to do by a day; the owner may be of another organisation."""

    __tablename__ = "actions"
    __table_args__ = (
        Index("ix_actions_open", "due_on", sqlite_where=sql_text("done_at IS NULL")),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    case_id: int | None = ref("cases")
    signal_id: int | None = ref("signals")
    title: str
    owner: str = text()
    due_on: date | None = day()
    created_at: datetime = instant(nullable=False)
    by: str
    done_at: datetime | None = instant()
    done_note: str = text()
    version: int = 1


class Note(SQLModel, table=True):
    """A note in a case or at a signal; `is_fact` keeps facts apart from opinions."""

    __tablename__ = "notes"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int | None = ref("cases")
    signal_id: int | None = ref("signals")
    at: datetime = instant(nullable=False)
    by: str
    body: str
    is_fact: bool = True


class ZrmScore(SQLModel, table=True):
    """A score of one life domain on one day; domains are never all required (AP ruling 2018)."""

    __tablename__ = "zrm_scores"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = ref("cases", nullable=False)
    at: datetime = instant(nullable=False)
    by: str
    domain: LifeDomain = code(LifeDomain, nullable=False)
    level: int
    note: str = text()


class Clock(SQLModel, table=True):
    """A term that runs on a signal or a case from `started_on` and is due on `due_on` (local days)."""

    __tablename__ = "clocks"
    __table_args__ = (
        Index(
            "ix_clocks_open",
            "due_on",
            "kind",
            "signal_id",
            "case_id",
            sqlite_where=sql_text("stopped_on IS NULL"),
        ),
        Index("ix_clocks_stopped", "kind", "stopped_on", sqlite_where=sql_text("stopped_on IS NOT NULL")),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    kind: ClockKind = code(ClockKind, nullable=False)
    signal_id: int | None = ref("signals")
    case_id: int | None = ref("cases")
    team_id: int | None = ref("teams", index=False)
    started_on: date = day(nullable=False)
    due_on: date = day(nullable=False)
    stopped_on: date | None = day()
    stop_reason: str = text()
