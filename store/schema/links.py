"""Which records are of one person: what people decided about pairs, and pairs that were found to look at."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Index, Table, event
from sqlmodel import Field, SQLModel
from sqlmodel import text as sql_text

from store.codes import COMPARED, LinkOrigin, LinkVerdict, MatchLevel, PairState
from store.schema.base import code, instant, ref, text


class ResidentLink(SQLModel, table=True):
    """A decision about two records, `low_id` < `high_id`; while it stands (`ended_at` empty) there is one per pair.

    `level` and `reasons` are what the screen said when it was decided; empty when it saw no likeness.
    """

    __tablename__ = "resident_links"
    __table_args__ = (
        Index(
            "ix_resident_links_standing",
            "low_id",
            "high_id",
            unique=True,
            sqlite_where=sql_text("ended_at IS NULL"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    low_id: int = ref("residents", nullable=False)
    high_id: int = ref("residents", nullable=False)
    verdict: LinkVerdict = code(LinkVerdict, nullable=False)
    level: MatchLevel | None = code(MatchLevel)
    reasons: str = text()
    origin: LinkOrigin = code(LinkOrigin, nullable=False)
    by: str
    at: datetime = instant(nullable=False)
    ended_at: datetime | None = instant()
    ended_by: str = text()


class ResidentPair(SQLModel, table=True):
    """Two records that look like one person, `low_id` < `high_id`, found when the later one came in.

    `reasons` are Dutch words joined by " + ". It stays when it is decided, so that it is not found again.
    """

    __tablename__ = "resident_pairs"
    __table_args__ = (
        Index("ix_resident_pairs_both", "low_id", "high_id", unique=True),
        Index("ix_resident_pairs_queue", "state", "level", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    low_id: int = ref("residents", nullable=False, index=False)
    high_id: int = ref("residents", nullable=False)
    level: MatchLevel = code(MatchLevel, nullable=False)
    reasons: str = text()
    state: PairState = code(PairState, default=PairState.OPEN, nullable=False)
    found_at: datetime = instant(nullable=False)


# A new record is a group of its own. A record that goes takes the pairs and the ended links of it along; a link that
# stands stops it, because somebody built on the record. The counter steps back for an id that comes (back) behind it.
TRIGGERS = (
    """CREATE TRIGGER residents_alone AFTER INSERT ON residents WHEN new.group_id IS NULL BEGIN
UPDATE residents SET group_id = new.id WHERE id = new.id;
END""",
    """CREATE TRIGGER residents_leave BEFORE DELETE ON residents BEGIN
DELETE FROM resident_pairs WHERE low_id = old.id;
DELETE FROM resident_pairs WHERE high_id = old.id;
DELETE FROM resident_links WHERE low_id = old.id AND ended_at IS NOT NULL;
DELETE FROM resident_links WHERE high_id = old.id AND ended_at IS NOT NULL;
END""",
    f"""CREATE TRIGGER residents_come AFTER INSERT ON residents BEGIN
UPDATE counters SET value = new.id - 1 WHERE key = '{COMPARED}' AND value >= new.id;
END""",
)


@event.listens_for(SQLModel.metadata.tables["resident_pairs"], "after_create")
def _make_triggers(table: Table, connection: Connection, **_: object) -> None:
    for statement in TRIGGERS:
        connection.exec_driver_sql(statement)
