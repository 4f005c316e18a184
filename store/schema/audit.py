"""What happened: the log (after NEN 7513) and the records that make an act undoable."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel
from sqlmodel import text as sql_text

from store.schema.base import instant, ref, text


class LogEntry(SQLModel, table=True):
    """One event: who did what to which thing, when, for whom and why; numbers, never names of residents.

    Written by `store.acts.log_chain` alone. `terms` holds keyed search terms; `seal` and `mac` are the codes of
    `store.engine.chain`.
    """

    __tablename__ = "log_entries"
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = instant(nullable=False, index=True)
    worker: str = Field(index=True)
    event: str = Field(index=True)
    act: str
    kind: str = text()
    number: str = text()
    case_id: int | None = Field(default=None, index=True)
    signal_id: int | None = Field(default=None, index=True)
    summary: str = text()
    on_behalf: str = text()
    purpose: str = text()
    outcome: str = text("done")
    resident_id: int | None = Field(default=None, index=True)
    terms: str = text(stored_default="")
    seal: str = text(stored_default="")
    mac: str = text(stored_default="")


class LogHead(SQLModel, table=True):
    """Where the chain of the log ends: one row, with a code of its own, so that a log cut short is noticed."""

    __tablename__ = "log_head"
    id: int | None = Field(default=None, primary_key=True)
    entries: int
    last_id: int
    mac: str = text()
    seal: str = text()


class LogPruning(SQLModel, table=True):
    """The proof of a destruction of the oldest entries of the log; see `store.engine.log_pruned`."""

    __tablename__ = "log_prunings"
    id: int | None = Field(default=None, primary_key=True)
    destruction_id: int = ref("destructions", nullable=False)
    up_to: int
    entries: int
    total: int
    mac: str
    stays_from: str
    at: str
    proposed_by: str
    approved_by: str
    log_id: int
    seal: str


class UndoRecord(SQLModel, table=True):
    """How to take one act back: rows before and after it (`operations`, JSON), or why that cannot be done."""

    __tablename__ = "undo_records"
    __table_args__ = (Index("ix_undo_records_open", "worker", sqlite_where=sql_text("undone_at IS NULL")),)
    id: int | None = Field(default=None, primary_key=True)
    log_id: int = ref("log_entries", nullable=False)
    at: datetime = instant(nullable=False)
    worker: str
    act: str
    label: str
    operations: str = text("[]")
    refusal: str = text()
    undone_at: datetime | None = instant()
    undone_by: str = text()
