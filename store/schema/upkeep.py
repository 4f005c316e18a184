"""What is done for the store itself: the copies that were made of it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from store.schema.base import instant, text


class Backup(SQLModel, table=True):
    """A copy of this store that was opened and checked.

    `at` is the moment of what is in it, `size` its bytes; the three counts are of its rows, to compare with. A row
    without a name is the daily copy that a program is making now. A copy that was cleared away leaves no row: the log
    tells of it.
    """

    __tablename__ = "backups"
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = instant(nullable=False)
    worker: str
    folder: str = text()
    name: str
    by_hand: bool
    size: int
    signals: int
    cases: int
    log_entries: int
