"""Zoeken on a real store: from a typed line to the opened case, and the lines that are kept."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from store.acts.search_views import save_view
from store.engine.lifecycle import Store
from store.queries.search_shapes import Hit, HitKind, Match, Nearness, SearchResult, Told
from store.queries.search_views import recent_searches, search_views
from tests.tui.conftest import LARGE, SMALL
from tests.tui.waiting import settled
from tests.tui.worked import ACTOR, desk_of
from tui.actions import available
from tui.app import SignaalpuntApp
from tui.forms.search_text import HitSource
from tui.screens.case import CaseScreen
from tui.screens.search import SearchScreen
from tui.screens.signal import SignalScreen
from tui.widgets.field_text import FieldText
from tui.widgets.match_text import MatchText
from tui.widgets.record_list import RecordList
from tui.widgets.suggest_input import SuggestInput


def app_on(store: Store, tab: str = "search") -> SignaalpuntApp:
    return SignaalpuntApp(desk_of(store), tab=tab)


def keys(app: SignaalpuntApp) -> set[str]:
    return {item.key for item in available(app.screen)}


def rows(screen: SearchScreen) -> list[str]:
    records = screen.query_one(RecordList)
    found = [records.row_at(index) for index in range(records.source.count)]
    return [row.id for row in found if row is not None]


async def typed(pilot: Pilot[Any], line: str) -> SearchScreen:
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    screen.query_one("#line", SuggestInput).value = line
    await settled(pilot)
    return screen


async def test_a_line_finds_by_kind_and_says_why(store: Store) -> None:
    app = app_on(store)
    async with app.run_test(size=LARGE) as pilot:
        screen = await typed(pilot, "vissr kerkstr 41")
        kinds = [row.partition("/")[0] for row in rows(screen)]
        assert kinds == sorted(kinds, key=("resident", "address", "case", "signal").index)
        assert {"resident", "case", "signal"} <= set(kinds)
        assert "‹Visser›" in screen.query_one(MatchText).text
        assert "gevonden" in screen.query_one("#said", FieldText).text


async def test_slash_goes_to_the_line_from_anywhere(store: Store) -> None:
    app = app_on(store, "signals")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await pilot.press("enter", "slash")
        await settled(pilot)
        assert isinstance(app.screen, SearchScreen)
        assert app.screen.query_one("#line").has_focus


async def test_from_hit_to_hit_without_going_back(store: Store) -> None:
    app = app_on(store)
    async with app.run_test(size=LARGE) as pilot:
        screen = await typed(pilot, "sinds:2020")
        found = rows(screen)
        assert len(found) > 2
        await pilot.press("down", "enter")
        await settled(pilot)
        assert type(app.screen).__name__ in ("CaseScreen", "SignalScreen")
        assert "right_square_bracket" in keys(app)
        await pilot.press("right_square_bracket")
        await settled(pilot)
        assert screen.chosen == found[1]
        assert type(app.screen).__name__ in ("CaseScreen", "SignalScreen")
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen is screen
        assert recent_searches(store, ACTOR.name) == ("sinds:2020",)


async def test_a_kept_line_is_searched_again_renamed_and_removed(store: Store) -> None:
    app = app_on(store)
    async with app.run_test(size=LARGE) as pilot:
        screen = await typed(pilot, "status:open visser")
        await pilot.press("ctrl+s")
        await settled(pilot)
        app.screen.query_one("#name", Input).value = "Mevrouw"
        await pilot.press("ctrl+s")
        await settled(pilot)
        (view,) = search_views(store, ACTOR.name)
        assert (view.name, view.line) == ("Mevrouw", "status:open visser")
        await pilot.press("escape")
        await settled(pilot)
        assert rows(screen) == [f"view/{view.id}"]
        assert [group.title for group in screen.query_one(RecordList).source.groups()] == [
            "Bewaard voor uzelf"
        ]
        await pilot.press("down", "enter")
        await settled(pilot)
        assert screen.line == "status:open visser"
        await pilot.press("escape", "down", "delete")
        await settled(pilot)
        assert search_views(store, ACTOR.name) == ()


async def test_a_list_is_written_without_names(store: Store, tmp_path: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=LARGE) as pilot:
        await typed(pilot, "kerkstraat 41")
        await pilot.press("down", "e")
        await settled(pilot)
        app.screen.query_one("#folder", Input).value = str(tmp_path)
        await pilot.press("ctrl+s")
        await settled(pilot)
    (file,) = tmp_path.glob("zoeklijst-*.csv")
    text = file.read_text(encoding="utf-8-sig")
    assert "Visser" not in text
    assert "Kerkstraat" not in text
    assert len(list(csv.reader(text.splitlines(), delimiter=";"))) > 1


async def test_enter_on_a_resident_opens_the_open_case_else_the_newest_signal(store: Store) -> None:
    app = app_on(store)
    async with app.run_test(size=LARGE) as pilot:
        screen = await typed(pilot, "visser")
        await pilot.press("down")
        assert screen.hit is not None and screen.hit.kind is HitKind.RESIDENT
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, CaseScreen)
        await pilot.press("escape")
        await settled(pilot)
        writer = store.raw_writer()
        writer.execute("UPDATE cases SET status = 'closed'")
        writer.close()
        screen.action_open()
        await settled(pilot)
        assert isinstance(app.screen, SignalScreen)


async def test_what_stands_there_in_full_is_not_offered_again(store: Store) -> None:
    app = app_on(store)
    async with app.run_test(size=SMALL) as pilot:
        screen = await typed(pilot, "mijn status:op")
        assert "mijn status:open " in [one.text for one in screen._complete("")]
        screen = await typed(pilot, "mijn status:open")
        assert "mijn status:open" not in [one.text.strip() for one in screen._complete("")]


async def test_nothing_found_and_nothing_typed_say_what_to_do(store: Store) -> None:
    app = app_on(store)
    async with app.run_test(size=SMALL) as pilot:
        screen = await typed(pilot, "zzzzqqq")
        assert "Niets gevonden" in screen.query_one(RecordList).empty
        assert "e" not in keys(app)
        await pilot.press("escape")
        await settled(pilot)
        assert "Typ een naam" in screen.query_one(RecordList).empty


@pytest.mark.parametrize("line", ['"', "[bold]x[/]", "a" * 5000, "wijk:", "NOT (", "\x00\x1b[2J", "‮visser"])
async def test_hostile_lines_are_just_text(store: Store, line: str) -> None:
    app = app_on(store)
    async with app.run_test(size=SMALL) as pilot:
        screen = await typed(pilot, line)
        assert screen.is_mounted


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_pictures(store: Store, snap: Callable[..., None], size: tuple[int, int]) -> None:
    snap(app_on(store), size, press=(*"visser", "wait:300", "down", "wait:300"))


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_pictures_of_what_was_kept(store: Store, snap: Callable[..., None], size: tuple[int, int]) -> None:
    save_view(store, ACTOR, "Open in Zuid", "status:open wijk:zuid")
    snap(app_on(store), size, press=("wait:300",))


def test_only_the_lines_that_come_into_view_are_made() -> None:
    made: list[int] = []

    def hit(number: int, kind: HitKind) -> Hit:
        def tell() -> Told:
            made.append(number)
            return Told(f"titel {number}", "stand", (Match("naam", "Visser", ((0, 6),)),))

        return Hit(kind, number, "", Nearness.EXACT, tell)

    hits = [hit(number, HitKind.RESIDENT if number < 3 else HitKind.SIGNAL) for number in range(9)]
    source = HitSource(SearchResult("visser", tuple(hits), (HitKind.SIGNAL,)))
    assert (source.count, source.position("signal/5"), source.position("signal/50")) == (9, 5, None)
    assert [(one.title, one.start, one.count) for one in source.groups()] == [
        ("Betrokkenen", 0, 3),
        ("Signalen (er zijn er meer)", 3, 6),
    ]
    assert made == []
    assert [row.cells for row in source.rows(4, 6)] == [
        ("titel 4", "naam: Visser", "stand"),
        ("titel 5", "naam: Visser", "stand"),
    ]
    assert source.rows(4, 6)
    assert made == [4, 5]
