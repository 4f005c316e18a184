"""Shielding a case on screen, and breaking the glass of one from outside its team."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from store.acts.workers import add_worker
from store.codes import Role
from store.engine.lifecycle import Store
from store.queries.case_detail import case_head
from store.queries.people import openings
from store.queries.seat import actor_of, sitter
from tests.tui.conftest import LARGE
from tests.tui.waiting import settled, until_read
from tests.tui.worked import ACTOR, NOW, desk_of, worked_store
from tui.app import SignaalpuntApp
from tui.screens.case import CaseScreen
from tui.screens.shielding import GlassDialog
from tui.widgets.field_text import FieldText
from tui.widgets.glass_note import GlassNote

CASE = 1


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Open a copy of the worked store with a coordinator of the team of the case and a colleague of no team."""
    with worked_store(tmp_path / "worked.store") as opened:
        team = case_head(opened, CASE).team_id
        add_worker(opened, ACTOR, ACTOR.name, role=Role.COORDINATOR, team_ids=(team,), now=NOW)
        add_worker(opened, ACTOR, "Joost Meijer", role=Role.WORKER, now=NOW)
        yield opened


def app_of(store: Store, name: str, tab: str = "cases") -> SignaalpuntApp:
    desk = desk_of(store)
    store.viewer = sitter(store, name, NOW)
    assert store.viewer is not None
    return SignaalpuntApp(replace(desk, actor=actor_of(store.viewer)), tab=tab)


async def test_a_case_is_shielded_says_so_and_opens_again(store: Store) -> None:
    app = app_of(store, ACTOR.name)
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        app.open_case(CASE)
        await settled(pilot)
        for shielded in (True, False):
            await pilot.press("f")
            await settled(pilot)
            app.screen.query_one("#reason", Input).value = "Bekende van een collega."
            await pilot.press("enter")
            await until_read(pilot, lambda wanted=shielded: case_head(store, CASE).shielded is wanted)  # type: ignore[misc]
            await settled(pilot)
            assert ("AFGESCHERMD" in app.screen.query_one("#case-head", FieldText).text) is shielded


async def test_the_glass_is_broken_with_a_number_and_a_reason(store: Store) -> None:
    from store.acts.shielding import shield_case

    number = case_head(store, CASE).number
    store.viewer = sitter(store, ACTOR.name, NOW)
    shield_case(store, ACTOR, CASE, "Bekende van een collega.", now=NOW)
    app = app_of(store, "Joost Meijer")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await pilot.press("f7")
        await settled(pilot)
        dialog = app.screen
        assert isinstance(dialog, GlassDialog)
        dialog.query_one("#number", Input).value = number
        await pilot.press("ctrl+s")
        assert "in een paar woorden" in dialog.query_one("#problem", FieldText).text
        dialog.query_one("#reason", Input).value = "Crisis vannacht, team niet bereikbaar."
        await pilot.press("ctrl+s")
        await until_read(pilot, lambda: isinstance(app.screen, CaseScreen))
        await settled(pilot)
        assert number in app.screen.query_one("#case-head", FieldText).text
    store.viewer = None
    assert [one.worker for one in openings(store, unseen=True)] == ["Joost Meijer"]
    app = app_of(store, ACTOR.name, "today")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await until_read(pilot, lambda: number in app.screen.query_one(GlassNote).text)
        await pilot.press("j")
        await until_read(pilot, lambda: openings(store, unseen=True) == ())
        await until_read(pilot, lambda: not app.screen.query_one(GlassNote).display)
