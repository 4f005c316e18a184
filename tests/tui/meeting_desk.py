"""A working Monday with a meeting on it, for the tests of Overleg."""

from __future__ import annotations

from pathlib import Path

from store.acts.meeting_agenda import build_agenda
from store.acts.meeting_table import ParticipantInput, set_participants
from store.acts.meetings import plan_meeting
from store.acts.workers import add_worker
from store.engine.lifecycle import open_store
from store.queries.directory import partners
from store.queries.meetings import meeting_kinds
from tests.templates import copy_of
from tests.tui.worked import ACTOR, NOW, desk_of, worked_store
from tui.desk import Desk


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
