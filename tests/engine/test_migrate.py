"""From an older version to a newer one: a copy first, all or nothing, triggers and references whole."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from store.engine import migrate as migrating
from store.engine import version
from store.engine.connection import close, connect, make_engine
from store.engine.lifecycle import create_demo_store, open_store
from store.engine.migrate import SCRIPTS, migrate
from store.engine.vault import create_demo_keys, demo_key
from store.errors import StoreOlder, StoreUnusable
from store.migrations import freeze
from store.queries.log_verify import FaultKind, verify_log
from store.schema import metadata
from tests.engine.newer import REVISIONS, newer_program, scripts

pytestmark = pytest.mark.usefixtures("really_built")


def alembic() -> Config:
    """Return what Alembic needs to know to find the migrations."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    return config


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """Return the place of a store with a parent row, a child row and a trigger on the parent's table."""
    path = tmp_path / "opslag" / "wijk.store"
    with create_demo_store(path) as store, store.engine.begin() as connection:
        for statement in (
            "CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT)",
            "CREATE TABLE child (id INTEGER PRIMARY KEY, "
            "parent_id INTEGER NOT NULL REFERENCES parent (id) ON DELETE CASCADE)",
            "CREATE TABLE log (name TEXT)",
            "CREATE TRIGGER noted AFTER INSERT ON parent BEGIN INSERT INTO log VALUES (new.name); END",
            "CREATE TRIGGER elsewhere AFTER INSERT ON child BEGIN UPDATE parent SET name = name; END",
            "INSERT INTO parent VALUES (1, 'a')",
            "INSERT INTO child VALUES (1, 1)",
        ):
            connection.exec_driver_sql(statement)
    return path


def rows(path: Path, statement: str) -> list[Any]:
    """Return what a query gives on the store at `path`."""
    raw = connect(path, demo_key(path), readonly=True)
    try:
        return list(raw.execute(statement).fetchall())
    finally:
        close(raw)


BATCH = """
with op.batch_alter_table("parent", recreate="always") as batch:
    batch.add_column(sa.Column("extra", sa.Text, nullable=False, server_default="x"))
"""


def test_an_older_store_is_brought_up_to_date_after_a_copy(older: Path, tmp_path: Path) -> None:
    key = demo_key(older)
    copy = migrate(older, key, scripts=scripts(tmp_path, BATCH), revisions=REVISIONS)
    assert rows(older, "SELECT version_num FROM alembic_version") == [("next",)]
    assert rows(older, "SELECT * FROM parent") == [(1, "a", "x")]
    assert rows(older, "SELECT * FROM child") == [(1, 1)]
    raw = connect(older, key)
    raw.execute("INSERT INTO parent (id, name) VALUES (2, 'b')")
    assert raw.execute("SELECT name FROM log").fetchall() == [("a",), ("b",)]
    close(raw)
    assert sorted(
        name
        for (name,) in rows(
            older, "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('parent', 'child')"
        )
    ) == [
        "elsewhere",
        "noted",
    ]
    assert copy is not None
    assert b"SQLite format" not in copy.read_bytes()
    if os.name != "nt":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    kept = connect(copy, key, readonly=True)
    assert kept.execute("SELECT * FROM parent").fetchall() == [(1, "a")]
    assert version.read_version(kept) == version.HEAD
    close(kept)


def test_opening_an_older_store_migrates_it(
    older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer_program(monkeypatch, tmp_path, BATCH)
    with pytest.raises(StoreOlder):
        open_store(older, upgrading=None)
    assert rows(older, "SELECT version_num FROM alembic_version") == [(version.HEAD,)]
    heard: list[tuple[int, int]] = []
    with open_store(older, upgrading=lambda done, steps: heard.append((done, steps))) as store:
        assert store.reader().execute("SELECT extra FROM parent").fetchall() == [("x",)]
    assert heard == [(0, 2), (1, 2), (2, 2)]
    open_store(older, upgrading=None).close()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (BATCH + "raise RuntimeError('boom')", "niet gelukt"),
        (BATCH + "op.execute('INSERT INTO parent (id) VALUES (1)')", "niet gelukt"),
        (BATCH + "op.execute('DELETE FROM parent')", "In ‘child’ zou een rij verwijzen naar iets"),
        ("op.drop_table('settings')\nop.execute('no such thing')", "niet gelukt"),
    ],
)
def test_a_migration_that_fails_changes_nothing(older: Path, tmp_path: Path, body: str, reason: str) -> None:
    before = rows(older, "SELECT type, name, sql FROM sqlite_master")
    with pytest.raises(StoreUnusable, match=reason) as refusal:
        migrate(older, demo_key(older), scripts=scripts(tmp_path, body), revisions=REVISIONS)
    assert "De opslag is niet veranderd" in str(refusal.value)
    assert rows(older, "SELECT type, name, sql FROM sqlite_master") == before
    assert rows(older, "SELECT * FROM parent") == [(1, "a")]
    assert rows(older, "SELECT * FROM child") == [(1, 1)]
    assert rows(older, "SELECT version_num FROM alembic_version") == [(version.HEAD,)]
    open_store(older).close()


def test_a_trigger_dropped_on_purpose_stays_away(older: Path, tmp_path: Path) -> None:
    migrate(older, demo_key(older), scripts=scripts(tmp_path, "drop_trigger('noted')"), revisions=REVISIONS)
    assert rows(
        older, "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('parent', 'child')"
    ) == [("elsewhere",)]


def test_without_room_for_a_copy_nothing_is_tried(
    older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(migrating, "create_private", full)
    with pytest.raises(StoreUnusable, match="de kopie die daarvoor nodig is"):
        migrate(older, demo_key(older), scripts=scripts(tmp_path, BATCH), revisions=REVISIONS)
    assert rows(older, "SELECT version_num FROM alembic_version") == [(version.HEAD,)]


def test_only_the_newest_copy_is_kept_and_none_when_another_was_first(older: Path, tmp_path: Path) -> None:
    key = demo_key(older)
    earlier = older.with_name(older.name + ".voor-0000-20200101-000000-abcdef")
    earlier.write_bytes(b"earlier")
    place = scripts(tmp_path, BATCH)
    copy = migrate(older, key, scripts=place, revisions=REVISIONS)
    assert copy is not None
    assert migrate(older, key, scripts=place, revisions=REVISIONS) is None
    assert sorted(file.name for file in older.parent.iterdir()) == sorted(
        [copy.name, older.name, older.name + ".keys"]
    )


def test_a_migration_keeps_quiet(older: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    migrate(older, demo_key(older), scripts=scripts(tmp_path, BATCH), revisions=REVISIONS)
    assert capfd.readouterr() == ("", "")


def test_the_list_of_revisions_is_the_one_on_disk() -> None:
    directory = ScriptDirectory.from_config(alembic())
    assert directory.get_heads() == [version.HEAD]
    assert (
        tuple(script.revision for script in reversed(list(directory.walk_revisions()))) == version.REVISIONS
    )


def in_one_line(made: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return statements in one order, each on one line: ADD COLUMN writes its column on the line of the one before."""
    return sorted((kind, name, " ".join(sql.split())) for kind, name, sql in made)


def test_the_migrations_make_the_same_tables_as_the_schema(tmp_path: Path) -> None:
    fresh = tmp_path / "schema.store"
    with create_demo_store(fresh) as store:
        wanted = freeze.master(store.reader())
    stepped = tmp_path / "stappen.store"
    stepped.touch()
    engine = make_engine(stepped, b"\1" * 32)
    config = alembic()
    with engine.begin() as connection:
        config.attributes.update(connection=connection, subkey=lambda label: label.encode())
        command.upgrade(config, "head")
        made = freeze.master(connection.connection.driver_connection)
    engine.dispose()
    assert in_one_line(made) == in_one_line(wanted), "the schema changed: add a migration"
    assert {table.name for table in metadata.sorted_tables} <= {name for _, name, _ in made}


def store_of_version(path: Path, revision: str, *statements: str) -> None:
    """Make a demo store as a version of before left it, with these rows in it."""
    key = create_demo_keys(path)
    path.touch(0o600)
    config = alembic()
    engine = make_engine(path, key)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.mark.parametrize(("chosen", "coordinator"), [("", "Fatima"), ("Joris", "Joris"), ("Wim", "Fatima")])
def test_workers_of_before_roles_keep_team_and_somebody_who_may_do_all(
    chosen: str, coordinator: str, tmp_path: Path
) -> None:
    path = tmp_path / "oud.store"
    store_of_version(
        path,
        "0002",
        "INSERT INTO profiles VALUES (1, 'pn', 'P', '', '', 'k', '', 1)",
        "INSERT INTO teams VALUES (5, 1, 'k', 'Kernteam', 'case_team', 1, '', '', 1)",
        "INSERT INTO workers (id, name, name_key, team_id, active) VALUES (2, 'Fatima', 'fatima', 5, 1)",
        "INSERT INTO workers (id, name, name_key, team_id, active) VALUES (3, 'Joris', 'joris', NULL, 1)",
        "INSERT INTO workers (id, name, name_key, team_id, active) VALUES (4, 'Wim', 'wim', 5, 0)",
        f"INSERT INTO settings (key, value) VALUES ('worker', '{chosen}')",
    )
    with open_store(path) as store:
        found = store.reader().execute("SELECT name, role, active, slot FROM workers ORDER BY id").fetchall()
        roles = {True: "coordinator", False: "worker"}
        assert found == [
            (name, roles[name == coordinator], active, "")
            for name, active in (("Fatima", 1), ("Joris", 1), ("Wim", 0))
        ]
        teams = store.reader().execute("SELECT worker_id, team_id FROM worker_teams ORDER BY 1").fetchall()
        assert teams == [(2, 5), (4, 5)]
        assert store.reader().execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_was_logged_before_the_chain_is_chained(tmp_path: Path) -> None:
    path = tmp_path / "oud.store"
    store_of_version(
        path,
        "0001",
        *(
            "INSERT INTO log_entries (id, at, worker, event, act, kind, number, summary, on_behalf, purpose, outcome)"
            f" VALUES ({number}, '2026-01-01T00:00:00Z', 'Bo', 'change', 'x', '', '', '', '', '', 'done')"
            for number in (2, 4, 6, 8)
        ),
    )
    with open_store(path) as store:
        found = verify_log(store)
        assert (found.entries, found.broken) == (4, 0)
        assert found.head.startswith("8-")
        writer = store.raw_writer()
        writer.execute("DELETE FROM log_entries WHERE id = 4")
        writer.close()
        assert [(fault.kind, fault.first, fault.last) for fault in verify_log(store).faults] == [
            (FaultKind.MISSING, 3, 5)
        ]
