"""Dubbelen on a real store: pairs side by side, each decision from key to changed list, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from store.acts.find_pairs import find_pairs
from store.acts.inputs import SignalInput
from store.acts.receive import receive_signals
from store.engine.lifecycle import Store
from tests.tui.conftest import LARGE, SMALL
from tests.tui.waiting import settled, until_read
from tests.tui.worked import ACTOR, NOW, desk_of, empty_store
from tui.actions import available
from tui.app import SignaalpuntApp
from tui.screens import duplicates
from tui.screens.confirm import ConfirmDialog
from tui.screens.duplicates import DuplicatesScreen
from tui.screens.signal import SignalScreen
from tui.widgets.compare_text import CompareText
from tui.widgets.field_text import FieldText
from tui.widgets.key_bar import KeyBar
from tui.widgets.record_list import RecordList

HOSTILE = "[bold]Rood\x1b[2J\u202e"


def report(surname: str = "Visser", **parts: Any) -> SignalInput:
    known: dict[str, Any] = {
        "received_at": NOW,
        "street": "Kerkstraat",
        "house_number": 41,
        "postcode": "2641AB",
        "place": "Pijnacker",
        "given": "Maria",
        "surname": surname,
        "birth_year": 1951,
        "resident_phone": "06-00000001",
        "facts": "Doet niet open.",
    }
    return SignalInput(**{**known, **parts})


REPORTS = (
    report(),
    report("Visscher", house_number=14, resident_phone="06-00000002"),
    report(given="M.", resident_phone=""),
    report("Bakker", given="Jan", birth_year=1970, house_number=7, resident_phone=""),
    report("Bakker", given="Jan", birth_year=1971, house_number=7, resident_phone=""),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Open a store with three likely pairs and a possible one."""
    kept = empty_store(tmp_path / "wijk.store")
    receive_signals(kept, ACTOR, REPORTS, now=NOW)
    find_pairs(kept, now=NOW)
    yield kept
    kept.close()


async def opened(pilot: Pilot[Any]) -> None:
    await settled(pilot)
    pilot.app.open_duplicates()  # type: ignore[attr-defined]
    await settled(pilot)
    assert isinstance(pilot.app.screen, DuplicatesScreen)


def pairs(app: SignaalpuntApp) -> list[tuple[str, ...]]:
    source = app.screen.query_one(RecordList).source
    return [tuple(map(str, row.cells[:3])) for row in source.rows(0, source.count)]


def shown(app: SignaalpuntApp, part: str) -> str:
    return app.screen.query_one(f"#{part}", FieldText).text


def keys(app: SignaalpuntApp) -> set[str]:
    return {item.key for item in available(app.screen)}


async def test_pairs_stand_side_by_side_with_what_differs_marked(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await opened(pilot)
        assert [row[0] for row in pairs(app)] == ["zeker", "waarschijnlijk"]
        assert "2 te bekijken · 2 mogelijk · 0 later" in shown(app, "totals")
        compared = app.screen.query_one(CompareText).text
        assert "= Adres" in compared
        assert "≠ Naam" in compared
        assert "verschilt: naam" in shown(app, "why")
        assert "i" not in keys(app)
        await pilot.press("f")
        await settled(pilot)
        assert len(pairs(app)) == 4


async def test_linking_takes_the_pair_away_and_undo_brings_it_back(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await opened(pilot)
        await pilot.press("k")
        await until_read(pilot, lambda: len(pairs(app)) == 1)
        assert store.reader().execute("SELECT group_id FROM residents WHERE id = 3").fetchone() == (1,)
        assert store.reader().execute("SELECT level, origin FROM resident_links").fetchone() == (
            "certain",
            "review",
        )
        await pilot.press("u")
        await until_read(pilot, lambda: len(pairs(app)) == 2)


async def test_no_duplicate_is_remembered_and_can_be_withdrawn(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await opened(pilot)
        await pilot.press("g")
        await until_read(pilot, lambda: len(pairs(app)) == 1)
        await pilot.press("l")
        await until_read(pilot, lambda: not pairs(app))
        assert "geen dubbelen" in app.screen.query_one(RecordList).empty
        for _ in range(3):
            await pilot.press("f")
        await until_read(pilot, lambda: len(pairs(app)) == 1)
        await until_read(pilot, lambda: "geen dubbel" in shown(app, "said"))
        await pilot.press("i")
        await until_read(pilot, lambda: not pairs(app))
        assert store.reader().execute(
            "SELECT count(*) FROM resident_pairs WHERE state = 'open'"
        ).fetchone() == (3,)


async def test_a_contradiction_is_named_and_asked(store: Store) -> None:
    from store.acts.links import link_residents, not_the_same
    from store.codes import LinkOrigin

    not_the_same(store, ACTOR, 2, 3, origin=LinkOrigin.CASE, now=NOW)
    link_residents(store, ACTOR, 1, 2, origin=LinkOrigin.CASE, now=NOW)
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await opened(pilot)
        writer = store.raw_writer()
        writer.execute("UPDATE resident_pairs SET state = 'open' WHERE low_id = 1 AND high_id = 3")
        writer.close()
        await pilot.press("r")
        await settled(pilot)
        await pilot.press("home", "k")
        await until_read(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        assert "niet dezelfde persoon" in app.screen.query_one(FieldText).text
        await pilot.press("j")
        await until_read(pilot, lambda: isinstance(app.screen, DuplicatesScreen))
        await settled(pilot)
        assert store.reader().execute("SELECT group_id FROM residents WHERE id = 3").fetchone() == (1,)


async def click_key(pilot: Pilot[Any], key: str) -> None:
    """Click a key in the bar at the bottom."""
    bar = pilot.app.screen.query_one(KeyBar)
    start = next(zone[0] for zone in bar._zones if zone[2].key == key)
    await pilot.click(KeyBar, offset=(start, 0))


async def test_everything_goes_with_the_mouse(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await opened(pilot)
        records = app.screen.query_one(RecordList)
        assert records.cursor == 0
        await pilot.click(RecordList, offset=(5, 2))
        await settled(pilot)
        assert records.cursor == 1
        await until_read(pilot, lambda: "waarschijnlijk" in shown(app, "why"))
        await click_key(pilot, "g")
        await until_read(pilot, lambda: [row[0] for row in pairs(app)] == ["zeker"])
        await click_key(pilot, "f")
        await until_read(pilot, lambda: len(pairs(app)) == 3)
        await pilot.click(RecordList, offset=(5, 1))
        await settled(pilot)
        await click_key(pilot, "k")
        await until_read(pilot, lambda: len(pairs(app)) < 3)
        assert store.reader().execute("SELECT verdict FROM resident_links ORDER BY id").fetchall() == [
            ("different",),
            ("same",),
        ]
        await pilot.double_click(RecordList, offset=(5, 1))
        await settled(pilot)
        assert isinstance(app.screen, DuplicatesScreen)
        await click_key(pilot, "escape")
        await until_read(pilot, lambda: not isinstance(app.screen, DuplicatesScreen))


async def test_the_signals_of_both_open(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await opened(pilot)
        await pilot.press("p")
        await until_read(pilot, lambda: isinstance(app.screen, SignalScreen))
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert not isinstance(app.screen, DuplicatesScreen)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_how_it_looks(snap: Callable[..., None], store: Store, size: tuple[int, int]) -> None:
    async def before(pilot: Pilot[Any]) -> None:
        await opened(pilot)
        if size == SMALL:
            await pilot.press("f6")
            await settled(pilot)

    snap(SignaalpuntApp(desk_of(store)), size, run_before=before)


async def test_hostile_names_are_shown_as_text(tmp_path: Path) -> None:
    store = empty_store(tmp_path / "wijk.store")
    receive_signals(store, ACTOR, (report(HOSTILE), report(HOSTILE)), now=NOW)
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await opened(pilot)
        await until_read(pilot, lambda: len(pairs(app)) == 1)
        assert "[bold]Rood␛[2J" in app.screen.query_one(CompareText).text
    store.close()


async def test_what_opens_is_of_the_chosen_pair_before_the_cursor_rested(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates, "PAUSE", 3600)
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await opened(pilot)
        screen = app.screen
        assert isinstance(screen, DuplicatesScreen)
        before = shown(app, "compared")
        screen.query_one(RecordList).move_to(1)
        await pilot.pause()
        pair = screen.pair
        assert pair is not None and shown(app, "compared") == before
        screen.action_open_second()
        await settled(pilot)
        assert isinstance(app.screen, SignalScreen)
        expected = store.reader().execute(
            "SELECT id FROM signals WHERE resident_id = ? ORDER BY received_at DESC, id DESC", (pair.high_id,)
        )
        assert app.screen._signal_id == expected.fetchone()[0]
