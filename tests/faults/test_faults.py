"""A quick selection of what can fail; the long run is `python -m tests.faults`."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.acts.backups import make_backup
from store.acts.case_work import add_note
from store.acts.undo import undo_last
from store.engine import vault
from store.engine.connection import close, connect
from store.engine.lifecycle import Store, create_demo_store, open_store
from store.engine.location import keys_path
from store.errors import StoreError, StoreUnusable
from store.queries.log_verify import verify_log
from tests.acts.office import ME, NOW, build, moved_in, one, opened, received, rows

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "wijk.store"
    build(path)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")
def test_killing_and_writing_together_lose_nothing() -> None:
    words = ["--kills", "10", "--writers", "3", "--seconds", "2", "--seed", "3"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", *words],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = [
        int(number)
        for number in re.findall(r"(\d+) acknowledged acts|(\d+) updates", done.stdout)[0]
        if number
    ]
    assert told[0] > 0
    assert ", 0 lost; 0 times not opened; 0 times broken" in done.stdout


# A power cut: what was not yet brought to the disk is missing or garbage.


@pytest.fixture(scope="session")
def cut(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, list[int]]:
    """Return a store whose commits are in its log only, that log, and how long it was after each commit."""
    path = tmp_path_factory.mktemp("cut") / "wijk.store"
    create_demo_store(path).close()
    log = path.with_name(f"{path.name}-wal")
    writer = connect(path, vault.demo_key(path))
    lengths = []
    for number in range(8):
        writer.execute("INSERT INTO settings (key, value) VALUES (?, ?)", (str(number), "x" * 3000))
        lengths.append(log.stat().st_size)
    content, before = log.read_bytes(), path.read_bytes()
    close(writer)
    path.write_bytes(before)
    return path, content, lengths


def kept_after(path: Path, log: bytes) -> int:
    """Return how many commits there are when the log was left like this; they must be the first ones."""
    path.with_name(f"{path.name}-wal").write_bytes(log)
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    whole = path.read_bytes()
    try:
        with open_store(path) as store:
            found = rows(store, "SELECT key FROM settings ORDER BY id")
            assert store.reader().execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            assert store.reader().execute("PRAGMA cipher_integrity_check").fetchall() == []
    finally:
        path.write_bytes(whole)
    assert found == [(str(number),) for number in range(len(found))]
    return len(found)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_log_cut_off_anywhere_gives_every_commit_before_that(cut, data: st.DataObject) -> None:
    path, log, lengths = cut
    length = data.draw(st.integers(0, len(log)))
    tail = data.draw(st.sampled_from((b"", b"\0" * 5000, os.urandom(5000))))
    assert kept_after(path, log[:length] + tail) == sum(end <= length for end in lengths)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_garbled_byte_costs_no_commit_before_it(cut, data: st.DataObject) -> None:
    path, log, lengths = cut
    place = data.draw(st.integers(32, len(log) - 1))
    garbled = bytearray(log)
    garbled[place] ^= 0xFF
    assert kept_after(path, bytes(garbled)) == sum(end <= place for end in lengths)


def test_a_file_half_brought_up_to_date_is_mended_from_its_log(cut) -> None:
    path, log, _ = cut
    before = path.read_bytes()
    assert kept_after(path, log) == 8
    path.with_name(f"{path.name}-wal").write_bytes(log)
    open_store(path).close()
    with open_store(path) as store:
        store.reader().execute("SELECT 1").fetchone()
    after = path.read_bytes()
    path.write_bytes(before)
    try:
        for half in range(4096, len(after), 4096 * 7):
            path.write_bytes(after[:half] + before[half:])
            assert kept_after(path, log) == 8
    finally:
        path.write_bytes(before)


# A disk that is full, or that cannot be written to.


@contextlib.contextmanager
def mounted(folder: Path, size: str) -> Iterator[Path]:
    """Give a small disk of its own; skips where that is not allowed."""
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("a small disk needs the right to mount one")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)


on_linux = pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk")


def write_until_refused(store: Store) -> tuple[list[str], str]:
    """Write signals down until that is refused; return the numbers that were kept and the sentence."""
    kept: list[str] = []
    for _ in range(2000):
        try:
            kept.append(received(store, facts="x" * 20_000).number)
        except StoreError as error:
            return kept, str(error)
    raise AssertionError("nothing was refused")


def whole(store: Store, kept: list[str]) -> bool:
    """Return whether exactly these signals are there and the log is whole."""
    found = [number for (number,) in rows(store, "SELECT number FROM signals ORDER BY id")]
    return found == kept and verify_log(store).whole


@on_linux
def test_a_full_disk_refuses_the_act_and_keeps_the_others(template: Path, tmp_path: Path) -> None:
    with mounted(tmp_path / "schijf", "5m") as disk:
        with moved_in(template, disk / "opslag") as store:
            path = store.path
            filler = disk / "filler"
            filler.write_bytes(b"x" * 1_000_000)
            kept, sentence = write_until_refused(store)
            assert "schijf is vol" in sentence
            assert "niet bewaard" in sentence
            assert len(kept) > 3
            assert whole(store, kept)
            with pytest.raises(StoreUnusable, match="opslag zelf is in orde"):
                make_backup(store, ME, disk / "kopieën", now=NOW)
            filler.unlink()
            kept.append(received(store).number)
        assert not list((disk / "kopieën").iterdir())
        with open_store(path) as again:
            assert whole(again, kept)


@on_linux
def test_a_limit_on_the_size_of_files_is_a_full_disk_too(template: Path, tmp_path: Path) -> None:
    """A quota looks like this; no right to mount is needed."""
    with moved_in(template, tmp_path / "opslag") as store:
        path = store.path
    code = (
        "import resource, sys; from pathlib import Path; from store.engine.lifecycle import open_store\n"
        "from tests.faults.test_faults import write_until_refused\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))\n"
        "with open_store(Path(sys.argv[1])) as store: kept, sentence = write_until_refused(store)\n"
        "print(sentence); print(*kept)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    sentence, kept = done.stdout.splitlines()
    assert "niet bewaard" in sentence
    with open_store(path) as again:
        assert whole(again, kept.split())


@on_linux
def test_a_disk_that_can_only_be_read(template: Path, tmp_path: Path) -> None:
    with mounted(tmp_path / "schijf", "20m") as disk:
        with moved_in(template, disk / "opslag") as store:
            path = store.path
            kept = [received(store).number]
            copy = make_backup(store, ME, disk / "kopieën", now=NOW).copied.path
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(StoreUnusable, match="niet worden geopend") as refusal:
            open_store(path)
        assert "alleen te lezen" in str(refusal.value)
        from store.acts.restore import Restoration

        back = tmp_path / "terug.store"
        Restoration(copy, path, "").write(back, ME, now=NOW)
        with open_store(back) as restored:
            assert whole(restored, kept)
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        with open_store(path) as again:
            assert whole(again, kept)


# A clock that was set back.


def test_a_clock_set_back_keeps_order_numbers_and_chain(template: Path, tmp_path: Path) -> None:
    with moved_in(template, tmp_path / "opslag") as store:
        case_id = opened(store, now=NOW)
        before = [received(store, now=NOW).number, received(store, now=NOW - timedelta(days=40)).number]
        add_note(store, ME, "De klok staat verkeerd.", case_id=case_id, now=NOW - timedelta(days=40))
        assert sorted(before) == before
        assert len(set(before)) == 2
        assert one(store, "SELECT act FROM log_entries ORDER BY id DESC LIMIT 1") == "add_note"
        assert undo_last(store, ME, now=NOW - timedelta(days=39)).label.startswith("notitie")
        assert verify_log(store).whole
        last_year = received(store, now=NOW - timedelta(days=400)).number
        assert last_year.startswith("2025-")
        assert received(store, now=NOW).number > before[0]


def test_a_lost_key_file_is_a_sentence_and_a_copy_of_it_helps(template: Path, tmp_path: Path) -> None:
    with moved_in(template, tmp_path / "opslag") as store:
        path = store.path
        copy = make_backup(store, ME, now=NOW).copied.path
    keys_path(path).unlink()
    with pytest.raises(StoreUnusable, match="ontbreekt"):
        open_store(path)
    keys_path(path).write_bytes(keys_path(copy).read_bytes())
    open_store(path).close()
