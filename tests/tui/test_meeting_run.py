"""The meeting on the shared screen, with the keyboard alone: decide, go on, look who it is, close, resume."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from store.codes import AgendaStatus, MeetingStatus
from store.queries.meetings import meeting_detail, meeting_list
from store.queries.shared import fetch
from tests.tui.conftest import LARGE, SMALL
from tests.tui.meeting_desk import meeting_desk
from tests.tui.setting import app_at
from tests.tui.test_privacy import SECRETS, on_screen
from tests.tui.waiting import settled, until
from tests.tui.worked import NOW
from tui import shared_screen
from tui.app import SignaalpuntApp
from tui.desk import Desk
from tui.screens.confirm import ConfirmDialog
from tui.screens.meeting_prepare import MeetingResultScreen
from tui.screens.meeting_run import MeetingRunScreen
from tui.screens.meetings import MeetingsScreen
from tui.widgets.decision_input import DecisionInput
from tui.widgets.field_text import FieldText

PROJECTOR = (160, 45)


async def begun(pilot: Pilot[None]) -> MeetingRunScreen:
    """Begin the chosen meeting from the list."""
    await settled(pilot)
    await pilot.press("b")
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, MeetingRunScreen)
    return screen


def about(app: SignaalpuntApp) -> str:
    """The item that is shown."""
    return app.screen.query_one("#about", FieldText).text


def running(desk: Desk) -> int | None:
    """Id of the item that is called."""
    return meeting_detail(desk.store, 1).current_item_id


async def test_a_meeting_with_the_keyboard_alone(tmp_path: Path) -> None:
    desk = meeting_desk(tmp_path / "s")
    app = app_at(desk, "meetings")
    async with app.run_test(size=PROJECTOR) as pilot:
        screen = await begun(pilot)
        first, second, third = meeting_detail(desk.store, 1).items
        assert running(desk) == first.id and app.privacy
        assert "M.V. '51" in about(app) and "Waarom hier" in about(app)
        assert [word for word in SECRETS if word in on_screen(app)] == []
        await pilot.press("b", *"samen langs @Fatima El +5wd")
        assert "Wie: Fatima El Amrani, uiterlijk ma 30 nov" in screen.query_one("#understood", FieldText).text
        await pilot.press("enter")
        await settled(pilot)
        (decision,) = meeting_detail(desk.store, 1).decisions
        assert decision.owner == "Fatima El Amrani" and decision.action_id is not None
        assert "✓ Besloten" in about(app) and screen.query_one(DecisionInput).value == ""
        await pilot.press("escape", "n")
        await settled(pilot)
        assert running(desk) == second.id
        await pilot.press("3")
        await settled(pilot)
        assert running(desk) == third.id
        await pilot.press("p")
        await settled(pilot)
        assert running(desk) == second.id
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, ConfirmDialog)
        assert "2 punten schuiven door" in app.screen.query_one(FieldText).text
        await pilot.press("j")
        await settled(pilot)
        assert isinstance(app.screen, MeetingsScreen)
        rows = {row.id: row for row in meeting_list(desk.store)}
        assert rows[1].status == MeetingStatus.CLOSED and rows[1].done == 1
        following = next(row for row in rows.values() if row.status == MeetingStatus.PLANNED)
        moved = meeting_detail(desk.store, following.id).items
        assert [item.rolled_over for item in moved if item.case_id != first.case_id] == [1, 1]
        app.push_screen(MeetingResultScreen(1))
        await settled(pilot)
        result = app.screen.query_one("#result", FieldText).text
        assert "ACTIES PER PERSOON" in result and "samen langs" in result


async def test_a_line_that_is_not_understood_stays_and_says_why(tmp_path: Path) -> None:
    desk = meeting_desk(tmp_path / "s")
    app = app_at(desk, "meetings")
    async with app.run_test(size=LARGE) as pilot:
        screen = await begun(pilot)
        await pilot.press("b", *"bellen @nergens", "enter")
        await settled(pilot)
        assert "is niet bekend" in screen.query_one("#understood", FieldText).text
        assert screen.query_one(DecisionInput).value == "bellen @nergens"
        assert meeting_detail(desk.store, 1).decisions == ()


async def test_completion_while_typing(tmp_path: Path) -> None:
    app = app_at(meeting_desk(tmp_path / "s"), "meetings")
    async with app.run_test(size=LARGE) as pilot:
        screen = await begun(pilot)
        line = screen.query_one(DecisionInput)
        await pilot.press("b", *"bellen @joo")
        assert list(line.suggestions) == ["Joost Meijer"]
        await pilot.press("tab")
        assert line.value == "bellen @Joost Meijer " and not line.suggestions
        await pilot.press(*"+5")
        assert line.suggestions[0].startswith("+5wd")
        await pilot.press("down", "down", "enter")
        assert line.value.startswith("bellen @Joost Meijer +5") and not line.suggestions
        await pilot.press(*"@s", "escape")
        assert line.has_focus and not line.suggestions
        await pilot.press("escape")
        assert not line.has_focus and line.value


async def test_who_it_is_shows_for_a_moment_and_is_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_screen, "REVEAL_SECONDS", 30)
    desk = meeting_desk(tmp_path / "s")
    app = app_at(desk, "meetings")
    async with app.run_test(size=LARGE) as pilot:
        await begun(pilot)
        await pilot.press("space", "space")
        await settled(pilot)
        assert "Maria Visser" in about(app) and "Kerkstraat 41" in about(app)
        assert len(fetch(desk.store, "SELECT id FROM log_entries WHERE event = 'read'")) == 1
        monkeypatch.setattr(shared_screen, "REVEAL_SECONDS", 0.05)
        await pilot.press("space")
        await until(pilot, lambda: "Visser" not in about(app))
        assert "Kerkstraat" not in on_screen(app)


async def test_undo_and_resume_at_the_same_item(tmp_path: Path) -> None:
    desk = meeting_desk(tmp_path / "s")
    app = app_at(desk, "meetings")
    async with app.run_test(size=LARGE) as pilot:
        await begun(pilot)
        await pilot.press("b", *"huisbezoek @Joost vr", "enter")
        await settled(pilot)
        await pilot.press("escape", "u")
        await settled(pilot)
        assert meeting_detail(desk.store, 1).decisions == () and "Besloten" not in about(app)
        await pilot.press("n")
        await settled(pilot)
        where = running(desk)
    again = app_at(desk, "meetings")
    async with again.run_test(size=LARGE) as pilot:
        await begun(pilot)
        assert running(desk) == where
        items = meeting_detail(desk.store, 1).items
        assert items[0].status == AgendaStatus.DONE
        await pilot.press("ctrl+w")
        await settled(pilot)
        assert isinstance(again.screen, MeetingsScreen)


async def test_a_line_that_was_not_recorded_stays_with_its_item(tmp_path: Path) -> None:
    desk = meeting_desk(tmp_path / "s")
    app = app_at(desk, "meetings")
    async with app.run_test(size=LARGE) as pilot:
        screen = await begun(pilot)
        line = screen.query_one(DecisionInput)
        await pilot.press("b", *"samen langs @Jo", "escape", "escape", "2")
        await settled(pilot)
        assert line.value == ""
        await pilot.press("p")
        await settled(pilot)
        assert line.value == "samen langs @Jo"
        await pilot.press("b", *"ost")
        screen.keep_line()
        await settled(pilot)
    again = app_at(desk, "meetings")
    async with again.run_test(size=LARGE) as pilot:
        line = (await begun(pilot)).query_one(DecisionInput)
        assert line.value == "samen langs @Joost"
        await pilot.press("b", "enter")
        await settled(pilot)
        assert [one.owner for one in meeting_detail(desk.store, 1).decisions] == ["Joost Meijer"]
        assert line.value == ""
        line.screen.keep_line()  # type: ignore[attr-defined]
        await settled(pilot)
        assert fetch(desk.store, "SELECT key FROM drafts") == []


async def test_an_item_that_was_called_yesterday_counts_on_from_now(tmp_path: Path) -> None:
    desk = meeting_desk(tmp_path / "s")
    app = app_at(desk, "meetings")
    async with app.run_test(size=LARGE) as pilot:
        await begun(pilot)
    later = replace(desk, clock=lambda: NOW + timedelta(hours=20))
    again = app_at(later, "meetings")
    async with again.run_test(size=LARGE) as pilot:
        await begun(pilot)
        assert "00:00 / 00:05" in str(again.screen.query_one("#head-right", Static).content)


@pytest.mark.parametrize("size", [SMALL, LARGE, PROJECTOR])
def test_picture(tmp_path: Path, snap: Callable[..., None], size: tuple[int, int]) -> None:
    async def begin(pilot: Pilot[None]) -> None:
        await begun(pilot)
        await pilot.press("b", *"samen langs @Joost +5wd")
        await settled(pilot)

    snap(app_at(meeting_desk(tmp_path / "s"), "meetings"), size, run_before=begin)
