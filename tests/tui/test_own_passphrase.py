"""Who opens with a passphrase that somebody else made up chooses one of their own before the work, or leaves."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from store.engine.lifecycle import open_store
from store.errors import StoreLocked
from store.queries.seat import secret_is_due
from tests.tui.conftest import LARGE, SMALL
from tests.tui.people_desk import ANNES, BO, OWN, START, People, cheap, made, people
from tests.tui.setting import toasts
from tests.tui.waiting import until_read
from tui.actions import available
from tui.app import SignaalpuntApp
from tui.opening import open_desk
from tui.screens.dialogs.secret_dialogs import PassphraseDialog
from tui.screens.own_passphrase import OwnPassphraseScreen
from tui.screens.setup import SetupScreen
from tui.screens.today import TodayScreen
from tui.screens.unlock import UnlockScreen
from tui.widgets.field_text import FieldText

__all__ = ["cheap", "made", "people"]


async def asked(pilot, passphrase: str = START) -> OwnPassphraseScreen:
    """Open with a passphrase and return the screen that asks for another."""
    app = pilot.app
    await until_read(pilot, lambda: isinstance(app.screen, UnlockScreen) and app.screen.query("#secret"))
    app.screen.query_one("#secret", Input).value = passphrase
    await pilot.press("enter")
    await until_read(
        pilot, lambda: isinstance(app.screen, OwnPassphraseScreen) and app.screen.query("#again")
    )
    await pilot.pause()
    return app.screen


def fill(screen: OwnPassphraseScreen, new: str, again: str | None = None) -> None:
    screen.query_one("#next", Input).value = new
    screen.query_one("#again", Input).value = new if again is None else again


def problem(screen: OwnPassphraseScreen) -> str:
    return " ".join(screen.query_one("#problem", FieldText).text.split())


async def test_nothing_of_the_work_is_in_reach_before_one_is_chosen(people: People) -> None:
    app = SignaalpuntApp(first=UnlockScreen(people.path))
    async with app.run_test(size=SMALL) as pilot:
        screen = await asked(pilot)
        assert BO in screen.query_one(FieldText).text
        app.set_focus(None)
        await pilot.press("1", "3", "n", "u", "f4", "ctrl+p", "escape", "slash")
        await pilot.pause()
        assert app.screen is screen and not app.has_desk
        assert {item.spec.id for item in available(screen)} <= {"app.show_help", "app.next_theme", "app.quit"}


async def test_a_good_one_given_twice_begins_the_work(people: People) -> None:
    app = SignaalpuntApp(first=UnlockScreen(people.path))
    async with app.run_test(size=LARGE) as pilot:
        screen = await asked(pilot)
        for new, again, sentence in (
            ("", "", "Vul een nieuwe wachtzin in"),
            ("kort", "kort", "te zwak"),
            ("Bo Jansen uit Delft", "Bo Jansen uit Delft", "te zwak"),
            (OWN, START, "niet gelijk"),
            (START, START, "Kies een andere"),
            (ANNES, ANNES, "Kies een andere"),
        ):
            fill(screen, new, again)
            await pilot.press("ctrl+s")
            await until_read(pilot, lambda sentence=sentence: sentence in problem(screen))
            assert not app.has_desk
        fill(screen, OWN)
        screen.query_one("#again", Input).focus()
        await pilot.press("enter")
        await until_read(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert app.desk.actor.name == BO
        assert "Uw eigen wachtzin geldt vanaf nu" in toasts(app)
        assert not any(isinstance(one, OwnPassphraseScreen) for one in app.screen_stack)
    app.desk.store.close()
    with pytest.raises(StoreLocked):
        open_store(people.path, START)
    with open_store(people.path, OWN) as store:
        assert not secret_is_due(store)


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+l"])
async def test_who_does_not_choose_leaves_with_the_store_closed(people: People, key: str) -> None:
    app = SignaalpuntApp(first=UnlockScreen(people.path))
    async with app.run_test(size=SMALL) as pilot:
        store = (await asked(pilot)).desk.store
        await pilot.press(key)
        if key == "ctrl+l":
            await until_read(pilot, lambda: isinstance(app.screen, UnlockScreen))
            assert store.closed
    assert store.closed
    with open_store(people.path, START) as again:
        assert secret_is_due(again)


async def test_who_walks_away_finds_it_locked(people: People) -> None:
    app = SignaalpuntApp(first=UnlockScreen(people.path))
    async with app.run_test(size=SMALL) as pilot:
        screen = await asked(pilot)
        await screen.beat()
        assert app.screen is screen
        app.watch_idle._touched = (-10_000.0, 0.0)
        await screen.beat()
        await until_read(pilot, lambda: isinstance(app.screen, UnlockScreen))
        assert screen.desk.store.closed


async def test_a_passphrase_file_leads_there_too_and_keys_arrive(people: People) -> None:
    def opened(upgrading):
        return open_desk(people.path, START, upgrading=upgrading)

    app = SignaalpuntApp(opening=opened)
    async with app.run_test(size=SMALL) as pilot:
        await until_read(
            pilot, lambda: isinstance(app.screen, OwnPassphraseScreen) and app.screen.query("#again")
        )
        await pilot.press("a", "b")
        await until_read(pilot, lambda: app.screen.query_one("#next", Input).value == "ab")


async def test_a_full_disk_keeps_the_question(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    app = SignaalpuntApp(first=UnlockScreen(people.path))
    async with app.run_test(size=SMALL) as pilot:
        screen = await asked(pilot)
        monkeypatch.setattr("store.engine.key_file.replace_private", full)
        fill(screen, OWN)
        await pilot.press("ctrl+s")
        await until_read(pilot, lambda: "kan niet worden geschreven" in problem(screen))
        assert app.screen is screen and not screen.desk.store.closed


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_picture(snap, people: People, size) -> None:
    async def show(pilot) -> None:
        screen = await asked(pilot)
        screen.query_one("#next", Input).value = "drie ganzen op een ladder"
        await pilot.press("ctrl+s")
        await pilot.pause()

    snap(SignaalpuntApp(first=UnlockScreen(people.path)), size, run_before=show)


async def test_ones_own_is_changed_in_inrichting_and_nobody_elses(people: People) -> None:
    desk = open_desk(people.path, ANNES)
    app = SignaalpuntApp(desk, tab="setup")
    async with app.run_test(size=SMALL) as pilot:
        await until_read(pilot, lambda: isinstance(app.screen, SetupScreen))
        await app.screen.action_show_part("store")
        await pilot.pause()
        for present in (START, ANNES):
            app.screen.action_change_passphrase()
            await until_read(
                pilot, lambda: isinstance(app.screen, PassphraseDialog) and app.screen.query("#again")
            )
            for name, value in (("#present", present), ("#next", OWN), ("#again", OWN)):
                app.screen.query_one(name, Input).value = value
            await pilot.press("ctrl+s")
            told = "waarmee u opende" if present == START else "geldt vanaf nu"
            await until_read(pilot, lambda told=told: any(told in one for one in toasts(app)))
            if present == START:
                await until_read(pilot, lambda: isinstance(app.screen, PassphraseDialog))
                await pilot.press("escape")
            await until_read(pilot, lambda: isinstance(app.screen, SetupScreen))
    app.desk.store.close()
    for passphrase in (OWN, START):
        open_store(people.path, passphrase).close()
    with pytest.raises(StoreLocked):
        open_store(people.path, ANNES)
