"""Copies by hand and once a day: recorded, logged, never undone, old ones cleared away, other people's left alone."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from store.acts import backups
from store.acts.backups import choose_folder, daily_backup, make_backup, remove_backup
from store.acts.undo import undo_last
from store.engine.backup import CopyCancelled
from store.engine.copies import copies_in, named, remembered_folder
from store.engine.lifecycle import Store, create_demo_store, open_store
from store.engine.location import keys_path
from store.errors import InvalidInput, NotFound, Refused, StoreUnusable
from store.queries.backups import (
    CopyKind,
    backup_folder,
    backup_overdue,
    copies,
    copies_before,
    last_good,
)
from tests.acts.office import ME, NOW, TODAY, one, opened, received, rows

DAY = timedelta(days=1)


@pytest.fixture
def real(store: Store) -> Store:
    """Return the office as a store that is not called a demo: copies of those are made every day."""
    store.demo = False
    return store


def made_on(store: Store, moments: list[datetime]) -> None:
    for moment in moments:
        assert daily_backup(store, ME, now=moment) is not None


def test_a_copy_is_recorded_and_logged_and_leaves_undo_alone(store: Store, tmp_path: Path) -> None:
    received(store)
    made = make_backup(store, ME, tmp_path / "stick", now=NOW)
    assert (made.copied.path.parent, made.removed) == (tmp_path / "stick", 0)
    entry = one(
        store, "SELECT event || '/' || act || '/' || worker FROM log_entries ORDER BY id DESC LIMIT 1"
    )
    assert entry == f"maintenance/backup/{ME.name}"
    (row,) = copies(store, TODAY)
    assert (row.kind, row.path, row.at, row.there) == (CopyKind.BY_HAND, made.copied.path, NOW, True)
    assert (row.signals, row.size) == (1, made.copied.size)
    assert row.ends_on is None
    assert "signaal" in undo_last(store, ME, now=NOW).label
    with open_store(made.copied.path) as copy:
        assert one(copy, "SELECT count(*) FROM signals") == 1
        assert one(copy, "SELECT count(*) FROM backups") == 0


def test_one_copy_a_day_in_the_standard_folder(real: Store) -> None:
    folder = real.path.parent / "reservekopie"
    assert backup_folder(real) == folder
    made_on(real, [NOW])
    assert daily_backup(real, ME, now=NOW + timedelta(hours=5)) is None
    made_on(real, [NOW + DAY])
    assert [copy.at for copy in copies_in(folder, real.path)] == [NOW + DAY, NOW]
    assert [row.kind for row in copies(real, TODAY)] == [CopyKind.DAILY] * 2
    make_backup(real, ME, now=NOW + 2 * DAY)
    assert daily_backup(real, ME, now=NOW + 2 * DAY + timedelta(hours=1)) is None
    assert daily_backup(real, ME, now=NOW - DAY) is not None, "the clock was set back"


def test_a_demo_makes_none_by_itself_and_is_not_warned_of(store: Store) -> None:
    assert daily_backup(store, ME, now=NOW) is None
    assert backup_overdue(store, NOW + 400 * DAY, TODAY) is None


def test_several_programs_make_one(real: Store) -> None:
    results: list[object] = []
    threads = [
        threading.Thread(target=lambda: results.append(daily_backup(real, ME, now=NOW))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(result is not None for result in results) == 1
    assert len(copies(real, TODAY)) == 1


def test_a_program_that_died_over_it_is_taken_over(real: Store) -> None:
    assert backups._claim(real, ME, NOW)
    assert daily_backup(real, ME, now=NOW + timedelta(minutes=5)) is None
    assert copies(real, TODAY) == ()
    made_on(real, [NOW + timedelta(minutes=31)])
    assert one(real, "SELECT count(*) FROM backups WHERE name = ''") == 0


def test_a_copy_that_fails_is_tried_again_and_records_nothing(
    real: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = backup_folder(real)
    folder.write_text("geen map")
    for _ in range(2):
        with pytest.raises(StoreUnusable, match="kan niet worden gemaakt"):
            daily_backup(real, ME, now=NOW)
    assert rows(real, "SELECT * FROM backups") == []
    folder.unlink()
    with pytest.raises(CopyCancelled):
        make_backup(real, ME, now=NOW, cancelled=lambda: True)
    made_on(real, [NOW])


def test_old_copies_go_with_their_keys_and_their_record(real: Store) -> None:
    folder = backup_folder(real)
    made_on(real, [NOW + number * DAY for number in range(9)])
    kept_days = sorted((row.at - NOW).days for row in copies(real, TODAY))
    assert kept_days == [2, 3, 4, 5, 6, 7, 8]
    assert len(list(folder.iterdir())) == 14
    assert one(real, "SELECT count(*) FROM backups") == 7
    assert one(real, "SELECT summary FROM log_entries ORDER BY id DESC LIMIT 1").endswith(
        "; 1 oude opgeruimd"
    )
    ends = [row.ends_on for row in copies(real, (NOW + 8 * DAY).date())]
    assert all(end is not None and end > (NOW + 8 * DAY).date() for end in ends)


def test_a_copy_of_another_store_is_never_cleared_away(real: Store, tmp_path: Path) -> None:
    folder = backup_folder(real)
    with create_demo_store(tmp_path / "elders" / real.path.name) as other:
        theirs = other.copy_to(folder, NOW - 300 * DAY).path
    strange = folder / named(real.path, NOW - 299 * DAY)
    strange.write_bytes(b"iets heel anders")
    made_on(real, [NOW + number * DAY for number in range(9)])
    assert theirs.exists()
    assert keys_path(theirs).exists()
    assert strange.exists()


def test_another_folder_is_chosen_remembered_and_undone(real: Store, tmp_path: Path) -> None:
    made_on(real, [NOW])
    elsewhere = tmp_path / "schijf" / "kopieën"
    assert choose_folder(real, ME, f" {elsewhere} ", now=NOW) == elsewhere
    assert elsewhere.is_dir()
    made_on(real, [NOW + timedelta(hours=1)])
    assert remembered_folder(real.path) == elsewhere
    assert len(copies(real, TODAY)) == 2
    undo_last(real, ME, now=NOW)
    assert backup_folder(real) == real.path.parent / "reservekopie"
    for wrong, error in (
        ("hier", InvalidInput),
        ("/a\0b", InvalidInput),
        (str(real.path / "x"), StoreUnusable),
    ):
        with pytest.raises(error):
            choose_folder(real, ME, wrong)


def test_a_copy_that_is_gone_or_out_of_reach(real: Store, tmp_path: Path) -> None:
    stick, gone = tmp_path / "stick", tmp_path / "map"
    for number, folder in enumerate((stick, gone)):
        make_backup(real, ME, folder, now=NOW + number * DAY)
    (gone / named(real.path, NOW + DAY)).unlink()
    stick.rename(tmp_path / "in de tas")
    (row,) = copies(real, TODAY)
    assert (row.path.parent, row.there) == (stick, None)
    assert last_good(real, TODAY) == row


def test_what_stands_beside_the_store_counts_as_holding_its_content(real: Store) -> None:
    for name in (
        "wijk-vervangen-20260101-120000.store",
        "wijk-gered-20260102-120000.store",
        "wijk-hersteld-20260103-120000.store",
        "wijk.store.voor-0004-20260104-120000-abc123",
        "wijk.store.voor-0004-anders",
        "wijkagent-20260105-120000.store",
    ):
        (real.path.parent / name).write_bytes(b"x")
    kinds = [row.kind for row in copies(real, TODAY)]
    assert kinds == [CopyKind.UPGRADE, CopyKind.RESTORED, CopyKind.RESCUED, CopyKind.REPLACED]
    assert last_good(real, TODAY) is None
    made_on(real, [NOW])
    before = copies_before(real, NOW, TODAY)
    assert [row.kind for row in before] == [CopyKind.DAILY, *kinds]
    assert len(copies_before(real, NOW - timedelta(seconds=1), TODAY)) == 4


def test_the_last_good_copy_older_than_two_days_is_told(real: Store) -> None:
    assert backup_overdue(real, NOW, TODAY) is not None, "this store has worked for ninety days without one"
    made_on(real, [NOW])
    for later, told in ((2 * DAY, False), (2 * DAY + timedelta(minutes=1), True), (-5 * DAY, False)):
        found = backup_overdue(real, NOW + later, TODAY)
        assert (found is not None) == told
    found = backup_overdue(real, NOW + 9 * DAY, TODAY)
    assert found is not None
    assert found.last == NOW
    opened(real)
    fresh = create_demo_store(real.path.with_name("nieuw.store"))
    fresh.demo = False
    with fresh:
        assert backup_overdue(fresh, NOW, TODAY) is None


def test_a_log_that_is_broken_is_copied_as_it_is_and_told(real: Store) -> None:
    made = make_backup(real, ME, now=NOW)
    assert made.log_whole
    with real.writing() as connection:
        connection.execute("UPDATE log_entries SET worker = 'Iemand Anders' WHERE id = 1")
    made = make_backup(real, ME, now=NOW + DAY)
    assert not made.log_whole
    assert made.copied.path.exists()
    summary = one(real, "SELECT summary FROM log_entries ORDER BY id DESC LIMIT 1")
    assert summary == "reservekopie gemaakt en nagekeken; het logboek erin is niet heel"


def test_a_copy_whose_log_alone_is_broken_does_not_count(
    real: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = backups.verify_log

    def broken_in_the_copy(store: Store):
        found = whole(store)
        return found if store is real else replace(found, broken=1)

    monkeypatch.setattr(backups, "verify_log", broken_in_the_copy)
    with pytest.raises(StoreUnusable, match="logboek erin is niet heel"):
        make_backup(real, ME, now=NOW)
    assert copies(real, TODAY) == ()


def test_one_copy_is_removed_by_hand_never_the_last(real: Store) -> None:
    made_on(real, [NOW, NOW + DAY])
    newest, oldest = (row.path for row in copies(real, TODAY))
    with pytest.raises(Refused, match="laatste goede"):
        remove_backup(real, ME, newest, now=NOW)
    remove_backup(real, ME, oldest, now=NOW)
    assert not oldest.exists()
    assert not keys_path(oldest).exists()
    assert [row.path for row in copies(real, TODAY)] == [newest]
    with pytest.raises(NotFound):
        remove_backup(real, ME, oldest, now=NOW)
    oldest.write_bytes(b"niet van ons")
    with pytest.raises(Refused, match="geen kopie van deze opslag"):
        remove_backup(real, ME, oldest, now=NOW)
    assert oldest.exists()
