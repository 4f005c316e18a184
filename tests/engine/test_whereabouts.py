"""A store that is removed, moved or replaced while it is open: nothing is called kept that is not, nothing is lost."""

from __future__ import annotations

import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from store.engine.lifecycle import Store, create_demo_store, create_store, open_store
from store.engine.location import keys_path
from store.errors import StoreMoved, StoreUnusable
from tests.engine.conftest import CHEAP, PASSPHRASE
from tests.engine.test_lifecycle import remember, remembered

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows does not let go of an open file")


def whole(path: Path) -> list[Path]:
    """Return the files of the store, its companions and its keys."""
    return [file for file in path.parent.iterdir() if file.is_file() and file.name.startswith(path.name)]


def in_a_thread(job):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(job).result()


def removed(path: Path) -> None:
    for file in whole(path):
        file.unlink()


def renamed(path: Path) -> None:
    elsewhere = path.parent / "elders"
    elsewhere.mkdir()
    for file in whole(path):
        file.rename(elsewhere / file.name)


def replaced(path: Path) -> None:
    removed(path)
    create_demo_store(path).close()


def without_its_log(path: Path) -> None:
    path.with_name(f"{path.name}-wal").unlink()


@pytest.mark.parametrize("happens", [removed, renamed, replaced, without_its_log])
def test_an_act_is_refused_and_everything_kept_is_saved(path: Path, happens) -> None:
    store, _ = create_store(path, PASSPHRASE, limits=CHEAP)
    with store:
        remember(store, "een", "1")
        assert not store.moved
        happens(path)
        assert store.moved
        with pytest.raises(StoreMoved, match="niet bewaard"):
            remember(store, "twee", "2")
        with pytest.raises(StoreMoved):
            store.raw_writer()
        assert in_a_thread(lambda: remembered(store)) == {"een": "1"}
        saved = store.saved()
        assert store.saved() == saved
    assert saved.parent == path.parent
    assert re.fullmatch(r"wijk-gered-\d{8}-\d{6}\.store", saved.name)
    with open_store(saved, PASSPHRASE) as again:
        assert remembered(again) == {"een": "1"}


def test_what_took_its_place_is_left_alone(path: Path) -> None:
    with create_demo_store(path) as store:
        remember(store, "een", "1")
        replaced(path)
        with create_demo_store(path.with_name("ander.store")) as other:
            remember(other, "ander", "1")
        shutil.copy(path.with_name("ander.store"), path)
        shutil.copy(keys_path(path.with_name("ander.store")), keys_path(path))
        store.saved()
    with open_store(path) as now:
        assert remembered(now) == {"ander": "1"}


def test_a_store_that_is_put_back_goes_on(path: Path) -> None:
    with create_demo_store(path) as store:
        remember(store, "een", "1")
        renamed(path)
        with pytest.raises(StoreMoved):
            remember(store, "twee", "2")
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(remembered, store).result() == {"een": "1"}
            for file in (path.parent / "elders").iterdir():
                file.rename(path.parent / file.name)
            remember(store, "drie", "3")
            assert pool.submit(remembered, store).result() == {"een": "1", "drie": "3"}
    with open_store(path) as again:
        assert remembered(again) == {"een": "1", "drie": "3"}


def test_a_store_that_goes_during_an_act_keeps_nothing_of_it(path: Path) -> None:
    with create_demo_store(path) as store:
        remember(store, "een", "1")
        with pytest.raises(StoreMoved), store.engine.begin() as connection:
            connection.exec_driver_sql("INSERT INTO settings (key, value) VALUES ('twee', '2')")
            removed(path)
        assert in_a_thread(lambda: remembered(store)) == {"een": "1"}


def test_the_key_file_of_now_is_saved_with_it(path: Path) -> None:
    store, _ = create_store(path, PASSPHRASE, limits=CHEAP)
    with store:
        remember(store, "een", "1")
        store.change_passphrase("acht fietsen in de zon", limits=CHEAP)
        remember(store, "twee", "2")
        removed(path)
        saved = store.saved()
    open_store(saved, "acht fietsen in de zon").close()


def test_when_its_folder_is_gone_it_is_saved_elsewhere(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "stick" / "wijk.store"
    with create_demo_store(path) as store:
        remember(store, "een", "1")
        shutil.rmtree(path.parent)
        path.parent.write_text("geen map meer")
        saved = store.saved()
        assert saved.parent == home
    with open_store(saved) as again:
        assert remembered(again) == {"een": "1"}


def test_an_opened_store_is_saved_with_what_others_kept_since_though_nothing_was_read_from_it(
    path: Path,
) -> None:
    create_demo_store(path).close()
    with open_store(path) as store:
        with open_store(path) as other:
            remember(other, "een", "1")
        removed(path)
        saved = store.saved()
        with pytest.raises(StoreMoved):
            remember(store, "twee", "2")
    with open_store(saved) as again:
        assert remembered(again) == {"een": "1"}


def test_a_made_store_nothing_was_read_from_has_nothing_to_save(path: Path) -> None:
    with create_demo_store(path) as store:
        removed(path)
        with pytest.raises(StoreUnusable):
            store.saved()
        with pytest.raises(StoreUnusable, match="geen opslag"):
            remember(store, "een", "1")


def test_a_closed_store_has_nothing_to_save(path: Path) -> None:
    store: Store = create_demo_store(path)
    store.close()
    with pytest.raises(StoreUnusable):
        store.saved()
