"""The application around the screens: tabs, help, palette, theme, undo, conflicts."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from store.errors import Conflict, InvalidInput, Refused
from tests.tui.conftest import LARGE, SMALL
from tests.tui.setting import app_at, region, toasts
from tests.tui.waiting import settled, until
from tui import long_work, preferences, theme
from tui.actions import TABS
from tui.app import SignaalpuntApp
from tui.palette import DutchPalette
from tui.screens.conflict import ConflictDialog
from tui.screens.help import HelpScreen
from tui.screens.setup import SetupScreen
from tui.widgets.field_text import FieldText


@pytest.fixture
def desk(tmp_path: Path):
    desk = region(tmp_path / "s.store")
    yield desk
    desk.store.close()


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_every_tab_opens_and_only_one_screen_is_open(desk, size) -> None:
    app = app_at(desk, "today")
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        for key, (tab, _) in enumerate(TABS, 1):
            app.set_focus(None)
            await pilot.press(str(key))
            await settled(pilot)
            assert getattr(app.screen, "TAB", "") == tab
            assert len(app.screen_stack) == 2


async def test_going_to_a_tab_closes_what_lies_on_it(desk) -> None:
    app = app_at(desk, "setup")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await pilot.press("n")
        await settled(pilot)
        assert len(app.screen_stack) == 3
        app.action_show_tab("setup")
        await settled(pilot)
        assert isinstance(app.screen, SetupScreen) and len(app.screen_stack) == 2


async def test_help_tells_of_the_screen_and_its_keys(desk) -> None:
    app = app_at(desk, "setup")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        text = " ".join(found.text for found in app.screen.query(FieldText))
        assert "Hulp · Inrichting" in text and "volgende blad" in text
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, SetupScreen)


async def test_the_palette_is_dutch_and_does_what_is_chosen(desk) -> None:
    app = app_at(desk, "setup")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p")
        await pilot.pause()
        palette = app.screen
        assert isinstance(palette, DutchPalette)
        assert palette.query_one("CommandInput").placeholder == "Wat wilt u doen?"
        await pilot.press(*"zzzzqqq")
        found = palette.query_one("CommandList")
        await until(pilot, lambda: [one.prompt for one in found.options] == [DutchPalette.NOTHING_NL])
        for _ in range(7):
            await pilot.press("backspace")
        await pilot.press(*"termijnen")
        await until(pilot, lambda: found.option_count and found.get_option_at_index(0).disabled is False)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SetupScreen) and app.screen._part == "terms")


async def test_the_theme_is_kept_for_the_next_time(desk) -> None:
    app = app_at(desk, "setup")
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        before = app.theme
        await pilot.press("f2")
        await pilot.pause()
        chosen = app.theme
        assert chosen == theme.following(before) != before
        assert f"Thema: {theme.LABELS[chosen]}" in toasts(app)
    assert preferences.theme() == chosen
    assert SignaalpuntApp(desk).theme == chosen


async def test_undo_says_what_was_taken_back_or_that_there_is_nothing(desk) -> None:
    def add(store, actor) -> int:
        from store.acts.directory import add_partner
        from store.codes import PartnerType

        return add_partner(store, actor, desk.profile_id, "De Kap", PartnerType.CHURCH)

    app = app_at(desk, "setup")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        assert await app.perform(add, "Partner toegevoegd")
        await until(pilot, lambda: "Partner toegevoegd" in toasts(app))
        await pilot.press("u")
        await until(pilot, lambda: any(one.startswith("Ongedaan gemaakt: partner") for one in toasts(app)))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Refused("Dit mag nu niet."), "Dit mag nu niet."),
        (InvalidInput("Twee dingen kloppen niet.", ("Het eerste.", "Het tweede.")), "Het tweede."),
        (Refused("[red]geen opmaak[/red]"), "[red]geen opmaak[/red]"),
    ],
)
async def test_a_refusal_is_told_in_its_own_words(desk, error: Exception, said: str) -> None:
    def job(store, actor) -> None:
        raise error

    app = app_at(desk, "setup")
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert await app.perform(job, "Gelukt") is None
        await until(pilot, lambda: any(said in one for one in toasts(app)))
        assert "Gelukt" not in toasts(app)


async def test_a_conflict_shows_what_the_other_changed(desk) -> None:
    def job(store, actor) -> None:
        raise Conflict("Sanne heeft dit intussen gewijzigd.", (("regie", "leeg", "Sanne B."),))

    app = app_at(desk, "setup")
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await app.perform(job)
        await pilot.pause()
        assert isinstance(app.screen, ConflictDialog)
        text = app.screen.query_one(FieldText).text
        assert "Sanne heeft dit" in text and "Sanne B." in text and "regie" in text
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SetupScreen)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_picture_of_a_conflict(snap, host_app, size) -> None:
    conflict = Conflict("Sanne heeft dit intussen gewijzigd.", (("regie", "leeg", "Sanne B."),))
    snap(host_app(screen=ConflictDialog(conflict)), size)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_picture_of_help(snap, desk, size) -> None:
    async def ask(pilot) -> None:
        await settled(pilot)
        await pilot.press("question_mark")
        await pilot.pause()

    snap(app_at(desk, "import"), size, run_before=ask)


async def test_an_act_that_takes_long_says_that_it_goes_on_and_a_quick_one_does_not(
    desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_at(desk, "setup")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await app.perform(lambda store, actor: True)
        assert long_work.TOLD not in toasts(app)
        monkeypatch.setattr(long_work, "WAIT", 0.01)
        gate = threading.Event()
        waiting = asyncio.create_task(app.perform(lambda store, actor: gate.wait(60)))
        await until(pilot, lambda: long_work.TOLD in toasts(app))
        gate.set()
        assert await waiting
