"""Overleg: planning, the agenda that builds itself and is put in order by hand, and what came out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from store.actor import Actor
from store.acts.decisions import decide
from store.acts.meeting_run import start_meeting
from store.codes import MeetingStatus
from store.queries.meetings import meeting_detail, meeting_list
from store.rules.decision_line import DecisionLine
from tests.tui.conftest import LARGE, SMALL
from tests.tui.meeting_desk import meeting_desk, seated
from tests.tui.setting import app_at, toasts
from tests.tui.waiting import settled
from tests.tui.worked import NOW
from tui.screens.dialogs.meeting_item import AddItemDialog, AttendDialog, MinutesDialog, PartnerDialog
from tui.screens.dialogs.meeting_paper import MeetingPaperDialog
from tui.screens.dialogs.meeting_plan import MeetingPlanDialog
from tui.screens.meeting_prepare import MeetingPrepareScreen
from tui.screens.meetings import MeetingsScreen
from tui.widgets.choice import Choice, MultiChoice
from tui.widgets.field_text import Field, FieldText
from tui.widgets.record_list import RecordList
from tui.widgets.suggest_input import SuggestInput


async def test_planning_a_meeting_builds_its_agenda(tmp_path: Path) -> None:
    async with seated(tmp_path, planned=False) as seat:
        assert isinstance(seat.screen, MeetingsScreen)
        assert "Zo werkt een overleg" in seat.screen.query_one(FieldText).text
        await seat.press("plus")
        assert isinstance(seat.screen, MeetingPlanDialog)
        day = seat.screen.query_one("#day")
        day.value = "1-1-2020"  # type: ignore[attr-defined]
        await seat.press("ctrl+s")
        assert "kies een dag die nog komt" in seat.said("#problem")
        day.value = "+5wd"  # type: ignore[attr-defined]
        seat.screen.query_one("#partners", MultiChoice).choose(0)
        await seat.press("ctrl+s")
        assert isinstance(seat.screen, MeetingPrepareScreen)
        (row,) = meeting_list(seat.desk.store)
        assert row.status == MeetingStatus.PLANNED and row.items > 0 and row.held_on > seat.desk.today()
        detail = meeting_detail(seat.desk.store, row.id)
        assert {one.name for one in detail.participants} >= {"Fatima El Amrani", "Joost Meijer"}
        assert any(one.partner_id is not None for one in detail.participants)
        await seat.press("escape")
        assert isinstance(seat.screen, MeetingsScreen)


async def test_putting_the_agenda_in_order_by_hand(tmp_path: Path) -> None:
    async with seated(tmp_path, preparing=True) as seat:
        first = seat.detail.items[0]
        await seat.press("shift+down")
        items = seat.detail.items
        assert items[1].id == first.id
        current = seat.screen.query_one("#agenda", RecordList).current
        assert current is not None and current.id == str(first.id)
        await seat.press("shift+up")
        assert seat.detail.items[0].id == first.id
        await seat.press("m")
        assert isinstance(seat.screen, MinutesDialog)
        field = seat.screen.query_one("#minutes", Input)
        field.value = "0"
        await seat.press("enter")
        assert "van 1 tot" in seat.said("#problem")
        field.value = "12 min"
        await seat.press("enter")
        assert seat.detail.items[0].planned_minutes == 12
        await seat.press("x")
        assert first.id not in {item.id for item in seat.detail.items}
        await seat.press("u")
        assert first.id in {item.id for item in seat.detail.items}


async def test_adding_a_case_that_is_there_already_is_told_and_kept(tmp_path: Path) -> None:
    async with seated(tmp_path, preparing=True) as seat:
        await seat.press("plus")
        assert isinstance(seat.screen, AddItemDialog)
        await seat.press("ctrl+s")
        assert "Kies de casus of het signaal uit de lijst" in seat.said("#problem")
        seat.screen.query_one("#subject", SuggestInput).value = "C2026-001"
        await seat.press("ctrl+s")
        assert any("staat al op de agenda" in words for words in toasts(seat.app))
        assert isinstance(seat.screen, AddItemDialog)
        assert seat.screen.query_one("#subject", SuggestInput).value == "C2026-001"


async def test_a_partner_sees_only_its_own_items(tmp_path: Path) -> None:
    async with seated(tmp_path, preparing=True) as seat:
        await seat.press("d")
        assert isinstance(seat.screen, AttendDialog)
        choice = seat.screen.query_one("#partners", MultiChoice)
        names = [name for _, name in choice.options]
        choice.choose(names.index("Rondom Wonen"))
        await seat.press("ctrl+s")
        assert [name for _, name in seat.detail.items[0].partners] == ["Rondom Wonen"]
        await seat.press("v")
        assert isinstance(seat.screen, PartnerDialog)
        await seat.press("enter")
        records = seat.screen.query_one("#agenda", RecordList)
        assert records.source.count == 1
        await seat.press("x")
        assert len(seat.detail.items) == 3
        await seat.press("v")
        assert records.source.count == 3


async def test_the_agenda_goes_on_paper(tmp_path: Path) -> None:
    out = tmp_path / "uit"
    out.mkdir()
    async with seated(tmp_path, preparing=True) as seat:
        await seat.press("e")
        assert isinstance(seat.screen, MeetingPaperDialog)
        assert [key for key, _ in seat.screen.query_one("#what", Choice).options] == ["agenda"]
        assert not seat.screen.query_one("#basis-line").display
        kinds = seat.screen.query_one("#format", Choice)
        kinds.choose([key for key, _ in kinds.options].index("md"))
        folder = seat.screen.query_one("#folder", Input)
        folder.value = str(tmp_path / "bestaat-niet")
        await seat.press("ctrl+s")
        assert "Deze map bestaat niet" in seat.said("#problem")
        folder.value = str(out)
        whom = seat.screen.query_one("#whom", Choice)
        whom.choose(1)
        await settled(seat.pilot)
        assert seat.screen.query_one("#basis-line").display
        await seat.press("ctrl+s")
        assert any("bij geen enkel punt" in words for words in toasts(seat.app)) and not list(out.iterdir())
        assert isinstance(seat.screen, MeetingPaperDialog)
        seat.screen.query_one("#whom", Choice).choose(0)
        await seat.press("ctrl+s")
        assert isinstance(seat.screen, MeetingPrepareScreen)
        (path,) = out.iterdir()
        number = seat.detail.row.number
        assert path.name == f"{number}-agenda.md" and "M.V." in path.read_text(encoding="utf-8")
        assert any(path.name in words for words in toasts(seat.app))


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_picture_of_the_list(tmp_path: Path, snap: Callable[..., None], size: tuple[int, int]) -> None:
    snap(app_at(meeting_desk(tmp_path / "s"), "meetings"), size)


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_picture_of_the_preparation(tmp_path: Path, snap: Callable[..., None], size: tuple[int, int]) -> None:
    async def open_it(pilot: object) -> None:
        app.push_screen(MeetingPrepareScreen(1))
        await settled(pilot)  # type: ignore[arg-type]

    app = app_at(meeting_desk(tmp_path / "s"), "meetings")
    snap(app, size, run_before=open_it)


async def test_a_colleague_who_was_away_finds_what_was_decided_on_vandaag(tmp_path: Path) -> None:
    desk = meeting_desk(tmp_path / "s")
    item = meeting_detail(desk.store, 1).items[0]
    start_meeting(desk.store, Actor("Joost Meijer"), 1, now=NOW)
    decide(
        desk.store, Actor("Joost Meijer"), item.id, DecisionLine("samen langs", owner="Fatima E."), now=NOW
    )
    app = app_at(desk, "today")
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        told = app.screen.query_one("#decided", FieldText)
        assert told.display and "M.V. '51 · samen langs" in told.text
        told.show([told.fields[0], Field("ma 23 nov", "M.V. '51 · samen langs · " + "woorden " * 40)])
        await settled(pilot)
        assert told.size.height == 2 and told.text.endswith("…")
