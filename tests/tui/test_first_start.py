"""The first start and unlocking: what is asked, what is refused, and that nothing else works before a store is open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.acts.undo import undo_last
from store.engine import wrong_tries
from store.engine.key_file import Limits
from store.engine.lifecycle import open_store
from store.engine.location import store_exists, tries_path
from store.errors import Refused, StoreLocked
from store.queries.directory import profiles, workers
from store.queries.settings import setting
from tests.tui.conftest import LARGE, SMALL
from tests.tui.setting import entered
from tests.tui.waiting import until
from tui.actions import available
from tui.app import SignaalpuntApp
from tui.opening import open_desk, set_up
from tui.screens.first_start import FirstStartScreen
from tui.screens.help import HelpScreen
from tui.screens.own_passphrase import OwnPassphraseScreen
from tui.screens.shown_once import RecoveryCodeScreen
from tui.screens.today import TodayScreen
from tui.screens.unlock import UnlockScreen
from tui.widgets.choice import Choice
from tui.widgets.field_text import FieldText
from tui.widgets.passphrase_meter import PassphraseMeter

CHEAP = Limits(ops=1, mem=8192 * 1024)
PHRASE = "vier losse woorden samen"
PLACE = Path("opslag") / "signaalpunt.store"


def problem(app: SignaalpuntApp) -> str:
    return app.screen.query_one("#problem", FieldText).text


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, str]:
    """A store with one municipality, closed; with its recovery code."""
    from store.engine.lifecycle import create_store

    path = tmp_path / "echt.store"
    store, code = create_store(path, PHRASE, limits=CHEAP)
    set_up(store, ["delft"], "Fatima E.")
    store.close()
    return path, code


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_from_nothing_to_the_first_screen(tmp_path: Path, size) -> None:
    path = tmp_path / "nieuw" / "echt.store"
    app = SignaalpuntApp(first=FirstStartScreen(path))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+s")
        assert "Kies minstens één gemeente" in problem(app)
        await pilot.press("space", "down", "space")
        await pilot.pause()
        assert app.screen.query_one("#own", Choice).value == "delft"
        await pilot.press("tab", "right", "tab")
        await pilot.press("ctrl+s")
        assert "Vul uw naam in" in problem(app)
        await entered(pilot, "Fatima E.", "kort", "anders")
        await until(pilot, lambda: "niet gelijk" in problem(app))
        for name in ("#passphrase", "#again"):
            app.screen.query_one(name).value = "kort"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "te kort" in problem(app))
        assert not store_exists(path)
        for name in ("#passphrase", "#again"):
            app.screen.query_one(name).value = PHRASE
        await pilot.pause()
        assert "redelijk" in app.screen.query_one(PassphraseMeter).text
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, RecoveryCodeScreen))
        await pilot.pause()
        code = str(app.screen.query_one("#code").render())
        await pilot.press("escape", "enter", "n", "1")
        assert isinstance(app.screen, RecoveryCodeScreen)
        await pilot.press("j")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert app.desk.profile_key == "heemstede"
        assert app.desk.actor.name == "Fatima E."
        assert not any(isinstance(screen, FirstStartScreen) for screen in app.screen_stack)
    app.desk.store.close()
    with open_store(path, recovery=code) as store:
        assert {one.key for one in profiles(store)} == {"delft", "heemstede"}
        assert setting(store, "profile") == "heemstede"
        assert [one.name for one in workers(store)] == ["Fatima E."]


async def test_an_existing_file_is_never_overwritten(made) -> None:
    path, _ = made
    app = SignaalpuntApp(first=FirstStartScreen(path))
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        await pilot.press("space", "tab", *"F", "enter", *PHRASE, "enter", *PHRASE, "enter")
        await until(pilot, lambda: "niet overschreven" in problem(app))
    open_store(path, PHRASE).close()


@pytest.mark.parametrize("first", ["start", "unlock"])
async def test_nothing_else_works_before_a_store_is_open(tmp_path: Path, made, first: str) -> None:
    screen = FirstStartScreen(tmp_path / "x.store") if first == "start" else UnlockScreen(made[0])
    app = SignaalpuntApp(first=screen)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        app.set_focus(None)
        await pilot.press("1", "2", "3", "4", "5", "n", "u", "ctrl+p")
        await pilot.pause()
        assert app.screen is screen and len(app.screen_stack) == 2
        assert not app._notifications
        assert {item.spec.id for item in available(screen)} <= {"app.show_help", "app.next_theme", "app.quit"}
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)


async def test_a_wrong_passphrase_says_so_and_keeps_nothing(made) -> None:
    app = SignaalpuntApp(first=UnlockScreen(made[0]))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await pilot.press(*"1n verkeerde", "enter")
        await until(pilot, lambda: "opent de opslag niet" in problem(app))
        assert app.screen.query_one("#secret").value == ""
        assert not app.has_desk
        await entered(pilot, PHRASE)
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert app.desk.profile_key == "delft"
    app.desk.store.close()


async def test_after_too_many_wrong_ones_the_seconds_count_down(made, monkeypatch) -> None:
    moment, seconds = [1_800_000_000.0], []
    monkeypatch.setitem(wrong_tries.guarded.__kwdefaults__, "clock", lambda: moment[0])
    monkeypatch.setattr(UnlockScreen, "set_timer", lambda _, wait, then: seconds.append(then))
    tries_path(made[0]).write_text(json.dumps({"count": 4, "last": moment[0] - 3.5}))
    app = SignaalpuntApp(first=UnlockScreen(made[0]))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        field = app.screen.query_one("#secret")
        field.value = PHRASE
        await pilot.press("enter")
        await until(pilot, lambda: "Wacht nog 2 seconden" in problem(app))
        field.value = PHRASE
        await pilot.press("enter")
        assert not app.has_desk
        moment[0] += 1.5
        seconds.pop()()
        assert "Wacht nog 1 seconde" in problem(app)
        seconds.pop()()
        assert "opnieuw proberen" in problem(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
    app.desk.store.close()


async def test_the_recovery_code_opens_too(made) -> None:
    path, code = made
    app = SignaalpuntApp(first=UnlockScreen(path))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await pilot.press("f3")
        field = app.screen.query_one("#secret")
        assert not field.password
        field.value = code[:-1] + ("A" if code[-1] != "A" else "B")
        await pilot.press("enter")
        await until(pilot, lambda: "typefout" in problem(app))
        field.value = code.lower()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, OwnPassphraseScreen) and app.screen.query("#again"))
        for name in ("#next", "#again"):
            app.screen.query_one(name).value = "vijf losse woorden apart"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
    app.desk.store.close()
    open_store(path, "vijf losse woorden apart").close()
    with pytest.raises(StoreLocked):
        open_store(path, PHRASE)


def test_setting_up_is_not_something_to_take_back(made) -> None:
    path, _ = made
    desk = open_desk(path, PHRASE)
    assert desk is not None
    with desk.store, pytest.raises(Refused, match="niets om ongedaan te maken"):
        undo_last(desk.store, desk.actor)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_picture_of_the_first_start(snap, size) -> None:
    snap(SignaalpuntApp(first=FirstStartScreen(PLACE)), size, press=("space", "down", "space", "ctrl+s"))


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_picture_of_unlocking(snap, size) -> None:
    snap(SignaalpuntApp(first=UnlockScreen(PLACE)), size)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_picture_of_the_recovery_code(snap, host_app, size) -> None:
    snap(host_app(screen=RecoveryCodeScreen("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG")), size)
