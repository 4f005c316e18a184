"""Reads and acts inside the store: what a key or a saved form waits for, without the screen."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from store.actor import Actor
from store.acts.inputs import Ref, SignalInput
from store.acts.looking import log_look
from store.acts.meeting_agenda import build_agenda
from store.acts.meetings import plan_meeting
from store.acts.receive import amend_signal, receive_signal
from store.acts.tidying import join_pieces
from store.acts.undo import undo_last
from store.codes import Channel
from store.engine.lifecycle import Store
from store.local_time import today
from store.queries.case_detail import case_detail
from store.queries.radar import AddressParts, PersonParts, radar
from store.queries.shared import fetch
from store.queries.worklist import worklist
from store.queries.year_figures import year_figures
from tests.perf.figures import Figure, timed
from tests.perf.stores import long_case, measurer
from tests.perf.terminal import median

_FACTS = "Doet al weken de deur niet open; de post stapelt zich op in de hal. " * 8


def reads(store: Store, size: int, times: int) -> Iterator[Figure]:
    """Yield the worklist, a long case, radar for people of the store, a saved signal and an agenda that builds."""
    day, actor = today(), measurer()
    profile = int(store.reader().execute("SELECT id FROM profiles ORDER BY id LIMIT 1").fetchone()[0])
    raw = timed(lambda: store.reader().execute("SELECT * FROM signals LIMIT 50").fetchall(), times)
    yield Figure("raw page of 50 rows", size, raw)
    yield Figure("worklist read", size, timed(lambda: worklist(store, day, profile_id=profile), times))
    case_id = long_case(store)
    yield Figure(
        "case with 500 entries opened", size, timed(lambda: case_detail(store, case_id, today=day), times)
    )
    yield Figure("radar for a new signal", size, _radar(store, times))
    floor = median(_committed(store, times))
    saved, corrected = _saved(store, actor, times)
    yield Figure("signal saved", size, saved, floor=floor)
    yield Figure("signal corrected", size, corrected, floor=floor)
    yield Figure("tidied up behind both, a part", size, _tidied(store))
    yield Figure("look logged", size, _looked(store, actor, times), floor=floor)
    last_year = day.year - 1
    spent = timed(lambda: year_figures(store, last_year, today=day), max(times // 5, 3))
    yield Figure("figures of a year", size, spent)
    yield Figure("agenda built", size, _agenda(store, actor, profile))


def _radar(store: Store, times: int) -> tuple[float, ...]:
    """Time radar for residents drawn over the whole store, each once: no page is warm because of the one before."""
    rng = random.Random(5)
    (most,) = fetch(store, "SELECT max(id) FROM residents")[0]
    ids = ",".join(str(rng.randint(1, most)) for _ in range(times * 2))
    people = fetch(
        store,
        "SELECT r.given, r.prefix, r.surname, r.birth_year, a.street, a.house_number, a.addition, a.postcode, a.place"
        f" FROM residents r JOIN addresses a ON a.id = r.address_id WHERE r.id IN ({ids}) AND a.street <> ''",
    )[:times]
    day, found = today(), []
    for given, prefix, surname, year, *parts in people:
        person = PersonParts(given, prefix, surname, None, year)
        address = AddressParts(*parts)
        found += timed(lambda a=address, p=person: radar(store, address=a, person=p, today=day), 1, warm=0)  # type: ignore[misc]
    return tuple(found)


def _looked(store: Store, actor: Actor, times: int) -> tuple[float, ...]:
    """Time looks at different things: the same one within minutes is not written again."""
    numbers = iter(range(times + 10))
    return timed(lambda: log_look(store, actor, event="read", kind="case", number=str(next(numbers))), times)


def _committed(store: Store, times: int) -> tuple[float, ...]:
    """Time the least that a save can be: one row of a report's length, committed to the disk; taken away again."""
    connection = store.raw_writer()
    numbers = iter(range(10_000))
    statement = (
        "INSERT INTO drafts (key, worker, body, saved_at) VALUES (?, 'Meting', ?, '2026-01-01T00:00:00Z')"
    )
    try:
        found = timed(
            lambda: connection.execute(statement, (f"meting-{next(numbers)}", _FACTS)), times, warm=3
        )
        connection.execute("DELETE FROM drafts WHERE key LIKE 'meting-%'")
    finally:
        connection.close()
    return found


def _saved(store: Store, actor: Actor, times: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Time new signals, and then a longer text for each of them; all is undone."""
    first = SignalInput(
        received_at=datetime.now(UTC) - timedelta(minutes=1),
        channel=Channel.PHONE,
        surname="Meting",
        street="Meetstraat",
        postcode="2641 AB",
        place="Pijnacker",
        facts=_FACTS,
    )
    reports = iter([replace(first, house_number=number) for number in range(1, times + 4)])
    kept: list[tuple[Ref, SignalInput]] = []

    def save() -> None:
        report = next(reports)
        kept.append((receive_signal(store, actor, report), report))

    saved = timed(save, times, warm=3)
    again = iter(kept)

    def correct() -> None:
        ref, report = next(again)
        longer = replace(report, facts=f"{report.facts}Sinds gisteren brandt er licht.")
        amend_signal(store, actor, ref.id, longer, expected_version=ref.version)

    corrected = timed(correct, times, warm=3)
    for _ in range(2 * (times + 3)):
        undo_last(store, actor)
    return saved, corrected


def _tidied(store: Store) -> tuple[float, ...]:
    """Time the parts of what the acts before this left for later; no act can begin during one."""
    found, left = list[float](), [True]
    while left[-1]:
        found += timed(lambda: left.append(join_pieces(store)), 1, warm=0)
    return (*found, *timed(store.empty_log, 1, warm=0))


def _agenda(store: Store, actor: Actor, profile: int) -> tuple[float, ...]:
    (kind,) = fetch(store, "SELECT min(id) FROM meeting_kinds WHERE profile_id = ?", (profile,))[0]
    found: list[float] = []
    for _ in range(3):
        meeting = plan_meeting(store, actor, kind, today() + timedelta(days=6))
        found += timed(lambda one=meeting: build_agenda(store, actor, one.id), 1, warm=0)  # type: ignore[misc]
        undo_last(store, actor)
        undo_last(store, actor)
    return tuple(found)
