"""Vandaag: what is late, due today, new, due soon and waiting for somebody else, in the order to do it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from store.codes import ClockKind, Code, Theme
from store.engine.lifecycle import Store
from store.queries.shared import address_line, as_themes, fetch, person_name, source_name
from store.queries.visibility import visible_about
from store.rules.clocks import DueText, describe_due

SOON_DAYS = 9
"""How far ahead Vandaag looks, in calendar days (own norm: a working week and the weekends around it)."""


class Section(Code):
    """The parts of Vandaag, in reading order."""

    LATE = "late", "Te laat"
    TODAY = "today", "Vandaag"
    NEW = "new", "Nieuw"
    SOON = "soon", "Binnenkort"
    WAITING = "waiting", "Wacht op een ander"


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing to do. `key` is stable (`c12` a clock, `a5` an action); `signal_id` or `case_id` says of what."""

    key: str
    section: Section
    due_on: date
    due: DueText
    clock_kind: ClockKind | None
    action_id: int | None
    what: str
    signal_id: int | None
    case_id: int | None
    number: str
    where: str
    who: str
    themes: tuple[Theme, ...]
    source: str
    owner: str
    team: str


@dataclass(frozen=True, slots=True)
class Worklist:
    """The items shown and how many each section holds in all (`worklist` says how many it shows)."""

    items: tuple[WorkItem, ...]
    totals: dict[Section, int]


_JOINS = """
LEFT JOIN signals s ON s.id = x.signal_id
LEFT JOIN cases k ON k.id = x.case_id
LEFT JOIN residents r ON r.id = COALESCE(k.resident_id, s.resident_id)
LEFT JOIN addresses a ON a.id = COALESCE(k.address_id, s.address_id)
LEFT JOIN partners p ON p.id = s.partner_id
LEFT JOIN reporters m ON m.id = s.reporter_id
LEFT JOIN teams t ON t.id = COALESCE(k.team_id, s.team_id)
"""
_COLUMNS = """
x.due_on, x.signal_id, x.case_id, COALESCE(k.number, s.number, ''),
a.street, a.house_number, a.addition, a.place, a.described,
r.given, r.prefix, r.surname, r.name_text,
COALESCE(k.themes, s.themes), COALESCE(p.name, m.organisation, ''), s.partner_type,
COALESCE(NULLIF(k.case_lead, ''), ''), COALESCE(t.name, '')
"""
_CLOCKS = "SELECT c.id, c.kind, c.signal_id, c.case_id, c.due_on FROM clocks c WHERE c.stopped_on IS NULL"
_HANDOVER = f"c.kind = '{ClockKind.HANDOVER.value}'"
_TRIAGE = f"c.kind = '{ClockKind.TRIAGE.value}'"
_PROFILE = (
    " AND ? IN (SELECT q.profile_id FROM signals q WHERE q.id = c.signal_id"
    " UNION ALL SELECT q.profile_id FROM cases q WHERE q.id = c.case_id)"
)


SOON_SHOWN = 50
"""How many of what comes soon are shown: nobody is late with them, and they move up as the days pass (own norm)."""


def worklist(store: Store, today: date, *, profile_id: int | None = None, limit: int = 200) -> Worklist:
    """Return what asks attention on `today` (a local day), most urgent first.

    At most `limit` are shown per section, and `SOON_SHOWN` of what comes soon.
    Handovers stand under "wacht op een ander", also when late: the ball is with somebody else, the case with us.
    """
    soon = today + timedelta(days=SOON_DAYS)
    sections = (
        (Section.LATE, f"c.due_on < ? AND NOT {_HANDOVER}", (today,), "c.due_on < ?", (today,)),
        (Section.TODAY, f"c.due_on = ? AND NOT {_HANDOVER}", (today,), "c.due_on = ?", (today,)),
        (Section.NEW, f"c.due_on > ? AND {_TRIAGE}", (today,), "", ()),
        (
            Section.SOON,
            f"c.due_on > ? AND c.due_on <= ? AND NOT {_TRIAGE} AND NOT {_HANDOVER}",
            (today, soon),
            "c.due_on > ? AND c.due_on <= ?",
            (today, soon),
        ),
        (Section.WAITING, _HANDOVER, (), "", ()),
    )
    items: list[WorkItem] = []
    totals: dict[Section, int] = {}
    scope = _PROFILE if profile_id is not None else ""
    seen = visible_about(store, "c.case_id", "c.signal_id")
    if seen != "1":
        scope += f" AND {seen}"
    scope_values: tuple[object, ...] = (profile_id,) if profile_id is not None else ()
    for section, where, values, action_where, action_values in sections:
        dates = tuple(day.isoformat() for day in values)
        most = min(limit, SOON_SHOWN) if section is Section.SOON else limit
        clocks, count = _clock_items(store, section, where + scope, (*dates, *scope_values), today, most)
        totals[section] = count
        if action_where:
            action_dates = tuple(day.isoformat() for day in action_values)
            actions, more = _action_items(
                store, section, action_where + scope, (*action_dates, *scope_values), today, most
            )
            totals[section] += more
            clocks = sorted([*clocks, *actions], key=lambda item: (item.due_on, item.key))[:most]
        items.extend(clocks)
    return Worklist(tuple(items), totals)


def _clock_items(
    store: Store, section: Section, where: str, values: tuple[object, ...], today: date, limit: int
) -> tuple[list[WorkItem], int]:
    found = fetch(
        store,
        f"SELECT x.id, x.kind, {_COLUMNS} FROM ({_CLOCKS} AND {where} ORDER BY c.due_on, c.id LIMIT ?) x"
        f" {_JOINS} ORDER BY x.due_on, x.id",
        (*values, limit),
    )
    items = []
    for clock_id, kind_text, *rest in found:
        kind = ClockKind.of(kind_text)
        items.append(_item(f"c{clock_id}", section, kind, None, kind.label, rest, today))
    return items, _count(store, "clocks", where, values, len(items), limit)


def _action_items(
    store: Store, section: Section, where: str, values: tuple[object, ...], today: date, limit: int
) -> tuple[list[WorkItem], int]:
    base = "SELECT c.id, c.title, c.owner, c.signal_id, c.case_id, c.due_on FROM actions c WHERE c.done_at IS NULL"
    found = fetch(
        store,
        f"SELECT x.id, x.title, x.owner, {_COLUMNS} FROM ({base} AND {where} ORDER BY c.due_on, c.id LIMIT ?) x"
        f" {_JOINS} ORDER BY x.due_on, x.id",
        (*values, limit),
    )
    items = []
    for action_id, title, owner, *rest in found:
        item = _item(f"a{action_id}", section, None, int(action_id), str(title), rest, today, str(owner))
        items.append(item)
    return items, _count(store, "actions", where, values, len(items), limit)


def _count(store: Store, table: str, where: str, values: tuple[object, ...], shown: int, limit: int) -> int:
    if shown < limit:
        return shown
    still_open = "c.stopped_on IS NULL" if table == "clocks" else "c.done_at IS NULL"
    return int(fetch(store, f"SELECT count(*) FROM {table} c WHERE {still_open} AND {where}", values)[0][0])


def _item(
    key: str,
    section: Section,
    kind: ClockKind | None,
    action_id: int | None,
    what: str,
    row: list[Any],
    today: date,
    owner: str = "",
) -> WorkItem:
    due_text, signal_id, case_id, number, *rest = row
    due_on = date.fromisoformat(due_text)
    return WorkItem(
        key=key,
        section=section,
        due_on=due_on,
        due=describe_due(due_on, today),
        clock_kind=kind,
        action_id=action_id,
        what=what,
        signal_id=signal_id,
        case_id=case_id,
        number=str(number),
        where=address_line(*rest[0:5], with_place=False),
        who=person_name(*rest[5:9]),
        themes=as_themes(rest[9]),
        source=source_name(rest[10], rest[11]),
        owner=owner or str(rest[12]),
        team=str(rest[13]),
    )
