"""The meetings of a profile: `[[meetings]]`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from store.profiles.fields import Table, quoted
from store.profiles.spec import NETWORK_MEETING, MeetingSpec
from store.rules.agenda import clock
from store.text import one_line

MAX_MEETINGS = 20
MAX_RHYTHM = 366
_KEY = re.compile(r"[a-z][a-z0-9_-]{0,39}")


def read_meetings(root: Table) -> tuple[MeetingSpec, ...]:
    """Return the kinds of meeting in a profile; one weekly meeting when it names none. Problems go to the table."""
    if "meetings" not in root.data:
        root.tables("meetings", MAX_MEETINGS, _place)
        return (NETWORK_MEETING,)
    found: list[MeetingSpec] = []
    for table in root.tables("meetings", MAX_MEETINGS, _place):
        key = table.required("key", 'Zet hier een korte sleutel, bijvoorbeeld "netwerkoverleg".', longest=40)
        if key and not _KEY.fullmatch(key):
            table.problem(f"'key' is {quoted(key)}. Gebruik alleen kleine letters, cijfers en streepjes.")
        if key in {one.key for one in found}:
            table.problem(f"dit overleg staat er twee keer in: {quoted(key)}. Laat er één staan.")
        name = table.required("name", "Zet hier hoe medewerkers het overleg noemen.", longest=80)
        at = table.text("cutoff_time", longest=5)
        if at is not None and clock(at) is None:
            table.problem(f"'cutoff_time' is {quoted(at)}. Schrijf een tijd als \"12:00\".")
        rhythm = table.number("rhythm_days", 1, MAX_RHYTHM)
        workdays = table.number("cutoff_workdays", 0, 10)
        found.append(
            MeetingSpec(
                key=key,
                name=name,
                open_part=bool(table.flag("open_part")),
                rhythm_days=NETWORK_MEETING.rhythm_days if rhythm is None else rhythm,
                cutoff_workdays=NETWORK_MEETING.cutoff_workdays if workdays is None else workdays,
                cutoff_time=at or NETWORK_MEETING.cutoff_time,
                place=table.text("place", longest=120) or "",
                chair=table.text("chair", longest=80) or "",
            )
        )
        table.finish()
    return tuple(found)


def _place(number: int, data: Mapping[str, Any]) -> str:
    value = data.get("name")
    return f"overleg {one_line(value, 60) if isinstance(value, str) and value.strip() else number}"
