"""Records are compared by themselves while the program is open; Vandaag tells how many pairs wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from store.acts.find_pairs import find_pairs
from store.acts.receive import receive_signal, receive_signals
from store.engine.lifecycle import Store
from store.queries.duplicates import PairRow
from tests.tui.conftest import LARGE
from tests.tui.test_duplicates import REPORTS, opened, pairs, report, shown
from tests.tui.waiting import settled, until_read
from tests.tui.worked import ACTOR, NOW, desk_of, empty_store
from tui import comparing
from tui.app import SignaalpuntApp
from tui.comparing import Comparing
from tui.idle import IdleWatch
from tui.screens.duplicates import DuplicatesScreen
from tui.widgets.pairs_note import PairsNote, pairs_words
from tui.widgets.record_list import RecordList


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Open a store with three likely pairs that nobody looked for yet."""
    kept = empty_store(tmp_path / "wijk.store")
    receive_signals(kept, ACTOR, REPORTS, now=NOW)
    yield kept
    kept.close()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare without waiting, a record at a time."""
    monkeypatch.setattr(comparing, "FIRST", 0.0)
    monkeypatch.setattr(comparing, "AFTER", 0.0)
    for name in ("CALM", "_WATCHED_CALM"):
        monkeypatch.setattr(comparing, name, 0.0)
    monkeypatch.setattr(comparing, "_PART", 1)
    monkeypatch.setattr(comparing, "_REST", 0.0)


def note(pilot: Pilot[Any]) -> str:
    found = pilot.app.screen.query(PairsNote)
    return found.first().text if found and found.first().display else ""


def test_the_words() -> None:
    assert pairs_words(1) == "1 dubbele te bekijken · d: dubbelen"
    assert pairs_words(1_200) == "1.200 dubbelen te bekijken · d: dubbelen"
    assert pairs_words(10_000).startswith("meer dan 10.000 dubbelen")


async def test_vandaag_tells_without_opening_dubbelen(store: Store, at_once: None) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await until_read(pilot, lambda: note(pilot) == "2 dubbelen te bekijken · d: dubbelen")
        receive_signal(store, ACTOR, report(given="Maria J."), now=NOW)
        app.changed()
        await until_read(pilot, lambda: note(pilot).startswith("3 dubbelen"))
        await pilot.press("d")
        await until_read(pilot, lambda: isinstance(app.screen, DuplicatesScreen))
        await until_read(pilot, lambda: len(pairs(app)) == 3)
    assert app.comparing._thread is None


async def test_a_pair_that_is_decided_is_not_told_any_more(store: Store) -> None:
    find_pairs(store, now=NOW)
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await until_read(pilot, lambda: note(pilot).startswith("2 dubbelen"))
        await pilot.press("d")
        await until_read(pilot, lambda: isinstance(app.screen, DuplicatesScreen))
        await until_read(pilot, lambda: len(pairs(app)) == 2)
        for left in (1, 0):
            await pilot.press("g")
            await until_read(pilot, lambda left=left: len(pairs(app)) == left)
        await pilot.press("escape")
        await settled(pilot)
        await until_read(pilot, lambda: note(pilot) == "")


async def test_dubbelen_begins_at_once_and_says_what_is_left(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "_WATCHED_CALM", 0.0)
    monkeypatch.setattr(comparing, "_PART", 1)
    monkeypatch.setattr(comparing, "_WATCHED_REST", 1e6)
    monkeypatch.setattr(comparing, "_WATCHED_TELLING", -1.0)
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await opened(pilot)
        await until_read(pilot, lambda: "nog te vergelijken: 4 meldingen" in shown(app, "totals"))
        assert pairs(app) == []
        monkeypatch.setattr(comparing, "_WATCHED_REST", 0.0)
        app.comparing.begin(app.desk)
        await until_read(pilot, lambda: len(pairs(app)) == 2)
        await until_read(pilot, lambda: "nog te vergelijken" not in shown(app, "totals"))
        await pilot.press("escape")
        await until_read(pilot, lambda: not app.comparing._watched)


async def test_pairs_that_come_in_leave_the_chosen_one_and_what_is_read_alone(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    find_pairs(store, now=NOW)
    monkeypatch.setattr(comparing, "_WATCHED_CALM", 0.0)
    read: list[str] = []
    reading = DuplicatesScreen._read_pair

    def noted(screen: DuplicatesScreen, pair: PairRow) -> object:
        read.append(str(pair.id))
        return reading(screen, pair)

    monkeypatch.setattr(DuplicatesScreen, "_read_pair", noted)
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await opened(pilot)
        records = app.screen.query_one(RecordList)
        await pilot.press("down")
        await settled(pilot)
        chosen, before = records.current, list(read)
        assert chosen is not None and before[-1] == chosen.id
        receive_signal(store, ACTOR, report(given="Maria J."), now=NOW)
        app.comparing.watch(True)
        await until_read(pilot, lambda: len(pairs(app)) == 3)
        await settled(pilot)
        assert (records.current, records.cursor, read) == (chosen, 2, before)


async def test_it_goes_on_after_an_act(store: Store, at_once: None) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await until_read(pilot, lambda: reached(store) == len(REPORTS))
        await app.perform(lambda store, actor: receive_signal(store, actor, report(), now=NOW))
        await until_read(pilot, lambda: reached(store) == len(REPORTS) + 1)


def test_it_stops_where_it_is_and_goes_on_the_next_time(store: Store, at_once: None) -> None:
    found = threading.Event()
    comparer = Comparing(lambda _: found.set(), IdleWatch())
    comparer.begin(desk_of(store))
    comparer.end()
    stopped_at = reached(store)
    comparer.begin(desk_of(store))
    assert found.wait(60)
    comparer.end()
    assert stopped_at <= reached(store) == len(REPORTS)


class Clock:
    """Stands still; tells when somebody looked at it."""

    def __init__(self) -> None:
        self.now = 0.0
        self.looked = threading.Event()

    def __call__(self) -> float:
        self.looked.set()
        return self.now


def test_it_stands_still_while_somebody_is_at_the_keyboard(
    store: Store, at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "CALM", 0.05)
    clock, found = Clock(), threading.Event()
    idle = IdleWatch(monotonic=clock, wall=clock)
    comparer = Comparing(lambda _: found.set(), idle)
    for _ in range(3):
        clock.looked.clear()
        comparer.begin(desk_of(store))
        assert clock.looked.wait(60)
        comparer.end()
    assert reached(store) == 0
    comparer.begin(desk_of(store))
    clock.now = 0.05
    assert found.wait(60)
    comparer.end()
    assert reached(store) == len(REPORTS)


def test_a_store_that_is_closed_meanwhile_is_left_alone(tmp_path: Path, at_once: None) -> None:
    store = empty_store(tmp_path / "dicht.store")
    desk = desk_of(store)
    store.close()
    comparer = Comparing(lambda _: None, IdleWatch())
    comparer.begin(desk)
    thread = comparer._thread
    assert thread is not None
    thread.join(10)
    assert not thread.is_alive()


def reached(store: Store) -> int:
    found = store.reader().execute("SELECT value FROM counters WHERE key = 'residents-compared'").fetchone()
    return int(found[0]) if found else 0
