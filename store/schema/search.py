"""What search is made of: full-text indexes over texts, names and addresses, views with a name, recent searches.

The indexes hold no text of their own (external content): triggers keep them level with the rows, whoever writes those.
`detail=none` keeps which rows hold a word and not where in them, a third of the size; a phrase is looked up in the
rows found. `secure-delete` takes a removed word out of the index at once, not at some later merge; without `automerge`
no act waits for pieces being joined (`store.acts.tidying`). What stands in
`search_held` the act at hand brings to the index itself (`store.acts.changed_words`); between acts it is empty.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DDL, Index, event
from sqlmodel import Field, SQLModel

from store.rules.search_indexes import INDEXES, NAMED, TERMS, TOKENIZE
from store.schema import search_named, search_words
from store.schema.base import instant, ref, text


class SearchView(SQLModel, table=True):
    """A line of search kept under a name: of one worker, or of a team when `team_id` is given."""

    __tablename__ = "search_views"
    id: int | None = Field(default=None, primary_key=True)
    name: str
    line: str
    owner: str
    team_id: int | None = ref("teams")
    created_at: datetime = instant(nullable=False)
    version: int = 1


class RecentSearch(SQLModel, table=True):
    """A line somebody searched for, for themselves only; a bounded number each, no log and no undo."""

    __tablename__ = "recent_searches"
    __table_args__ = (Index("ix_recent_searches_worker", "worker", "at"),)
    id: int | None = Field(default=None, primary_key=True)
    worker: str
    line: str = text()
    at: datetime = instant(nullable=False)


_HELD = (
    "CREATE TABLE search_held (part TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (part, id)) WITHOUT ROWID"
)


def statements(index: str) -> list[str]:
    """Return the SQL that makes an index and the triggers that keep it level with its table."""
    table, columns = INDEXES[index]
    names = ", ".join(columns)
    new, old = (", ".join(f"{side}.{column}" for column in columns) for side in ("new", "old"))
    changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in columns)
    held = f"EXISTS (SELECT 1 FROM search_held WHERE part = '{index}' AND id = new.id)"
    remove = f"INSERT INTO {index} ({index}, rowid, {names}) VALUES ('delete', old.id, {old});"
    add = f"INSERT INTO {index} (rowid, {names}) VALUES (new.id, {new});"
    return [
        f"CREATE VIRTUAL TABLE {index} USING fts5({names}, content='{table}', content_rowid='id', detail=none,"
        f" columnsize=0, prefix='2 3', tokenize='{TOKENIZE}')",
        f"CREATE TRIGGER {index}_added AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {index}_removed AFTER DELETE ON {table} BEGIN {remove} END",
        f"CREATE TRIGGER {index}_changed AFTER UPDATE OF {names} ON {table} WHEN ({changed})"
        f" AND NOT {held} BEGIN {remove} {add} END",
        f"INSERT INTO {index} ({index}, rank) VALUES ('secure-delete', 1)",
        f"INSERT INTO {index} ({index}, rank) VALUES ('automerge', 0)",
    ]


def everything() -> list[str]:
    """Return the SQL that makes all indexes of search."""
    made = [_HELD, *(statement for index in INDEXES for statement in statements(index))]
    made += [*search_words.statements(), *search_words.streets()]
    made += [statement for index in NAMED for statement in search_named.statements(index)]
    made += [
        f"CREATE VIRTUAL TABLE {terms} USING fts5vocab({index}, instance)" for index, terms in TERMS.items()
    ]
    return made


for _statement in everything():
    event.listen(SQLModel.metadata, "after_create", DDL(_statement))  # type: ignore[no-untyped-call]
