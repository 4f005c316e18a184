"""Meetings for the tests of acts: one that is planned for tomorrow, one that runs, a partner to invite."""

from __future__ import annotations

from datetime import date, timedelta

from store.acts import meeting_items, meeting_run, meetings
from store.engine.lifecycle import Store
from store.queries.meetings import meeting_kinds
from tests.acts.office import ME, NOW, TODAY, one

LATER = NOW + timedelta(days=1)


def planned(store: Store, *, held_on: date = TODAY + timedelta(days=1)) -> int:
    """Return the id of a planned meeting."""
    kind = meeting_kinds(store, 1)[0]
    return meetings.plan_meeting(store, ME, kind.id, held_on, now=NOW).id


def running(store: Store, *cases: int) -> tuple[int, list[int]]:
    """Return a running meeting about these cases and the ids of its items."""
    meeting = planned(store)
    items = [meeting_items.add_item(store, ME, meeting, case_id=case, now=NOW).id for case in cases]
    meeting_run.start_meeting(store, ME, meeting, now=LATER)
    return meeting, items


def partner(store: Store, name: str = "Rondom Wonen") -> int:
    """Return the id of a partner."""
    return int(one(store, "SELECT id FROM partners WHERE name = ? AND profile_id = 1", name))
