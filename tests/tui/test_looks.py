"""What somebody looks at on screen is in the log; what the cursor only passed is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from store.engine.lifecycle import Store
from store.engine.search_terms import keyed_terms
from store.errors import StoreUnusable
from store.queries.shared import fetch
from tests.tui.conftest import LARGE
from tests.tui.setting import toasts
from tests.tui.waiting import settled, until_read
from tests.tui.worked import desk_of
from tui import looks
from tui.app import SignaalpuntApp
from tui.screens.feedback import FeedbackScreen
from tui.screens.signal_form import SignalFormScreen


def logged(store: Store) -> list[tuple[str, str, str]]:
    return [
        (str(event), str(kind), str(number))
        for event, kind, number in fetch(
            store, "SELECT event, kind, number FROM log_entries WHERE act = 'look' ORDER BY id"
        )
    ]


async def test_a_case_opened_twice_and_its_signal_are_two_looks(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looks, "AT_REST", 3600)
    app = SignaalpuntApp(desk_of(store), tab="cases")
    ((case_id, number),) = fetch(store, "SELECT id, number FROM cases ORDER BY id LIMIT 1")
    ((signal_id, told),) = fetch(
        store, "SELECT id, number FROM signals WHERE case_id = ? ORDER BY id LIMIT 1", (case_id,)
    )
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        app.open_case(case_id)
        await until_read(pilot, lambda: len(logged(store)) == 1)
        app.pop_screen()
        app.open_case(case_id)
        await settled(pilot)
        app.open_signal(signal_id)
        await until_read(pilot, lambda: len(logged(store)) == 2)
        assert logged(store) == [("read", "case", number), ("read", "signal", told)]


async def test_what_the_cursor_passes_is_no_look(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looks, "AT_REST", 3600)
    app = SignaalpuntApp(desk_of(store), tab="signals")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await pilot.press("down")
        await settled(pilot)
        monkeypatch.setattr(looks, "AT_REST", 0.05)
        await pilot.press("down")
        await until_read(pilot, lambda: len(logged(store)) == 1)
        ((number,),) = fetch(
            store, "SELECT number FROM signals ORDER BY received_at DESC, id DESC LIMIT 1 OFFSET 2"
        )
        assert logged(store) == [("read", "signal", number)]


async def test_a_search_at_rest_is_logged_keyed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looks, "AT_REST", 0.3)
    app = SignaalpuntApp(desk_of(store), tab="signals")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        app.screen.query_one("#find", Input).value = "kerk"
        await until_read(pilot, lambda: any(event == "search" for event, _, _ in logged(store)))
        ((terms,),) = fetch(store, "SELECT terms FROM log_entries WHERE event = 'search'")
        assert terms == keyed_terms(store.subkey, "kerk")


async def test_a_look_that_cannot_be_logged_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreUnusable("De schijf is vol.")

    monkeypatch.setattr("store.acts.looking.log_look", full)
    app = SignaalpuntApp(desk_of(store), tab="cases")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        app.open_case(1)
        await until_read(pilot, lambda: any("niet in het logboek" in told for told in toasts(app)))


async def test_an_access_report_is_made_from_a_case(store: Store, tmp_path: Path) -> None:
    from tui.screens.dialogs.access_report import AccessReportDialog

    app = SignaalpuntApp(desk_of(store), tab="cases")
    ((case_id, number),) = fetch(
        store, "SELECT id, number FROM cases WHERE resident_id NOT NULL ORDER BY id LIMIT 1"
    )
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        app.open_case(case_id)
        await settled(pilot)
        await pilot.press("y")
        await until_read(pilot, lambda: isinstance(app.screen, AccessReportDialog))
        app.screen.query_one("#folder", Input).value = str(tmp_path / "weg")
        await pilot.press("ctrl+s")
        await until_read(pilot, lambda: any("bestaat niet" in told for told in toasts(app)))
        await until_read(pilot, lambda: isinstance(app.screen, AccessReportDialog))
        app.screen.query_one("#folder", Input).value = str(tmp_path)
        await pilot.press("ctrl+s")
        await until_read(pilot, lambda: (tmp_path / f"inzage-{number}-1.pdf").exists())


async def test_on_whose_behalf_is_said_once_and_goes_with_every_look(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.screens.dialogs.on_behalf import OnBehalfDialog

    monkeypatch.setattr(looks, "AT_REST", 3600)
    app = SignaalpuntApp(desk_of(store), tab="cases")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await pilot.press("f5")
        await until_read(pilot, lambda: isinstance(app.screen, OnBehalfDialog))
        app.screen.query_one("#on-behalf", Input).value = "Joost Meijer"
        app.screen.query_one("#purpose", Input).value = "klacht"
        await pilot.press("ctrl+s")
        await until_read(pilot, lambda: app.desk.actor.on_behalf == "Joost Meijer")
        assert app.shell_info.on_behalf == "Joost Meijer"
        app.open_case(1)
        await until_read(pilot, lambda: bool(logged(store)))
        assert fetch(store, "SELECT on_behalf, purpose FROM log_entries WHERE act = 'look'") == [
            ("Joost Meijer", "klacht")
        ]


async def test_an_answer_that_is_read_and_copied_is_two_looks(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looks, "AT_REST", 0.05)
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        screen = FeedbackScreen()
        await app.push_screen(screen)
        await until_read(pilot, lambda: ("read", "signal", answered(screen)) in logged(store))
        screen.action_copy()
        await until_read(pilot, lambda: ("print", "signal", answered(screen)) in logged(store))


def answered(screen: FeedbackScreen) -> str:
    return "" if screen.answer is None else screen.answer.number


async def test_completing_a_signal_begins_with_looking_at_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looks, "AT_REST", 3600)
    app = SignaalpuntApp(desk_of(store))
    ((signal_id, number),) = fetch(store, "SELECT id, number FROM signals WHERE status = 'received' LIMIT 1")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        await app.push_screen(SignalFormScreen(signal_id))
        await until_read(pilot, lambda: logged(store) == [("read", "signal", number)])
