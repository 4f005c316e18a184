"""The people of a store in Inrichting: what they are, and what a coordinator changes."""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import Input, Label

from store.acts.workers import add_worker, change_worker, remove_worker
from store.codes import Role
from store.engine.lifecycle import open_store
from store.errors import StoreLocked
from store.queries.people import PersonRow, person_named
from store.queries.people import people as everybody
from store.queries.seat import secret_is_due
from tests.tui.conftest import LARGE, SMALL
from tests.tui.people_desk import ANNE, ANNES, BO, OWN, START, People, cheap, made, people
from tests.tui.setting import toasts
from tests.tui.waiting import until_read
from tests.tui.worked import NOW
from tui.app import SignaalpuntApp
from tui.opening import open_desk
from tui.screens.confirm import ConfirmDialog
from tui.screens.dialogs.worker_dialogs import WorkerDialog
from tui.screens.setup import SetupScreen
from tui.screens.shown_once import StartPassphraseScreen
from tui.screens.unlock import UnlockScreen
from tui.widgets.choice import Choice, MultiChoice
from tui.widgets.field_text import FieldText

__all__ = ["cheap", "made", "people"]

HOSTILE = "[red]x[/red] \x1b[2J \u202eabc"


@pytest.fixture
def app(people: People):
    app = SignaalpuntApp(open_desk(people.path, ANNES, clock=lambda: NOW), tab="setup")
    yield app
    app.desk.store.close()


async def sheet(pilot, row: int = 0) -> SetupScreen:
    """Open Medewerkers with the cursor on a row: Anne is 0, Bo is 1."""
    app = pilot.app
    await until_read(pilot, lambda: isinstance(app.screen, SetupScreen))
    await app.screen.action_show_part("workers")
    await until_read(pilot, lambda: app.screen.part is not None and app.screen.part.list.current is not None)
    await pilot.press(*["down"] * row)
    await pilot.pause()
    return app.screen


def whole(screen: SetupScreen) -> str:
    return " ".join(screen.query_one("#workers .whole-text", FieldText).text.split())


def bo(app: SignaalpuntApp) -> PersonRow:
    return person_named(app.desk.store, BO)


def offered(screen: SetupScreen) -> set[str]:
    names = (
        "add_worker",
        "edit_worker",
        "start_passphrase",
        "remove_worker",
        "this_is_me",
        "change_passphrase",
    )
    return {name for name in names if screen.check_action(name, ())}


async def shown_once(pilot) -> str:
    """Wait for the passphrase that is shown, and return it after putting it away."""
    app = pilot.app
    await until_read(
        pilot, lambda: isinstance(app.screen, StartPassphraseScreen) and app.screen.query("#code")
    )
    secret = str(app.screen.query_one("#code", Label).render())
    await pilot.press("escape", "enter")
    assert isinstance(app.screen, StartPassphraseScreen)
    await pilot.press("j")
    await until_read(pilot, lambda: isinstance(app.screen, SetupScreen))
    return secret


async def test_it_says_who_each_is_and_what_they_open_with(app) -> None:
    async with app.run_test(size=LARGE) as pilot:
        screen = await sheet(pilot)
        assert screen.part.list.current.cells == (ANNE, "u · coördinator", "eigen")
        assert "Dat bent u." in whole(screen) and "Opende laatst" in whole(screen)
        assert offered(screen) == {"add_worker", "edit_worker", "change_passphrase"}
        await pilot.press("down")
        await pilot.pause()
        assert screen.part.list.current.cells == (BO, "medewerker", "start")
        assert "moet bij de eerste opening een eigen kiezen" in whole(screen)
        assert offered(screen) == {
            "add_worker",
            "edit_worker",
            "start_passphrase",
            "remove_worker",
            "change_passphrase",
        }


async def test_somebody_is_added_with_a_passphrase_that_is_shown_once(app, people: People) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await sheet(pilot)
        await pilot.press("v")
        await until_read(pilot, lambda: isinstance(app.screen, WorkerDialog) and app.screen.query("#secret"))
        dialog = app.screen
        await pilot.press("ctrl+s")
        assert "Vul een naam in" in dialog.query_one("#problem", FieldText).text
        dialog.query_one("#name", Input).value = BO
        dialog.query_one("#secret", Choice).value = "start"
        await pilot.press("ctrl+s")
        await until_read(pilot, lambda: any("Er staat al een medewerker" in one for one in toasts(app)))
        await until_read(pilot, lambda: isinstance(app.screen, WorkerDialog) and app.screen.query("#secret"))
        dialog = app.screen
        assert dialog.query_one("#name", Input).value == BO
        assert dialog.query_one("#secret", Choice).value == "start"
        dialog.query_one("#name", Input).value = "Noor van Dam"
        dialog.query_one("#role", Choice).value = "reader"
        teams = dialog.query_one("#teams", MultiChoice)
        teams.values = (teams.options[0][0],)
        await pilot.press("ctrl+s")
        secret = await shown_once(pilot)
        noor = person_named(app.desk.store, "Noor van Dam")
        assert (noor.role.value, noor.secret.value, len(noor.teams)) == ("reader", "start", 1)
    with open_store(people.path, secret) as store:
        assert secret_is_due(store)


async def test_role_and_teams_change_and_ones_own_hold_at_once(app) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await sheet(pilot, 1)
        await pilot.press("enter")
        await until_read(pilot, lambda: isinstance(app.screen, WorkerDialog) and app.screen.query("#role"))
        assert not app.screen.query("#name") and not app.screen.query("#secret")
        app.screen.query_one("#role", Choice).focus()
        await pilot.press("right")
        await pilot.pause()
        assert "Doet alles" in app.screen.query_one("#role-words", FieldText).text
        await pilot.press("ctrl+s")
        await until_read(pilot, lambda: bo(app).role.value == "coordinator")
        await until_read(pilot, lambda: isinstance(app.screen, SetupScreen))
        await pilot.press("up", "enter")
        await until_read(pilot, lambda: isinstance(app.screen, WorkerDialog) and app.screen.query("#role"))
        app.screen.query_one("#role", Choice).value = "worker"
        await pilot.press("ctrl+s")
        await until_read(pilot, lambda: app.desk.actor.role.value == "worker")
        await until_read(pilot, lambda: screen.part.list.current.cells[1] == "u · medewerker")


async def test_a_start_passphrase_replaces_the_one_before(app, people: People) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await sheet(pilot, 1)
        await pilot.press("h")
        await until_read(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("enter")
        assert isinstance(app.screen, ConfirmDialog)
        await pilot.press("j")
        secret = await shown_once(pilot)
    open_store(people.path, secret).close()
    with pytest.raises(StoreLocked):
        open_store(people.path, START)


async def test_access_is_taken_away_after_saying_what_that_does_not_do_and_given_again(
    app, people: People
) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await sheet(pilot, 1)
        await pilot.press("l")
        await until_read(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        asked = " ".join(app.screen.query_one(FieldText).text.split())
        assert "opent de opslag dan niet meer" in asked and "oude kopie" in asked
        await pilot.press("j")
        await until_read(pilot, lambda: not bo(app).active)
        await until_read(pilot, lambda: screen.part.list.current.cells[2] == "geen toegang")
        with pytest.raises(StoreLocked):
            open_store(people.path, START)
        assert offered(screen) == {"add_worker", "start_passphrase", "change_passphrase"}
        await pilot.press("h")
        await until_read(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("j")
        secret = await shown_once(pilot)
        assert bo(app).active
    open_store(people.path, secret).close()


async def test_what_another_program_changes_holds_here_and_without_access_it_locks(
    app, people: People
) -> None:
    with app.desk.store as store:
        add_worker(store, app.desk.actor, "Cas Smit", role=Role.COORDINATOR, passphrase=OWN)
    other = open_desk(people.path, OWN, clock=lambda: NOW)
    assert other is not None
    cas = SignaalpuntApp(other, tab="setup")
    anne = open_desk(people.path, ANNES, clock=lambda: NOW)
    assert anne is not None
    async with cas.run_test(size=SMALL) as pilot:
        await until_read(pilot, lambda: isinstance(cas.screen, SetupScreen))
        change_worker(anne.store, anne.actor, other.actor.worker_id or 0, role=Role.READER, team_ids=[1])
        cas.beat()
        assert cas.role is Role.READER and cas.desk.actor.role is Role.READER
        assert cas.desk.store.viewer.team_ids == {1}
        remove_worker(anne.store, anne.actor, other.actor.worker_id or 0)
        cas.beat()
        await until_read(pilot, lambda: isinstance(cas.screen, UnlockScreen))
        assert other.store.closed
    anne.store.close()


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("what", ["sheet", "add", "remove", "start"])
def test_picture(snap, app, size, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = app.desk.store
    monkeypatch.setattr("tui.screens.setup_parts.workers.last_openings", lambda _: {})
    monkeypatch.setattr(
        "store.engine.start_passphrase.new_start_passphrase", lambda: "duin otter kano brem linde 4821"
    )
    add_worker(store, app.desk.actor, HOSTILE, team_ids=[1])
    add_worker(store, app.desk.actor, "Maximiliaan van Oldenbarnevelt-van der Hoeven tot Nederhorst den Berg")
    assert len(everybody(store)) == 4

    async def show(pilot: Any) -> None:
        row = next(at for at, one in enumerate(everybody(store)) if one.name == HOSTILE)
        await sheet(pilot, row)
        if what == "add":
            await pilot.press("v")
        if what == "remove":
            await pilot.press("l")
        if what == "start":
            await pilot.press("h")
            await until_read(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
            await pilot.press("j")
            await until_read(pilot, lambda: isinstance(pilot.app.screen, StartPassphraseScreen))
        await pilot.pause()

    snap(app, size, run_before=show)
