"""Keys typed faster than the program can follow still go where they were meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.widgets import Input

from store.queries.signals import SignalFilter, signal_detail, signal_spine
from tests.tui.conftest import LARGE
from tests.tui.setting import app_at, region
from tests.tui.waiting import settled, until
from tui.app import SignaalpuntApp
from tui.screens.signal_form import SignalFormScreen
from tui.screens.today import TodayScreen


@pytest.fixture
def desk(tmp_path: Path):
    desk = region(tmp_path / "s.store")
    yield desk
    desk.store.close()


def type_at_once(app: SignaalpuntApp, *keys: str) -> None:
    """Put keys in the queue of the app as a terminal does: all of them before the first is handled."""
    for key in keys:
        for one in [key] if key.startswith("ctrl+") or key in ("tab", "escape", "down") else key:
            name, character = (one, None) if len(one) > 1 else (_character_to_key(one), one)
            event = events.Key(name, character)
            event.set_sender(app)
            app.post_message(event)


async def test_what_is_typed_after_n_stands_in_the_form(desk) -> None:
    app = app_at(desk, "today")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        type_at_once(app, "n", "u12 na Anna", "tab", "Sanne")
        await until(pilot, lambda: isinstance(app.screen, SignalFormScreen) and app.screen.is_mounted)
        await until(pilot, lambda: app.screen.query_one("#reporter_name", Input).value == "Sanne")
        assert app.screen.query_one("#partner", Input).value == "u12 na Anna"
        assert len(app.screen_stack) == 3


async def test_saving_waits_for_the_last_letter(desk) -> None:
    app = app_at(desk, "today")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        type_at_once(app, "n", "De Kap", "tab", "Sanne Bos", *["tab"] * 3, "Kerkstraat 41", "ctrl+s")
        await until(pilot, lambda: len(signal_spine(desk.store, SignalFilter())) == 1)
        found = signal_detail(desk.store, signal_spine(desk.store, SignalFilter())[0])
        assert (found.partner, found.reporter_name, found.house_number) == ("De Kap", "Sanne Bos", 41)
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))


async def test_a_form_that_closes_hands_the_keys_on(desk) -> None:
    app = app_at(desk, "today")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        type_at_once(app, "n", "escape", "3", "n", "escape", "1")
        await until(pilot, lambda: app.is_screen_installed("cases") and isinstance(app.screen, TodayScreen))
        assert len(app.screen_stack) == 2


async def test_pasted_text_waits_like_keys(desk) -> None:
    app = app_at(desk, "today")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        type_at_once(app, "n", "tab")
        app.post_message(events.Paste("Sanne Bos"))
        type_at_once(app, " uit Delft")
        await until(pilot, lambda: isinstance(app.screen, SignalFormScreen) and app.screen.is_mounted)
        await until(
            pilot, lambda: app.screen.query_one("#reporter_name", Input).value == "Sanne Bos uit Delft"
        )
