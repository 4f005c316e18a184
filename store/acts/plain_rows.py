"""New rows written with one plain statement each: a session would compile, sort and look back for every one of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, SQLModel

from store.engine.chain import Run

_DIALECT: Final = SQLiteDialect_pysqlite()


@cache
def _shape(model: type[SQLModel]) -> tuple[str, tuple[tuple[str, Callable[[Any], Any] | None], ...]]:
    """Return the statement that adds a row of a table, and its columns with what turns a value into a stored one."""
    table = model.__table__  # type: ignore[attr-defined]
    columns = tuple(
        (column.name, column.type.dialect_impl(_DIALECT).bind_processor(_DIALECT)) for column in table.columns
    )
    names = ", ".join(f'"{name}"' for name, _ in columns)
    return f'INSERT INTO "{table.name}" ({names}) VALUES ({", ".join("?" * len(columns))})', columns


def insert_into(session: Session, run: Run, row: SQLModel) -> int:
    """Write a new row, let it belong to `session` as one that was read, and return its id.

    `run` works inside the write transaction of the session.
    """
    statement, columns = _shape(type(row))
    held = row.__dict__
    values = [held.get(name) if stored is None else stored(held.get(name)) for name, stored in columns]
    row_id = int(run(statement, values).lastrowid)
    set_committed_value(row, "id", row_id)
    make_transient_to_detached(row)
    session.add(row)
    return row_id
