"""Signalen: windowed over ids, narrowed in words, the cursor stays where it was."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from store.codes import SignalStatus, Theme, Urgency
from store.engine.lifecycle import Store
from store.queries.signals import SignalFilter
from tests.tui.conftest import LARGE, SMALL, TODAY
from tests.tui.waiting import settled, until_read
from tests.tui.worked import ACTOR, NOW, desk_of, empty_store
from tui.actions import available
from tui.app import SignaalpuntApp
from tui.screens.signal import SignalScreen
from tui.screens.signal_filters import EVERYTHING, FilterOptions, FiltersDialog, filter_words, read_options
from tui.screens.signals import SignalsScreen, signal_source
from tui.screens.work_preview import PreviewPane
from tui.widgets.field_text import FieldText
from tui.widgets.record_list import RecordList


def bar(app: SignaalpuntApp) -> str:
    return str(app.screen.query_one("#filter-bar", Static).render())


def numbers(app: SignaalpuntApp) -> list[str]:
    records = app.screen.query_one(RecordList)
    rows = [records.row_at(index) for index in range(records.source.count)]
    return [row.cells[0] for row in rows if row]


async def test_newest_first_with_a_preview(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store), tab="signals")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        assert bar(app) == "Alle signalen  8"
        assert numbers(app)[0] == "2026-0006"
        await pilot.press("end")
        await settled(pilot)
        assert "Komt al maanden niet meer buiten" in app.screen.query_one(PreviewPane).text
        late = app.screen.query_one(RecordList).row_at(3)
        assert late is not None
        assert late.state == "late"


async def test_hostile_text_is_shown_as_text(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store), tab="signals")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        app.screen.query_one(RecordList).go_to("8")
        await settled(pilot)
        shown = app.screen.query_one(PreviewPane).text
        assert "[red]" in shown
        assert "\x1b" not in shown


async def test_searching_narrows_and_escape_shows_all(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store), tab="signals")
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("z", *"kerk", "enter")
        await until_read(pilot, lambda: "1 van 8" in bar(app))
        assert bar(app) == "‘kerk’  —  1 van 8"
        assert numbers(app) == ["2026-0001"]
        assert isinstance(app.focused, RecordList)
        await pilot.press("z", *"zzz", "enter")
        await until_read(pilot, lambda: "0 van 8" in bar(app))
        assert "Esc" in app.screen.query_one(RecordList).empty
        await pilot.press("escape")
        await until_read(pilot, lambda: bar(app) == "Alle signalen  8")
        assert "escape" not in {item.key for item in available(app.screen)}


async def test_filters_are_chosen_in_a_form(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store), tab="signals")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(app.screen, FiltersDialog)
        await pilot.press("space", "tab", "tab", *"nergens", "ctrl+s")
        assert "niet in de lijst" in app.screen.query_one("#problem", FieldText).text
        for _ in range(7):
            await pilot.press("backspace")
        await pilot.press(*"pijn", "ctrl+s")
        await until_read(pilot, lambda: "wijk Pijnacker" in str(bar(app)))
        assert bar(app).startswith("ontvangen · wijk Pijnacker  —  ")
        assert "2026-0001" not in numbers(app)


async def test_a_changed_store_keeps_the_cursor(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store), tab="signals")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, SignalsScreen)
        screen.query_one(RecordList).go_to("4")
        await settled(pilot)

        def job(opened: Store, actor: Any) -> object:
            from store.acts.inputs import SignalInput
            from store.acts.receive import receive_signal

            return receive_signal(opened, ACTOR, SignalInput(received_at=NOW, facts="Nieuw."), now=NOW)

        await app.perform(job)
        await settled(pilot)
        assert bar(app) == "Alle signalen  9"
        assert screen.signal_id == 4


async def test_enter_opens_the_signal(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store), tab="signals")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, SignalScreen)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, SignalsScreen)


async def test_an_empty_store_says_what_to_do_next(tmp_path: Path) -> None:
    store = empty_store(tmp_path / "empty.store")
    app = SignaalpuntApp(desk_of(store), tab="signals")
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert bar(app) == "Alle signalen  0"
        assert "n voor een nieuw signaal" in app.screen.query_one(RecordList).empty
        await pilot.press("enter", "t")
    store.close()


def test_only_the_page_in_view_is_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def rows(_: Store, ids: Any) -> tuple[()]:
        asked.append(len(ids))
        return ()

    monkeypatch.setattr("tui.screens.signals.signal_rows", rows)
    source = signal_source(store, TODAY)
    source.ids = array("q", range(100_000, 0, -1))
    assert [row.id for row in source.rows(500, 503)] == ["99500", "99499", "99498"]
    assert source.count == 100_000
    assert asked == [3]
    assert source.position("99500") == 500
    assert source.position("0") is None


def test_a_filter_in_words(store: Store) -> None:
    options = read_options(store)
    nootdorp = next(int(value) for value, label in options.districts if label == "Nootdorp")
    chosen = SignalFilter(
        status=(SignalStatus.RECEIVED, SignalStatus.TRIAGED),
        urgency=Urgency.URGENT,
        district_id=nootdorp,
        theme=Theme.NUISANCE,
        text=" kerk ",
    )
    assert (
        filter_words(chosen, options) == "ontvangen of getriëerd · spoed · wijk Nootdorp · overlast · ‘kerk’"
    )
    assert filter_words(EVERYTHING, options) == ""
    assert filter_words(replace(EVERYTHING, team_id=999), FilterOptions((), (), ())) == "team onbekend"


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_pictures(store: Store, snap: Callable[..., None], size: tuple[int, int]) -> None:
    async def settle(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pilot.press("down", "down", "down")
        await settled(pilot)

    snap(SignaalpuntApp(desk_of(store), tab="signals"), size, run_before=settle)


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_pictures_of_the_filters(
    store: Store, snap: Callable[..., None], host_app: Any, size: tuple[int, int]
) -> None:
    chosen = SignalFilter(status=(SignalStatus.RECEIVED,), theme=Theme.NUISANCE, text="kerk")
    snap(host_app(screen=FiltersDialog(chosen, read_options(store))), size)
