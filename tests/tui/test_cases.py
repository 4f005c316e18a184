"""The list of cases: filters in words, preview, contact, empty and hostile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from store.codes import CaseStatus
from store.queries.cases import CaseFilter
from tests import case_office
from tests.tui.conftest import LARGE, SMALL
from tests.tui.waiting import settled
from tests.tui.worked import desk_of as bare_desk_of
from tests.tui.worked import empty_store
from tui.app import SignaalpuntApp
from tui.screens.case import CaseScreen
from tui.screens.case_filters import CaseFiltersDialog, CaseOptions, filter_words
from tui.screens.cases import CasesScreen
from tui.screens.dialogs.contact import ContactDialog
from tui.screens.export import ExportScreen
from tui.screens.work_preview import PreviewPane
from tui.widgets.choice import Choice, MultiChoice
from tui.widgets.record_list import RecordList
from tui.widgets.suggest_input import SuggestInput


@pytest.fixture
def office(tmp_path: Path) -> case_office.Office:
    return case_office.office_in(tmp_path / "store")


@pytest.fixture
def app(office: case_office.Office) -> SignaalpuntApp:
    return SignaalpuntApp(case_office.desk_of(office), tab="cases")


async def ready(pilot: Pilot[None]) -> CasesScreen:
    """Wait until the list and the preview are read."""
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, CasesScreen)
    return screen


def bar(screen: CasesScreen) -> str:
    return str(screen.query_one("#filter-bar", Static).content)


async def test_it_shows_open_cases_and_says_so(app: SignaalpuntApp) -> None:
    async with app.run_test(size=LARGE) as pilot:
        screen = await ready(pilot)
        assert "Open casussen" in bar(screen) and "4 van 5" in bar(screen)
        assert "C2026-002" in screen.query_one(PreviewPane).text


async def test_late_has_a_sign_and_words(app: SignaalpuntApp, office: case_office.Office) -> None:
    async with app.run_test(size=LARGE) as pilot:
        screen = await ready(pilot)
        rows = screen.query_one(RecordList).source.rows(0, 10)
        waiting = next(row for row in rows if row.id == str(office.waiting))
        assert waiting.state == "late" and "te laat" in waiting.cells[0]


async def test_marked_cases_are_shared_together(app: SignaalpuntApp, office: case_office.Office) -> None:
    async with app.run_test(size=LARGE) as pilot:
        screen = await ready(pilot)
        records = screen.query_one(RecordList)
        await pilot.press("e")
        await settled(pilot)
        assert isinstance(app.screen, ExportScreen) and len(app.screen.case_ids) == 1
        await pilot.press("ctrl+w")
        await pilot.press("space", "space")
        assert "2 gemarkeerd" in bar(screen) and records.cursor == 2
        drawn = "".join(segment.text for segment in records.render_line(1))
        assert drawn.startswith(" ● ")
        await pilot.click(RecordList, offset=(5, 3), control=True)
        assert "3 gemarkeerd" in bar(screen)
        await pilot.press("up", "space")
        assert "2 gemarkeerd" in bar(screen)
        chosen = {int(one) for one in records.marked}
        await pilot.press("z")
        screen.query_one("#find", Input).value = "yilmaz"
        await pilot.press("enter")
        await ready(pilot)
        assert {int(one) for one in records.marked} == chosen
        await pilot.press("e")
        await settled(pilot)
        assert isinstance(app.screen, ExportScreen) and set(app.screen.case_ids) == chosen
        await pilot.press("ctrl+w", "backspace")
        assert "gemarkeerd" not in bar(screen) and not records.marked


async def test_searching_narrows_and_escape_widens(app: SignaalpuntApp, office: case_office.Office) -> None:
    async with app.run_test(size=LARGE) as pilot:
        screen = await ready(pilot)
        await pilot.press("z")
        screen.query_one("#find", Input).value = "yilmaz"
        await pilot.press("enter")
        await ready(pilot)
        assert screen.case_id == office.waiting
        assert "‘yilmaz’" in bar(screen) and "1 van 5" in bar(screen)
        await pilot.press("escape")
        await ready(pilot)
        assert "4 van 5" in bar(screen)


async def test_a_search_without_result_says_what_to_do(app: SignaalpuntApp) -> None:
    async with app.run_test(size=LARGE) as pilot:
        screen = await ready(pilot)
        screen.show_filter(CaseFilter(text="bestaat niet"))
        await ready(pilot)
        assert "Druk op Esc" in screen.query_one(RecordList).empty
        assert screen.case_id is None
        assert not screen.check_action("open", ())


async def test_the_filter_form_narrows_on_status_and_lead(
    app: SignaalpuntApp, office: case_office.Office
) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await ready(pilot)
        await pilot.press("f")
        await settled(pilot)
        assert isinstance(app.screen, CaseFiltersDialog)
        app.screen.query_one("#lead", SuggestInput).value = "fatima"
        await pilot.press("ctrl+s")
        await ready(pilot)
        assert screen.case_id == office.visser and "regie Fatima El Amrani" in bar(screen)
        await pilot.press("f")
        await settled(pilot)
        app.screen.query_one("#lead", SuggestInput).value = "onbekende naam"
        await pilot.press("ctrl+s")
        assert "uit de lijst" in app.screen.query_one("#problem").text  # type: ignore[attr-defined]
        app.screen.query_one("#lead", SuggestInput).value = ""
        app.screen.query_one("#scope", Choice).value = "all"
        app.screen.query_one("#status", MultiChoice).values = [CaseStatus.CLOSED.value]
        await pilot.press("ctrl+s")
        await ready(pilot)
        assert screen.case_id == office.closed and "Casussen: afgesloten" in bar(screen)


def test_a_filter_in_words() -> None:
    options = CaseOptions((), ((7, "Nootdorp"),))
    chosen = CaseFilter(lead="J. de Vries", district_id=7, text=" kerk ")
    assert filter_words(chosen, options) == "Alle casussen · regie J. de Vries · wijk Nootdorp · ‘kerk’"


async def test_enter_opens_the_case(app: SignaalpuntApp, office: case_office.Office) -> None:
    async with app.run_test(size=LARGE) as pilot:
        await ready(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, CaseScreen) and app.screen.case_id == office.fresh
        await pilot.press("ctrl+w")
        await settled(pilot)
        assert isinstance(app.screen, CasesScreen)


async def test_in_a_narrow_terminal_enter_turns_the_page_first(app: SignaalpuntApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await ready(pilot)
        await pilot.press("enter")
        assert screen.turned
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, CaseScreen)


async def test_contact_is_offered_for_open_cases_only(app: SignaalpuntApp) -> None:
    async with app.run_test(size=LARGE) as pilot:
        screen = await ready(pilot)
        await pilot.press("c")
        await settled(pilot)
        assert isinstance(app.screen, ContactDialog)
        await pilot.press("escape")
        await settled(pilot)
        screen.show_filter(CaseFilter(status=(CaseStatus.CLOSED,)))
        await ready(pilot)
        assert not screen.check_action("contact", ())


async def test_an_act_keeps_the_cursor(app: SignaalpuntApp, office: case_office.Office) -> None:
    from store.acts.cases import assign_lead

    async with app.run_test(size=LARGE) as pilot:
        screen = await ready(pilot)
        screen.query_one(RecordList).go_to(str(office.visser))
        assign_lead(office.store, case_office.ME, office.visser, "Jan de Vries")
        app.changed()
        await ready(pilot)
        assert screen.case_id == office.visser
        assert "Jan de Vries" in screen.query_one(PreviewPane).text


async def test_an_empty_store_says_where_cases_come_from(tmp_path: Path) -> None:
    with empty_store(tmp_path / "leeg.db") as store:
        app = SignaalpuntApp(bare_desk_of(store), tab="cases")
        async with app.run_test(size=SMALL) as pilot:
            screen = await ready(pilot)
            assert "triage" in screen.query_one(RecordList).empty


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_picture_of_the_list(app: SignaalpuntApp, snap: Callable[..., None], size: tuple[int, int]) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await ready(pilot)

    snap(app, size, run_before=before)
