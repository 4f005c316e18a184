"""Vandaag on a real store: sections, what is offered, and each act from key to changed list."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from store.engine.lifecycle import Store
from store.queries.case_detail import case_detail
from store.queries.signals import signal_detail
from store.queries.worklist import Section, Worklist
from tests.tui.conftest import LARGE, SMALL, TODAY
from tests.tui.waiting import settled, until, until_read
from tests.tui.worked import desk_of, empty_store
from tui.actions import available
from tui.app import SignaalpuntApp
from tui.screens import today
from tui.screens.today import TodayScreen
from tui.screens.work_preview import PreviewPane
from tui.screens.work_rows import WorkSource, work_row
from tui.widgets.record_list import RecordList


def keys(app: SignaalpuntApp) -> set[str]:
    return {item.key for item in available(app.screen)}


def go_to(app: SignaalpuntApp, what: str, who: str = "") -> None:
    """Put the cursor on a line of the worklist."""
    records = app.screen.query_one(RecordList)
    for index in range(records.source.count):
        row = records.row_at(index)
        assert row is not None
        if row.cells[3].startswith(what) and who in row.cells[2]:
            records.move_to(index)
            return
    raise AssertionError(what)


async def test_sections_in_the_order_to_do_them(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        records = app.screen.query_one(RecordList)
        groups = records.source.groups()
        assert [group.title for group in groups] == [section.label for section in Section]
        first = records.row_at(0)
        assert first is not None
        assert first.state == "late"
        assert first.cells[:4] == ("5 wd te laat", "Kerkstraat 41", "M. Visser", "eerste contact")
        assert "Casus C2026-001" in app.screen.query_one(PreviewPane).text
        assert "huisbezoek" in app.screen.query_one(PreviewPane).text


async def test_only_the_keys_that_apply_are_offered(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        assert {"c", "a", "enter"} <= keys(app)
        assert not {"t", "m", "v", "b", "i"} & keys(app)
        go_to(app, "triage")
        await settled(pilot)
        assert {"t", "m", "a"} <= keys(app)
        assert not {"c", "v", "b"} & keys(app)
        go_to(app, "samen met")
        await settled(pilot)
        assert {"v", "c"} <= keys(app)
        go_to(app, "overdracht")
        await settled(pilot)
        assert "b" in keys(app)
        assert "t" not in keys(app)


async def test_a_contact_attempt_stops_the_clock(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await pilot.press("c")
        await pilot.pause()
        await pilot.press("space", "tab", "right", "ctrl+s")
        await until_read(pilot, lambda: bool(case_detail(store, 1, today=TODAY).attempts))
        rows = [app.screen.query_one(RecordList).row_at(index) for index in range(3)]
        assert not any(row and row.cells[3] == "eerste contact" for row in rows)
        await pilot.press("u")
        await until_read(pilot, lambda: not case_detail(store, 1, today=TODAY).attempts)
        first = app.screen.query_one(RecordList).row_at(0)
        assert first is not None
        assert first.cells[3] == "eerste contact"


async def test_ticking_off_an_action(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        go_to(app, "samen met")
        await settled(pilot)
        await pilot.press("v")
        await pilot.pause()
        await pilot.press(*"hij deed open", "enter")
        await until_read(pilot, lambda: bool(case_detail(store, 2, today=TODAY).done_actions))
        assert case_detail(store, 2, today=TODAY).done_actions[0].done_note == "hij deed open"


async def test_a_new_action_on_a_signal(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        go_to(app, "triage", "Hof")
        await settled(pilot)
        await pilot.press("a")
        await pilot.pause()
        await pilot.press(*"terugbellen", "tab", "tab", *"vandaag", "enter")
        source = app.screen_stack[1].query_one(RecordList).source
        assert isinstance(source, WorkSource)
        await until_read(pilot, lambda: any(item.what == "terugbellen" for item in source.items.values()))


async def test_the_reporter_and_the_handover(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        go_to(app, "terugkoppeling", "Vries")
        await settled(pilot)
        await pilot.press("m")
        await pilot.pause()
        await pilot.press("tab", "right", "enter")
        assert len(app.screen_stack) == 3
        await pilot.press(*"wil het niet horen", "enter")
        await until_read(
            pilot, lambda: any("wil het niet" in c.stop_reason for c in signal_detail(store, 3).clocks)
        )
        go_to(app, "overdracht")
        await settled(pilot)
        await pilot.press("b")
        await pilot.pause()
        await pilot.press("enter")
        await until_read(pilot, lambda: all(c.stopped_on for c in signal_detail(store, 7).clocks))
        assert Section.WAITING.label not in [
            g.title for g in app.screen.query_one(RecordList).source.groups()
        ]


async def test_a_narrow_screen_turns_the_page_before_opening(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, TodayScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert screen.turned
        await pilot.press("tab")
        await pilot.pause()
        assert not screen.turned
        await pilot.press("enter")
        await pilot.pause()
        assert screen.turned
        await pilot.press("escape")
        await pilot.pause()
        assert not screen.turned and app.screen is screen


async def test_an_empty_day_says_what_to_do_next(tmp_path: Path) -> None:
    store = empty_store(tmp_path / "empty.store")
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert "n voor een nieuw signaal" in app.screen.query_one(RecordList).empty
        assert "enter" not in keys(app)
        await pilot.press("enter", "c", "v")
    store.close()


async def test_a_list_that_is_read_slowly_comes_after_the_frame(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = threading.Event()
    read = today.worklist

    def slow(*arguments: Any, **named: Any) -> Worklist:
        release.wait(20)
        return read(*arguments, **named)

    monkeypatch.setattr(today, "worklist", slow)
    monkeypatch.setattr(today, "_PATIENCE", 0.0)
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: bool(app.screen.query(RecordList)))
        records = app.screen.query_one(RecordList)
        assert records.source.count == 0 and records.empty.startswith("De lijst wordt gelezen")
        release.set()
        await until(pilot, lambda: "Casus C2026-001" in app.screen.query_one(PreviewPane).text)
        assert records.source.count > 0 and records.empty.startswith("Er ligt niets")


def test_headings_tell_the_whole_number(store: Store) -> None:
    from store.queries.worklist import worklist

    found = worklist(store, TODAY, limit=2)
    source = WorkSource()
    source.fill(Worklist(found.items, {**found.totals, Section.LATE: 1204}))
    late = source.groups()[0]
    assert (late.title, late.count) == ("Te laat, eerste 2 getoond van", 1204)
    assert sum(1 for item in found.items if item.section == Section.LATE) == 2
    for index, item in enumerate(found.items):
        assert source.position(item.key) == index
        assert "!" not in work_row(item).cells[0]


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_pictures(store: Store, snap: Callable[..., None], size: tuple[int, int]) -> None:
    async def settle(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pilot.press("down")
        await settled(pilot)

    snap(SignaalpuntApp(desk_of(store)), size, run_before=settle)
