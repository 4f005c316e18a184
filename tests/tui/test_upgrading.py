"""A store of an older version: how far bringing it up to date is, leaving meanwhile, and what is said when it fails."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from store.engine import migrate as migrating
from store.engine import version
from store.engine.key_file import Limits
from store.engine.lifecycle import create_store, open_store
from store.errors import StoreOlder
from tests.engine.newer import newer_program
from tests.tui.conftest import LARGE, SMALL
from tests.tui.waiting import text_of, until
from tui.app import SignaalpuntApp
from tui.opening import open_desk, set_up
from tui.screens.today import TodayScreen
from tui.screens.unlock import UnlockScreen
from tui.screens.upgrading import UpgradingScreen

PHRASE = "vier losse woorden samen"
ADDED = "op.execute('CREATE TABLE added (id INTEGER PRIMARY KEY)')"
BROKEN = "op.execute('no such thing')"


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A store with a municipality, which the newer programs below must bring up to date."""
    path = tmp_path / "echt.store"
    store, _ = create_store(path, PHRASE, limits=Limits(ops=1, mem=8192 * 1024))
    set_up(store, ["delft"], "Fatima E.")
    store.close()
    return path


@pytest.fixture
def copying(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Hold up the copy that is made first, till this is set."""
    go_on = threading.Event()
    copy = migrating._copy

    def held_up(path: Path, key: bytes, target: str) -> Path:
        assert go_on.wait(60)
        return copy(path, key, target)

    monkeypatch.setattr(migrating, "_copy", held_up)
    yield go_on
    go_on.set()


def app_for(path: Path, way: str) -> SignaalpuntApp:
    """Return the app as it opens a store with a typed passphrase, or with one from a file."""
    if way == "typed":
        return SignaalpuntApp(first=UnlockScreen(path))
    return SignaalpuntApp(opening=lambda upgrading: open_desk(path, PHRASE, upgrading=upgrading))


async def open_with(pilot, way: str) -> None:
    """Type the passphrase where one is asked."""
    if way == "typed":
        await until(pilot, lambda: isinstance(pilot.app.screen, UnlockScreen))
        pilot.app.screen.query_one("#secret").value = PHRASE
        await pilot.press("enter")


def copies(path: Path) -> list[Path]:
    return [one for one in path.parent.iterdir() if version.HEAD in one.name or "next" in one.name]


@pytest.mark.parametrize("way", ["typed", "file"])
async def test_each_step_is_told_and_then_the_work_begins(older, tmp_path, monkeypatch, copying, way) -> None:
    newer_program(monkeypatch, tmp_path, ADDED)
    app = app_for(older, way)
    async with app.run_test(size=SMALL) as pilot:
        await open_with(pilot, way)
        await until(pilot, lambda: isinstance(app.screen, UpgradingScreen) and text_of(app.screen, "#step"))
        assert "1 van 2: kopie maken" in text_of(app.screen, "#step")
        copying.set()
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert app.desk.store.reader().execute("SELECT count(*) FROM added").fetchone() == (0,)
    app.desk.store.close()
    assert len(copies(older)) == 1


@pytest.mark.parametrize("way", ["typed", "file"])
async def test_what_fails_is_told_and_the_store_stays_as_it_was(older, tmp_path, monkeypatch, way) -> None:
    newer_program(monkeypatch, tmp_path, BROKEN)
    app = app_for(older, way)
    async with app.run_test(size=SMALL) as pilot:
        await open_with(pilot, way)
        if way == "typed":
            await until(pilot, lambda: "niet gelukt" in text_of(app.screen, "#problem"))
            assert app.screen.query_one("#secret").value == ""
        else:
            await until(pilot, lambda: app.failure is not None)
    assert way == "typed" or ("niet gelukt" in str(app.failure) and app.return_code == 1)
    assert not app.has_desk
    monkeypatch.undo()
    open_store(older, PHRASE, upgrading=None).close()


async def test_who_leaves_meanwhile_does_not_wait_for_it(older, tmp_path, monkeypatch, copying) -> None:
    newer_program(monkeypatch, tmp_path, ADDED)
    app = app_for(older, "file")
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(app.screen, UpgradingScreen) and text_of(app.screen, "#step"))
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app._exit)
    assert not copying.is_set() and not app.has_desk
    with pytest.raises(StoreOlder):
        open_store(older, PHRASE, upgrading=None)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_picture(snap, size) -> None:
    held = threading.Event()

    def opening(upgrading) -> None:
        upgrading(3, 12)
        assert held.wait(60)

    async def show(pilot) -> None:
        await until(pilot, partial(text_of, pilot.app.screen, "#step"))

    snap(SignaalpuntApp(first=UpgradingScreen(opening)), size, run_before=show)
    held.set()
