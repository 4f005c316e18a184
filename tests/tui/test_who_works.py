"""After the recovery code: who it is, another passphrase, and a log that says how the store was opened."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from store.acts.workers import add_worker, remove_worker
from store.codes import Role
from store.engine.lifecycle import create_store, open_store
from store.errors import StoreLocked
from store.queries.settings import setting
from tests.acts.office import rows
from tests.tui.conftest import LARGE, SMALL
from tests.tui.people_desk import ANNE, ANNES, BO, CHEAP, OWN, START, People, cheap, made, people
from tests.tui.waiting import until_read
from tui.app import SignaalpuntApp
from tui.opening import open_desk, set_up
from tui.screens.own_passphrase import OwnPassphraseScreen
from tui.screens.today import TodayScreen
from tui.screens.unlock import UnlockScreen
from tui.screens.who_works import WhoWorksScreen
from tui.widgets.field_text import FieldText
from tui.widgets.record_list import RecordList

__all__ = ["cheap", "made", "people"]


async def recovered(pilot, code: str) -> None:
    """Give the recovery code."""
    app = pilot.app
    await until_read(pilot, lambda: isinstance(app.screen, UnlockScreen) and app.screen.query("#secret"))
    await pilot.press("f3")
    app.screen.query_one("#secret", Input).value = code
    await pilot.press("enter")


async def chosen(pilot, new: str = OWN) -> None:
    """Choose another passphrase and begin."""
    app = pilot.app
    await until_read(
        pilot, lambda: isinstance(app.screen, OwnPassphraseScreen) and app.screen.query("#again")
    )
    for name in ("#next", "#again"):
        app.screen.query_one(name, Input).value = new
    await pilot.press("ctrl+s")
    await until_read(pilot, lambda: isinstance(app.screen, TodayScreen))


def unlocks(store) -> list[tuple[str, str]]:
    return rows(
        store, "SELECT worker, summary FROM log_entries WHERE event = 'unlock' ORDER BY id DESC LIMIT 2"
    )


async def test_it_asks_who_and_that_person_gets_another_passphrase(people: People) -> None:
    app = SignaalpuntApp(first=UnlockScreen(people.path))
    async with app.run_test(size=SMALL) as pilot:
        await recovered(pilot, people.code)
        await until_read(pilot, lambda: isinstance(app.screen, WhoWorksScreen))
        await pilot.press("1", "n", "escape")
        assert isinstance(app.screen, WhoWorksScreen) and not app.has_desk
        await until_read(pilot, lambda: app.screen.query_one(RecordList).current is not None)
        await pilot.press("down", "enter")
        await until_read(
            pilot, lambda: isinstance(app.screen, OwnPassphraseScreen) and app.screen.query("#again")
        )
        assert (
            BO in app.screen.query_one(FieldText).text
            and "herstelcode" in app.screen.query_one(FieldText).text
        )
        await chosen(pilot)
        assert app.desk.actor.name == BO
        app.reseat()
        assert app.desk.actor.name == BO
        assert unlocks(app.desk.store) == [
            (BO, "na de herstelcode gezegd wie er werkt"),
            ("onbekend", "opslag ontgrendeld met de herstelcode"),
        ]
    app.desk.store.close()
    for passphrase in (OWN, ANNES):
        open_store(people.path, passphrase).close()
    open_store(people.path, recovery=people.code).close()
    with pytest.raises(StoreLocked):
        open_store(people.path, START)


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+l"])
async def test_who_does_not_say_leaves_and_the_log_knows_the_code_was_used(people: People, key: str) -> None:
    app = SignaalpuntApp(first=UnlockScreen(people.path))
    async with app.run_test(size=SMALL) as pilot:
        await recovered(pilot, people.code)
        await until_read(pilot, lambda: isinstance(app.screen, WhoWorksScreen))
        store = app.screen.desk.store
        await pilot.press(key)
        await pilot.pause()
    assert store.closed
    with open_store(people.path, ANNES) as again:
        assert unlocks(again)[0] == ("onbekend", "opslag ontgrendeld met de herstelcode")


async def test_with_one_person_nobody_asks_who(people: People) -> None:
    desk = open_desk(people.path, ANNES)
    assert desk is not None
    with desk.store as store:
        remove_worker(store, desk.actor, rows(store, "SELECT id FROM workers WHERE name = ?", BO)[0][0])
    app = SignaalpuntApp(first=UnlockScreen(people.path))
    async with app.run_test(size=SMALL) as pilot:
        await recovered(pilot, people.code)
        await chosen(pilot)
        assert app.desk.actor.name == ANNE
        assert unlocks(app.desk.store)[0] == (ANNE, "opslag ontgrendeld met de herstelcode")
    app.desk.store.close()


@pytest.mark.parametrize("stray", [False, True], ids=["one passphrase", "and one of nobody"])
async def test_while_all_share_one_passphrase_it_is_replaced_for_all_and_said(tmp_path, stray: bool) -> None:
    path = tmp_path / "samen.store"
    store, code = create_store(path, ANNES, limits=CHEAP)
    with store:
        set_up(store, ["delft"], ANNE)
        desk = open_desk(path, ANNES)
        assert desk is not None
        with desk.store:
            add_worker(desk.store, desk.actor, BO, role=Role.READER)
        if stray:
            store.add_slot(START)
    app = SignaalpuntApp(first=UnlockScreen(path))
    async with app.run_test(size=SMALL) as pilot:
        await recovered(pilot, code)
        await until_read(pilot, lambda: isinstance(app.screen, WhoWorksScreen))
        await until_read(pilot, lambda: app.screen.query_one(RecordList).current is not None)
        await pilot.press("down", "enter")
        await until_read(
            pilot, lambda: isinstance(app.screen, OwnPassphraseScreen) and app.screen.query("#again")
        )
        assert "collega's" in app.screen.query_one(FieldText).text
        await chosen(pilot)
        assert (app.desk.actor.name, setting(app.desk.store, "worker")) == (BO, BO)
    app.desk.store.close()
    open_store(path, OWN).close()
    if not stray:
        with pytest.raises(StoreLocked):
            open_store(path, ANNES)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_picture(snap, people: People, size) -> None:
    async def show(pilot) -> None:
        await recovered(pilot, people.code)
        await until_read(pilot, lambda: isinstance(pilot.app.screen, WhoWorksScreen))
        await until_read(pilot, lambda: pilot.app.screen.query_one(RecordList).current is not None)

    snap(SignaalpuntApp(first=UnlockScreen(people.path)), size, run_before=show)
