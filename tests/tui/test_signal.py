"""One signal: facts apart from opinions, why it went where it went, and every act its status allows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from store.codes import NotTakenUpReason, SignalStatus, YesNoUnknown
from store.engine.lifecycle import Store
from store.queries.signals import signal_detail
from tests.tui.conftest import LARGE, SMALL
from tests.tui.waiting import settled, until_read
from tests.tui.worked import desk_of
from tui.actions import available
from tui.app import SignaalpuntApp
from tui.screens.confirm import ConfirmDialog
from tui.screens.signal import SignalScreen
from tui.widgets.choice import Choice
from tui.widgets.field_text import FieldText
from tui.widgets.signal_whole import euros

VISSER, OTHER_WAITING, RESIDENT, FORWARDED = 1, 4, 5, 7


async def show(pilot: Pilot[Any], signal_id: int) -> SignalScreen:
    await settled(pilot)
    assert isinstance(pilot.app, SignaalpuntApp)
    pilot.app.open_signal(signal_id)
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, SignalScreen)
    return screen


def left(screen: SignalScreen) -> str:
    return screen.query_one("#told-text", FieldText).text


def right(screen: SignalScreen) -> str:
    return screen.query_one("#around-text", FieldText).text


def keys(screen: SignalScreen) -> set[str]:
    return {item.key for item in available(screen)}


async def test_everything_of_a_routed_signal(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        screen = await show(pilot, VISSER)
        told = left(screen)
        assert told.index("Wat is gezien") < told.index("Wat denkt melder") < told.index("Verzoek")
        assert "gekoppeld aan casus C2026-001" in told
        assert "H. de Bruin, wijkconsulent" in told
        around = right(screen)
        assert "Waarom hier?" in around
        assert "✓ PN-2" in around
        assert "signaal gerouteerd · Fatima E." in around
        assert {"g", "w", "m", "a", "d", "o", "r"} <= keys(screen)
        assert not {"t", "x", "v", "b"} & keys(screen)


async def test_what_the_reporter_agreed_to_is_recorded_after_the_report(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=SMALL) as pilot:
        screen = await show(pilot, VISSER)
        assert "mag genoemd" not in left(screen)
        await pilot.press("k")
        await pilot.pause()
        assert not app.screen.query("#near")
        app.screen.query_one("#may_be_named", Choice).value = "yes"
        app.screen.query_one("#wvggz", Choice).value = "no"
        await pilot.press("ctrl+s")
        await until_read(pilot, lambda: signal_detail(store, VISSER).may_be_named)
        assert "mag genoemd worden bij een" in left(screen)
        assert signal_detail(store, VISSER).wvggz == YesNoUnknown.NO
        await pilot.press("u")
        await until_read(pilot, lambda: not signal_detail(store, VISSER).may_be_named)


async def test_of_a_resident_who_reported_is_asked_whether_they_are_near(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await show(pilot, RESIDENT)
        await pilot.press("k")
        await pilot.pause()
        app.screen.query_one("#near", Choice).value = "yes"
        await pilot.press("ctrl+s")
        await until_read(pilot, lambda: signal_detail(store, RESIDENT).essential_relative)


async def test_a_new_signal_offers_triage_and_the_ends(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        screen = await show(pilot, OTHER_WAITING)
        assert {"t", "x", "v", "w", "m"} <= keys(screen)
        assert not {"g", "b", "r"} & keys(screen)
        assert "Nog niet gerouteerd" in right(screen)


async def test_not_taking_up_with_a_reason_and_undo(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        screen = await show(pilot, OTHER_WAITING)
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("end", "enter")
        assert "toelichting" in app.screen.query_one("#problem", FieldText).text
        await pilot.press(*"al verhuisd", "enter")
        await until_read(
            pilot, lambda: signal_detail(store, OTHER_WAITING).status == SignalStatus.NOT_TAKEN_UP
        )
        assert signal_detail(store, OTHER_WAITING).not_taken_up_reason == NotTakenUpReason.OTHER
        await until_read(pilot, lambda: "niet opgepakt" in left(screen))
        assert "r" in keys(screen)
        await pilot.press("u")
        await until_read(pilot, lambda: signal_detail(store, OTHER_WAITING).status == SignalStatus.RECEIVED)


async def test_advice_warns_first_and_then_removes_people(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=SMALL) as pilot:
        screen = await show(pilot, OTHER_WAITING)
        await pilot.press("v")
        await pilot.pause()
        await pilot.press(*"Bel het loket", "ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmDialog)
        await pilot.press("enter")
        assert isinstance(app.screen, ConfirmDialog)
        await pilot.press("n")
        await pilot.pause()
        assert signal_detail(store, OTHER_WAITING).surname == "Hof"
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("j")
        await until_read(pilot, lambda: signal_detail(store, OTHER_WAITING).status == SignalStatus.ADVISED)
        await until_read(pilot, lambda: "geen persoonsgegeven" in left(screen))
        assert "Hof" not in left(screen) + right(screen)
        assert "Bel het loket" in left(screen)
        assert keys(screen) & {"t", "w", "x", "v", "r", "a", "d", "o"} == set()


async def test_back_to_triage_needs_a_reason(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await show(pilot, FORWARDED)
        await pilot.press("r")
        await pilot.pause()
        await pilot.press("enter", *"hoort bij ons", "enter")
        await until_read(pilot, lambda: signal_detail(store, FORWARDED).status == SignalStatus.TRIAGED)


async def test_a_note_stands_in_the_history(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        screen = await show(pilot, FORWARDED)
        await pilot.press("d")
        await pilot.pause()
        await pilot.press(*"Gebeld", "ctrl+s")
        await until_read(pilot, lambda: "notitie geschreven" in right(screen))


async def test_a_conflict_keeps_what_was_typed(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await show(pilot, OTHER_WAITING)
        await pilot.press("x")
        await pilot.pause()

        from store.acts.receive import ask_completion
        from tests.tui.worked import ACTOR, NOW

        ask_completion(store, ACTOR, OTHER_WAITING, "telefoonnummer", now=NOW)
        await pilot.press("right", "tab", *"dubbel", "enter")
        await until_read(pilot, lambda: type(app.screen).__name__ == "ConflictDialog")
        await pilot.press("enter")
        await until_read(pilot, lambda: type(app.screen).__name__ == "ChoiceReasonDialog")
        assert app.screen.query_one("#note").value == "dubbel"  # type: ignore[attr-defined]
        await pilot.press("escape")


async def test_a_signal_that_is_gone_says_so(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=SMALL) as pilot:
        screen = await show(pilot, 999)
        assert "niet (meer)" in left(screen)
        assert "t" not in keys(screen)
        await pilot.press("escape")


def test_money_in_words() -> None:
    assert euros(142350) == "€ 1.423,50"
    assert euros(-5) == "€ -0,05"
    assert euros(None) == ""


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_pictures(store: Store, snap: Callable[..., None], size: tuple[int, int]) -> None:
    async def settle(pilot: Pilot[Any]) -> None:
        await show(pilot, VISSER)

    snap(SignaalpuntApp(desk_of(store)), size, run_before=settle)
