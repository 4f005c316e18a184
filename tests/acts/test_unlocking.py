"""Opening, failing to open and locking are in the log; a demo, which opens for everybody, has nothing to tell."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from store.acts.unlocking import log_locked
from store.engine.key_file import Limits
from store.engine.lifecycle import Store, create_store
from store.errors import StoreLocked
from store.queries.log_verify import verify_log
from tests.acts.office import ME, NOW, one, rows
from tui.opening import open_desk, set_up

SECRET = "zeven fietsen in de regen"
_LOG = "SELECT event, worker, summary, outcome FROM log_entries WHERE kind = 'store' ORDER BY id"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "wijk.store"
    store, _ = create_store(place, SECRET, limits=Limits(ops=1, mem=8192))
    with store:
        set_up(store, ("delft",), ME.name)
    return place


def test_wrong_tries_come_into_the_log_at_the_next_opening(path: Path) -> None:
    for _ in range(2):
        with pytest.raises(StoreLocked):
            open_desk(path, "dit is de goede niet")
    desk = open_desk(path, SECRET)
    assert desk is not None
    with desk.store as store:
        assert rows(store, _LOG) == [
            (
                "failed_unlock",
                "onbekend",
                "2 keer een verkeerde wachtzin of code; dit was de laatste",
                "refused",
            ),
            ("unlock", ME.name, "opslag ontgrendeld", "done"),
        ]
        log_locked(store, desk.actor, now=NOW + timedelta(days=400))
        assert verify_log(store).whole
    again = open_desk(path, SECRET)
    assert again is not None
    with again.store as store:
        assert [event for event, *_ in rows(store, _LOG)] == ["failed_unlock", "unlock", "lock", "unlock"]
        (dump,) = {"goede" in str(row) for row in rows(store, "SELECT * FROM log_entries")}
        assert dump is False


def test_a_demo_has_nothing_to_unlock(store: Store) -> None:
    store.close()
    desk = open_desk(store.path)
    assert desk is not None
    with desk.store as opened:
        assert one(opened, "SELECT count(*) FROM log_entries WHERE event = 'unlock'") == 0
