"""A working Monday with a meeting on it, and who sits at its screens, for the tests of Overleg."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from store.acts.meeting_agenda import build_agenda
from store.acts.meeting_table import ParticipantInput, set_participants
from store.acts.meetings import plan_meeting
from store.acts.workers import add_worker
from store.engine.lifecycle import open_store
from store.queries.directory import partners
from store.queries.meeting_shapes import MeetingDetail
from store.queries.meetings import meeting_detail, meeting_kinds
from tests.templates import copy_of
from tests.tui.conftest import LARGE
from tests.tui.setting import app_at
from tests.tui.waiting import settled
from tests.tui.worked import ACTOR, NOW, desk_of, worked_store
from tui.app import SignaalpuntApp
from tui.desk import Desk
from tui.screens.meeting_prepare import MeetingPrepareScreen
from tui.widgets.field_text import FieldText


def meeting_desk(path: Path, *, planned: bool = True) -> Desk:
    """Return the worked store with two colleagues and, when `planned`, meeting 1 today with three items."""
    return desk_of(copy_of(_planned if planned else _colleagues, path))


def _colleagues(path: Path) -> None:
    with worked_store(path) as store:
        for name in ("Fatima El Amrani", "Joost Meijer"):
            add_worker(store, ACTOR, name, now=NOW)


def _planned(path: Path) -> None:
    _colleagues(path)
    with open_store(path) as store:
        desk = desk_of(store)
        kind = meeting_kinds(store, desk.profile_id)[0]
        made = plan_meeting(store, ACTOR, kind.id, NOW.date(), starts_at="14:00", now=NOW)
        housing = next(one for one in partners(store, desk.profile_id) if one.name == "Rondom Wonen")
        team = ParticipantInput(name="Fatima El Amrani", organisation="Kernteam", is_team=True)
        set_participants(store, ACTOR, made.id, [team, ParticipantInput(partner_id=housing.id)], now=NOW)
        build_agenda(store, ACTOR, made.id, now=NOW)


@dataclass(frozen=True)
class Seat:
    """Somebody at the app of `meeting_desk`."""

    desk: Desk
    app: SignaalpuntApp
    pilot: Pilot[None]

    @property
    def screen(self) -> Screen[Any]:
        """What is shown."""
        return self.app.screen

    @property
    def detail(self) -> MeetingDetail:
        """Meeting 1 as it is kept now."""
        return meeting_detail(self.desk.store, 1)

    def said(self, selector: str) -> str:
        """Return the words of a text on the screen."""
        return self.screen.query_one(selector, FieldText).text

    async def press(self, *keys: str) -> None:
        """Press keys and wait until what they begin was done, read again and shown."""
        await self.pilot.press(*keys)
        await settled(self.pilot)


@asynccontextmanager
async def seated(
    path: Path,
    tab: str = "meetings",
    *,
    planned: bool = True,
    preparing: bool = False,
    size: tuple[int, int] = LARGE,
) -> AsyncIterator[Seat]:
    """Sit down at a new store below `path`, on `tab`; with `preparing` at the preparation of meeting 1."""
    desk = meeting_desk(path / "s", planned=planned)
    app = app_at(desk, tab)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        seat = Seat(desk, app, pilot)
        if preparing:
            await seat.press("enter")
            assert isinstance(app.screen, MeetingPrepareScreen)
        yield seat
