"""An invented office in two municipalities, and short ways to a signal or case in any state."""

from __future__ import annotations

import shutil
from collections import deque
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from seed.catalogue import load_profile
from store.actor import Actor
from store.acts.cases import change_status, close_case, reopen_case
from store.acts.directory import apply_profile, set_setting
from store.acts.inputs import Ref, SignalInput, TriageInput
from store.acts.receive import receive_signal
from store.acts.route import route_signal
from store.acts.triage import triage_signal
from store.acts.workers import add_worker
from store.codes import (
    CaseStatus,
    Channel,
    EscalationTarget,
    Outcome,
    SignalStatus,
    Theme,
    Urgency,
)
from store.engine.lifecycle import Store, create_demo_store, open_store
from store.rules.search_indexes import INDEXES, NAME_WORDS
from store.rules.transitions import CASE_TRANSITIONS
from tests.templates import copied

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
"""A Monday, 10:30 in the Netherlands."""
TODAY = date(2026, 11, 23)
ME = Actor("Fatima El Amrani")
JORIS = Actor("Joris de Wit")
PN, DELFT = "pijnacker-nootdorp", "delft"

KEPT_BY_UNDO = frozenset({"counters", "log_entries", "log_head", "undo_records", "drafts"})
"""Tables that an undone act may leave changed: numbers are not given out twice, and what happened stays logged."""


def build(path: Path) -> None:
    """Put the office in a new store at `path`."""
    copied(_make, path)


def _make(path: Path) -> None:
    with create_demo_store(path) as store:
        for key in (PN, DELFT):
            apply_profile(store, ME, load_profile(key), now=NOW - timedelta(days=90))
        set_setting(store, ME, "profile", PN, now=NOW - timedelta(days=90))
        for name, key in ((ME.name, "kernteam"), (JORIS.name, "vangnet")):
            team = one(store, "SELECT min(id) FROM teams WHERE key = ?", key)
            add_worker(store, ME, name, team_ids=(team,), now=NOW - timedelta(days=90))
        writer = store.raw_writer()
        writer.execute("DELETE FROM undo_records")
        writer.close()


def moved_in(template: Path, folder: Path) -> Store:
    """Return an open store of its own in `folder`, copied from the office made by `build`."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in template.parent.glob(f"{template.name}*"):
        shutil.copy2(file, folder / file.name)
    return open_store(folder / template.name)


def rows(store: Store, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """Run a SELECT and return its rows."""
    return [tuple(row) for row in store.reader().execute(statement, values).fetchall()]


def one(store: Store, statement: str, *values: object) -> Any:
    """Return the only value of the only row."""
    ((value,),) = rows(store, statement, *values)
    return value


def everything(store: Store, *, without: frozenset[str] = frozenset()) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table; the indexes of search follow from those, `search_check` looks at them."""
    found: dict[str, list[dict[str, Any]]] = {}
    names = rows(store, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    for (table,) in sorted(names):
        if table in without or table.startswith((*INDEXES, NAME_WORDS)):
            continue
        cursor = store.reader().execute(f'SELECT * FROM "{table}" ORDER BY 1')
        heads = [column[0] for column in cursor.description]
        found[table] = [dict(zip(heads, row, strict=True)) for row in cursor.fetchall()]
    return found


def content(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Return the rows that undo must bring back, without their versions: those only ever rise."""
    return {
        table: [{key: value for key, value in row.items() if key != "version"} for row in found]
        for table, found in everything(store, without=KEPT_BY_UNDO).items()
    }


def report(**parts: Any) -> SignalInput:
    """Return a report that holds all a report can hold, but for what is changed."""
    known: dict[str, Any] = {
        "received_at": NOW,
        "channel": Channel.PHONE,
        "partner": "Rondom Wonen",
        "reporter_name": "Wilhelmina Achterberg",
        "reporter_phone": "015-1234567",
        "street": "Kerkstraat",
        "house_number": 41,
        "postcode": "2641AB",
        "place": "Pijnacker",
        "given": "Maria",
        "surname": "Visser",
        "birth_year": 1951,
        "facts": "Doet al weken de deur niet open.",
        "opinion": "Is mogelijk in de war.",
        "feedback_wanted": True,
    }
    return SignalInput(**{**known, **parts})


def received(store: Store, *, now: datetime = NOW, **parts: Any) -> Ref:
    return receive_signal(store, ME, report(received_at=parts.pop("received_at", now), **parts), now=now)


def judged(**parts: Any) -> TriageInput:
    return TriageInput(**{"urgency": Urgency.NON_ACUTE, "themes": (Theme.SELF_NEGLECT,), **parts})


def triaged(store: Store, *, now: datetime = NOW, triage: TriageInput | None = None, **parts: Any) -> Ref:
    signal = received(store, now=now, **parts)
    return triage_signal(store, ME, signal.id, triage or judged(), now=now)


def routed(store: Store, *, now: datetime = NOW, triage: TriageInput | None = None, **parts: Any) -> Ref:
    """Return a signal that went where the rules send it: with the defaults to a case of the kernteam."""
    return route_signal(store, ME, triaged(store, now=now, triage=triage, **parts).id, now=now)


def forwarded(store: Store, *, now: datetime = NOW, **parts: Any) -> Ref:
    """Return a signal that was sent on: rent arrears alone go to vroegsignalering."""
    return routed(store, now=now, triage=judged(themes=(Theme.RENT_ARREARS,)), **parts)


def case_of(store: Store, signal: Ref) -> int:
    return int(one(store, "SELECT case_id FROM signals WHERE id = ?", signal.id))


def opened(store: Store, *, now: datetime = NOW, **parts: Any) -> int:
    return case_of(store, routed(store, now=now, **parts))


def asked(status: CaseStatus, now: datetime = NOW) -> dict[str, Any]:
    """Return what `change_status` asks for a status."""
    if status == CaseStatus.WAITLIST:
        return {"waitlist_owner": JORIS.name, "review_on": now.date() + timedelta(days=14)}
    if status == CaseStatus.ESCALATED:
        return {"escalation_target": EscalationTarget.WVGGZ}
    if status == CaseStatus.HANDOVER:
        return {"handover_to": "GGZ Delfland"}
    return {}


def move(store: Store, case_id: int, status: CaseStatus, *, now: datetime = NOW) -> Ref:
    """Bring a case to a neighbouring status with the act that does so."""
    if status == CaseStatus.CLOSED:
        return close_case(store, ME, case_id, Outcome.SELF_SOLVED, now=now)
    if one(store, "SELECT status FROM cases WHERE id = ?", case_id) == CaseStatus.CLOSED.value:
        return reopen_case(store, ME, case_id, reason="Er is een nieuw signaal.", now=now)
    return change_status(store, ME, case_id, status, now=now, **asked(status, now))


def way_to(status: CaseStatus) -> list[CaseStatus]:
    """Return the shortest row of statuses from a new case to `status`."""
    waiting = deque([[CaseStatus.EXPLORING]])
    while waiting:
        way = waiting.popleft()
        if way[-1] == status:
            return way[1:]
        waiting.extend([*way, step] for step in sorted(CASE_TRANSITIONS[way[-1]]) if step not in way)
    raise AssertionError(status)


def case_in(store: Store, status: CaseStatus, *, now: datetime = NOW, **parts: Any) -> int:
    case_id = opened(store, now=now, **parts)
    for step in way_to(status):
        move(store, case_id, step, now=now)
    return case_id


def signal_in(store: Store, status: SignalStatus, *, now: datetime = NOW) -> Ref:
    """Return a signal in any status, brought there by the acts."""
    from store.acts.advise import give_advice
    from store.acts.receive import ask_completion
    from store.acts.triage import not_taken_up
    from store.codes import NotTakenUpReason

    if status == SignalStatus.LINKED:
        return routed(store, now=now)
    if status == SignalStatus.FORWARDED:
        return forwarded(store, now=now)
    if status == SignalStatus.TRIAGED:
        return triaged(store, now=now)
    signal = received(store, now=now)
    if status == SignalStatus.TO_COMPLETE:
        return ask_completion(store, ME, signal.id, "het huisnummer", now=now)
    if status == SignalStatus.ADVISED:
        return give_advice(store, ME, signal.id, "Blijf in gesprek.", now=now)
    if status == SignalStatus.NOT_TAKEN_UP:
        return not_taken_up(store, ME, signal.id, NotTakenUpReason.UNFOUNDED, now=now)
    return signal


def clocks(store: Store, *, signal: int | None = None, case: int | None = None) -> dict[str, date]:
    """Return the clocks that run on a signal or a case: kind → due."""
    column, value = ("case_id", case) if case is not None else ("signal_id", signal)
    found = rows(store, f"SELECT kind, due_on FROM clocks WHERE {column} = ? AND stopped_on IS NULL", value)
    assert len(found) == len(dict(found)), "two clocks of one kind run at once"
    return {kind: date.fromisoformat(due) for kind, due in found}
