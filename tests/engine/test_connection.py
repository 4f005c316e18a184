"""The settings of a connection and the transactions of the engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from store.engine.connection import Connection, close, connect, make_engine, readable
from store.engine.lifecycle import Store, create_demo_store
from store.engine.trouble import explained
from store.engine.vault import demo_key
from store.errors import StoreUnusable


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """Return an open store."""
    with create_demo_store(path) as opened:
        yield opened


def setting(connection: Connection, name: str) -> object:
    """Return what a PRAGMA says."""
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


@pytest.mark.usefixtures("durable")
def test_a_connection_keeps_what_it_promises(store: Store) -> None:
    raw = connect(store.path, demo_key(store.path))
    assert setting(raw, "journal_mode") == "wal"
    assert setting(raw, "synchronous") == 2
    assert setting(raw, "foreign_keys") == 1
    assert setting(raw, "busy_timeout") == 5000
    assert setting(raw, "cache_size") == -16_000
    assert setting(raw, "temp_store") == 2
    assert setting(raw, "secure_delete") == 1
    assert setting(raw, "query_only") == 0
    assert setting(store.reader(), "query_only") == 1
    assert setting(connect(store.path, demo_key(store.path), cache=-2000), "cache_size") == -2000
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    close(raw)


def test_nothing_is_made_by_connecting(path: Path) -> None:
    with pytest.raises(StoreUnusable, match="Er is geen opslag"):
        connect(path, b"\0" * 32)
    assert list(path.parent.iterdir()) == []


def test_a_transaction_is_one_whole(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.engine.begin() as connection:
        connection.execute(text("CREATE TABLE half (a)"))
        connection.execute(text("INSERT INTO settings (key, value) VALUES ('een', '1')"))
        raise ZeroDivisionError
    rows = store.reader().execute("SELECT count(*) FROM settings").fetchone()
    tables = store.reader().execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone()
    assert (rows, tables) == ((0,), (0,))


def test_a_savepoint_can_be_taken_back(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("INSERT INTO settings (key, value) VALUES ('een', '1')"))
        with pytest.raises(IntegrityError), connection.begin_nested():
            connection.execute(text("INSERT INTO settings (key, value) VALUES ('een', '2')"))
    assert store.reader().execute("SELECT value FROM settings").fetchall() == [("1",)]


def test_a_transaction_holds_the_write_lock_from_the_start(store: Store) -> None:
    other = connect(store.path, demo_key(store.path), busy_ms=0)
    with store.engine.begin(), pytest.raises(Exception, match="locked") as locked:
        other.execute("BEGIN IMMEDIATE")
    refusal = explained(locked.value)
    assert refusal is not None
    assert "niets gewijzigd" in str(refusal)
    with store.engine.connect().execution_options(read_only=True) as connection:
        connection.execute(text("SELECT 1"))
        other.execute("BEGIN IMMEDIATE")
    close(other)


def test_a_lock_that_lasts_arrives_as_a_sentence(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connect.__kwdefaults__ or {}, "busy_ms", 0)
    engine = make_engine(store.path, demo_key(store.path))
    with (
        store.engine.begin(),
        pytest.raises(StoreUnusable, match="nog met deze opslag bezig"),
        engine.begin(),
    ):
        pass
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO settings (key, value) VALUES ('een', '1')"))
    engine.dispose()


def test_values_never_reach_an_error(store: Store) -> None:
    with pytest.raises(IntegrityError) as refusal, store.engine.begin() as connection:
        for _ in range(2):
            connection.execute(
                text("INSERT INTO settings (key, value) VALUES (:key, :value)"),
                {"key": "geheim-1", "value": "x"},
            )
    assert "geheim-1" not in str(refusal.value)
    assert explained(refusal.value.orig) is None


def test_a_search_table_kept_by_triggers_works(store: Store) -> None:
    with store.engine.begin() as connection:
        for statement in (
            "CREATE VIRTUAL TABLE zoek USING fts5(value, content='settings', content_rowid='id', "
            "tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
            "CREATE TRIGGER zoek_in AFTER INSERT ON settings BEGIN "
            "INSERT INTO zoek (rowid, value) VALUES (new.id, new.value); END",
        ):
            connection.exec_driver_sql(statement)
        connection.execute(text("INSERT INTO settings (key, value) VALUES ('een', 'vervuild café')"))
    found = store.reader().execute("SELECT value FROM zoek WHERE zoek MATCH 'caf*'").fetchall()
    assert found == [("vervuild café",)]


def test_damage_is_found(store: Store, path: Path) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("INSERT INTO settings (key, value) VALUES ('een', zeroblob(90000))"))
    key = demo_key(path)
    store.close()
    raw = connect(path, key, readonly=True)
    assert readable(raw)
    close(raw)
    content = bytearray(path.read_bytes())
    content[-3000] ^= 1
    path.write_bytes(bytes(content))
    raw = connect(path, key, readonly=True)
    assert not readable(raw)
    close(raw)
