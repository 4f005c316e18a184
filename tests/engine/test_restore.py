"""A copy comes back to a new file, checked; in the place of a store only when nobody has it open, which is kept."""

from __future__ import annotations

import os
import shutil
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.actor import Actor
from store.acts.restore import Restoration
from store.engine.copies import named
from store.engine.lifecycle import create_demo_store, create_store, open_store
from store.engine.location import keys_path
from store.errors import Refused, StoreLocked, StoreUnusable
from tests.engine.conftest import CHEAP, PASSPHRASE
from tests.engine.test_lifecycle import remember, remembered

AT = datetime(2026, 11, 22, 13, 5, 12, tzinfo=UTC)
LATER = AT + timedelta(days=1)
OTHER = "acht fietsen in de zon"
ME = Actor("Fatima El Amrani")


@pytest.fixture
def copy(path: Path, tmp_path: Path) -> Path:
    """Return a copy; the store at `path` has one more setting since, and is closed."""
    store, _ = create_store(path, PASSPHRASE, limits=CHEAP)
    with store:
        remember(store, "een", "1")
        made = store.copy_to(tmp_path / "kopieën", AT).path
        remember(store, "twee", "2")
    return made


def settings(path: Path, secret: str | None = PASSPHRASE) -> dict[str, str]:
    with open_store(path, secret) as store:
        return remembered(store)


def test_a_copy_comes_back_to_a_new_file(path: Path, copy: Path) -> None:
    new = path.with_name("nieuw.store")
    found = Restoration(copy, path, PASSPHRASE).write(new, ME, now=LATER)
    assert (found.path, found.log_whole) == (new, True)
    assert found.since is not None
    assert found.since.same_history
    assert settings(new) == {"een": "1"}
    assert settings(path) == {"een": "1", "twee": "2"}
    if os.name != "nt":
        assert stat.S_IMODE(new.stat().st_mode) == 0o600


def test_nothing_is_written_over(path: Path, copy: Path) -> None:
    new = path.with_name("nieuw.store")
    work = Restoration(copy, path, PASSPHRASE)
    for there in (new, keys_path(new), path):
        if there != path:
            there.write_text("van iemand")
        with pytest.raises(StoreUnusable, match="niet overschreven"):
            work.write(path if there == path else new, ME, now=LATER)
        if there != path:
            assert there.read_text() == "van iemand"
            there.unlink()
    assert settings(path) == {"een": "1", "twee": "2"}


@pytest.mark.parametrize(
    "harm",
    [
        lambda file: file.write_bytes(file.read_bytes()[:-4096]),
        lambda file: file.write_bytes(file.read_bytes()[:9000] + b"x" + file.read_bytes()[9001:]),
        lambda file: file.write_bytes(b"een brief van iemand"),
        lambda file: file.write_bytes(b""),
    ],
    ids=["cut short", "one byte", "a letter", "empty"],
)
def test_a_copy_that_is_not_right_does_not_come_back(harm, path: Path, copy: Path) -> None:
    harm(copy)
    before = copy.read_bytes()
    with pytest.raises(StoreUnusable):
        Restoration(copy, path, PASSPHRASE).write(path.with_name("nieuw.store"), ME, now=LATER)
    assert copy.read_bytes() == before
    assert sorted(file.name for file in path.parent.iterdir()) == sorted(
        ["kopieën", path.name, keys_path(path).name]
    )


def test_a_copy_is_only_read(path: Path, copy: Path) -> None:
    before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in copy.parent.iterdir()}
    Restoration(copy, path, PASSPHRASE).write(path.with_name("nieuw.store"), ME, now=LATER)
    assert {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in copy.parent.iterdir()} == before


def test_which_secret_opens_a_copy(path: Path, copy: Path) -> None:
    with pytest.raises(StoreLocked):
        Restoration(copy, path, OTHER)
    keys_path(copy).unlink()
    assert Restoration(copy, path, PASSPHRASE).write(path.with_name("a.store"), ME, now=LATER).path.exists()
    keys_path(path).unlink()
    with pytest.raises(StoreUnusable, match=r"sleutelbestand.*ontbreekt"):
        Restoration(copy, path, PASSPHRASE)
    with pytest.raises(StoreUnusable, match="geen kopie"):
        Restoration(copy.with_name("weg.store"), path, PASSPHRASE)


def test_the_recovery_code_opens_it_too(tmp_path: Path) -> None:
    path = tmp_path / "wijk.store"
    store, code = create_store(path, PASSPHRASE, limits=CHEAP)
    with store:
        remember(store, "een", "1")
        made = store.copy_to(tmp_path / "kopieën", AT).path
    for file in (path, keys_path(path)):
        file.unlink()
    found = Restoration(made, path, code).write(path, ME, now=LATER)
    assert found.present is None
    assert settings(path) == {"een": "1"}


def test_a_key_file_of_another_store_is_said(path: Path, copy: Path, tmp_path: Path) -> None:
    other, _ = create_store(tmp_path / "ander.store", PASSPHRASE, limits=CHEAP)
    other.close()
    shutil.copy(keys_path(tmp_path / "ander.store"), keys_path(copy))
    with pytest.raises(StoreUnusable, match="past niet op deze kopie"):
        Restoration(copy, path, PASSPHRASE).write(path.with_name("nieuw.store"), ME, now=LATER)


def test_replacing_keeps_the_present_store_under_another_name(path: Path, copy: Path) -> None:
    new = path.with_name("nieuw.store")
    work = Restoration(copy, path, PASSPHRASE)
    work.write(new, ME, now=LATER)
    aside = work.replace(new, ME, now=LATER)
    assert aside.name == named(path, LATER, "vervangen")
    assert settings(path) == {"een": "1"}
    assert settings(aside) == {"een": "1", "twee": "2"}
    assert not new.exists()
    assert not keys_path(new).exists()
    with open_store(aside, PASSPHRASE) as kept:
        acts = kept.reader().execute("SELECT act FROM log_entries").fetchall()
    assert ("replaced",) in acts


def test_the_passphrases_of_today_go_on_to_open_it(path: Path, copy: Path) -> None:
    with open_store(path, PASSPHRASE) as store:
        store.add_slot(OTHER, limits=CHEAP)
    work = Restoration(copy, path, PASSPHRASE)
    work.write(path.with_name("nieuw.store"), ME, now=LATER)
    work.replace(path.with_name("nieuw.store"), ME, now=LATER)
    assert settings(path, OTHER) == settings(path) == {"een": "1"}


def test_a_passphrase_of_then_brings_its_key_file_back(path: Path, copy: Path) -> None:
    with open_store(path, PASSPHRASE) as store:
        store.change_passphrase(OTHER, limits=CHEAP)
    work = Restoration(copy, path, PASSPHRASE)
    work.write(path.with_name("nieuw.store"), ME, now=LATER)
    aside = work.replace(path.with_name("nieuw.store"), ME, now=LATER)
    assert settings(path) == {"een": "1"}
    assert settings(aside, OTHER) == {"een": "1", "twee": "2"}


def test_a_store_that_is_open_elsewhere_is_not_replaced(path: Path, copy: Path) -> None:
    new = path.with_name("nieuw.store")
    work = Restoration(copy, path, PASSPHRASE)
    work.write(new, ME, now=LATER)
    with open_store(path, PASSPHRASE) as store:
        remember(store, "drie", "3")
        with pytest.raises(Refused, match="nog open"):
            work.replace(new, ME, now=LATER)
        remember(store, "vier", "4")
    assert settings(path) == {"een": "1", "twee": "2", "drie": "3", "vier": "4"}
    assert settings(new) == {"een": "1"}


def test_a_damaged_store_is_replaced_with_its_log_set_aside(path: Path, copy: Path) -> None:
    with open_store(path, PASSPHRASE) as store:
        remember(store, "drie", "3")
        log = path.with_name(f"{path.name}-wal").read_bytes()
    path.write_bytes(b"\0" * 4096 + path.read_bytes()[4096:])
    with pytest.raises(StoreUnusable):
        open_store(path, PASSPHRASE)
    work = Restoration(copy, path, PASSPHRASE)
    new = path.with_name("nieuw.store")
    found = work.write(new, ME, now=LATER)
    assert (found.present, found.since) == (None, None)
    path.with_name(f"{path.name}-wal").write_bytes(log)
    aside = work.replace(new, ME, now=LATER)
    assert settings(path) == {"een": "1"}
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == log


def test_a_copy_somebody_opened_and_broke_off_comes_back_with_its_log(path: Path, copy: Path) -> None:
    with open_store(copy, PASSPHRASE) as store:
        remember(store, "later", "1")
        files = {end: copy.with_name(copy.name + end).read_bytes() for end in ("", "-wal")}
    for end, content in files.items():
        copy.with_name(copy.name + end).write_bytes(content)
    Restoration(copy, path, PASSPHRASE).write(path.with_name("nieuw.store"), ME, now=LATER)
    assert settings(path.with_name("nieuw.store")) == {"een": "1", "later": "1"}


def test_a_copy_of_another_history_is_said(path: Path, tmp_path: Path) -> None:
    with create_demo_store(path) as store:
        made = store.copy_to(tmp_path / "kopieën", AT).path
    one, other = path.with_name("a.store"), path.with_name("b.store")
    Restoration(made, path, "").write(one, ME, now=LATER)
    Restoration(made, path, "").write(other, Actor("Joris de Wit"), now=LATER + timedelta(hours=1))
    found = Restoration(one, other, "").write(path.with_name("c.store"), ME, now=LATER)
    assert found.since is not None
    assert not found.since.same_history
