"""Before a meeting, on screen: its day, who is at the table, calling it off, and raising things from any list."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from store.codes import MeetingPart, MeetingStatus
from store.queries.meetings import meeting_list
from tests.tui.conftest import SMALL
from tests.tui.meeting_desk import seated
from tests.tui.setting import toasts
from tests.tui.waiting import settled, until
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


async def test_another_day_moves_the_moment_the_agenda_closes(tmp_path: Path) -> None:
    async with seated(tmp_path) as seat:
        assert all(item.after_cutoff for item in seat.detail.items)
        await seat.press("w")
        assert isinstance(seat.screen, MeetingChangeDialog)
        closes = seat.screen.query_one("#closes", FieldText)
        assert closes.text == "agenda sluit vr 20 nov 12:00"
        seat.screen.query_one("#day", Input).value = "+5wd"
        await settled(seat.pilot)
        assert closes.text == "agenda sluit vr 27 nov 12:00"
        seat.screen.query_one("#place", Input).value = "Raadhuis"
        seat.screen.query_one("#remarks", TextArea).text = "Zaal 2"
        await seat.press("ctrl+s")
        detail = seat.detail
        assert (detail.row.held_on.isoformat(), detail.row.place) == ("2026-11-30", "Raadhuis")
        assert detail.remarks == "Zaal 2" and not any(item.after_cutoff for item in detail.items)
        assert any("Verplaatst naar ma 30" in words or "30 november" in words for words in toasts(seat.app))
        await seat.press("u")
        detail = seat.detail
        assert (detail.row.held_on, detail.row.place) == (NOW.date(), "")
        assert all(item.after_cutoff for item in detail.items)


async def test_who_is_at_the_table_from_the_preparation(tmp_path: Path) -> None:
    async with seated(tmp_path, preparing=True) as seat:
        await seat.press("a")
        assert isinstance(seat.screen, TableDialog)
        await seat.press("down", "space")
        there = {one.organisation: one.present for one in seat.detail.participants}
        assert there == {"Kernteam": True, "Rondom Wonen": False}
        current = seat.screen.query_one("#table", RecordList).current
        assert current is not None and "Rondom Wonen" in current.cells and "afwezig" in current.cells
        await seat.press("plus")
        assert isinstance(seat.screen, SeatDialog)
        await seat.press("ctrl+s")
        assert "van welke organisatie" in seat.said("#problem")
        seat.screen.query_one("#of", SuggestInput).put("politie")
        seat.screen.query_one("#name", SuggestInput).put("J. Agent")
        await seat.press("ctrl+s")
        last = seat.detail.participants[-2:]
        assert ("J. Agent", "Politie", False) in {(one.name, one.organisation, one.is_team) for one in last}
        await seat.press("u")
        assert len(seat.detail.participants) == 2
        await seat.press("x")
        assert len(seat.detail.participants) == 1
        await seat.press("escape")
        assert isinstance(seat.screen, MeetingPrepareScreen)


async def test_a_meeting_that_does_not_go_on(tmp_path: Path) -> None:
    async with seated(tmp_path, preparing=True) as seat:
        await seat.press("q")
        seat.screen.query_one("#text", TextArea).text = "Wie gaat er langs?"
        await seat.press("ctrl+s")
        assert seat.detail.items[0].question == "Wie gaat er langs?"
        await seat.press("g")
        assert isinstance(seat.screen, ReasonDialog)
        await seat.press(*"griep", "enter")
        assert isinstance(seat.screen, MeetingsScreen)
        rows = {row.status: row for row in meeting_list(seat.desk.store)}
        assert set(rows) == {MeetingStatus.PLANNED, MeetingStatus.CANCELLED}
        assert any("1 punt gaat mee" in words for words in toasts(seat.app))
        await seat.press("down")
        assert seat.screen.check_action("open", ()) is False
        assert "ging niet door: griep" in seat.said("#preview FieldText")
        await seat.press("u")
        (row,) = meeting_list(seat.desk.store)
        assert (row.id, row.status) == (1, MeetingStatus.PLANNED)


async def test_a_theme_and_a_signal_during_the_meeting(tmp_path: Path) -> None:
    async with seated(tmp_path) as seat:
        await seat.press("b")
        assert isinstance(seat.screen, MeetingRunScreen)
        await seat.press("plus")
        assert isinstance(seat.screen, AddItemDialog)
        assert not seat.screen.query_one("#title-line").display
        seat.screen.query_one("#what", Choice).choose(1)
        await settled(seat.pilot)
        assert seat.screen.query_one("#title-line").display
        assert seat.screen.query_one("#partners", MultiChoice).values != ()
        title = seat.screen.query_one("#title", Input)
        title.value = "Mevrouw Visser doet vreemd"
        await seat.press("ctrl+s")
        assert isinstance(seat.screen, ConfirmDialog)
        await seat.press("n")
        assert isinstance(seat.screen, AddItemDialog)
        seat.screen.query_one("#title", Input).value = "Verlichting bij het station"
        await seat.press("ctrl+s")
        items = seat.detail.items
        assert (items[0].part, items[0].who, items[0].after_cutoff) == (
            MeetingPart.OPEN,
            "Verlichting bij het station",
            True,
        )
        assert [name for _, name in items[0].partners] == ["Rondom Wonen"]
        await seat.press("plus")
        seat.screen.query_one("#subject", SuggestInput).value = "2026-0002"
        await seat.press("ctrl+s")
        added = next(item for item in seat.detail.items if item.number == "2026-0002")
        assert added.after_cutoff and added.signal_id is not None and added.partners == ()
        await seat.press("u", "u")
        assert len(seat.detail.items) == 3


async def test_what_is_found_on_the_shared_screen_names_nobody_also_when_it_is_cut(tmp_path: Path) -> None:
    async with seated(tmp_path, size=SMALL) as seat:
        await seat.press("b")
        await seat.press("plus")
        field = seat.screen.query_one("#subject", SuggestInput)
        field.focus()
        await seat.press(*"2026-")
        await until(seat.pilot, lambda: len(field.suggestions) >= 4)
        found = seat.screen.query_one(DropDown)
        drawn = "\n".join(found.render_line(y).text for y in range(len(field.suggestions)))
        assert "C2026-001" in drawn
        for suggestion in field.suggestions:
            street = suggestion.detail.rpartition(" · ")[2][:4]
            assert street == "adre" or street not in drawn


@pytest.mark.parametrize(
    ("tab", "found"), [("today", {"al", "nieuw"}), ("signals", {"nieuw"}), ("cases", {"al"})]
)
async def test_o_puts_what_is_chosen_on_the_agenda(tmp_path: Path, tab: str, found: set[str]) -> None:
    async with seated(tmp_path, tab) as seat:
        before = [item.id for item in seat.detail.items]
        seen: set[str] = set()
        for _ in range(4):
            await seat.press("o")
            assert isinstance(seat.screen, TextDialog)
            title = seat.said("#head")
            seen.add("al" if "Staat al op de agenda" in title else "nieuw")
            seat.screen.query_one("#text", TextArea).text = f"Vraag uit {tab}?"
            await seat.press("ctrl+s")
            asked = [one for one in seat.detail.items if one.question == f"Vraag uit {tab}?"]
            assert len(asked) == 1
            await seat.press("u")
            assert not any(one.question for one in seat.detail.items)
            await seat.press("down")
        assert [item.id for item in seat.detail.items] == before
        assert seen == found
