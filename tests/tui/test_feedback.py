"""Terugkoppeling on a real store: the queue, the text, and each answer from key to changed list."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from store.codes import ClockKind, FeedbackOutcome, NotTakenUpReason, PartnerType, YesNoUnknown
from store.engine.lifecycle import Store
from store.queries.feedback import given_answers, owed_answers
from store.queries.signals import signal_detail
from tests.tui.conftest import LARGE, SMALL, TODAY
from tests.tui.waiting import settled, until_read
from tests.tui.worked import ACTOR, NOW, desk_of, empty_store
from tui.actions import available
from tui.app import SignaalpuntApp
from tui.screens.feedback import FeedbackScreen
from tui.screens.today import TodayScreen
from tui.widgets.field_text import FieldText
from tui.widgets.record_list import RecordList

HOF = 4
"""Signal that was received yesterday by a corporation; its confirmation is due."""
VRIES = 3
"""Signal that was routed; its feedback is due."""


def keys(app: SignaalpuntApp) -> set[str]:
    return {item.key for item in available(app.screen)}


def shown(app: SignaalpuntApp, part: str = "answer") -> str:
    return app.screen.query_one(f"#{part}", FieldText).text


def go_to(app: SignaalpuntApp, number: str, kind: str) -> None:
    records = app.screen.query_one(RecordList)
    for index in range(records.source.count):
        row = records.row_at(index)
        if row is not None and row.cells[2] == kind and row.cells[3] == number:
            records.move_to(index)
            return
    raise AssertionError(number)


async def opened(pilot: Pilot[Any]) -> None:
    await settled(pilot)
    await pilot.press("k")
    await settled(pilot)
    assert isinstance(pilot.app.screen, FeedbackScreen)


async def test_the_text_stands_as_it_is_given_and_holds_nobody(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await opened(pilot)
        assert "over" in shown(app, "totals")
        go_to(app, "2026-0003", "terugkoppeling")
        await settled(pilot)
        assert "Uw melding is opgepakt." in shown(app)
        assert "Aan: SWOP" in shown(app)
        assert "Wat deze melder niet mag horen" in shown(app, "withheld")
        for secret in ("Vries", "Dorpsstraat", "buiten", "eenzaam"):
            assert secret not in shown(app) + shown(app, "withheld")
        assert "bevestiging gegeven" in shown(app, "withheld")
        await pilot.press("escape")
        assert isinstance(app.screen, TodayScreen)


async def test_given_is_kept_with_the_text_and_undone(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await opened(pilot)
        count = app.screen.query_one(RecordList).source.count
        go_to(app, "2026-0004", "bevestiging")
        await pilot.press("c")
        copied = app.clipboard
        await pilot.press("g")
        await until_read(pilot, lambda: bool(given_answers(store, HOF)))
        (kept,) = given_answers(store, HOF)
        assert (kept.kind, kept.outcome) == (ClockKind.CONFIRMATION, FeedbackOutcome.GIVEN)
        assert kept.body == copied.strip()
        assert copied.startswith("Ontvangst van uw melding 2026-0004\n\nAan: Staedion")
        await until_read(pilot, lambda: app.screen.query_one(RecordList).source.count == count - 1)
        await pilot.press("u")
        await until_read(pilot, lambda: not given_answers(store, HOF))
        await until_read(pilot, lambda: app.screen.query_one(RecordList).source.count == count)


async def test_refused_asks_why(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        go_to(app, "2026-0003", "terugkoppeling")
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.press(*"ziet ervan af", "enter")
        await until_read(pilot, lambda: len(given_answers(store, VRIES)) == 2)
        newest = given_answers(store, VRIES)[0]
        assert (newest.outcome, newest.body, newest.reason) == (
            FeedbackOutcome.REFUSED,
            "",
            "ziet ervan af",
        )


async def test_the_file_holds_the_text_and_is_private(store: Store, tmp_path: Path) -> None:
    app = SignaalpuntApp(desk_of(store))
    folder = tmp_path / "uit"
    folder.mkdir()
    async with app.run_test(size=LARGE) as pilot:
        await opened(pilot)
        go_to(app, "2026-0004", "bevestiging")
        await pilot.press("c", "b")
        await pilot.pause()
        app.screen.query_one("#folder", Input).value = str(folder / "weg")
        await pilot.press("enter")
        assert "bestaat niet" in app.screen.query_one("#problem", FieldText).text
        app.screen.query_one("#folder", Input).value = str(folder)
        await pilot.press("enter")
        await until_read(pilot, lambda: bool(list(folder.iterdir())))
        (written,) = folder.iterdir()
        assert written.name == "terugkoppeling-2026-0004.txt"
        assert stat.S_IMODE(written.stat().st_mode) == 0o600
        assert written.read_text(encoding="utf-8") == app.clipboard
        assert owed_answers(store, HOF, TODAY)


async def test_a_wvggz_report_tells_only_an_essential_relative(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await opened(pilot)
        go_to(app, "2026-0003", "terugkoppeling")
        await settled(pilot)
        assert {"c", "g", "x", "b"} <= keys(app)
        await pilot.press("w")
        await until_read(pilot, lambda: signal_detail(store, VRIES).wvggz == YesNoUnknown.YES)
        assert "geen antwoord geven, omdat" in shown(app)
        assert "Wvggz-melding" in shown(app, "whom")
        assert "x" in keys(app)
        assert not {"c", "g", "b", "e"} & keys(app)
        await pilot.press("w")
        await until_read(pilot, lambda: signal_detail(store, VRIES).wvggz == YesNoUnknown.NO)
        assert "Uw melding is opgepakt." in shown(app)
        await pilot.press("u")
        await until_read(pilot, lambda: signal_detail(store, VRIES).wvggz == YesNoUnknown.YES)
        assert "geen antwoord geven, omdat" in shown(app)


async def test_what_is_said_of_a_reporter_stays_for_everybody(store: Store) -> None:
    from store.acts.inputs import SignalInput
    from store.acts.receive import receive_signal
    from store.acts.triage import not_taken_up

    told = SignalInput(
        received_at=NOW,
        partner_type=PartnerType.RELATIVE,
        feedback_wanted=True,
        wvggz=YesNoUnknown.YES,
        facts="Zij eet niet.",
    )
    signal = receive_signal(store, ACTOR, told, now=NOW)
    not_taken_up(store, ACTOR, signal.id, NotTakenUpReason.UNFOUNDED, now=NOW)
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=LARGE) as pilot:
        await opened(pilot)
        go_to(app, signal.number, "terugkoppeling")
        await settled(pilot)
        assert "e" in keys(app) and not {"c", "g"} & keys(app)
        await pilot.press("e")
        await until_read(pilot, lambda: signal_detail(store, signal.id).essential_relative)
        assert "melder is essentiële" in shown(app, "whom")
        assert "De melding is niet opgepakt." in " ".join(shown(app).split())
        await pilot.press("escape", "k")
        await settled(pilot)
        go_to(app, signal.number, "terugkoppeling")
        await settled(pilot)
        assert "De melding is niet opgepakt." in " ".join(shown(app).split())


async def test_the_dialog_shows_the_ready_text_and_keeps_it(store: Store) -> None:
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        app.open_signal(HOF)
        await settled(pilot)
        await pilot.press("m")
        await pilot.pause()
        assert "Ontvangst van uw melding 2026-0004" in shown(app, "ready")
        await pilot.press("ctrl+s")
        await until_read(pilot, lambda: bool(given_answers(store, HOF)))
        assert given_answers(store, HOF)[0].body.startswith("Ontvangst van uw melding 2026-0004")


async def test_nobody_waits(tmp_path: Path) -> None:
    store = empty_store(tmp_path / "leeg.store")
    app = SignaalpuntApp(desk_of(store))
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert "Alle melders hebben antwoord" in app.screen.query_one(RecordList).empty
        assert not {"c", "g", "x", "b", "o", "w"} & keys(app)
        await pilot.press("g", "c", "x")
        assert isinstance(app.screen, FeedbackScreen)
    store.close()


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("page", ["list", "answer"])
def test_pictures(snap: Callable[..., None], store: Store, size: tuple[int, int], page: str) -> None:
    async def settle(pilot: Pilot[Any]) -> None:
        await opened(pilot)
        go_to(pilot.app, "2026-0003", "terugkoppeling")  # type: ignore[arg-type]
        await settled(pilot)
        if page == "answer":
            await pilot.press("w" if size == LARGE else "tab")
            if size == LARGE:
                await until_read(pilot, lambda: signal_detail(store, VRIES).wvggz == YesNoUnknown.YES)
            await settled(pilot)

    snap(SignaalpuntApp(desk_of(store)), size, run_before=settle)
