"""Bewaren on a real store: from what is due, over a second pair of eyes, to the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from store.actor import Actor
from store.acts.retention import propose_destruction
from store.codes import NotTakenUpReason
from store.codes_retention import RetentionSubject
from store.engine.lifecycle import Store
from store.queries.retention import destructions, proposals
from tests.tui.conftest import LARGE, SMALL
from tests.tui.waiting import settled
from tests.tui.worked import ACTOR, NOW, desk_of, worked_store
from tui.actions import available
from tui.app import SignaalpuntApp
from tui.screens.confirm import ConfirmDialog
from tui.screens.dialogs.hold import HoldDialog
from tui.screens.retention import RetentionScreen
from tui.widgets.field_text import FieldText
from tui.widgets.record_list import RecordList

LATER = NOW.replace(year=NOW.year + 1) + timedelta(days=20)
HOF = 4


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Open a copy of the worked store in which one signal was not picked up."""
    from store.acts.triage import not_taken_up

    with worked_store(tmp_path / "worked.store") as opened:
        not_taken_up(opened, ACTOR, HOF, NotTakenUpReason.UNFOUNDED, now=NOW)
        yield opened


def app_on(store: Store) -> SignaalpuntApp:
    return SignaalpuntApp(replace(desk_of(store), clock=lambda: LATER), tab="setup")


async def opened(pilot: Pilot[Any]) -> RetentionScreen:
    await settled(pilot)
    await pilot.press("b")
    await settled(pilot)
    assert isinstance(pilot.app.screen, RetentionScreen)
    return pilot.app.screen


def keys(app: SignaalpuntApp) -> set[str]:
    return {item.key for item in available(app.screen)}


def standing(screen: RetentionScreen) -> dict[str, str]:
    records = screen.query_one(RecordList)
    rows = [records.row_at(index) for index in range(records.source.count)]
    return {row.id: row.cells[4] for row in rows if row is not None}


async def test_one_proposes_and_another_destroys(store: Store) -> None:
    app = app_on(store)
    async with app.run_test(size=LARGE) as pilot:
        screen = await opened(pilot)
        records = screen.query_one(RecordList)
        assert records.go_to(f"signal/{HOF}")
        await settled(pilot)
        assert "eigen norm, te toetsen" in screen.query_one("#whole", FieldText).text
        await pilot.press("v")
        await settled(pilot)
        assert standing(screen)[f"signal/{HOF}"] == "voorgedragen"
        await pilot.press("g")
        await settled(pilot)
        assert isinstance(app.screen, ConfirmDialog)
        await pilot.press("j")
        await settled(pilot)
        assert destructions(store) == ()
        assert "tweede paar ogen" in [notice.message for notice in app._notifications][-1]
    app = app_on(store)
    app._desk = replace(app.desk, actor=Actor("Joost Meijer"))
    async with app.run_test(size=LARGE) as pilot:
        screen = await opened(pilot)
        screen.query_one(RecordList).go_to(f"signal/{HOF}")
        await settled(pilot)
        await pilot.press("g")
        await settled(pilot)
        await pilot.press("j")
        await settled(pilot)
        (record,) = destructions(store)
        assert (record.proposed_by, record.approved_by, record.checked) == (ACTOR.name, "Joost Meijer", True)
        assert f"signal/{HOF}" not in standing(screen)
        await pilot.press("r")
        await settled(pilot)
        assert record.number in screen.query_one("#whole", FieldText).text


async def test_what_is_held_stays_until_it_is_released(store: Store) -> None:
    app = app_on(store)
    async with app.run_test(size=LARGE) as pilot:
        screen = await opened(pilot)
        screen.query_one(RecordList).go_to(f"signal/{HOF}")
        await settled(pilot)
        await pilot.press("h")
        await settled(pilot)
        assert isinstance(app.screen, HoldDialog)
        app.screen.query_one("#reason", Input).value = "Er loopt een klacht."
        app.screen.query_one("#review_on", Input).value = "+60wd"
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert standing(screen)[f"signal/{HOF}"] == "tegengehouden"
        assert {"l", "v"} & keys(app) == {"l"}
        await pilot.press("l")
        await settled(pilot)
        assert standing(screen)[f"signal/{HOF}"] == "kan weg"


async def test_nothing_due_says_what_will_come(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store), tab="setup")
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot)
        assert "Niets nadert" in screen.query_one(RecordList).empty
        assert {"v", "g", "h"} & keys(app) == set()


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_pictures(store: Store, snap: Callable[..., None], size: tuple[int, int]) -> None:
    day = LATER.date()
    chosen = next(one for one in proposals(store, 1, day) if one.subject is RetentionSubject.SIGNAL)
    propose_destruction(store, ACTOR, chosen.subject, chosen.subject_id, now=LATER)
    snap(app_on(store), size, press=("b", "wait:300"))
