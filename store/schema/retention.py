"""What is kept how long: holds on destruction, and destructions from proposal to the record without content."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel
from sqlmodel import text as sql_text

from store.codes import NormKind
from store.codes_retention import RetentionBasis, RetentionSubject
from store.schema.base import code, count, day, instant, ref, text


class RetentionHold(SQLModel, table=True):
    """A case or signal that stays although its time is over, with the reason, until `review_on` or release."""

    __tablename__ = "retention_holds"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int | None = ref("cases")
    signal_id: int | None = ref("signals")
    reason: str
    by: str
    at: datetime = instant(nullable=False)
    review_on: date = day(nullable=False)
    released_at: datetime | None = instant()
    released_by: str = text()


class Destruction(SQLModel, table=True):
    """One destruction: proposed by one person, approved by another, and what is left of it: numbers, no content.

    `subject_id` is the id of a row that is gone afterwards, so it is no foreign key. The slots tell which key of the
    store proposed and approved. `counts` (JSON, table → rows) says what went, `checked` that nothing was left.
    """

    __tablename__ = "destructions"
    __table_args__ = (
        Index(
            "ix_destructions_open",
            "subject",
            "subject_id",
            unique=True,
            sqlite_where=sql_text("destroyed_at IS NULL AND withdrawn_at IS NULL"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    subject: RetentionSubject = code(RetentionSubject, nullable=False)
    subject_id: int
    number: str
    basis: RetentionBasis = code(RetentionBasis, nullable=False)
    term: str
    norm: NormKind = code(NormKind, nullable=False)
    ended_on: date = day(nullable=False)
    due_on: date = day(nullable=False)
    proposed_at: datetime = instant(nullable=False)
    proposed_by: str
    proposed_slot: str = text()
    withdrawn_at: datetime | None = instant()
    destroyed_at: datetime | None = instant()
    approved_by: str = text()
    approved_slot: str = text()
    counts: str = text("{}")
    checked: bool = False
    pages_read: int = count()
    words_sought: int = count()
    words_kept: int = count()
