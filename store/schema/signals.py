"""Signals: what was reported, how it was judged, where it went, and the deliveries they came in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel
from sqlmodel import text as sql_text

from store.codes import (
    Channel,
    NotTakenUpReason,
    PartnerType,
    RowResult,
    SignalStatus,
    Theme,
    Urgency,
    YesNoUnknown,
)
from store.rules.search_indexes import plain_number
from store.schema.base import code, code_set, instant, ref, text


class Signal(SQLModel, table=True):
    """A concern about a resident or an address; what was seen (facts) stands apart from what is thought.

    `wvggz`: whether it was a report under article 5:2 of the Wvggz; unknown leaves that to where it went.
    """

    __tablename__ = "signals"
    __table_args__ = (
        Index("ix_signals_received", "received_at", "id"),
        Index("ix_signals_status", "status", "received_at"),
        Index("ix_signals_external", "partner_id", "external_id"),
        Index(
            "ix_signals_plain_number",
            sql_text(plain_number("external_id")),
            sqlite_where=sql_text("external_id <> ''"),
        ),
        Index("ix_signals_reporter", "reporter_id"),
        Index("ix_signals_who", "resident_id", "address_id", "case_id", "received_at"),
        Index("ix_signals_where", "address_id", "resident_id", "case_id", "received_at"),
        Index("ix_signals_case_id", "case_id", "registered_at"),
        Index("ix_signals_repeated", "repeated_of_id", sqlite_where=sql_text("repeated_of_id IS NOT NULL")),
        Index("ix_signals_unnamed_source", "partner_type", sqlite_where=sql_text("partner_id IS NULL")),
        Index("ix_signals_district", "district_id", "received_at"),
        Index("ix_signals_team", "team_id", "received_at", sqlite_where=sql_text("team_id IS NOT NULL")),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    profile_id: int = ref("profiles", nullable=False, index=False)
    status: SignalStatus = code(SignalStatus, default=SignalStatus.RECEIVED, nullable=False)
    received_at: datetime = instant(nullable=False)
    registered_at: datetime = instant(nullable=False)
    channel: Channel = code(Channel, default=Channel.PHONE, nullable=False)
    partner_id: int | None = ref("partners", index=False)
    partner_type: PartnerType | None = code(PartnerType)
    reporter_id: int | None = ref("reporters", index=False)
    resident_id: int | None = ref("residents", index=False)
    address_id: int | None = ref("addresses", index=False)
    district_id: int | None = ref("districts", index=False)
    household_id: int | None = ref("households", index=False)
    case_id: int | None = ref("cases", index=False)
    team_id: int | None = ref("teams", index=False)
    urgency: Urgency | None = code(Urgency)
    themes: tuple[Theme, ...] = code_set(Theme)
    acute_danger: bool = False
    eviction_threatened: bool = False
    children_present: YesNoUnknown = code(YesNoUnknown, default=YesNoUnknown.UNKNOWN, nullable=False)
    in_care: YesNoUnknown = code(YesNoUnknown, default=YesNoUnknown.UNKNOWN, nullable=False)
    facts: str = text()
    opinion: str = text()
    request: str = text()
    since: str = text()
    frequency: str = text()
    earlier_reported: str = text()
    aware: YesNoUnknown = code(YesNoUnknown, default=YesNoUnknown.UNKNOWN, nullable=False)
    not_aware_reason: str = text()
    visit_safety: str = text()
    feedback_wanted: bool = False
    anonymous: bool = False
    arrears_cents: int | None = None
    external_id: str = text()
    missing: str = text()
    not_taken_up_reason: NotTakenUpReason | None = code(NotTakenUpReason)
    advice: str = text()
    repeated_of_id: int | None = ref("signals", index=False)
    delivery_id: int | None = ref("deliveries")
    created_by: str = text()
    version: int = 1
    wvggz: YesNoUnknown = code(
        YesNoUnknown, default=YesNoUnknown.UNKNOWN, nullable=False, stored_default="unknown"
    )


class Triage(SQLModel, table=True):
    """One judgement of a signal; a later one replaces it, the earlier ones stay readable."""

    __tablename__ = "triages"
    id: int | None = Field(default=None, primary_key=True)
    signal_id: int = ref("signals", nullable=False)
    at: datetime = instant(nullable=False)
    by: str
    urgency: Urgency = code(Urgency, nullable=False)
    themes: tuple[Theme, ...] = code_set(Theme)
    acute_danger: bool = False
    eviction_threatened: bool = False
    children_present: YesNoUnknown = code(YesNoUnknown, default=YesNoUnknown.UNKNOWN, nullable=False)
    in_care: YesNoUnknown = code(YesNoUnknown, default=YesNoUnknown.UNKNOWN, nullable=False)
    known_case_id: int | None = ref("cases", index=False)
    note: str = text()


class Routing(SQLModel, table=True):
    """Where a signal went: the proposal, whether it was followed, and the explanation shown (JSON)."""

    __tablename__ = "routings"
    id: int | None = Field(default=None, primary_key=True)
    signal_id: int = ref("signals", nullable=False)
    at: datetime = instant(nullable=False)
    by: str
    team_id: int = ref("teams", nullable=False, index=False)
    proposed_team_id: int = ref("teams", nullable=False, index=False)
    rule_key: str
    followed: bool
    reason: str = text()
    explanation: str = text()


class Delivery(SQLModel, table=True):
    """A file a partner sent; the same file (by SHA-256) comes in once."""

    __tablename__ = "deliveries"
    id: int | None = Field(default=None, primary_key=True)
    profile_id: int = ref("profiles", nullable=False, index=False)
    partner_id: int | None = ref("partners", index=False)
    file_name: str
    sha256: str = Field(unique=True)
    kind: str
    encoding: str = text()
    headers: str = text()
    mapping: str = text()
    imported_at: datetime = instant(nullable=False)
    by: str
    read: int = 0
    new: int = 0
    repeated: int = 0
    to_check: int = 0
    rejected: int = 0


class DeliveryRow(SQLModel, table=True):
    """One row of a delivery as it was delivered (`cells`, JSON list), what became of it and why.

    `repeat_key` and `debt_key` (16-byte digests in hex, "" for none) tell whether it was delivered before.
    """

    __tablename__ = "delivery_rows"
    __table_args__ = (
        Index("ix_delivery_rows_delivery", "delivery_id", "row_number"),
        Index("ix_delivery_rows_repeat", "repeat_key", sqlite_where=sql_text("repeat_key <> ''")),
        Index("ix_delivery_rows_debt", "debt_key", sqlite_where=sql_text("debt_key <> ''")),
    )
    id: int | None = Field(default=None, primary_key=True)
    delivery_id: int = ref("deliveries", nullable=False, index=False)
    row_number: int
    cells: str = text()
    result: RowResult = code(RowResult, nullable=False)
    reasons: str = text()
    repeat_key: str = text()
    debt_key: str = text()
    debt_cents: int | None = None
    signal_id: int | None = ref("signals")


class Draft(SQLModel, table=True):
    """What somebody was typing (`body`, JSON); survives a closed terminal."""

    __tablename__ = "drafts"
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    worker: str
    body: str = text()
    saved_at: datetime = instant(nullable=False)
