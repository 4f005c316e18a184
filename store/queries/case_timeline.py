"""The timeline of a case: everything that happened in it and with its signals, in one order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from store.codes import ZRM_LEVELS, CaseStatus, ContactKind, DayPart, LifeDomain
from store.engine.lifecycle import Store
from store.local_time import day_year
from store.queries.case_shapes import EntryKind, Timeline, TimelineEntry
from store.queries.shared import as_day, fetch, instant
from store.queries.visibility import check_case

PAGE = 100

# In this order within one second, so that a cause stands below what followed from it.
_RANKS = (
    EntryKind.SIGNAL,
    EntryKind.LOG,
    EntryKind.ROUTING,
    EntryKind.STATUS,
    EntryKind.ATTEMPT,
    EntryKind.NOTE,
    EntryKind.SCORE,
    EntryKind.ACTION,
    EntryKind.ACTION_DONE,
)
_TOLD_BY_ROWS = (
    "'receive_signal', 'route_signal', 'change_status', 'close_case', 'reopen_case', 'log_contact', 'add_action',"
    " 'finish_action', 'add_note', 'score_domain', 'record_informed', 'decide'"
)
_LINKED = "(SELECT s.id FROM signals s WHERE s.case_id = ?1)"
# The plus keeps SQLite from looking among all rows without a case, which are many, instead of at the few signals.
_OF_CASE_OR_SIGNAL = f"(x.case_id = ?1 OR (+x.case_id IS NULL AND x.signal_id IN {_LINKED}))"
_TIMELINE = f"""
SELECT at, rank, id, by, a, b, c, d, e FROM (
 SELECT s.received_at AS at, 0 AS rank, s.id AS id, s.created_by AS by, s.number AS a,
  COALESCE(p.name, m.organisation, '') AS b, s.facts AS c, s.opinion AS d, NULL AS e
 FROM signals s LEFT JOIN partners p ON p.id = s.partner_id LEFT JOIN reporters m ON m.id = s.reporter_id
 WHERE s.case_id = ?1
 UNION ALL SELECT l.at, 1, l.id, l.worker, l.summary, CASE WHEN l.kind = 'signal' THEN l.number ELSE '' END,
  l.purpose, NULL, NULL
 FROM log_entries l
 WHERE (l.case_id = ?1 OR l.signal_id IN {_LINKED}) AND l.event <> 'read' AND l.act NOT IN ({_TOLD_BY_ROWS})
 UNION ALL SELECT o.at, 2, o.id, o.by, s.number, t.name, v.name, o.followed, o.reason
 FROM routings o JOIN signals s ON s.id = o.signal_id JOIN teams t ON t.id = o.team_id
  JOIN teams v ON v.id = o.proposed_team_id WHERE s.case_id = ?1
 UNION ALL SELECT h.at, 3, h.id, h.by, h.old, h.new, h.reason, NULL, NULL
 FROM case_status_changes h WHERE h.case_id = ?1
 UNION ALL SELECT c.at, 4, c.id, c.by, c.kind, c.day_part, c.reached, c.with_whom, c.result
 FROM contact_attempts c WHERE c.case_id = ?1
 UNION ALL SELECT x.at, 5, x.id, x.by, x.is_fact, x.body, NULL, NULL, NULL
 FROM notes x WHERE {_OF_CASE_OR_SIGNAL}
 UNION ALL SELECT z.at, 6, z.id, z.by, z.domain, z.level, z.note, NULL, NULL
 FROM zrm_scores z WHERE z.case_id = ?1
 UNION ALL SELECT x.created_at, 7, x.id, x.by, x.title, x.owner, x.due_on, NULL, NULL
 FROM actions x WHERE {_OF_CASE_OR_SIGNAL}
 UNION ALL SELECT x.done_at, 8, x.id, x.owner, x.title, x.done_note, NULL, NULL, NULL
 FROM actions x WHERE {_OF_CASE_OR_SIGNAL} AND x.done_at IS NOT NULL
)
WHERE (at, rank, id) < (?2, ?3, ?4) ORDER BY at DESC, rank DESC, id DESC LIMIT ?5
"""
_NEWEST: tuple[object, ...] = ("~", 0, 0)  # after every stored moment


def case_timeline(
    store: Store, case_id: int, *, before: TimelineEntry | None = None, limit: int = PAGE
) -> Timeline:
    """Return what happened in a case, newest first, at most `limit`; older than `before` when that is given."""
    check_case(store, case_id)
    start = _NEWEST if before is None else _place(before)
    found = fetch(store, _TIMELINE, (case_id, *start, limit + 1))
    return Timeline(tuple(_entry(row) for row in found[:limit]), len(found) > limit)


def _place(entry: TimelineEntry) -> tuple[object, ...]:
    stored = entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return stored, _RANKS.index(entry.kind), int(entry.key.rpartition("-")[2])


def _entry(row: tuple[Any, ...]) -> TimelineEntry:
    at, rank, row_id, by, *rest = row
    kind = _RANKS[rank]
    title, body = _WORDS[kind](*rest)
    return _made(instant(at), kind, row_id, by, title, body)


def _made(at: datetime, kind: EntryKind, row_id: int, by: str, title: str, body: str) -> TimelineEntry:
    return TimelineEntry(f"{kind.value}-{row_id}", at, kind, by, title, body)


def _signal(number: str, source: str, facts: str, opinion: str, _: object) -> tuple[str, str]:
    return f"signaal {number} ontvangen{f' van {source}' if source else ''}", facts or opinion


def _log(summary: str, number: str, purpose: str, *_: object) -> tuple[str, str]:
    return f"{summary} ({number})" if number and number not in summary else summary, purpose


def _routing(number: str, team: str, proposed: str, followed: int, reason: str) -> tuple[str, str]:
    title = f"signaal {number} naar {team}"
    return title if followed else f"{title}, voorstel was {proposed}", reason


def _status(old: str | None, new: str, reason: str, *_: object) -> tuple[str, str]:
    label = CaseStatus.of(new).label
    if old is None:
        return f"casus geopend: {label}", reason
    if old == CaseStatus.CLOSED:
        return f"casus heropend: {label}", reason
    if new == CaseStatus.CLOSED:
        return "casus afgesloten", reason
    return f"{CaseStatus.of(old).label} → {label}", reason


def _attempt(kind: str, part: str, reached: int, with_whom: str, result: str) -> tuple[str, str]:
    outcome = "bereikt" if reached else "niet bereikt"
    company = f", met {with_whom}" if with_whom else ""
    return f"{ContactKind.of(kind).label}, {DayPart.of(part).label}: {outcome}{company}", result


def _note(is_fact: int, body: str, *_: object) -> tuple[str, str]:
    return "notitie (feit)" if is_fact else "notitie (mening)", body


def _score(domain: str, level: int, note: str, *_: object) -> tuple[str, str]:
    return f"{LifeDomain.of(domain).label}: {level}, {ZRM_LEVELS[level]}", note


def _action(title: str, owner: str, due_on: str | None, *_: object) -> tuple[str, str]:
    due = as_day(due_on)
    by_day = f"uiterlijk {day_year(due)}" if due else ""
    return f"actie afgesproken: {title}", ", ".join(part for part in (owner, by_day) if part)


def _action_done(title: str, note: str, *_: object) -> tuple[str, str]:
    return f"actie afgerond: {title}", note


_WORDS: dict[EntryKind, Callable[..., tuple[str, str]]] = {
    EntryKind.SIGNAL: _signal,
    EntryKind.LOG: _log,
    EntryKind.ROUTING: _routing,
    EntryKind.STATUS: _status,
    EntryKind.ATTEMPT: _attempt,
    EntryKind.NOTE: _note,
    EntryKind.SCORE: _score,
    EntryKind.ACTION: _action,
    EntryKind.ACTION_DONE: _action_done,
}
