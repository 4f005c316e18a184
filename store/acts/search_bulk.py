"""Many rows at once: what search and the figures are made of follows after the last row, not row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from store.engine.chain import Run
from store.engine.connection import Connection
from store.rules.search_indexes import INDEXES, NAME_WORDS, NAMED, name_words_added, named_added


@contextmanager
def indexed_at_once(connection: Connection, tables: Iterable[str]) -> Iterator[None]:
    """Let rows be added to `tables` in this block, and index them together when it ends well.

    Every statement that fires a trigger makes FTS5 write what it holds as a small segment of its own, which later rows
    must merge; one statement over all new rows makes a few large ones, at a tenth of the work. What signals count for
    in the figures of a year is added in the same way. The triggers are
    away for the length of the block only and everything happens in the transaction that `connection` is in: nobody else
    sees it half, and rolling back, or a program that is killed, brings everything back. Rows of `tables` may not be
    changed or removed in a searched column meanwhile.
    """
    from store.schema.year_counts import signals_added

    held = [(index, *INDEXES[index]) for index in INDEXES if INDEXES[index][0] in set(tables)]
    last = {table: _last_id(connection, table) for _, table, _ in held}
    indexes = [index for index, _, _ in held]
    counted = ("year_signals",) if "search_signals" in indexes else ()
    named = [name for name, table in NAMED.items() if table in last]
    away = [f"{name}_added" for name in (*indexes, *_words(indexes), *counted, *named)]
    away += [f"{name}_come" for name in named if "residents" in last]
    triggers = [_taken_away(connection.execute, name) for name in away]
    yield
    for index, table, columns in held:
        names = ", ".join(columns)
        connection.execute(
            f"INSERT INTO {index} (rowid, {names}) SELECT id, {names} FROM {table} WHERE id > ? ORDER BY id",
            (last[table],),
        )
    for _ in _words(indexes):
        connection.execute(name_words_added("WHERE id > ?"), (last["residents"],))
    for name in named:
        connection.execute(named_added(name, last[NAMED[name]]))
    for statement in signals_added() if counted else ():
        connection.execute(statement, (last["signals"],))
    for trigger in triggers:
        connection.execute(trigger)


MANY = 200
"""From one signal in so many on, making the index of their texts anew is quicker than taking each out (measured: 10
milliseconds for each that is taken out, 0.03 to 0.05 for each that stays)."""


@contextmanager
def signals_removed_at_once(run: Run, many: int) -> Iterator[None]:
    """Let `many` signals be removed in this block; when that is a good part of all, their index is made anew after it.

    Taking a word out of an index at once means writing every piece of it that holds the word. As `indexed_at_once`
    this happens in the transaction that `run` is in, and nothing of what went stays in the index.
    """
    index = "search_signals"
    if many * MANY < int(run("SELECT COALESCE(max(id), 0) FROM signals", ()).fetchone()[0]):
        yield
        return
    trigger = _taken_away(run, f"{index}_removed")
    yield
    make_anew(run, index)
    run(trigger, ())


def make_anew(run: Run, index: str) -> None:
    """Make a full-text index anew from its rows."""
    # Making anew forgets that words are taken out at once, and connections that are open do not hear of it: they would
    # leave an index that nobody can read. Setting it reads what stands, and tells them.
    securely = f"INSERT INTO {index} ({index}, rank) VALUES ('secure-delete', 1)"
    run(securely, ())
    run(f"INSERT INTO {index} ({index}) VALUES ('rebuild')", ())
    run(securely, ())


def _words(indexes: Sequence[str]) -> tuple[str, ...]:
    """Return what the words of names are kept in, when their index is among these."""
    return (NAME_WORDS,) if "search_names" in indexes else ()


def _last_id(connection: Connection, table: str) -> int:
    return int(connection.execute(f"SELECT COALESCE(max(id), 0) FROM {table}").fetchone()[0])


def _taken_away(run: Run, trigger: str) -> str:
    """Remove a trigger and return the statement that makes it again."""
    (statement,) = run(
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", (trigger,)
    ).fetchone()
    run(f"DROP TRIGGER {trigger}", ())
    return str(statement)
