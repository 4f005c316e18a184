"""Taking everything of a case or signal out of the store: rows, what refers to them, and what was kept to undo.

What becomes of each reference stands in two tables here; a reference of a later table that is in neither is a
programming error, found by a test. Used inside an act; `store.acts.retention` decides what may go.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from store.acts.destroyed_words import DestroyedWords
from store.acts.link_keeping import drop_resident
from store.acts.unit import Unit
from store.schema import Resident

Rows = dict[str, set[int]]
"""Table → ids of rows."""

REFUSAL: Final = "Wat vernietigd is, is nergens bewaard en komt niet terug."

GOES: Final = frozenset(
    {
        ("actions", "case_id"),
        ("actions", "signal_id"),
        ("agenda_items", "case_id"),
        ("agenda_items", "signal_id"),
        ("agenda_partners", "agenda_item_id"),
        ("case_openings", "case_id"),
        ("case_status_changes", "case_id"),
        ("clocks", "case_id"),
        ("clocks", "signal_id"),
        ("consents", "case_id"),
        ("contact_attempts", "case_id"),
        ("decisions", "agenda_item_id"),
        ("decisions", "case_id"),
        ("disclosures", "case_id"),
        ("feedback_given", "signal_id"),
        ("notes", "case_id"),
        ("notes", "signal_id"),
        ("retention_holds", "case_id"),
        ("retention_holds", "signal_id"),
        ("routings", "signal_id"),
        ("signals", "case_id"),
        ("triages", "signal_id"),
        ("zrm_scores", "case_id"),
    }
)
"""Rows that go with the row they refer to."""

STAYS: Final = {
    ("decisions", "action_id"): "action_id = NULL",
    (
        "delivery_rows",
        "signal_id",
    ): "signal_id = NULL, cells = '[]', reasons = '[]', repeat_key = '', debt_key = ''",
    ("signals", "repeated_of_id"): "repeated_of_id = NULL",
    ("triages", "known_case_id"): "known_case_id = NULL",
}
"""Rows that stay, without the reference and without what they copied."""

_PEOPLE: Final = ("residents", "reporters", "households", "addresses")
"""Whom and where it was about, in the order in which they can go: only when nothing refers to them any more."""
_ABOUT_PEOPLE: Final = frozenset({"resident_links", "resident_pairs"})
"""What was decided about two records of a person; it goes with either of them (`drop_resident`)."""
_OPERATION = re.compile(r'"table":"(\w+)","id":(\d+)')


def references(act: Unit) -> dict[str, list[tuple[str, str]]]:
    """Return for each table the (table, column) pairs that refer to it."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for (table,) in act.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ):
        for row in act.rows(f'PRAGMA foreign_key_list("{table}")'):
            found[row[2]].append((table, row[3]))
    return found


def take_out(act: Unit, table: str, row_id: int, words: DestroyedWords) -> Rows:
    """Remove one case or signal with all that refers to it and nobody else needs; return the rows that went.

    `words` takes what they say.
    """
    run = act.session.connection().exec_driver_sql
    run("PRAGMA defer_foreign_keys = ON")
    pointing = references(act)
    gone: Rows = defaultdict(set)
    waiting = [(table, {row_id})]
    while waiting:
        current, ids = waiting.pop()
        ids = ids - gone[current]
        if not ids:
            continue
        gone[current] |= ids
        for where, column in pointing[current]:
            if (where, column) in GOES:
                waiting.append((where, _ids(act, where, column, ids)))
            elif (where, column) in STAYS:
                run(f'UPDATE "{where}" SET {STAYS[where, column]} WHERE {column} IN ({_list(ids)})')
            else:
                raise LookupError(f"no rule for {where}.{column}")
    people = _people_of(act, gone)
    for one, ids in gone.items():
        for row in run(f'SELECT * FROM "{one}" WHERE id IN ({_list(ids)})').mappings():
            words.take(one, dict(row))
        run(f'DELETE FROM "{one}" WHERE id IN ({_list(ids)})')
    _drop_people(act, people, pointing, gone, words)
    forget(act, gone)
    return {one: ids for one, ids in gone.items() if ids}


def _ids(act: Unit, table: str, column: str, ids: Iterable[int]) -> set[int]:
    return {row[0] for row in act.rows(f'SELECT id FROM "{table}" WHERE {column} IN ({_list(ids)})')}


def _list(ids: Iterable[int]) -> str:
    return ",".join(str(int(one)) for one in ids)


def _people_of(act: Unit, gone: Rows) -> Rows:
    """Return the people and addresses that the rows which go point at."""
    found: Rows = {name: set() for name in _PEOPLE}
    for table, columns in (
        ("signals", ("resident_id", "reporter_id", "household_id", "address_id")),
        ("cases", ("resident_id", "household_id", "address_id")),
    ):
        if gone.get(table):
            for column in columns:
                rows = act.rows(f"SELECT {column} FROM {table} WHERE id IN ({_list(gone[table])})")
                found[column.removesuffix("_id") + ("es" if column == "address_id" else "s")] |= {
                    row[0] for row in rows if row[0] is not None
                }
    residents = _list(found["residents"])
    for column, name in (("household_id", "households"), ("address_id", "addresses")):
        rows = act.rows(f"SELECT {column} FROM residents WHERE id IN ({residents})")
        found[name] |= {row[0] for row in rows if row[0] is not None}
    return found


def _drop_people(
    act: Unit,
    people: Rows,
    pointing: dict[str, list[tuple[str, str]]],
    gone: Rows,
    words: DestroyedWords,
) -> None:
    run = act.session.connection().exec_driver_sql
    for table in _PEOPLE:
        for row_id in sorted(people[table]):
            used = any(
                act.rows(f'SELECT 1 FROM "{where}" WHERE {column} = ? LIMIT 1', row_id)
                for where, column in pointing[table]
                if where not in _ABOUT_PEOPLE
            )
            if used:
                continue
            gone[table].add(row_id)
            words.take(table, act.raw(table, row_id) or {})
            resident = act.session.get(Resident, row_id) if table == "residents" else None
            if resident is not None:
                drop_resident(act, resident)
                act.session.flush()
            else:
                run(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))


def forget(act: Unit, gone: Rows) -> None:
    """Remove drafts about these rows, empty the undo records that hold how they were, and drop recent searches.

    A line that somebody searched for may hold the name; which one cannot be told, so all of them go.
    """
    run = act.session.connection().exec_driver_sql
    run("DELETE FROM recent_searches")
    for signal_id in gone.get("signals", ()):
        run(
            "DELETE FROM drafts WHERE key LIKE ? OR key LIKE ?",
            (f"amend/{signal_id}/%", f"triage/{signal_id}/%"),
        )
    empty = {
        row_id
        for row_id, operations in act.rows("SELECT id, operations FROM undo_records WHERE operations <> '[]'")
        if any(int(number) in gone.get(table, ()) for table, number in _OPERATION.findall(operations))
    }
    for column, table in (("case_id", "cases"), ("signal_id", "signals")):
        if gone.get(table):
            empty |= {
                row[0]
                for row in act.rows(
                    "SELECT u.id FROM undo_records u JOIN log_entries l ON l.id = u.log_id"
                    f" WHERE l.{column} IN ({_list(gone[table])})"
                )
            }
    run(f"UPDATE undo_records SET operations = '[]', refusal = ? WHERE id IN ({_list(empty)})", (REFUSAL,))


def counts_text(gone: Rows) -> str:
    """Return how many rows went per table, as JSON: the only thing that stays of them."""
    return json.dumps({table: len(ids) for table, ids in sorted(gone.items())}, separators=(",", ":"))
