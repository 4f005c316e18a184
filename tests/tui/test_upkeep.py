"""Looking after the store on screen: the warning on Vandaag, copies in Inrichting, a store that goes."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from store.engine import backup
from store.engine.copies import copies_in
from store.queries.backups import backup_folder, copies
from tests.acts.office import received
from tests.acts.test_tidying import MOST_PIECES, all_in_the_file, pieces
from tests.case_office import NOW, desk_of, office_in
from tests.tui.conftest import LARGE, SMALL
from tests.tui.setting import app_at, toasts
from tests.tui.waiting import settled, text_of, until
from tui import upkeep
from tui.actions import specs_for
from tui.desk import Desk
from tui.idle import IdleWatch
from tui.screens.checkup import CheckupScreen
from tui.screens.confirm import ConfirmDialog
from tui.screens.dialogs.text_dialog import TextDialog
from tui.screens.setup import SetupScreen
from tui.screens.today import TodayScreen
from tui.widgets.upkeep_note import UpkeepNote, notes_for


@pytest.fixture
def desk(tmp_path: Path):
    """Return a desk at the office, in a store that is not called a demo."""
    found = desk_of(office_in(tmp_path / "opslag"))
    found.store.demo = False
    yield found
    found.store.close()


def later(desk: Desk, **passed: float) -> Desk:
    return replace(desk, clock=lambda: NOW + timedelta(**passed))


async def opened(pilot) -> SetupScreen:
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, SetupScreen)
    await screen.action_show_part("store")
    await until(pilot, lambda: "RESERVEKOPIEËN" in text_of(screen, "#store-copies"))
    return screen


def test_what_vandaag_has_to_tell(desk: Desk) -> None:
    assert notes_for(desk) == (
        "Van deze opslag is nog geen reservekopie. Maak er een in Inrichting, blad Opslag, met y.",
    )
    desk.store.copy_to(backup_folder(desk.store), NOW)
    assert notes_for(later(desk, days=2)) == ()
    (late,) = notes_for(later(desk, days=3))
    assert late.startswith("De laatste goede reservekopie is van ma 23 nov, 3 dagen geleden.")
    (clock,) = notes_for(later(desk, days=-60))
    assert "loopt achter" in clock
    desk.store.demo = True
    assert notes_for(later(desk, days=90)) == ()


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_vandaag_warns_until_there_is_a_copy(desk: Desk, size) -> None:
    app = app_at(desk, "today")
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.screen.query(UpkeepNote) and app.screen.query_one(UpkeepNote).display)
        desk.store.copy_to(backup_folder(desk.store), NOW)
        app.changed()
        await until(pilot, lambda: not app.screen.query_one(UpkeepNote).display)


async def test_a_copy_is_made_with_one_key_and_shown(desk: Desk) -> None:
    app = app_at(desk, "setup")
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot)
        assert "er is er nog geen" in text_of(screen, "#store-copies")
        await pilot.press("y")
        await until(pilot, lambda: "Reservekopie gemaakt en nagekeken." in toasts(app))
        await until(pilot, lambda: "ma 23 nov 10:30" in text_of(screen, "#store-copies"))
        assert not screen.query_one("#copy-progress").display
        assert screen.check_action("back_up", ())
    assert len(copies(desk.store, NOW.date())) == 1


async def test_a_copy_tells_how_far_it_is_and_is_broken_off(desk: Desk, monkeypatch) -> None:
    reached, go_on = threading.Event(), threading.Event()
    made = backup._copy

    def slow(*arguments):
        rows = made(*arguments)
        reached.set()
        assert go_on.wait(60)
        return rows

    monkeypatch.setattr(backup, "_copy", slow)
    app = app_at(desk, "setup")
    async with app.run_test(size=LARGE) as pilot:
        screen = await opened(pilot)
        screen.action_back_up()
        await until(pilot, reached.is_set)
        await until(pilot, lambda: "40%" in text_of(screen, "#copy-progress"))
        assert not screen.check_action("back_up", ())
        await pilot.press("x")
        go_on.set()
        await until(pilot, lambda: "Afgebroken: er is geen kopie gemaakt." in toasts(app))
        assert not screen.copying
    assert copies(desk.store, NOW.date()) == ()


async def test_a_copy_that_fails_says_why(desk: Desk) -> None:
    backup_folder(desk.store).write_text("geen map")
    app = app_at(desk, "setup")
    async with app.run_test(size=LARGE) as pilot:
        screen = await opened(pilot)
        screen.action_back_up()
        await until(pilot, lambda: any("kan niet worden gemaakt" in told for told in toasts(app)))
        assert not screen.copying


async def test_another_folder_is_chosen_and_a_wrong_one_comes_back_as_typed(
    desk: Desk, tmp_path: Path
) -> None:
    app = app_at(desk, "setup")
    async with app.run_test(size=LARGE) as pilot:
        screen = await opened(pilot)
        await pilot.press("f")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        for typed, accepted in (("hier", False), (str(tmp_path / "schijf"), True)):
            area = app.screen.query_one("#text")
            area.text = typed
            app.screen.action_save()
            if not accepted:
                await until(pilot, lambda: any("hele plaats" in told for told in toasts(app)))
                await until(pilot, lambda: isinstance(app.screen, TextDialog))
                assert app.screen.query_one("#text").text == typed
        await until(pilot, lambda: str(tmp_path / "schijf") in text_of(screen, "#store-copies"))


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what happens by itself happen at once, once."""
    monkeypatch.setattr(upkeep, "FIRST", 0.01)
    monkeypatch.setattr(upkeep, "EVERY", 0.05)
    monkeypatch.setattr(upkeep, "AFTER", 0.01)


async def test_the_copy_of_the_day_is_made_by_itself(desk: Desk, soon: None, monkeypatch) -> None:
    asked, due = [], upkeep._due
    monkeypatch.setattr(upkeep, "_due", lambda desk: asked.append(due(desk)) or asked[-1])
    app = app_at(desk, "today")
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: len(copies_in(backup_folder(desk.store), desk.store.path)) == 1)
        await until(pilot, lambda: not app.screen.query_one(UpkeepNote).display)
        await until(pilot, lambda: len(asked) > 2)
    assert asked[:3] == [True, False, False]
    assert len(copies_in(backup_folder(desk.store), desk.store.path)) == 1
    assert app.upkeep.problem == ""


async def test_a_daily_copy_that_fails_is_told_in_inrichting_and_rests(desk: Desk, soon: None) -> None:
    backup_folder(desk.store).write_text("geen map")
    app = app_at(desk, "setup")
    async with app.run_test(size=LARGE) as pilot:
        screen = await opened(pilot)
        await until(pilot, lambda: "Niet gelukt" in text_of(screen, "#store-copies"))
        assert toasts(app) == []


async def test_of_a_demo_no_copy_is_made(desk: Desk, soon: None, monkeypatch) -> None:
    tidied: list[bool] = []
    monkeypatch.setattr(upkeep, "tidy", lambda *_: tidied.append(True) or True)
    desk.store.demo = True
    app = app_at(desk, "today")
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await until(pilot, lambda: len(tidied) > 2)
    assert not backup_folder(desk.store).exists()


def test_nothing_is_tidied_while_somebody_is_at_the_keyboard(desk: Desk) -> None:
    now = [100.0]
    idle = IdleWatch(monotonic=lambda: now[0], wall=lambda: now[0])
    while (before := pieces(desk.store)) <= MOST_PIECES:
        received(desk.store)
    assert not upkeep.tidy(desk.store, idle, threading.Event())
    assert pieces(desk.store) == before
    now[0] += upkeep.AFTER
    assert upkeep.tidy(desk.store, idle, threading.Event())
    assert pieces(desk.store) <= MOST_PIECES


async def test_what_acts_leave_is_tidied_up_when_nothing_changes_for_a_moment(
    desk: Desk, soon: None, monkeypatch
) -> None:
    monkeypatch.setattr(upkeep, "EVERY", 3600.0)
    app = app_at(desk, "today")
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: pieces(desk.store) <= MOST_PIECES)
        while pieces(desk.store) <= MOST_PIECES:
            received(desk.store)
        app.changed()
        await until(pilot, lambda: pieces(desk.store) <= MOST_PIECES)
        log = desk.store.raw_writer()
        await until(pilot, lambda: all_in_the_file(log))
        log.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let go of an open file")
async def test_a_store_that_goes_is_saved_and_told(desk: Desk, soon: None) -> None:
    app = app_at(desk, "today")
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: len(copies_in(backup_folder(desk.store), desk.store.path)) == 1)
        await until(pilot, lambda: not app.screen.query_one(UpkeepNote).display)
        await settled(pilot)
        for file in desk.store.path.parent.glob(f"{desk.store.path.name}*"):
            file.unlink()
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        saved = desk.store.saved()
        assert saved.exists()
        assert str(saved) in text_of(app.screen, "FieldText").replace("\n", "")
        await pilot.press("n")
        assert not isinstance(app.screen, ConfirmDialog)
        assert await app.perform(lambda store, actor: store.check_place()) is None


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_the_store_is_looked_over_on_screen(desk: Desk, size) -> None:
    with desk.store.writing() as connection:
        connection.execute("UPDATE log_entries SET worker = 'Iemand Anders' WHERE id = 2")
    app = app_at(desk, "setup")
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        await pilot.press("j")
        await until(pilot, lambda: app.screen.query("#found"))
        await until(pilot, lambda: "Er is iets mis" in text_of(app.screen, "#found"))
        told = text_of(app.screen, "#found")
        assert "fout: niet heel" in told
        assert "signaalpunt verify" in told
        assert "ok: elke bladzijde is zoals zij werd geschreven" in told.replace("\n", " ")
        await pilot.press("escape")
        assert isinstance(app.screen, SetupScreen)


def test_the_keys_of_opslag_and_of_inrichting_do_not_meet() -> None:
    setup, people, own = (
        {key for spec in specs_for(scope) for key in spec.keys.split(",")}
        for scope in ("setup", "workers", "upkeep")
    )
    assert (setup | people) & own == set()


async def test_a_stale_index_is_made_anew_where_it_is_told(desk: Desk) -> None:
    writer = desk.store.raw_writer()
    writer.execute("INSERT INTO search_notes (search_notes) VALUES ('delete-all')")
    writer.close()
    app = app_at(desk, "setup")
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        screen = CheckupScreen()
        await app.push_screen(screen)
        await until(pilot, lambda: "doctor --mend" in text_of(screen, "#found"))
        assert screen.check_action("mend", ())
        await pilot.press("h")
        await until(pilot, lambda: "7 indexen lopen gelijk" in text_of(screen, "#found"))
        assert not screen.check_action("mend", ())
