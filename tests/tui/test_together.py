"""Wie hoort bij elkaar: the records of one person and the cases of one household, joined and parted from a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from store.acts.inputs import TriageInput
from store.acts.links import link_residents
from store.acts.receive import receive_signals
from store.acts.route import route_signal
from store.acts.triage import triage_signal
from store.codes import LinkOrigin, Theme, Urgency
from store.engine.lifecycle import Store
from tests.tui.conftest import LARGE, SMALL
from tests.tui.test_duplicates import report
from tests.tui.waiting import settled, until_read
from tests.tui.worked import ACTOR, NOW, desk_of, empty_store
from tui.app import SignaalpuntApp
from tui.screens.case import CaseScreen
from tui.screens.confirm import ConfirmDialog
from tui.screens.together import TogetherScreen
from tui.widgets.field_text import FieldText
from tui.widgets.record_list import RecordList


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Open a store with two cases at one address, and a record linked to the resident of the first."""
    kept = empty_store(tmp_path / "wijk.store")
    signals = receive_signals(
        kept, ACTOR, (report(), report("Bakker", given="Jan", birth_year=1970), report("Visscher")), now=NOW
    )
    for signal in signals[:2]:
        triage_signal(
            kept, ACTOR, signal.id, TriageInput(urgency=Urgency.URGENT, themes=(Theme.HOARDING,)), now=NOW
        )
        route_signal(kept, ACTOR, signal.id, lead=ACTOR.name, now=NOW)
    link_residents(kept, ACTOR, 1, 3, origin=LinkOrigin.CASE, now=NOW)
    yield kept
    kept.close()


async def opened(pilot: Pilot[Any]) -> None:
    await settled(pilot)
    pilot.app.open_case(1)  # type: ignore[attr-defined]
    await settled(pilot)
    assert isinstance(pilot.app.screen, CaseScreen)
    await pilot.press("d")
    await settled(pilot)
    await until_read(pilot, lambda: lines(pilot.app) != [])
    assert isinstance(pilot.app.screen, TogetherScreen)


def lines(app: Any) -> list[tuple[str, str]]:
    source = app.screen.query_one(RecordList).source
    return [(row.group, row.cells[0]) for row in source.rows(0, source.count)]


async def test_the_case_tells_who_it_is_known_as(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot)
        app.open_case(1)
        await settled(pilot)
        person = " ".join(app.screen.query_one("#person", FieldText).text.split())
        assert "Ook bekend als" in person
        assert "Maria Visscher (1951)" in person
        assert "2 meldingen" in person


async def test_a_record_is_taken_out_of_the_person(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await opened(pilot)
        assert lines(app) == [
            ("Deze persoon", "Maria Visser, 1951"),
            ("Deze persoon", "Maria Visscher, 1951"),
            ("Zelfde adres of persoon", "J. Bakker, 1970"),
        ]
        await pilot.press("down", "x")
        await until_read(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("j")
        await until_read(pilot, lambda: isinstance(app.screen, TogetherScreen) and len(lines(app)) == 2)
        assert store.reader().execute("SELECT group_id FROM residents WHERE id = 3").fetchone() == (3,)
        await pilot.press("u")
        await until_read(pilot, lambda: len(lines(app)) == 3)


async def test_two_cases_become_one_household_and_part_again(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await opened(pilot)
        await pilot.press("end", "k")
        await until_read(pilot, lambda: not isinstance(app.screen, TogetherScreen))
        await pilot.press("ctrl+s")
        await until_read(
            pilot, lambda: isinstance(app.screen, TogetherScreen) and lines(app)[-1][0] == "Eén huishouden"
        )
        assert store.reader().execute("SELECT DISTINCT household_id FROM cases").fetchall() == [(1,)]
        await pilot.press("end", "x")
        await until_read(pilot, lambda: lines(app)[-1][0] == "Zelfde adres of persoon")
        assert store.reader().execute("SELECT count(*) FROM households").fetchone() == (0,)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_how_it_looks(snap: Callable[..., None], store: Store, size: tuple[int, int]) -> None:
    snap(SignaalpuntApp(desk_of(store)), size, run_before=opened)


async def test_before_a_link_goes_it_says_who_goes_along(store: Store) -> None:
    for surname, with_ in (("Visserr", 3), ("Vissers", 4)):
        receive_signals(store, ACTOR, (report(surname),), now=NOW)
        (new,) = store.reader().execute("SELECT max(id) FROM residents").fetchone()
        link_residents(store, ACTOR, with_, new, origin=LinkOrigin.CASE, now=NOW)
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await opened(pilot)
        screen = app.screen
        assert isinstance(screen, TogetherScreen)
        first, middle, *_, last = screen._found.members if screen._found else ()
        numbers = [one.numbers for one in screen._found.members] if screen._found else []
        told = screen._leaving_words(middle)
        assert told.startswith(
            f"Ook los van deze casus raken, want ze hangen er alleen zo aan vast: {numbers[2]}"
        )
        assert screen._leaving_words(last).startswith("De andere meldingen blijven bij elkaar.")
        assert screen._leaving_words(first).startswith("De andere meldingen blijven bij elkaar.")
        assert first.case_number and middle.case_number == ""


async def test_a_record_whose_signal_came_to_the_case_says_so(store: Store) -> None:
    writer = store.raw_writer()
    writer.execute("UPDATE signals SET case_id = 1 WHERE resident_id = 3")
    writer.close()
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await opened(pilot)
        await pilot.press("down")
        await settled(pilot)
        assert "C2026-001" in " ".join(app.screen.query_one("#whole", FieldText).text.split())
