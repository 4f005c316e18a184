"""Before a meeting, on screen: its day, who is at the table, calling it off, and raising things from any list."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from store.codes import MeetingPart, MeetingStatus
from store.queries.meetings import meeting_detail, meeting_list
from tests.tui.conftest import LARGE, SMALL
from tests.tui.meeting_desk import meeting_desk
from tests.tui.setting import app_at, settle, toasts
from tests.tui.worked import NOW
from tui.screens.confirm import ConfirmDialog, ReasonDialog
from tui.screens.dialogs.meeting_item import AddItemDialog
from tui.screens.dialogs.meeting_plan import MeetingChangeDialog
from tui.screens.dialogs.meeting_table import SeatDialog, TableDialog
from tui.screens.dialogs.text_dialog import TextDialog
from tui.screens.meeting_prepare import MeetingPrepareScreen
from tui.screens.meeting_run import MeetingRunScreen
from tui.screens.meetings import MeetingsScreen
from tui.widgets.choice import Choice, MultiChoice
from tui.widgets.field_text import FieldText
from tui.widgets.record_list import RecordList
from tui.widgets.suggest_input import DropDown, SuggestInput


async def calm(pilot: object) -> None:
    """Wait until an act that a key began was done and shown."""
    for _ in range(3):
        await settle(pilot)  # type: ignore[arg-type]


async def test_another_day_moves_the_moment_the_agenda_closes(tmp_path: Path) -> None:
    desk = meeting_desk(tmp_path / "s")
    app = app_at(desk, "meetings")
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        assert all(item.after_cutoff for item in meeting_detail(desk.store, 1).items)
        await pilot.press("w")
        await settle(pilot)
        assert isinstance(app.screen, MeetingChangeDialog)
        closes = app.screen.query_one("#closes", FieldText)
        assert closes.text == "agenda sluit vr 20 nov 12:00"
        app.screen.query_one("#day", Input).value = "+5wd"
        await settle(pilot)
        assert closes.text == "agenda sluit vr 27 nov 12:00"
        app.screen.query_one("#place", Input).value = "Raadhuis"
        app.screen.query_one("#remarks", TextArea).text = "Zaal 2"
        await pilot.press("ctrl+s")
        await calm(pilot)
        detail = meeting_detail(desk.store, 1)
        assert (detail.row.held_on.isoformat(), detail.row.place) == ("2026-11-30", "Raadhuis")
        assert detail.remarks == "Zaal 2" and not any(item.after_cutoff for item in detail.items)
        assert any("Verplaatst naar ma 30" in words or "30 november" in words for words in toasts(app))
        await pilot.press("u")
        await calm(pilot)
        detail = meeting_detail(desk.store, 1)
        assert (detail.row.held_on, detail.row.place) == (NOW.date(), "")
        assert all(item.after_cutoff for item in detail.items)


async def test_who_is_at_the_table_from_the_preparation(tmp_path: Path) -> None:
    desk = meeting_desk(tmp_path / "s")
    app = app_at(desk, "meetings")
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, MeetingPrepareScreen)
        await pilot.press("a")
        await settle(pilot)
        assert isinstance(app.screen, TableDialog)
        await pilot.press("down", "space")
        await calm(pilot)
        there = {one.organisation: one.present for one in meeting_detail(desk.store, 1).participants}
        assert there == {"Kernteam": True, "Rondom Wonen": False}
        current = app.screen.query_one("#table", RecordList).current
        assert current is not None and "Rondom Wonen" in current.cells and "afwezig" in current.cells
        await pilot.press("plus")
        await settle(pilot)
        assert isinstance(app.screen, SeatDialog)
        await pilot.press("ctrl+s")
        assert "van welke organisatie" in app.screen.query_one("#problem", FieldText).text
        app.screen.query_one("#of", SuggestInput).put("politie")
        app.screen.query_one("#name", SuggestInput).put("J. Agent")
        await pilot.press("ctrl+s")
        await calm(pilot)
        last = meeting_detail(desk.store, 1).participants[-2:]
        assert ("J. Agent", "Politie", False) in {(one.name, one.organisation, one.is_team) for one in last}
        await pilot.press("u")
        await calm(pilot)
        assert len(meeting_detail(desk.store, 1).participants) == 2
        await pilot.press("x")
        await calm(pilot)
        assert len(meeting_detail(desk.store, 1).participants) == 1
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, MeetingPrepareScreen)


async def test_a_meeting_that_does_not_go_on(tmp_path: Path) -> None:
    desk = meeting_desk(tmp_path / "s")
    app = app_at(desk, "meetings")
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("q")
        await settle(pilot)
        app.screen.query_one("#text", TextArea).text = "Wie gaat er langs?"
        await pilot.press("ctrl+s")
        await calm(pilot)
        assert meeting_detail(desk.store, 1).items[0].question == "Wie gaat er langs?"
        await pilot.press("g")
        await settle(pilot)
        assert isinstance(app.screen, ReasonDialog)
        await pilot.press(*"griep", "enter")
        await calm(pilot)
        assert isinstance(app.screen, MeetingsScreen)
        rows = {row.status: row for row in meeting_list(desk.store)}
        assert set(rows) == {MeetingStatus.PLANNED, MeetingStatus.CANCELLED}
        assert any("1 punt gaat mee" in words for words in toasts(app))
        await pilot.press("down")
        await settle(pilot)
        assert app.screen.check_action("open", ()) is False
        assert "ging niet door: griep" in app.screen.query_one("#preview FieldText", FieldText).text
        await pilot.press("u")
        await calm(pilot)
        (row,) = meeting_list(desk.store)
        assert (row.id, row.status) == (1, MeetingStatus.PLANNED)


async def test_a_theme_and_a_signal_during_the_meeting(tmp_path: Path) -> None:
    desk = meeting_desk(tmp_path / "s")
    app = app_at(desk, "meetings")
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        await pilot.press("b")
        await calm(pilot)
        assert isinstance(app.screen, MeetingRunScreen)
        await pilot.press("plus")
        await settle(pilot)
        assert isinstance(app.screen, AddItemDialog)
        assert not app.screen.query_one("#title-line").display
        app.screen.query_one("#what", Choice).choose(1)
        await settle(pilot)
        assert app.screen.query_one("#title-line").display
        assert app.screen.query_one("#partners", MultiChoice).values != ()
        title = app.screen.query_one("#title", Input)
        title.value = "Mevrouw Visser doet vreemd"
        await pilot.press("ctrl+s")
        await calm(pilot)
        assert isinstance(app.screen, ConfirmDialog)
        await pilot.press("n")
        await calm(pilot)
        assert isinstance(app.screen, AddItemDialog)
        app.screen.query_one("#title", Input).value = "Verlichting bij het station"
        await pilot.press("ctrl+s")
        await calm(pilot)
        items = meeting_detail(desk.store, 1).items
        assert (items[0].part, items[0].who, items[0].after_cutoff) == (
            MeetingPart.OPEN,
            "Verlichting bij het station",
            True,
        )
        assert [name for _, name in items[0].partners] == ["Rondom Wonen"]
        await pilot.press("plus")
        await settle(pilot)
        app.screen.query_one("#subject", SuggestInput).value = "2026-0002"
        await pilot.press("ctrl+s")
        await calm(pilot)
        added = next(item for item in meeting_detail(desk.store, 1).items if item.number == "2026-0002")
        assert added.after_cutoff and added.signal_id is not None and added.partners == ()
        await pilot.press("u", "u")
        await calm(pilot)
        assert len(meeting_detail(desk.store, 1).items) == 3


async def test_what_is_found_on_the_shared_screen_names_nobody_also_when_it_is_cut(tmp_path: Path) -> None:
    app = app_at(meeting_desk(tmp_path / "s"), "meetings")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("b")
        await calm(pilot)
        await pilot.press("plus")
        await settle(pilot)
        field = app.screen.query_one("#subject", SuggestInput)
        field.focus()
        await pilot.press(*"2026-")
        await pilot.pause(0.2)
        assert len(field.suggestions) >= 4
        found = app.screen.query_one(DropDown)
        drawn = "\n".join(found.render_line(y).text for y in range(len(field.suggestions)))
        assert "C2026-001" in drawn
        for suggestion in field.suggestions:
            street = suggestion.detail.rpartition(" · ")[2][:4]
            assert street == "adre" or street not in drawn


@pytest.mark.parametrize(
    ("tab", "found"), [("today", {"al", "nieuw"}), ("signals", {"nieuw"}), ("cases", {"al"})]
)
async def test_o_puts_what_is_chosen_on_the_agenda(tmp_path: Path, tab: str, found: set[str]) -> None:
    desk = meeting_desk(tmp_path / "s")
    app = app_at(desk, tab)
    async with app.run_test(size=LARGE) as pilot:
        await calm(pilot)
        before = [item.id for item in meeting_detail(desk.store, 1).items]
        seen: set[str] = set()
        for _ in range(4):
            await pilot.press("o")
            await calm(pilot)
            assert isinstance(app.screen, TextDialog)
            title = app.screen.query_one("#head", FieldText).text
            seen.add("al" if "Staat al op de agenda" in title else "nieuw")
            app.screen.query_one("#text", TextArea).text = f"Vraag uit {tab}?"
            await pilot.press("ctrl+s")
            await calm(pilot)
            asked = [
                one for one in meeting_detail(desk.store, 1).items if one.question == f"Vraag uit {tab}?"
            ]
            assert len(asked) == 1
            await pilot.press("u")
            await calm(pilot)
            assert not any(one.question for one in meeting_detail(desk.store, 1).items)
            await pilot.press("down")
            await calm(pilot)
        assert [item.id for item in meeting_detail(desk.store, 1).items] == before
        assert seen == found
