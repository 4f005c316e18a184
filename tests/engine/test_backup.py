"""A copy that counts: consistent while others write, encrypted, opened and checked; broken off it leaves nothing."""

from __future__ import annotations

import os
import stat
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.engine import backup, copies
from store.engine.backup import CopyCancelled
from store.engine.copies import copies_in, free_name, moment_of, named, newest_copy, remember_folder, sweep
from store.engine.lifecycle import Store, create_demo_store, create_store, open_store
from store.engine.location import create_private, keys_path
from store.errors import StoreUnusable
from tests.engine.conftest import CHEAP, PASSPHRASE
from tests.engine.test_lifecycle import MARKER, names, remember, remembered

AT = datetime(2026, 11, 22, 13, 5, 12, tzinfo=UTC)
NAME = "wijk-20261122-140512.store"


@pytest.fixture
def store(path: Path):
    made, _ = create_store(path, PASSPHRASE, limits=CHEAP)
    with made:
        remember(made, MARKER, MARKER * 40)
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kopieën" / "hier"


def test_a_copy_opens_with_the_passphrase_and_holds_everything(store: Store, folder: Path) -> None:
    heard: list[float] = []
    copied = store.copy_to(folder, AT, progress=heard.append)
    assert copied.path == folder / NAME
    assert copied.size == copied.path.stat().st_size
    assert copied.rows["settings"] == 1
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    assert sorted(file.name for file in folder.iterdir()) == [NAME, f"{NAME}.keys"]
    assert MARKER.encode() not in b"".join(file.read_bytes() for file in folder.iterdir())
    if os.name != "nt":
        assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    with open_store(copied.path, PASSPHRASE) as again:
        assert remembered(again) == {MARKER: MARKER * 40}


def test_it_is_one_state_while_others_write(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE pairs (a INTEGER, b INTEGER, filler BLOB)")
        for number in range(200):
            connection.exec_driver_sql("INSERT INTO pairs VALUES (?, ?, randomblob(4000))", (number, number))
    monkeypatch.setattr(backup, "PAGES", 8)
    stop = threading.Event()

    def write() -> None:
        number = 200
        with store.raw_writer() as writer:
            while not stop.is_set():
                writer.execute("BEGIN IMMEDIATE")
                writer.execute("UPDATE pairs SET b = b + 1")
                writer.execute("UPDATE pairs SET a = a + 1")
                writer.execute("INSERT INTO pairs VALUES (?, ?, randomblob(4000))", (number, number))
                writer.execute("COMMIT")
                number += 1

    thread = threading.Thread(target=write)
    thread.start()
    try:
        copied = store.copy_to(folder, AT)
    finally:
        stop.set()
        thread.join()
    later = store.reader().execute("SELECT count(*) FROM pairs").fetchone()[0]
    with open_store(copied.path, PASSPHRASE) as again:
        rows = again.reader().execute("SELECT count(*), sum(a <> b) FROM pairs").fetchone()
    assert rows == (copied.rows["pairs"], 0)
    assert later > copied.rows["pairs"]


def test_breaking_off_leaves_nothing(store: Store, folder: Path) -> None:
    for moment in (0.0, 0.35, 0.45, 0.75):
        heard: list[float] = [0.0]
        with pytest.raises(CopyCancelled):
            store.copy_to(
                folder, AT, progress=heard.append, cancelled=lambda heard=heard, at=moment: heard[-1] >= at
            )
        assert list(folder.iterdir()) == []


def test_a_store_that_is_closed_meanwhile_breaks_it_off(store: Store, folder: Path) -> None:
    with pytest.raises(CopyCancelled):
        store.copy_to(folder, AT, progress=lambda _: store.close())
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (lambda file: file.write_bytes(file.read_bytes()[:-4096]), "telt niet|beschadigd"),
        (
            lambda file: file.write_bytes(file.read_bytes()[:9000] + b"x" + file.read_bytes()[9001:]),
            "telt niet",
        ),
    ],
    ids=["cut short", "one byte"],
)
def test_a_copy_that_is_not_right_does_not_count(
    harm, reason: str, store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backup._copy

    def harmed(*arguments):
        rows = made(*arguments)
        harm(arguments[2])
        return rows

    monkeypatch.setattr(backup, "_copy", harmed)
    with pytest.raises(StoreUnusable, match=reason):
        store.copy_to(folder, AT)
    assert list(folder.iterdir()) == []


def test_a_copy_with_other_rows_or_a_complaint_does_not_count(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def complains(copy: Store) -> None:
        raise StoreUnusable("het logboek klopt niet")

    with pytest.raises(StoreUnusable, match="logboek"):
        store.copy_to(folder, AT, check=complains)
    with store.raw_writer() as writer:
        writer.execute("PRAGMA foreign_keys = OFF")
        writer.execute(
            "INSERT INTO undo_records (log_id, at, worker, act, label, operations, refusal, undone_by)"
            " VALUES (77, '', '', '', '', '', '', '')"
        )
    with pytest.raises(StoreUnusable, match="verwijst naar iets dat er niet is"):
        store.copy_to(folder, AT)
    with store.raw_writer() as writer:
        writer.execute("DELETE FROM undo_records WHERE log_id = 77")
    made = backup._copy
    monkeypatch.setattr(backup, "_copy", lambda *arguments: {**made(*arguments), "settings": 9})
    with pytest.raises(StoreUnusable, match="niet evenveel"):
        store.copy_to(folder, AT)
    assert list(folder.iterdir()) == []


def test_no_room_no_folder_and_no_key_file_are_sentences(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.parent.write_text("geen map")
    with pytest.raises(StoreUnusable, match="kan niet worden gemaakt"):
        store.copy_to(folder, AT)
    folder.parent.unlink()
    with monkeypatch.context() as patch:
        patch.setattr(backup, "free_bytes", lambda _: 1)
        with pytest.raises(StoreUnusable, match=r"is nog 0 MB vrij.*in orde"):
            store.copy_to(folder, AT)
    with monkeypatch.context() as patch:

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        patch.setattr(backup, "settle", full)
        with pytest.raises(StoreUnusable, match="schijf is vol"):
            store.copy_to(folder, AT)
    keys_path(store.path).unlink()
    with pytest.raises(StoreUnusable, match="sleutelbestand van de opslag ontbreekt"):
        store.copy_to(folder, AT)
    assert list(folder.iterdir()) == []


def test_copies_of_one_second_do_not_meet(store: Store, folder: Path) -> None:
    first, second = store.copy_to(folder, AT), store.copy_to(folder, AT)
    assert second.path.name == "wijk-20261122-140512-2.store"
    assert [copy.path for copy in copies_in(folder, store.path)] == [second.path, first.path]


def test_a_name_taken_by_another_program_in_between(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = backup._check

    def slow(place: Path, *rest) -> None:
        checked(place, *rest)
        (folder / NAME).write_bytes(b"of another")

    monkeypatch.setattr(backup, "_check", slow)
    copied = store.copy_to(folder, AT)
    assert copied.path.name == "wijk-20261122-140512-2.store"
    assert (folder / NAME).read_bytes() == b"of another"
    assert not keys_path(folder / NAME).exists()
    open_store(copied.path, PASSPHRASE).close()


def test_names_tell_the_moment_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.b (c).store"
    for mark in ("", copies.RESTORED):
        for number in (1, 3):
            name = named(path, AT, mark, number)
            assert moment_of(path, name, mark) == AT
    assert moment_of(path, named(path, AT, copies.RESTORED)) is None
    for name in ("a.b (c).store", "aXb (c)-20261122-140512.store", "a.b (c)-20261322-140512.store", "x"):
        assert moment_of(path, name) is None
    assert moment_of(path, f"{named(path, AT)}.keys") is None
    (tmp_path / named(path, AT)).touch()
    assert free_name(tmp_path, path, AT).name == "a.b (c)-20261122-140512-2.store"


def test_what_broken_off_copies_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    place = copies.in_the_making(tmp_path / NAME)
    with place as part:
        create_private(part)
        create_private(keys_path(part))
        new = part.with_name(f"{part.name}-wal")
        create_private(new)
        other = tmp_path / ".iets.deel"
        create_private(other)
        old = time.time() - 3600
        for file in (part, keys_path(part), other):
            os.utime(file, (old, old))
        sweep(tmp_path, time.time() - 60)
        assert set(tmp_path.iterdir()) == {new, other}
    assert set(tmp_path.iterdir()) == {other}


def test_copies_are_found_without_opening_the_store(path: Path, tmp_path: Path, home: Path) -> None:
    with create_demo_store(path) as store:
        assert newest_copy(path) is None
        for day in range(2):
            store.copy_to(tmp_path / "reservekopie", AT + timedelta(days=day))
        found = newest_copy(path)
        assert found is not None
        assert found.at == AT + timedelta(days=1)
        elsewhere = tmp_path / "stick é"
        remember_folder(path, elsewhere)
        assert newest_copy(path) is None
        store.copy_to(elsewhere, AT)
        assert newest_copy(path).path.parent == elsewhere  # type: ignore[union-attr]
        remember_folder(path, tmp_path / "reservekopie")
        assert newest_copy(path) == found
        assert not any(name.endswith(".kopieen") for name in names(path))


def test_the_store_of_the_data_folder_is_copied_beside_that_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    from store.engine.location import store_path

    path = store_path(None, {})
    assert copies.standard_folder(path) == path.parent.with_name("signaalpunt-reservekopie")
    assert copies.standard_folder(Path("/ergens/wijk.store")) == Path("/ergens/reservekopie")
