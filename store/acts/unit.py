"""The frame every act runs in: one transaction holding the change, its log entry and its undo record.

An act opens a `unit`, changes rows through its session and leaves. The unit notices which rows were touched, keeps
how they were before and after, raises their version and writes log and undo in the same commit: all or nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import event as sa_event
from sqlalchemy import inspect
from sqlalchemy.orm import UOWTransaction
from sqlmodel import Session, SQLModel

from store.actor import Actor
from store.acts.allowed import check_allowed, check_row
from store.acts.changed_words import ChangedWords, is_searched
from store.acts.log_chain import NewEntry, add_to_log, chain_keys
from store.acts.plain_rows import insert_into
from store.acts.versions import check_version
from store.engine.connection import Connection
from store.engine.lifecycle import Store
from store.engine.trouble import explained
from store.errors import NotFound
from store.local_time import local_day, utc_text

Row = TypeVar("Row", bound=SQLModel)
_NOT_UNDONE = {"counters", "drafts", "log_entries", "log_head", "log_prunings", "undo_records"}


_RESERVE = (
    "INSERT INTO counters (key, value) VALUES (?, ?)"
    " ON CONFLICT (key) DO UPDATE SET value = value + excluded.value RETURNING value"
)
_UNDO = (
    "INSERT INTO undo_records (log_id, at, worker, act, label, operations, refusal, undone_by)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, '')"
)


class Unit:
    """One act in progress; see `unit`."""

    def __init__(
        self, store: Store, session: Session, actor: Actor, act: str, label: str, event: str, now: datetime
    ) -> None:
        self.store = store
        self.session = session
        self._keys = chain_keys(store)
        self.actor = actor
        self.act = act
        self.label = label
        self.event = event
        self.now = now
        self.today: date = local_day(now)
        self.refusal = ""
        self.kind = ""
        self.number = ""
        self.case_id: int | None = None
        self.signal_id: int | None = None
        self.resident_id: int | None = None
        self.bulk: list[dict[str, Any]] = []
        self._connection: Connection = None
        self._words = ChangedWords(self.run)
        self._before: dict[tuple[str, int], dict[str, Any] | None] = {}
        self._raised: set[tuple[str, int]] = set()

    def get(self, model: type[Row], row_id: int | None, what: str) -> Row:
        """Return the row, or refuse in Dutch: `what` is the thing's name (`"dit signaal"`).

        A row that the viewer may not see is refused (`Shielded`).
        """
        row = None if row_id is None else self.session.get(model, row_id)
        if row is None:
            raise NotFound(f"{what[:1].upper()}{what[1:]} staat niet (meer) in deze opslag.")
        check_row(self.store, row)
        return row

    def fresh(self, model: type[Row], row_id: int, what: str, expected_version: int | None) -> Row:
        """Return the row after checking that nobody changed it since version `expected_version`."""
        row = self.get(model, row_id, what)
        if expected_version is not None:
            check_version(self.session, row, what, expected_version)
        return row

    def add(self, row: Row) -> Row:
        """Insert a row and return it with its id, or write what was changed in one that was read."""
        if not inspect(row).transient:
            self.session.add(row)
            self.session.flush()
            return row
        self.session.flush()
        self._made(str(row.__tablename__), insert_into(self.session, self.run, row))
        return row

    def about(
        self,
        kind: str,
        number: str,
        *,
        signal_id: int | None = None,
        case_id: int | None = None,
        resident_id: int | None = None,
    ) -> None:
        """Say what the act is about, for the log and for the label of undo.

        The log finds the resident through case or signal; give `resident_id` when the act is about a resident only.
        """
        self.kind, self.number = kind, number
        self.resident_id = resident_id if resident_id is not None else self.resident_id
        self.signal_id = signal_id if signal_id is not None else self.signal_id
        self.case_id = case_id if case_id is not None else self.case_id

    def next_number(self, series: str, year: int, form: str) -> str:
        """Return the next free number of a series in a year; `form` is a format string (`"{year}-{n:04d}"`)."""
        return form.format(year=year, n=self.reserve(f"{series}-{year}", 1))

    def reserve(self, key: str, amount: int) -> int:
        """Raise counter `key` by `amount` and return the first number of the range."""
        ((last,),) = self.rows(_RESERVE, key, amount)
        return int(last) - amount + 1

    def run(self, statement: str, values: object = ()) -> Any:
        """Run one plain statement inside this transaction and return its cursor.

        It sees what was flushed. SQLAlchemy is left out of it: its own frame costs more than most statements.
        """
        if self._connection is None:
            self._connection = self.session.connection().connection.driver_connection
        return self._connection.execute(statement, values)

    def rows(self, statement: str, *values: object) -> list[Any]:
        """Run plain SQL inside this transaction and return its rows."""
        return list(self.run(statement, values).fetchall())

    def raw(self, table: str, row_id: int) -> dict[str, Any] | None:
        """Return one row as the database holds it."""
        cursor = self.run(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,))
        found = cursor.fetchone()
        return (
            None
            if found is None
            else dict(zip((name for name, *_ in cursor.description), found, strict=True))
        )

    def before_flush(self, session: Session) -> None:
        """Keep how touched rows were and raise the version of changed ones."""
        for row in list(session.dirty):
            if not session.is_modified(row):
                continue
            table = str(row.__tablename__)
            if table in _NOT_UNDONE:
                continue
            key = (table, int(inspect(row).identity[0]))
            present = None
            if key not in self._before:
                self._before[key] = present = self.raw(*key)
            if is_searched(table) and (present := present or self.raw(*key)) is not None:
                self._words.hold(table, present, row.__dict__)
            if hasattr(row, "version") and key not in self._raised:
                self._raised.add(key)
                row.version += 1
        for row in list(session.deleted):
            table = str(row.__tablename__)
            key = (table, int(inspect(row).identity[0]))
            if table not in _NOT_UNDONE and key not in self._before:
                self._before[key] = self.raw(*key)

    def after_flush(self, session: Session) -> None:
        """Remember which rows are new, and bring changed texts to the indexes of search."""
        self._words.give()
        for row in session.new:
            self._made(str(row.__tablename__), int(row.id))

    def _made(self, table: str, row_id: int) -> None:
        if table not in _NOT_UNDONE:
            self._before.setdefault((table, row_id), None)

    def operations(self) -> list[dict[str, Any]]:
        """Return the touched rows as reversible operations, bulk operations first."""
        changes = []
        for (table, row_id), before in sorted(self._before.items(), key=itemgetter(0)):
            after = self.raw(table, row_id)
            if before != after:
                changes.append({"table": table, "id": row_id, "before": before, "after": after})
        return [*self.bulk, *changes]

    def finish(self) -> None:
        """Write the log entry and the undo record; called once, before the commit."""
        self.session.flush()
        operations = [] if self.refusal else self.operations()
        entry = NewEntry(
            at=self.now,
            actor=self.actor,
            event=self.event,
            act=self.act,
            kind=self.kind,
            number=self.number,
            case_id=self.case_id,
            signal_id=self.signal_id,
            resident_id=self.resident_id,
            summary=self.label,
        )
        log_id = add_to_log(self.run, self._keys, [entry])
        label = f"{self.label} ({self.number})" if self.number else self.label
        told = json.dumps(operations, ensure_ascii=False, separators=(",", ":"))
        self.run(
            _UNDO,
            (log_id, utc_text(self.now), self.actor.name, self.act, label, told, self.refusal),
        )


class _ActSession(Session):
    """The session of one act; `info["unit"]` is told what is about to be written and what was."""


@sa_event.listens_for(_ActSession, "before_flush")
def _before_flush(session: Session, context: UOWTransaction, instances: object) -> None:
    session.info["unit"].before_flush(session)


@sa_event.listens_for(_ActSession, "after_flush")
def _after_flush(session: Session, context: UOWTransaction) -> None:
    session.info["unit"].after_flush(session)


@contextmanager
def unit(
    store: Store, actor: Actor, act: str, label: str, *, event: str = "change", now: datetime | None = None
) -> Iterator[Unit]:
    """Run one act: yield its `Unit`, commit when the block ends, roll everything back when it raises.

    `act` is the identifier of the act, `label` its Dutch name in the past tense ("signaal getriëerd"). `now` is the
    moment of the act (aware); only the demonstration generator and tests give another than the present one. An act
    that the role of the actor or of the viewer does not allow is refused before anything is read (`NotAllowed`).
    """
    check_allowed(store, actor, act)
    with _ActSession(store.engine, expire_on_commit=False) as session:
        current = Unit(store, session, actor, act, label, event, (now or datetime.now(UTC)).astimezone(UTC))
        session.info["unit"] = current
        try:
            yield current
            current.finish()
        except Exception as error:
            # SQLAlchemy explains what goes wrong in its own statements; a plain one comes here as the driver says it.
            sentence = explained(error)
            if sentence is not None:
                raise sentence from None
            raise
        session.commit()
