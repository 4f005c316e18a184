"""What was shared with whom and why: disclosures, consents, and answers to reporters."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from store.codes import ClockKind, FeedbackOutcome, InfoLevel, LegalBasis, PartnerType
from store.schema.base import code, day, instant, ref, text


class Consent(SQLModel, table=True):
    """What the resident agreed to: sharing with an organisation (or any, when empty), until withdrawn."""

    __tablename__ = "consents"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = ref("cases", nullable=False)
    organisation: str = text()
    scope: str = text()
    given_on: date = day(nullable=False)
    withdrawn_on: date | None = day()
    by: str
    note: str = text()


class Disclosure(SQLModel, table=True):
    """One thing that left the building: who got what, when, on which ground, in which file.

    `withheld` holds what was taken out and why (JSON list of {"what", "why"}), never the thing itself.
    """

    __tablename__ = "disclosures"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int | None = ref("cases")
    meeting_id: int | None = ref("meetings")
    at: datetime = instant(nullable=False)
    by: str
    recipient_partner_id: int | None = ref("partners", index=False)
    recipient: str
    recipient_type: PartnerType = code(PartnerType, default=PartnerType.OTHER, nullable=False)
    recipient_person: str = text()
    purpose: str
    level: InfoLevel = code(InfoLevel, nullable=False)
    basis: LegalBasis = code(LegalBasis, nullable=False)
    necessity: str
    informed: bool = False
    withheld_reason: str = text()
    review_on: date | None = day()
    format: str
    file_name: str
    sha256: str
    withheld: str = text("[]")
    destroy_after: date | None = day()


class FeedbackGiven(SQLModel, table=True):
    """An answer to a reporter as it was given or refused; one per kind and signal counts."""

    __tablename__ = "feedback_given"
    id: int | None = Field(default=None, primary_key=True)
    signal_id: int = ref("signals", nullable=False)
    kind: ClockKind = code(ClockKind, nullable=False)
    at: datetime = instant(nullable=False)
    by: str
    outcome: FeedbackOutcome = code(FeedbackOutcome, nullable=False)
    body: str = text()
    reason: str = text()
