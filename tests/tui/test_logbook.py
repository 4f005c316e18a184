"""Logboek: who keeps the log finds who looked, narrows, checks and takes it along; reading it is logged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, Static

from store.actor import Actor
from store.acts.log_chain import NewEntry, log_alone
from store.acts.looking import log_look
from store.codes import Role
from store.engine.lifecycle import Store
from store.queries.log_verify import verify_log
from store.queries.log_view import EVERYTHING, log_rows, log_spine, log_top
from store.queries.shared import fetch
from store.viewer import Viewer
from tests.tui.conftest import LARGE, SMALL
from tests.tui.setting import toasts
from tests.tui.waiting import settled, until_read
from tests.tui.worked import ACTOR, NOW, desk_of, worked_store
from tui import looks
from tui.app import SignaalpuntApp
from tui.screens.dialogs.log_dialogs import LogCheckDialog, LogCheckedDialog, LogFileDialog, LogFiltersDialog
from tui.screens.logbook import LogbookScreen
from tui.widgets.field_text import FieldText


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Open a copy of the worked store in whose log a case was opened, searched for, and its glass broken."""
    opened = worked_store(tmp_path / "worked.store")
    ((case_id, number),) = fetch(
        opened, "SELECT id, number FROM cases WHERE resident_id NOT NULL ORDER BY id LIMIT 1"
    )
    bo = Actor("Bo [red]Smit\x1b[2J", on_behalf="Joost Meijer", purpose="vervanging")
    broken = NewEntry(
        at=NOW, actor=bo, event="break_glass", act="break_glass", summary="glas gebroken: dringend", kind="case",
        number=number, case_id=case_id,
    )  # fmt: skip
    log_alone(opened, broken)
    log_look(opened, bo, event="read", kind="case", number=number, case_id=case_id, now=NOW)
    log_look(opened, ACTOR, event="search", kind="signals", terms="Kerkstraat", now=NOW)
    yield opened
    opened.close()


def bar(app: SignaalpuntApp) -> str:
    return str(app.screen.query_one("#filter-bar", Static).render())


def text(app: SignaalpuntApp) -> str:
    return app.screen.query_one("#entry-text", FieldText).text


async def opened(app: SignaalpuntApp, pilot: Any) -> LogbookScreen:
    await settled(pilot)
    await pilot.press("f4")
    await until_read(
        pilot, lambda: isinstance(app.screen, LogbookScreen) and "  —  " in bar(app) and "…" not in bar(app)
    )
    assert isinstance(app.screen, LogbookScreen)
    return app.screen


async def test_broken_glass_first_and_narrowing_to_the_same_person(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        screen = await opened(app, pilot)
        assert screen.entry is not None
        assert (screen.entry.event, screen.entry.at) == ("break_glass", NOW)
        assert "Bo [red]Smit␛[2J" in text(app)
        assert "vervanging" in text(app)
        await pilot.press("p")
        await until_read(pilot, lambda: bar(app).endswith("—  2"))
        await pilot.press("a")
        await until_read(pilot, lambda: bar(app).startswith("Alle regels"))
        await pilot.press("b")
        await until_read(pilot, lambda: bar(app).startswith("Over de betrokkene van C"))


async def test_the_form_finds_a_number_an_event_and_a_searched_word(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await opened(app, pilot)
        await pilot.press("f")
        await until_read(pilot, lambda: isinstance(app.screen, LogFiltersDialog))
        app.screen.query_one("#number", Input).value = "C1900-001"
        await pilot.press("ctrl+s")
        await until_read(
            pilot, lambda: "geen casus of signaal" in str(app.screen.query("#problem").last(FieldText).text)
        )
        app.screen.query_one("#number", Input).value = ""
        app.screen.query_one("#event", Input).value = "gezocht"
        app.screen.query_one("#word", Input).value = "kerkstraat"
        await pilot.press("ctrl+s")
        await until_read(pilot, lambda: isinstance(app.screen, LogbookScreen) and bar(app).endswith("—  1"))
        assert bar(app).startswith("Gezocht · met een bepaald zoekwoord")
        assert "versleuteld" in text(app)


async def test_the_log_is_checked_with_its_head(store: Store) -> None:
    head = verify_log(store).head
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await opened(app, pilot)
        await pilot.press("v")
        await until_read(pilot, lambda: isinstance(app.screen, LogCheckDialog))
        app.screen.query_one("#head-typed", Input).value = "12-x"
        await pilot.press("ctrl+s")
        await until_read(pilot, lambda: "geen kenmerk" in app.screen.query("#problem").last(FieldText).text)
        app.screen.query_one("#head-typed", Input).value = head
        await pilot.press("ctrl+s")
        await until_read(pilot, lambda: isinstance(app.screen, LogCheckedDialog))
        told = app.screen.query_one(FieldText).text
        assert "Het logboek is heel" in told
        assert "staat erin" in told
        await pilot.press("escape")
        await until_read(pilot, lambda: isinstance(app.screen, LogbookScreen))


async def test_what_the_list_shows_becomes_a_file(store: Store, tmp_path: Path) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await opened(app, pilot)
        await pilot.press("e")
        await until_read(pilot, lambda: isinstance(app.screen, LogFileDialog))
        app.screen.query_one("#folder", Input).value = str(tmp_path / "weg")
        await pilot.press("ctrl+s")
        await until_read(pilot, lambda: any("bestaat niet" in told for told in toasts(app)))
        await until_read(pilot, lambda: isinstance(app.screen, LogFileDialog))
        app.screen.query_one("#folder", Input).value = str(tmp_path)
        await pilot.press("ctrl+s")
        await until_read(pilot, lambda: bool(list(tmp_path.glob("logboek-*.csv"))))


async def test_reading_is_logged_once_at_rest(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looks, "AT_REST", 0.05)
    app = SignaalpuntApp(desk_of(store))
    read = "SELECT summary FROM log_entries WHERE kind = 'log'"
    async with app.run_test(size=LARGE) as pilot:
        await opened(app, pilot)
        await until_read(pilot, lambda: fetch(store, read) == [("logboek ingezien: alle regels",)])


async def test_a_worker_is_not_offered_the_log(store: Store) -> None:
    store.viewer = Viewer(1, ACTOR.name, Role.WORKER)
    desk = desk_of(store)
    store.viewer = Viewer(1, ACTOR.name, Role.WORKER)
    app = SignaalpuntApp(desk)
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await pilot.press("f4")
        assert not isinstance(app.screen, LogbookScreen)


def test_the_top_of_the_list_is_the_beginning_of_the_whole(store: Store) -> None:
    ids = log_spine(store, EVERYTHING)
    for most in (1, 2, 3, 10):
        assert log_top(store, EVERYTHING, most) == ids[:most]
    assert [row.id for row in log_rows(store, list(ids))] == list(ids)


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_pictures(
    store: Store, snap: Callable[..., None], size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looks, "AT_REST", 3600)

    async def run(pilot: Any) -> None:
        await opened(pilot.app, pilot)

    snap(SignaalpuntApp(desk_of(store)), size, run_before=run)
