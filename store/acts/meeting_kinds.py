"""The kinds of meeting of a municipality, brought up to date with its profile inside an act."""

from __future__ import annotations

from sqlmodel import select

from store.acts.unit import Unit
from store.profiles.spec import MeetingSpec
from store.schema import MeetingKind


def put_meeting_kinds(act: Unit, profile_id: int, meetings: tuple[MeetingSpec, ...]) -> None:
    """Put the meetings of a profile in the store; what the file no longer has stays, but is no longer offered."""
    known = {
        row.key: row
        for row in act.session.exec(select(MeetingKind).where(MeetingKind.profile_id == profile_id)).all()
    }
    for spec in meetings:
        row = known.pop(spec.key, None) or MeetingKind(profile_id=profile_id, key=spec.key, name=spec.name)
        row.name, row.has_open_part, row.active = spec.name, spec.open_part, True
        row.rhythm_days, row.cutoff_workdays = spec.rhythm_days, spec.cutoff_workdays
        row.cutoff_time, row.place, row.chair = spec.cutoff_time, spec.place, spec.chair
        act.add(row)
    for row in known.values():
        row.active = False
        act.add(row)
