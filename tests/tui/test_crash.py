"""When the program itself fails: a sentence and the place, never what it was working on."""

from __future__ import annotations

import asyncio

import pytest
from textual.worker import WorkerFailed

from store.errors import StoreUnusable
from tests.tui.conftest import SMALL
from tests.tui.setting import toasts
from tests.tui.waiting import until
from tui.app import SignaalpuntApp
from tui.crash import crash_report


def _fail(name: str) -> None:
    raise RuntimeError(f"kan {name} niet opslaan")


def test_the_report_names_the_place_and_no_person() -> None:
    try:
        _fail("Visser, Kerkstraat 41")
    except RuntimeError as error:
        told = crash_report(error).plain
    assert "RuntimeError" in told and "test_crash.py, regel" in told and "_fail" in told
    assert "Visser" not in told and "Kerkstraat" not in told
    assert "bewaard" in told and "opnieuw" in told


async def test_a_failing_worker_ends_without_the_values_of_variables(capsys) -> None:
    app = SignaalpuntApp()

    async def work() -> None:
        _fail("Visser, Kerkstraat 41")

    with pytest.raises(WorkerFailed):
        async with app.run_test(size=SMALL):
            app.run_worker(work())
            while not app._closed:
                await asyncio.sleep(0.01)
    assert app.return_code == 1
    shown = capsys.readouterr().err
    assert "Visser" not in shown and "regel" in shown


async def test_a_store_that_cannot_be_read_is_told_once_and_what_is_shown_stays() -> None:
    app = SignaalpuntApp()

    async def work() -> None:
        raise StoreUnusable("De schijf gaf een fout bij het lezen.")

    async with app.run_test(size=SMALL) as pilot:
        for _ in range(2):
            with pytest.raises(WorkerFailed):
                await app.run_worker(work()).wait()
        await until(pilot, lambda: toasts(app))
        assert toasts(app).count("De schijf gaf een fout bij het lezen.") == 1
        assert app.is_running and app.return_code is None
